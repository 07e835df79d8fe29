"""What reading a Form 8-K gives: frozen values, each with its place in the decoded source.

A *span* is a pair of offsets, ``(start, end)``, counted in characters of the decoded source
(``ParsedFiling.text``), end exclusive. Where a value is broken up (by a page break, say) it has
several spans, in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Span = tuple[int, int]
Spans = tuple[Span, ...]

SourceFormat = Literal["pem", "sgml", "html", "text"]
BlockKind = Literal["paragraph", "heading", "list_item", "table", "about", "safe_harbor"]
Level = Literal["certain", "likely", "doubtful"]


@dataclass(frozen=True, slots=True)
class Value:
    """A text read from the filing. ``note`` says in words what was done to it, if anything."""

    text: str
    at: Spans
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as printed (``text``) and as understood (``day``)."""

    day: date
    text: str
    at: Spans


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should know. ``code`` is stable, ``message`` is a sentence."""

    code: str
    message: str
    at: Spans = ()


@dataclass(frozen=True, slots=True)
class Registrant:
    """A company in whose name the form is filed, as the cover prints it; the CIK is the header's."""

    name: Value
    cik: Value | None = None
    file_number: Value | None = None
    irs_number: Value | None = None
    state_of_incorporation: Value | None = None
    phone: Value | None = None
    address: Value | None = None
    conformed_name: Value | None = None
    sic: Value | None = None
    fiscal_year_end: Value | None = None
    former_names: tuple["FormerName", ...] = ()


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that the header or the cover says the registrant had until ``until``."""

    name: Value
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item the filing reports under.

    ``number`` is as printed ("5", "7(c)", "2.02"), ``title`` as printed, ``official_title`` the one in
    force on the date of the report, ``today`` the number of today's equivalent (None where there is none).
    """

    number: Value
    title: Value | None
    official_title: str
    today: str | None
    body: Value | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit that the filing names or contains.

    ``included`` is True if its text is in this source, False if it is not, and None where that does
    not matter (cover page data, exhibits 101 and 104). ``text_at`` is where the text stands.
    """

    number: Value
    description: Value | None
    included: bool | None
    text_at: Span | None = None
    document_type: str | None = None
    filename: str | None = None
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    name: Value
    title: Value | None = None
    signed_on: DateValue | None = None


@dataclass(frozen=True, slots=True)
class Ticker:
    """A symbol with the exchange it is printed with, whichever company's it is.

    ``company`` is the name that stands before the parenthesis, as printed.
    """

    exchange: str
    symbol: str
    at: Spans
    company: Value | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone a release names to be contacted; a desk without a person has ``name`` None."""

    name: Value | None
    title: Value | None
    organization: Value | None
    phones: tuple[Value, ...]
    emails: tuple[Value, ...]
    at: Spans


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a block gives as someone's own. ``block`` is the index of the block in the release."""

    text: str
    speaker: Value
    speaker_title: Value | None
    block: int
    at: Spans


class Cell(NamedTuple):
    """A cell of a table; a tuple, as tables have very many of them and a frozen class takes three times as long."""

    text: str
    at: Spans
    header: Literal["", "col", "row", "colgroup", "rowgroup"] = ""
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns are certain: rows of cells, figures as printed."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Value | None = None
    header_rows: int = 0
    notes: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the body. A table without ``table`` is kept as typed: its columns are not certain."""

    kind: BlockKind
    text: str
    at: Spans
    table: Table | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Dateline:
    """``CITY, ST, DATE -- ``: the whole as printed, and its parts."""

    text: Value
    place: Value | None
    day: DateValue | None
    wire: Value | None = None


@dataclass(frozen=True, slots=True)
class Release:
    exhibit: str | None
    headline: Value | None
    subheadlines: tuple[Value, ...]
    dateline: Dateline | None
    released_on: DateValue | None
    status: Value | None
    tickers: tuple[Ticker, ...]
    contacts: tuple[Contact, ...]
    blocks: tuple[Block, ...]
    quotations: tuple[Quotation, ...]
    at: Spans
    tidied: tuple[Value, ...] = ()
    """What was left out or changed for reading, a sentence each with its place ("Page break left out")."""

    @property
    def place(self) -> Value | None:
        return self.dateline.place if self.dateline else None


class Segment(NamedTuple):
    """A stretch of lines and what it was taken for.

    ``use`` is "release" (stands in a release), "filing" (a fact of the filing), "left-out" (furniture, wrapper,
    machine data), "blank", or "not-read". ``kind`` is finer: cover, item, signature, exhibit-index, headline,
    paragraph, … ``title`` and ``note`` are what the page beside the source shows. ``start`` and ``end`` are
    offsets; the segments of a filing follow on one another and make up the whole source.
    ``release`` is the index of the release it belongs to, ``block`` of the block in it.
    """

    kind: str
    use: Literal["release", "filing", "left-out", "blank", "not-read"]
    start: int
    end: int
    title: str = ""
    note: str = ""
    release: int | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a value is, and the rule that decided, in words ("between a status line and a dateline").

    "certain": signs of different sorts agree, or the place has one meaning only; nobody need look. "likely": one sign,
    and nothing against it. "doubtful": signs differ, the rule was a last resort, or the text breaks off there; an
    editor should look.
    """

    level: Level
    reason: str


def certain(reason: str) -> Confidence:
    return Confidence("certain", reason)


def likely(reason: str) -> Confidence:
    return Confidence("likely", reason)


def doubtful(reason: str) -> Confidence:
    return Confidence("doubtful", reason)


@dataclass(frozen=True, slots=True)
class ParsedFiling:
    text: str
    encoding: str
    sha256: str
    byte_length: int
    format: SourceFormat
    line_starts: tuple[int, ...]
    form_type: Value | None = None
    accession_number: Value | None = None
    report_date: DateValue | None = None
    filed_date: DateValue | None = None
    accepted_at: datetime | None = None
    registrants: tuple[Registrant, ...] = ()
    items: tuple[Item, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    signatures: tuple[Signature, ...] = ()
    releases: tuple[Release, ...] = ()
    segments: tuple[Segment, ...] = ()
    warnings: tuple[Warning, ...] = field(default=())
    confidence: Mapping[str, Confidence] = field(default_factory=dict)
    """Of each value, by its path: "report_date", "registrants.0.name", "releases.0.contacts.1"."""
