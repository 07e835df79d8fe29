"""What the front page shows. It is the same for everybody: what is published."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from neoarchive.models import Company, Filing, PressRelease, Registrant

from . import az
from .heads import site_data
from .strips import Year, months_of, year_strip

LATEST = 6
SAME_DAY = 5
LATELY = 60  # filings looked at to say what was added
GROUPS = 4
# Words that headlines have too often to be a telling example of a search.
_EVERYDAY = frozenset(
    {
        *("adopts", "agrees", "announce", "announced", "announces", "appoints", "closes", "completes", "declares"),
        *("enters", "expands", "files", "names", "receives", "record", "report", "reported", "reports", "signs"),
        *("company", "corporation", "first", "second", "third", "fourth", "quarter", "quarterly", "results", "updates"),
        *("january", "february", "march", "april", "august", "september", "october", "november", "december"),
        *("correct", "corrected", "correcting", "corrects", "million", "billion", "percent"),
    }
)
_KEEP = 60  # seconds that counts of the whole archive are kept
_LONG = 0.5


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds: counted over all of it, so kept for a minute."""

    releases: int
    companies: int
    first: date | None
    last: date | None
    strip: list[Year]
    whole: bool
    letters: list[az.Letter]
    sections: list[az.Section]


@dataclass(slots=True)
class Added:
    """Filings of one company ingested on one day."""

    day: date
    company: Company
    filings: list[Filing] = field(default_factory=list)

    @property
    def href(self) -> str:
        return self.filings[0].get_absolute_url() if len(self.filings) == 1 else self.company.get_absolute_url()

    @property
    def dates(self) -> list[date]:
        return [f.shown_date for f in self.filings if f.shown_date]

    @property
    def first(self) -> date | None:
        return min(self.dates, default=None)

    @property
    def last(self) -> date | None:
        return max(self.dates, default=None)


def home_context() -> dict[str, Any]:
    filings = Filing.objects.published().order_by("-created_at", "-id")
    newest = list(filings.only("slug", "shown_date", "created_at")[:LATELY])
    lately = _firsts(newest)
    # A filing that comes in is counted at once; an edit or a withdrawal within the minute.
    last = newest[0].pk if newest else 0
    held = cache.get("holdings-of-many") or cache.get_or_set(f"holdings-{last}", _timed_holdings, _KEEP)
    latest = list(
        PressRelease.objects.published()
        .select_related("company", "exhibit", "filing")
        .prefetch_related("filing__items", "tickers")
        .defer("blocks", "filing__segments", "filing__warnings")
        .order_by("-shown_date", "-pk")[:LATEST]
    )
    today = timezone.now().date()
    return {
        "section": "home",
        "held": held,
        "latest": latest,
        "examples": examples(latest),
        "today": today,
        "same_day": _same_day(today, held),
        "added": _added(lately)[:GROUPS],
        "data": site_data(),
        "address": settings.SITE_URL + "/",
    }


def _firsts(filings: list[Filing]) -> list[Registrant]:
    """The first registrants of these filings, in their order."""
    found = Registrant.objects.filter(position=0, filing__in=filings).select_related("company").defer("evidence")
    of_filing = {one.filing_id: one for one in found}
    firsts = []
    for filing in filings:
        if filing.pk in of_filing:
            of_filing[filing.pk].filing = filing
            firsts.append(of_filing[filing.pk])
    return firsts


def _timed_holdings() -> Holdings:
    """Of an archive so large that counting takes half a second, the counts are kept for longer, whatever comes in."""
    start = time.monotonic()
    found = holdings()
    took = time.monotonic() - start
    if took > _LONG:
        cache.set("holdings-of-many", found, 500 * took)
    return found


def holdings() -> Holdings:
    releases = PressRelease.objects.published()
    by_month = releases.order_by().annotate(month=TruncMonth("shown_date")).values_list("month").annotate(n=Count("pk"))
    rows = [(month, count) for month, count in by_month]
    months = months_of(rows)
    companies = Company.objects.published()
    total = companies.count()
    whole = total <= az.ONE_PAGE
    if whole:
        entries = az.company_entries(az.with_counts(companies)) + az.former_entries(az.names_of(companies))
        sections = az.sections(entries)
        letters = az.on_page_letters(sections)
    else:
        sections, letters = az.sections(az.company_entries(az.largest(companies))), az.page_letters(companies)
    return Holdings(
        releases=sum(count for _, count in rows),
        companies=total,
        first=min(months, default=None),
        last=max(months, default=None),
        strip=year_strip(months),
        whole=whole,
        letters=letters,
        sections=sections,
    )


def examples(releases: Iterable[PressRelease]) -> list[str]:
    """Searches that find something, made of what the latest releases hold."""
    found: list[str] = []
    for release in releases:
        words = _telling_words(release)
        if len(words) == 2 and not found:
            found.append(" ".join(words))
        elif len(words) == 2 and len(found) == 1 and release.shown_date:
            found.append(f'"{" ".join(words)}" year:{release.shown_date.year}')
    for release in releases:
        own = [t.symbol for t in release.tickers.all() if t.company_id == release.company_id]
        if own:
            found.append(f"ticker:{own[0]}{' has:contact' if release.has_contact else ''}")
            break
    return found


def _telling_words(release: PressRelease) -> list[str]:
    """The first two neighbouring longer words of a headline that are not the company's name."""
    skip = _EVERYDAY | {word.casefold() for word in re.findall(r"\w+", release.company.name)}
    pairs = re.findall(r"\b(?=([A-Za-z]{5,}) ([A-Za-z]{5,})\b)", release.headline)
    return next(([a.lower(), b.lower()] for a, b in pairs if not {a.casefold(), b.casefold()} & skip), [])


def _same_day(today: date, held: Holdings) -> list[PressRelease]:
    """Releases of this day of the year. Asked for date by date, so that the index on dates serves."""
    if not held.first or not held.last:
        return []
    days = []
    for year in range(held.first.year, held.last.year + 1):
        try:
            days.append(today.replace(year=year))
        except ValueError:  # February 29
            continue
    found = PressRelease.objects.published().filter(shown_date__in=days).select_related("company")
    return list(
        found.only("slug", "headline", "shown_date", "company_name", "company__name", "company__invented")[:SAME_DAY]
    )


def _added(lately: Iterable[Registrant]) -> list[Added]:
    groups: dict[tuple[date, int], Added] = {}
    for registrant in lately:
        day = registrant.filing.created_at.date()
        group = groups.setdefault((day, registrant.company_id), Added(day, registrant.company))
        group.filings.append(registrant.filing)
    return list(groups.values())
