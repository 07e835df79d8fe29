"""The stages, put together: the only place that knows them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .confidence import of_form
from .decode import Decoded, decode
from .exhibits import Embedded, find_embedded, mentions, merge_listings, needs_text, pair
from .findings import Facts, find_warnings
from .form import Form, is_furniture, read_form
from .header import Header, read_header
from .items import plain_number
from .lines import NumberedSource, read_lines
from .listings import Listed, Listing, read_listing
from .plain import numbers
from .registrants import merge_registrants
from .release import read_exhibit
from .release.confidence import of_release
from .segments import COVER_TITLES, Account, Label
from .submission import RawDocument, Submission, split_submission
from .text import Line
from .types import Confidence, DateValue, Exhibit, ParsedFiling, Registrant, Release, Span, Value, Warning

PARSER_VERSION = "2"

# Exhibits that may hold a release: 99 in all spellings, 20, and 28, which was "additional exhibits" until about 1993.
_CANDIDATES = ("99", "20", "28")


def parse_filing(source: bytes | str) -> ParsedFiling:
    """Read a Form 8-K, in whatever form it circulates: a whole submission, a document of it, flattened text.

    Never raises on account of what the source says; what is missing or doubtful is in ``warnings``.
    """
    return _Composer(decode(source)).compose()


@dataclass(slots=True)
class _Held:
    """An exhibit whose text is here, and where."""

    number: Value | None
    description: Value | None
    span: Span
    index: int | None = None
    """Of its document; None where it stands in the form's own."""
    exhibit: int = 0
    """Its index among the filing's exhibits."""
    embedded: Embedded | None = None


class _Composer:
    def __init__(self, decoded: Decoded) -> None:
        self.decoded = decoded
        self.text = decoded.text
        self.submission: Submission = split_submission(self.text)
        self.numbered: NumberedSource = read_lines(self.text, self.submission)
        self.header: Header | None = read_header(self.text, self.submission.header) if self.submission.header else None
        self.main = _main_document(self.submission.documents)
        self.form: Form = read_form(self.text, list(self.numbered.of(self.main)) if self.main is not None else [])
        self.lines: list[Line] = list(self.form.lines)
        self.account = Account(self.numbered)
        self.exhibits: list[Exhibit] = []
        self.releases: list[Release] = []
        self.warnings: list[Warning] = []
        self.elsewhere: set[str] = set()
        self.named: set[str] = set()
        self.places: dict[str, list[Span]] = {}
        self.unheaded: list[tuple[str, Span]] = []
        self.held: list[_Held] = []

    def compose(self) -> ParsedFiling:
        header, form = self.header, self.form
        form_type = self._form_type()
        report_date = form.cover.report_date or (header.period_date if header else None)
        registrants = merge_registrants(form.cover.registrants, header.filers if header else ())
        self._exhibits()
        self._label_form()
        self._releases(registrants, report_date)
        self._label_rest()
        facts = Facts(
            self.text,
            self.submission,
            header,
            form,
            self.lines,
            form_type,
            report_date,
            registrants,
            self.exhibits,
            self.elsewhere,
            self.unheaded,
            self.places,
            self.releases,
            form.is_form or form_type is not None,
        )
        return ParsedFiling(
            text=self.text,
            encoding=self.decoded.encoding,
            sha256=self.decoded.sha256,
            byte_length=self.decoded.byte_length,
            format=self.submission.format,
            line_starts=tuple(self.numbered.starts),
            form_type=form_type,
            accession_number=header.accession_number if header else None,
            report_date=report_date,
            filed_date=header.filed_date if header else None,
            accepted_at=header.accepted_at if header else None,
            registrants=registrants,
            items=tuple(form.items),
            exhibits=tuple(self.exhibits),
            signatures=tuple(form.signatures),
            releases=tuple(self.releases),
            segments=self.account.segments(),
            warnings=(*find_warnings(facts), *self.warnings),
            confidence=self._confidence(facts),
        )

    def _confidence(self, facts: Facts) -> dict[str, Confidence]:
        day = facts.report_date.day if facts.report_date else None
        found = of_form(facts, self.named)
        for i, release in enumerate(self.releases):
            found.update(of_release(self.text, release, f"releases.{i}", day))
        return found

    def _form_type(self) -> Value | None:
        """The header's, which EDGAR checked; else the cover's; else the document's own tag."""
        if self.header and self.header.form_type:
            return self.header.form_type
        if self.form.cover.form_type:
            return self.form.cover.form_type
        kind = self.submission.documents[self.main].type if self.main is not None else None
        return kind if kind and kind.text.upper().startswith("8-K") else None

    # -- exhibits ----------------------------------------------------------------------------------------------

    def _exhibits(self) -> None:
        documents = [(n, d) for n, d in enumerate(self.submission.documents) if d.exhibit_number]
        listings = self._listings()
        listed = merge_listings(
            [entry for listing in listings for entry in listing.entries],
            mentions(self.text, self.lines, self.form),
            [d for _, d in documents],
        )
        paired = pair(listed, documents)
        embedded = self._embedded(listed, paired)
        for i, entry in enumerate(listed):
            document = self.submission.documents[paired[i]] if i in paired else None
            self._add(entry, document, paired.get(i), embedded.get(entry.number.text))
        taken = set(paired.values())
        for n, document in documents:
            if n not in taken and needs_text(document.exhibit_number or "") and document.content != "not-text":
                assert document.type is not None
                number = document.exhibit_number or ""
                start = document.type.at[0][0] + document.type.text.upper().index(number.upper())
                self._add(
                    Listed(Value(number, ((start, start + len(number)),)), document.description), document, n, None
                )

    def _listings(self) -> list[Listing]:
        form, found = self.form, []
        for start, stop in form.exhibit_bodies:
            found.append(read_listing(self.text, self.lines, start + 1, stop, index=False))
        for n, (start, stop) in enumerate(form.index_lines):
            listing = read_listing(self.text, self.lines, start + 1, stop, index=True)
            form.index_lines[n] = (start, max(listing.end, start + 1))
            found.append(listing)
            if start >= form.signature_lines[0]:
                form.rest_from = max(form.rest_from, form.index_lines[n][1])
        return found

    def _embedded(self, listed: Sequence[Listed], paired: dict[int, int]) -> dict[str, Embedded]:
        """Texts of listed exhibits behind the form, in the form's own document."""
        waiting = [e for i, e in enumerate(listed) if i not in paired and needs_text(e.number.text) and not e.elsewhere]
        if not waiting or not self.form.is_form:
            return {}
        return {one.number: one for one in find_embedded(self.lines, self.form.rest_from, waiting)}

    def _add(self, entry: Listed, document: RawDocument | None, index: int | None, embedded: Embedded | None) -> None:
        number = entry.number.text
        included: bool | None = (document is not None or embedded is not None) if needs_text(number) else None
        span: Span | None = None
        if document is not None and index is not None:
            span = document.text
            if document.content != "not-text":
                self.held.append(_Held(entry.number, entry.description, span, index, len(self.exhibits)))
        elif embedded is not None:
            lines = self.lines[embedded.start : embedded.stop]
            first = next((line for line in lines if not line.blank), lines[0])
            span = (first.start, lines[-1].end)
            self.held.append(_Held(entry.number, entry.description, span, None, len(self.exhibits), embedded))
            if embedded.heading is None:
                self.unheaded.append((number, (first.start, first.end)))
        self.places[number] = entry.places or list(entry.number.at)
        if entry.elsewhere:
            self.elsewhere.add(number)
        if entry.mention:
            self.named.add(number)
        self.exhibits.append(
            Exhibit(
                entry.number,
                entry.description or (document.description if document else None),
                included,
                span,
                document.type.text if document and document.type else None,
                document.filename.text if document and document.filename else None,
            )
        )

    # -- releases ----------------------------------------------------------------------------------------------

    def _releases(self, registrants: Sequence[Registrant], report_date: DateValue | None) -> None:
        names = [registrant.name.text for registrant in registrants]
        day = report_date.day if report_date else None
        candidates = [held for held in self.held if held.number and _family(held.number.text) in _CANDIDATES]
        for held in candidates:
            assert held.number is not None
            description = held.description.text if held.description else None
            kind, reason = self._read(self._lines_of(held), held.number.text, description, names, day)
            self.exhibits[held.exhibit] = replace(self.exhibits[held.exhibit], kind=kind, reason=reason)
        if candidates:
            return
        # No exhibit to look into: the release may stand in the form itself ("issued the following press release:"),
        # or the source is an exhibit alone.
        for lines in self._own_texts():
            self._read(lines, None, None, names, day)

    def _lines_of(self, held: _Held) -> Sequence[Line]:
        if held.embedded is not None:
            return self.lines[held.embedded.start : held.embedded.stop]
        return self.numbered.of(held.index) if held.index is not None else ()

    def _own_texts(self) -> list[Sequence[Line]]:
        if not self.form.is_form:
            return [self.lines] if self.lines and self.main is not None else []
        return [
            self.lines[start:stop] for n, (start, stop, _) in enumerate(self.form.item_lines) if n in self.form.reported
        ]

    def _read(
        self, lines: Sequence[Line], number: str | None, description: str | None, names: Sequence[str], day: date | None
    ) -> tuple[str, str]:
        """Read an exhibit, or a text of the form's own (``number`` None); gives what it is and why."""
        reading = read_exhibit(
            self.text, lines, exhibit=number, description=description, registrants=names, report_date=day
        )
        first = len(self.releases)
        self.releases += reading.releases
        self.warnings += reading.warnings
        if number is not None and not reading.releases:
            if lines:
                label = Label("exhibit", "left-out", f"Exhibit {number}", _KIND_NOTES[reading.kind])
                self.account.label_all(*numbers(lines), label)
        elif number is not None or not self.form.is_form:
            self.account.take(lines, reading.segments, first)
        elif reading.releases:
            # Within an item only what belongs to the release leaves the item.
            self.account.take(
                lines, [s for s in reading.segments if s.use == "release" or s.release is not None], first
            )
        return reading.kind, reading.reason

    # -- the account of the lines ------------------------------------------------------------------------------

    def _label_form(self) -> None:
        lines, form, account = self.lines, self.form, self.account
        if not form.is_form:
            return
        labels: dict[str, Label] = {}
        previous = ""
        for line in lines[: form.cover_end]:
            if not line.text:
                continue
            role = form.cover.roles.get(line.number, "cover")
            if role == "cover" and is_furniture(line.text.strip()):
                role = "furniture" if any(map(str.isalnum, line.text)) or not previous else previous
            if role != previous or role not in labels:
                labels[role] = _cover_label(role)
            account.label([line], labels[role])
            previous = role
        self._label_items()
        start, stop = form.signature_lines
        if stop > start:
            account.label(lines[start:stop], Label("signature", "filing", "Signed by"))
        for start, stop in form.index_lines:
            account.label(lines[start:stop], self._index_label(stop))
        for held in self.held:
            if held.embedded and held.embedded.heading is not None:
                heading = lines[held.embedded.heading : held.embedded.heading + 1]
                account.label(heading, Label("exhibit-heading", "filing", f"Exhibit {held.embedded.number} begins"))
        self._label_furniture(lines)

    def _label_items(self) -> None:
        form = self.form
        today = {plain_number(item.number.text): item.today for item in form.items}
        for n, (start, stop, number) in enumerate(form.item_lines):
            number = "".join(number.split())
            new = today.get(plain_number(number))
            note = f"Today’s Item {new}" if new and new != plain_number(number) else ""
            if n not in form.reported:
                note = "Not reported under"
            self.account.label(self.lines[start:stop], Label("item", "filing", f"Item {number}", note))

    def _index_label(self, stop: int) -> Label:
        follows = next(
            (
                h.embedded
                for h in self.held
                if h.embedded and h.embedded.heading is None and h.embedded.start >= stop - 1
            ),
            None,
        )
        if follows:
            note = "The file has no exhibit heading; the break is taken after the exhibit index"
            return Label("exhibit-index", "filing", f"Exhibit {follows.number} begins", note)
        return Label("exhibit-index", "filing", "Exhibit index")

    def _label_furniture(self, lines: Sequence[Line]) -> None:
        """Page numbers and rules between two parts; within an item, index or signature they stay in it."""
        for line in lines[self.form.cover_end :]:
            if self.account.labels[line.number] is None and (text := line.text.strip()) and is_furniture(text):
                self.account.label([line], Label("furniture", "left-out", "Left out", "Page number or rule"))

    def _label_rest(self) -> None:
        account = self.account
        for held in self.held:
            lines = self.lines[held.embedded.start : held.embedded.stop] if held.embedded else ()
            if lines and held.number:
                account.label_free(lines[0].number, lines[-1].number + 1, _exhibit_label(held.number.text))
        for region, first, stop in self.numbered.regions:
            document = self.submission.documents[region.document]
            if region.kind == "wrapper":
                label = Label("wrapper", "left-out", "Left out", "The wrapper of the submission")
            elif region.kind == "header":
                label = Label("header", "filing", "SEC header")
            elif region.kind == "document-head":
                label = Label("document-head", "left-out", _document_title(document))
            elif document.content == "not-text":
                label = Label("not-text", "left-out", "Left out", document.what[:1].upper() + document.what[1:])
            else:
                number = document.exhibit_number if region.document != self.main else None
                rest = _exhibit_label(number) if number else Label("not-read", "not-read", "Not used")
                account.label_free(first, stop, rest)
                continue
            account.label_all(first, stop, label)


_KIND_NOTES: dict[str, str] = {
    "press-release": "A press release of which nothing could be read",
    "letter": "A letter, no press release",
    "slides": "Slides, no press release",
    "transcript": "A transcript, no press release",
    "agreement": "An agreement, no press release",
    "financial-statements": "Financial statements, no press release",
    "other": "No press release",
}
# What exhibits are by their numbers, after the table of Regulation S-K, Item 601; 28 was "additional" until 1993.
_EXHIBIT_ROLES = {
    "1": "Underwriting agreement",
    "2": "Plan of acquisition, reorganization or sale",
    "3": "Articles or by-laws",
    "4": "Instrument that defines rights of security holders",
    "5": "Opinion on legality",
    "7": "Letter on non-reliance",
    "8": "Opinion on tax matters",
    "10": "Material contract",
    "14": "Code of ethics",
    "16": "Letter of the former accountant",
    "17": "Correspondence on the departure of a director",
    "21": "Subsidiaries",
    "23": "Consent",
    "24": "Power of attorney",
    "27": "Financial data schedule",
    "99": "Additional exhibit",
    "28": "Additional exhibit",
}


def _exhibit_label(number: str) -> Label:
    """Of an exhibit that is not looked into for releases."""
    return Label("exhibit", "left-out", f"Exhibit {number}", _EXHIBIT_ROLES.get(_family(number), "Not looked into"))


def _main_document(documents: Sequence[RawDocument]) -> int | None:
    """The form: the first document of type 8-K; else the first text that is no exhibit; else the first text."""
    readable = [n for n, d in enumerate(documents) if d.content != "not-text"]
    for n in readable:
        kind = documents[n].type
        if kind and kind.text.upper().startswith("8-K"):
            return n
    return next((n for n in readable if not documents[n].exhibit_number), readable[0] if readable else None)


def _family(number: str) -> str:
    digits = number.lstrip("0(")
    end = next((i for i, c in enumerate(digits) if not c.isdigit()), len(digits))
    return digits[:end]


def _cover_label(role: str) -> Label:
    if role == "furniture":
        return Label("furniture", "left-out", "Left out", "Page number or rule")
    if role == "cover":
        return Label("cover", "left-out", "Not used")
    return Label(role if role != "identifiers" else "registrant", "filing", COVER_TITLES[role])


def _document_title(document: RawDocument) -> str:
    return f"Document {document.type.text}" if document.type else "Document"
