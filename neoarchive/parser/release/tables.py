"""Turns the rows of a markup table into a ``Table`` whose columns are certain, and finds tables typed in plain text.

Filing software sets a figure as three cells ("$", "42,314", ")") among spacer cells; here a figure is one cell
again and spacer columns are gone. A table that only lays out text is none. Typed columns are kept as typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from neoarchive.parser.text import Line, Passage
from neoarchive.parser.types import Cell, Table

from .patterns import LIST_MARK, NUMERIC_CELL
from .units import Unit

_BEFORE = re.compile(r"[$€£¥(]{1,2}\s?\Z|\(\$\Z|US\$\Z|C\$\Z")
_AFTER = re.compile(r"\)?\s?(?:%|x|bps|pts?\.?|\)%?|pp)\)?\s?(?:\([a-z0-9]\))?\Z")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*\Z")


@dataclass(slots=True)
class _Box:
    """A cell with the grid columns x (first) to y (after the last) it takes."""

    line: Line
    a: int
    b: int
    x: int
    y: int
    header: bool
    rowspan: int
    parts: list[tuple[Line, int, int]]
    stacked: bool = False
    """Several lines of one cell: words, not the parts of a figure."""

    @property
    def text(self) -> str:
        if len(self.parts) == 1:
            return self.line.text[self.a : self.b].strip()
        pieces = [line.text[a:b].strip() for line, a, b in self.parts]
        if self.stacked:
            return " ".join(pieces)
        # "5.0" and "pts" are words; "$", ")" and "%" belong to the figure
        return "".join(f" {p}" if i and len(p) > 1 and p[0].isalpha() else p for i, p in enumerate(pieces))


def is_figure(text: str) -> bool:
    return (
        bool(text)
        and any(c.isdigit() or c in "—–-" for c in text)
        and bool(NUMERIC_CELL.match(text))
        and not _YEAR.match(text)
    )


def data_table(rows: Sequence[Line]) -> bool:
    """Do rows of a markup table hold figures in columns, or do they lay out text?"""
    figures = full = 0
    for line in rows:
        texts = [line.text[c.a : c.b].strip() for c in line.cells]
        texts = [t for t in texts if t]
        full += len(texts) >= 2 and len(texts[0]) > 2
        figures += sum(is_figure(t) and any(ch.isdigit() for ch in t) for t in texts[1:] or texts)
    return full >= 2 and figures >= 3


def read_table(source: str, rows: Sequence[Line]) -> Table | None:
    """The table of these rows, or None where its columns are not certain (fewer than two)."""
    boxed = [_joined(boxes) for boxes in _grid(rows) if boxes]
    columns = _columns(boxed)
    if len(columns) < 2 or not boxed:
        return None
    headers = _header_rows(boxed)
    made = tuple(_row(source, row, columns, i < headers) for i, row in enumerate(boxed))
    return Table(made, header_rows=headers)


def _boxes(line: Line) -> list[_Box]:
    boxes, x = [], 0
    for cell in line.cells:
        wide = max(cell.colspan, 1)
        if line.text[cell.a : cell.b].strip():
            boxes.append(_Box(line, cell.a, cell.b, x, x + wide, cell.header, cell.rowspan, [(line, cell.a, cell.b)]))
        x += wide
    return boxes


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
        last = grid[-1][-1] if open_row else None
        if last and last.x == boxes[0].x and (last.line.block == line.block or (last.x and last.y == boxes[0].y)):
            last.parts += boxes[0].parts
            last.stacked = True
        elif last and boxes[0].x >= last.y:
            grid[-1].append(boxes[0])
        else:
            grid.append(boxes)
            open_row = True
    return grid


def _joined(boxes: list[_Box]) -> list[_Box]:
    """ "$" joined to the figure that follows, ")" and "%" to the figure before."""
    kept: list[_Box] = []
    for box in boxes:
        last = kept[-1] if kept else None
        if last and _one_figure(last.text, box.text):
            last.parts, last.y = last.parts + box.parts, box.y
        else:
            kept.append(box)
    return kept


def _one_figure(before: str, after: str) -> bool:
    """Are two cells one figure: "$" and "42,314", "(971" and ")", "41" and "%"?"""
    if _BEFORE.fullmatch(before):
        return bool(NUMERIC_CELL.match(after))
    return bool(_AFTER.fullmatch(after)) and bool(NUMERIC_CELL.match(before))


def _columns(rows: list[list[_Box]]) -> list[tuple[int, int]]:
    """Columns of the grid in use, narrow cells first: a cell over two of them spans, one beside them is a column."""
    boxes = sorted((box for row in rows for box in row), key=lambda b: (b.y - b.x, b.x))
    columns: list[tuple[int, int]] = []
    for box in boxes[:20000]:
        hits = [i for i, (x, y) in enumerate(columns) if box.x < y and x < box.y]
        if not hits:
            columns.append((box.x, box.y))
        elif len(hits) == 1 and len(box.parts) > 1:
            x, y = columns[hits[0]]
            columns[hits[0]] = (min(x, box.x), max(y, box.y))
        if len(columns) > 60:
            return []
    return sorted(columns)


def _header_rows(rows: list[list[_Box]]) -> int:
    for i, row in enumerate(rows):
        if any(is_figure(box.text) and any(c.isdigit() for c in box.text) for box in row if box.x > 0):
            at = i
            while at and len(rows[at - 1]) == 1 and rows[at - 1][0].x == 0:
                at -= 1  # a section's name above its figures ("Revenue:") is no header
            return at
    return 0


def _scope(box: _Box, header: bool, columns: list[int]) -> Literal["", "col", "row", "colgroup", "rowgroup"]:
    if header and len(columns) > 1:
        return "colgroup"
    if header or box.header:
        return "col"
    return "row" if columns[0] == 0 else ""


_EMPTY = Cell("", ())


def _row(source: str, row: list[_Box], columns: list[tuple[int, int]], header: bool) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    at = 0
    for box in row:
        hits = [i for i, (x, y) in enumerate(columns) if box.x < y and x < box.y and i >= at]
        if not hits:
            continue
        cells.extend([_EMPTY] * (hits[0] - at))
        spans = Passage(source, box.parts).spans() if len(box.parts) > 1 else box.line.spans(box.a, box.b)
        cells.append(Cell(box.text, spans, _scope(box, header, hits), len(hits)))
        at = hits[-1] + 1
    cells.extend([_EMPTY] * (len(columns) - at))
    return tuple(cells)


def table_text(table: Table) -> str:
    """The table as text: its caption, then a line a row, cells parted by tabs."""
    rows = ["\t".join(cell.text for cell in row) for row in table.rows]
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
