"""Turns the rows of a markup table into a ``Table`` whose columns are certain, and finds tables typed in plain text.

Filing software sets a figure as three cells ("$", "42,314", ")") among spacer cells; here a figure is one cell
again and spacer columns are gone. A table that only lays out text is none. Typed columns are kept as typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from neoarchive.parser.text import Line, join_spans
from neoarchive.parser.types import Cell, Spans, Table

from .patterns import DATE, LIST_MARK, NUMERIC_CELL
from .units import Unit

# What may stand in a cell of its own before a figure, and behind one.
_BEFORE = re.compile(r"[$€£¥(]{1,2}\s?\Z|\(\$\Z|US\$\Z|C\$\Z")
_AFTER = re.compile(r"\)?\s?(?:%|x|bps|pts?\.?|\)%?|pp)\)?\s?(?:\([a-z0-9]\))?\Z")
_LONGEST_BEFORE = 3
_AFTER_BEGINS = ")%xbp"
_DIGIT = re.compile(r"\d")
_DIGIT_OR_DASH = re.compile(r"[\d—–-]")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*\Z")

# Columns of the grid: the first, and the one after the last.
_Across = tuple[int, int]
# Quicker than its own constructor.
_new_cell = tuple.__new__


@dataclass(slots=True, eq=False)
class _Box:
    """A cell, or cells read as one, with the grid columns x (first) to y (after the last) it takes."""

    text: str
    at: Spans
    x: int
    y: int
    header: bool
    block: int
    """The block of its line."""
    stacked: bool = False
    """Several lines of one cell: words, not the parts of a figure."""
    joined: tuple[str, ...] = ()
    """The texts it was put together of. Few are."""

    def add(self, other: _Box) -> None:
        first, *others = self.joined = (*(self.joined or (self.text,)), *(other.joined or (other.text,)))
        self.at += other.at
        # "5.0" and "pts" are words; "$", ")" and "%" belong to the figure
        self.text = first + "".join(
            [f" {text}" if self.stacked or (len(text) > 1 and text[0].isalpha()) else text for text in others]
        )


def is_figure(text: str) -> bool:
    return bool(NUMERIC_CELL.match(text)) and bool(_DIGIT_OR_DASH.search(text)) and not _YEAR.match(text)


def _is_number(text: str) -> bool:
    """A figure, and not just a dash for none."""
    return bool(_DIGIT.search(text)) and is_figure(text)


def _is_day(text: str) -> bool:
    """ "April 30, 2014": payment dates are figures of a table too."""
    return 6 < len(text) < 20 and text[-4:].isdigit() and DATE.fullmatch(text) is not None


def data_table(rows: Sequence[Line]) -> bool:
    """Do rows of a markup table hold figures in columns, or do they lay out text?"""
    figures = full = 0
    for line in rows:
        texts = line.cell_texts()
        full += len(texts) >= 2 and len(texts[0]) > 2
        if figures < 3:
            figures += sum([_is_number(text) or _is_day(text) for text in texts[1:] or texts])
        if full >= 2 and figures >= 3:
            return True
    return False


def read_table(source: str, rows: Sequence[Line]) -> Table | None:
    """The table of these rows, or None where its columns are not certain (fewer than two)."""
    boxed = [_joined(boxes) for boxes in _grid(rows) if boxes]
    columns = _columns(boxed)
    if len(columns) < 2 or not boxed:
        return None
    headers = _header_rows(boxed)
    writer = _Rows(source, columns)
    return Table(tuple([writer.row(row, i < headers) for i, row in enumerate(boxed)]), header_rows=headers)


def _boxes(line: Line) -> list[_Box]:
    text, block = line.text, line.block
    return [
        _Box(text[a:b], at, x, x + across, header, block)
        for (a, b, _, _, _, x, across, header), at in zip(line.cells, line.cell_spans(), strict=True)
    ]


def _grid(rows: Sequence[Line]) -> list[list[_Box]]:
    """Boxes by row; lines that are parts of cells (not of a whole row) are put together to the row they make.

    A cell's parts may be set with <br>, or as paragraphs of their own: then they are as wide as one another. In the
    first column rows may follow on one another with nothing else in them: there only parts of one element are one.
    """
    grid: list[list[_Box]] = []
    open_row = False
    for line in rows:
        boxes = _boxes(line)
        if line.tag == "tr" or len(boxes) != 1:
            grid.append(boxes)
            open_row = False
            continue
        box = boxes[0]
        last = grid[-1][-1] if open_row else None
        if last and last.x == box.x and (last.block == line.block or (last.x and last.y == box.y)):
            last.stacked = True
            last.add(box)
        elif last and box.x >= last.y:
            grid[-1].append(box)
        else:
            grid.append(boxes)
            open_row = True
    return grid


def _joined(boxes: list[_Box]) -> list[_Box]:
    """ "$" joined to the figure that follows, ")" and "%" to the figure before."""
    kept: list[_Box] = []
    for box in boxes:
        last = kept[-1] if kept else None
        if (
            last
            and (len(last.text) <= _LONGEST_BEFORE or box.text[0] in _AFTER_BEGINS)
            and _one_figure(last.text, box.text)
        ):
            last.add(box)
            last.y = box.y
        else:
            kept.append(box)
    return kept


def _one_figure(before: str, after: str) -> bool:
    """Are two cells one figure: "$" and "42,314", "(971" and ")", "41" and "%"?"""
    if len(before) <= _LONGEST_BEFORE and _BEFORE.fullmatch(before):
        return bool(NUMERIC_CELL.match(after))
    return after[0] in _AFTER_BEGINS and bool(_AFTER.fullmatch(after)) and bool(NUMERIC_CELL.match(before))


def _columns(rows: list[list[_Box]]) -> list[_Across]:
    """Columns of the grid in use, narrow cells first: a cell over two of them spans, one beside them is a column."""
    places = {(box.y - box.x, box.x, bool(box.joined)) for row in rows for box in row}
    columns: list[_Across] = []
    for wide, x, joined in sorted(places)[:20000]:
        hits = _hits(columns, x, x + wide)
        if not hits:
            columns.append((x, x + wide))
        elif len(hits) == 1 and joined:
            first, after = columns[hits[0]]
            columns[hits[0]] = (min(first, x), max(after, x + wide))
        if len(columns) > 60:
            return []
    return sorted(columns)


def _hits(columns: list[_Across], x: int, y: int) -> list[int]:
    """Which of the columns does a cell from x to y touch?"""
    return [i for i, (first, after) in enumerate(columns) if x < after and first < y]


def _header_rows(rows: list[list[_Box]]) -> int:
    for i, row in enumerate(rows):
        if any(_is_number(box.text) for box in row if box.x > 0):
            at = i
            while at and len(rows[at - 1]) == 1 and rows[at - 1][0].x == 0:
                at -= 1  # a section's name above its figures ("Revenue:") is no header
            return at
    return 0


_EMPTY = Cell("", ())


class _Rows:
    """Makes the rows of a table with these columns."""

    def __init__(self, source: str, columns: list[_Across]) -> None:
        self.source, self.columns = source, columns
        self.hits: dict[_Across, list[int]] = {}
        """The columns that a cell takes, by its place in the grid: the cells of a table stand in few."""

    def row(self, row: list[_Box], header: bool) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        filled = 0
        for box in row:
            place = (box.x, box.y)
            hits = self.hits.get(place)
            if hits is None:
                hits = self.hits[place] = _hits(self.columns, *place)
            if hits and hits[0] < filled:
                hits = [i for i in hits if i >= filled]
            if not hits:
                continue
            if hits[0] > filled:
                cells.extend([_EMPTY] * (hits[0] - filled))
            at = join_spans(self.source, box.at) if box.joined else box.at
            cells.append(_new_cell(Cell, (box.text, at, _scope(box, header, hits), len(hits), 1)))
            filled = hits[-1] + 1
        cells.extend([_EMPTY] * (len(self.columns) - filled))
        return tuple(cells)


def _scope(box: _Box, header: bool, columns: list[int]) -> Literal["", "col", "row", "colgroup", "rowgroup"]:
    if header and len(columns) > 1:
        return "colgroup"
    if header or box.header:
        return "col"
    return "row" if columns[0] == 0 else ""


def table_text(table: Table) -> str:
    """The table as text: its caption, then a line a row, cells parted by tabs."""
    rows = ["\t".join([cell[0] for cell in row]) for row in table.rows]
    return "\n".join([table.caption.text, *rows] if table.caption else rows)


# ---------------------------------------------------------------------------------------------------------------
# Plain text


def typed_regions(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Stretches of units that are a table as typed: lines of figures, or cells set out one under another.

    A stretch takes in its captions and column heads above and the short labels between its figures.
    """
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(units):
        if not _figures(units[i]):
            i += 1
            continue
        end, count = i, 0
        j = i
        while j < len(units) and j - end <= 8 and not _sentence(units[j]):
            if _figures(units[j]):
                end, count = j, count + (4 if units[j].tabular else 1)
            elif j > end and units[j].after_page and units[j].tabular:
                break
            j += 1
        if count >= 4:
            found.append((_head(units, i, found[-1][1] if found else 0), end + 1))
            i = end + 1
        else:
            i += 1
    return found


def _figures(unit: Unit) -> bool:
    if unit.tabular:
        return True
    text = unit.text
    return len(text) <= 24 and bool(NUMERIC_CELL.match(text)) and any(c.isdigit() or c in "$%—" for c in text)


def _sentence(unit: Unit) -> bool:
    if unit.tabular:
        return False
    return (len(unit.text) > 110 and unit.text[-1:] in '.:"”;') or len(unit.text) > 260


def _head(units: Sequence[Unit], start: int, floor: int) -> int:
    at = start
    while at > floor and start - at < 14:
        text = units[at - 1].text
        told = text.endswith(":") and len(re.findall(r"\b[a-z]{2,}\b", text)) >= 5
        if (
            told
            or len(text) > 100
            or (text.endswith((".", "”", '"')) and len(text) > 30)
            or (units[at - 1].bold and len(text) > 60)
            or LIST_MARK.match(text)
        ):
            break
        at -= 1
    return at
