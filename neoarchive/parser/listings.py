"""Listings of exhibits: in Item 7 or 9.01, and in the exhibit index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .cover import Piece, pieces_of
from .form import EXHIBIT_HEADING, INDEX, is_furniture
from .text import Line, Passage
from .types import Span, Value

EXHIBIT_NUMBER = r"\d{1,3}(?:\.\s?\d{1,3})?(?:[A-Za-z](?![A-Za-z])|[.\-]?\([a-z0-9]{1,4}\))*"
_ALONE = re.compile(
    rf"\W{{0,3}}(?:exhibits?|ex)?[\s.\-]*(?:no\.?)?\s*({EXHIBIT_NUMBER})\)?[\s.:*+†‡#)\-\u2013\u2014]*", re.I
)
_LED = re.compile(
    rf"\W{{0,3}}(?:(?P<word>exhibits?|ex)[\s.\-]*(?:no\.?)?\s*)?(?P<number>{EXHIBIT_NUMBER})(?P<close>[)\]]?[.:)*+†‡#]*)(?P<gap>\s*[-\u2013\u2014:]+\s*|\s+)(?P<text>[\"“'(\[A-Z*].*)",
    re.I,
)
_NONE = re.compile(r"\W*(?:not\s+applicable|none|n/a|inapplicable|not\s+required|no\s+exhibits?)\W*", re.I)
_PAGE_REF = re.compile(
    r"(?:page|p\.)?\s*(?:\d{1,3}|[ivx]{1,5}|[*+†#]|n/a)(?:\s*[-\u2013]\s*\d{1,3})?\W*|\.{3,}\s*\d*|page|[-_.=\s]+", re.I
)
_HEADER_WORDS = re.compile(
    r"\W*(?:exhibits?|ex\.?|no\.?|nos\.?|number|description(?:\s+of\s+(?:exhibits?|document))?|document|page|sequentially|numbered|sequential|title|method\s+of\s+filing"
    r"|(?:exhibit|item)\s+(?:no\.?|number|description)|page\s+no\.?|\s|/)+\W*",
    re.I,
)
_OPEN_END = re.compile(
    r"(?:,|;|-|\b(?:and|or|of|by|the|to|in|for|with|dated?|as|between|among|from|its|a|an|on|at|regarding|announcing))\s*$",
    re.I,
)
INCORPORATED = re.compile(
    r"incorporated\s+(?:herein\s+)?by\s+reference\s+(?:to|from)|previously\s+filed|filed\s+as\s+(?:an\s+)?exhibit\s+[\d.]+\s+to\s+the",
    re.I,
)
# The numbers of Regulation S-K Item 601, and 28, which was "additional exhibits" until about 1993.
_KNOWN = frozenset([*range(1, 29), *range(31, 37), *range(95, 107)])


_MARKS = re.compile(r"[*+†‡#]+")
_FOOTNOTE = re.compile(
    r"\(?([*+†‡#]+)\)?\s*(?:incorporated\s+(?:herein\s+)?by\s+reference|previously\s+filed|filed\s+previously|to\s+be\s+filed)",
    re.I,
)


def _header_words(text: str) -> bool:
    """Column heads of an index. Long lines are none, and the pattern is not made for them."""
    return len(text) <= 80 and _HEADER_WORDS.fullmatch(text) is not None


@dataclass(slots=True)
class Listed:
    """An entry of a listing, or an exhibit named in running text (``mention``)."""

    number: Value
    description: Value | None = None
    elsewhere: bool = False
    marks: frozenset[str] = frozenset()
    """Footnote marks at its number or description ("*", "+")."""
    mention: bool = False
    index: bool = False
    """Listed in the exhibit index; False for Item 7 or 9.01."""
    aliases: list[str] = field(default_factory=list)
    """Other numbers it is listed under."""
    places: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    entries: list[Listed] = field(default_factory=list)
    end: int = 0
    """Index after the last line that belongs to it."""


_NOT_IN_KEY = re.compile(r"[^0-9a-z.]")
_KEY = re.compile(r"0*(\d+)(?:\.0*(\d+))?(.*)")
_FIGURES = re.compile(r"\d+")


@lru_cache(maxsize=1024)
def key(number: str) -> str:
    """What two spellings of one number share: 99.1 and 99.01, 10.16a and 10.16(A), 99.4(a) and 99.4.A."""
    plain = _NOT_IN_KEY.sub("", number.casefold())
    found = _KEY.match(plain)
    if not found:
        return plain
    return f"{found[1]}.{found[2] or ''}{found[3].replace('.', '')}".rstrip(".")


def plausible(number: str) -> bool:
    found = _FIGURES.match(number)
    return found is not None and int(found[0]) in _KNOWN


# -- listings --------------------------------------------------------------------------------------------------------


def read_listing(source: str, lines: Sequence[Line], start: int, stop: int, *, index: bool) -> Listing:
    """Entries in lines[start:stop].

    Surface forms: "99.1  Press release …" in columns, "99.1 Press Release", "Exhibit 99.1 - …", "99(a) -- …", "(99) …",
    the number on a line of its own, descriptions over several lines, a page reference at the end. In an index the
    listing ends where text begins that is no entry, no continuation and no page furniture.
    """
    reader = _ListingReader(source, lines, start, stop, index)
    return reader.read()


_LETTER = re.compile(r"\(?[a-d]\)")
_SAYS_NONE = re.compile(r"(?:^|[\s.])(?:not\s+applicable|none)\W*$", re.I)
_PAGE_BEHIND = re.compile(r"[\s.]*(?:\.{3,}|\bpage\s)\s*\d*\s*$|\s+\(?\*+\)?$", re.I)


class _ListingReader:
    def __init__(self, source: str, lines: Sequence[Line], start: int, stop: int, index: bool) -> None:
        self.source, self.lines, self.stop, self.index = source, lines, stop, index
        self.listing = Listing(end=start)
        self.at = start if index else self._exhibits_part(start, stop)
        self.parts: list[tuple[Line, int, int]] = []
        self.entry: Listed | None = None
        self.column = 0
        self.gap = False
        self.footnote = -1
        self.footnotes: set[str] = set()

    def _exhibits_part(self, start: int, stop: int) -> int:
        """Within Item 7 or 9.01: past (a) and (b), the financial statements."""
        for i in range(start, stop):
            text = self.lines[i].text
            if "xhibit" not in text and "XHIBIT" not in text:
                continue
            text = text.strip()
            if len(text) < 120 and re.match(r"\(?[cd]\)?[.):\s]*\s*exhibits?\b|exhibits?\s*[:.]?$", text, re.I):
                return i
        return start

    def read(self) -> Listing:
        i = self.at
        while i < self.stop:
            line = self.lines[i]
            text = line.text.strip()
            if not text:
                self.gap = True
            elif not self._line(i, line, text):
                break
            i += 1
        self._close()
        for entry in self.listing.entries:
            entry.elsewhere = entry.elsewhere or bool(entry.marks & self.footnotes)
        return self.listing

    def _line(self, i: int, line: Line, text: str) -> bool:
        """Takes one line; False where an index has ended."""
        if self._footnote(line, text):
            self.listing.end = i + 1
            return True
        pieces = pieces_of(line)
        if self.index and self._opens_exhibit(text):
            return False
        started = self._start(line, pieces, text)
        if started is not None:
            self._close()
            self.entry, self.parts = started
            self.column = self.parts[0][1] if self.parts else 0
            self.gap = False
        elif self.entry is not None and self._continues(line, pieces, text):
            self.parts += [(p.line, p.a, p.b) for p in pieces if not (self.parts and _PAGE_REF.fullmatch(p.text))]
            self.column = self.column or (pieces[0].a if pieces else 0)
            self.gap = False
        elif self.index and not self._belongs(i, text):
            if not self._more_entries(i):
                return False
            if self.entry is not None:
                self.parts += [(p.line, p.a, p.b) for p in pieces]
        elif not is_furniture(text) and self.entry is not None and not self.index:
            self._close()
        self.listing.end = i + 1
        return True

    def _footnote(self, line: Line, text: str) -> bool:
        """ "* Incorporated by reference to …", over one line or several: it says which exhibits stand elsewhere."""
        note = _FOOTNOTE.match(text)
        if note:
            self._close()
            self.footnotes.add(note[1])
            self.footnote = line.block
        return note is not None or (line.block == self.footnote and bool(self.listing.entries))

    def _opens_exhibit(self, text: str) -> bool:
        """ "EXHIBIT 99.1" alone on a line, after 99.1 was listed, is where the exhibit begins."""
        heading = EXHIBIT_HEADING.fullmatch(text) if len(text) < 120 else None
        if heading is None or not re.search(r"[A-Za-z]{2}", text):
            return False
        listed = [*self.listing.entries, *([self.entry] if self.entry else [])]
        return any(key(entry.number.text) == key(heading[1]) for entry in listed)

    def _belongs(self, i: int, text: str) -> bool:
        """Does a line that is no entry stand in the index: heads, page furniture, what has more index behind it?"""
        if (
            is_furniture(text)
            or _header_words(text)
            or INDEX.fullmatch(text)
            or _PAGE_REF.fullmatch(text)
            or _NONE.fullmatch(text)
        ):
            return True
        if not self.listing.entries and self.entry is None:
            return len(text) < 300
        if EXHIBIT_HEADING.fullmatch(text):
            return False
        seen = 0
        for j in range(i + 1, min(i + 12, self.stop)):
            line = self.lines[j]
            if line.blank:
                continue
            if EXHIBIT_HEADING.fullmatch(line.text.strip()):
                return False
            if re.fullmatch(r"page\s+\d+|\d{1,3}", line.text.strip(), re.I) or self._start(
                line, pieces_of(line), line.text.strip()
            ):
                return self._next_is_listing(j)
            seen += 1
            if seen == 2:
                return False
        return False

    def _more_entries(self, i: int) -> bool:
        """A description broken into many short lines, with a further entry of the same family behind it."""
        last = self.entry or (self.listing.entries[-1] if self.listing.entries else None)
        if last is None:
            return False
        for line in self.lines[i : min(i + 40, self.stop)]:
            text = line.text.strip()
            if len(text) > 60:
                return False
            started = self._start(line, pieces_of(line), text) if text else None
            if started:
                number = started[0].number.text
                return key(number).split(".")[0] == key(last.number.text).split(".")[0] and key(number) > key(
                    last.number.text
                )
        return False

    def _next_is_listing(self, j: int) -> bool:
        """A number of its own line is a figure of a table unless few lines stand behind it."""
        return not any(len(line.text) > 200 for line in self.lines[max(j - 3, 0) : j])

    def _start(self, line: Line, pieces: list[Piece], text: str) -> tuple[Listed, list[tuple[Line, int, int]]] | None:
        if not pieces or not any(map(str.isdigit, text[:24])):
            return None
        first = pieces[0]
        if _LETTER.fullmatch(first.text) and len(pieces) > 1:
            pieces = pieces[1:]
            first = pieces[0]
        alone = _ALONE.fullmatch(first.text)
        if alone and plausible(alone[1]) and self._trusted(alone[1], first.text, len(pieces) > 1):
            rest = [(p.line, p.a, p.b) for p in pieces[1:] if not _PAGE_REF.fullmatch(p.text)]
            return self._entry(line, first.a + alone.start(1), first.a + alone.end(1)), rest
        led = _LED.fullmatch(first.text)
        if led and plausible(led["number"]) and self._led_trusted(led):
            a = first.a + led.start("text")
            rest = [(line, a, first.b), *((p.line, p.a, p.b) for p in pieces[1:] if not _PAGE_REF.fullmatch(p.text))]
            return self._entry(line, first.a + led.start("number"), first.a + led.end("number")), rest
        return None

    def _trusted(self, number: str, text: str, columns: bool) -> bool:
        """A bare "4" alone on a line is a page number; "(4)", "4.1", "Exhibit 4", "4" beside a column are exhibits."""
        bare = number.isdigit() and not re.search(r"[A-Za-z(]", text)
        if bare and int(number) in (99, 100, 101, 104):
            return True
        return not bare or columns

    def _led_trusted(self, led: re.Match[str]) -> bool:
        if led["text"][:1].islower():
            return False
        if led["word"] or "." in led["number"] or "(" in led["number"]:
            # "Exhibit 99.1 to this report …" is a sentence.
            return not re.match(r"(?:to|of|and|is|are|attached|hereto|through)\b", led["text"], re.I)
        return bool(led["close"]) or len(led["gap"]) > 1 or int(_FIGURES.match(led["number"])[0]) >= 95  # type: ignore[index]

    def _entry(self, line: Line, a: int, b: int) -> Listed:
        value = line.value(a, b)
        marks = _MARKS.match(line.text[b:].lstrip(" .)"))
        return Listed(
            Value("".join(value.text.split()), value.at), marks=frozenset((marks[0],)) if marks else frozenset()
        )

    def _continues(self, line: Line, pieces: list[Piece], text: str) -> bool:
        """Does the line go on with the description?"""
        if (
            is_furniture(text)
            or EXHIBIT_HEADING.fullmatch(text)
            or re.match(r"\W*signatures?\W*$", text, re.I)
            or not pieces
        ):
            return False
        if not self.parts:
            return len(text) < 600 and not _header_words(text)
        last = self.parts[-1][0]
        said = " ".join(x.text[a:b] for x, a, b in self.parts)
        if not self.gap and last.block == line.block:
            return True
        if text[:1].islower() or _OPEN_END.search(said):
            return len(text) < 600
        if _NONE.fullmatch(text):
            return True
        # Columns kept: whatever stands in the column of the description, after at most an empty line.
        return bool(self.column) and not line.tag and pieces[0].a >= self.column > 3 and self.gap is False

    def _close(self) -> None:
        entry, self.entry = self.entry, None
        if entry is None:
            return
        said = Passage(self.source, self.parts)
        self.parts = []
        text = said.text
        if _NONE.fullmatch(text) or _SAYS_NONE.search(text):
            return
        stop = _PAGE_BEHIND.search(text)
        if text:
            entry.description = (
                said.cut(0, stop.start() if stop else len(text)).value() if not stop or stop.start() else None
            )
        entry.index = self.index
        entry.marks |= frozenset(_MARKS.findall(text[-8:]))
        entry.elsewhere = bool(INCORPORATED.search(text))
        spans = [*entry.number.at, *(entry.description.at if entry.description else ())]
        # Number and description are one place, however many columns stand between.
        entry.places = [(min(a for a, _ in spans), max(b for _, b in spans))] if spans else []
        self.listing.entries.append(entry)
