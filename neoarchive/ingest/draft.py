"""What was read of a filing, as an editor may change it before it is saved.

A draft is plain data (it goes through JSON and back unchanged). It is made from a ``ParsedFiling``, edited in
the preview, and written by ``ingest.service.save``, the one writer. Every ``Field`` knows where its value
stands and, once a person changed it, what had been read. Lines are counted from 1.
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from neoarchive import parser
from neoarchive.parser.types import DateValue, ParsedFiling, Spans, Table, Value


@dataclass(slots=True)
class Field:
    """One value: "" where there is none. ``read`` is what was read, None while nobody has changed it.

    ``level`` and ``reason`` say how sure the reading was (``parser.types.Confidence``); "" where it was not judged.
    """

    value: str = ""
    at: list[list[int]] = field(default_factory=list)
    lines: list[int] | None = None
    note: str = ""
    read: str | None = None
    level: str = ""
    reason: str = ""
    read_at: list[list[int]] | None = None
    read_lines: list[int] | None = None
    """Where the value that was read stands, once an editor showed another place; else None."""

    def set(self, value: str) -> None:
        """Take an editor's value; setting back what was read undoes the edit."""
        if value == self.value:
            return
        if self.read is None:
            self.read = self.value
        self.value = value
        if value == self.read:
            self.read = None
            if self.read_at is not None:
                self.at, self.lines = self.read_at, self.read_lines
                self.read_at = self.read_lines = None

    def place(self, at: list[list[int]], lines: list[int]) -> None:
        """Take the place that an editor showed for a value that was set."""
        if self.read_at is None:
            self.read_at, self.read_lines = self.at, self.lines
        self.at, self.lines = at, lines

    @property
    def first_at(self) -> list[list[int]]:
        """Where the reading found it, whatever an editor showed since: by this a row is found again."""
        return self.at if self.read_at is None else self.read_at

    @property
    def edited(self) -> bool:
        return self.read is not None

    def evidence(self) -> dict[str, Any]:
        """As ``models.Evidenced.evidence`` keeps it."""
        found: dict[str, Any] = {"at": self.at, "lines": self.lines} if self.at else {}
        if self.note:
            found["note"] = self.note
        return {**found, **told(self)}


def told(part: Any) -> dict[str, Any]:
    """The confidence of a field or a row, as its evidence keeps it; nothing where there is none."""
    return {"level": part.level, "reason": part.reason} if part.level else {}


# The fields that stand in a record of their own, by the draft that has them.
FILING_FIELDS = ("form_type", "accession_number", "report_date", "filed_date")
REGISTRANT_FIELDS = ("name", "file_number", "irs_number", "state_of_incorporation", "phone", "address")
RELEASE_FIELDS = ("headline", "status_line", "place", "released_on", "dateline", "wire")
CONTACT_FIELDS = ("name", "title", "organization", "phones", "emails")


@dataclass(slots=True)
class RegistrantDraft:
    name: Field
    cik: Field = field(default_factory=Field)
    file_number: Field = field(default_factory=Field)
    irs_number: Field = field(default_factory=Field)
    state_of_incorporation: Field = field(default_factory=Field)
    phone: Field = field(default_factory=Field)
    address: Field = field(default_factory=Field)
    conformed_name: str = ""
    sic: str = ""
    former_names: list[dict[str, str]] = field(default_factory=list)
    """``{"name": …, "until": ISO date or ""}``"""


@dataclass(slots=True)
class ItemDraft:
    number: Field
    title: Field = field(default_factory=Field)
    official_title: str = ""
    today: str = ""
    body: Field = field(default_factory=Field)


@dataclass(slots=True)
class ExhibitDraft:
    number: Field
    description: Field = field(default_factory=Field)
    included: bool | None = None
    kind: str = ""
    reason: str = ""
    level: str = ""
    """How sure ``kind`` is, and ``why``."""
    why: str = ""


@dataclass(slots=True)
class SignatureDraft:
    name: Field
    title: Field = field(default_factory=Field)
    signed_on: Field = field(default_factory=Field)


@dataclass(slots=True)
class TickerDraft:
    exchange: str
    symbol: str
    company: str = ""
    at: list[list[int]] = field(default_factory=list)
    lines: list[int] | None = None
    level: str = ""
    reason: str = ""


@dataclass(slots=True)
class ContactDraft:
    """A contact row; phones and e-mails as printed, several joined by ", " in their field."""

    name: Field = field(default_factory=Field)
    title: Field = field(default_factory=Field)
    organization: Field = field(default_factory=Field)
    phones: Field = field(default_factory=Field)
    emails: Field = field(default_factory=Field)
    at: list[list[int]] = field(default_factory=list)
    lines: list[int] | None = None
    level: str = ""
    reason: str = ""


@dataclass(slots=True)
class BlockDraft:
    """A block of the body. ``table`` is a parser table as plain data, None for one kept as typed."""

    kind: str
    text: Field
    table: dict[str, Any] | None = None
    level: int = 0


@dataclass(slots=True)
class QuotationDraft:
    text: str
    speaker: str
    speaker_title: str
    block: int
    at: list[list[int]] = field(default_factory=list)
    lines: list[int] | None = None
    level: str = ""
    reason: str = ""


@dataclass(slots=True)
class ReleaseDraft:
    exhibit: str
    headline: Field
    subheadlines: list[Field] = field(default_factory=list)
    status_line: Field = field(default_factory=Field)
    dateline: Field = field(default_factory=Field)
    place: Field = field(default_factory=Field)
    released_on: Field = field(default_factory=Field)
    wire: Field = field(default_factory=Field)
    tickers: list[TickerDraft] = field(default_factory=list)
    contacts: list[ContactDraft] = field(default_factory=list)
    blocks: list[BlockDraft] = field(default_factory=list)
    quotations: list[QuotationDraft] = field(default_factory=list)
    tidied: list[Field] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """Lists of which an editor left a row out: what a later reading finds there is not to come back."""


@dataclass(slots=True)
class WarningDraft:
    code: str
    message: str
    lines: list[int] | None = None


@dataclass(slots=True)
class SegmentDraft:
    """Lines ``first`` to ``last`` and what they were taken for (``parser.types.Segment``)."""

    kind: str
    use: str
    first: int
    last: int
    title: str = ""
    note: str = ""
    release: int | None = None
    block: int | None = None


@dataclass(slots=True)
class FilingDraft:
    filename: str
    sha256: str
    encoding: str
    format: str
    byte_length: int
    line_starts: list[int]
    parser_version: str
    form_type: Field
    accession_number: Field
    report_date: Field
    filed_date: Field
    accepted_at: str = ""
    folded_sha256: str = ""
    registrants: list[RegistrantDraft] = field(default_factory=list)
    items: list[ItemDraft] = field(default_factory=list)
    exhibits: list[ExhibitDraft] = field(default_factory=list)
    signatures: list[SignatureDraft] = field(default_factory=list)
    releases: list[ReleaseDraft] = field(default_factory=list)
    warnings: list[WarningDraft] = field(default_factory=list)
    segments: list[SegmentDraft] = field(default_factory=list)

    @property
    def title(self) -> str:
        """As lists name it: "NeoTherapeutics, Inc., 8-K, 1998-07-27"."""
        names = [r.name.value for r in self.registrants if r.name.value]
        day = self.report_date.value or self.filed_date.value
        return ", ".join([*names[:1], self.form_type.value or "no form type", *([day] if day else [])])

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FilingDraft:
        draft: FilingDraft = build(cls, data)
        return draft


class _Maker:
    """Turns parsed values into fields, with offsets as lists and as line numbers."""

    def __init__(self, parsed: ParsedFiling) -> None:
        self.starts = parsed.line_starts
        self.confidence = parsed.confidence

    def lines(self, at: Spans) -> list[int] | None:
        if not at:
            return None
        first = bisect.bisect_right(self.starts, at[0][0])
        last = bisect.bisect_right(self.starts, max(end for _, end in at) - 1)
        return [max(first, 1), max(last, first, 1)]

    def field(self, value: Value | DateValue | None, path: str = "") -> Field:
        sure = self.sure(path)
        if value is None:
            return Field(**sure)
        if isinstance(value, DateValue):
            return Field(value.day.isoformat(), _pairs(value.at), self.lines(value.at), **sure)
        return Field(value.text, _pairs(value.at), self.lines(value.at), value.note, **sure)

    def sure(self, path: str) -> dict[str, Any]:
        """Level and reason of what was read under a path, as a field or a row takes them."""
        found = self.confidence.get(path)
        return {"level": found.level, "reason": found.reason} if found else {}

    def joined(self, values: tuple[Value, ...]) -> Field:
        at = tuple(span for value in values for span in value.at)
        return Field(", ".join(value.text for value in values), _pairs(at), self.lines(at))


def draft_of(parsed: ParsedFiling, filename: str = "") -> FilingDraft:
    """The draft of what the parser read."""
    make = _Maker(parsed)
    return FilingDraft(
        filename=filename,
        sha256=parsed.sha256,
        encoding=parsed.encoding,
        format=parsed.format,
        byte_length=parsed.byte_length,
        line_starts=list(parsed.line_starts),
        parser_version=parser.PARSER_VERSION,
        form_type=make.field(parsed.form_type, "form_type"),
        accession_number=make.field(parsed.accession_number, "accession_number"),
        report_date=make.field(parsed.report_date, "report_date"),
        filed_date=make.field(parsed.filed_date, "filed_date"),
        accepted_at=parsed.accepted_at.isoformat() if parsed.accepted_at else "",
        registrants=[_registrant(r, f"registrants.{i}", make) for i, r in enumerate(parsed.registrants)],
        items=[_item(item, f"items.{i}", make) for i, item in enumerate(parsed.items)],
        exhibits=[_exhibit(e, f"exhibits.{i}", make) for i, e in enumerate(parsed.exhibits)],
        signatures=[_signature(s, f"signatures.{i}", make) for i, s in enumerate(parsed.signatures)],
        releases=[_release(r, f"releases.{i}", make) for i, r in enumerate(parsed.releases)],
        warnings=[WarningDraft(w.code, w.message, make.lines(w.at)) for w in parsed.warnings],
        segments=_segments(parsed, make),
    )


def _item(read: parser.types.Item, path: str, make: _Maker) -> ItemDraft:
    number = make.field(read.number, f"{path}.number")
    return ItemDraft(number, make.field(read.title), read.official_title, read.today or "", make.field(read.body))


def _exhibit(read: parser.types.Exhibit, path: str, make: _Maker) -> ExhibitDraft:
    kind = make.confidence.get(f"{path}.kind")
    return ExhibitDraft(
        make.field(read.number, f"{path}.number"),
        make.field(read.description),
        read.included,
        read.kind,
        read.reason,
        kind.level if kind else "",
        kind.reason if kind else "",
    )


def _signature(read: parser.types.Signature, path: str, make: _Maker) -> SignatureDraft:
    return SignatureDraft(make.field(read.name, f"{path}.name"), make.field(read.title), make.field(read.signed_on))


def _registrant(read: parser.types.Registrant, path: str, make: _Maker) -> RegistrantDraft:
    names = ("name", "cik", "file_number", "irs_number", "state_of_incorporation", "phone", "address")
    return RegistrantDraft(
        **{name: make.field(getattr(read, name), f"{path}.{name}") for name in names},
        conformed_name=read.conformed_name.text if read.conformed_name else "",
        sic=read.sic.text if read.sic else "",
        former_names=[
            {"name": former.name.text, "until": former.until.isoformat() if former.until else ""}
            for former in read.former_names
        ],
    )


def _release(read: parser.types.Release, path: str, make: _Maker) -> ReleaseDraft:
    dateline = read.dateline
    return ReleaseDraft(
        exhibit=read.exhibit or "",
        headline=make.field(read.headline, f"{path}.headline"),
        subheadlines=[make.field(s, f"{path}.subheadlines.{j}") for j, s in enumerate(read.subheadlines)],
        status_line=make.field(read.status),
        dateline=make.field(dateline.text if dateline else None, f"{path}.dateline"),
        place=make.field(read.place, f"{path}.place"),
        released_on=make.field(read.released_on, f"{path}.released_on"),
        wire=make.field(dateline.wire if dateline else None),
        tickers=[_ticker(t, f"{path}.tickers.{j}", make) for j, t in enumerate(read.tickers)],
        contacts=[_contact(c, f"{path}.contacts.{j}", make) for j, c in enumerate(read.contacts)],
        blocks=_blocks(read, path, make),
        quotations=[_quotation(q, f"{path}.quotations.{j}", make) for j, q in enumerate(read.quotations)],
        tidied=[make.field(t) for t in read.tidied],
    )


def _ticker(read: parser.types.Ticker, path: str, make: _Maker) -> TickerDraft:
    company = read.company.text if read.company else ""
    return TickerDraft(read.exchange, read.symbol, company, _pairs(read.at), make.lines(read.at), **make.sure(path))


def _contact(read: parser.types.Contact, path: str, make: _Maker) -> ContactDraft:
    return ContactDraft(
        make.field(read.name),
        make.field(read.title),
        make.field(read.organization),
        make.joined(read.phones),
        make.joined(read.emails),
        _pairs(read.at),
        make.lines(read.at),
        **make.sure(path),
    )


def _blocks(read: parser.types.Release, path: str, make: _Maker) -> list[BlockDraft]:
    """The blocks; the first of what the company says of itself, and of the forward-looking statements, is judged."""
    found, seen = [], set()
    for block in read.blocks:
        sure: dict[str, Any] = make.sure(f"{path}.{block.kind}") if block.kind not in seen else {}
        seen.add(block.kind)
        text = Field(block.text, _pairs(block.at), make.lines(block.at), **sure)
        found.append(BlockDraft(block.kind, text, _table(block.table) if block.table else None, block.level))
    return found


def _quotation(read: parser.types.Quotation, path: str, make: _Maker) -> QuotationDraft:
    title = read.speaker_title.text if read.speaker_title else ""
    place = (_pairs(read.at), make.lines(read.at))
    return QuotationDraft(read.text, read.speaker.text, title, read.block, *place, **make.sure(path))


@dataclass(slots=True)
class _Deck:
    """A sub-headline as a row of its own."""

    text: Field


def doubts_of(draft: FilingDraft) -> int:
    """How many values the reading was in doubt about that no person has set."""
    found = 0
    for row in _judged_rows(draft):
        kind: Any = type(row)
        fields = [getattr(row, name) for name in _field_names(kind)]
        found += sum(one.level == "doubtful" and not one.edited for one in fields)
        found += getattr(row, "level", "") == "doubtful" and not any(one.edited for one in fields)
    return found


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind) if one.type == "Field")


def _judged_rows(draft: FilingDraft) -> Iterator[Any]:
    yield draft
    for rows in (draft.registrants, draft.items, draft.exhibits, draft.signatures, draft.releases):
        yield from rows
    for release in draft.releases:
        yield from (*release.tickers, *release.contacts, *release.quotations, *release.blocks)
        yield from (_Deck(one) for one in release.subheadlines)


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption.text if table.caption else "",
        "header_rows": table.header_rows,
        "notes": [note.text for note in table.notes],
        "rows": [
            [{"text": c.text, "header": c.header, "colspan": c.colspan, "rowspan": c.rowspan} for c in row]
            for row in table.rows
        ],
    }


def _segments(parsed: ParsedFiling, make: _Maker) -> list[SegmentDraft]:
    found = []
    for s in parsed.segments:
        lines = make.lines(((s.start, max(s.end, s.start + 1)),))
        if lines:
            found.append(SegmentDraft(s.kind, s.use, lines[0], lines[1], s.title, s.note, s.release, s.block))
    return found


def _pairs(at: Spans) -> list[list[int]]:
    return [list(span) for span in at]


_KINDS: dict[str, type] = {
    "Field": Field,
    "RegistrantDraft": RegistrantDraft,
    "ItemDraft": ItemDraft,
    "ExhibitDraft": ExhibitDraft,
    "SignatureDraft": SignatureDraft,
    "TickerDraft": TickerDraft,
    "ContactDraft": ContactDraft,
    "BlockDraft": BlockDraft,
    "QuotationDraft": QuotationDraft,
    "ReleaseDraft": ReleaseDraft,
    "WarningDraft": WarningDraft,
    "SegmentDraft": SegmentDraft,
}


def build(kind: Any, data: dict[str, Any]) -> Any:
    """A dataclass from what ``asdict`` made of it. Annotations are strings here: "Field", "list[Field]"."""
    values = {}
    for one in dataclasses.fields(kind):
        if one.name not in data:
            continue
        name, value = str(one.type), data[one.name]
        if name in _KINDS:
            value = build(_KINDS[name], value)
        elif name.startswith("list[") and name[5:-1] in _KINDS:
            value = [build(_KINDS[name[5:-1]], v) for v in value]
        values[one.name] = value
    return kind(**values)
