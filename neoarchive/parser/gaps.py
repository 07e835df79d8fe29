"""What stands between two texts of an HTML document: tags and blanks, and what they mean for the lines around them.

Filing software writes the same tags over and over: of 580 gaps in a submission 190 differ, of their 2,400 tags 250,
and most of those mean the same (their colours and paddings differ). So each tag as written is read once (``Tag``),
each sequence of meanings once (``Shape``), and a gap as written adds no more than lengths (``Gap``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TypeVar

_BLOCK_NAMES = (
    "p div br tr td th table tbody thead tfoot caption h1 h2 h3 h4 h5 h6 li ul ol dl dt dd hr pre center blockquote "
    "body html form section article address page"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# A tag of a gap, without its ">", and the blanks before it.
_TAG = re.compile(r"([^<]*+)(<[a-zA-Z/!?][^<]*+)")
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)(?![^\s/])")
# A tag and the blanks behind it. The quick pattern takes a "<" within a tag for part of it.
BLANKS = r"\s*+(?:&(?:nbsp|#160);\s*+)*+"
QUICK = rf"<[^>]*+>{BLANKS}"
STRICT = rf"<[a-zA-Z/!?][^<>]*+>{BLANKS}"
_PAGE_STYLE = re.compile(r"page-break-(?:before|after)\s*:\s*always", re.I)
_BOLD = re.compile(r"<(?:b|strong)\b|font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CENTER = re.compile(r"align\s*[=:]\s*[\"']?\s*center", re.I)
_COLSPAN = re.compile(r"colspan\s*=\s*[\"']?\s*(\d{1,3})", re.I)

# Elements that open no line of their own and are not what a line is called after.
_NO_ELEMENTS = frozenset(
    ("table", "tbody", "thead", "tfoot", "body", "html", "form", "ul", "ol", "dl", "br", "hr", "page")
)
# What a tag does to tables and pages.
NOTHING, CELLS, ROW, ROW_END, TABLE, TABLE_END, PAGE = range(7)

_TABLE_TAGS = {
    ("td", False): CELLS,
    ("th", False): CELLS,
    ("tr", False): ROW,
    ("tr", True): ROW_END,
    ("table", False): TABLE,
    ("table", True): TABLE_END,
}

_Key = TypeVar("_Key", bound=Sized)
_Found = TypeVar("_Found")


class _Known(dict[_Key, _Found]):
    """What was read, by what it was read from: for all documents, as software writes the same from one to the next."""

    def __init__(self, read: Callable[[_Key], _Found], longest: int, most: int = 8192) -> None:
        """Nothing longer than ``longest`` is kept; with ``most`` of them it begins anew."""
        super().__init__()
        self._read: Callable[[_Key], _Found] = read
        self._longest, self._most = longest, most

    def __missing__(self, key: _Key) -> _Found:
        found = self._read(key)
        if len(key) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[key] = found
        return found


# What is kept for all documents are plain tuples: those of numbers and texts alone Python's garbage collector leaves
# alone, and there are tens of thousands.

CellSpec = tuple[bool, int]
"""What a cell's tag says of it: whether it is a head, and how many columns of the grid it takes."""
NO_CELL: CellSpec = (False, 1)

TableStep = tuple[int, int, bool, int, CellSpec]
"""Something that a gap does to tables and pages.

What it is; the index of its tag in a shape, and in a gap the offset of what is done to the row that ends there, if
any; whether that is behind the tag; with CELLS, and with ROW that has cells, how many columns of the grid they take,
and the last of them.
"""
_NO_STEP: TableStep = (NOTHING, 0, False, 0, NO_CELL)

Element = tuple[bool, str, bool | None, bool]
"""A tag that opens or closes an element that a line is called after: whether it closes, its name, whether it is
centred, whether it is bold."""

Gap = tuple[bool, int, bool, bool, bool, int, tuple[Element, ...], int, int, int, tuple[TableStep, ...], str]
"""A gap as written: what it does, and where in it.

Of its shape ``block``, ``steps``, ``bold``, ``tail_bold``, ``pending``, ``number`` and ``elements``; where its first
block tag begins (what lies before is of the line above), where the line above ends, where its last block tag ends (what
lies behind is of the line below); what it does to tables and pages; of a gap in a line the blanks.
"""


class Malformed(Exception):
    """A "<" stands within a tag, or is no tag's: the document must be read by the strict pattern."""


@dataclass(slots=True, eq=False)
class Tag:
    """What a tag means. Tags that mean the same are the same object, and compared as that."""

    name: str
    """"" where it opens or ends no line."""
    closing: bool
    void: bool
    bare: bool
    """Are the blanks before it white space alone, no &nbsp;?"""
    bold: bool
    unbold: bool
    """Is it one that ends a bold text: </b>, </strong>?"""
    centered: bool | None
    element: bool
    """Does it open or close an element that a line is called after?"""
    table: int
    """What it does to tables, if anything."""
    page: bool
    cell: CellSpec


_same_tag = lru_cache(maxsize=8192)(Tag)


def _read_tag(token: str) -> Tag:
    """The meaning of a tag as written, less its ">", with the blanks before it. Raises ``Malformed``."""
    parts = _TAG.fullmatch(token)
    if parts is None:
        raise Malformed
    blanks, text = parts.groups()
    found = _NAME.match(text)
    written = found[1].lower() if found else ""
    name = written if written in _BLOCKS else ""
    closing = text[1] == "/"
    bold = written in ("b", "strong") and not closing
    if "weight" in text or "WEIGHT" in text:
        bold = bool(_BOLD_STYLE.search(text))
    centered: bool | None = None
    page, cell = False, NO_CELL
    if name and not closing:
        if "align" in text or "ALIGN" in text or "Align" in text:
            centered = bool(_CENTER.search(text))
        page = name == "page" or (name != "br" and "page-break" in text and bool(_PAGE_STYLE.search(text)))
        if name in ("td", "th"):
            cell = _cell(name, text)
    return _same_tag(
        name,
        closing,
        text[-1] == "/" or text[1] in "!?",
        "&" not in blanks,
        bold,
        text[:8].lower().startswith(("</b", "</strong")),
        centered,
        bool(name) and name not in _NO_ELEMENTS,
        _TABLE_TAGS.get((name, closing), NOTHING),
        page,
        cell,
    )


def _cell(name: str, text: str) -> CellSpec:
    across = _COLSPAN.search(text) if "span" in text or "SPAN" in text or "Span" in text else None
    return name == "th", max(int(across[1]), 1) if across else 1


_NUMBERS = count()


class Shape:
    """What a sequence of tags does, however they are written. With a block tag in it a line ends there."""

    __slots__ = (
        "behind",
        "block",
        "bold",
        "elements",
        "first",
        "last",
        "number",
        "pending",
        "steps",
        "tables",
        "tail_bold",
    )

    def __init__(self, tags: tuple[Tag, ...]) -> None:
        self.number = next(_NUMBERS)
        first, last, steps = -1, -1, 0
        bold = pending = False
        open_tags: list[Tag] = []
        to_tables: list[tuple[int, Tag]] = []
        for i, tag in enumerate(tags):
            bold = bold or tag.bold
            if not tag.name:
                continue
            # Two <br> with nothing between them are a blank line, which ends a block.
            if tag.name != "br" or (i and tags[i - 1].name == "br" and tag.bare):
                steps += 1
            if bold and first >= 0 and i > last + 1:
                pending = pending or _leaves_bold(tags[last + 1 : i])
            if tag.element:
                if tag.closing and open_tags and open_tags[-1].name == tag.name and not open_tags[-1].closing:
                    open_tags.pop()
                else:
                    open_tags.append(tag)
            if tag.table or tag.page:
                to_tables.append((i, tag))
            first, last = i if first < 0 else first, i
        self.block = first >= 0
        """Has it a block tag?"""
        self.first, self.last = first, last
        """Index of its first block tag and of its last one."""
        self.behind = self.block and (tags[first].closing or tags[first].name == "br")
        """The line before ends behind the first block tag, which closes its element, and not before it."""
        self.steps = steps
        """How many block elements begin or end in it: lines on both sides of one stand in different blocks."""
        self.bold = bold
        """Has it a mark for bold?"""
        self.pending = pending
        """A mark for bold stands in it before a block: <strong><p>."""
        self.tail_bold = bold and _bold_behind(tags[last + 1 :])
        """Is text behind it bold, by inline tags?"""
        self.elements: tuple[Element, ...] = tuple([(t.closing, t.name, t.centered, t.bold) for t in open_tags])
        """The tags that open and close elements, less what is opened and closed at once."""
        self.tables = _tables(to_tables) if to_tables else []
        """What it does to tables and pages, less the rows that are empty. Most have one thing to do, or none."""


def _tables(tags: list[tuple[int, Tag]]) -> list[TableStep]:
    steps: list[TableStep] = []
    for i, tag in tags:
        if tag.page:
            steps.append((PAGE, i, False, 0, NO_CELL))
        if tag.table == NOTHING:
            continue
        what, at, behind, columns, _ = steps[-1] if steps else _NO_STEP
        if tag.table == CELLS and what in (CELLS, ROW):
            steps[-1] = (what, at, behind, columns + tag.cell[1], tag.cell)
        elif tag.table in (ROW, ROW_END) and what in (ROW, ROW_END):
            steps[-1] = (tag.table, at, behind, 0, NO_CELL)
        elif tag.table == CELLS:
            steps.append((CELLS, i, False, tag.cell[1], tag.cell))
        else:
            steps.append((tag.table, i, tag.closing, 0, NO_CELL))
    return steps


# With more elements known, each further one is taken to stand in the document itself: no filing has so many, but a text
# made of tags that are never closed has one for each.
_MOST_ELEMENTS = 20_000


class Elements:
    """The elements that are open somewhere in a document: each is a number, known by its name and those it stands in.

    Numbers, and not objects that know one another: of tags that are never closed a document may have very many, and
    Python's garbage collection would go through all their objects time and again.
    """

    __slots__ = ("_kids", "_parents", "bold", "centered", "known", "names")

    def __init__(self) -> None:
        """Number 0 is the document itself."""
        self.names, self.centered, self.bold = [""], [False], [False]
        self._parents = [-1]
        self._kids: dict[tuple[int, str, bool, bool], int] = {}
        self.known: dict[int, int] = {}
        """What ``after`` said, by ``node << 32 | number``."""

    def after(self, node: int, number: int, tags: Sequence[Element]) -> int:
        """The element that is open behind these tags, of the shape of this number, if ``node`` is open before them."""
        key = node << 32 | number
        for closing, name, centered, bold in tags:
            if closing:
                node = self._leave(node, name)
            elif name == "center":
                node = self._enter(node, self.names[node] or "center", True, bold)
            else:
                node = self._enter(node, name, self.centered[node] if centered is None else centered, bold)
        self.known[key] = node
        return node

    def _enter(self, node: int, name: str, centered: bool, bold: bool) -> int:
        if len(self.names) > _MOST_ELEMENTS:
            node = 0
        key = (node, name, centered, bold)
        kid = self._kids.get(key)
        if kid is None:
            kid = self._kids[key] = len(self.names)
            self.names.append(name)
            self.centered.append(centered)
            self.bold.append(bold)
            self._parents.append(node)
        return kid

    def _leave(self, node: int, name: str) -> int:
        """The element that is open when the nearest one of this name is closed."""
        at = node
        # Tags that were never closed are few: look no further back than this, or deep nests get slow.
        for _ in range(40):
            if at == 0:
                break
            if self.names[at] == name or name == "center":
                return self._parents[at]
            at = self._parents[at]
        return node


def _look(text: str) -> Gap:
    """Look into a gap. Raises ``Malformed`` if it has a "<" that begins no tag."""
    tokens = text.split(">")
    blanks = tokens.pop()
    shape = _SHAPES[tuple(map(_TAGS.__getitem__, tokens))]
    meaning = (shape.block, shape.steps, shape.bold, shape.tail_bold, shape.pending, shape.number, shape.elements)
    if not shape.block:
        return (*meaning, 0, 0, 0, (), "".join([token[: token.index("<")] for token in tokens]) + blanks)

    first, last = shape.first, shape.last
    cut = _cut(tokens, first)
    head = cut + tokens[first].index("<")
    end = cut + len(tokens[first]) + 1 if shape.behind else head
    steps = [
        (what, _cut(tokens, i + 1) if behind else _cut(tokens, i) + tokens[i].index("<"), behind, columns, cell)
        for what, i, behind, columns, cell in shape.tables
    ]
    return (*meaning, head, end, _cut(tokens, last + 1), tuple(steps), "")


def _cut(tokens: list[str], index: int) -> int:
    """Where the blanks before a tag begin: there the tag before it ends."""
    return sum(map(len, tokens[:index])) + index


_TAGS = _Known(_read_tag, longest=500)
_SHAPES = _Known(Shape, longest=200)
GAPS = _Known(_look, longest=2000)
"""A gap as written to what it is. Raises ``Malformed``."""


def open_bold(raw: str) -> bool:
    """Does a stretch without text turn bold on, and not off again?"""
    if "<" not in raw or not _BOLD.search(raw):
        return False
    lower = raw.lower()
    return "</b" not in lower and "</strong" not in lower


def _leaves_bold(tags: Sequence[Tag]) -> bool:
    """As ``open_bold``, of inline tags."""
    return any(tag.bold for tag in tags) and not any(tag.unbold for tag in tags)


def _bold_behind(tags: Sequence[Tag]) -> bool:
    """Is any of the eight innermost inline elements open behind these tags a mark for bold?"""
    depth: list[bool] = []
    for tag in tags:
        if tag.closing:
            if depth:
                depth.pop()
        elif not tag.void:
            depth.append(tag.bold)
    return any(depth[-8:])
