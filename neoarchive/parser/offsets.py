"""Where the characters of a line of HTML stand in the source; worked out for the lines that somebody asks about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .references import REFERENCE, decoded_reference
from .text import LineCell
from .types import Spans

# What breaks the even run of characters: a tag, a reference, a run of white space, an invisible blank.
_BREAK = re.compile(rf"(<[a-zA-Z/!?][^<>]*>)|({REFERENCE})|(\s{{2,}}|\u200b)")
_BREAK_IN_PRE = re.compile(rf"(<[a-zA-Z/!?][^<>]*>)|({REFERENCE})|(\u200b)")
_REFERENCE = re.compile(REFERENCE)
# No reference that names its character is longer than this.
_LONGEST = 34
# What ends a stretch and shows nothing: nothing at all, the ends of a tag, a blank without width.
_UNSEEN = frozenset(("", "<", ">", "\u200b"))


class Offsets:
    """The offsets of the characters of a document's lines.

    ``html`` is the document with what no reader sees made tags, ``base`` the source offset of its start. ``folded``:
    white space was made single spaces, as everywhere but in <pre>.
    """

    __slots__ = ("_base", "_folded", "_html", "_runs")

    def __init__(self, html: str, base: int, *, folded: bool = True) -> None:
        self._html, self._base, self._folded = html, base, folded
        self._runs: dict[int, tuple[list[int], list[tuple[int, int]]]] = {}
        """Of the stretches asked about, by where they begin in the document."""

    def spans(self, pieces: Sequence[LineCell], a: int, b: int) -> Spans:
        """Where characters a to b of the line made of these pieces stand; the first and the last are no white space."""
        base = self._base
        first = pieces[bisect_left(pieces, (a + 1,)) - 1] if len(pieces) > 1 else pieces[0]
        at, stop, start, _, straight, _, _, _ = first
        if b > stop:
            return ((base + self._start(first, a), base + self._end(pieces[bisect_left(pieces, (b,)) - 1], b)),)
        if straight:
            start += base - at
            return ((start + a, start + b),)
        return ((base + self._start(first, a), base + self._end(first, b)),)

    def whole(self, piece: LineCell) -> Spans:
        """Where the characters of a piece stand."""
        at, stop, start, _, straight, _, _, _ = piece
        if straight:
            start += self._base
            return ((start, start + stop - at),)
        return ((self._base + self._start(piece, at), self._base + self._end(piece, stop)),)

    def _start(self, piece: LineCell, index: int) -> int:
        """Where a character of a piece begins in the document."""
        at, _, start, _, straight, _, _, _ = piece
        if straight or (index == at and self._begins(start)):
            return start + index - at
        return self._at(piece, index)[0]

    def _end(self, piece: LineCell, after: int) -> int:
        """Where the character before this index, which is the piece's, ends in the document."""
        at, stop, start, end, straight, _, _, _ = piece
        if straight:
            return start + after - at
        if after == stop and self._ends(start, end):
            return end
        return self._at(piece, after - 1)[1]

    def _begins(self, start: int) -> bool:
        """Is what stands first in a stretch, a character or a reference, the first that shows?"""
        html = self._html
        first = html[start]
        if first == "&" and (reference := _REFERENCE.match(html, start)):
            first = decoded_reference(reference[0])[:1]
        return first not in _UNSEEN and not first.isspace()

    def _ends(self, start: int, end: int) -> bool:
        """Is what stands last in a stretch, a character or a reference, the last that shows?"""
        html = self._html
        last = html[end - 1]
        at = html.rfind("&", max(end - _LONGEST, start), end)
        if at >= 0 and (reference := _REFERENCE.match(html, at, end)) and reference.end() == end:
            last = decoded_reference(reference[0])[-1:]
        elif last == ";":
            return False
        return last not in _UNSEEN and not last.isspace()

    def _at(self, piece: LineCell, index: int) -> tuple[int, int]:
        """Start and end of a character of a piece that does not stand in the document as it is."""
        at, _, start, end, _, _, _, _ = piece
        if start not in self._runs:
            self._runs[start] = self._read(at, start, end)
        starts, runs = self._runs[start]
        n = max(bisect_right(starts, index) - 1, 0)
        start, end = runs[n]
        if end:
            return start, end
        start += index - starts[n]
        return start, start + 1

    def _read(self, at: int, start: int, end: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The even runs and the references of one stretch. ``at`` counts characters of the text."""
        html, folded = self._html, self._folded
        starts: list[int] = []
        runs: list[tuple[int, int]] = []
        blank = folded  # was the last character a blank, behind which further ones fold?
        last = start
        for found in (_BREAK if folded else _BREAK_IN_PRE).finditer(html, start, end):
            a = found.start()
            if last < a:
                at, blank = self._even(at, last, a, blank, starts, runs)
            last = found.end()
            if found[2]:
                for char in decoded_reference(found[2]):
                    if char == "\u200b" or (folded and blank and char.isspace()):
                        continue
                    starts.append(at)
                    runs.append((a, last))
                    at, blank = at + 1, folded and char.isspace()
            elif found[3] and found[3] != "\u200b" and not blank:
                at, blank = at + 1, True
        if last < end:
            self._even(at, last, end, blank, starts, runs)
        if not starts:
            starts.append(at)
            runs.append((start, start))
        return starts, runs

    def _even(
        self, at: int, a: int, b: int, blank: bool, starts: list[int], runs: list[tuple[int, int]]
    ) -> tuple[int, bool]:
        """An even run html[a:b]; gives the index of the next character, and whether it ended in a blank."""
        if blank and self._html[a].isspace():
            a += 1
            if a == b:
                return at, True
        starts.append(at)
        runs.append((a, 0))
        return at + b - a, self._folded and self._html[b - 1].isspace()
