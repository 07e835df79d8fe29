"""What a list shows: entries with their marks, the strip, facets, pages."""

import calendar
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from django.urls import reverse

from neoarchive.models import Company, Filing, PressRelease
from neoarchive.search import facts, find
from neoarchive.search.backends.base import Match
from neoarchive.search.items import item_name
from neoarchive.search.marks import Passage, Slice, marked, passage
from neoarchive.search.query import Term, terms
from neoarchive.typography import typeset

from .listing import PARTS, Asked
from .strips import Year, months_of, year_strip

PAGE = 15
SHOWN = 8
"""Values of a facet before "All n"."""

MOST_SHOWN = 500
ONE_ROW = 14
"""Years that stand in one row; of more every row is a decade."""

_EXHIBIT_ITEMS = ("7", "9.01")
_PART_NAMES = {"has_contact": "Has a contact", "has_quotation": "Has a quotation", "has_table": "Has a table"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One release of the list."""

    url: str
    source: str
    day: date | None
    headline: list[Slice]
    long: bool
    company: Company
    by: str
    tickers: str
    filed_as: str
    draft: bool
    passage: Passage | None
    summary: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet; ``url`` is the list with it, or without it where it is active."""

    text: str
    count: int
    url: str
    active: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: list[Value]
    size: int
    more: str
    nouns: str = ""


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


def ordered(asked: Asked, found: find.Found, companies: dict[int, Company]) -> list[Match]:
    """In the order asked for. The matches come newest first, or oldest first where that was asked for."""
    if asked.sort == "best":
        return find.ranked(asked.asking, found)
    if asked.sort == "company":
        names = {pk: company.sort_name for pk, company in companies.items()}
        return sorted(found.matches, key=lambda match: (names.get(_first_company(match), "\uffff"), -match.key))
    return found.matches


def _first_company(match: Match) -> int:
    return next((int(pk) for pk in facts.read(match.facts, facts.COMPANY)), 0)


def entries(asked: Asked, matches: list[Match], *, drafts: bool) -> list[Entry]:
    """The releases of a page, in the order of the matches. One query of the database."""
    known = {facts.release_id_of(match.key): match.facts for match in matches}
    wanted = terms(asked.query)
    columns = ["slug", "status", "headline", "summary", "shown_date", "exhibit__number"]
    columns += ["company_name", "company__name", "company__slug", "company__invented", *(["blocks"] if wanted else [])]
    found = PressRelease.objects.filter(pk__in=known).select_related("company", "exhibit").only(*columns)
    rows = {row.pk: row for row in (found if drafts else found.published())}
    return [_entry(rows[pk], known[pk], wanted, asked.passages) for pk in known if pk in rows]


def _entry(release: PressRelease, known: str, wanted: list[Term], apart: bool) -> Entry:
    headline = typeset(" ".join(release.headline.split()))
    address = release.get_absolute_url()
    shown = passage(release.blocks, wanted, apart=apart) if wanted else None
    return Entry(
        url=address,
        source=reverse("release-source", args=[release.slug]),
        day=release.shown_date,
        headline=marked(headline, wanted),
        long=len(headline) > 160,
        company=release.company,
        by=release.by,
        tickers=facts.own_tickers(known),
        filed_as=_filed_as(known, release.exhibit.number if release.exhibit else ""),
        draft=release.status == Filing.Status.DRAFT,
        passage=shown,
        summary="" if shown else typeset(release.summary),
    )


def _filed_as(known: str, exhibit: str) -> str:
    """``Item 5, Exhibit 99.1``. The exhibits' own item is named only where it stands alone."""
    numbers = facts.read(known, facts.PRINTED_ITEM)
    telling = [number for number in numbers if number not in _EXHIBIT_ITEMS] or numbers
    items = " and ".join(filter(None, [", ".join(telling[:-1]), *telling[-1:]]))
    parts = [f"Item{'s' if len(telling) > 1 else ''} {items}"] if telling else []
    parts += [f"Exhibit {exhibit}"] if exhibit else []
    return ", ".join(parts) or "Form " + "".join(facts.read(known, facts.FORM)[:1])


def companies_of(asked: Asked, found: find.Found) -> tuple[dict[int, int], dict[int, Company]]:
    """Counts by company for its facet, and the companies that will be named or sorted by. One query."""
    counts = {int(pk): number for pk, number in found.values(facts.COMPANY, "company").items()}
    if asked.sort == "company":
        named = list(counts)
    else:
        shown = MOST_SHOWN if asked.values.get("all") == "company" else SHOWN
        named = sorted(counts, key=lambda pk: (-counts[pk], pk))[:shown]
    named += [asked.company.pk] if asked.company and asked.company.pk not in named else []
    return counts, Company.objects.only("name", "slug", "sort_name", "invented").in_bulk(named)


def facets_of(asked: Asked, found: find.Found, counts: dict[int, int], companies: dict[int, Company]) -> list[Facet]:
    """The rail: values with a count, the most frequent first (years: the latest first)."""
    here = asked.values
    rows = [(pk, companies[pk].name, companies[pk].slug) for pk in counts if pk in companies]
    by_company = [(name, slug, counts[pk]) for pk, name, slug in rows]
    current = asked.company.slug if asked.company else ""
    made = [_facet(asked, "company", "Company", by_company, current, len(counts), "companies")]
    made.append(_items(asked, found))
    tickers = [(t, t, n) for t, n in found.values(facts.TICKER, "ticker").items()]
    none = found.values(facts.NO_TICKER, "ticker").get("")
    tickers += [("None given", "-", none)] if none and tickers else []
    ticker = str(here.get("ticker") or "").upper()
    made.append(_facet(asked, "ticker", "Ticker", tickers, ticker, len(tickers), "tickers"))
    made.append(_parts(asked, found))
    years = [(y, y, n) for y, n in sorted(found.values(facts.YEAR, "year").items(), reverse=True)]
    made.append(_facet(asked, "year", "Year", years, str(here.get("year") or ""), len(years), "years", by_count=False))
    return [facet for facet in made if facet.values]


def _items(asked: Asked, found: find.Found) -> Facet:
    printed = found.values(facts.PRINTED_ITEM, "item")
    current = str(asked.values.get("item") or "")
    rows = [(item_name(v), v, n) for v, n in found.values(facts.ITEM, "item").items() if v in printed or v == current]
    return _facet(asked, "item", "Form item", rows, current, len(rows), "items")


def _parts(asked: Asked, found: find.Found) -> Facet:
    values = []
    for name, part in PARTS.items():
        active = asked.values.get(name) is True
        number = found.values(facts.HAS, name).get(part, 0)
        if number:
            url = asked.address.without(name) if active else asked.address.but(**{name: 1})
            values.append(Value(_PART_NAMES[name], number, url, active))
    return Facet("parts", "Parts", values, len(values), "")


def _facet(
    asked: Asked,
    name: str,
    title: str,
    rows: list[tuple[str, str, int]],
    current: str,
    size: int,
    nouns: str,
    by_count: bool = True,
) -> Facet:
    """``rows``: text, value of the parameter, count. The active value is shown wherever it stands in the order."""
    if by_count:
        rows = sorted(rows, key=lambda row: (-row[2], row[0]))
    whole = asked.values.get("all") == name
    shown = rows[: MOST_SHOWN if whole else SHOWN]
    if current and current not in [row[1] for row in shown]:
        shown = [*shown[: SHOWN - 1], *(row for row in rows if row[1] == current)]
    # Another year has months of its own.
    reset = {"month": None} if name == "year" else {}
    values = [
        Value(
            text,
            number,
            asked.address.without(name) if value == current else asked.address.but(**reset, **{name: value}),
            value == current,
        )
        for text, value, number in shown
    ]
    more = asked.address.but(all=name) if size > len(shown) and not whole else ""
    return Facet(name, title, values, size, more, nouns)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many releases a list has, and when. ``over``: more than that. ``whole``: the strip is of the archive."""

    size: int
    over: bool
    strip: Strip | None
    whole: bool = False


def extent_of(asked: Asked, found: find.Found, *, drafts: bool) -> Extent:
    """The size of a list, and its strip: months where the list is of one year, else years."""
    year = asked.values.get("year")
    if found.more and asked.asking.everything:
        months = find.by_month(drafts=drafts)
        return Extent(sum(months.values()), False, _strip(asked, None, months_of(months.items())))
    if found.more:
        return _long_extent(asked, year, drafts=drafts)
    months = {
        date(int(value[:4]), int(value[4:]), 1): number
        for value, number in found.values(facts.MONTH, "month" if year else "").items()
    }
    return Extent(len(found.matches), False, _strip(asked, year, months))


def _strip(asked: Asked, year: int | None, months: dict[date, int]) -> Strip | None:
    years = {day.year for day in months}
    if year or len(years) == 1:
        shown = year or years.pop()
        return _months(asked, shown, [months.get(date(shown, m, 1), 0) for m in range(1, 13)])
    return _with_base(Strip(year_strip(months), []), asked) if years else None


def _long_extent(asked: Asked, year: int | None, *, drafts: bool) -> Extent:
    """Of a list that is counted by keys; one too long for that has the archive's years and months to narrow it by."""
    keys = find.keys(asked.asking, drafts=drafts)
    if not keys.over:
        days = Counter(facts.day_of(key) for key in keys.keys)
        return Extent(len(keys.keys), False, _strip(asked, year, months_of(days.items())))
    months = months_of(find.by_month(drafts=drafts).items())
    if year:
        months = {month: number for month, number in months.items() if month.year == year}
    return Extent(find.COUNTED, True, _strip(asked, year, months), whole=True)


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
