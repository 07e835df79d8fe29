"""What stands between two texts of an HTML document: tags and blanks, and what they mean for the lines around them.

Filing software writes the same tags over and over: of 580 gaps in a submission 190 differ. So each is looked into
once, and what it does to the elements that are open is kept with it (``Gap.after``).
"""

from __future__ import annotations

import re

_BLOCK_NAMES = (
    "p div br tr td th table tbody thead tfoot caption h1 h2 h3 h4 h5 h6 li ul ol dl dt dd hr pre center blockquote "
    "body html form section article address page"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)(?=[\s/>])")
# A tag and the blanks behind it. The quick pattern takes a "<" within a tag for part of it.
BLANKS = r"\s*+(?:&(?:nbsp|#160);\s*+)*+"
QUICK = rf"<[^>]*+>{BLANKS}"
STRICT = rf"<[a-zA-Z/!?][^<>]*+>{BLANKS}"
_WELL_FORMED = re.compile(r"<[a-zA-Z/!?][^<>]*+>")
_BLANKS = re.compile(BLANKS)
_PAGE_STYLE = re.compile(r"page-break-(?:before|after)\s*:\s*always", re.I)
_BOLD = re.compile(r"<(?:b|strong)\b|font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CENTER = re.compile(r"align\s*[=:]\s*[\"']?\s*center", re.I)
_RIGHT = re.compile(r"align\s*[=:]\s*[\"']?\s*right", re.I)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?\s*(\d{1,3})", re.I)
_ROWSPAN = re.compile(r"rowspan\s*=\s*[\"']?\s*(\d{1,3})", re.I)

# Elements that open no line of their own and are not what a line is called after.
_NO_ELEMENTS = frozenset(
    ("table", "tbody", "thead", "tfoot", "body", "html", "form", "ul", "ol", "dl", "br", "hr", "page")
)
# What a gap does to tables, in order: (what, offset in the gap, the cell opened).
CELL, ROW, ROW_END, TABLE, TABLE_END, PAGE = range(6)

# What a tag does to a gap: nothing, a line ends, an element opens or closes, or more than that.
_INLINE, _BREAK, _START, _END, _OTHER = range(5)

CellSpec = tuple[bool, int, int, bool, bool]
"""header, colspan, rowspan, bold (of an empty cell, so False), right-aligned: the end of a ``LineCell``"""
_NO_CELL: CellSpec = (False, 1, 1, False, False)


class Malformed(Exception):
    """A "<" stands within a tag, or is no tag's: the document must be read by the strict pattern."""


class Node:
    """An open element, known by its name and those it stands in."""

    __slots__ = ("bold", "centered", "kids", "name", "parent")

    def __init__(self, name: str, centered: bool, bold: bool, parent: Node | None) -> None:
        self.name, self.centered, self.bold, self.parent = name, centered, bold, parent
        self.kids: dict[tuple[str, bool, bool], Node] = {}

    def enter(self, name: str, centered: bool | None, bold: bool) -> Node:
        key = (name, self.centered if centered is None else centered, bold)
        kid = self.kids.get(key)
        if kid is None:
            kid = self.kids[key] = Node(*key, self)
        return kid

    def leave(self, name: str) -> Node:
        """The node that is left when the nearest element of this name is closed."""
        node: Node | None = self
        # Tags that were never closed are few: look no further back than this, or deep nests get slow.
        for _ in range(40):
            if node is None or node.parent is None:
                break
            if node.name == name or name == "center":
                return node.parent
            node = node.parent
        return self


class Tag:
    """One tag as written, with the blanks behind it. ``name`` is "" where it opens or ends no line."""

    __slots__ = ("bare", "bold", "cell", "centered", "closing", "kind", "length", "name", "page", "size", "void")

    def __init__(self, token: str, length: int) -> None:
        self.size = len(token)
        self.length = length
        """Without the blanks."""
        text = token[:length]
        self.bare = not token[length:].strip()
        """Are the blanks behind it white space alone, no &nbsp;?"""
        found = _NAME.match(text)
        name = found[1].lower() if found else ""
        self.name = name if name in _BLOCKS else ""
        self.closing = text.startswith("</")
        self.void = text.endswith("/>") or text[1] in "!?"
        self.bold = name in ("b", "strong") and not self.closing
        if "weight" in text or "WEIGHT" in text:
            self.bold = bool(_BOLD_STYLE.search(text))
        self.centered: bool | None = None
        self.page = False
        self.cell = _NO_CELL
        if self.name and not self.closing:
            self._read_attributes(text)
        self.kind = _kind(self)

    def _read_attributes(self, text: str) -> None:
        if "align" in text or "ALIGN" in text or "Align" in text:
            self.centered = bool(_CENTER.search(text))
        self.page = self.name == "page" or ("page-break" in text and bool(_PAGE_STYLE.search(text)))
        if self.name in ("td", "th"):
            span = "span" in text or "SPAN" in text or "Span" in text
            across, down = (_COLSPAN.search(text), _ROWSPAN.search(text)) if span else (None, None)
            self.cell = (
                self.name == "th",
                max(int(across[1]), 1) if across else 1,
                max(int(down[1]), 1) if down else 1,
                False,
                self.centered is not None and bool(_RIGHT.search(text)),
            )


class Gap:
    """A gap with a block tag in it ends a line, one without is a gap in a line."""

    __slots__ = (
        "after",
        "block",
        "cells",
        "elements",
        "end",
        "head",
        "pending",
        "steps",
        "tables",
        "tail",
        "tail_bold",
        "text",
    )

    def __init__(self) -> None:
        self.block = False
        """Has it a block tag?"""
        self.end = 0
        """Where in the gap the line before it ends: behind the tag that closes its element, before one that opens."""
        self.head = self.tail = 0
        """Where its first block tag begins, and its last one ends; what lies outside belongs to the lines around."""
        self.pending = False
        """A mark for bold stands in it before a block: <strong><p>."""
        self.tail_bold = False
        """Is text behind it bold, by inline tags?"""
        self.steps = 0
        """How many block elements begin or end in it: lines on both sides of one stand in different blocks."""
        self.tables: list[tuple[int, int, CellSpec]] = []
        self.cells: tuple[CellSpec, ...] = ()
        """The cells it opens, if that is all it does to tables; then ``tables`` is empty."""
        self.text = ""
        """The blanks of a gap in a line."""
        self.elements: list[Tag] = []
        """The tags that open and close elements, less what is opened and closed at once."""
        self.after: dict[Node, Node] = {}

    def follow(self, node: Node) -> Node:
        """The element that is open behind the gap, if ``node`` is open before it."""
        found = self.after.get(node)
        if found is None:
            found = node
            for tag in self.elements:
                if tag.closing:
                    found = found.leave(tag.name)
                elif tag.name == "center":
                    found = found.enter(found.name or "center", True, tag.bold)
                else:
                    found = found.enter(tag.name, tag.centered, tag.bold)
            self.after[node] = found
        return found


class Gaps:
    """The gaps of one document."""

    def __init__(self, *, quick: bool) -> None:
        """``quick``: gaps found by the pattern that takes "<" within a tag for part of it."""
        self.known: dict[str, Gap] = {}
        self._tags: dict[str, Tag] = {}
        self._tokens = re.compile(QUICK if quick else STRICT)

    def look(self, text: str) -> Gap:
        """Look into a gap not seen before. Raises ``Malformed`` in a quick reading that would not be right."""
        known = self._tags
        gap = self.known[text] = Gap()
        inline: list[Tag] = []
        elements = gap.elements
        before: Tag | None = None
        marked = False  # is there a mark for bold among the inline tags?
        at = steps = tail = 0
        for token in self._tokens.findall(text):
            tag = known.get(token) or self._tag(token)
            kind = tag.kind
            if kind == _INLINE:
                inline.append(tag)
                if tag.bold:
                    marked = True
                before = None
                at += tag.size
                continue
            if not gap.block:
                gap.block, gap.head = True, at
                gap.end = at + tag.length if tag.closing or kind == _BREAK else at
            elif marked and open_bold(text[tail:at]):
                gap.pending = True
            if inline:
                inline, marked = [], False
            tail = at + tag.length
            if kind == _BREAK:
                # Two <br> with nothing between them are a blank line, which ends a block.
                if before is not None and before.kind == _BREAK and before.bare:
                    steps += 1
            else:
                steps += 1
                if kind == _START:
                    elements.append(tag)
                elif kind == _END:
                    # What is opened and closed at once changes nothing.
                    if elements and elements[-1].name == tag.name != "center" and not elements[-1].closing:
                        elements.pop()
                    else:
                        elements.append(tag)
                else:
                    _add(gap, tag, at)
            before = tag
            at += tag.size
        gap.steps, gap.tail = steps, tail
        gap.tail_bold = marked and _bold_behind(inline)
        if not gap.block:
            gap.text = "".join([token[known[token].length :] for token in self._tokens.findall(text)])
        elif gap.tables and all(what == CELL for what, _, _ in gap.tables):
            gap.cells = tuple([cell for _, _, cell in gap.tables])
            gap.tables = []
        return gap

    def _tag(self, token: str) -> Tag:
        found = _WELL_FORMED.match(token)
        if found is None or not _BLANKS.fullmatch(token, found.end()):
            raise Malformed
        tag = self._tags[token] = Tag(token, found.end())
        return tag


def _kind(tag: Tag) -> int:
    if not tag.name:
        return _INLINE
    if tag.name == "br":
        return _BREAK
    if tag.name in _NO_ELEMENTS or tag.page or tag.name == "tr" or (tag.name in ("td", "th") and not tag.closing):
        return _OTHER
    return _END if tag.closing else _START


def _add(gap: Gap, tag: Tag, at: int) -> None:
    """What a tag that concerns tables and pages does."""
    name = tag.name
    if tag.page:
        gap.tables.append((PAGE, at, _NO_CELL))
    if name == "tr":
        gap.tables.append((ROW_END, at + tag.length, _NO_CELL) if tag.closing else (ROW, at, _NO_CELL))
    elif name == "table":
        gap.tables.append((TABLE_END, at + tag.length, _NO_CELL) if tag.closing else (TABLE, at, _NO_CELL))
    elif name in ("td", "th") and not tag.closing:
        gap.tables.append((CELL, at, tag.cell))
    if name not in _NO_ELEMENTS:
        gap.elements.append(tag)


def open_bold(raw: str) -> bool:
    """Does a stretch without text turn bold on, and not off again?"""
    if "<" not in raw or not _BOLD.search(raw):
        return False
    lower = raw.lower()
    return "</b" not in lower and "</strong" not in lower


def _bold_behind(tags: list[Tag]) -> bool:
    """Is any of the eight innermost inline elements open behind these tags a mark for bold?"""
    depth: list[bool] = []
    for tag in tags:
        if tag.closing:
            if depth:
                depth.pop()
        elif not tag.void:
            depth.append(tag.bold)
    return any(depth[-8:])
