"""The words of a search, marked where a release is opened from its results (``?q=``).

A mark is put around text only: never into a tag, an attribute or an entity, and one that goes over a tag is closed
before it and opened again behind it. The first part of each has the id h1, h2 …, by which it is gone to.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from neoarchive.search import passage
from neoarchive.search.marks import spans
from neoarchive.search.query import LONGEST, QueryError, Term, clean, parse, terms

from .body import Body
from .lines import Line, Piece

MOST = 300
"""Marks of a page."""

MOST_TEXT = 400_000
"""Characters of a page that are looked through: what stands behind them keeps its words unmarked."""

SHOWN = 12
"""Marks that have a link by number; the others are come to by key."""

_PIECE = re.compile(
    r"""<(?:"[^"]*"|'[^']*'|[^"'>])*+> | &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|\w{1,32}); | [^<&]+ | [<&]""", re.VERBOSE
)
_PARTING = re.compile(r"</?(?:table|thead|tbody|tfoot|tr|td|th|caption|p|pre|br)\b", re.IGNORECASE)


@dataclass(slots=True)
class Hits:
    """The marks of one page, in order. ``asked`` is the query as it was typed."""

    asked: str
    terms: Sequence[Term]
    count: int = 0
    left: int = MOST_TEXT

    @property
    def query(self) -> str:
        """What an address carries along so that the words stay marked."""
        return "?" + urlencode({"q": self.asked})

    @property
    def numbers(self) -> range:
        return range(1, min(self.count, SHOWN) + 1)

    @property
    def more(self) -> int:
        return max(self.count - SHOWN, 0)

    def text(self, text: str) -> SafeString:
        """Plain text, such as a headline, as HTML with its marks. Looked for in it: words of the headline, too."""
        return self._html(escape(text), self.terms)

    def html(self, html: str) -> str:
        """The stored HTML of a block with its marks."""
        return self._html(html, [term for term in self.terms if not term.field])

    def body(self, body: Body) -> None:
        """Mark the parts of a body in the order of the page. The blocks themselves are left as they are."""
        for part in (*body.text, *body.about, *body.forward, *body.statements):
            part.blocks = [{**block, "html": self.html(block["html"])} for block in part.blocks]

    def lines(self, lines: Iterable[Line]) -> list[Line]:
        """Lines of a source with their marks; a phrase may go on in the next line."""
        lines = list(lines)
        texts = ["".join(text for text, _ in line.pieces) for line in lines]
        found = self._spans("\n".join(texts), [term for term in self.terms if not term.field])
        if not found:
            return lines
        marked, start = [], 0
        for line, text in zip(lines, texts, strict=True):
            end = start + len(text)
            within = [(max(a - start, 0), min(b, end) - start, a >= start) for a, b in found if a < end and b > start]
            marked.append(replace(line, pieces=tuple(self._pieces(line.pieces, within))) if within else line)
            start = end + 1
        return marked

    def _pieces(self, pieces: Sequence[Piece], within: list[tuple[int, int, bool]]) -> Iterator[Piece]:
        text = "".join(text for text, _ in pieces)
        place = 0
        for first, last, begins in within:
            yield from _cut(pieces, place, first)
            if begins:
                self.count += 1
            yield text[first:last], f"h{self.count}" if begins else True
            place = last
        yield from _cut(pieces, place, len(text))

    def _spans(self, text: str, wanted: Sequence[Term]) -> list[tuple[int, int]]:
        """Where marks are to be, within what a page may cost."""
        if self.left < len(text) or self.count >= MOST or not wanted:
            return []
        self.left -= len(text)
        return spans(text, wanted)[: MOST - self.count]

    def _html(self, html: str, wanted: Sequence[Term]) -> SafeString:
        units = list(_units(html))
        found = self._spans("".join(text for text, _, _ in units), wanted)
        if not found:
            return SafeString(html)
        writer = _Writer(found, self.count)
        for text, source, kind in units:
            writer.add(text, source, kind)
        self.count = writer.count
        return SafeString("".join(writer.out))


def _units(html: str) -> Iterator[tuple[str, str, str]]:
    """Text as it reads, as it is written, and what it is: tag, entity or text."""
    for match in _PIECE.finditer(html):
        piece = match[0]
        if piece[0] == "<" and len(piece) > 1:
            yield "\n" if _PARTING.match(piece) else "", piece, "tag"
        elif piece[0] == "&" and len(piece) > 1:
            yield unescape(piece), piece, "entity"
        else:
            yield piece, piece, "text"


class _Writer:
    """Writes units out again with marks at the given places of what they read together."""

    def __init__(self, found: list[tuple[int, int]], count: int) -> None:
        self.spans = found
        self.count = count
        self.out: list[str] = []
        self._at = 0
        self._open = self._begun = False

    def add(self, text: str, source: str, kind: str) -> None:
        if kind == "tag":
            self._close()
            self.out.append(source)
            self._at += len(text)
            self._pass_by()
            return
        place, length = 0, len(text)
        while place < length:
            end = self._next(self._at + place, self._at + length) - self._at if kind == "text" else length
            self._write(source[place:end] if kind == "text" else source, self._marked(self._at + place))
            place = end
            if self.spans and self._at + place >= self.spans[0][1]:
                self._close()
            self._pass_by(self._at + place)
        self._at += length

    def _next(self, start: int, end: int) -> int:
        """Up to where the text from here is all marked, or all not."""
        if not self.spans:
            return end
        first, last = self.spans[0]
        return min(end, last if first <= start else first)

    def _marked(self, place: int) -> bool:
        return bool(self.spans) and self.spans[0][0] <= place < self.spans[0][1]

    def _write(self, source: str, marked: bool) -> None:
        # Blanks alone are not marked: between the tags of a table they may not stand in an element.
        if marked and not self._open and source.strip():
            self.count += not self._begun
            self.out.append("<mark>" if self._begun else f'<mark id="h{self.count}">')
            self._open = self._begun = True
        self.out.append(source)

    def _close(self) -> None:
        if self._open:
            self.out.append("</mark>")
            self._open = False

    def _pass_by(self, place: int | None = None) -> None:
        while self.spans and self.spans[0][1] <= (self._at if place is None else place):
            self.spans.pop(0)
            self._begun = False


def _cut(pieces: Sequence[Piece], start: int, end: int) -> Iterator[Piece]:
    """The pieces between two places of their text."""
    at = 0
    for text, marked in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield part, marked
        at += len(text)


def hits_of(asked: str) -> Hits | None:
    """The marks that an address asks for; None where it asks for no words. A query with faults marks what it can."""
    asked = clean(asked[: LONGEST * 20]).strip()
    if not asked:
        return None
    try:
        query = passage.read(asked) or parse(asked)
    except QueryError as error:
        query = error.repaired
    wanted = terms(query)
    return Hits(asked, wanted) if wanted else None
