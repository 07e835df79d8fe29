"""Plain text to lines: one ``Line`` for each physical line, wrapper and header lines included."""

from __future__ import annotations

import re
from itertools import accumulate

from .text import Line

# A line with its end. CR alone ends a line too: some copies have nothing else.
_PHYSICAL = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)|[^\r\n]++")
_DASH_ESCAPE = re.compile(r"(?:- )+(?=-)")
_LEAD = re.compile(r"(?:[ \t]*(?:<PAGE>[ \t]*\d{0,4}(?=[ \t]*$)|<PAGE>|\f))+[ \t]*", re.I)
_TAIL = re.compile(r"(?:[ \t]*<PAGE>[ \t]*\d{0,4}|\f)+[ \t]*$", re.I)


def line_starts(source: str, start: int, end: int) -> list[int]:
    """Where the lines of source[start:end] begin; a last line end opens no further line."""
    stretch = source[start:end]
    starts = list(accumulate(map(len, _physical(stretch)), initial=start))
    starts.pop()
    return starts


def _physical(stretch: str) -> list[str]:
    """The lines with their ends."""
    if "\r" in stretch and stretch.count("\r") != stretch.count("\r\n"):
        return _PHYSICAL.findall(stretch)
    lines = stretch.split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    if last:
        lines.append(last)
    return lines


def read_plain(source: str, start: int, end: int, *, pem: bool = False, tag: str = "", number: int = 0) -> list[Line]:
    """The lines of source[start:end]; they follow on one another and are numbered from ``number``.

    ``text`` is the line as typed, tabs and leading blanks kept, less its line end, trailing blanks, the "- " that
    PEM puts before a dash (some files were wrapped twice: "- - ---"), a form feed and the tag <PAGE>, which may
    carry a number and may stand behind a page number ("-1-<PAGE>"). Other text tags (<TABLE>, <S>, <C>) stay: their
    places tell columns.
    """
    stretch = source[start:end]
    marks = "<" in stretch or "\f" in stretch
    escapes = pem and "- -" in stretch
    lines: list[Line] = []
    block, table, tables, was_blank = 0, -1, 0, False
    at = start
    for raw in _physical(stretch):
        first, after, text, page, closes = at, at + len(raw), raw.rstrip(), False, False
        if escapes and text.startswith("- -"):
            escape = _DASH_ESCAPE.match(text)
            skip = escape.end() if escape else 0
            first, text = first + skip, text[skip:]
        if marks and ("<" in text or "\f" in raw):
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
        lines.append(Line(at, after, text, first, number, block, tag, False, False, table, (), page))
        at, number = after, number + 1
        if closes:
            table = -1
    return lines


# A copy may keep a tag around a block of plain text: <div align='center'>FORM 8-K</div>.
_STRAY = r"(?:</?(?:div|p|center|font|span|b|i|u|br|h[1-6])\b[^<>]{0,200}>[ \t]*)+"
_STRAY_LEAD = re.compile(r"[ \t]*" + _STRAY, re.I)
_STRAY_TAIL = re.compile(r"[ \t]*" + _STRAY + r"\Z", re.I)


def _without_page(first: int, text: str, page: bool) -> tuple[int, str, bool]:
    lead = _LEAD.match(text)
    if lead:
        first, text, page = first + lead.end(), text[lead.end() :], True
    tail = _TAIL.search(text[-80:])
    if tail:
        text, page = text[: max(len(text) - 80, 0) + tail.start()].rstrip(), True
    if "<" in text:
        stray = _STRAY_LEAD.match(text)
        if stray:
            first, text = first + stray.end(), text[stray.end() :]
        tail = _STRAY_TAIL.search(text[-80:])
        if tail:
            text = text[: max(len(text) - 80, 0) + tail.start()].rstrip()
    return first, text, page
