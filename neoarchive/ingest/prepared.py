"""A draft as rows: all that can be said of a filing without asking the archive.

The processes that read make these, and one writer (``ingest.writer``) completes them with what only the archive knows:
ids, companies, contacts, free addresses. So the dear part, HTML, JSON, compressing and folding words, is done on all
cores, and a filing that was pasted and one of a bulk load go through the same rules.

A row maps columns to values: dates as ISO text, moments as datetime, JSON as text; columns left out take the model's
default. No model is imported here: a process that reads needs no database.
"""

import bisect
import dataclasses
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from neoarchive.search import texts
from neoarchive.sums import folded_sha256

from . import who
from .corrections import says_it_corrects
from .draft import (
    CONTACT_FIELDS,
    FILING_FIELDS,
    REGISTRANT_FIELDS,
    RELEASE_FIELDS,
    BlockDraft,
    Field,
    FilingDraft,
    ReleaseDraft,
    SegmentDraft,
    doubts_of,
    told,
)
from .names import folded, short_company, slug_of
from .render import stored_block, summary_of

Row = dict[str, Any]
FOUND_NO_HEADLINE = "No headline was found; these are the first words of the text."

# Of the levels of zlib, 1 takes less than half the time of 6 for an eighth more room (real filings of 1993 to 2026).
_LEVEL = 1


@dataclass(slots=True)
class PreparedRegistrant:
    who: who.Company
    row: Row


@dataclass(slots=True)
class PreparedRelease:
    """``day``: the release date, else the filing's. ``owners``: for each ticker, the registrants that may own it."""

    row: Row
    day: date | None
    exhibit: int | None
    headline_slug: str
    tickers: list[Row]
    owners: list[list[int]]
    contacts: list[tuple[who.Contact, Row]]
    printed: list[tuple[tuple[str, str, str], tuple[list[str], list[str]]]]
    """Of each contact: name, role and organisation; telephones and e-mails: as the index wants them."""
    quotations: list[Row]
    words: texts.Words
    corrects: bool
    """Whether it says that it replaces another release."""


@dataclass(slots=True)
class PreparedFiling:
    """``title`` is what lists call it, ``warnings`` how many there are, ``day`` its shown date."""

    title: str
    sha256: str
    folded_sha256: str
    accession_number: str
    day: date | None
    slug: str
    warnings: int
    source: Row
    filing: Row
    registrants: list[PreparedRegistrant] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    exhibits: list[Row] = field(default_factory=list)
    signatures: list[Row] = field(default_factory=list)
    releases: list[PreparedRelease] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who set the values that differ from what was read, and when."""

    name: str
    on: datetime


def prepare(draft: FilingDraft, data: bytes, *, origin: str = "", editor: Editor | None = None) -> PreparedFiling:
    """Everything of a draft that ``check.problems_of`` found fit to be saved, as rows."""
    return _Preparing(draft, editor).filing(data, origin)


def source_row(
    data: bytes,
    *,
    sha256: str,
    folded: str,
    encoding: str,
    format: str,
    line_starts: Sequence[int],
    filename: str,
    origin: str,
) -> Row:
    """The columns of ``Source``: the bytes as received, and what is needed to show them line by line."""
    return {
        "sha256": sha256,
        "folded_sha256": folded,
        "compressed": zlib.compress(data, _LEVEL),
        "byte_length": len(data),
        "encoding": encoding,
        "format": format,
        "line_count": len(line_starts),
        "compressed_line_starts": zlib.compress(_ENCODE(line_starts).encode(), _LEVEL),
        "filename": filename[:255],
        "origin": origin[:500],
    }


class _Preparing:
    def __init__(self, draft: FilingDraft, editor: Editor | None) -> None:
        self.draft = draft
        self.editor = editor

    def filing(self, data: bytes, origin: str) -> PreparedFiling:
        draft = self.draft
        shown = draft.report_date.value or draft.filed_date.value
        name = next(r.name.value for r in draft.registrants if r.name.value)
        source = source_row(
            data,
            sha256=draft.sha256,
            folded=draft.folded_sha256 or folded_sha256(data),
            encoding=draft.encoding,
            format=draft.format,
            line_starts=draft.line_starts,
            filename=draft.filename,
            origin=origin,
        )
        made = PreparedFiling(
            draft.title,
            source["sha256"],
            source["folded_sha256"],
            draft.accession_number.value,
            date.fromisoformat(shown) if shown else None,
            f"{shown or 'undated'}-{slug_of(short_company(name), 50)}-{slug_of(draft.form_type.value, 20)}",
            len(draft.warnings),
            source,
            {
                "form_type": draft.form_type.value,
                "accession_number": draft.accession_number.value or None,
                "report_date": draft.report_date.value or None,
                "filed_date": draft.filed_date.value or None,
                "accepted_at": _moment(draft.accepted_at),
                "shown_date": shown or None,
                "warnings": _json([{"code": w.code, "message": w.message, "lines": w.lines} for w in draft.warnings]),
                "segments": _json([_plain(segment) for segment in draft.segments]),
                "doubts": doubts_of(draft),
                "parser_version": draft.parser_version,
                **self._evidence(draft, *FILING_FIELDS),
            },
        )
        self._registrants(made)
        self._parts(made)
        numbers = {e.number.value[:20].casefold(): place for place, e in enumerate(draft.exhibits)}
        made.releases = [self._release(made, numbers, n, read) for n, read in enumerate(draft.releases)]
        return made

    def _registrants(self, made: PreparedFiling) -> None:
        for read in self.draft.registrants:
            if read.name.value:
                row = {name: getattr(read, name).value for name in REGISTRANT_FIELDS}
                row |= self._evidence(read, "cik", *REGISTRANT_FIELDS)
                row["position"] = len(made.registrants)
                made.registrants.append(PreparedRegistrant(who.Company.of(read), row))

    def _parts(self, made: PreparedFiling) -> None:
        for position, item in enumerate(self.draft.items):
            row = {
                "position": position,
                "number": item.number.value[:10],
                "title": item.title.value[:300],
                "official_title": item.official_title[:300],
                "today": item.today[:10],
                "body": item.body.value,
            }
            made.items.append(row | self._evidence(item, "number", "title", "body"))
        for position, exhibit in enumerate(self.draft.exhibits):
            row = {
                "position": position,
                "number": exhibit.number.value[:20],
                "description": exhibit.description.value,
                "included": exhibit.included,
                "kind": exhibit.kind[:40],
                "reason": exhibit.reason[:300],
            }
            evidence, edits = self._places_and_edits(exhibit, "number", "description")
            if exhibit.level:
                evidence["kind"] = {"level": exhibit.level, "reason": exhibit.why}
            made.exhibits.append(row | {"evidence": _json(evidence), "edits": _json(edits)})
        for position, signature in enumerate(self.draft.signatures):
            row = {
                "position": position,
                "name": signature.name.value[:200],
                "title": signature.title.value[:300],
                "signed_on": signature.signed_on.value or None,
            }
            made.signatures.append(row | self._evidence(signature, "name", "title", "signed_on"))

    def _release(
        self, made: PreparedFiling, numbers: dict[str, int], position: int, read: ReleaseDraft
    ) -> PreparedRelease:
        headline = read.headline.value or _first_words(read)
        released_on = date.fromisoformat(read.released_on.value) if read.released_on.value else None
        day = released_on or made.day
        drafts = [b for b in read.blocks if b.text.value or b.table]
        blocks = [stored_block(b, [t.symbol for t in read.tickers]) for b in drafts]
        below = [{"text": s.value, **s.evidence()} for s in read.subheadlines if s.value]
        row = {
            "company_name": made.registrants[0].row["name"],
            "position": position,
            "headline": headline,
            "subheadlines": _json(below),
            "status_line": read.status_line.value,
            "place": read.place.value,
            "released_on": read.released_on.value or None,
            "dateline": read.dateline.value,
            "wire": read.wire.value,
            "summary": summary_of(blocks),
            "blocks": _json(blocks),
            "tidied": _json(tidied_rows(read.tidied, self.draft.line_starts)),
            "shown_date": day.isoformat() if day else None,
            "has_contact": bool(read.contacts),
            "has_quotation": bool(read.quotations),
            "has_table": any(b.kind == "table" for b in read.blocks),
            **self._release_evidence(read, drafts),
        }
        tickers, owners = self._tickers(made, read)
        return PreparedRelease(
            row,
            day,
            numbers.get(read.exhibit.casefold()),
            slug_of(headline),
            tickers,
            owners,
            [(who.Contact.of(c), self._appearance(n, c)) for n, c in enumerate(read.contacts)],
            [
                ((c.name.value, c.title.value, c.organization.value), (_list(c.phones), _list(c.emails)))
                for c in read.contacts
            ],
            [
                {
                    "position": n,
                    "block": q.block,
                    "text": q.text,
                    "speaker": q.speaker[:200],
                    "speaker_title": q.speaker_title[:300],
                    "evidence": _json({"text": {"at": q.at, "lines": q.lines, **told(q)}}),
                }
                for n, q in enumerate(read.quotations)
            ],
            texts.words_of(
                [headline, *(s["text"] for s in below)],
                [read.status_line.value, read.dateline.value or read.place.value, read.wire.value],
                [(block["kind"], block["text"]) for block in blocks],
            ),
            says_it_corrects(
                headline,
                read.status_line.value,
                [deck["text"] for deck in below],
                ((block["kind"], block["text"]) for block in blocks),
            ),
        )

    def _release_evidence(self, read: ReleaseDraft, blocks: list[BlockDraft]) -> Row:
        evidence, edits = self._places_and_edits(read, *RELEASE_FIELDS)
        if not read.headline.value:
            evidence["headline"] = {"note": FOUND_NO_HEADLINE, **told(read.headline)}
        # The blocks that a person changed are marked each as "blocks.3", the sub-headlines as one.
        for number, block in enumerate(blocks):
            if block.text.edited:
                edits |= self._edit(f"blocks.{number}", block.text.read)
        for name in read.left_out:
            edits |= self._edit(name, None)
        if any(s.edited for s in read.subheadlines):
            was = [s.value if s.read is None else s.read for s in read.subheadlines]
            edits |= self._edit("subheadlines", [text for text in was if text])
        return {"evidence": _json(evidence), "edits": _json(edits)}

    def _tickers(self, made: PreparedFiling, read: ReleaseDraft) -> tuple[list[Row], list[list[int]]]:
        """Each symbol once, and which registrants have the name that stands before the parenthesis."""
        rows: dict[tuple[str, str], Row] = {}
        owners = []
        for ticker in read.tickers:
            exchange, symbol = ticker.exchange[:40], ticker.symbol[:12]
            if not symbol or (exchange, symbol) in rows:
                continue
            rows[exchange, symbol] = {
                "position": len(rows),
                "exchange": exchange,
                "symbol": symbol,
                "evidence": _json({"symbol": {"at": ticker.at, "lines": ticker.lines, **told(ticker)}}),
            }
            owners.append(owners_of(ticker.company, [r.row["name"] for r in made.registrants]))
        return list(rows.values()), owners

    def _appearance(self, position: int, contact: Any) -> Row:
        evidence, edits = self._places_and_edits(contact, *CONTACT_FIELDS)
        if contact.at:
            evidence["whole"] = {"at": contact.at, "lines": contact.lines, **told(contact)}
        return {
            "position": position,
            "name": contact.name.value,
            "title": contact.title.value,
            "organization": contact.organization.value,
            "phones": _json(_list(contact.phones)),
            "emails": _json(_list(contact.emails)),
            "evidence": _json(evidence),
            "edits": _json(edits),
        }

    def _evidence(self, read: object, *names: str) -> Row:
        evidence, edits = self._places_and_edits(read, *names)
        return {"evidence": _json(evidence), "edits": _json(edits)}

    def _places_and_edits(self, read: object, *names: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The places of these fields, and marks on those that a person set (``models.Evidenced``)."""
        evidence: dict[str, Any] = {}
        edits: dict[str, Any] = {}
        for name in names:
            one: Field = getattr(read, name)
            found = one.evidence()
            if found:
                evidence[name] = found
            if one.edited:
                edits |= self._edit(name, one.read)
        return evidence, edits

    def _edit(self, name: str, was: object) -> dict[str, Any]:
        if self.editor is None:
            return {}
        return {name: {"by": self.editor.name, "on": self.editor.on.isoformat(timespec="seconds"), "was": was}}


def tidied_rows(tidied: list[Field], line_starts: list[int]) -> list[dict[str, Any]]:
    """What was tidied for reading, as ``PressRelease.tidied`` keeps it."""
    return [{"text": t.value, **t.evidence(), "places": _stretches(t.at, line_starts)} for t in tidied]


def _stretches(at: list[list[int]], line_starts: list[int]) -> list[list[int]]:
    """First and last line of each stretch: a release has as many page breaks as pages, far from one another."""
    found: list[list[int]] = []
    for start, end in at:
        first = bisect.bisect_right(line_starts, start)
        last = bisect.bisect_right(line_starts, end - 1)
        if found and first <= found[-1][1] + 2:  # an empty line does not part them
            found[-1][1] = max(last, found[-1][1])
        else:
            found.append([first, last])
    return found


def owners_of(printed: str, names: list[str]) -> list[int]:
    """The registrants whose name stands before the parenthesis; none if it is another company's, or unsaid."""
    name = folded(short_company(printed))
    if not name:
        return []
    own = [folded(short_company(one)) for one in names]
    return [n for n, one in enumerate(own) if one and (one == name or name.endswith(one) or one.startswith(name + " "))]


# What comes here was made here, and goes in no circles.
_ENCODE = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


def _json(value: list[Any] | dict[str, Any]) -> str:
    return _ENCODE(value) if value else "[]" if isinstance(value, list) else "{}"


def _plain(segment: SegmentDraft) -> dict[str, Any]:
    """A flat dataclass as a dict; ``asdict`` would copy each value for a hundred times the cost."""
    return dict(zip(_SEGMENT, _SEGMENT_VALUES(segment), strict=True))


_SEGMENT = tuple(one.name for one in dataclasses.fields(SegmentDraft))
_SEGMENT_VALUES = attrgetter(*_SEGMENT)


def _moment(text: str) -> datetime | None:
    # EDGAR stamps the time in Washington, without saying so.
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York")) if text else None


def _list(field: Field) -> list[str]:
    return [part.strip() for part in field.value.split(",") if part.strip()]


def _first_words(read: ReleaseDraft) -> str:
    text = next((b.text.value for b in read.blocks if b.kind != "table" and b.text.value), "")
    words = text.split()[:12]
    return " ".join(words) + "…" if words else "Release without a headline"
