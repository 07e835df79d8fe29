"""HTML to lines: a ``Line`` for each line of text that a browser would show, in its place in the source.

Speed is the point of the shape. One pattern parts the document into text and *gaps*, a gap being all the tags and
blanks between two texts. Filing software writes the same few gaps over and over, so each is looked into once
(``gaps``), and so is what it makes of the elements that are open (``_Node.after``). What then is left to do for each
text is little. Where the characters of a line stand is worked out when somebody asks (``offsets``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from .gaps import (
    CELLS,
    GAPS,
    NO_CELL,
    QUICK,
    ROW,
    ROW_END,
    STRICT,
    TABLE,
    TABLE_END,
    CellSpec,
    Elements,
    Malformed,
    TableStep,
    open_bold,
)
from .offsets import Offsets
from .plain import read_plain
from .references import decoded, readable
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

# What a line is made of, and in a row a cell's text: the text, whether it is bold, where its raw text begins and ends
# in html, and whether its characters stand there as they are; where the line ends, its block, the element around it; of
# a cell's, the columns of the grid up to the cell's end, and the cell.
_Piece = tuple[str, bool, int, int, bool, int, int, int, int, CellSpec]


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


class _Reader:
    def __init__(self, source: str, start: int, end: int, html: str, *, quick: bool) -> None:
        """``html`` is the document with what no reader sees made tags (see ``unseen``)."""
        self.source, self.start, self.end, self.html = source, start, end, html
        self.pattern = _QUICK if quick else _STRICT
        self.lines: list[Line] = []
        self.at = start
        """Where the next line begins: the end of the last."""
        self.block = 0
        self.elements = Elements()
        self.node = 0
        """The innermost of the elements that are open."""
        self.offsets = Offsets(html, start)
        self.unfolded = Offsets(html, start, folded=False)
        """For the lines of <pre>."""
        self.row: list[_Piece] | None = None
        """The texts of the open row. A row in whose cell a table stands gives no line of its own any more."""
        self.cell: CellSpec | None = None
        """The open row's last cell; None before its first, and where no row is open."""
        self.columns = 0
        """How many columns of the grid the open row's cells take so far."""
        self.tables: list[int] = []
        self.table = -1
        self.table_count = 0
        self.bold = False
        """A mark for bold stood before the block that it is meant for: <strong><p>."""

    def read(self) -> list[Line]:
        html = self.html
        at = 0
        for pre in _PRE.finditer(html):
            if pre.start() < at:
                continue  # inside a <pre>
            self.chunk(at, pre.start())
            at = self.pre(pre.end())
        self.chunk(at, len(html))
        self.flush_row(len(html))
        if self.lines:
            self.lines[-1].end = self.end
        else:
            self.lines.append(Line(self.start, self.end, "", self.start))
        return self.lines

    # -- text ------------------------------------------------------------------------------------------------

    def chunk(self, start: int, end: int) -> None:
        """Read html[start:end], which holds no <pre>: texts and gaps by turns."""
        html = self.html
        # Behind the last ">" there is no tag, and no "<" that need be followed to the end of the text.
        stop = html.rfind(">", start, end) + 1 or start
        parts = self.pattern.split(html[start:stop])
        places = accumulate(map(len, parts), initial=start)
        rest = parts.pop() + html[stop:end]
        elements, known = self.elements, self.elements.known
        run = start  # where the line's text and inline tags begin
        low = -1  # where its first text begins
        text = ""  # its text before the part
        inline_bold = marked = several = was_bold = False
        for part, gap, at, stop in zip(parts[::2], map(GAPS.__getitem__, parts[1::2]), places, places, strict=False):
            block, steps, bolds, tail_bold, pending, number, tags, head, line_end, tail, tables, blanks = gap
            if part and low < 0:
                low = at
                was_bold = self.bold
            if not block:
                if low >= 0:
                    text += part + blanks
                    several = True
                inline_bold = inline_bold or tail_bold
                marked = marked or bolds
                continue
            if low >= 0:
                if several:
                    # A text in several parts: is it bold as a whole?
                    bold = (marked or bolds) and _mostly_bold(html[run : stop + head])
                    seen = self.text(text + part, low, stop, stop + line_end, bold, whole=False)
                    text, several = "", False
                else:
                    bold = inline_bold
                    seen = self.text(part, low, stop, stop + line_end, bold, whole=True)
                if seen and not steps and (bold or was_bold) and "</" not in html[run : stop + head]:
                    # <b>a title<br>of two lines</b>: what is open goes on behind the break, if it is not closed there
                    self.bold = html[stop + line_end : stop + line_end + 30].lstrip()[:2] != "</"
                low = -1
            else:
                seen = not head
            if not seen and open_bold(html[run : stop + head]):
                self.bold = True
            self.block += steps
            if pending:
                self.bold = True
            if tables:
                what, _, _, columns, cell = tables[0]
                if what == CELLS and len(tables) == 1:  # as most are
                    if self.row is not None:
                        self.columns += columns
                        self.cell = cell
                else:
                    self.tables_in(tables, stop)
            if tags:
                node = known.get(self.node << 32 | number)
                self.node = elements.after(self.node, number, tags) if node is None else node
            inline_bold, marked = tail_bold, bolds
            run = stop + tail
        at = end - len(rest)
        if rest and low < 0:
            low = at
        if low >= 0:
            bold = marked and _mostly_bold(html[run:end]) if several else inline_bold
            if not self.text(text + rest, low, end, end, bold, whole=not several) and open_bold(html[run:end]):
                self.bold = True

    def text(self, raw: str, a: int, b: int, end: int, bold: bool, *, whole: bool) -> bool:
        """The text of a line, as written from a to b in html; its line ends at ``end``. False if there is none to see.

        ``whole``: there are no tags in it.
        """
        # Most are as ``readable`` would make them: told here, without a call.
        plain = raw.isprintable() and "&" not in raw and "  " not in raw
        text = raw.strip(" ") if plain else readable(raw)
        if not text:
            return False
        node = self.node
        straight = whole and "&" not in text and raw.startswith(text)
        bold = bold or self.bold or self.elements.bold[node]
        self.bold = False
        cell = self.cell
        if cell is not None and self.row is not None:
            self.row.append((text, bold, a, b, straight, end, self.block, node, self.columns, cell))
        else:
            self.emit((text, bold, a, b, straight, end, self.block, node, 0, NO_CELL))
        return True

    def emit(self, piece: _Piece, *, placed: bool = False) -> None:
        """A line of one text. ``placed``: it keeps the place of its cell."""
        text, bold, a, b, straight, end, block, node, columns, (header, across) = piece
        pieces = ((0, len(text), a, b, straight, columns - across, across, header),) if placed or not straight else ()
        names, start = self.elements.names, self.start
        self.lines.append(
            Line(
                self.at,
                start + end,
                text,
                start + a,
                0,
                block,
                names[node],
                bold,
                self.elements.centered[node],
                self.table,
                pieces if placed else (),
                False,
                STRAIGHT if straight else self.offsets,
                pieces,
            )
        )
        self.at = start + end

    # -- tables ----------------------------------------------------------------------------------------------

    def tables_in(self, steps: Sequence[TableStep], at: int) -> None:
        """What a gap that stands at ``at`` does to tables and pages."""
        for what, offset, _, columns, cell in steps:
            if what == CELLS:
                if self.row is not None:
                    self.columns += columns
                    self.cell = cell
            elif what == ROW:
                self.flush_row(at + offset)
                self.row, self.columns, self.cell = [], columns, cell if columns else None
            elif what == ROW_END:
                self.flush_row(at + offset)
            elif what == TABLE:
                self.open_table()
            elif what == TABLE_END:
                self.flush_row(at + offset)
                if self.tables:
                    self.table = self.tables.pop()
            elif self.lines:
                self.lines[-1].page_break = True

    def open_table(self) -> None:
        # A table stands in a cell: what the row has so far are lines of their own.
        for piece in self.row or ():
            self.emit(piece)
        self.close_row()
        self.tables.append(self.table)
        self.table, self.table_count = self.table_count, self.table_count + 1

    def close_row(self) -> None:
        self.row, self.cell, self.columns = None, None, 0

    def flush_row(self, b: int) -> None:
        row = self.row
        self.close_row()
        if row:
            if len(row) > 1 and len({piece[8] for piece in row}) < len(row):
                self.emit_parts(row)
            else:
                self.emit_row(row, b)

    def emit_parts(self, row: list[_Piece]) -> None:
        """A row with a cell of several lines: each is a line. Short ones over one another, as in the heads of columns,
        keep the place of their cell.
        """
        columns, first, last = row[0][8], row[0][9], row[-1][8]
        several = columns > first[1] or columns != last
        placed = several and all(len(piece[0]) < 48 for piece in row)
        for piece in row:
            self.emit(piece, placed=placed)

    def emit_row(self, row: list[_Piece], b: int) -> None:
        at = 0
        made: list[LineCell] = []
        for text, _, first, end, straight, _, _, _, columns, (header, across) in row:
            stop = at + len(text)
            made.append((at, stop, first, end, straight, columns - across, across, header))
            at = stop + 2
        first, block, node = row[0][2], row[0][6], row[0][7]
        start, centered = self.start, self.elements.centered[node]
        b += start
        cells = tuple(made)
        joined = "  ".join([piece[0] for piece in row])
        all_bold = row[0][1] and False not in [piece[1] for piece in row]
        self.lines.append(
            Line(
                self.at,
                b,
                joined,
                start + first,
                0,
                block,
                "tr",
                all_bold,
                centered,
                self.table,
                cells,
                False,
                self.offsets,
                cells,
            )
        )
        self.at = b

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
            text = decoded(_TAG.sub("", raw)).replace("\xa0", " ").replace("\u200b", "").rstrip()
            if text != line.text:
                line.text = text
                line.bold = _mostly_bold(raw)
                line.resolve, line.pieces = self.unfolded, ((0, len(text), a, b, False, 0, 1, False),)


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
