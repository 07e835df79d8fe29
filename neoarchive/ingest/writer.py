"""The one writer of filings: filings as rows (``ingest.prepared``) into the tables, one or many in one transaction.

One filing and a thousand go the same way, so they make the same rows. Of a batch everything is written, or nothing;
filings that the archive has already are left out, each with what it is the twin of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from neoarchive.models import (
    ContactAppearance,
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
from neoarchive.search import bulk, index

from . import upkeep, versions
from .addresses import free_slugs, joined_slug
from .identity import Contacts, Known, KnownCompany
from .prepared import PreparedFiling, PreparedRelease, Row
from .tables import insert, take_ids

SAME_TEXT = "The same text"
_LOCK = 0x6E656F61  # "neoa": a number for a lock of this application in PostgreSQL


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for a whole batch. ``user`` is the number of who saves."""

    publish: bool
    invented: bool = False
    user: int | None = None

    @property
    def status(self) -> str:
        return Filing.Status.PUBLISHED if self.publish else Filing.Status.DRAFT


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a filing: its number, and ``twin_of`` where it was there already, in words: "The same text"."""

    filing: int
    twin_of: str = ""


@dataclass(slots=True)
class _Release:
    prepared: PreparedRelease
    slug: str
    contacts: list[str]
    tickers: list[KnownCompany | None]
    number: int = 0


@dataclass(slots=True)
class _Filing:
    prepared: PreparedFiling
    number: int
    registrants: list[tuple[KnownCompany, Row]] = field(default_factory=list)
    releases: list[_Release] = field(default_factory=list)


def write(filings: Sequence[PreparedFiling], options: Options) -> list[Written]:
    """Write those that are new, in order. In a transaction that is open already, which fails whole or not at all."""
    if connection.vendor == "postgresql":
        # Writers wait for one another, as SQLite's do: two that meet the same new company would both make it.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    twins = _Twins(filings)
    found = [twins.find(one) for one in filings]
    new = [one for one, twin in zip(filings, found, strict=True) if twin is None]
    numbers = iter(_Batch(new, options).write())
    for one, twin in zip(filings, found, strict=True):
        if twin is None:
            twins.give_number(one, next(numbers))
    return [twins.outcome(one, twin) for one, twin in zip(filings, found, strict=True)]


class _Twins:
    """Which filings are in the archive already, or earlier in the batch."""

    def __init__(self, filings: Sequence[PreparedFiling]) -> None:
        hashes = {one.sha256 for one in filings}
        folded = {one.folded_sha256 for one in filings}
        numbers = {one.accession_number for one in filings if one.accession_number}
        texts = Q(source__sha256__in=hashes) | Q(source__folded_sha256__in=folded)
        self._known: dict[str, int | PreparedFiling] = {}
        for pk, sha256, folded_sha256 in Filing.objects.filter(texts).values_list(
            "pk", "source__sha256", "source__folded_sha256"
        ):
            self._known.setdefault(sha256, pk)
            self._known.setdefault(folded_sha256, pk)
        for pk, number in Filing.objects.filter(accession_number__in=numbers).values_list("pk", "accession_number"):
            self._known[str(number)] = pk
        self._numbers: dict[int, int] = {}

    def find(self, one: PreparedFiling) -> tuple[int | PreparedFiling, str] | None:
        """The twin, and which of both is the same; where there is none, this one is known from now on."""
        for key in (one.sha256, one.folded_sha256):
            if key in self._known:
                return self._known[key], SAME_TEXT
        if one.accession_number and one.accession_number in self._known:
            return self._known[one.accession_number], f"Accession number {one.accession_number}"
        for key in filter(None, (one.sha256, one.folded_sha256, one.accession_number)):
            self._known[key] = one
        return None

    def give_number(self, one: PreparedFiling, number: int) -> None:
        self._numbers[id(one)] = number

    def outcome(self, one: PreparedFiling, twin: tuple[int | PreparedFiling, str] | None) -> Written:
        if twin is None:
            return Written(self._numbers[id(one)])
        other, why = twin
        return Written(other if isinstance(other, int) else self._numbers[id(other)], why)


class _Batch:
    """Filings that are new: what they mean in the archive is settled one after the other, then all rows are written."""

    def __init__(self, filings: Sequence[PreparedFiling], options: Options) -> None:
        self.options = options
        self.now: datetime = timezone.now()
        self.known = Known([r.who for one in filings for r in one.registrants])
        self.contacts = Contacts()
        numbers = take_ids(Filing, len(filings))
        self.filings = [_Filing(one, number) for one, number in zip(filings, numbers, strict=True)]

    def write(self) -> list[int]:
        if not self.filings:
            return []
        for filing in self.filings:
            self._registrants(filing)
            self._releases(filing)
        self.known.write_companies()
        self.contacts.write()
        self._write_filings()
        self.known.write_names()
        self._write_releases()
        self._index_again()
        numbers = [filing.number for filing in self.filings]
        correcting = [r.number for filing in self.filings for r in filing.releases if r.prepared.corrects]
        versions.link(numbers, correcting)
        return numbers

    def _registrants(self, filing: _Filing) -> None:
        day = filing.prepared.day
        for read in filing.prepared.registrants:
            company = self.known.company_for(read.who, day, invented=self.options.invented)
            if any(one is company for one, _ in filing.registrants):
                continue
            self.known.note_registration(company, read.row["file_number"])
            self.known.note_names(company, read.who, day, filing.number)
            filing.registrants.append((company, read.row))

    def _releases(self, filing: _Filing) -> None:
        owners = {row["position"]: one for one, row in filing.registrants}
        first = filing.registrants[0][0]
        for read in filing.prepared.releases:
            tickers = []
            for row, positions in zip(read.tickers, read.owners, strict=True):
                owner = next((owners[n] for n in positions if n in owners), None)
                if owner:
                    self.known.note_ticker(owner, row["exchange"], row["symbol"], read.day)
                tickers.append(owner)
            name = first.record.name
            contacts = [self.contacts.want(one, name) for one, _ in read.contacts]
            slug = joined_slug(read.day, name, read.headline_slug)
            filing.releases.append(_Release(read, slug, contacts, tickers))

    def _write_filings(self) -> None:
        options, prepared = self.options, [filing.prepared for filing in self.filings]
        # The text of a filing that was deleted is left behind, and nothing refers to it: it makes way.
        Source.objects.filter(sha256__in=[one.sha256 for one in prepared], filing=None).delete()
        sources = take_ids(Source, len(prepared))
        received = {"received_by_id": options.user}
        insert(Source, [one.source | received | {"id": n} for one, n in zip(prepared, sources, strict=True)], self.now)
        slugs = free_slugs(Filing, [one.slug for one in prepared])
        same = {"status": options.status, "created_by_id": options.user}
        rows = [
            one.prepared.filing | same | {"id": one.number, "source_id": source, "slug": slug}
            for one, source, slug in zip(self.filings, sources, slugs, strict=True)
        ]
        insert(Filing, rows, self.now)
        self._insert(
            Registrant,
            [
                row | {"filing_id": one.number, "company_id": company.record.pk, "position": position}
                for one in self.filings
                for position, (company, row) in enumerate(one.registrants)
            ],
        )
        for model, part in ((Item, "items"), (Signature, "signatures")):
            self._insert(
                model, [row | {"filing_id": one.number} for one in self.filings for row in getattr(one.prepared, part)]
            )

    def _write_releases(self) -> None:
        exhibits = [row | {"filing_id": one.number} for one in self.filings for row in one.prepared.exhibits]
        numbers = iter(self._insert(Exhibit, exhibits))
        exhibit_numbers = {one.number: [next(numbers) for _ in one.prepared.exhibits] for one in self.filings}
        releases = [(filing, release) for filing in self.filings for release in filing.releases]
        slugs = free_slugs(PressRelease, [release.slug for _, release in releases])
        rows = [
            release.prepared.row
            | {
                "filing_id": filing.number,
                "exhibit_id": _at(exhibit_numbers[filing.number], release.prepared.exhibit),
                "company_id": filing.registrants[0][0].record.pk,
                "slug": slug,
                "status": self.options.status,
            }
            for (filing, release), slug in zip(releases, slugs, strict=True)
        ]
        for (_, release), number in zip(releases, self._insert(PressRelease, rows), strict=True):
            release.number = number
        self._write_parts([release for _, release in releases])
        bulk.add([index.document_with(_as_indexed(f, r, self), r.prepared.words) for f, r in releases])
        upkeep.releases_again(
            one.number for _, one in releases if any(self.contacts[key].is_withdrawn for key in one.contacts)
        )

    def _write_parts(self, releases: list[_Release]) -> None:
        tickers, appearances, quotations = [], [], []
        for release in releases:
            of = {"release_id": release.number}
            for row, owner in zip(release.prepared.tickers, release.tickers, strict=True):
                tickers.append(row | of | {"company_id": owner.record.pk if owner else None})
            for (_, row), key in zip(release.prepared.contacts, release.contacts, strict=True):
                appearances.append(row | of | {"contact_id": self.contacts[key].pk})
            quotations += [row | of for row in release.prepared.quotations]
        self._insert(ReleaseTicker, tickers)
        self._insert(ContactAppearance, appearances)
        self._insert(Quotation, quotations)

    def _insert(self, model: type[Any], rows: list[Row]) -> list[int]:
        """Rows that get their numbers here; gives these."""
        numbers = take_ids(model, len(rows))
        for row, number in zip(rows, numbers, strict=True):
            row["id"] = number
        insert(model, rows, self.now)
        return numbers

    def _index_again(self) -> None:
        """Earlier releases of a company are found by what a later filing says of it."""
        companies = list(self.known.reindexed())
        if companies:
            mine = [filing.number for filing in self.filings]
            earlier = PressRelease.objects.filter(filing__companies__in=companies).exclude(filing__in=mine)
            for release in earlier.order_by("pk").distinct():
                index.index_release(release)


def _at(numbers: list[int], place: int | None) -> int | None:
    return None if place is None else numbers[place]


class _All(list[Any]):
    """Rows that answer ``all()``, as those of a related table do."""

    def all(self) -> "_All":
        return self


def _as_indexed(filing: _Filing, release: _Release, batch: _Batch) -> Any:
    """A release as the index reads one, made of what was just written: reading it back would cost more than writing."""
    read, prepared = release.prepared, filing.prepared
    registrants = _All()
    for company, row in filing.registrants:
        record = company.record
        seen = SimpleNamespace(
            cik=record.cik,
            name=record.name,
            state_of_incorporation=record.state_of_incorporation,
            names=_All(company.ordered_names()),
        )
        registrants.append(SimpleNamespace(company_id=record.pk, company=seen, **row))
    contacts = _All()
    for key, ((name, title, organization), numbers) in zip(release.contacts, read.printed, strict=True):
        contacts.append(
            SimpleNamespace(
                name=name,
                title=title,
                organization=organization,
                contact=batch.contacts[key],
                phones=numbers[0],
                emails=numbers[1],
            )
        )
    return SimpleNamespace(
        pk=release.number,
        shown_date=read.day,
        status=batch.options.status,
        filing=SimpleNamespace(
            registrants=registrants,
            form_type=prepared.filing["form_type"],
            items=_All(SimpleNamespace(number=row["number"], today=row["today"]) for row in prepared.items),
        ),
        exhibit=SimpleNamespace(number=prepared.exhibits[read.exhibit]["number"]) if read.exhibit is not None else None,
        tickers=_All(
            SimpleNamespace(
                symbol=row["symbol"], exchange=row["exchange"], company_id=owner.record.pk if owner else None
            )
            for row, owner in zip(read.tickers, release.tickers, strict=True)
        ),
        contacts=contacts,
        quotations=_All(SimpleNamespace(**row) for row in read.quotations),
        has_contact=read.row["has_contact"],
        has_quotation=read.row["has_quotation"],
        has_table=read.row["has_table"],
    )
