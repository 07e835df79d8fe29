"""HTML to lines: a ``Line`` for each line of text that a browser would show, in its place in the source.

Speed is the point of the shape. One pattern parts the document into text and *gaps*, a gap being all the tags and
blanks between two texts. Filing software writes the same few gaps over and over, so each is looked into once
(``gaps``), and so is what it makes of the elements that are open (``_Node.after``). What then is left to do for each
text is little. Where the characters of a line stand is worked out when somebody asks (``offsets``).
"""

from __future__ import annotations

import re
from html import unescape

from .gaps import CELL, PAGE, QUICK, ROW, ROW_END, STRICT, TABLE, CellSpec, Gap, Gaps, Malformed, Node, open_bold
from .offsets import Offsets, Piece
from .plain import read_plain
from .text import STRAIGHT, Line, LineCell
from .unseen import mask

# A gap: tags, and the blanks behind them. The first pattern is quick; where a document shows a "<" within a tag, it is
# read again by the second, for which a tag ends at the next "<".
_QUICK = re.compile(rf"((?:{QUICK})++)")
_STRICT = re.compile(rf"((?:{STRICT})++)")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_BOLD = re.compile(r"<(?:b|strong)\b|font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_PRE = re.compile(r"<[pP][rR][eE](?=[\s/>])[^<>]*>")
_PRE_END = re.compile(r"</pre\s*>", re.I)
# The tags that plain text of EDGAR knows. In a <pre> that has no others, lines are read as in plain text.
_HTML_IN_PRE = re.compile(r"&|<(?!/?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d)>)[a-zA-Z/!]", re.I)

# A row with more cells is no table of several columns: a cell for each would cost their square.
_COLUMNS = 100
# The quick way to an empty cell, of which a row of figures has many.
_cell = tuple.__new__

# text, end, block, tag, bold, centered, and where its text begins and ends in the source
_Piece = tuple[str, int, int, str, bool, bool, int, int, bool]


def read_markup(source: str, start: int, end: int) -> list[Line]:
    """The lines of the HTML document source[start:end]; they follow on one another and cover it.

    A block element, a part between two <br>, or a table row whose cells hold one line each is one line (the
    row's texts joined by two spaces, see ``Line.cells``); a row with a cell of several lines, as in tables used for
    layout, gives a line for each of those. The text of <pre> keeps its lines and blanks. Left out: scripts, styles,
    the head, comments, inline XBRL's header and what is styled ``display:none``.
    """
    if start >= end:
        return []
    html = mask(source[start:end])
    try:
        return _Reader(source, start, end, html, quick=True).read()
    except Malformed:
        return _Reader(source, start, end, html, quick=False).read()


class _Row:
    """A table row being read: what its cells are, and its texts with the index of the cell each stands in."""

    __slots__ = ("broken", "cells", "pieces")

    def __init__(self) -> None:
        self.cells: list[CellSpec] = []
        self.pieces: list[tuple[int, _Piece]] = []
        self.broken = False
        """A table stands in one of its cells: it gives no line of its own any more."""


class _Reader:
    def __init__(self, source: str, start: int, end: int, html: str, *, quick: bool) -> None:
        """``html`` is the document with what no reader sees made tags (see ``unseen``)."""
        self.source, self.start, self.end, self.html = source, start, end, html
        self.pattern = _QUICK if quick else _STRICT
        self.gaps = Gaps(quick=quick)
        self.lines: list[Line] = []
        self.at = start
        """Where the next line begins: the end of the last."""
        self.block = 0
        self.node = Node("", False, False, None)
        self.rows: list[_Row | None] = []
        self.row: _Row | None = None
        self.tables: list[int] = []
        self.table = -1
        self.table_count = 0
        self.bold = False
        """A mark for bold stood before the block that it is meant for: <strong><p>."""

    def read(self) -> list[Line]:
        html, gaps = self.html, self.gaps
        at = 0
        for pre in _PRE.finditer(html):
            if pre.start() < at:
                continue  # inside a <pre>
            self.chunk(at, pre.start(), gaps)
            at = self.pre(pre.end())
        self.chunk(at, len(html), gaps)
        self.flush_row(len(html))
        if self.lines:
            self.lines[-1].end = self.end
        else:
            self.lines.append(Line(self.start, self.end, "", self.start))
        return self.lines

    # -- text ------------------------------------------------------------------------------------------------

    def chunk(self, start: int, end: int, gaps: Gaps) -> None:
        """Read html[start:end], which holds no <pre>: texts and gaps by turns."""
        html, known = self.html, gaps.known
        # Behind the last ">" there is no tag, and no "<" that need be followed to the end of the text.
        stop = html.rfind(">", start, end) + 1 or start
        parts = self.pattern.split(html[start:stop])
        parts[-1] += html[stop:end]
        at = run = start  # where the part begins, and where the line's text and inline tags do
        low = -1  # where the line's first text begins
        text = ""  # of the line, before the part
        inline_bold = marked = False
        for i in range(0, len(parts) - 1, 2):
            part, between = parts[i], parts[i + 1]
            gap = known.get(between) or gaps.look(between)
            if part and low < 0:
                low = at
            at += len(part)
            if not gap.block:
                if low >= 0:
                    # A text in several parts: is it bold as a whole?
                    text += part + gap.text
                    marked = True
                inline_bold = inline_bold or gap.tail_bold
                at += len(between)
                continue
            if low >= 0:
                if marked:
                    bold = _mostly_bold(html[run : at + gap.head])
                    self.text(text + part, low, at, at + gap.end, bold, False, run, at + gap.head)
                    text, marked = "", False
                else:
                    self.text(part, low, at, at + gap.end, inline_bold, True, run, at + gap.head)
                low = -1
            elif gap.head and open_bold(html[run : at + gap.head]):
                self.bold = True
            self.block += gap.steps
            if gap.pending:
                self.bold = True
            if gap.tables:
                self.tables_in(gap, at)
            elif gap.cells and self.row is not None:
                self.row.cells += gap.cells
            self.node = gap.after.get(self.node) or gap.follow(self.node)
            inline_bold = gap.tail_bold
            run = at + gap.tail
            at += len(between)
        if parts[-1] and low < 0:
            low = at
        if low >= 0:
            bold = _mostly_bold(html[run:end]) if marked else inline_bold
            self.text(text + parts[-1], low, end, end, bold, not marked, run, end)

    def text(self, raw: str, a: int, b: int, end: int, bold: bool, whole: bool, run: int, stop: int) -> None:
        """The text of a line, as written from a to b in html; its line ends at ``end``."""
        text = raw
        if "&" in text:
            text = unescape(text)
            whole = False
        if "\u200b" in text:
            text = text.replace("\u200b", "")
            whole = False
        text = " ".join(text.split())
        if not text:
            if open_bold(self.html[run:stop]):
                self.bold = True
            return
        node = self.node
        start = self.start
        piece = (
            text,
            start + end,
            self.block,
            node.name,
            bold or self.bold or node.bold,
            node.centered,
            start + a,
            start + b,
            whole and raw.startswith(text[0]) and len(text) == len(raw.rstrip()),
        )
        self.bold = False
        row = self.row
        if row is not None and row.cells and not row.broken:
            row.pieces.append((len(row.cells) - 1, piece))
        else:
            self.emit(piece)

    def emit(self, piece: _Piece) -> None:
        text, end, block, tag, bold, centered, a, b, straight = piece
        offsets = STRAIGHT if straight else Offsets(self.html, self.start, ((0, a, b, False),))
        self.lines.append(Line(self.at, end, text, a, 0, block, tag, bold, centered, self.table, (), False, offsets))
        self.at = end

    # -- tags ------------------------------------------------------------------------------------------------

    def tables_in(self, gap: Gap, at: int) -> None:
        """What a gap that stands at ``at`` does to tables and pages, beyond opening cells."""
        for what, offset, cell in gap.tables:
            if what == CELL:
                if self.row is not None:
                    self.row.cells.append(cell)
            elif what == ROW:
                self.flush_row(at + offset)
                self.row = _Row()
            elif what == ROW_END:
                self.flush_row(at + offset)
            elif what == TABLE:
                self.open_table()
            elif what == PAGE:
                if self.lines:
                    self.lines[-1].page_break = True
            else:
                self.close_table(at + offset)

    # -- tables ----------------------------------------------------------------------------------------------

    def open_table(self) -> None:
        row = self.row
        if row is not None:
            # A table stands in a cell: what the row has so far are lines of their own.
            for _, piece in row.pieces:
                self.emit(piece)
            row.cells, row.pieces, row.broken = [], [], True
        self.rows.append(row)
        self.tables.append(self.table)
        self.row = None
        self.table, self.table_count = self.table_count, self.table_count + 1

    def close_table(self, b: int) -> None:
        self.flush_row(b)
        if self.rows:
            self.row, self.table = self.rows.pop(), self.tables.pop()

    def flush_row(self, b: int) -> None:
        row, self.row = self.row, None
        if row is None or not row.pieces:
            return
        pieces = row.pieces
        last = -1
        for index, _ in pieces:
            if index == last:
                self._emit_parts(row)
                return
            last = index
        self._emit_row(row, b)

    def _emit_parts(self, row: _Row) -> None:
        """A row with a cell of several lines: each is a line. Short ones over one another, as in the heads of columns,
        keep the place of their cell.
        """
        pieces = row.pieces
        placed = (pieces[0][0] > 0 or pieces[0][0] != pieces[-1][0]) and all(len(p[0]) < 48 for _, p in pieces)
        placed = placed and len(row.cells) <= _COLUMNS
        for index, piece in pieces:
            self.emit(piece)
            if placed:
                header, colspan, rowspan, _, right = row.cells[index]
                before = [LineCell(0, 0, *spec) for spec in row.cells[:index]]
                own = LineCell(0, len(piece[0]), header, colspan, rowspan, piece[4], right)
                self.lines[-1].cells = (*before, own)

    def _emit_row(self, row: _Row, b: int) -> None:
        pieces = row.pieces
        at, n = 0, 0
        cells: list[LineCell] = []
        places: list[Piece] = []
        index, piece = pieces[0]
        all_bold = True
        for i, spec in enumerate(row.cells):
            if i != index:
                cells.append(_cell(LineCell, (at, at, *spec)))
                continue
            if n:
                at += 2
            end = at + len(piece[0])
            cells.append(LineCell(at, end, spec[0], spec[1], spec[2], piece[4], spec[4]))
            places.append((at, piece[6], piece[7], piece[8]))
            all_bold = all_bold and piece[4]
            at = end
            n += 1
            index, piece = pieces[n] if n < len(pieces) else (-1, piece)
        first = pieces[0][1]
        text = "  ".join([piece[0] for _, piece in pieces])
        self.lines.append(
            Line(
                self.at,
                self.start + b,
                text,
                first[6],
                0,
                first[2],
                "tr",
                all_bold,
                first[5],
                self.table,
                tuple(cells),
                False,
                Offsets(self.html, self.start, places),
            )
        )
        self.at = self.start + b

    # -- <pre> -----------------------------------------------------------------------------------------------

    def pre(self, b: int) -> int:
        """Lines of a <pre> whose tag ends at b; gives the offset of what follows it."""
        found = _PRE_END.search(self.html, b)
        inner, after = (found.start(), found.end()) if found else (len(self.html), len(self.html))
        self.flush_row(b)
        self.block += 1
        start, end = self.start + b, self.start + inner
        lines = read_plain(self.source, start, end, tag="pre")
        if _HTML_IN_PRE.search(self.html, b, inner):
            for line in lines:
                self._pre_line(line)
        if lines:
            lines[0].start = self.at
            lines[-1].end = self.at = self.start + after
        block = self.block
        for line in lines:
            line.block += block
            if line.table >= 0:
                line.table += self.table_count
        self.block = (lines[-1].block if lines else block) + 1
        self.table_count = max([self.table_count, *(line.table + 1 for line in lines)])
        self.lines.extend(lines)
        return after

    def _pre_line(self, line: Line) -> None:
        a, b = line.start - self.start, line.end - self.start
        raw = self.html[a:b].rstrip("\r\n")
        if "<" in raw or "&" in raw:
            text = unescape(_TAG.sub("", raw)).replace("\xa0", " ").replace("\u200b", "").rstrip()
            if text != line.text:
                line.text = text
                line.bold = _mostly_bold(raw)
                line.resolve = Offsets(self.html, self.start, ((0, line.start, line.end, False),), folded=False)


def _mostly_bold(raw: str) -> bool:
    """Is nearly all of a line bold? A bold lead-in before a sentence does not make the line bold."""
    if not _BOLD.search(raw):
        return False
    depth: list[bool] = []
    inside = outside = at = 0
    for tag in _TAG.finditer(raw):
        size = len(raw[at : tag.start()].strip())
        at = tag.end()
        inside, outside = (inside + size, outside) if any(depth[-8:]) else (inside, outside + size)
        text = tag[0]
        if text.startswith("</"):
            if depth:
                depth.pop()
        elif not text.endswith("/>") and text[1] not in "!?":
            depth.append(bool(_BOLD.match(text) or _BOLD_STYLE.search(text)))
    size = len(raw[at:].strip())
    inside, outside = (inside + size, outside) if any(depth[-8:]) else (inside, outside + size)
    return inside > 0 and inside >= 9 * outside
