"""Facets: the values that narrow a list, each with what its list will have.

A number is exact, or the least that there is: where a list is too long for every release of it to be looked at, what
is counted are the newest of it, and the number has a plus.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from neoarchive.filters import names_state, names_ticker
from neoarchive.models import Company
from neoarchive.search import events, facts, find
from neoarchive.search.items import item_name

from .listing import PARTS, Asked

SHOWN = 8
"""Values of a facet before "All n"."""

MOST_SHOWN = 500
_PART_NAMES = {"has_contact": "Has a contact", "has_quotation": "Has a quotation", "has_table": "Has a table"}


class Name(NamedTuple):
    """What lists need of a company."""

    name: str
    slug: str
    sort_name: str


_Key = TypeVar("_Key")
# Symbols come again and again.
_names_ticker = lru_cache(maxsize=20_000)(names_ticker)

Names = Mapping[int, Name]
"""Companies by their ids."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet; ``url`` is the list with it, or without it where it is active.

    ``count``: None where it was not counted. ``least``: there may be more.
    """

    text: str
    count: int | None
    url: str
    active: bool
    least: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    values: list[Value]
    size: int
    more: str
    nouns: str = ""
    least: bool = False


class Row(NamedTuple):
    text: str
    value: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Rail:
    """What the facets of a list are made from. ``size`` is the list's own, ``over``: more than that."""

    asked: Asked
    found: find.Found
    size: int
    over: bool
    years: Mapping[int, int] | None

    def least(self, name: str) -> bool:
        """Whether the numbers beside this filter are counted of a part of the releases only."""
        return self.found.more or (self.found.sampled and self.asked.values.get(name) not in (None, ""))


def companies_of(asked: Asked, found: find.Found) -> tuple[dict[int, int], Names]:
    """Counts by company for its facet, and the companies that will be named or sorted by. One query."""
    counts = {int(pk): number for pk, number in found.values(facts.COMPANY, "company").items()}
    if asked.sort == "company":
        named = list(counts)
    else:
        shown = MOST_SHOWN if asked.values.get("all") == "company" else SHOWN
        named = sorted(_most(counts, shown), key=lambda pk: (-counts[pk], pk))[:shown]
    named += [asked.company.pk] if asked.company and asked.company.pk not in named else []
    rows = Company.objects.filter(pk__in=named).values_list("pk", "name", "slug", "sort_name")
    return counts, {pk: Name(*names) for pk, *names in rows}


def facets_of(rail: Rail, counts: Mapping[int, int], companies: Names, *, drafts: bool) -> list[Facet]:
    """The rail: values with a count, the most frequent first (years: the latest first)."""
    asked = rail.asked
    rows = [Row(name.name, name.slug, counts.get(pk)) for pk, name in companies.items()]
    current = asked.company.slug if asked.company else ""
    made = [
        _facet(rail, "company", "Company", rows, current, len(counts), "companies"),
        _events(rail),
        _items(rail),
        _tickers(rail),
        _states(rail),
        _parts(rail),
        _years(rail, drafts=drafts),
    ]
    return [facet for facet in made if facet.values]


def _most(counts: Mapping[_Key, int], shown: int) -> list[_Key]:
    """Those that may be among the first ``shown``, so that thousands need not be sorted by more than their number."""
    least = sorted(counts.values(), reverse=True)[:shown][-1:]
    return [key for key, number in counts.items() if number >= least[0]]


def _events(rail: Rail) -> Facet:
    """Under one name what had another number before. The exhibits' own item tells of no event."""
    current = str(rail.asked.values.get("event") or "")
    rows = []
    for number, count in rail.found.values(facts.ITEM, "event").items():
        event = events.BY_NUMBER.get(number)
        if event and (event.slug != "exhibits" or event.slug == current):
            rows.append(Row(event.name, event.slug, count))
    return _facet(rail, "event", "Event", rows, current, len(rows), "events")


def _items(rail: Rail) -> Facet:
    printed = rail.found.values(facts.PRINTED_ITEM, "item")
    current = str(rail.asked.values.get("item") or "")
    known = rail.found.values(facts.ITEM, "item")
    rows = [Row(item_name(v), v, n) for v, n in known.items() if v in printed or v == current]
    return _facet(rail, "item", "Form item", rows, current, len(rows), "items")


def _tickers(rail: Rail) -> Facet:
    known = rail.found.values(facts.TICKER, "ticker")
    rows = [Row(t, t, n) for t, n in known.items() if _names_ticker(t)]
    none = rail.found.values(facts.NO_TICKER, "ticker").get("")
    rows += [Row("None given", "-", none)] if none and rows else []
    current = str(rail.asked.values.get("ticker") or "").upper()
    return _facet(rail, "ticker", "Ticker", rows, current, len(rows), "tickers")


def _states(rail: Rail) -> Facet:
    rows = [Row(s, s, n) for s, n in rail.found.values(facts.STATE, "state").items() if names_state(s)]
    current = str(rail.asked.values.get("state") or "")
    return _facet(rail, "state", "Incorporated in", rows, current, len(rows), "states")


def _parts(rail: Rail) -> Facet:
    values = []
    for name, part in PARTS.items():
        active = rail.asked.values.get(name) is True
        least = rail.over if active else rail.least(name)
        number = rail.size if active else rail.found.values(facts.HAS, name).get(part, 0)
        if number:
            url = rail.asked.address.without(name) if active else rail.asked.address.but(**{name: 1})
            values.append(Value(_PART_NAMES[name], number, url, active, least))
    return Facet("parts", "Parts", values, len(values), "")


def _years(rail: Rail, *, drafts: bool) -> Facet:
    """Exact where all dates were counted. Of a longer list the archive's years are offered, counted or not."""
    current = str(rail.asked.values.get("year") or "")
    if rail.years is not None:
        exact = [Row(str(year), str(year), number) for year, number in sorted(rail.years.items(), reverse=True)]
        return _facet(rail, "year", "Year", exact, current, len(exact), "years", by_count=False, least=False)
    known = rail.found.values(facts.YEAR, "year")
    least = rail.least("year")
    offered: Iterable[str] = known
    if least:
        offered = {*known, *(str(month.year) for month in find.by_month(drafts=drafts) if month)}
    rows = [Row(year, year, known.get(year)) for year in sorted(offered, reverse=True)]
    return _facet(rail, "year", "Year", rows, current, len(rows), "years", by_count=False, least=least)


def _facet(
    rail: Rail,
    name: str,
    title: str,
    rows: list[Row],
    current: str,
    size: int,
    nouns: str,
    *,
    by_count: bool = True,
    least: bool | None = None,
) -> Facet:
    """The active value is shown wherever it stands in the order, with the size of the list itself."""
    asked = rail.asked
    least = rail.least(name) if least is None else least
    rows = [row for row in rows if row.count != 0 or row.value == current]
    whole = asked.values.get("all") == name
    most = MOST_SHOWN if whole else SHOWN
    shown = rows
    if by_count:
        shown = sorted(
            _most({row: row.count or 0 for row in rows}, most), key=lambda row: (-(row.count or 0), row.text)
        )
    shown = shown[:most]
    if current and current not in [row.value for row in shown]:
        shown = [*shown[: SHOWN - 1], *(row for row in rows if row.value == current)]
    # Another year has months of its own.
    reset = {"month": None} if name == "year" else {}
    values = []
    for row in shown:
        if row.value == current:
            values.append(Value(row.text, rail.size, asked.address.without(name), True, rail.over))
        else:
            url = asked.address.but(**reset, **{name: row.value})
            values.append(Value(row.text, row.count, url, False, least and row.count is not None))
    more = asked.address.but(all=name) if size > len(shown) and not whole else ""
    return Facet(name, title, values, size, more, nouns, least and by_count)
