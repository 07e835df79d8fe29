"""Where a query's words stand in a text, and the passage of a release that shows them.

Marks are data, slices of the text: a template escapes each slice and puts the marks around it last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from neoarchive.typography import typeset
from neoarchive.withheld import shown_text

from . import words
from .query import Term

WIDTH = 260
"""Characters of a passage, about three lines."""

_APART = ("about", "safe_harbor")
_BEFORE = 70
_MERGED = " \u00a0"
_DROPPED = str.maketrans("", "", "'’‘ʼ.&-,")


class Slice(NamedTuple):
    """A part of a text; ``hit`` if it is one of the words looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a block, with the lines of the source the block stands on. ``cut``: text before, after it."""

    slices: list[Slice]
    lines: tuple[int, int] | None
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> list[Slice]:
    """The whole text in slices.

    >>> from .query import parse, terms
    >>> marked("NEOTROFIN-TM- works", terms(parse("neotrofin")))
    [Slice(text='NEOTROFIN', hit=True), Slice(text='-TM- works', hit=False)]
    """
    return _slices(text, _hits(text, terms), 0, len(text))


def spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where marks begin and end in a text, in order; words that follow one another share one.

    >>> from .query import parse, terms
    >>> spans("New nerve growth, nerves", terms(parse('"nerve growth" OR nerv*')))
    [(4, 16), (18, 24)]
    """
    if not _may_hold(text, terms):
        return []
    return _joined(text, _hits(text, terms), 0, len(text))


def passage(blocks: Sequence[dict[str, Any]], terms: Sequence[Term], *, apart: bool = False) -> Passage | None:
    """The best passage: of the block with most of the words, the first of several. None where no block has one.

    ``apart``: passages about the company and forward-looking statements are looked through as well.
    """
    anywhere = [term for term in terms if not term.field]
    best: tuple[tuple[int, int], dict[str, Any], str, list[_Hit]] | None = None
    for block in blocks:
        if not apart and block["kind"] in _APART:
            continue
        # The most that a look at every word of the block could find: most blocks need none.
        most = (_may_hold(shown_text(block), anywhere), block["kind"] not in (*_APART, "table"))
        if not most[0] or (best and most <= best[0]):
            continue
        text = typeset(" ".join(shown_text(block).split()))
        hits = _hits(text, anywhere)
        rank = (len({hit.term for hit in hits}), most[1])
        if hits and (best is None or rank > best[0]):
            best = (rank, block, text, hits)
            if rank == (len(anywhere), True):
                break
    if best is None:
        return None
    _, block, text, hits = best
    start, end = _window(text, hits)
    lines = tuple(block["lines"]) if block.get("lines") else None
    return Passage(_slices(text, hits, start, end), lines, start > 0, end < len(text))


def _may_hold(text: str, terms: Sequence[Term]) -> int:
    """How many of the terms a block may hold: a quick look that saves taking most blocks apart."""
    if not text.isascii():
        return len(terms)
    plain = text.lower().translate(_DROPPED)
    return sum(all(not t.isascii() or t[: words.LONGEST - 1] in plain for t in term.tokens) for term in terms)


def _hits(text: str, terms: Sequence[Term]) -> list[_Hit]:
    """Every place of every term, in order."""
    found = list(words.tokens(text))
    by_word: dict[str, list[int]] = {}
    for place, token in enumerate(found):
        by_word.setdefault(token.word, []).append(place)
    hits = []
    for number, term in enumerate(terms):
        for place in _places(term, by_word, found):
            hits.append(_Hit(found[place].start, found[place + len(term.tokens) - 1].end, number))
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _places(term: Term, by_word: dict[str, list[int]], found: list[words.Token]) -> list[int]:
    """Indexes of the tokens at which a term begins."""
    first, rest = term.tokens[0], term.tokens[1:]
    if not rest:
        if not term.prefix:
            return by_word.get(first, [])
        return [place for word, places in by_word.items() if word.startswith(first) for place in places]
    return [place for place in by_word.get(first, []) if _follows(rest, found[place + 1 :][: len(rest)], term.prefix)]


def _follows(rest: tuple[str, ...], found: list[words.Token], prefix: bool) -> bool:
    if len(found) < len(rest):
        return False
    *inner, last = rest
    if any(token.word != word for token, word in zip(found, inner, strict=False)):
        return False
    return found[-1].word.startswith(last) if prefix else found[-1].word == last


def _window(text: str, hits: list[_Hit]) -> tuple[int, int]:
    """The stretch with most of the different words; it begins and ends between words."""
    if len(text) <= WIDTH + 40:
        return 0, len(text)

    def within(first: int) -> int:
        reach = hits[first].start + WIDTH - _BEFORE
        return len({hit.term for hit in hits[first:] if hit.end <= reach})

    chosen = hits[max(range(len(hits)), key=lambda i: (within(i), -i))]
    start = max(min(chosen.start - _BEFORE, len(text) - WIDTH), 0)
    if start:
        start = text.find(" ", start, chosen.start) + 1 or chosen.start
    end = min(start + WIDTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", chosen.end, end), chosen.end)
    return start, end


def _joined(text: str, hits: list[_Hit], start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for hit in hits:
        if hit.end <= start or hit.start >= end:
            continue
        if found and (hit.start <= found[-1][1] or not text[found[-1][1] : hit.start].strip(_MERGED)):
            found[-1] = (found[-1][0], max(found[-1][1], hit.end))
        else:
            found.append((hit.start, hit.end))
    return found


def _slices(text: str, hits: list[_Hit], start: int, end: int) -> list[Slice]:
    """The stretch in slices; words that follow one another share a mark."""
    found, place = [], start
    for first, last in _joined(text, hits, start, end):
        found += [Slice(text[place:first], False), Slice(text[first:last], True)]
        place = last
    return [piece for piece in [*found, Slice(text[place:end], False)] if piece.text]
