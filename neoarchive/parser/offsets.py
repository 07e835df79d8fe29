"""Where the characters of a line of HTML stand in the source; worked out for the lines that somebody asks about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape

from .types import Spans

_REFERENCE = r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)"
# What breaks the even run of characters: a tag, a reference, a run of white space, an invisible blank.
_BREAK = re.compile(rf"(<[a-zA-Z/!?][^<>]*>)|({_REFERENCE})|(\s{{2,}}|\u200b)")
_BREAK_IN_PRE = re.compile(rf"(<[a-zA-Z/!?][^<>]*>)|({_REFERENCE})|(\u200b)")


Piece = tuple[int, int, int, bool]
"""Index of its first character in the text, start and end in the source, and whether it stands there as it is."""


class Offsets:
    """The offsets of one line's characters.

    ``pieces`` say which stretches of the document the text was made of. ``html`` is the document with what no reader
    sees made tags, ``base`` the source offset of its start. ``folded``: white space was made single spaces, as
    everywhere but in <pre>.
    """

    __slots__ = ("_base", "_folded", "_html", "_pieces", "_runs", "_starts")

    def __init__(self, html: str, base: int, pieces: Sequence[Piece], *, folded: bool = True) -> None:
        self._html, self._base, self._pieces, self._folded = html, base, pieces, folded
        self._starts: dict[int, list[int]] = {}
        self._runs: dict[int, list[tuple[int, int]]] = {}

    def spans(self, a: int, b: int) -> Spans:
        """Where characters a to b stand; neither the first nor the last of them is white space."""
        return ((self._at(a)[0], self._at(b - 1)[1]),)

    def _at(self, index: int) -> tuple[int, int]:
        """Source offsets of one character's start and end."""
        pieces = self._pieces
        i = bisect_right(pieces, index, key=_first) - 1 if len(pieces) > 1 else 0
        at, start, end, straight = pieces[i]
        if straight:
            start += index - at
            return start, start + 1
        if i not in self._starts:
            self._starts[i], self._runs[i] = self._read(at, start - self._base, end - self._base)
        starts = self._starts[i]
        n = max(bisect_right(starts, index) - 1, 0)
        start, end = self._runs[i][n]
        if end:
            return start, end
        start += index - starts[n]
        return start, start + 1

    def _read(self, at: int, start: int, end: int) -> tuple[list[int], list[tuple[int, int]]]:
        """The even runs and the references of one stretch. ``at`` counts characters of the text."""
        html, base, folded = self._html, self._base, self._folded
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
                for char in unescape(found[2]):
                    if char == "\u200b" or (folded and blank and char.isspace()):
                        continue
                    starts.append(at)
                    runs.append((base + a, base + last))
                    at, blank = at + 1, folded and char.isspace()
            elif found[3] and found[3] != "\u200b" and not blank:
                at, blank = at + 1, True
        if last < end:
            self._even(at, last, end, blank, starts, runs)
        if not starts:
            starts.append(at)
            runs.append((base + start, base + start))
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
        runs.append((self._base + a, 0))
        return at + b - a, self._folded and self._html[b - 1].isspace()


def _first(piece: Piece) -> int:
    return piece[0]
