"""Finding releases: a query and filters together, and the counts beside them.

The index gives the newest matches of the query with their facts, in one query of the database. Filters are applied
to the facts here, and a match that fails one filter alone is counted for the other values of that filter: so every
count beside a list is what following its link will show. Where a query has more than ``MOST`` matches, the filters
go into the question to the index, and what is listed, ranked and counted by facts then are the newest ``MOST``.
How many there are is counted up to ``COUNTED``; no page reads more of the index than that, however large it is.
"""

import difflib
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain

from neoarchive.models import SearchDocument

from . import facts, rank
from .backends import backend
from .backends.base import Leading, Match, Question, Walk
from .conditions import (
    EVERYTHING,
    Condition,
    KeyRange,
    Narrowed,
    Without,
    any_of,
    both,
    compile,
    dated,
    leading,
    set_apart,
)
from .kept import kept
from .query import All, Either, Node, Term, terms, write

MOST = 2_000
"""Matches that are listed, ranked, and counted by their facts."""

FEW = 200
"""Matches whose words are read at once, however many of them are shown."""

COUNTED = 10_000
"""Matches that are counted; of more it is said that they are over this number (a page: ``Asking.counted_to``)."""

_FILED = (facts.COMPANY, facts.PRINTED_ITEM, facts.ITEM, facts.TICKER, facts.NO_TICKER, facts.STATE)
_COUNTED_KINDS = frozenset((*_FILED, facts.HAS, facts.YEAR, facts.MONTH))


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
    ``sampled``: those that fail a filter are not all there are, but those among the newest ``MOST`` of the query
    without any filter; what is counted of them is the least that there is.
    """

    matches: list[Match]
    failing: dict[str, list[Match]] = field(default_factory=dict)
    more: bool = False
    queried: int = 0
    sampled: bool = False

    def values(self, kind: str, without: str = "") -> dict[str, int]:
        """How many releases have each fact of a kind, with the filter of that name left aside."""
        beside = self.failing.get(without)
        if not beside:
            return self._kinds.get(kind, {})
        if without not in self._with_failing:
            self._with_failing[without] = _by_kind(_counted([*self.matches, *beside]))
        return self._with_failing[without].get(kind, {})

    @cached_property
    def _kinds(self) -> dict[str, dict[str, int]]:
        return _by_kind(_counted(self.matches))

    @cached_property
    def _with_failing(self) -> dict[str, dict[str, dict[str, int]]]:
        return {}


@dataclass(frozen=True, slots=True)
class Asking:
    """A query with its filters. ``apart``: passages about the company and contacts are searched as well."""

    query: Node | None
    checks: Mapping[str, Check] = field(default_factory=dict)
    apart: bool = False
    # What ``find`` has counted of this question and those made from it.
    known: dict[tuple[Narrowed, bool], "Keys | int"] = field(default_factory=dict, compare=False, repr=False)

    @property
    def counted_to(self) -> int:
        """How many matches a page counts: no more than it lists where each has to be looked at in its text."""
        return MOST if any(len(term.tokens) > 1 or term.prefix for term in terms(self.query)) else COUNTED

    @property
    def everything(self) -> bool:
        return self.query is None and not self.checks

    @property
    def plain(self) -> bool:
        """Whether words are looked for that may stand in passages set apart too."""
        return not self.apart and any(not term.field for term in terms(self.query))

    def without(self, *names: str) -> "Asking":
        """The same with some filters left aside."""
        return replace(self, checks=_less(self.checks, names))

    def narrow(self, query: Node | None, checks: Mapping[str, Check] | None = None) -> Narrowed:
        """A query and filters as a question to the index: dates as spans of keys, everything else as tokens."""
        keys, rest = dated(query)
        condition = compile(rest, apart=self.apart) if rest else None
        return _narrowed(condition, keys, checks or {})


def find(asking: Asking, *, drafts: bool, oldest: bool = False, best: int = 0) -> Found:
    """The matches, and what was counted on the way to them. Two queries of the database: keys, then facts by keys.

    ``best``: the words of so many of the best matches as well, for ``ranked``, or of all of them.
    """
    checks = asking.checks
    if asking.query is None:
        return _listed(asking, drafts, oldest)
    narrow, bound = asking.narrow(asking.query, checks), asking.counted_to
    walked = backend().walk(
        Question(asking.narrow(asking.query), (MOST if checks else bound) + 1),
        Question(narrow, bound + 1) if checks else None,
        _wider(asking, bound) if asking.plain else None,
        listed=MOST,
        drafts=drafts,
        oldest=oldest,
    )
    found = _read(asking, walked, best)
    if walked.narrowed is not None or not checks:
        listed = walked.keys if walked.narrowed is None else walked.narrowed
        if not oldest or len(listed) <= bound:
            asking.known[narrow, drafts] = Keys(sorted(listed[:bound]), len(listed) > bound)
    if walked.wider is not None:
        number = walked.wider
        if _beside(asking):
            number += len(found.matches) if walked.narrowed is None and checks else len(walked.narrowed or walked.keys)
        asking.known[replace(asking, apart=True).narrow(asking.query, checks), drafts] = number
    return found


def _beside(asking: Asking) -> Narrowed | None:
    """What passages set apart have, where it can be asked alone; only worth it where looking takes long."""
    span, rest = dated(asking.query)
    condition = set_apart(rest) if rest and asking.counted_to == MOST else None
    return _narrowed(condition, span, asking.checks) if condition else None


def _wider(asking: Asking, bound: int) -> Question:
    """How many releases there are if passages set apart are searched as well."""
    beside = _beside(asking)
    if beside:
        return Question(beside, bound + 1, beside=True)
    return Question(replace(asking, apart=True).narrow(asking.query, asking.checks), bound + 1)


def _listed(asking: Asking, drafts: bool, oldest: bool) -> Found:
    """Of a list without a query facts are read with the keys: one query, two for a long list with filters."""
    condition, keys = asking.narrow(None)
    matches = backend().matches(condition, limit=MOST + 1, keys=keys, drafts=drafts, oldest=oldest)
    if len(matches) <= MOST:
        return _sifted(matches, asking.checks)
    if not asking.checks:
        return Found(matches[:MOST], more=True, queried=MOST)
    beside = _sifted(matches[:MOST], asking.checks).failing
    condition, keys = asking.narrow(None, asking.checks)
    matches = backend().matches(condition, limit=MOST + 1, keys=keys, drafts=drafts, oldest=oldest)
    return Found(matches[:MOST], beside, more=len(matches) > MOST, queried=MOST, sampled=True)


def _read(asking: Asking, walked: Walk, best: int) -> Found:
    """The facts of what was found, sifted by the filters."""
    sampled = walked.narrowed is not None
    listed = walked.keys if walked.narrowed is None else walked.narrowed
    asked = listed[:MOST], walked.keys[:MOST] if sampled else ()
    rows: dict[int, Match] = {}
    if listed:
        leading = _leading(asking, best) if best and len(listed) > FEW else None
        for row in backend().rows(*asked, texts=best > 0, apart=asking.apart, leading=leading):
            # The row with the words is the first of two.
            rows.setdefault(row.key, row)
    # A release that was taken out between the two queries is left out.
    matches = [rows[key] for key in listed[:MOST] if key in rows]
    if sampled:
        beside = _sifted([rows[key] for key in walked.keys[:MOST] if key in rows], asking.checks).failing
        return Found(matches, beside, more=len(listed) > MOST, queried=MOST, sampled=True)
    return _sifted(matches, asking.checks) if len(listed) <= MOST else Found(matches, more=True, queried=MOST)


def _leading(asking: Asking, best: int) -> Leading | None:
    wanted = leading(asking.query)
    if wanted is None:
        return None
    condition, _ = asking.narrow(asking.query, asking.checks)
    found = both(condition, wanted)
    return Leading(found, best) if found else None


def ranked(asking: Asking, found: Found) -> list[Match]:
    """The matches, the best first; of equal ones the newer. One query of the database if their words were not read.

    Those with one of the words in the headline come before all others, except where the beginning of a word was asked
    for. So the words of the others need not be read for the first pages; they follow as they stand.
    """
    matches, wanted = found.matches, terms(asking.query)
    if not any(match.headline or match.body for match in matches):
        matches = backend().rows([match.key for match in matches], texts=True, apart=asking.apart)
    unread = [match for match in matches if not (match.headline or match.body)]
    tiers = [[match for match in matches if match.headline or match.body]]
    if leading(asking.query) is not None:
        tiers = rank.tiers(tiers[0], wanted)
    return [match for tier in tiers for match in _best_first(tier, wanted)] + unread


def _best_first(matches: list[Match], wanted: Sequence[Term]) -> list[Match]:
    scores = rank.scores(matches, wanted)
    return [match for _, _, match in sorted(zip(scores, [m.key for m in matches], matches, strict=True), reverse=True)]


@dataclass(frozen=True)
class Keys:
    """All matches as keys, oldest first, or the newest of them, as many as were counted (``over``)."""

    keys: list[int]
    over: bool

    def within(self, span: KeyRange) -> int:
        return bisect_right(self.keys, span[1]) - bisect_left(self.keys, span[0])


def keys(asking: Asking, *, drafts: bool, oldest: bool = False, start: int | None = None) -> Keys:
    """For a list too long to be read: its size and its dates. One query.

    ``oldest``: the oldest ``COUNTED``. ``start``: those that follow from this key on, itself among them.
    """
    condition, span = asked = asking.narrow(asking.query, asking.checks)
    known = asking.known.get((asked, drafts))
    if isinstance(known, Keys) and start is None and not (known.over and oldest):
        return known
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
    asked = asking.narrow(asking.query, asking.checks)
    known = asking.known.get((asked, drafts))
    if isinstance(known, Keys):
        return len(known.keys) + known.over
    return _counts([asked], drafts)[0] if known is None else known


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
    # Each filter taken away: what was sifted here is counted already, the rest is asked for with the others.
    freed = [(name, _gone(name)) for name in checks]
    if found.sampled:
        asked += [asking.narrow(query, _less(checks, gone)) for _, gone in freed] + [asking.narrow(query)]
    counted = _counts(asked, drafts)
    listed = [
        Other(kind, node, (), number, what)
        for (kind, node, what), number in zip(offered, counted, strict=False)
        if number
    ]
    sifted = [sum(len(found.failing.get(one, [])) for one in gone) for _, gone in freed] + [found.queried]
    numbers = counted[len(offered) :] if found.sampled else sifted
    listed += [
        Other("filter", query, (name,), number, name)
        for (name, _), number in zip(freed, numbers, strict=False)
        if number
    ]
    if len(checks) > 1 and numbers[-1]:
        listed.append(Other("filters", query, tuple(checks), numbers[-1]))
    return sorted(listed, key=lambda other: other.kind != "spelling")


def _gone(name: str) -> tuple[str, ...]:
    """What goes with a filter: a month with its year."""
    return ("year", "month") if name == "year" else (name,)


def _less(checks: Mapping[str, Check], gone: Sequence[str]) -> dict[str, Check]:
    return {name: check for name, check in checks.items() if name not in gone}


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
    """How many matches have each fact that is counted: a release has each of its facts once."""
    return Counter(chain.from_iterable([_facts_counted(match.facts) for match in matches]))


@lru_cache(maxsize=20_000)
def _facts_counted(known: str) -> tuple[str, ...]:
    """The facts that are counted. The newest releases are among the matches of every common word: 12 MB at most."""
    return tuple([sys.intern(token) for token in known.split() if token[:2] in _COUNTED_KINDS])


def _by_kind(tokens: Counter[str]) -> dict[str, dict[str, int]]:
    """Counts by kind of fact, then by its value; of the kinds that are counted beside a list."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in _COUNTED_KINDS}
    for token, number in tokens.items():
        value = token[2:]
        found[token[:2]][value if value.isascii() else facts.unshield(value)] = number
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
