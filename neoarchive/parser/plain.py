"""Plain text to lines: one ``Line`` for each physical line, wrapper and header lines included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, islice, pairwise
from typing import overload

from .text import Line

# A line with its end. CR alone ends a line too: some copies have nothing else.
_PHYSICAL = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++")
# What else ends a line for Python, and not for us.
_OTHER_ENDS = "\v\f\x1c\x1d\x1e"
_DASH_ESCAPE = re.compile(r"(?:- )+(?=-)")
_LEAD = re.compile(r"(?:[ \t]*(?:<PAGE>[ \t]*\d{0,4}(?=[ \t]*$)|<PAGE>|\f))+[ \t]*", re.I)
_TAIL = re.compile(r"(?:[ \t]*<PAGE>[ \t]*\d{0,4}|\f)+[ \t]*$", re.I)


def line_starts(source: str, start: int, end: int) -> list[int]:
    """Where the lines of source[start:end] begin; a last line end opens no further line."""
    stretch = source[start:end]
    if stretch.isascii() and not any(map(stretch.__contains__, _OTHER_ENDS)):
        ends = accumulate(map(len, stretch.splitlines(keepends=True)), initial=start)
        return list(ends)[:-1]
    if "\r" in stretch and stretch.count("\r") != stretch.count("\r\n"):
        lengths = [len(line) for line in _PHYSICAL.findall(stretch)]
    else:
        lengths = [len(line) + 1 for line in stretch.split("\n")]
        if lengths[-1] == 1:
            lengths.pop()
    return list(accumulate(lengths[:-1], initial=start)) if lengths else []


class PlainLines(Sequence[Line]):
    """The lines of source[start:end], each made when somebody looks at it or at one behind it.

    Most of a submission nobody reads: of contracts the beginning, of wrappers nothing. There it is enough to know
    where lines begin.
    """

    __slots__ = ("_made", "_rest", "_source", "end", "number", "starts")

    def __init__(self, source: str, start: int, end: int, *, pem: bool = False, tag: str = "", number: int = 0) -> None:
        """``number`` is that of the first line."""
        self._source, self.end, self.number = source, end, number
        self.starts = line_starts(source, start, end)
        """Where each line begins."""
        self._made: list[Line] = []
        self._rest = _lines(source, self.starts, end, pem and "- -" in source[start:end], tag, number)

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Line]:
        return iter(self._until(len(self)))

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...
    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return self._until(index.indices(len(self))[1])[index]
        return self._until(index + 1 if index >= 0 else len(self))[index]

    def _until(self, stop: int) -> list[Line]:
        if stop > len(self._made):
            self._made.extend(islice(self._rest, stop - len(self._made)))
        return self._made

    def typed(self, a: int, b: int) -> str:
        """The lines from index a to b as they are in the source, with their ends."""
        bounds = [*self.starts[a : b + 1], self.end]
        return self._source[bounds[0] : bounds[min(b - a, len(bounds) - 1)]]

    def blank(self, index: int) -> bool:
        """Does a line show nothing? It is not made for that."""
        text = self.typed(index, index + 1)
        return not text.strip() or ("<" in text and not _without_page(0, text.rstrip(), False)[1])


def numbers(lines: Sequence[Line]) -> tuple[int, int]:
    """The number of the first of these lines and that after the last; no line is made for that."""
    if isinstance(lines, PlainLines):
        return lines.number, lines.number + len(lines)
    return lines[0].number, lines[-1].number + 1


def read_plain(source: str, start: int, end: int, *, pem: bool = False, tag: str = "", number: int = 0) -> list[Line]:
    """The lines of source[start:end]; they follow on one another and are numbered from ``number``."""
    return list(PlainLines(source, start, end, pem=pem, tag=tag, number=number))


def _lines(source: str, starts: Sequence[int], end: int, escapes: bool, tag: str, number: int) -> Iterator[Line]:
    """The lines that begin at ``starts``.

    ``text`` is the line as typed, tabs and leading blanks kept, less its line end, trailing blanks, the "- " that
    PEM puts before a dash (some files were wrapped twice: "- - ---"), a form feed and the tag <PAGE>, which may
    carry a number and may stand behind a page number ("-1-<PAGE>"). Other text tags (<TABLE>, <S>, <C>) stay: their
    places tell columns.
    """
    block, table, tables, was_blank = 0, -1, 0, False
    for at, after in pairwise(chain(starts, (end,))):
        raw = source[at:after]
        first, text, page, closes = at, raw.rstrip(), False, False
        if escapes and text.startswith("- -"):
            escape = _DASH_ESCAPE.match(text)
            skip = escape.end() if escape else 0
            first, text = first + skip, text[skip:]
        if "<" in text or "\f" in raw:
            first, text, page = _without_page(first, text, "\f" in raw)
            if "<" in text:
                upper = text.upper()
                closes = "</TABLE" in upper
                if "<TABLE" in upper:
                    table, tables = tables, tables + 1
        if text:
            was_blank = False
        elif not was_blank:
            block += 1
            was_blank = True
        yield Line(at, after, text, first, number, block, tag, False, False, table, (), page)
        number += 1
        if closes:
            table = -1


# A copy may keep a tag around a block of plain text: <div align='center'>FORM 8-K</div>.
_NAMES = r"</?(?:div|p|center|font|span|b|i|u|br|h[1-6])\b"
_STRAY = rf"(?:{_NAMES}[^<>]{{0,200}}>[ \t]*)+"
_STRAY_NAME = re.compile(_NAMES, re.I)
_STRAY_LEAD = re.compile(r"[ \t]*" + _STRAY, re.I)
_STRAY_TAIL = re.compile(r"[ \t]*" + _STRAY + r"\Z", re.I)


def _without_page(first: int, text: str, page: bool) -> tuple[int, str, bool]:
    if page or "PAGE" in text.upper():
        lead = _LEAD.match(text)
        if lead:
            first, text, page = first + lead.end(), text[lead.end() :], True
        tail = _TAIL.search(text[-80:])
        if tail:
            text, page = text[: max(len(text) - 80, 0) + tail.start()].rstrip(), True
    if "<" in text and _STRAY_NAME.search(text):
        stray = _STRAY_LEAD.match(text)
        if stray:
            first, text = first + stray.end(), text[stray.end() :]
        tail = _STRAY_TAIL.search(text[-80:])
        if tail:
            text = text[: max(len(text) - 80, 0) + tail.start()].rstrip()
    return first, text, page
