"""Strips: releases by year and month as a row of links, each with a small drawing."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Year:
    """``path`` draws twelve months in a box 12 wide and 40 high; all years of a strip share one scale."""

    year: int
    count: int
    path: str

    @property
    def column(self) -> int:
        """Its place in the decade."""
        return self.year % 10


def year_strip(months: Mapping[date, int]) -> list[Year]:
    """Every year from the first to the last, with those that have none. ``months``: first days and counts.

    Heights follow the square root of the count: on a straight scale a year with one release beside one with a
    hundred would be a line too thin to see.
    """
    if not months:
        return []
    highest = math.sqrt(max(months.values()))
    first, last = min(months).year, max(months).year
    return [
        _year(year, [months.get(date(year, m, 1), 0) for m in range(1, 13)], highest) for year in range(first, last + 1)
    ]


def _year(year: int, counts: list[int], highest: float) -> Year:
    heights = [HEIGHT - round(HEIGHT * math.sqrt(count) / highest) for count in counts]
    # Neighbouring months of one height are one step: an archive has many years, most of them sparse.
    steps = "".join(f"V{height}h{len(list(run))}" for height, run in groupby(heights))
    return Year(year, sum(counts), f"M0 {HEIGHT}{steps}V{HEIGHT}z")


def months_of(rows: Iterable[tuple[date | None, int]]) -> dict[date, int]:
    """Counts by month from rows of days or months; those without a date are left out."""
    found: dict[date, int] = {}
    for day, count in rows:
        if day:
            month = date(day.year, day.month, 1)
            found[month] = found.get(month, 0) + count
    return found
