"""HTML to lines: a ``Line`` for each line of text that a browser would show, in its place in the source.

Speed is the point of the shape: one pattern finds block tags only, what stands between two of them is a *run*,
and tags are stripped and references decoded only in runs that have any. Where each character of a line stands
is worked out when somebody asks (``Line.resolve``). Every pattern stops at the next "<", so the work grows with
the length of the document and with nothing else.
"""

from __future__ import annotations

import re
from html import unescape

from .plain import read_plain
from .text import Line, LineCell

_BLOCK_NAMES = (
    "p|div|br|tr|td|th|table|tbody|thead|tfoot|caption|h[1-6]|li|ul|ol|dl|dt|dd|hr|pre|center|blockquote|body|html|form"
    "|section|article|address|page"
)
_BLOCK = re.compile(rf"<(/?)({_BLOCK_NAMES})(?=[\s/>])([^<>]*)>", re.I)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_REFERENCE = r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)"
_TOKENS = re.compile(rf"(<[a-zA-Z/!?][^<>]*>)|({_REFERENCE})|([^<&\s\u200b]+)|(\s+|\u200b)|[<&]")
_SKIPPED = re.compile(r"<(?:!--|(script|style|head|title|ix:header)(?=[\s>]))", re.I)
_HIDDEN = re.compile(r"<([a-zA-Z][\w:]*)[^<>]*display\s*:\s*none[^<>]*>", re.I)
_PAGE_STYLE = re.compile(r"page-break-(?:before|after)\s*:\s*always", re.I)
_BOLD = re.compile(r"<(?:b|strong)\b|font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_LEADING = re.compile(r"(?:\s|&nbsp;|&#160;|<[a-zA-Z/!?][^<>]*>)*")
_CENTER = re.compile(r"align\s*[=:]\s*[\"']?\s*center", re.I)
_RIGHT = re.compile(r"align\s*[=:]\s*[\"']?\s*right", re.I)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?\s*(\d{1,3})", re.I)
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?\s*(\d{1,3})", re.I)
# The tags that plain text of EDGAR knows. In a <pre> that has no others, lines are read as in plain text.
_HTML_IN_PRE = re.compile(r"&|<(?!/?(?:PAGE|TABLE|CAPTION|S|C|FN|F\d)>)[a-zA-Z/!]", re.I)
_PRE_END = re.compile(r"</pre\s*>", re.I)

# Elements that open no line of their own and are not what a line is called after.
_STRUCTURE = frozenset(("table", "tbody", "thead", "tfoot", "body", "html", "form", "ul", "ol", "dl"))
_VOID = frozenset(("br", "hr", "page"))


def read_markup(source: str, start: int, end: int) -> list[Line]:
    """The lines of the HTML document source[start:end]; they follow on one another and cover it.

    A block element, a part between two <br>, or a table row whose cells hold one line each is one line (the
    row's texts joined by two spaces, see ``Line.cells``); a row with a cell of several lines, as in tables used for
    layout, gives a line for each of those. The text of <pre> keeps its lines and blanks. Left out: scripts, styles,
    the head, comments, inline XBRL's header and what is styled ``display:none``.
    """
    if start >= end:
        return []
    return _Reader(source, start, end).read()


class _Row:
    """A table row being read: per cell its lines, as (text, start, end, block, bold, centered)."""

    __slots__ = ("attrs", "broken", "cells", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.cells: list[list[_Piece]] = []
        self.attrs: list[tuple[str, str]] = []
        self.broken = False


class _Piece:
    __slots__ = ("block", "bold", "centered", "end", "tag", "text")

    def __init__(self, text: str, end: int, block: int, tag: str, bold: bool, centered: bool) -> None:
        self.text, self.end, self.block, self.tag, self.bold, self.centered = text, end, block, tag, bold, centered


class _Reader:
    def __init__(self, source: str, start: int, end: int) -> None:
        self.source, self.start, self.end = source, start, end
        self.html = _mask(source[start:end])
        self.lines: list[Line] = []
        self.at = start
        """Where the next line begins: the end of the last."""
        self.block = 0
        self.stack: list[tuple[str, bool, bool]] = []
        self.rows: list[_Row | None] = []
        self.row: _Row | None = None
        self.tables: list[int] = []
        self.table = -1
        self.table_count = 0
        self.bold = False

    def read(self) -> list[Line]:
        html = self.html
        at = 0
        for tag in _BLOCK.finditer(html):
            a, b = tag.span()
            if a < at:
                continue  # inside a <pre>
            name = tag[2].lower()
            closing = tag[1] != ""
            if at < a:
                self.run(at, a, b if closing or name == "br" else a)
            at = b
            if name == "pre" and not closing:
                at = self.pre(b)
            else:
                self.tag(name, closing, tag[3], a, b)
        if at < len(html):
            self.run(at, len(html), len(html))
        self.flush_row(len(html))
        if self.lines:
            self.lines[-1].end = self.end
        else:
            self.lines.append(Line(self.start, self.end, "", self.start))
        return self.lines

    # -- text ------------------------------------------------------------------------------------------------

    def run(self, a: int, b: int, end: int) -> None:
        """The text and inline tags between two block tags."""
        raw = self.html[a:b]
        text = raw
        marked = "<" in raw
        if marked:
            text = _TAG.sub("", raw)
        if "&" in text:
            text = unescape(text)
        if "\u200b" in text:
            text = text.replace("\u200b", "")
        text = " ".join(text.split())
        if not text:
            if marked and _BOLD.search(raw) and "</b" not in raw.lower() and "</strong" not in raw.lower():
                self.bold = True  # <strong><p>: the mark stands before the block it is meant for
            return
        bold = self.bold or (marked and _mostly_bold(raw)) or bool(self.stack and self.stack[-1][2])
        self.bold = False
        tag, centered = (self.stack[-1][0], self.stack[-1][1]) if self.stack else ("", False)
        piece = _Piece(text, self.start + end, self.block, tag, bold, centered)
        row = self.row
        if row is not None and row.cells and not row.broken:
            row.cells[-1].append(piece)
        else:
            self.emit(piece)

    def emit(self, piece: _Piece) -> None:
        start, text = self.at, piece.text
        line = Line(start, piece.end, text, start, 0, piece.block, piece.tag, piece.bold, piece.centered, self.table)
        line.resolve = self.resolve
        self.lines.append(line)
        self.at = piece.end

    # -- tags ------------------------------------------------------------------------------------------------

    def tag(self, name: str, closing: bool, attrs: str, a: int, b: int) -> None:
        if name == "br":
            self.line_break(b)
            return
        self.block += 1
        if name == "page" or (attrs and "page-break" in attrs and _PAGE_STYLE.search(attrs)):
            self.page_break()
        if name in _VOID:
            return
        if name == "td" or name == "th":
            self.cell(name, closing, attrs)
        elif name == "tr":
            self.flush_row(b if closing else a)
            if not closing:
                self.row = _Row(a)
        elif name == "table":
            self.open_table(a) if not closing else self.close_table(b)
        if name not in _STRUCTURE:
            self.push(name, closing, attrs)

    def line_break(self, b: int) -> None:
        # Two <br> with nothing between them are a blank line, which ends a block.
        last = self.html[max(b - 200, 0) : b].rstrip()
        before = last[: last.rfind("<")].rstrip()
        if before[-1:] == ">" and re.search(r"<br[^<>]*>\Z", before, re.I):
            self.block += 1

    def push(self, name: str, closing: bool, attrs: str) -> None:
        stack = self.stack
        if not closing:
            outer = stack[-1][1] if stack else False
            centered = name == "center" or (bool(_CENTER.search(attrs)) if "align" in attrs.lower() else outer)
            if name == "center":
                name = stack[-1][0] if stack else "center"
            stack.append((name, centered, "weight" in attrs and bool(_BOLD_STYLE.search(attrs))))
        elif stack:
            # Tags that were never closed are few: look no further back than this, or deep nests get slow.
            for i in range(len(stack) - 1, max(len(stack) - 40, -1), -1):
                if stack[i][0] == name or name == "center":
                    del stack[i:]
                    break

    def page_break(self) -> None:
        if self.lines:
            self.lines[-1].page_break = True

    # -- tables ----------------------------------------------------------------------------------------------

    def open_table(self, a: int) -> None:
        if self.row is not None:
            self.break_row()
        self.rows.append(self.row)
        self.tables.append(self.table)
        self.row = None
        self.table, self.table_count = self.table_count, self.table_count + 1

    def close_table(self, b: int) -> None:
        self.flush_row(b)
        if self.rows:
            self.row, self.table = self.rows.pop(), self.tables.pop()

    def cell(self, name: str, closing: bool, attrs: str) -> None:
        if not closing and self.row is not None:
            self.row.cells.append([])
            self.row.attrs.append((name, attrs))

    def break_row(self) -> None:
        """A table stands in a cell: what the row has so far are lines of their own."""
        if self.row is not None:
            for pieces in self.row.cells:
                for piece in pieces:
                    self.emit(piece)
            self.row.cells, self.row.attrs, self.row.broken = [], [], True

    def flush_row(self, b: int) -> None:
        row, self.row = self.row, None
        if row is None or not row.cells:
            return
        filled = [pieces for pieces in row.cells if pieces]
        if any(len(pieces) > 1 for pieces in filled):
            # Short lines over one another, as in the heads of columns: each keeps the place of its cell.
            placed = (len(filled) > 1 or not row.cells[0]) and all(
                len(p.text) < 48 for pieces in filled for p in pieces
            )
            for n, pieces in enumerate(row.cells):
                for piece in pieces:
                    self.emit(piece)
                    if placed:
                        self.lines[-1].cells = _alone(row.attrs[: n + 1], piece)
            return
        if not filled:
            return
        texts: list[str] = []
        cells: list[LineCell] = []
        at = 0
        for pieces, (name, attrs) in zip(row.cells, row.attrs, strict=True):
            text = pieces[0].text if pieces else ""
            if text and texts:
                at += 2
            cells.append(_cell(at, at + len(text), name, attrs, bool(pieces) and pieces[0].bold))
            if text:
                texts.append(text)
                at += len(text)
        first = filled[0][0]
        bold = all(pieces[0].bold for pieces in filled)
        whole = _Piece("  ".join(texts), self.start + b, first.block, "tr", bold, first.centered)
        self.emit(whole)
        self.lines[-1].cells = tuple(cells)

    # -- <pre> -----------------------------------------------------------------------------------------------

    def pre(self, b: int) -> int:
        """Lines of a <pre> whose tag ends at b; gives the offset of what follows it."""
        found = _PRE_END.search(self.html, b)
        inner, after = (found.start(), found.end()) if found else (len(self.html), len(self.html))
        self.flush_row(b)
        self.block += 1
        start, end = self.start + b, self.start + inner
        text = self.html[b:inner]
        lines = read_plain(self.source, start, end, tag="pre")
        if _HTML_IN_PRE.search(text):
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
        raw = self.html[line.start - self.start : line.end - self.start].rstrip("\r\n")
        if "<" in raw or "&" in raw:
            text = unescape(_TAG.sub("", raw)).replace("\xa0", " ").replace("\u200b", "").rstrip()
            if text != line.text:
                line.text = text
                line.bold = _mostly_bold(raw)
                line.resolve = self.resolve

    # -- places ----------------------------------------------------------------------------------------------

    def resolve(self, line: Line) -> list[int]:
        """The source offset of each character of the line's text, and of its end.

        What a reader sees of the line's stretch are, white space aside, the characters of its text in the same
        order; so walking both side by side finds each. A blank gets the offset just after the character before it.
        """
        seen: list[int] = []
        ends: list[int] = []
        base = self.start
        stretch = self.html[line.start - base : line.end - base]
        for token in _TOKENS.finditer(stretch):
            if token[1] or token[4]:
                continue
            a, b = line.start + token.start(), line.start + token.end()
            if token[2]:
                # A reference stands for one character, rarely two, at times none (&#1;).
                count = sum(not c.isspace() and c != "\u200b" for c in unescape(token[2]))
                seen.extend([a] * count)
                ends.extend([b] * count)
            else:
                seen.extend(range(a, b))
                ends.extend(range(a + 1, b + 1))
        return _align(line.text, seen, ends, line)


def _align(text: str, seen: list[int], ends: list[int], line: Line) -> list[int]:
    offsets: list[int] = []
    i, last = 0, line.start
    for char in text:
        if char.isspace() or i >= len(seen):
            offsets.append(last)
        else:
            offsets.append(seen[i])
            last = ends[i]
            i += 1
    offsets.append(last)
    return offsets


def _alone(attrs: list[tuple[str, str]], piece: _Piece) -> tuple[LineCell, ...]:
    """The cells before a line that is only a part of its cell, all empty, and that cell."""
    before = [_cell(0, 0, name, text, False) for name, text in attrs[:-1]]
    return (*before, _cell(0, len(piece.text), *attrs[-1], piece.bold))


def _cell(a: int, b: int, name: str, attrs: str, bold: bool) -> LineCell:
    colspan = rowspan = 1
    right = False
    if attrs:
        lower = attrs.lower()
        if "colspan" in lower and (found := _COLSPAN.search(attrs)):
            colspan = max(int(found[1]), 1)
        if "rowspan" in lower and (found := _ROWSPAN.search(attrs)):
            rowspan = max(int(found[1]), 1)
        right = "right" in lower and bool(_RIGHT.search(attrs))
    return LineCell(a, b, name == "th", colspan, rowspan, bold, right)


def _mostly_bold(raw: str) -> bool:
    """Is nearly all of a run bold? A bold lead-in before a sentence does not make the line bold."""
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


# -- what no reader sees -------------------------------------------------------------------------------------------


def _mask(html: str) -> str:
    """The document with each unseen stretch made one long tag of the same length, so that offsets hold."""
    spans = _unseen(html)
    if "display" in html or "DISPLAY" in html:
        spans = _merged([*spans, *_hidden(html)])
    if not spans:
        return html
    parts: list[str] = []
    at = 0
    for a, b in spans:
        parts += (html[at:a], "<", "!" * (b - a - 2), ">")
        at = b
    parts.append(html[at:])
    return "".join(parts)


def _unseen(html: str) -> list[tuple[int, int]]:
    """Comments, scripts, styles, the head, inline XBRL's header. One that is not closed ends with its own tag."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    at = 0
    while found := _SKIPPED.search(html, at):
        name = (found[1] or "!--").lower()
        at = found.end()
        if name == "!--":
            end = -1 if name in unclosed else html.find("-->", at)
            # A comment that is not closed hides nothing but its own mark.
            spans.append((found.start(), end + 3 if end >= 0 else at))
            at = spans[-1][1]
            if end < 0:
                unclosed.add(name)
            continue
        if name in unclosed:
            continue
        close = re.compile(rf"</{name}\s*>", re.I).search(html, at)
        if close is None:
            unclosed.add(name)
            continue
        at = close.end()
        spans.append((found.start(), at))
    return spans


def _hidden(html: str) -> list[tuple[int, int]]:
    """Elements styled ``display:none``, with all they hold; read by counting tags of the same name."""
    spans: list[tuple[int, int]] = []
    at = 0
    while found := _HIDDEN.search(html, at):
        name, at = found[1].lower(), found.end()
        if name in ("br", "hr", "img", "input") or found[0].endswith("/>"):
            continue
        depth = 1
        for tag in re.compile(rf"<(/?){name}(?=[\s/>])[^<>]*>", re.I).finditer(html, at):
            depth += -1 if tag[1] else not tag[0].endswith("/>")
            if depth == 0:
                spans.append((found.start(), tag.end()))
                at = tag.end()
                break
        else:
            break  # not closed: looking again from each further one would take for ever
    return spans


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if merged and a < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
