"""Groups the lines of an exhibit into units: what a reader takes for one paragraph, heading, list item or row.

Plain text shows a paragraph by blank lines, by a first-line indent or by a list mark; markup shows it by its
elements. A sentence that a page break or a converter has broken is put together again here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from neoarchive.parser.text import Line, Passage

from .patterns import LIST_MARK, NUMERIC_CELL, all_capitals, ended

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
    """Lines read as one, as indexes into the lines of the exhibit, and their text with single spaces.

    ``parts`` are (line, a, b) as a ``Passage`` takes them.
    """

    source: str
    rows: list[int]
    parts: list[tuple[Line, int, int]]
    text: str
    table: int = -1
    tag: str = ""
    bold: bool = False
    tabular: bool = False
    """Plain text: lines of figures in columns, kept as typed."""
    figures: int = 0
    """How many lines of plain text hold figures in columns."""
    after_page: bool = False
    _passage: Passage | None = None

    @property
    def passage(self) -> Passage:
        """The parts with their places; put together when first asked for, as most units are only judged."""
        if self._passage is None:
            self._passage = Passage(self.source, self.parts)
        return self._passage

    @property
    def centered(self) -> bool:
        return all(_centred(line) for line, _, _ in self.parts)

    @property
    def prose(self) -> bool:
        """Running text, not a heading or a cell: sentences of some length."""
        return len(self.text) >= 60 and not self.tabular and (ended(self.text) or len(self.text) > 160)

    def extend(self, other: Unit) -> None:
        """Takes in the unit that follows."""
        self.rows.extend(other.rows)
        self.parts.extend(other.parts)
        self.text = f"{self.text} {other.text}".strip()
        self.figures += other.figures
        self._passage = None

    def like(self, rows: list[int], passage: Passage) -> Unit:
        """What is left of the unit: some of its rows, or the text behind something that was cut off."""
        return Unit(self.source, rows, passage.parts, fold(passage.text), self.table, self.tag, _passage=passage)


def fold(text: str) -> str:
    """White space as single spaces: plain text is often justified with double ones."""
    return " ".join(text.split())


def make_unit(source: str, lines: Sequence[Line], rows: list[int]) -> Unit:
    """A unit of whole lines."""
    first = lines[rows[0]]
    if len(rows) == 1:
        text = first.text
        return Unit(source, rows, [(first, 0, len(text))], _folded(first), first.table, first.tag, first.bold)
    whole = [lines[row] for row in rows]
    parts = [(line, 0, len(line.text)) for line in whole]
    text = fold(" ".join([line.text for line in whole]))
    bold = first.bold and all(line.bold for line in whole if line.text)
    return Unit(source, rows, parts, text, first.table, first.tag, bold)


def _folded(line: Line) -> str:
    """The line's text with single spaces. Most markup has no others, but for the two between the cells of a row."""
    if line.tag == "tr":
        return line.text.replace("  ", " ")
    return line.text if line.tag and line.tag != "pre" else fold(line.text)


def _centred(line: Line) -> bool:
    """Centred by its style, or by the blanks before it in a line of up to 80 characters."""
    return line.centered or (
        line.resolve is None and line.text[:1].isspace() and 20 < len(line.text) <= 80 and line.indent >= 8
    )


def tabular(line: Line) -> bool:
    """Does a line of plain text hold columns of figures? "Revenues     $ 11,455,000    $ 6,751,000"."""
    text = line.text.strip()
    if line.tag or line.cells or ("   " not in text and "\t" not in text and "...." not in text):
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
    figures: list[bool] = []
    """Of each line of the run, whether it is tabular."""
    previous = -1
    gap_page = False
    for row in usable:
        line = lines[row]
        columns = not line.tag and tabular(line)
        if run:
            if row == previous + 1:
                page = lines[previous].page_break or line.page_break
            else:
                page = True in [line.page_break for line in lines[previous : row + 1]]
            if page or _starts_new(lines, run, row, figures[-1], columns):
                units.append(_closed(source, lines, run, sum(figures), gap_page))
                run, figures, gap_page = [], [], page
        run.append(row)
        figures.append(columns)
        previous = row
    if run:
        units.append(_closed(source, lines, run, sum(figures), gap_page))
    return _rejoined(units)


def _closed(source: str, lines: Sequence[Line], run: list[int], figures: int, after_page: bool) -> Unit:
    unit = make_unit(source, lines, run)
    unit.figures = figures
    unit.tabular = figures > 0 and figures * 3 >= len(run)
    unit.after_page = after_page
    return unit


def _starts_new(lines: Sequence[Line], run: list[int], row: int, above: bool, columns: bool) -> bool:
    """Does a unit begin at this row? ``above`` and ``columns``: is the line before tabular, and this one?"""
    last, line = lines[run[-1]], lines[row]
    if line.block != last.block or line.cells or last.cells or line.table != last.table:
        return True
    if row != run[-1] + 1 and _blank_between(lines, run[-1], row):
        return True
    if line.tag:
        return _markup_break(last.text, line.text, last.bold != line.bold)
    if LIST_MARK.match(line.text) and not _open_ended(last.text.rstrip()):
        return True
    if columns != above and (columns or len(run) > 1):
        return False  # headers and captions of a table stand without a blank line above its figures
    return _plain_break(last, line, len(run) == 1) or (len(run) == 1 and _each_indented(lines, run[0], row))


def _each_indented(lines: Sequence[Line], above: int, row: int) -> bool:
    """Below a paragraph of one line with a first-line indent: has this line the same indent, and a line near by none?
    ``above`` is that paragraph.
    """
    indent = lines[above].indent
    text = lines[above].text.rstrip()
    if not 3 <= indent <= 20 or lines[row].indent != indent or text[-1:] == ":" or not ended(text):
        return False
    near = [row + 1] if row + 1 < len(lines) and not lines[row + 1].blank else []
    for n in range(above - 1, max(above - 8, -1), -1):
        if lines[n].blank:
            break
        near.append(n)
    return any(lines[n].indent + 3 <= indent for n in near)


def _open_ended(text: str) -> bool:
    """Does a text end with what no sentence can end with? Only its end is looked at."""
    return _OPEN_END.search(text[-8:]) is not None


def _blank_between(lines: Sequence[Line], a: int, b: int) -> bool:
    return any(line.blank and not line.page_break for line in lines[a + 1 : b])


def _markup_break(last: str, text: str, style_changes: bool) -> bool:
    """Parts of one element set apart by <br>: a new line that is meant, or a hard-wrapped sentence?"""
    if style_changes or len(last) < 50 or ended(last):
        return True
    return not (text[:1].islower() or _open_ended(last) or len(text) > 40)


def _plain_break(last: Line, line: Line, alone: bool) -> bool:
    """Does a paragraph begin with ``line``, straight below ``last``? ``alone``: that is the only line of its unit."""
    body, text = last.text.strip(), line.text
    over = ended(body)
    heads = alone and len(body) < 60
    if not over and not heads and text.lstrip()[:1] != "/":
        return False  # a sentence goes on, as in most lines
    if (over or text.lstrip()[:1] == "/") and _CONTACT_LABEL.match(text):
        return True  # "Contact: Jane Doe" straight below a paragraph
    if over and len(text) > 40 and text[:1].isspace() and last.indent + 3 <= line.indent <= 20:
        return True  # a first-line indent
    if heads and max(len(last.text), len(text)) > 62 and not _open_ended(body):
        if all_capitals(body) and not all_capitals(text):
            return True  # "ABOUT ACME" straight above its paragraph
        if (len(text) > 50 and _HEAD_WORDS.match(body)) or _titled(body, text):
            return True  # "About Acme"
    return over and len(body) > 300  # a copy with one paragraph a line and no blank lines between


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


def _rejoined(units: list[Unit]) -> list[Unit]:
    """Puts together sentences that a page break, or a copy that lost its line structure, has cut in two."""
    kept: list[Unit] = []
    for unit in units:
        if kept and _goes_on(kept[-1], unit):
            kept[-1].extend(unit)
        else:
            kept.append(unit)
    return kept


# "… good one," said / Edgar Lindner, chairman." as a copy breaks it
_SAYS = re.compile(r"[”\"]\s(?:said|says|added|stated|commented|noted|concluded|continued|explained)\Z")


def _goes_on(last: Unit, unit: Unit) -> bool:
    text = last.text
    if last.table != unit.table or last.tabular or unit.tabular or len(text) > 8000:
        return False
    if len(text) < 60 and not (unit.text[:1].islower() and len(text) > 24 and unit.text[-1:] != ":"):
        return False
    if ended(text) or all_capitals(text) or not _words(text, 5 if len(text) >= 60 else 3):
        return False
    if "@" in text[-60:] and unit.after_page:
        return False  # an address or a contact, not a sentence
    if LIST_MARK.match(unit.text) and unit.text[:1] != "-":
        return False
    if _SAYS.search(text[-14:]):
        return True
    if unit.text[:1].islower() and not unit.text.startswith("o "):
        return True
    if last.bold != unit.bold or (last.centered and unit.centered):
        return False
    if _open_ended(text):
        return len(text) > 70 and not unit.text.endswith(":")
    if unit.after_page and len(unit.text) > 60:
        return True
    return len(text) > 90 and ended(unit.text) and (len(unit.text) < 60 or unit.after_page)


def _words(text: str, count: int) -> bool:
    """Has a text so many words in small letters?"""
    return sum([1 for _ in islice(_SMALL_WORD.finditer(text), count)]) == count
