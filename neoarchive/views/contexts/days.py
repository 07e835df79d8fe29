"""What the pages of the calendar show. What visitors may see, counted through the index and never over the archive.

A month or a year is counted from the counts by month that are kept, a day by its keys in the index.
"""

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from neoarchive.search import facts, find
from neoarchive.search.backends import backend
from neoarchive.search.find import Asking, Check
from neoarchive.views.formats.clean import twin_of

from . import listing, results

SHOWN = 30
"""Releases on the page of a day; the list of releases has the rest."""

A_DAY = 1_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a year or a day of a month; ``url`` is "" where there is nothing. ``least``: there may be more."""

    name: str
    count: int
    url: str
    day: date | None = None
    least: bool = False


@dataclass(frozen=True, slots=True)
class YearRow:
    year: int
    count: int
    months: list[Cell]


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbour: its name and address."""

    name: str
    url: str


def years_context() -> dict[str, Any]:
    counts = _by_month()
    rows = [_year_row(year, counts) for year in sorted({day.year for day in counts}, reverse=True)]
    return {"rows": rows, "months": _names(), **_common(reverse("calendar"))}


def year_context(year: int) -> dict[str, Any] | None:
    """None where no release is of that year."""
    counts = _by_month()
    years = sorted({day.year for day in counts})
    if year not in years:
        return None
    before, after = _beside(years, year)
    return {
        "row": _year_row(year, counts),
        "year": year,
        "list": f"{reverse('releases')}?year={year}",
        "previous": before and Step(str(before), reverse("calendar-year", args=[before])),
        "next": after and Step(str(after), reverse("calendar-year", args=[after])),
        **_common(reverse("calendar-year", args=[year])),
    }


def month_context(first: date) -> dict[str, Any] | None:
    """``first``: its first day. None where no release is of that month."""
    counts = _by_month()
    if first not in counts:
        return None
    before, after = _beside(sorted(counts), first)
    days = _days(first)
    return {
        "month": first,
        "weekdays": list(calendar.day_name),
        "weeks": _weeks(first, days),
        "count": sum(cell.count for cell in days),
        "list": f"{reverse('releases')}?year={first.year}&month={first.month}",
        "previous": before and Step(f"{before:%B %Y}", _month_url(before)),
        "next": after and Step(f"{after:%B %Y}", _month_url(after)),
        **_common(_month_url(first)),
    }


def day_context(day: date) -> dict[str, Any] | None:
    """The releases of a day, with the days before and after that have any. None where there is none."""
    first, last = facts.keys_between(day, day)
    asking = Asking(None, {"day": Check((f"{facts.DAY}{day:%Y%m%d}",), keys=(first, last))})
    matches = find.window(asking, limit=SHOWN + 1, drafts=False)
    if not matches:
        return None
    everything = Asking(None)
    earlier = find.window(everything, limit=1, drafts=False, start=first - 1)
    later = find.window(everything, limit=1, drafts=False, oldest=True, start=last + 1)
    before, after = (facts.day_of(found[0].key) if found else None for found in (earlier, later))
    asked = listing.read({})
    one = timedelta(days=1)
    return {
        "day": day,
        "keys": [one.key for one in matches[:SHOWN]],
        "entries": results.entries(asked, matches[:SHOWN], drafts=False),
        "more": f"{reverse('releases')}?q=after:{day - one}+before:{day + one}" if len(matches) > SHOWN else "",
        "shown": min(len(matches), SHOWN),
        "previous": before and Step(_in_words(before), day_url(before)),
        "next": after and Step(_in_words(after), day_url(after)),
        "same_day": reverse("on-this-day", args=[day.month, day.day]),
        **_common(day_url(day)),
    }


def same_day_context(month: int, day: int) -> dict[str, Any]:
    """The releases of one day of the year in every year, newest first."""
    years = sorted({one.year for one in _by_month()}, reverse=True)
    days = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    found = _keys_on(days)
    asked = listing.read({})
    counts = Counter(facts.day_of(key) for key in found)
    entries = results.entries(asked, find.facts_of(found[:SHOWN]), drafts=False)
    named = date(2000, month, day)
    before, after = named - timedelta(days=1), named + timedelta(days=1)
    return {
        "named": named,
        "years": [(one, counts[one], day_url(one)) for one in days if counts[one]],
        "over": len(found) > find.COUNTED,
        "keys": found[:SHOWN],
        "entries": entries,
        "total": min(len(found), find.COUNTED),
        "shown": len(entries),
        "previous": Step(f"{before:%B} {before.day}", reverse("on-this-day", args=[before.month, before.day])),
        "next": Step(f"{after:%B} {after.day}", reverse("on-this-day", args=[after.month, after.day])),
        **_common(reverse("on-this-day", args=[month, day])),
    }


def _keys_on(days: Sequence[date]) -> list[int]:
    """Keys of the releases of these days, the newest first, at most ``find.COUNTED`` + 1."""
    if not days:
        return []
    asking = Asking(None, {"day": Check(tuple(f"{facts.DAY}{day:%Y%m%d}" for day in days))})
    found = find.keys(asking, drafts=False)
    return found.keys[::-1] + [0] * found.over


def day_of(year: int, month: int, day: int) -> date:
    """The day of an address; 404 where no calendar has it."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Http404 from None


def day_url(day: date) -> str:
    return reverse("calendar-day", args=[day.year, day.month, day.day])


def _month_url(first: date) -> str:
    return reverse("calendar-month", args=[first.year, first.month])


def _in_words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _common(address: str) -> dict[str, Any]:
    return {"section": "releases", "address": settings.SITE_URL + address, "twin": twin_of(address)}


def _names() -> list[str]:
    return [calendar.month_abbr[month] for month in range(1, 13)]


def _by_month() -> dict[date, int]:
    return {month: count for month, count in find.by_month(drafts=False).items() if month and count}


def _beside(known: Sequence[Any], one: Any) -> tuple[Any, Any]:
    """What stands before and after in a sorted list, None at its ends."""
    place = known.index(one)
    return (known[place - 1] if place else None, known[place + 1] if place + 1 < len(known) else None)


def _year_row(year: int, counts: dict[date, int]) -> YearRow:
    months = []
    for month in range(1, 13):
        first = date(year, month, 1)
        count = counts.get(first, 0)
        months.append(Cell(f"{first:%B}", count, _month_url(first) if count else "", first))
    return YearRow(year, sum(cell.count for cell in months), months)


def _days(first: date) -> list[Cell]:
    """Every day of a month with its releases: one query. Of a day at most ``A_DAY`` are counted."""
    days = [first.replace(day=n) for n in range(1, calendar.monthrange(first.year, first.month)[1] + 1)]
    counts = backend().counts([(None, facts.keys_between(day, day)) for day in days], most=A_DAY + 1, drafts=False)
    return [
        Cell(str(day.day), min(count, A_DAY), day_url(day) if count else "", day, count > A_DAY)
        for day, count in zip(days, counts, strict=True)
    ]


def _weeks(first: date, days: Sequence[Cell]) -> list[list[Cell | None]]:
    """Weeks from Monday to Sunday, None for days of other months."""
    cells: list[Cell | None] = [None] * first.weekday() + list(days)
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
