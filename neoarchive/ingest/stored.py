"""A filing of the archive as the draft it once was, and a draft that a person changed back into its records.

The queue of doubts and a new reading both look at saved filings in this way: with the places, the confidence and the
marks of what a person set. ``apply`` changes what differs and nothing else, so that addresses, history and whatever
points to a record stay.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from neoarchive.models import (
    Change,
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
)

from . import history, upkeep, who
from .addresses import free_slug, release_slug
from .check import problems_of
from .draft import (
    CONTACT_FIELDS,
    FILING_FIELDS,
    REGISTRANT_FIELDS,
    RELEASE_FIELDS,
    BlockDraft,
    ContactDraft,
    ExhibitDraft,
    Field,
    FilingDraft,
    ItemDraft,
    QuotationDraft,
    RegistrantDraft,
    ReleaseDraft,
    SegmentDraft,
    SignatureDraft,
    TickerDraft,
    WarningDraft,
    told,
)
from .errors import DraftError, Problem
from .identity import Contacts
from .prepared import owners_of, tidied_rows
from .render import stored_block

_DATES = {"report_date", "filed_date", "released_on", "signed_on"}
_LISTS = {"phones", "emails"}

# What a part of a filing is made of: its model, and the fields that a person may change.
_PARTS: dict[str, tuple[type[Evidenced], tuple[str, ...]]] = {
    "items": (Item, ("number", "title", "body")),
    "exhibits": (Exhibit, ("number", "description")),
    "signatures": (Signature, ("name", "title", "signed_on")),
}


# -- records as a draft -------------------------------------------------------------------------------------------


def stored_draft(filing: Filing) -> FilingDraft:
    """The filing as it is in the archive; its rows in the order of ``position``."""
    source = filing.source
    return FilingDraft(
        filename=source.filename,
        sha256=source.sha256,
        folded_sha256=source.folded_sha256,
        encoding=source.encoding,
        format=source.format,
        byte_length=source.byte_length,
        line_starts=source.line_starts,
        parser_version=filing.parser_version,
        **_fields(filing, *FILING_FIELDS),
        accepted_at=_eastern(filing),
        registrants=[_registrant(one) for one in filing.registrants.select_related("company").order_by("position")],
        items=[
            ItemDraft(**_fields(one, "number", "title", "body"), official_title=one.official_title, today=one.today)
            for one in filing.items.order_by("position")
        ],
        exhibits=[_exhibit(one) for one in filing.exhibits.order_by("position")],
        signatures=[
            SignatureDraft(**_fields(one, "name", "title", "signed_on"))
            for one in filing.signatures.order_by("position")
        ],
        releases=[_release(one) for one in _releases(filing)],
        warnings=[WarningDraft(w["code"], w["message"], w.get("lines")) for w in filing.warnings],
        segments=[SegmentDraft(**segment) for segment in filing.segments],
    )


def stamp_of(filing: Filing) -> str:
    """Differs when the filing or a release of it was saved in between."""
    moments = [filing.updated_at, *filing.releases.values_list("updated_at", flat=True)]
    return max(moments).isoformat()


def _releases(filing: Filing) -> "models.QuerySet[PressRelease]":
    rows = ("tickers", "contacts", "quotations")
    return filing.releases.select_related("exhibit", "filing").prefetch_related(*rows).order_by("position", "pk")


def _eastern(filing: Filing) -> str:
    """As the header says it: the time in Washington, without a zone."""
    if filing.accepted_at is None:
        return ""
    return filing.accepted_at.astimezone(ZoneInfo("America/New_York")).replace(tzinfo=None).isoformat()


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _field(record: Evidenced, name: str) -> Field:
    found, edit = record.evidence.get(name, {}), record.edits.get(name)
    return _placed(_said(getattr(record, name)), found, _said(edit.get("was")) if edit else None)


def _placed(value: str, found: Mapping[str, Any], read: str | None = None) -> Field:
    return Field(
        value,
        found.get("at") or [],
        found.get("lines"),
        found.get("note", ""),
        None if read == value else read,
        found.get("level", ""),
        found.get("reason", ""),
    )


def _fields(record: Evidenced, *names: str) -> dict[str, Any]:
    return {name: _field(record, name) for name in names}


def _row(found: Mapping[str, Any]) -> dict[str, Any]:
    """Place and confidence of a row that is judged as a whole."""
    return {
        "at": found.get("at") or [],
        "lines": found.get("lines"),
        "level": found.get("level", ""),
        "reason": found.get("reason", ""),
    }


def _registrant(one: Registrant) -> RegistrantDraft:
    cik = _placed(one.company.cik or "", one.evidence.get("cik", {}))
    return RegistrantDraft(cik=cik, **_fields(one, *REGISTRANT_FIELDS))


def _exhibit(one: Exhibit) -> ExhibitDraft:
    judged = one.evidence.get("kind", {})
    return ExhibitDraft(
        **_fields(one, "number", "description"),
        included=one.included,
        kind=one.kind,
        reason=one.reason,
        level=judged.get("level", ""),
        why=judged.get("reason", ""),
    )


def _release(one: PressRelease) -> ReleaseDraft:
    return ReleaseDraft(
        exhibit=one.exhibit.number if one.exhibit else "",
        subheadlines=[_placed(deck["text"], deck) for deck in one.subheadlines],
        tickers=[
            TickerDraft(t.exchange, t.symbol, **_row(t.evidence.get("symbol", {}))) for t in _ordered(one.tickers)
        ],
        contacts=[
            ContactDraft(**_fields(c, *CONTACT_FIELDS), **_row(c.evidence.get("whole", {})))
            for c in _ordered(one.contacts)
        ],
        blocks=[_block(one, number, block) for number, block in enumerate(one.blocks)],
        quotations=[
            QuotationDraft(q.text, q.speaker, q.speaker_title, q.block, **_row(q.evidence.get("text", {})))
            for q in _ordered(one.quotations)
        ],
        tidied=[_placed(t["text"], t) for t in one.tidied],
        **_fields(one, *RELEASE_FIELDS),
    )


def _ordered(rows: Any) -> list[Any]:
    return sorted(rows.all(), key=lambda row: (row.position, row.pk))


def _block(release: PressRelease, number: int, block: dict[str, Any]) -> BlockDraft:
    edit = release.edits.get(f"blocks.{number}")
    found = {"at": block.get("at"), "lines": block.get("lines"), **block.get("confidence", {})}
    text = _placed(block["text"], found, (edit.get("was") or "") if edit else None)
    return BlockDraft(block["kind"], text, block.get("table"), block.get("level", 0))


# -- a draft back into the records --------------------------------------------------------------------------------

Kept = Mapping[str, Sequence[int]]
"""For each list of a draft, by its path, the numbers its rows had in ``stored_draft``; higher ones are new."""


def apply(
    filing: Filing,
    draft: FilingDraft,
    kept: Kept,
    user: AbstractBaseUser,
    action: str = Change.Action.EDITED,
    *,
    by_hand: bool = True,
) -> list[Change]:
    """Change the records to what a draft says, and keep that as history; all or nothing.

    ``draft`` was made by ``stored_draft`` and changed. ``by_hand`` False: the changes are another reading, not a
    person's, and nothing is marked as edited. Raises ``DraftError``; then nothing is changed.
    """
    problems = [*problems_of(draft), *_problems(filing, draft, kept)]
    if problems:
        raise DraftError(problems)
    releases = list(_releases(filing))
    with history.recording(user, [filing, *releases], action):
        applying = _Applying(filing, user, draft, by_hand)
        applying.filing_fields()
        applying.registrants(kept.get("registrants", ()))
        for name in _PARTS:
            applying.parts(name, kept.get(name, ()))
        applying.releases(releases, kept)
        upkeep.filing_changed(filing)
    return list(Change.objects.of(filing)[:1])


def _problems(filing: Filing, draft: FilingDraft, kept: Kept) -> Iterable[Problem]:
    number = draft.accession_number.value
    if number and Filing.objects.filter(accession_number=number).exclude(pk=filing.pk).exists():
        yield Problem("accession_number", f"Another filing of the archive has the accession number {number}.")
    stored = list(filing.registrants.select_related("company").order_by("position"))
    for i, (row, old) in enumerate(zip(draft.registrants, kept.get("registrants", ()), strict=False)):
        if old >= len(stored):
            yield Problem(f"registrants.{i}.name", "Add a registrant on the page of the filing, with its company.")
        elif row.cik.value.zfill(10) != (stored[old].company.cik or "").zfill(10):
            yield Problem(f"registrants.{i}.cik", "A CIK is the company's: change it on the page of the company.")


class _Applying:
    def __init__(self, filing: Filing, user: AbstractBaseUser, draft: FilingDraft, by_hand: bool) -> None:
        self.filing = filing
        self.user = user
        self.draft = draft
        self.by_hand = by_hand

    def filing_fields(self) -> None:
        if self._set(self.filing, self.draft, FILING_FIELDS):
            self.filing.accession_number = self.filing.accession_number or None
            self.filing.save()

    def registrants(self, kept: Sequence[int]) -> None:
        self._rows(
            list(self.filing.registrants.order_by("position")),
            self.draft.registrants,
            kept,
            lambda record, row: self._set(record, row, REGISTRANT_FIELDS),
        )

    def parts(self, name: str, kept: Sequence[int]) -> None:
        model, names = _PARTS[name]

        def change(record: Any, row: Any) -> bool:
            changed = self._set(record, row, names)
            for plain in ("included", "kind", "reason", "official_title", "today"):
                if hasattr(row, plain) and getattr(row, plain) != getattr(record, plain):
                    setattr(record, plain, getattr(row, plain))
                    self._mark(record, plain, None)
                    changed = True
            return changed

        stored = list(getattr(self.filing, name).order_by("position"))
        self._rows(stored, getattr(self.draft, name), kept, change, lambda: model(filing=self.filing))  # type: ignore[misc]

    def releases(self, stored: list[PressRelease], kept: Kept) -> None:
        numbers = kept.get("releases", ())
        for position, (row, old) in enumerate(zip(self.draft.releases, numbers, strict=True)):
            release = stored[old] if old < len(stored) else self._new_release(row)
            self._release(release, row, position, f"releases.{old}", kept)
        for old, release in enumerate(stored):
            if old not in numbers:
                release.delete()

    def _new_release(self, row: ReleaseDraft) -> PressRelease:
        first = self.filing.registrants.select_related("company").order_by("position")[0]
        release = PressRelease(filing=self.filing, company=first.company, company_name=first.name)
        day = date.fromisoformat(row.released_on.value) if row.released_on.value else self.filing.shown_date
        release.slug = free_slug(PressRelease, release_slug(day, first.company.name, row.headline.value))
        release.exhibit = self.filing.exhibits.filter(number__iexact=row.exhibit).first() if row.exhibit else None
        return release

    def _release(self, release: PressRelease, row: ReleaseDraft, position: int, path: str, kept: Kept) -> None:
        self._set(release, row, RELEASE_FIELDS)
        release.position = position
        decks = [{"text": deck.value, **deck.evidence()} for deck in row.subheadlines if deck.value]
        if [deck["text"] for deck in decks] != [deck["text"] for deck in release.subheadlines]:
            self._mark(release, "subheadlines", [deck["text"] for deck in release.subheadlines])
        release.subheadlines = decks
        self._blocks(release, row, kept.get(f"{path}.blocks", ()))
        release.save()
        self._tickers(release, row)
        self._contacts(release, row, kept.get(f"{path}.contacts", ()))
        self._quotations(release, row)

    def _blocks(self, release: PressRelease, row: ReleaseDraft, origins: Sequence[int]) -> None:
        """Blocks with the marks of those that were changed; marks go with their blocks to their new numbers."""
        before = release.blocks
        marks = {name: release.edits.pop(name) for name in list(release.edits) if name.startswith("blocks.")}
        symbols = [ticker.symbol for ticker in row.tickers]
        blocks = []
        for number, (block, old) in enumerate(zip(row.blocks, origins, strict=True)):
            made = stored_block(block, symbols)
            blocks.append(made)
            known = before[old] if old < len(before) else None
            if f"blocks.{old}" in marks and block.text.edited:
                release.edits[f"blocks.{number}"] = marks[f"blocks.{old}"]
            elif known is None or _differs(made, known):
                self._mark(release, f"blocks.{number}", known["text"] if known else None)
        if len(set(origins) & set(range(len(before)))) < len(before):
            self._mark(release, "blocks", f"{len(before)} parts")
        release.blocks = blocks
        if not self.by_hand:
            release.tidied = tidied_rows(row.tidied, self.draft.line_starts)

    def _tickers(self, release: PressRelease, row: ReleaseDraft) -> None:
        stored = {(t.exchange, t.symbol): t for t in release.tickers.all()}
        for position, ticker in enumerate(row.tickers):
            record = stored.pop((ticker.exchange, ticker.symbol), None)
            if record is None:
                record = ReleaseTicker(release=release, exchange=ticker.exchange[:40], symbol=ticker.symbol[:12])
                record.company = self._owner(release, ticker)
                if ticker.at:
                    record.evidence["symbol"] = {"at": ticker.at, "lines": ticker.lines, **told(ticker)}
                self._mark(record, "symbol", None)
            elif record.position == position:
                continue
            record.position = position
            record.save()
        for gone in stored.values():
            gone.delete()

    def _owner(self, release: PressRelease, ticker: TickerDraft) -> Company | None:
        """The registrant whose name is printed before it; typed by hand, the company that is known to have had it."""
        if ticker.company:
            registrants = list(self.filing.registrants.select_related("company").order_by("position"))
            places = owners_of(ticker.company, [one.name for one in registrants])
            return registrants[places[0]].company if places else None
        return release.company if release.company.tickers.filter(symbol=ticker.symbol).exists() else None

    def _contacts(self, release: PressRelease, row: ReleaseDraft, kept: Sequence[int]) -> None:
        people = Contacts()
        keys = [people.want(who.Contact.of(one), release.company.name) for one in row.contacts]
        people.write()
        wanted = {id(one): people[key] for one, key in zip(row.contacts, keys, strict=True)}

        def change(record: Any, one: ContactDraft) -> bool:
            named = record.pk is None or any(
                _said(getattr(record, name)) != getattr(one, name).value for name in ("name", "title", "organization")
            )
            changed = self._set(record, one, CONTACT_FIELDS)
            if one.at and (changed or record.pk is None):
                record.evidence["whole"] = {"at": one.at, "lines": one.lines, **told(one)}
            if named:
                record.contact = wanted[id(one)]
            return changed or named

        self._rows(_ordered(release.contacts), row.contacts, kept, change, lambda: ContactAppearance(release=release))

    def _quotations(self, release: PressRelease, row: ReleaseDraft) -> None:
        """Quotations follow their blocks, and go with them; a new reading brings new ones."""
        stored = _ordered(release.quotations)
        for position, one in enumerate(row.quotations):
            record = next((q for q in stored if (q.text, q.speaker) == (one.text, one.speaker)), None)
            if record is None:
                evidence = {"text": {"at": one.at, "lines": one.lines, **told(one)}}
                record = Quotation(release=release, text=one.text, speaker=one.speaker[:200], evidence=evidence)
            else:
                stored.remove(record)
            record.block, record.position, record.speaker_title = one.block, position, one.speaker_title[:300]
            record.save()
        for gone in stored:
            gone.delete()

    def _rows(
        self,
        stored: list[Any],
        rows: Sequence[Any],
        kept: Sequence[int],
        change: Callable[[Any, Any], bool],
        new: Callable[[], Any] | None = None,
    ) -> None:
        for position, (row, old) in enumerate(zip(rows, kept, strict=True)):
            record = stored[old] if old < len(stored) else new() if new else None
            if record is None:
                continue
            changed = change(record, row) or record.pk is None
            if changed or record.position != position:
                record.position = position
                record.save()
        for old, record in enumerate(stored):
            if old not in kept:
                record.delete()

    def _set(self, record: Any, row: Any, names: Iterable[str]) -> bool:
        """Set the fields that differ, mark them, and give them their new places. Whether any did."""
        changed = False
        for name in names:
            field: Field = getattr(row, name)
            value = _value(name, field.value)
            before = getattr(record, name)
            if value == before or (not value and not before):
                continue
            setattr(record, name, value)
            if field.edited or record.pk is None:
                self._mark(record, name, field.read)
            else:
                record.edits.pop(name, None)  # set back to what was read
            found = field.evidence()
            if found:
                record.evidence[name] = found
            changed = True
        return changed

    def _mark(self, record: Evidenced, name: str, was: Any) -> None:
        if self.by_hand:
            record.mark_edited([name], self.user, {name: was})


def _value(name: str, text: str) -> Any:
    if name in _DATES:
        return date.fromisoformat(text) if text else None
    if name in _LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


def _differs(made: dict[str, Any], known: dict[str, Any]) -> bool:
    return any(made.get(name) != known.get(name) for name in ("kind", "text", "table"))
