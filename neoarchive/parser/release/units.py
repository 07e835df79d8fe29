"""Groups the lines of an exhibit into units: what a reader takes for one paragraph, heading, list item or row.

Plain text shows a paragraph by blank lines, by a first-line indent or by a list mark; markup shows it by its
elements. A sentence that a page break or a converter has broken is put together again here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from neoarchive.parser.text import Line, Passage

from .patterns import LIST_MARK, NUMERIC_CELL, TERMINAL, all_capitals

# A tabular line of plain text: two or more wide gaps or dot leaders, and a figure behind one of them.
_GAP = re.compile(r" {3,}|\t+|\.{4,}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\D{0,10}(?:19|20)\d\d\D{0,3}")
# What a sentence cannot end with, so the next unit goes on with it.
_OPEN_END = re.compile(
    r"(?:[,\-–]|\b(?:of|the|a|an|and|or|to|in|for|with|by|from|on|at|as|that|which|its|their|our|is|are|was|were|"
    r"will|has|have|had|be|been|than|under|into|per|this|these|not|but|such|all|any|Mr\.|Dr\.|Ms\.|Mrs\.|&))\Z"
)


_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_CONTACT_LABEL = re.compile(r"\s*[\[/]?(?:\w{2,12}\s){0,3}(?:CONTACTS?|Contacts?|contacts?)\s?:")
_HEAD_WORDS = re.compile(
    r"(?:About|ABOUT)\s[A-Z][^.,;]{1,50}(?:,? Inc\.?)?:?\Z|(?:Safe Harbor"
    r"|Forward[- ]Looking)[^.]{0,40}:?\Z|[A-Z][\w '&]{2,40}:\Z"
)


@dataclass(slots=True, eq=False)
class Unit:
    """Lines read as one, as indexes into the lines of the exhibit, and their text."""

    rows: list[int]
    passage: Passage
    text: str
    table: int = -1
    tabular: bool = False
    """Plain text: lines of figures in columns, kept as typed."""
    bold: bool = False
    centered: bool = False
    tag: str = ""
    parts: list[tuple[Line, int, int]] = field(default_factory=list)
    after_page: bool = False

    @property
    def prose(self) -> bool:
        """Running text, not a heading or a cell: sentences of some length."""
        return len(self.text) >= 60 and not self.tabular and (bool(TERMINAL.search(self.text)) or len(self.text) > 160)


def fold(text: str) -> str:
    """White space as single spaces: plain text is often justified with double ones."""
    return " ".join(text.split())


def make_unit(source: str, lines: Sequence[Line], rows: list[int], cut: tuple[int, int] = (0, 0)) -> Unit:
    """A unit of whole lines; ``cut`` leaves out characters at the start of the first and the end of the last."""
    whole = [lines[row] for row in rows]
    parts = [(line, 0, len(line.text)) for line in whole]
    if cut[0]:
        parts[0] = (whole[0], cut[0], parts[0][2])
    if cut[1]:
        parts[-1] = (whole[-1], parts[-1][1], parts[-1][2] - cut[1])
    passage = Passage(source, parts)
    first = whole[0]
    full = [line for line in whole if line.text]
    return Unit(
        rows=rows,
        passage=passage,
        text=fold(passage.text),
        table=first.table,
        bold=bool(full) and all(line.bold for line in full),
        centered=bool(full) and all(map(_centred, full)),
        tag=first.tag,
        parts=parts,
    )


def _centred(line: Line) -> bool:
    return line.centered or _looks_centred(line)


def _looks_centred(line: Line) -> bool:
    return (
        line.resolve is None and line.indent >= 8 and 0 <= 80 - line.indent - len(line.text.rstrip()) + line.indent < 60
    )


def tabular(line: Line) -> bool:
    """Does a plain line hold columns of figures? "Revenues     $ 11,455,000    $ 6,751,000"."""
    if line.tag or line.cells or line.blank:
        return False
    text = line.text.strip()
    if "   " not in text and "\t" not in text and "...." not in text:
        return False
    cells = [c for c in _GAP.split(text) if c.strip()]
    figures = [bool(NUMERIC_CELL.match(c)) and bool(_DIGIT.search(c)) for c in cells[1:]]
    if sum(figures) >= 2 or (figures and figures[-1]):
        return True
    return len(cells) > 1 and all(_YEAR.fullmatch(c) for c in cells)


def group(source: str, lines: Sequence[Line], usable: Iterable[int]) -> list[Unit]:
    """Units of the usable lines (no blank ones, no furniture), in order, broken sentences joined."""
    units: list[Unit] = []
    run: list[int] = []
    previous = -2
    gap_page = False
    for row in usable:
        if row == previous + 1:
            page = lines[previous].page_break or lines[row].page_break
        else:
            page = previous >= 0 and any(lines[r].page_break for r in range(previous, row + 1))
        if run and (page or _starts_new(lines, run, row)):
            units.append(_closed(source, lines, run, gap_page))
            run, gap_page = [], page
        run.append(row)
        previous = row
    if run:
        units.append(_closed(source, lines, run, gap_page))
    return _rejoined(source, lines, units)


def _closed(source: str, lines: Sequence[Line], run: list[int], after_page: bool) -> Unit:
    unit = make_unit(source, lines, list(run))
    rows = 0 if unit.tag else sum([tabular(lines[r]) for r in run])
    unit.tabular = rows > 0 and rows * 3 >= len(run)
    unit.after_page = after_page
    return unit


def _starts_new(lines: Sequence[Line], run: list[int], row: int) -> bool:
    last, line = lines[run[-1]], lines[row]
    if line.block != last.block or (row != run[-1] + 1 and _blank_between(lines, run[-1], row)):
        return True
    if line.cells or last.cells or line.table != last.table:
        return True
    if line.tag:
        return _markup_break(last.text, line.text, last.bold != line.bold)
    if LIST_MARK.match(line.text) and not _OPEN_END.search(last.text.rstrip()):
        return True
    return _plain_break(lines, run, row)


def _blank_between(lines: Sequence[Line], a: int, b: int) -> bool:
    return any(lines[i].blank and not lines[i].page_break for i in range(a + 1, b))


def _markup_break(last: str, text: str, style_changes: bool) -> bool:
    """Parts of one element set apart by <br>: a new line that is meant, or a hard-wrapped sentence?"""
    if style_changes or len(last) < 50 or TERMINAL.search(last):
        return True
    return not (text[:1].islower() or _OPEN_END.search(last) or len(text) > 40)


def _plain_break(lines: Sequence[Line], run: list[int], row: int) -> bool:
    last, line = lines[run[-1]], lines[row]
    if tabular(line) != tabular(last) and (tabular(line) or len(run) > 1):
        return False  # headers and captions of a table stand without a blank line above its figures
    body = last.text.strip()
    width = max(len(lines[r].text) for r in [*run[-4:], row])
    ended = bool(TERMINAL.search(body)) and len(last.text) < width + 1
    if (TERMINAL.search(body) or line.text.lstrip()[:1] == "/") and _CONTACT_LABEL.match(line.text):
        return True  # "Contact: Jane Doe" straight below a paragraph
    if line.indent >= last.indent + 3 and ended and line.indent <= 20 and len(line.text) > 50:
        return True  # a first-line indent
    if len(run) == 1 and len(body) < 60 and width > 62 and not _OPEN_END.search(body):
        heads = (all_capitals(body) and not all_capitals(line.text)) or (
            bool(_HEAD_WORDS.match(body)) and len(line.text) > 50
        )
        if heads or _titled(body, line.text):
            return True  # "ABOUT ACME", "About Acme" straight above its paragraph
    return len(body) > 300 and ended  # a copy with one paragraph a line and no blank lines between


def _titled(body: str, text: str) -> bool:
    """A line of a few capitalised words above a long one: "Conference Call", "Business Outlook"."""
    words = body.split()
    if (
        len(words) > 6
        or len(text) < 63
        or not text.lstrip()[:1].isupper()
        or any(c.isdigit() or c == "@" for c in body)
    ):
        return False
    return body[-1:].isalpha() and all(w[:1].isupper() or len(w) < 4 for w in words)


def _rejoined(source: str, lines: Sequence[Line], units: list[Unit]) -> list[Unit]:
    """Puts together sentences that a page break, or a copy that lost its line structure, has cut in two."""
    kept: list[Unit] = []
    for unit in units:
        if kept and _goes_on(kept[-1], unit):
            last = kept[-1]
            last.rows.extend(unit.rows)
            last.parts.extend(unit.parts)
            last.passage = Passage(source, last.parts)
            last.text = fold(last.passage.text)
        else:
            kept.append(unit)
    return kept


def _goes_on(last: Unit, unit: Unit) -> bool:
    text = last.text
    if len(text) > 8000 or last.tabular or unit.tabular or TERMINAL.search(text[-8:]) or all_capitals(text):
        return False
    if len(text) < 60 and not (unit.text[:1].islower() and len(text) > 24 and unit.text[-1:] != ":"):
        return False
    if len(_SMALL_WORD.findall(text)) < (5 if len(text) >= 60 else 3) or ("@" in text[-60:] and unit.after_page):
        return False  # an address or a contact, not a sentence
    if last.table != unit.table or (LIST_MARK.match(unit.text) and unit.text[:1] != "-"):
        return False
    if unit.text[:1].islower() and not unit.text.startswith("o "):
        return True
    if last.bold != unit.bold or (last.centered and unit.centered):
        return False
    if _OPEN_END.search(text):
        return len(text) > 90 and not unit.text.endswith(":")
    if unit.after_page and len(unit.text) > 60:
        return True
    return len(text) > 90 and bool(TERMINAL.search(unit.text)) and (len(unit.text) < 60 or unit.after_page)
