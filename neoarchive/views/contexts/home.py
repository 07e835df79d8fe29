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
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from neoarchive.models import Company, PressRelease

from . import az, listed
from .heads import site_data
from .listed import Listed
from .stored import day_of, fetched
from .strips import months_of, year_strip

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
_MANY = 2_000  # releases; to count more takes longer than a page may


# The first registrant of each filing that came in lately.
_LATELY = """SELECT f.id, f.slug, f.shown_date, f.created_at, c.id, c.name, c.slug, c.invented
    FROM (SELECT id, slug, shown_date, created_at FROM neoarchive_filing WHERE status = 'published'
        ORDER BY created_at DESC, id DESC LIMIT %s) AS f
    LEFT JOIN neoarchive_registrant AS r ON r.filing_id = f.id AND r.position = 0
    LEFT JOIN neoarchive_company AS c ON c.id = r.company_id
    ORDER BY f.created_at DESC, f.id DESC"""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds: counted over all of it, so kept for a while. ``strip`` and ``index`` are HTML."""

    releases: int
    companies: int
    first: date | None
    last: date | None
    strip: str
    whole: bool
    index: str


@dataclass(slots=True)
class Added:
    """Filings of one company ingested on one day: their addresses and dates."""

    day: date
    company: str
    slug: str
    invented: bool
    filings: list[str] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)

    @property
    def href(self) -> str:
        one = len(self.filings) == 1
        return reverse("filing", args=self.filings) if one else reverse("company", args=[self.slug])

    @property
    def first(self) -> date | None:
        return min(self.dates, default=None)

    @property
    def last(self) -> date | None:
        return max(self.dates, default=None)


def home_context() -> dict[str, Any]:
    """Four queries, and those that count what the archive holds where that is not known."""
    lately = fetched(_LATELY, [LATELY])
    # A filing that comes in is counted at once; an edit or a withdrawal within the minute.
    last = lately[0][0] if lately else 0
    held = cache.get("holdings-of-many") or cache.get_or_set(f"holdings-{last}", _timed_holdings, _KEEP)
    latest = listed.latest(LATEST)
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


def _timed_holdings() -> Holdings:
    """Of a large archive the counts are kept for 500 times as long as counting took, whatever comes in."""
    start = time.monotonic()
    found = holdings()
    took = time.monotonic() - start
    if found.releases > _MANY:
        cache.set("holdings-of-many", found, max(_KEEP, 500 * took))
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
    strip = {"strip": year_strip(months), "base": f"{reverse('releases')}?year=", "few": False}
    return Holdings(
        releases=sum(count for _, count in rows),
        companies=total,
        first=min(months, default=None),
        last=max(months, default=None),
        strip=render_to_string("includes/years.html", strip) if months else "",
        whole=whole,
        index=render_to_string("includes/az.html", {"letters": letters, "sections": sections, "level": 3}),
    )


def examples(releases: Iterable[Listed]) -> list[str]:
    """Searches that find something, made of what the latest releases hold."""
    found: list[str] = []
    for release in releases:
        words = _telling_words(release)
        if len(words) == 2 and not found:
            found.append(" ".join(words))
        elif len(words) == 2 and len(found) == 1 and release.day:
            found.append(f'"{" ".join(words)}" year:{release.day.year}')
    own = next((release for release in releases if release.symbols), None)
    if own:
        found.append(f"ticker:{own.symbols[0][1]}{' has:contact' if own.has_contact else ''}")
    return found


def _telling_words(release: Listed) -> list[str]:
    """The first two neighbouring longer words of a headline that are not the company's name."""
    skip = _EVERYDAY | {word.casefold() for word in re.findall(r"\w+", release.company_name)}
    pairs = re.findall(r"\b(?=([A-Za-z]{5,}) ([A-Za-z]{5,})\b)", release.headline)
    return next(([a.lower(), b.lower()] for a, b in pairs if not {a.casefold(), b.casefold()} & skip), [])


def _same_day(today: date, held: Holdings) -> list[Listed]:
    """Releases of this day of the year. Asked for date by date, so that the index on dates serves."""
    if not held.first or not held.last:
        return []
    days = []
    for year in range(held.first.year, held.last.year + 1):
        try:
            days.append(today.replace(year=year))
        except ValueError:  # February 29
            continue
    return listed.of_days(days, SAME_DAY)


def _added(lately: Iterable[tuple[Any, ...]]) -> list[Added]:
    """``lately``: rows of ``_LATELY``."""
    groups: dict[tuple[date, int], Added] = {}
    for _, slug, shown, created, company, name, company_slug, invented in lately:
        if company is None:
            continue
        day = date.fromisoformat(created[:10]) if isinstance(created, str) else created.date()
        group = groups.setdefault((day, company), Added(day, name, company_slug, bool(invented)))
        group.filings.append(slug)
        group.dates += [day_of(shown)] if shown else []
    return list(groups.values())
