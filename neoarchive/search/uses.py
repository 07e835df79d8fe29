"""When something was used: the first and the last release of a question to the index, and how many of each year.

However large the archive: at most ``find.COUNTED`` matches are looked at one by one, and where there are more, each
year is counted up to ``A_YEAR``.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import facts, find
from .backends import backend
from .find import Asking, Check
from .kept import kept

A_YEAR = 2_000
"""Releases that are counted of each year where there are more than ``find.COUNTED`` in all."""


@dataclass(frozen=True, slots=True)
class Uses:
    """Keys of the first and last release with a date, 0 where there is none; counts by year.

    ``total`` is exact up to ``find.COUNTED``; ``over``: there are more. ``least``: years that have more than is
    counted of them. ``undated``: releases without a date, where all were looked at.
    """

    first: int
    last: int
    years: Mapping[int, int]
    total: int
    over: bool = False
    least: frozenset[int] = frozenset()
    undated: int = 0


def uses(asking: Asking) -> Uses:
    """Of what visitors may see. At most four queries of the database; kept for a while where they take long."""
    asked = hashlib.sha256(repr(asking.narrow(asking.query, asking.checks)).encode()).hexdigest()
    return kept(f"uses-{asked[:32]}", lambda: _uses(asking))


def _uses(asking: Asking) -> Uses:
    found = find.keys(asking, drafts=False)
    if found.over:
        return _of_many(asking, found.keys[-1])
    dated = [key for key in found.keys if facts.day_of(key)]
    counts = Counter(day.year for day in map(facts.day_of, dated) if day)
    ends = (dated[0], dated[-1]) if dated else (0, 0)
    return Uses(*ends, dict(counts), len(found.keys), undated=len(found.keys) - len(dated))


def _of_many(asking: Asking, last: int) -> Uses:
    years = sorted({month.year for month in find.by_month(drafts=False) if month})
    asked = [_within(asking, year) for year in years]
    counts = backend().counts([one.narrow(one.query, one.checks) for one in asked], most=A_YEAR + 1, drafts=False)
    oldest = find.window(asking, limit=1, drafts=False, oldest=True, start=facts.PER_DAY)
    known = dict(zip(years, counts, strict=True))
    return Uses(
        oldest[0].key if oldest else 0,
        last if facts.day_of(last) else 0,
        {year: min(number, A_YEAR) for year, number in known.items() if number},
        find.COUNTED,
        over=True,
        least=frozenset(year for year, number in known.items() if number > A_YEAR),
    )


def _within(asking: Asking, year: int) -> Asking:
    span = Check((f"{facts.YEAR}{year}",), keys=facts.year_keys(year))
    # Under a name that no filter has: a year that was asked for stays, and both hold.
    return replace(asking, checks={**asking.checks, "of year": span})


def counted(asked: Mapping[str, Asking], name: str) -> dict[str, int]:
    """How many releases each question has, up to ``find.COUNTED`` + 1: one query; kept for a while as ``name``."""

    def count() -> dict[str, int]:
        questions = [one.narrow(one.query, one.checks) for one in asked.values()]
        return dict(zip(asked, backend().counts(questions, most=find.COUNTED + 1, drafts=False), strict=True))

    return kept(name, count)
