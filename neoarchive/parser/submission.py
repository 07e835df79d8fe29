"""The container: which stretch of the source is wrapper, header, document head, document text.

Nothing here reads what a document says. The stretches (``Region``) follow on one another and make up the
whole source, so that no character can be lost between two documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .types import SourceFormat, Span, Value

Content = Literal["plain", "html", "not-text"]
RegionKind = Literal["wrapper", "header", "document-head", "document"]

_TAGS = re.compile(r"<(/?)(SEC-DOCUMENT|IMS-DOCUMENT|SEC-HEADER|IMS-HEADER|SUBMISSION|DOCUMENT|TEXT|TYPE)>")
_HEAD_TAG = re.compile(r"<(TYPE|SEQUENCE|FILENAME|DESCRIPTION)>[ \t]*([^\n\r<]{0,1000})")
_PEM = re.compile(r"^-----(?:BEGIN|END) PRIVACY-ENHANCED MESSAGE-----", re.M)
_HTML_SURE = re.compile(r"<(?:html|body|!doctype\s+html)\b", re.I)
_HTML_TAG = re.compile(r"<(?:p|div|br|font|td|tr|center|pre|span|b|h[1-6])(?:\s[^<>]{0,2000})?/?>", re.I)
_BLANKS = re.compile(r"\s*+")
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_WRAPPED = re.compile(r"\s*(?:<(XBRL|XML|PDF|JSON)>\s*)?", re.I)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_UUENCODED = re.compile(r"\s*begin [0-7]{3,4} \S")
_XML = re.compile(r"<\?xml|<(?:xs|xsd|link|xbrli?|edgarSubmission|ownershipDocument)\b", re.I)

# Roles that hold machine data whatever their text looks like: the financial data schedule of the 1990s
# (EX-27), XBRL (EX-100 to EX-104), and EDGAR's own renderings.
_MACHINE_TYPES = re.compile(r"EX-(?:27|10[0-4])(?![0-9])|GRAPHIC|ZIP|EXCEL|XML|JSON|PDF|COVER|CORRESP-PDF", re.I)
_WHAT = {
    "GRAPHIC": "a picture",
    "ZIP": "a zip archive",
    "EXCEL": "a spreadsheet",
    "XML": "machine data (XML)",
    "JSON": "machine data (JSON)",
    "PDF": "a PDF",
}


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One ``<DOCUMENT>``, or the whole of a source that has none. ``text`` is the span of what it holds."""

    span: Span
    text: Span
    content: Content
    what: str = ""
    """For a document that is not text: what it is, in words."""
    type: Value | None = None
    sequence: Value | None = None
    filename: Value | None = None
    description: Value | None = None

    @property
    def exhibit_number(self) -> str | None:
        """99.1 of EX-99.1; None for the form."""
        return _exhibit_number(self.type.text) if self.type is not None else None


_EXHIBIT = re.compile(r"EX-?\s*([0-9][0-9A-Za-z.()\-]*)", re.I)


@lru_cache(maxsize=256)
def _exhibit_number(kind: str) -> str | None:
    found = _EXHIBIT.match(kind)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the source of one kind; ``document`` is an index into the submission's documents."""

    kind: RegionKind
    start: int
    end: int
    document: int = -1


@dataclass(frozen=True, slots=True)
class Submission:
    format: SourceFormat
    documents: tuple[RawDocument, ...]
    regions: tuple[Region, ...]
    header: Span | None = None
    pem: bool = False
    truncated: bool = False
    """It has container tags, and the last document or the container is not closed."""


def split_submission(source: str) -> Submission:
    """Find header and documents. A source without container tags is one document, by itself."""
    pem = bool(_PEM.search(source[:2000]))
    reader = _Container(source)
    reader.read()
    if not reader.documents:
        start = reader.header[1] if reader.header else 0
        start = _after_line(source, start) if reader.header else start
        content, what = sniff(source, start, len(source), None)
        whole = RawDocument((start, len(source)), (start, len(source)), content, what)
        reader.documents, reader.truncated = [whole], reader.header is not None
    form: SourceFormat = "pem" if pem else "sgml" if reader.tagged else "text"
    if form == "text" and reader.documents[0].content == "html":
        form = "html"
    regions = _regions(source, reader.header, reader.documents)
    return Submission(form, tuple(reader.documents), regions, reader.header, pem, reader.truncated)


class _Container:
    """Walks the container tags once, left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.documents: list[RawDocument] = []
        self.header: Span | None = None
        self.tagged = False
        self.truncated = False
        self._opened: int | None = None
        self._text: int | None = None
        self._header_from: int | None = None
        self._filled = (-1, 0)
        """A place between two documents, and the first after it that is not blank."""

    def read(self) -> None:
        closed = True
        at = 0
        while tag := self._next_tag(at):
            name, closing, at = tag[2], bool(tag[1]), tag.end()
            if name == "TYPE":
                if self._opened is None and not closing:
                    self._type_without_document(tag.start())
            elif name == "DOCUMENT":
                self._document_tag(tag.start(), tag.end(2) + 1, closing)
                closed = closing
            elif name == "TEXT":
                self._text_tag(tag.start(), tag.end(2) + 1, closing)
            elif self._opened is None:
                self._wrapper_tag(name, tag.start(), tag.end(2) + 1, closing)
        if self._opened is not None:
            self._close(len(self.source), len(self.source))
            closed = False
        if self._header_from is not None and not self.documents:
            self.header = (self._header_from, len(self.source))
        self.truncated = self.tagged and not closed

    def _next_tag(self, at: int) -> re.Match[str] | None:
        source = self.source
        if self._opened is None or self._text is None:
            return _TAGS.search(source, at)
        # In a document's text nothing counts but where documents end or begin; that is found faster than any "<".
        while (at := source.find("DOCUMENT>", at)) >= 0:
            tag = _TAGS.match(source, at - 2 if source[at - 1] == "/" else at - 1)
            if tag:
                return tag
            at += 1
        return None

    def _type_without_document(self, start: int) -> None:
        """A copy that begins at <TYPE>: the line above was lost. Inside a .nc header TYPE names the form."""
        before = self.documents[-1].span[1] if self.documents else 0
        if self._filled[0] != before:
            blanks = _BLANKS.match(self.source, before)
            self._filled = (before, blanks.end() if blanks else before)
        if self._filled[1] >= start:
            self._opened, self._text, self.tagged = start, None, True

    def _document_tag(self, start: int, end: int, closing: bool) -> None:
        if closing:
            if self._opened is not None:
                self._close(start, end)
            return
        if self._opened is not None:
            # A new document before the old one is closed: the copy was cut, or </DOCUMENT> was lost.
            self._close(start, start)
        if self._header_from is not None:
            self.header, self._header_from = (self._header_from, start), None
        self._opened, self._text, self.tagged = start, None, True

    def _text_tag(self, start: int, end: int, closing: bool) -> None:
        if self._opened is not None and not closing and self._text is None:
            self._text = end

    def _wrapper_tag(self, name: str, start: int, end: int, closing: bool) -> None:
        self.tagged = True
        if name in ("SEC-HEADER", "IMS-HEADER", "SUBMISSION"):
            if not closing and self.header is None and self._header_from is None:
                self._header_from = start
            elif closing and self._header_from is not None:
                self.header, self._header_from = (self._header_from, end), None

    def _close(self, text_end: int, end: int) -> None:
        assert self._opened is not None
        source, opened = self.source, self._opened
        head_end = self._text if self._text is not None else _head_end(source, opened, text_end)
        tags = {m[1]: m for m in reversed(list(_HEAD_TAG.finditer(source, opened, head_end)))}
        closing = source.rfind("</TEXT>", head_end, text_end)
        if closing >= 0 and not source[closing + 7 : text_end].strip():
            text_end = closing
        start = min(_after_line(source, head_end), text_end)
        values = {name: _value(source, m) for name, m in tags.items()}
        content, what = sniff(source, start, text_end, values.get("TYPE"))
        self.documents.append(
            RawDocument(
                (opened, end),
                (start, text_end),
                content,
                what,
                values.get("TYPE"),
                values.get("SEQUENCE"),
                values.get("FILENAME"),
                values.get("DESCRIPTION"),
            )
        )
        self._opened = self._text = None


def _value(source: str, tag: re.Match[str]) -> Value | None:
    text = tag[2].rstrip()
    return Value(text, ((tag.start(2), tag.start(2) + len(text)),)) if text else None


def _head_end(source: str, start: int, limit: int) -> int:
    """Where the head tags of a document without <TEXT> end."""
    end = start
    for tag in _HEAD_TAG.finditer(source, start, min(limit, start + 6000)):
        end = tag.end()
    return end if end > start else min(start + len("<DOCUMENT>"), limit)


_LINE_END = re.compile(r"[ \t]{0,200}(?:\r\n|\n|\r)")


def _after_line(source: str, at: int) -> int:
    """The start of the next line if nothing but blanks stands between, else ``at``."""
    found = _LINE_END.match(source, at)
    return found.end() if found else at


def sniff(source: str, start: int, end: int, kind: Value | None) -> tuple[Content, str]:
    """What a document holds, by its content and its declared type; file names are not trusted."""
    if kind is not None and (machine := _MACHINE_TYPES.match(kind.text)):
        return "not-text", _WHAT.get(machine[0].upper(), "machine data")
    wrapped = _WRAPPED.match(source, start, end)
    at = wrapped.end() if wrapped else start
    wrapper = (wrapped[1] or "").upper() if wrapped else ""
    if wrapper in ("PDF", "JSON"):
        return "not-text", _WHAT[wrapper]
    if _UUENCODED.match(source, at, end):
        return "not-text", "an encoded file"
    if source.startswith("%PDF-", at):
        return "not-text", _WHAT["PDF"]
    sample = source[at : min(end, at + 20_000)]
    if _HTML_SURE.search(sample):
        return "html", ""
    if wrapper or _XML.match(sample):
        return "not-text", _WHAT["XML"]
    if _binary(sample):
        return "not-text", "a file that is not text"
    return ("html" if _is_fragment(source[at : min(end, at + 200_000)]) else "plain"), ""


def _is_fragment(text: str) -> bool:
    """HTML without <html>: three tags at least, and not fewer than empty lines.

    ASCII filings speak of "<p>" at times, and <TABLE>, <S>, <C> are their own; a copy whose blocks are parted by
    empty lines, with a stray <div>, is plain text.
    """
    if "<" not in text:
        return False
    tags = sum(1 for _ in _HTML_TAG.finditer(text))
    return tags >= 3 and tags >= len(_EMPTY_LINE.findall(text))


def _binary(sample: str) -> bool:
    """Control characters throughout: a picture or archive pasted as text. A stray 0x01 is none."""
    head = sample[:4000]
    controls = len(_CONTROLS.findall(head))
    return len(head) > 100 and controls > len(head) * 0.1


def _regions(source: str, header: Span | None, documents: list[RawDocument]) -> tuple[Region, ...]:
    """The stretches in order, without a gap; what belongs to nothing else is wrapper."""
    regions: list[Region] = []
    at = 0

    def add(kind: RegionKind, end: int, document: int = -1) -> None:
        nonlocal at
        if end > at:
            regions.append(Region(kind, at, end, document))
            at = end

    if header:
        add("wrapper", header[0])
        add("header", min(_after_line(source, header[1]), documents[0].span[0]) if documents else header[1])
    for index, document in enumerate(documents):
        add("wrapper", document.span[0])
        add("document-head", document.text[0], index)
        add("document", document.text[1], index)
        add("wrapper", max(min(_after_line(source, document.span[1]), len(source)), at))
    add("wrapper", len(source))
    return tuple(regions)
