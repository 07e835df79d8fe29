"""Finding releases: a query and filters together, and the counts beside them.

The index gives the newest matches of the query with their facts, in one query of the database. Filters are applied
to the facts here, and a match that fails one filter alone is counted for the other values of that filter: so every
count beside a list is what following its link will show. Where a query has more than ``MOST`` matches, the filters
go into the question to the index, and what is counted then are the newest ``MOST``.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.cache import cache

from . import facts
from .backends import backend
from .backends.base import KeyRange, Match
from .conditions import EVERYTHING, Condition, Without, any_of, both, compile
from .query import All, Either, Node, Term, write
from .values import FIRST_YEAR, LAST_YEAR

MOST = 10_000
"""Matches that are read and counted one by one."""

_KEPT_SECONDS = 60


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

    def tokens(self, without: str = "") -> Counter[str]:
        """How many releases have each fact, with the filter of that name left aside."""
        beside = self.failing.get(without)
        return self._tokens + _counted(beside) if beside else self._tokens


def find(
    query: Node | None, checks: Mapping[str, Check], *, drafts: bool, scored: bool = False, oldest: bool = False
) -> Found:
    """One query of the database; two where the query alone has more than ``MOST`` matches and there are filters."""
    condition = compile(query) if query else None
    matches = backend().matches(condition, limit=MOST + 1, drafts=drafts, scored=scored, oldest=oldest)
    if len(matches) <= MOST:
        return _sifted(matches, checks)
    if not checks:
        return Found(matches[:MOST], more=True, queried=MOST)
    narrowed, keys = _narrowed(condition, checks)
    matches = backend().matches(narrowed, limit=MOST + 1, keys=keys, drafts=drafts, scored=scored, oldest=oldest)
    return Found(matches[:MOST], more=len(matches) > MOST, queried=MOST)


def count(query: Node | None, checks: Mapping[str, Check], *, drafts: bool) -> int:
    """How many releases a query and filters have; also those of a repaired query."""
    return backend().counts([_narrowed(compile(query) if query else None, checks)], drafts=drafts)[0]


def total(*, drafts: bool) -> int:
    """How many releases there are. In a large archive the number may be a minute old."""
    name = f"releases-total-{drafts}"
    known = cache.get(name)
    if known is None:
        known = backend().counts([(None, None)], drafts=drafts)[0]
        if known > MOST:
            cache.set(name, known, _KEPT_SECONDS)
    return int(known)


def span(*, drafts: bool) -> tuple[int, int]:
    """The first and the last year of the archive; in a large one they may be a minute old."""
    known: tuple[int, int] | None = cache.get(f"releases-span-{drafts}")
    if known is None:
        dated = (facts.year_keys(FIRST_YEAR)[0], facts.year_keys(LAST_YEAR)[1])
        ends = [backend().matches(None, limit=1, keys=dated, drafts=drafts, oldest=oldest) for oldest in (True, False)]
        years = [int(y) for end in ends for match in end for y in facts.read(match.facts, facts.YEAR)]
        known = (min(years), max(years)) if years else (FIRST_YEAR, FIRST_YEAR)
        cache.set(f"releases-span-{drafts}", known, _KEPT_SECONDS)
    return known


def counts(
    query: Node | None, checks: Mapping[str, Check], spans: Sequence[KeyRange], *, drafts: bool
) -> tuple[int, list[int]]:
    """How many releases a query and filters have, however many, and how many of them in each span. One query."""
    condition, keys = _narrowed(compile(query) if query else None, checks)
    whole, *parts = backend().counts([(condition, keys), *((condition, span) for span in spans)], drafts=drafts)
    return whole, parts


@dataclass(frozen=True, slots=True)
class Other:
    """A search that may be meant: its query, the filters it leaves out, and how many releases it has."""

    kind: str  # spelling, word, query, filter, filters
    query: Node | None
    without: tuple[str, ...]
    count: int
    what: str = ""


def others(query: Node | None, checks: Mapping[str, Check], found: Found, *, drafts: bool) -> list[Other]:
    """What to offer where nothing was found, the nearest first; at most two queries of the database."""
    offered: list[tuple[str, Node | None, str]] = [*_spellings(query)]
    if isinstance(query, All):
        for part in query.parts:
            rest = tuple(p for p in query.parts if p is not part)
            offered.append(("word", rest[0] if len(rest) == 1 else All(rest), write(part, inside=True)))
    if query and checks:
        offered.append(("query", None, ""))
    counted = backend().counts([_narrowed(compile(q) if q else None, checks) for _, q, _ in offered], drafts=drafts)
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


def _narrowed(condition: Condition | None, checks: Mapping[str, Check]) -> tuple[Condition | None, KeyRange | None]:
    """The filters in the question to the index: spans of dates as spans of keys, everything else as tokens."""
    spans = [check.keys for check in checks.values() if check.keys]
    keys = (max(first for first, _ in spans), min(last for _, last in spans)) if spans else None
    return both(condition, *(check.condition for check in checks.values() if not check.keys)), keys


def _counted(matches: Iterable[Match]) -> Counter[str]:
    """Facts of all matches in one go: a release has each of its facts once."""
    return Counter(" ".join(match.facts for match in matches).split())


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


def by_best(matches: Sequence[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (-match.score, -match.key))
