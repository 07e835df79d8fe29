"""Reads tables typed in columns of plain text: ``<TABLE><S><C>`` of the filings of the 1990s, and untagged ones.

The figures show the columns: stretches of the line that the figures of all rows share. A table whose figures run
into one another, or whose words stand between two columns, is not certain and is kept as typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from neoarchive.parser.text import Line, Passage
from neoarchive.parser.types import Cell, Table, Value

from .patterns import NUMERIC_CELL, is_rule
from .tables import is_figure

_GAP = re.compile(r" {2,}| ?\.{3,} ?|(?: \.){3,} ?")
_STRETCH = re.compile(r"[\-=_]{2,}")
_YEARS = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, )?(?:19|20)\d\d(?:\(?[A-Za-z\d*]{0,3}\)?)\Z")
_PERIOD = re.compile(
    r"(?:(?:three|six|nine|twelve|13|26|39|52) (?:months?|weeks?)|(?:first|second|third|fourth) quarter|quarter|year"
    r"|fiscal|for the|as of|as at|(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)",
    re.I,
)
_TOKENS = re.compile(r"\S+")
_MARK_END = re.compile(r"(\([a-z\d]{1,2}\)|(?<!\*)\*{1,3}|\(\*{1,3}\))\Z")
_STUB = -1


@dataclass(slots=True, eq=False)
class _Chunk:
    """Characters a to b of a line, between wide gaps: ``parts`` are (a, b), several where a "$" stands apart."""

    line: Line
    parts: tuple[tuple[int, int], ...]
    a: int
    b: int
    text: str
    figure: bool

    @property
    def middle(self) -> float:
        return (self.a + self.b) / 2


_NO_FIGURE = frozenset(("-", "--", "---", "—", "–", "N/A", "n/a", "NM", "nm", "N/M", "n/m"))
"""What stands where a figure would."""


def _chunk(line: Line, parts: tuple[tuple[int, int], ...]) -> _Chunk:
    a, b = parts[0][0], parts[-1][1]
    text = line.text[a:b] if len(parts) == 1 else "".join([line.text[x:y] for x, y in parts])
    if text[0] == "$":
        text = "$" + text[1:].lstrip()
    return _Chunk(line, parts, a, b, text, text in _NO_FIGURE or is_figure(text))


@dataclass(slots=True, eq=False)
class Row:
    """A line of the table; ``rule`` where it only underlines."""

    line: Line
    chunks: list[_Chunk]
    rule: tuple[tuple[int, int], ...] = ()
    figures: bool = False

    def __post_init__(self) -> None:
        figures = [chunk.figure for chunk in self.chunks]
        self.figures = any(figures[1:]) or figures == [True]


@dataclass(slots=True)
class _Head:
    """A head over one column or several, stacked lines put together."""

    hits: tuple[int, ...]
    level: int
    chunks: list[_Chunk] = field(default_factory=list)


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Plain lines as rows of a table, one for each; a blank one has nothing in it."""
    return [_row(line) for line in lines]


def read_typed(source: str, rows: Sequence[Row]) -> Table | None:
    """The table that these rows make, or None where its columns are not certain."""
    rows = [row for row in rows if not row.line.blank]
    if any("\t" in row.line.text for row in rows):
        return None
    first = next((i for i, r in enumerate(rows) if r.figures and len(r.chunks) > 1 and not r.chunks[0].figure), None)
    if first is None or all(_YEARS.match(c.text) for c in rows[first].chunks[1:]):
        return None
    columns = _columns([row for row in rows[first:] if row.chunks])
    if not columns or sum(row.figures for row in rows) < 2:
        return None
    first = _body_start(rows, first, columns)
    body = _body(source, [row for row in rows[first:] if row.chunks], columns)
    heads = _heads(rows[:first], columns)
    if body is None or heads is None:
        return None
    caption, stacked = heads
    top = _head_rows(source, stacked, len(columns) + 1)
    return Table((*top, *body), caption=_caption(source, caption), header_rows=len(top))


def sections(rows: Sequence[Row]) -> list[int]:
    """Where tables begin that stand under one another: heads of columns after figures, with the titles above them."""
    starts = [0]
    last: int | None = None
    """The last row of figures, or the stroke under it."""
    before = -1
    for i, row in enumerate(rows):
        if row.line.blank:
            continue
        if not row.chunks:
            last = i if last is not None and last >= starts[-1] and last == before else last
        elif row.figures and not _headed(row):
            last = i
        elif last is not None and last >= starts[-1] and _headed(row):
            starts.append(last + 1)
            last = None
        before = i
    return starts


def _headed(row: Row) -> bool:
    """Heads of columns: years, dates or periods side by side, nothing in the stub."""
    if len(row.chunks) < 2 or row.chunks[0].a < 24:
        return False
    return all(_YEARS.match(c.text) or _PERIOD.match(c.text) for c in row.chunks)


def marked(table: Table) -> set[str]:
    """The marks of footnotes, "(1)" or "*", at the end of cells that are no figures alone."""
    cells = (cell.text for row in table.rows for cell in row if cell.text[-1:] in (")", "*") and cell.text)
    return {m[1] for text in cells if (m := _MARK_END.search(text)) and m.start()}


def with_notes(table: Table, texts: Sequence[Value]) -> Table:
    """The table with the footnotes among ``texts`` whose mark, "(1)" or "*", stands in one of its cells."""
    marks = marked(table)
    kept: list[Value] = []
    for text in texts:
        m = re.match(r"(\([a-z\d]{1,2}\)|\*{1,3}|\(\*{1,3}\))\s{0,8}(?=\S)", text.text)
        if not m or m[1] not in marks:
            break
        kept.append(text)
    return replace(table, notes=tuple(kept)) if kept else table


def _row(line: Line) -> Row:
    text = line.text
    if not text or is_rule(text):
        return Row(line, [], tuple(m.span() for m in _STRETCH.finditer(text)) or ((0, len(text)),))
    chunks: list[_Chunk] = []
    at = line.indent
    for m in _GAP.finditer(text, at):
        if m.start() > at:
            chunks += _split(line, at, m.start())
        at = m.end()
    if at < len(text):
        chunks += _split(line, at, len(text.rstrip()))
    strokes = tuple((c.a, c.b) for c in chunks if c.b - c.a > 3 and _STRETCH.fullmatch(c.text))
    return Row(line, _dollars([c for c in chunks if (c.a, c.b) not in strokes]), strokes)


def _split(line: Line, a: int, b: int) -> list[_Chunk]:
    """One chunk, or several where figures are only one blank apart: "13,004 12%"."""
    text = line.text[a:b]
    if " " in text and text[0].isdigit():
        tokens = list(_TOKENS.finditer(text))
        if all(is_figure(t[0]) and t[0][0].isdigit() for t in tokens):
            return [_chunk(line, ((a + t.start(), a + t.end()),)) for t in tokens]
    return [_chunk(line, ((a, b),))]


def _dollars(chunks: list[_Chunk]) -> list[_Chunk]:
    """ "$" put to the figure that follows, ")" and "%" to the one before."""
    kept: list[_Chunk] = []
    for chunk in chunks:
        last = kept[-1] if kept else None
        opens = last is not None and last.text in ("$", "$(", "(", "US$") and bool(NUMERIC_CELL.match(chunk.text))
        closes = last is not None and chunk.text in (")", "%", ")%", "x") and last.figure
        if last is not None and (opens or closes):
            kept[-1] = _chunk(chunk.line, last.parts + chunk.parts)
        else:
            kept.append(chunk)
    return kept


def _columns(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Stretches of the line that figures take, left to right; [] if two figures of a row share one."""
    spans = sorted((c.a, c.b) for row in rows for n, c in enumerate(row.chunks) if c.figure and (n or len(rows) > 1))
    columns: list[tuple[int, int]] = []
    for a, b in spans:
        if columns and a < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(b, columns[-1][1]))
        else:
            columns.append((a, b))
    if len(columns) > 20:
        return []
    for row in rows:
        taken = [_at(columns, c.a, c.b) for c in row.chunks if c.figure]
        if len(set(taken)) < len(taken):
            return []
    return columns


def _at(columns: Sequence[tuple[int, int]], a: int, b: int) -> tuple[int, ...]:
    return tuple([i for i, (x, y) in enumerate(columns) if a < y and x < b])


def _body_start(rows: Sequence[Row], first: int, columns: Sequence[tuple[int, int]]) -> int:
    """Headings of the stub above the first figures ("Revenues:") belong to the body, heads of columns do not."""
    at = first
    while at and rows[at - 1].chunks:
        chunks = rows[at - 1].chunks
        heading = len(chunks) == 1 and chunks[0].b <= columns[0][0] + 2 and chunks[0].a <= rows[first].chunks[0].a + 2
        above = rows[at - 2] if at >= 2 else None
        if not heading or above is None or (above.chunks and above.chunks[-1].b <= columns[0][0]):
            break
        at -= 1
    return at


def _body(source: str, rows: Sequence[Row], columns: Sequence[tuple[int, int]]) -> list[tuple[Cell, ...]] | None:
    made: list[tuple[Cell, ...]] = []
    open_stub: list[_Chunk] = []
    for n, row in enumerate(rows):
        stub, cells = _placed(row, columns)
        if cells is None:
            return None
        following = rows[n + 1] if n + 1 < len(rows) else None
        if not cells and stub and following and _wraps(stub[-1].text, following, columns):
            open_stub += stub
            continue
        made.append(_cells(source, open_stub + stub, cells, len(columns)))
        open_stub = []
    return made


def _placed(row: Row, columns: Sequence[tuple[int, int]]) -> tuple[list[_Chunk], dict[int, _Chunk] | None]:
    """The row's label and its cells by column; None for the cells if one stands in no column or in two."""
    stub: list[_Chunk] = []
    cells: dict[int, _Chunk] = {}
    for chunk in row.chunks:
        hits = _at(columns, chunk.a, chunk.b)
        if not chunk.figure and not cells and chunk.a < columns[0][0]:
            stub.append(chunk)
        elif len(hits) == 1 and hits[0] not in cells:
            cells[hits[0]] = chunk
        else:
            return stub, None
    return stub, cells


def _wraps(text: str, following: Row, columns: Sequence[tuple[int, int]]) -> bool:
    """Does a label go on in the next line? "Net income per common share and" / "common equivalent share"."""
    if text.endswith(":") or not following.chunks or following.chunks[0].a >= columns[0][0]:
        return False
    begins = following.chunks[0].text
    return begins[:1].islower() or text.endswith((" and", " of", " in", " to", " for", ",", " from", " on", " by", "-"))


def _cells(source: str, stub: Sequence[_Chunk], cells: dict[int, _Chunk], count: int) -> tuple[Cell, ...]:
    made = [_cell(source, stub, "row" if cells else "rowgroup") if stub else Cell("", ())]
    for i in range(count):
        made.append(_cell(source, [cells[i]], "") if i in cells else Cell("", ()))
    return tuple(made)


def _cell(
    source: str,
    chunks: Sequence[_Chunk],
    header: Literal["", "col", "row", "colgroup", "rowgroup"],
    colspan: int = 1,
) -> Cell:
    parts = [(c.line, a, b) for c in chunks for a, b in c.parts]
    spans = parts[0][0].spans(*parts[0][1:]) if len(parts) == 1 else Passage(source, parts).spans()
    return Cell(" ".join(" ".join([c.text for c in chunks]).split()), spans, header, colspan)


def _heads(rows: Sequence[Row], columns: Sequence[tuple[int, int]]) -> tuple[list[_Chunk], list[_Head]] | None:
    """Caption lines and the heads of the columns; None if a head cannot be given to columns."""
    caption: list[_Chunk] = []
    heads: list[_Head] = []
    above: list[_Head] = []
    """The heads of the row before, if it had as many."""
    for n, row in enumerate(rows):
        if not row.chunks:
            continue
        first = row.chunks[0]
        if len(row.chunks) == 1 and not heads and (first.middle < columns[0][0] or first.a < columns[0][0] - 12):
            caption.append(first)
            continue
        above = above if len(above) == len(row.chunks) else []
        found = [_covered(rows[n + 1 : n + 4], chunk, columns, above) for chunk in row.chunks]
        if not all(found):
            return None
        above = [_stack(heads, hits, chunk) for hits, chunk in zip(found, row.chunks, strict=True)]
    return caption, heads


def _covered(
    below: Sequence[Row], chunk: _Chunk, columns: Sequence[tuple[int, int]], above: Sequence[_Head]
) -> tuple[int, ...]:
    """The columns a head stands over: those of the stroke that underlines it, those of the head it is centred under,
    or those it touches.
    """
    hits = _at(columns, chunk.a - 1, chunk.b + 1)
    for row in below:
        stroke = next(((a, b) for a, b in row.rule if a - 1 <= chunk.middle <= b + 1), None)
        if stroke:
            under = _at(columns, *stroke)
            if len(under) > 1 or (under and stroke[0] - 2 <= chunk.a and chunk.b <= stroke[1] + 2):
                return under
            break
        inner = [c for c in row.chunks if c.a < chunk.b and chunk.a < c.b]
        if row.chunks and (len(inner) != 1 or abs(inner[0].middle - chunk.middle) > 2):
            break
    wider = [h for h in above if len(h.hits) > len(hits) and abs(h.chunks[-1].middle - chunk.middle) <= 2]
    if wider:
        return wider[-1].hits
    if hits:
        return hits
    if chunk.b <= columns[0][0]:
        return (_STUB,)
    near = min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - chunk.middle))
    return (near,) if abs(sum(columns[near]) / 2 - chunk.middle) <= 9 else ()


def _stack(heads: list[_Head], hits: tuple[int, ...], chunk: _Chunk) -> _Head:
    """Puts a head under the one of the same columns, or on a level below those it shares columns with."""
    over = [h for h in heads if set(h.hits) & set(hits)]
    last = max(over, key=lambda h: h.level, default=None)
    if last is not None and last.hits == hits:
        last.chunks.append(chunk)
        return last
    heads.append(_Head(hits, last.level + 1 if last else 0, [chunk]))
    return heads[-1]


def _head_rows(source: str, heads: Sequence[_Head], count: int) -> list[tuple[Cell, ...]]:
    """Rows of heads, the stub's included; a head with none below it stands in the last row."""
    if not heads:
        return []
    levels = max(h.level for h in heads) + 1
    for head in heads:
        below = [h for h in heads if h.level > head.level and set(h.hits) & set(head.hits)]
        if not below and len(head.hits) == 1:
            head.level = levels - 1
    made = []
    for level in range(levels):
        row: list[Cell] = []
        at = 0
        for head in sorted((h for h in heads if h.level == level), key=lambda h: h.hits):
            start = head.hits[0] + 1
            if start < at:
                continue
            row.extend(Cell("", ()) for _ in range(start - at))
            row.append(_cell(source, head.chunks, "colgroup" if len(head.hits) > 1 else "col", len(head.hits)))
            at = start + len(head.hits)
        row.extend(Cell("", ()) for _ in range(count - at))
        made.append(tuple(row))
    return made


def _caption(source: str, chunks: Sequence[_Chunk]) -> Value | None:
    if not chunks:
        return None
    passage = Passage(source, [(c.line, a, b) for c in chunks for a, b in c.parts])
    return Value(" ".join(passage.text.split()), passage.spans())
