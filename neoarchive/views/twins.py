"""The twins of the pages that set out what the archive holds: what a page shows to visitors, as JSON beside it.

A twin is made of the very context of its page (``contexts``), by the function of ``formats`` that gives its keys, so
that both tell the same. Whoever asks is a visitor here: drafts are in none.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from neoarchive.caching import lasting
from neoarchive.models import Company, OldAddress, PressRelease
from neoarchive.search import events as vocabulary

from .contexts import az, days, events, listing, organizations, quality, quotations, selves, tables, terms, timeline
from .contexts.history import corrections_of
from .formats import answers, beside, browsing
from .formats.clean import absolute, twin_of
from .formats.records import VERSION, Record
from .machines import View, elsewhere, machine

Context = dict[str, Any]


def _twin(context_of: Callable[..., Context | None], record_of: Callable[[Context], Record]) -> View:
    """The view of a page's twin: 404 where there is no such page, 400 where what is asked can't be read."""

    @machine
    def twin(request: HttpRequest, **given: Any) -> HttpResponse:
        context = context_of(request, **given)
        if context is None:
            raise Http404
        if context.get("faults"):
            return answers.refused("The address can't be read.", context["faults"])
        return _answer(context, record_of)

    return twin


def _twin_beside(
    kind: OldAddress.Kind,
    name: str,
    records: Any,
    context_of: Callable[[HttpRequest, Any], Context],
    record_of: Callable[[Context], Record],
) -> View:
    """The same for a page beside a record; at an old address it leads on, as the record's own twin does."""

    @machine
    @lasting
    def twin(request: HttpRequest, slug: str) -> HttpResponse:
        found = records.published().filter(slug=slug).first()
        if found is None:
            return elsewhere(kind, slug, name, records)
        return _answer(context_of(request, found), record_of)

    return twin


def _answer(context: Context, record_of: Callable[[Context], Record]) -> HttpResponse:
    page = context["address"]
    return answers.as_json({"version": VERSION, "url": page, "json_url": twin_of(page), **record_of(context)})


def _asked(request: HttpRequest, context_of: Callable[[listing.Asked], Context], name: str) -> Context:
    """The context of a page that reads its address as the list of releases does; its address has what is asked."""
    asked = listing.read(request.GET)
    return context_of(asked) | {"address": absolute(reverse(name) + asked.query_of(start=True))}


all_events = _twin(lambda request: events.index_context(), browsing.events)
calendar = _twin(lambda request: days.years_context(), browsing.calendar)
year = _twin(lambda request, year: days.year_context(year), browsing.year)
month = _twin(lambda request, year, month: days.month_context(days.day_of(year, month, 1)), browsing.month)
day = _twin(lambda request, year, month, day: days.day_context(days.day_of(year, month, day)), browsing.day)
quality_of_reading = _twin(lambda request: quality.quality_context(), browsing.quality)
first_use = _twin(lambda request: _asked(request, terms.term_context, "first-use"), browsing.first_use)
said = _twin(lambda request: _asked(request, quotations.quotations_context, "quotations"), browsing.quotations)


@machine
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """By its name; today's number of its item leads to that."""
    found = vocabulary.BY_SLUG.get(slug)
    numbered = vocabulary.BY_NUMBER.get(slug.replace("-", "."))
    if found is None and numbered is not None:
        return answers.moved_to(reverse("event-json", args=[numbered.slug]))
    if found is None:
        raise Http404
    return _answer(events.event_context(found), browsing.event)


def _same_day(request: HttpRequest, month: int, day: int) -> Context:
    days.day_of(2000, month, day)
    return days.same_day_context(month, day)


def _organization(request: HttpRequest) -> Context | None:
    people = organizations.people_named(request.GET.get("name", ""))
    return organizations.organization_context(people) if people else None


def _letter(request: HttpRequest, letter: str) -> Context | None:
    if letter not in (*az.LETTERS, az.OTHER):
        return None
    return az.letter_context(Company.objects.published(), letter)


same_day = _twin(_same_day, browsing.same_day)
organization = _twin(_organization, browsing.organization)
letter = _twin(_letter, browsing.letter)


def _history(request: HttpRequest, release: PressRelease) -> Context:
    address = settings.SITE_URL + reverse("release-history", args=[release.slug])
    return {"release": release, "corrections": corrections_of(release), "address": address}


def _tables(request: HttpRequest, release: PressRelease) -> Context:
    if not tables.tables_of(release):
        raise Http404
    return tables.tables_context(release, drafts=False)


def _selves(request: HttpRequest, company: Company) -> Context:
    kind = request.GET.get("kind") or "about"
    if kind not in selves.KINDS:
        raise Http404
    return selves.selves_context(request, company, kind, drafts=False)


def _timeline(request: HttpRequest, company: Company) -> Context:
    return timeline.timeline_context(request, company, drafts=False)


_RELEASE, _COMPANY = OldAddress.Kind.RELEASE, OldAddress.Kind.COMPANY
release_history = _twin_beside(_RELEASE, "release-history-json", PressRelease.objects, _history, beside.history)
release_tables = _twin_beside(_RELEASE, "release-tables-json", PressRelease.objects, _tables, beside.tables)
company_selves = _twin_beside(_COMPANY, "company-selves-json", Company.objects, _selves, beside.selves)
company_timeline = _twin_beside(_COMPANY, "company-timeline-json", Company.objects, _timeline, beside.timeline)
