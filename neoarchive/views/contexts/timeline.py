"""The timeline of a company: what it filed, under which events, with its releases, names and tickers, oldest first."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F, Prefetch
from django.http import HttpRequest
from django.urls import reverse

from neoarchive.models import Company, CompanyName, CompanyTicker, Filing, PressRelease
from neoarchive.search import events
from neoarchive.search.events import Event

from .pages import Pager, page_of

PER_PAGE = 60


@dataclass(slots=True)
class Moment:
    """A day of the timeline: a filing with its events and releases, or what is first or last seen (``text``)."""

    day: date | None
    filing: Filing | None = None
    events: list[Event] = field(default_factory=list)
    releases: list[PressRelease] = field(default_factory=list)
    text: str = ""


def timeline_context(request: HttpRequest, company: Company, *, drafts: bool) -> dict[str, Any]:
    filings = _filings(company, drafts=drafts)
    pager = page_of(request, filings, PER_PAGE)
    pager.page.object_list = list(pager.page.object_list)
    moments = [_of_filing(filing) for filing in pager.page.object_list]
    first, last = _span(filings, pager)
    moments += [one for one in _names(company) + _tickers(company) if one.day and first < one.day <= last]
    moments.sort(key=lambda one: (one.day or date.max, one.filing is not None))
    address = reverse("company-timeline", args=[company.slug])
    return {
        "section": "companies",
        "company": company,
        "moments": moments,
        "pager": pager,
        "total": pager.page.paginator.count,
        "address": settings.SITE_URL + address,
    }


def _filings(company: Company, *, drafts: bool) -> Any:
    filings = Filing.objects.filter(registrants__company=company)
    releases = PressRelease.objects.order_by("position").only("filing", "slug", "headline", "shown_date", "status")
    if not drafts:
        filings, releases = filings.published(), releases.published()
    return (
        filings.order_by(F("shown_date").asc(nulls_last=True), "pk")
        .only("slug", "form_type", "shown_date", "status")
        .prefetch_related("items", Prefetch("releases", releases))
    )


def _of_filing(filing: Filing) -> Moment:
    """The exhibits' own item is left out: it tells of no event."""
    named = dict.fromkeys(events.BY_NUMBER.get(item.today) for item in filing.items.all())
    told = [event for event in named if event and event.slug != "exhibits"]
    return Moment(filing.shown_date, filing, told, list(filing.releases.all()))


def _names(company: Company) -> list[Moment]:
    found = []
    for one in CompanyName.objects.filter(company=company):
        if one.until:
            found.append(Moment(one.until, text=f"No longer called {one.name}"))
        if one.first_seen:
            found.append(Moment(one.first_seen, text=f"First seen as {one.name}"))
    return found


def _tickers(company: Company) -> list[Moment]:
    """A symbol is seen for the first and for the last time; between lies what the archive knows of it."""
    found = []
    for one in CompanyTicker.objects.filter(company=company):
        if one.first_seen:
            found.append(Moment(one.first_seen, text=f"Ticker {one} first printed"))
        if one.last_seen and one.last_seen != one.first_seen:
            found.append(Moment(one.last_seen, text=f"Ticker {one} last printed"))
    return found


def _span(filings: Any, pager: Pager) -> tuple[date, date]:
    """The days of this page: after the last filing of the page before, up to its own last, so that no day is lost."""
    first, last = date.min, date.max
    if pager.page.has_previous():
        before = filings.values_list("shown_date", flat=True)[pager.page.start_index() - 2]
        first = before or date.max
    if pager.page.has_next():
        last = pager.page.object_list[-1].shown_date or date.max
    return first, last
