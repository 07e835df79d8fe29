"""Divides the lines of an exhibit: into units and releases; where one in a form's body stands, where datelines are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from neoarchive.parser.text import Line

from . import dateline
from .patterns import STATUS
from .units import Unit, fold, group

# "… the Registrant issued the following press release:" in the body of a form
_INTRODUCES = re.compile(
    r"(?:following (?:press|news) release|(?:press|news) release (?:is |reads )?(?:as follows"
    r"|set forth below|follows|below)|text of (?:the|which|such) (?:press |news )?release (?:follows"
    r"|is as follows|reads|is set forth below))[^.]{0,60}[:.]?\s*\Z",
    re.I,
)


_FORM_ENDS = re.compile(
    r"\s*(?:SIGNATURES?\b|Signatures?\s*\Z|ITEM\s{1,3}\d|Item\s{1,3}\d"
    r"|Pursuant to the requirements of the Securities|EXHIBIT INDEX|\(?[a-d]\)\s{1,3}Exhibits)"
)


def body_of_form(lines: Sequence[Line]) -> tuple[int, int]:
    """Where a release set in the form's body stands: after the words that announce it, or from its status line."""
    start = None
    told = False
    for i, line in enumerate(lines):
        if start is None:
            text = line.text
            above, told = told, ":" in text or "elease" in text
            if STATUS.match(text.lstrip()):
                start = i
            elif above or told:
                # The words that announce it may be broken over two lines: "the following press / release:"
                said = f"{lines[i - 1].text[-120:] if i else ''} {text.strip()[-200:]}"
                if (":" in said or "elease" in said) and _INTRODUCES.search(said):
                    start = i + 1
        elif start is not None and i > start + 2 and _FORM_ENDS.match(line.text):
            return start, i
    return (start, len(lines)) if start is not None else (0, 0)


def units_of(source: str, lines: Sequence[Line], usable: Sequence[int]) -> list[Unit]:
    """The units of the usable lines."""
    return group(source, _single_spaced(lines, usable), usable)


def _single_spaced(lines: Sequence[Line], usable: Sequence[int]) -> Sequence[Line]:
    """Double-spaced typing: where nearly every line of text is followed by one blank line, blanks part nothing.

    Paragraphs then show by two blank lines or more. Seen in filings of 1994.
    """
    if len(usable) < 8 or any(lines[i].tag for i in usable[:20]):
        return lines
    if any(len(lines[i].text) > 130 for i in usable):
        return lines  # a copy with one paragraph a line
    gaps = [b - a for a, b in pairwise(usable)]
    # Lines of a table of contents stand apart as well, and are no text that wraps.
    wraps = [
        g for g, i in zip(gaps, usable, strict=False) if 45 < len(lines[i].text) <= 100 and "...." not in lines[i].text
    ]
    if len(wraps) < 8 or sum(g == 2 for g in wraps) * 10 < len(wraps) * 7:
        return lines
    made = list(lines)
    block = 0
    for n, i in enumerate(usable):
        if n and (gaps[n - 1] != 2 or (len(lines[usable[n - 1]].text) < 45 and len(lines[i].text) < 45)):
            block += 1
        made[i] = _in_block(lines[i], block)
        if i + 1 < len(made) and n + 1 < len(usable) and usable[n + 1] == i + 2:
            made[i + 1] = _no_gap(lines[i + 1], block)
    return made


def _in_block(line: Line, block: int) -> Line:
    return Line(
        line.start,
        line.end,
        line.text,
        line.first,
        line.number,
        block,
        line.tag,
        line.bold,
        line.centered,
        line.table,
        line.cells,
        line.page_break,
        line.resolve,
        line.pieces,
    )


def _no_gap(line: Line, block: int) -> Line:
    """A blank line that only double-spaces: ``page_break`` keeps it from parting its neighbours."""
    return Line(line.start, line.end, "·", line.first, line.number, block)


def find_dateline(units: Sequence[Unit]) -> tuple[int, dateline.Found, int] | None:
    """The first dateline: (unit, what was found, index of the line in the unit it begins with)."""
    opened: list[tuple[int, str, list[tuple[int, int]]]] = []
    for n, unit in enumerate(units[:90]):
        text, starts = _openings(unit)
        if not starts:
            continue
        opened.append((n, text, starts))
        upper = [(k, start) for k, start in starts if not dateline.goes_on(text, start)]
        signs = dateline.signs(text, upper[0][1], upper[-1][1] + dateline.REACH) if upper else ()
        for k, start in upper if signs else ():
            near = any(start <= sign < start + dateline.REACH for sign in signs)
            if near and (found := _standing(units, n, text[start:], bare=False)):
                return n, found, k
    tried = 0
    for n, text, starts in opened:
        for k, start in starts:
            if not dateline.goes_on(text, start) and (found := _standing(units, n, text[start:], bare=True)):
                return n, found, k
        tried += starts[0][0] == 0 and len(units[n].text) > 120
        if tried >= 3:
            break
    return None


_YEAR_OR_WIRE = tuple(re.compile(sign) for sign in (r",\s{0,3}(?:19|20)\d\d", "WIRE", "Wire|wire"))


def dateline_among(text: str) -> bool:
    """Does a line of the text begin like a full dateline? Told without making units of the lines."""
    starts = dict.fromkeys(text.rfind("\n", 0, m.start()) + 1 for sign in _YEAR_OR_WIRE for m in sign.finditer(text))
    for start in starts:
        opening = text[start : start + dateline.REACH]
        if opening.lstrip(' \t*"“([')[:1].isupper() and dateline.find(fold(opening)):
            return True
    return False


def _openings(unit: Unit) -> tuple[str, list[tuple[int, int]]]:
    """The lines of a unit joined, and those of the first that a dateline may begin: (index, where it stands)."""
    if unit.tabular:
        return "", []
    texts = [line.text[a:b].strip() for line, a, b in unit.parts]
    starts: list[tuple[int, int]] = []
    at = 0
    for k, text in enumerate(texts[:14]):
        if text[:1].isalnum() or text[:1] in '"“*([/-–—':
            starts.append((k, at))
        at += len(text) + 1
    return " ".join(texts), starts


def _standing(units: Sequence[Unit], n: int, text: str, *, bare: bool) -> dateline.Found | None:
    found = dateline.find(text, bare=bare)
    return found if found and _stands(units, n, text, found) else None


_SMALL_WORD = re.compile(r"\b[a-z]{2,}")
_WORD = re.compile(r"\b[A-Za-z]{2,}")
_FIGURE = re.compile(r"(?<![\w.,])[\d,.]*\d")


def _stands(units: Sequence[Unit], n: int, text: str, found: dateline.Found) -> bool:
    """A dateline opens a paragraph: text follows it, in its unit or the next, and a sentence, not figures."""
    if len(text) - found.end >= 40:
        after = text[found.end : found.end + 400]
        if len(_SMALL_WORD.findall(after)) >= 4:
            return True
        words = len(_WORD.findall(after))
        return words >= 6 and len(_FIGURE.findall(after)) * 3 < words
    following = units[n + 1] if n + 1 < len(units) else None
    return following is not None and (len(following.text) > 100 or following.text[:1].islower())


def parts_of(
    lines: Sequence[Line],
    kinds: Sequence[str],
    units: Sequence[Unit],
    first: tuple[int, dateline.Found, int] | None,
    start: int,
    end: int,
) -> list[tuple[int, int]]:
    """Several releases in one exhibit: a second one begins where a status line or a heading follows an end mark
    or a page, and has a dateline of its own. ``first`` is the first dateline among the units.
    """
    cuts = [start]
    rest = list(units)
    while first is not None:
        after = rest[first[0] + 1 :]
        ended = _after_end_mark(lines, kinds, after, rest[first[0]].rows[-1])
        starts = [s for s in (_next_start(lines, kinds, after), ended) if s is not None]
        if not starts:
            break
        again = min(starts)
        cuts.append(again)
        rest = [u for u in after if u.rows[0] >= again]
        first = find_dateline(rest)
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=False)]


def _after_end_mark(lines: Sequence[Line], kinds: Sequence[str], units: Sequence[Unit], previous: int) -> int | None:
    """The row after an end mark ("###") where titles and then a full dateline follow: another release without a
    status line. ``previous`` is the last row of the unit before these: a release may be one paragraph.
    """
    if "end-mark" not in kinds:
        return None
    for n, unit in enumerate(units):
        row = unit.rows[0]
        mark = next((i for i in range(row - 1, max(previous, row - 30), -1) if kinds[i] == "end-mark"), None)
        previous = unit.rows[-1]
        if mark is None:
            continue
        found = find_dateline(units[n : n + 20])
        if found and found[1].day and found[1].place and 0 < found[0] <= 12:
            titles = units[n : n + found[0]]
            if not any(u.tabular or len(u.text) > 250 for u in titles):
                return mark + 1
    return None


def _next_start(lines: Sequence[Line], kinds: Sequence[str], units: Sequence[Unit]) -> int | None:
    """The row where another release begins: a status line with a dateline within the next forty units."""
    for n, unit in enumerate(units):
        statuses = [k for k, (line, _, _) in enumerate(unit.parts[:6]) if STATUS.match(line.text)]
        if not statuses:
            continue
        found = find_dateline(units[n : n + 40])
        if found and (found[1].day or found[1].wire):
            return _back_to_break(lines, kinds, unit.rows[statuses[0]])
    return None


def _back_to_break(lines: Sequence[Line], kinds: Sequence[str], row: int) -> int:
    """Contacts and letterhead between the last break or end mark and the status line belong to the new release."""
    for i in range(row - 1, max(row - 30, 0), -1):
        if lines[i].page_break or kinds[i] in ("end-mark", "letterhead"):
            return i + (kinds[i] == "end-mark")
    return row
