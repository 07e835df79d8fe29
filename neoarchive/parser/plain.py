"""Plain text to lines: one ``Line`` for each physical line, wrapper and header lines included."""

from __future__ import annotations

import re

from .text import Line

# A line and its end. A last line end opens no further line. CR alone ends a line: some copies have nothing else.
_PHYSICAL = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_DASH_ESCAPE = re.compile(r"(?:- )+(?=-)")
_LEAD = re.compile(r"(?:[ \t]*(?:<PAGE>[ \t]*\d{0,4}(?=[ \t]*$)|<PAGE>|\f))+[ \t]*", re.I)
_TAIL = re.compile(r"(?:[ \t]*<PAGE>[ \t]*\d{0,4}|\f)+[ \t]*$", re.I)


def read_plain(source: str, start: int, end: int, *, pem: bool = False, tag: str = "") -> list[Line]:
    """The lines of source[start:end]; they follow on one another.

    ``text`` is the line as typed, tabs and leading blanks kept, less its line end, trailing blanks, the "- " that
    PEM puts before a dash (some files were wrapped twice: "- - ---"), a form feed and the tag <PAGE>, which may
    carry a number and may stand behind a page number ("-1-<PAGE>"). Other text tags (<TABLE>, <S>, <C>) stay: their
    places tell columns.
    """
    lines: list[Line] = []
    block, table, tables, was_blank = 0, -1, 0, False
    for found in _PHYSICAL.finditer(source, start, end):
        if found.end() == found.start():
            continue
        raw = found[1]
        first, text, page = found.start(), raw.rstrip(), False
        if pem and text.startswith("- -"):
            escape = _DASH_ESCAPE.match(text)
            skip = escape.end() if escape else 0
            first, text = first + skip, text[skip:]
        if "<" in text or "\f" in raw:
            first, text, page = _without_page(first, text, "\f" in raw)
            upper = text.upper() if "<" in text else ""
            if "<TABLE" in upper:
                table, tables = tables, tables + 1
        else:
            upper = ""
        if not text:
            block += not was_blank
        was_blank = not text
        lines.append(Line(found.start(), found.end(), text, first, block=block, table=table, page_break=page, tag=tag))
        if upper and "</TABLE" in upper:
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
