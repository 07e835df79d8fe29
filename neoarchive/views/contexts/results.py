"""What a list shows: entries with their marks, the strip, pages."""

import calendar
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import Any
from urllib.parse import urlencode

from neoarchive.filters import place_of
from neoarchive.links import page_of
from neoarchive.models import PressRelease
from neoarchive.search import facts, find
from neoarchive.search.backends.base import Match
from neoarchive.search.marks import Passage, Slice, marked, passage
from neoarchive.search.query import Term, terms
from neoarchive.typography import typeset

from .facets import Names
from .listed import name_then
from .listing import Asked
from .stored import day_of, fetched, json_of
from .strips import Year, months_of, year_strip

PAGE = 15
ONE_ROW = 14
"""Years that stand in one row; of more every row is a decade."""

_EXHIBIT_ITEMS = ("7", "9.01")


@dataclass(frozen=True, slots=True)
class Entry:
    """One release of the list."""

    url: str
    source: str
    day: date | None
    headline: list[Slice]
    long: bool
    company_url: str
    by: str
    tickers: str
    filed_as: str
    invented: bool
    mark: str
    """What staff is told of a release that visitors don't see: that it is a draft, or withdrawn."""
    passage: Passage | None
    summary: str


# By the key: the status is looked at here, asked for in the query SQLite would walk the index over it instead.
_ENTRIES = """SELECT r.id, r.slug, r.status, r.headline, r.summary, r.shown_date, r.company_name, {blocks},
    c.name, c.slug, c.invented, e.number
    FROM neoarchive_pressrelease AS r
    JOIN neoarchive_company AS c ON c.id = r.company_id
    LEFT JOIN neoarchive_exhibit AS e ON e.id = r.exhibit_id
    WHERE r.id IN ({ids})"""


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    count: int
    url: str
    path: str
    active: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Releases by year, or by month of one year."""

    years: list[Year]
    months: list[Month]
    year: int | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    number: int
    last: int
    first_shown: int
    last_shown: int
    links: list[tuple[int, str] | None]
    previous: str
    next: str


def pages_of(asked: Asked, size: int) -> Pages | None:
    """The pages of a list; None if the one asked for does not exist."""
    number = asked.values.get("page") or 1
    last = max(ceil(size / PAGE), 1)
    if number > last:
        return None
    near = sorted({1, last, *range(max(number - 2, 1), min(number + 2, last) + 1)})
    links: list[tuple[int, str] | None] = []
    for before, one in zip([0, *near], near, strict=False):
        links += [None] if one > before + 1 else []
        links.append((one, page_url(asked, one)))
    return Pages(
        number,
        last,
        (number - 1) * PAGE + 1 if size else 0,
        min(number * PAGE, size),
        links,
        page_url(asked, number - 1) if number > 1 else "",
        page_url(asked, number + 1) if number < last else "",
    )


def page_url(asked: Asked, number: int) -> str:
    return asked.address.but(page=number if number > 1 else None, all=asked.values.get("all"))


def size_of_pages(asked: Asked, found: find.Found, extent: "Extent") -> int:
    """How many releases have a page with a number: what is sorted here, and by date up to ``COUNTED``."""
    if found.more and asked.by_date:
        return min(extent.size, find.COUNTED)
    return len(found.matches)


def shown_on(asked: Asked, found: find.Found, companies: Names, number: int, *, drafts: bool) -> list[Match]:
    """The releases of a page. Far down a list in order of dates the page is found by keys alone: two queries."""
    first = (number - 1) * PAGE
    if not (found.more and asked.by_date) or first + PAGE <= len(found.matches):
        return ordered(asked, found, companies)[first : first + PAGE]
    oldest = asked.sort == "oldest"
    keys = find.keys(asked.asking, drafts=drafts, oldest=oldest).keys
    return find.facts_of((keys if oldest else keys[::-1])[first : first + PAGE])


def after(asked: Asked, last: Match) -> str:
    """The list from the release on that follows this one."""
    key = last.key + 1 if asked.sort == "oldest" else last.key - 1
    return asked.address.but(start=place_of(key))


def ordered(asked: Asked, found: find.Found, companies: Names) -> list[Match]:
    """In the order asked for. The matches come newest first, or oldest first where that was asked for."""
    if asked.sort == "best":
        return find.ranked(asked.asking, found)
    if asked.sort == "company":
        names = {pk: name.sort_name for pk, name in companies.items()}
        return sorted(found.matches, key=lambda match: (names.get(_first_company(match), "\uffff"), -match.key))
    return found.matches


def _first_company(match: Match) -> int:
    return next((int(pk) for pk in facts.read(match.facts, facts.COMPANY)), 0)


def entries(asked: Asked, matches: list[Match], *, drafts: bool) -> list[Entry]:
    """The releases of a page, in the order of the matches. One query of the database."""
    known = {facts.release_id_of(match.key): match.facts for match in matches}
    wanted = terms(asked.query)
    if not known:
        return []
    sql = _ENTRIES.format(blocks="r.blocks" if wanted else "'[]'", ids=", ".join(["%s"] * len(known)))
    rows = {row[0]: row for row in fetched(sql, list(known))}
    shown = [pk for pk in known if pk in rows and (drafts or rows[pk][2] == PressRelease.Status.PUBLISHED)]
    # Opened from here, a release has the words marked; its own address goes without.
    carried = f"?{urlencode({'q': asked.text})}" if wanted else ""
    return [_entry(rows[pk], known[pk], wanted, carried, asked.passages) for pk in shown]


def _entry(row: tuple[Any, ...], known: str, wanted: list[Term], carried: str, apart: bool) -> Entry:
    _, slug, status, headline, summary, day, printed, blocks, company, company_slug, invented, exhibit = row
    headline = typeset(" ".join(headline.split()))
    shown = passage(json_of(blocks), wanted, apart=apart) if wanted else None
    return Entry(
        url=page_of("release", slug) + carried,
        source=page_of("release-source", slug) + carried,
        day=day_of(day),
        headline=marked(headline, wanted),
        long=len(headline) > 160,
        company_url=page_of("company", company_slug),
        by=name_then(printed, company),
        tickers=facts.own_tickers(known),
        filed_as=_filed_as(known, exhibit or ""),
        invented=bool(invented),
        mark="" if status == PressRelease.Status.PUBLISHED else str(PressRelease.Status(status).label),
        passage=shown,
        summary="" if shown else typeset(summary),
    )


def _filed_as(known: str, exhibit: str) -> str:
    """``Item 5, Exhibit 99.1``. The exhibits' own item is named only where it stands alone."""
    numbers = facts.read(known, facts.PRINTED_ITEM)
    telling = [number for number in numbers if number not in _EXHIBIT_ITEMS] or numbers
    items = " and ".join(filter(None, [", ".join(telling[:-1]), *telling[-1:]]))
    parts = [f"Item{'s' if len(telling) > 1 else ''} {items}"] if telling else []
    parts += [f"Exhibit {exhibit}"] if exhibit else []
    return ", ".join(parts) or "Form " + "".join(facts.read(known, facts.FORM)[:1])


@dataclass(frozen=True, slots=True)
class Extent:
    """How many releases a list has, and when. ``over``: more than that. ``whole``: the strip is of the archive.

    ``years``: how many of each year, where all were counted.
    """

    size: int
    over: bool
    strip: Strip | None
    whole: bool = False
    years: Mapping[int, int] | None = None


def extent_of(asked: Asked, found: find.Found, *, drafts: bool) -> Extent:
    """The size of a list, and its strip: months where the list is of one year, else years."""
    year, month = asked.values.get("year"), asked.values.get("month")
    if found.more and asked.asking.everything:
        months = months_of(find.by_month(drafts=drafts).items())
        # Those without a date are in the list, and in no bar.
        return _extent(asked, find.total(drafts=drafts), months)
    if found.more or (found.sampled and month):
        return _long_extent(asked, found, drafts=drafts)
    months = {
        date(int(value[:4]), int(value[4:]), 1): number
        for value, number in found.values(facts.MONTH, "month" if year else "").items()
    }
    return _extent(asked, len(found.matches), months)


def _extent(asked: Asked, size: int, months: dict[date, int]) -> Extent:
    year = asked.values.get("year")
    years: Counter[int] = Counter()
    for day, number in months.items():
        years[day.year] += number
    return Extent(size, False, _strip(asked, year, months), years=None if year else years)


def _long_extent(asked: Asked, found: find.Found, *, drafts: bool) -> Extent:
    """Of a list that is counted by keys; one too long for that has the archive's years and months to narrow it by."""
    year, month = asked.values.get("year"), asked.values.get("month")
    keys = find.keys(asked.asking.without("month"), drafts=drafts)
    if not keys.over:
        months = facts.months_of(keys.keys)
        size = keys.within(facts.month_keys(year, month)) if year and month else len(keys.keys)
        return _extent(asked, size, months)
    size, bound = len(found.matches), asked.asking.counted_to
    if found.more:
        size = find.count(asked.asking, drafts=drafts) if month else bound + 1
    months = months_of(find.by_month(drafts=drafts).items())
    if year:
        months = {day: number for day, number in months.items() if day.year == year}
    strip = _strip(asked, year, months)
    return Extent(min(size, bound), size > bound, strip, whole=True)


def _strip(asked: Asked, year: int | None, months: dict[date, int]) -> Strip | None:
    years = {day.year for day in months}
    if year or len(years) == 1:
        shown = year or years.pop()
        return _months(asked, shown, [months.get(date(shown, m, 1), 0) for m in range(1, 13)])
    return _with_base(Strip(year_strip(months), []), asked) if years else None


def _with_base(strip: Strip, asked: Asked) -> Strip:
    """The address that a year is added to. A few years far apart stand side by side, without the empty ones."""
    filled = [year for year in strip.years if year.count]
    if len(strip.years) > ONE_ROW >= len(filled):
        strip = replace(strip, years=filled)
    start = asked.address.but(year=None, month=None)
    return replace(strip, base=("?" if start == "./" else f"{start}&") + "year=")


def _months(asked: Asked, year: int, numbers: list[int]) -> Strip:
    highest = max(numbers) or 1
    chosen = asked.values.get("month") if asked.values.get("year") else None
    months = []
    for month, number in enumerate(numbers, 1):
        active = chosen == month
        url = asked.address.without("month") if active else asked.address.but(year=year, month=month)
        path = f"M0 32V{32 - round(32 * number / highest)}h1V32z"
        months.append(Month(calendar.month_abbr[month], number, url, path, active))
    return Strip([], months, year)
