"""From a text to a filing of the archive: ``read`` it, let a person change the draft, ``save`` it.

``save`` is the only writer of filings and of what they hold. A filing is saved whole or not at all.
"""

import bisect
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q

from neoarchive import parser
from neoarchive.models import (
    Company,
    ContactAppearance,
    Evidenced,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
    Signature,
    Source,
)
from neoarchive.models.source import folded_sha256
from neoarchive.search import index

from . import identity
from .addresses import free_slug, release_slug
from .check import problems_of
from .draft import BlockDraft, Field, FilingDraft, ReleaseDraft, draft_of
from .errors import AlreadyHere, DraftError, NotText
from .files import why_not_text
from .names import short_company, slug_of, with_true_case
from .render import stored_block, summary_of

E = TypeVar("E", bound=Evidenced)

# Another process may save the same company or contact between our look and our write. Then the database
# refuses ours, and the whole is done again: it finds the other's.
_ATTEMPTS = 4


def read(data: bytes | str, filename: str = "") -> FilingDraft:
    """What the parser makes of a text. Raises ``NotText`` where it is none."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    problem = why_not_text(raw)
    if problem:
        raise NotText(problem)
    parsed = parser.parse_filing(raw)
    draft = draft_of(parsed, filename)
    draft.folded_sha256 = folded_sha256(raw)
    _set_down_capitals(draft, parsed.text)
    return draft


def find_twin(draft: FilingDraft) -> tuple[Filing, str] | None:
    """The filing of the archive that has the same text or the same accession number, and which of them.

    Texts are the same whatever their line ends.
    """
    same = Q(source__sha256=draft.sha256)
    if draft.folded_sha256:
        same |= Q(source__folded_sha256=draft.folded_sha256)
    twin = Filing.objects.filter(same).first()
    if twin:
        return twin, "The same text"
    number = draft.accession_number.value
    twin = Filing.objects.filter(accession_number=number).first() if number else None
    return (twin, f"Accession number {number}") if twin else None


def save(
    draft: FilingDraft,
    data: bytes,
    *,
    user: AbstractBaseUser | None = None,
    publish: bool,
    origin: str = "",
    invented: bool = False,
) -> Filing:
    """Write the filing in one transaction. Raises ``DraftError`` or ``AlreadyHere``; then nothing is written."""
    problems = problems_of(draft)
    if problems:
        raise DraftError(problems)
    for attempt in range(_ATTEMPTS):
        twin = find_twin(draft)
        if twin:
            raise AlreadyHere(*twin)
        try:
            with transaction.atomic():
                return _Writer(draft, user, publish, invented).write(data, origin)
        except IntegrityError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _set_down_capitals(draft: FilingDraft, text: str) -> None:
    """A registrant's name in capitals takes the case that the filing prints elsewhere."""
    for registrant in draft.registrants:
        found = with_true_case(registrant.name.value, text)
        if found:
            name, place = found
            line = sum(start <= place for start in draft.line_starts)
            registrant.name.value = name
            registrant.name.note = f"Capitals set down as in line {line}."


class _Writer:
    """Writes one draft, inside a transaction that is open already."""

    def __init__(self, draft: FilingDraft, user: AbstractBaseUser | None, publish: bool, invented: bool) -> None:
        self.draft = draft
        self.user = user
        self.invented = invented
        self.status = Filing.Status.PUBLISHED if publish else Filing.Status.DRAFT
        self.slugs: set[str] = set()

    def write(self, data: bytes, origin: str) -> Filing:
        filing = self._filing(self._source(data, origin))
        registrants = self._registrants(filing)
        exhibits = self._parts(filing)
        for position, release in enumerate(self.draft.releases):
            self._release(filing, registrants, exhibits, position, release)
        return filing

    def _source(self, data: bytes, origin: str) -> Source:
        draft = self.draft
        source = Source.of(
            data,
            encoding=draft.encoding,
            format=draft.format,
            line_starts=tuple(draft.line_starts),
            filename=draft.filename,
            origin=origin,
        )
        source.received_by = self.user
        # The text of a filing that was deleted is left behind, and nothing refers to it: it makes way.
        Source.objects.filter(sha256=source.sha256, filing=None).delete()
        source.save(force_insert=True)
        return source

    def _filing(self, source: Source) -> Filing:
        draft = self.draft
        day = draft.report_date.value or draft.filed_date.value or "undated"
        name = next(r.name.value for r in draft.registrants if r.name.value)
        slug = f"{day}-{slug_of(short_company(name), 50)}-{slug_of(draft.form_type.value, 20)}"
        filing = Filing(
            source=source,
            slug=free_slug(Filing, slug),
            status=self.status,
            form_type=draft.form_type.value,
            accession_number=draft.accession_number.value or None,
            report_date=_day(draft.report_date),
            filed_date=_day(draft.filed_date),
            accepted_at=_moment(draft.accepted_at),
            warnings=[{"code": w.code, "message": w.message, "lines": w.lines} for w in draft.warnings],
            segments=draft.to_json()["segments"],
            parser_version=draft.parser_version,
            created_by=self.user,
        )
        self._evidence(filing, draft, "form_type", "accession_number", "report_date", "filed_date")
        filing.save(force_insert=True)
        return filing

    def _registrants(self, filing: Filing) -> list[Registrant]:
        written: list[Registrant] = []
        for read in self.draft.registrants:
            if not read.name.value:
                continue
            company = identity.company_for(read, filing.shown_date, invented=self.invented)
            if any(r.company_id == company.pk for r in written):
                continue
            names = ("name", "file_number", "irs_number", "state_of_incorporation", "phone", "address")
            registrant = Registrant(
                filing=filing, company=company, position=len(written), **{n: getattr(read, n).value for n in names}
            )
            self._evidence(registrant, read, "cik", *names)
            registrant.save(force_insert=True)
            named = identity.note_name(company, read.name.value, filing.shown_date, filing.pk)
            if identity.note_former_names(company, read, filing.pk) or named:
                # Its earlier releases are found by the new name too.
                for release in PressRelease.objects.filter(filing__companies=company).exclude(filing=filing):
                    index.index_release(release)
            written.append(registrant)
        return written

    def _parts(self, filing: Filing) -> dict[str, Exhibit]:
        """Items, exhibits and signatures; gives the exhibits by number."""
        items, exhibits, signatures = [], [], []
        for position, read in enumerate(self.draft.items):
            item = Item(
                filing=filing,
                position=position,
                number=read.number.value[:10],
                title=read.title.value[:300],
                official_title=read.official_title[:300],
                today=read.today[:10],
                body=read.body.value,
            )
            items.append(self._evidence(item, read, "number", "title", "body"))
        for position, read in enumerate(self.draft.exhibits):
            exhibit = Exhibit(
                filing=filing,
                position=position,
                number=read.number.value[:20],
                description=read.description.value,
                included=read.included,
                kind=read.kind[:40],
                reason=read.reason[:300],
            )
            exhibits.append(self._evidence(exhibit, read, "number", "description"))
        for position, read in enumerate(self.draft.signatures):
            signature = Signature(
                filing=filing,
                position=position,
                name=read.name.value[:200],
                title=read.title.value[:300],
                signed_on=_day(read.signed_on),
            )
            signatures.append(self._evidence(signature, read, "name", "title", "signed_on"))
        Item.objects.bulk_create(items)
        Signature.objects.bulk_create(signatures)
        return {e.number.casefold(): e for e in Exhibit.objects.bulk_create(exhibits)}

    def _release(
        self,
        filing: Filing,
        registrants: list[Registrant],
        exhibits: dict[str, Exhibit],
        position: int,
        read: ReleaseDraft,
    ) -> None:
        company = registrants[0].company
        released_on = _day(read.released_on)
        headline = read.headline.value or _first_words(read)
        blocks = [b for b in read.blocks if b.text.value or b.table]
        slug = release_slug(released_on or filing.shown_date, company.name, headline)
        release = PressRelease(
            filing=filing,
            exhibit=exhibits.get(read.exhibit.casefold()),
            company=company,
            company_name=registrants[0].name,
            position=position,
            slug=free_slug(PressRelease, slug, self.slugs),
            status=self.status,
            headline=headline,
            subheadlines=[{"text": s.value, **s.evidence()} for s in read.subheadlines if s.value],
            status_line=read.status_line.value,
            place=read.place.value,
            released_on=released_on,
            dateline=read.dateline.value,
            wire=read.wire.value,
            blocks=[stored_block(b, [t.symbol for t in read.tickers]) for b in blocks],
            tidied=[{"text": t.value, **t.evidence(), "places": self._places(t)} for t in read.tidied],
            has_contact=bool(read.contacts),
            has_quotation=bool(read.quotations),
            has_table=any(b.kind == "table" for b in read.blocks),
        )
        release.summary = summary_of(release.blocks)
        self._evidence(release, read, "headline", "status_line", "place", "released_on", "dateline", "wire")
        self._mark_text(release, read, blocks)
        if not read.headline.value:
            release.evidence["headline"] = {"note": "No headline was found; these are the first words of the text."}
        release.save(force_insert=True)
        self._tickers(release, registrants, read)
        self._people(release, company, read)
        index.index_release(release)

    def _places(self, field: Field) -> list[list[int]]:
        """First and last line of each stretch: a release has as many page breaks as pages, far from one another."""
        found: list[list[int]] = []
        for start, end in field.at:
            first = bisect.bisect_right(self.draft.line_starts, start)
            last = bisect.bisect_right(self.draft.line_starts, end - 1)
            if found and first <= found[-1][1] + 2:  # an empty line does not part them
                found[-1][1] = max(last, found[-1][1])
            else:
                found.append([first, last])
        return found

    def _mark_text(self, release: PressRelease, read: ReleaseDraft, blocks: list[BlockDraft]) -> None:
        """Mark the blocks, each as "blocks.3", and the sub-headlines that a person changed."""
        if self.user is None:
            return
        for number, block in enumerate(blocks):
            if block.text.edited:
                release.mark_edited([f"blocks.{number}"], self.user, {f"blocks.{number}": block.text.read})
        if any(s.edited for s in read.subheadlines):
            was = [s.value if s.read is None else s.read for s in read.subheadlines]
            release.mark_edited(["subheadlines"], self.user, {"subheadlines": [text for text in was if text]})

    def _tickers(self, release: PressRelease, registrants: list[Registrant], read: ReleaseDraft) -> None:
        written: dict[tuple[str, str], ReleaseTicker] = {}
        for ticker in read.tickers:
            exchange, symbol = ticker.exchange[:40], ticker.symbol[:12]
            if not symbol or (exchange, symbol) in written:
                continue
            owner = identity.owner_of_ticker(ticker.company, registrants)
            if owner:
                identity.note_ticker(owner, exchange, symbol, release.shown_date)
            written[exchange, symbol] = ReleaseTicker(
                release=release,
                company=owner,
                position=len(written),
                exchange=exchange,
                symbol=symbol,
                evidence={"symbol": {"at": ticker.at, "lines": ticker.lines}},
            )
        ReleaseTicker.objects.bulk_create(written.values())

    def _people(self, release: PressRelease, company: Company, read: ReleaseDraft) -> None:
        appearances = []
        for position, contact in enumerate(read.contacts):
            appearance = ContactAppearance(
                contact=identity.contact_for(contact, company),
                release=release,
                position=position,
                name=contact.name.value,
                title=contact.title.value,
                organization=contact.organization.value,
                phones=_list(contact.phones),
                emails=_list(contact.emails),
            )
            self._evidence(appearance, contact, "name", "title", "organization", "phones", "emails")
            if contact.at:
                appearance.evidence["whole"] = {"at": contact.at, "lines": contact.lines}
            appearances.append(appearance)
        ContactAppearance.objects.bulk_create(appearances)
        Quotation.objects.bulk_create(
            Quotation(
                release=release,
                position=position,
                block=quotation.block,
                text=quotation.text,
                speaker=quotation.speaker[:200],
                speaker_title=quotation.speaker_title[:300],
                evidence={"text": {"at": quotation.at, "lines": quotation.lines}},
            )
            for position, quotation in enumerate(read.quotations)
        )

    def _evidence(self, record: E, read: object, *names: str) -> E:
        """Copy the places of these fields to the record, and mark those a person set."""
        for name in names:
            field: Field = getattr(read, name)
            found = field.evidence()
            if found:
                record.evidence[name] = found
            if field.edited and self.user:
                record.mark_edited([name], self.user, {name: field.read})
        return record


def _day(field: Field) -> date | None:
    return date.fromisoformat(field.value) if field.value else None


def _moment(text: str) -> datetime | None:
    # EDGAR stamps the time in Washington, without saying so.
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York")) if text else None


def _list(field: Field) -> list[str]:
    return [part.strip() for part in field.value.split(",") if part.strip()]


def _first_words(read: ReleaseDraft) -> str:
    text = next((b.text.value for b in read.blocks if b.kind != "table" and b.text.value), "")
    words = text.split()[:12]
    return " ".join(words) + "…" if words else "Release without a headline"
