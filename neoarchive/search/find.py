"""Finding releases: a query and filters together, and the counts beside them.

The index gives the newest matches of the query with their facts, in one query of the database. Filters are applied
to the facts here, and a match that fails one filter alone is counted for the other values of that filter: so every
count beside a list is what following its link will show. Where a query has more than ``MOST`` matches, the filters
go into the question to the index, and what is listed, ranked and counted by facts then are the newest ``MOST``.
How many there are is counted up to ``COUNTED``; no page reads more of the index than that, however large it is.
"""

import difflib
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.core.cache import cache

from neoarchive.models import SearchDocument

from . import facts, rank
from .backends import backend
from .backends.base import Match
from .conditions import EVERYTHING, Condition, KeyRange, Narrowed, Without, any_of, both, compile, dated
from .query import All, Either, Node, Term, terms, write

MOST = 2_000
"""Matches that are listed, ranked, and counted by their facts."""

COUNTED = 10_000
"""Matches that are counted; of more it is said that they are over this number."""

_T = TypeVar("_T")
_KEPT_S = 60
_KEPT_TIMES = 500
_WORTH_KEEPING_S = 0.02


@dataclass(frozen=True, slots=True)
class Check:
    """One filter as tokens of the index: a release has one of them (``wanted``), or none."""

    tokens: tuple[str, ...]
    wanted: bool = True
    keys: KeyRange | None = None

    def passes(self, known: str) -> bool:
        return any(f" {token} " in known for token in self.tokens) is self.wanted

    @property
    def condition(self) -> Condition:
        found = any_of(*self.tokens)
        return found if self.wanted else Without(EVERYTHING, found)


@dataclass(frozen=True)
class Found:
    """``matches`` pass everything; ``failing[name]`` fail the filter of that name and no other.

    ``more``: there are more than ``MOST``, of which these are the newest (the oldest, if sorted so).
    """

    matches: list[Match]
    failing: dict[str, list[Match]] = field(default_factory=dict)
    more: bool = False
    queried: int = 0

    @cached_property
    def _tokens(self) -> Counter[str]:
        return _counted(self.matches)

    def values(self, kind: str, without: str = "") -> dict[str, int]:
        """How many releases have each fact of a kind, with the filter of that name left aside."""
        beside = self.failing.get(without)
        if beside:
            return _by_kind(self._tokens + _counted(beside)).get(kind, {})
        return self._kinds.get(kind, {})

    @cached_property
    def _kinds(self) -> dict[str, dict[str, int]]:
        return _by_kind(self._tokens)


@dataclass(frozen=True, slots=True)
class Asking:
    """A query with its filters. ``apart``: passages about the company and contacts are searched as well."""

    query: Node | None
    checks: Mapping[str, Check] = field(default_factory=dict)
    apart: bool = False

    @property
    def everything(self) -> bool:
        return self.query is None and not self.checks

    def narrow(self, query: Node | None, checks: Mapping[str, Check] | None = None) -> Narrowed:
        """A query and filters as a question to the index: dates as spans of keys, everything else as tokens."""
        keys, rest = dated(query)
        condition = compile(rest, apart=self.apart) if rest else None
        return _narrowed(condition, keys, checks or {})


def find(asking: Asking, *, drafts: bool, oldest: bool = False) -> Found:
    """One query of the database; two where the query alone has more than ``MOST`` matches and there are filters."""
    condition, keys = asking.narrow(asking.query)
    matches = backend().matches(condition, limit=MOST + 1, keys=keys, drafts=drafts, oldest=oldest)
    if len(matches) <= MOST:
        return _sifted(matches, asking.checks)
    if not asking.checks:
        return Found(matches[:MOST], more=True, queried=MOST)
    condition, keys = asking.narrow(asking.query, asking.checks)
    matches = backend().matches(condition, limit=MOST + 1, keys=keys, drafts=drafts, oldest=oldest)
    return Found(matches[:MOST], more=len(matches) > MOST, queried=MOST)


def ranked(asking: Asking, found: Found) -> list[Match]:
    """The matches, the best first; of equal ones the newer. One query of the database."""
    texts = backend().texts([match.key for match in found.matches], apart=asking.apart)
    score = rank.scores(texts, terms(asking.query))
    return sorted(found.matches, key=lambda match: (-score.get(match.key, 0), -match.key))


@dataclass(frozen=True)
class Keys:
    """All matches as keys, oldest first, or the newest ``COUNTED`` of them (``over``)."""

    keys: list[int]
    over: bool

    def within(self, span: KeyRange) -> int:
        return bisect_right(self.keys, span[1]) - bisect_left(self.keys, span[0])


def keys(asking: Asking, *, drafts: bool, oldest: bool = False, start: int | None = None) -> Keys:
    """For a list too long to be read: its size and its dates. One query.

    ``oldest``: the oldest ``COUNTED``. ``start``: those that follow from this key on, itself among them.
    """
    condition, span = asking.narrow(asking.query, asking.checks)
    span = _from(start, span, oldest)
    found = backend().keys(condition, limit=COUNTED + 1, keys=span, drafts=drafts, oldest=oldest)
    return Keys(found[:COUNTED] if oldest else found[-COUNTED:], len(found) > COUNTED)


def window(asking: Asking, *, limit: int, drafts: bool, oldest: bool = False, start: int | None = None) -> list[Match]:
    """At most ``limit`` matches, the newest first (``oldest``: the oldest), from a key on. One query.

    However far down the list: a page is found by the key that it begins with, not by counting those before it.
    """
    condition, span = asking.narrow(asking.query, asking.checks)
    return backend().matches(condition, limit=limit, keys=_from(start, span, oldest), drafts=drafts, oldest=oldest)


def facts_of(keys: Sequence[int]) -> list[Match]:
    """The matches with these keys, in their order; those that are gone are left out. One query."""
    known = dict(SearchDocument.objects.filter(key__in=keys).values_list("key", "facts"))
    return [Match(key, known[key]) for key in keys if key in known]


def _from(start: int | None, span: KeyRange | None, oldest: bool) -> KeyRange | None:
    if start is None:
        return span
    first, last = span or facts.ALL_KEYS
    return (max(first, start), last) if oldest else (first, min(last, start))


def count(asking: Asking, *, drafts: bool) -> int:
    """How many releases a query and filters have; ``COUNTED`` + 1 if more than ``COUNTED``."""
    return _counts([asking.narrow(asking.query, asking.checks)], drafts)[0]


def _counts(asked: Sequence[Narrowed], drafts: bool) -> list[int]:
    return backend().counts(asked, most=COUNTED + 1, drafts=drafts)


def by_month(*, drafts: bool) -> dict[date | None, int]:
    """How many releases the archive has of each month (its first day), None for those without a date.

    Of a large archive it is not counted on every hit: see ``kept``.
    """
    return kept(f"releases-by-month-{drafts}", lambda: _by_month(drafts))


def _by_month(drafts: bool) -> dict[date | None, int]:
    found: Counter[date | None] = Counter()
    for key, number in backend().by_day(drafts=drafts):
        day = facts.day_of(key)
        found[day and day.replace(day=1)] += number
    return dict(found)


def total(*, drafts: bool) -> int:
    """How many releases there are; in a large archive the number may be some minutes old."""
    return sum(by_month(drafts=drafts).values())


def kept(name: str, make: Callable[[], _T]) -> _T:
    """What takes long to count is counted seldom: kept for 500 times as long as it took, at least for a minute.

    What takes less than 20 ms is made anew each time, so that a small archive always tells its present state.
    """
    known: _T | None = cache.get(name)
    if known is None:
        start = time.monotonic()
        known = make()
        took = time.monotonic() - start
        if took > _WORTH_KEEPING_S:
            cache.set(name, known, max(_KEPT_S, _KEPT_TIMES * took))
    return known


@dataclass(frozen=True, slots=True)
class Other:
    """A search that may be meant: its query, the filters it leaves out, and how many releases it has."""

    kind: str  # spelling, word, passages, query, filter, filters
    query: Node | None
    without: tuple[str, ...]
    count: int
    what: str = ""


def others(asking: Asking, found: Found, *, drafts: bool) -> list[Other]:
    """What to offer where nothing was found, the nearest first; at most two queries of the database."""
    query, checks = asking.query, asking.checks
    offered: list[tuple[str, Node | None, str]] = [*_spellings(query)]
    wider = replace(asking, apart=True)
    if isinstance(query, All):
        for part in query.parts:
            rest = tuple(p for p in query.parts if p is not part)
            offered.append(("word", rest[0] if len(rest) == 1 else All(rest), write(part, inside=True)))
    if query and checks:
        offered.append(("query", None, ""))
    asked = [asking.narrow(q, checks) for _, q, _ in offered]
    if query and not asking.apart:
        offered.append(("passages", query, ""))
        asked.append(wider.narrow(query, checks))
    counted = _counts(asked, drafts)
    listed = [
        Other(kind, node, (), number, what)
        for (kind, node, what), number in zip(offered, counted, strict=True)
        if number
    ]
    for name in checks:
        # A month goes with its year.
        gone = ("year", "month") if name == "year" else (name,)
        number = sum(len(found.failing.get(one, [])) for one in gone)
        if number:
            listed.append(Other("filter", query, (name,), number, name))
    if len(checks) > 1 and found.queried:
        listed.append(Other("filters", query, tuple(checks), found.queried))
    return sorted(listed, key=lambda other: other.kind != "spelling")


def _sifted(matches: list[Match], checks: Mapping[str, Check]) -> Found:
    if not checks:
        return Found(matches, queried=len(matches))
    passing: list[Match] = []
    failing: dict[str, list[Match]] = {name: [] for name in checks}
    for match in matches:
        failed = [name for name, check in checks.items() if not check.passes(match.facts)]
        if not failed:
            passing.append(match)
        elif len(failed) == 1:
            failing[failed[0]].append(match)
        elif failed == ["year", "month"]:
            # A month belongs to its year: without the year neither is asked for.
            failing["year"].append(match)
    return Found(passing, failing, queried=len(matches))


def _narrowed(condition: Condition | None, keys: KeyRange | None, checks: Mapping[str, Check]) -> Narrowed:
    spans = [check.keys for check in checks.values() if check.keys] + ([keys] if keys else [])
    keys = (max(first for first, _ in spans), min(last for _, last in spans)) if spans else None
    return both(condition, *(check.condition for check in checks.values() if not check.keys)), keys


def _counted(matches: Iterable[Match]) -> Counter[str]:
    """Facts of all matches in one go: a release has each of its facts once."""
    return Counter(" ".join(match.facts for match in matches).split())


def _by_kind(tokens: Counter[str]) -> dict[str, dict[str, int]]:
    """Counts by kind of fact, then by its value."""
    found: dict[str, dict[str, int]] = {}
    for token, number in tokens.items():
        value = token[2:]
        found.setdefault(token[:2], {})[value if value.isascii() else facts.unshield(value)] = number
    return found


def _spellings(query: Node | None) -> list[tuple[str, Node, str]]:
    """The query with a word replaced by the nearest one that the archive has; words that it has are left alone."""
    asked = {t.tokens[0]: t for t in _plain_terms(query) if len(t.tokens[0]) >= 4}
    unknown = list(asked)[:3]
    if not query or not unknown:
        return []
    known = backend().near(unknown)
    offered: list[tuple[str, Node, str]] = []
    for word in unknown:
        if word in known:
            continue
        for near in difflib.get_close_matches(word, known, 2, 0.75):
            term = asked[word]
            better = Term(near, (near,), field=term.field)
            offered.append(("spelling", _replaced(query, term, better), near))
    return offered


def _plain_terms(query: Node | None) -> list[Term]:
    match query:
        case Term():
            plain = len(query.tokens) == 1 and not query.prefix and not query.quoted and query.field in ("", "headline")
            return [query] if plain and query.tokens[0].isalpha() else []
        case All() | Either():
            return [term for part in query.parts for term in _plain_terms(part)]
    return []


def _replaced(node: Node, old: Term, new: Term) -> Node:
    if node is old:
        return new
    match node:
        case All():
            return All(tuple(_replaced(part, old, new) for part in node.parts))
        case Either():
            return Either(tuple(_replaced(part, old, new) for part in node.parts))
    return node
