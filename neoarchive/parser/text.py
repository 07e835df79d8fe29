"""Lines and passages: text that knows where in the decoded source each of its characters stands.

Cleaning never edits text in place. A ``Line`` is a stretch of the source together with the text a reader
sees there; a ``Passage`` is several lines, or parts of them, joined by single spaces. Both answer
``spans(a, b)``: where in the source do characters a to b of the visible text stand?
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from .types import Span, Spans, Value

# What may stand between two pieces of one value without breaking it: white space, and tags and
# character references in markup, the "- " of PEM's dash-escaping.
_BLANK = r"\s++|&(?:nbsp|#160|#xA0|#8203);|\u200b"
_NOTHING = re.compile(rf"(?:{_BLANK}|<[^<>]{{0,4000}}+>)*+\Z", re.I)
# The same for what has as many "<" as ">", several times as fast.
_NOTHING_EVEN = re.compile(rf"(?:<[^>]*+>|{_BLANK})*+\Z", re.I)


LineCell = tuple[int, int, int, int, bool, int, int, bool]
"""A stretch of text in a line of markup; in a table row, a cell that is not empty.

Characters a to b of the line's text; where its raw text begins and ends in the document, and whether its characters
stand there as they are; the column of the table's grid that the cell begins in, how many it takes, and whether it is a
head (<th>). A plain tuple, as there are very many: those of numbers alone Python's garbage collector leaves alone.
"""


class Places(Protocol):
    """Knows where the characters of a document's lines stand."""

    def spans(self, pieces: Sequence[LineCell], a: int, b: int) -> Spans:
        """Of characters a to b of the line made of these pieces; neither the first nor the last is white space."""
        ...

    def whole(self, piece: LineCell) -> Spans:
        """Of all characters of a piece."""
        ...


class _Straight:
    """The text of a line of markup stands in the source as it is, character for character, from ``Line.first`` on."""

    def spans(self, pieces: Sequence[LineCell], a: int, b: int) -> Spans:
        raise AssertionError("a line knows its own offsets")

    def whole(self, piece: LineCell) -> Spans:
        raise AssertionError("a line knows its own offsets")


STRAIGHT = _Straight()


@dataclass(slots=True, eq=False)
class Line:
    """One numbered line of a source.

    ``start`` and ``end`` are source offsets and the lines of a document follow on one another (the line end,
    and in markup the tags, belong to the line). ``text`` is what a reader sees: a plain line without its
    line end and trailing blanks, a line of markup with tags gone, references decoded and white space folded.
    """

    start: int
    end: int
    text: str
    first: int
    """Source offset of ``text[0]`` in a plain line."""
    number: int = 0
    """Its index in the source's lines, from 0; what a page shows is one more."""
    block: int = 0
    """Lines with the same number stand in one block: between blank lines in plain text, in one element in markup."""
    tag: str = ""
    """The innermost block element (p, div, h1 … h6, li, td, tr, pre) of a line of markup; "" in plain text."""
    bold: bool = False
    centered: bool = False
    table: int = -1
    """Which table of the document the line stands in, -1 for none. Plain text: only between <TABLE> tags."""
    cells: Sequence[LineCell] = ()
    """The cells of a table row in markup that hold text. A row with cells of several short lines has a line (tag "td")
    for each of them, with its cell."""
    page_break: bool = False
    """A page ends here: <PAGE>, a form feed, a page-break style."""
    resolve: Places | None = None
    """For markup: where the characters of ``pieces`` stand. None in plain text, where those of ``text`` follow on
    ``first``."""
    pieces: Sequence[LineCell] = ()
    """The stretches of markup that ``text`` was made of, unless it stands there as it is."""

    @property
    def blank(self) -> bool:
        return not self.text

    @property
    def indent(self) -> int:
        """Leading blanks of a plain line, in characters."""
        return len(self.text) - len(self.text.lstrip())

    def cell_texts(self) -> list[str]:
        """The texts of its cells."""
        text = self.text
        return [text[cell[0] : cell[1]] for cell in self.cells]

    def cell_spans(self) -> list[Spans]:
        """Where the texts of its cells stand in the source."""
        resolve = self.resolve
        if resolve is None or resolve is STRAIGHT:
            return [self.exact(cell[0], cell[1]) for cell in self.cells]
        return [resolve.whole(cell) for cell in self.cells]

    def spans(self, a: int = 0, b: int | None = None) -> Spans:
        """Where characters a to b of the text stand in the source."""
        piece = self.text[a:b]
        bare = piece.lstrip()
        if not bare:
            return ()
        a += len(piece) - len(bare)
        b = a + len(bare.rstrip())
        return self.exact(a, b)

    def exact(self, a: int, b: int) -> Spans:
        """As ``spans``, of characters that neither begin nor end with a blank."""
        if self.resolve is None or self.resolve is STRAIGHT:
            return ((self.first + a, self.first + b),)
        return self.resolve.spans(self.pieces, a, b)

    def value(self, a: int = 0, b: int | None = None, note: str = "") -> Value:
        """The stripped text of characters a to b, with its place."""
        return Value(self.text[a:b].strip(), self.spans(a, b), note)


class Passage:
    """Parts of lines, joined by single spaces, still knowing their places."""

    __slots__ = ("_starts", "parts", "source", "text")

    def __init__(self, source: str, parts: Iterable[tuple[Line, int, int]]) -> None:
        """``parts`` are (line, a, b): characters a to b of the line's text, stripped here."""
        self.source = source
        kept: list[tuple[Line, int, int]] = []
        texts: list[str] = []
        for part in parts:
            line, a, b = part
            piece = line.text[a:b]
            bare = piece.strip()
            if not bare:
                continue
            if len(bare) != b - a:
                a += len(piece) - len(piece.lstrip())
                part = (line, a, a + len(bare))
            kept.append(part)
            texts.append(bare)
        self.parts = kept
        self.text = " ".join(texts)
        self._starts: list[int] | None = None

    @classmethod
    def of(cls, source: str, lines: Iterable[Line]) -> Passage:
        return cls(source, ((line, 0, len(line.text)) for line in lines))

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def starts(self) -> list[int]:
        """Where each part begins in the text; counted when first asked for, as of most nobody asks."""
        if self._starts is None:
            lengths = [y - x + 1 for _, x, y in self.parts]
            self._starts = list(accumulate(lengths[:-1], initial=0)) if lengths else []
        return self._starts

    def cut(self, a: int, b: int | None = None) -> Passage:
        """Characters a to b as a passage of its own."""
        return Passage(self.source, self._pieces(a, len(self.text) if b is None else b))

    def spans(self, a: int = 0, b: int | None = None) -> Spans:
        """Where characters a to b stand; pieces with nothing but blanks and tags between them are one span."""
        if a or b is not None:
            found = [s for line, x, y in self._pieces(a, len(self.text) if b is None else b) for s in line.spans(x, y)]
        else:
            found = [s for line, x, y in self.parts for s in line.exact(x, y)]  # parts begin and end without blanks
        return join_spans(self.source, found)

    def value(self, a: int = 0, b: int | None = None, note: str = "") -> Value:
        return Value(self.text[a : len(self.text) if b is None else b].strip(), self.spans(a, b), note)

    def _pieces(self, a: int, b: int) -> list[tuple[Line, int, int]]:
        found = []
        starts = self.starts
        for i in range(max(bisect.bisect_right(starts, a) - 1, 0), len(starts)):
            line, x, y = self.parts[i]
            start = starts[i]
            if start >= b:
                break
            lo, hi = max(a, start), min(b, start + y - x)
            if lo < hi:
                found.append((line, x + lo - start, x + hi - start))
        return found


def join_spans(source: str, spans: Sequence[Span]) -> Spans:
    """Spans in order, those merged that have nothing readable between them."""
    if len(spans) < 2:
        return tuple(spans)
    merged: list[Span] = []
    first, last = spans[0]
    for start, end in spans[1:]:
        if 0 <= start - last <= 4000 and _nothing(source, last, start):
            last = max(end, last)
        else:
            merged.append((first, last))
            first, last = start, end
    merged.append((first, last))
    return tuple(merged)


def _nothing(source: str, a: int, b: int) -> bool:
    """Does source[a:b] hold nothing readable?"""
    between = source[a:b]
    if not between or between.isspace():
        return True
    even = between.count("<") == between.count(">")
    return (_NOTHING_EVEN if even else _NOTHING).match(between) is not None
