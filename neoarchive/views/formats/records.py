"""Releases, companies, filings and people as records: what JSON gives whole and CSV in a row.

Keys are never renamed or taken away within a version (``VERSION``); new ones may come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Prefetch, QuerySet
from django.urls import reverse

from neoarchive.models import Company, Contact, ContactAppearance, Filing, Item, PressRelease, Registrant, ReleaseTicker

from .clean import absolute, plain

VERSION = 1
Record = dict[str, Any]


class ReleaseRow(NamedTuple):
    """A release as lists for machines tell it. Plain values: models would take three times as long to make."""

    pk: int
    slug: str
    status: str
    headline: str
    summary: str
    shown_date: date | None
    company_name: str
    updated_at: datetime
    has_contact: bool
    has_quotation: bool
    has_table: bool
    exhibit__number: str | None
    company__name: str
    company__cik: str | None
    company__slug: str
    company__invented: bool
    filing_id: int
    filing__slug: str
    filing__form_type: str
    filing__accession_number: str | None
    filing__report_date: date | None
    filing__filed_date: date | None
    filing__created_at: datetime

    @property
    def by(self) -> str:
        return _name_then(self.company_name, self.company__name)


class Release(NamedTuple):
    """``tickers``: exchange, symbol, and whether it is the registrant's own; ``items``: printed number, today's."""

    row: ReleaseRow
    tickers: list[tuple[str, str, bool]]
    items: list[tuple[str, str]]


@lru_cache(maxsize=4096)
def _name_then(then: str, now: str) -> str:
    return PressRelease(company_name=then, company=Company(name=now)).by


@lru_cache(maxsize=32)
def _around(name: str) -> tuple[str, str]:
    """What stands before and after the slug in the addresses of a kind of page."""
    before, _, after = reverse(name, args=["-slug-"]).partition("-slug-")
    return before, after


def address(name: str, slug: str) -> str:
    """The absolute address of a record's page: as ``reverse`` has it, which is slow for hundreds."""
    before, after = _around(name)
    return absolute(f"{before}{slug}{after}")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how its records are read by their ids (in that order), and the columns of its table."""

    name: str
    read: Callable[[Sequence[int]], list[Record]]
    columns: dict[str, Callable[[Record], object]]

    def row(self, record: Record) -> list[object]:
        return [value(record) for value in self.columns.values()]


def releases(ids: Sequence[int]) -> list[Release]:
    """Published releases in the order of their ids, with all that a record tells of them. Three queries.

    Whether one is published is looked at here: asked for in the query, SQLite would walk the index over it.
    """
    rows = PressRelease.objects.filter(pk__in=ids).order_by().values_list(*ReleaseRow._fields)
    known = {row[0]: ReleaseRow(*row) for row in rows if row[2] == Filing.Status.PUBLISHED}
    tickers: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    listed = ReleaseTicker.objects.filter(release__in=list(known)).order_by("release", "position")
    for pk, exchange, symbol, company in listed.values_list("release_id", "exchange", "symbol", "company_id"):
        tickers[pk].append((exchange, symbol, company is not None))
    items: dict[int, list[tuple[str, str]]] = defaultdict(list)
    reported = Item.objects.filter(filing__in={row.filing_id for row in known.values()}).order_by("filing", "position")
    for pk, number, today in reported.values_list("filing_id", "number", "today"):
        items[pk].append((number, today))
    return [Release(known[pk], tickers[pk], items[known[pk].filing_id]) for pk in ids if pk in known]


def release_record(release: Release) -> Record:
    row = release.row
    return {
        "id": row.slug,
        "url": address("release", row.slug),
        "source_url": address("release-source", row.slug),
        "headline": plain(row.headline),
        "date": _day(row.shown_date),
        "company": {
            "name": plain(row.company__name),
            "name_then": plain(row.by),
            "cik": row.company__cik,
            "url": address("company", row.company__slug),
        },
        "tickers": [{"exchange": plain(e), "symbol": plain(s), "own": own} for e, s, own in release.tickers],
        "items": [{"number": plain(number), "today": today or None} for number, today in release.items],
        "exhibit": plain(row.exhibit__number) if row.exhibit__number else None,
        "has": {"contact": row.has_contact, "quotation": row.has_quotation, "table": row.has_table},
        "summary": plain(row.summary),
        "filing": {
            "id": row.filing__slug,
            "url": address("filing", row.filing__slug),
            "form": plain(row.filing__form_type),
            "accession_number": row.filing__accession_number,
            "report_date": _day(row.filing__report_date),
            "filed_date": _day(row.filing__filed_date),
        },
        "invented": row.company__invented,
        "updated": row.updated_at.isoformat(timespec="seconds"),
    }


def companies(ids: Sequence[int]) -> list[Record]:
    """Of companies that are published. Four queries: releases are counted for these companies alone."""
    found = Company.objects.filter(pk__in=ids).prefetch_related("names", "tickers")
    rows = PressRelease.objects.published().filter(company__in=ids).order_by().values("company")
    counted: dict[int, Record] = {
        row["company"]: dict(row)
        for row in rows.annotate(n=Count("pk"), first=Min("shown_date"), last=Max("shown_date"))
    }
    return [_company(one, counted.get(one.pk, {})) for one in _in_order(found, ids)]


def _company(company: Company, counted: Record) -> Record:
    names = [plain(one.name) for one in company.names.all()]
    return {
        "id": company.slug,
        "url": address("company", company.slug),
        "name": plain(company.name),
        "other_names": [name for name in dict.fromkeys(names) if name != plain(company.name)],
        "cik": company.cik,
        "tickers": [{"exchange": plain(t.exchange), "symbol": plain(t.symbol)} for t in company.tickers.all()],
        "state_of_incorporation": plain(company.state_of_incorporation) or None,
        "sic": plain(company.sic) or None,
        "releases": counted.get("n", 0),
        "first_release": _day(counted.get("first")),
        "last_release": _day(counted.get("last")),
        "invented": company.invented,
    }


def filings(ids: Sequence[int]) -> list[Record]:
    """Four queries."""
    found = (
        Filing.objects.filter(pk__in=ids)
        .select_related("source")
        .only(
            *("slug", "form_type", "accession_number", "report_date", "filed_date", "accepted_at", "created_at"),
            *("parser_version", "status", "source__sha256", "source__byte_length"),
        )
        .prefetch_related(
            Prefetch("items", Item.objects.only("filing", "number", "today", "title")),
            Prefetch("registrants", Registrant.objects.select_related("company").defer("evidence", "edits")),
            Prefetch("releases", PressRelease.objects.only("filing", "slug", "status").order_by("pk")),
        )
    )
    return [_filing(one) for one in _in_order(found, ids) if one.status == Filing.Status.PUBLISHED]


def _filing(filing: Filing) -> Record:
    return {
        "id": filing.slug,
        "url": address("filing", filing.slug),
        "original_url": address("filing-original", filing.slug),
        "form": plain(filing.form_type),
        "accession_number": filing.accession_number,
        "report_date": _day(filing.report_date),
        "filed_date": _day(filing.filed_date),
        "registrants": [
            {
                "name": plain(one.name),
                "cik": one.company.cik,
                "file_number": plain(one.file_number) or None,
                "state_of_incorporation": plain(one.state_of_incorporation) or None,
                "url": address("company", one.company.slug),
            }
            for one in filing.registrants.all()
        ],
        "items": [
            {"number": plain(i.number), "today": i.today or None, "title": plain(i.title)} for i in filing.items.all()
        ],
        "releases": [
            address("release", one.slug) for one in filing.releases.all() if one.status == Filing.Status.PUBLISHED
        ],
        "sha256": filing.source.sha256,
        "byte_length": filing.source.byte_length,
        "ingested": filing.created_at.isoformat(timespec="seconds"),
        "parser_version": filing.parser_version,
    }


def people(ids: Sequence[int]) -> list[Record]:
    """Of contacts that are published. Two queries."""
    named: dict[int, dict[int, date | None]] = defaultdict(dict)
    rows = ContactAppearance.objects.filter(contact__in=ids).order_by()
    for contact, release, day, status in rows.values_list(
        "contact_id", "release_id", "release__shown_date", "release__status"
    ):
        if status == Filing.Status.PUBLISHED:
            named[contact][release] = day
    shown = Contact.objects.filter(pk__in=ids, withdrawn_at=None)
    return [_person(one, named[one.pk]) for one in _in_order(shown, ids)]


def _person(contact: Contact, named: dict[int, date | None]) -> Record:
    days = [day for day in named.values() if day]
    return {
        "id": contact.slug,
        "url": address("person", contact.slug),
        "kind": contact.kind,
        "name": plain(contact.name),
        "organization": plain(contact.organization) or None,
        "releases": len(named),
        "first_release": _day(min(days, default=None)),
        "last_release": _day(max(days, default=None)),
    }


def _in_order(found: "QuerySet[Any]", ids: Iterable[int]) -> list[Any]:
    known = {one.pk: one for one in found}
    return [known[pk] for pk in ids if pk in known]


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def symbols(tickers: Iterable[Record]) -> str:
    """``Nasdaq: NEOT; NYSE: HVI``."""
    return "; ".join(f"{t['exchange']}: {t['symbol']}" if t["exchange"] else t["symbol"] for t in tickers)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


RELEASES = Kind(
    "releases",
    lambda ids: [release_record(one) for one in releases(ids)],
    {
        "date": lambda r: r["date"],
        "headline": lambda r: r["headline"],
        "company": lambda r: r["company"]["name_then"],
        "company_today": lambda r: r["company"]["name"],
        "cik": lambda r: r["company"]["cik"],
        "tickers": lambda r: symbols(t for t in r["tickers"] if t["own"]),
        "form": lambda r: r["filing"]["form"],
        "items": lambda r: "; ".join(dict.fromkeys(i["number"] for i in r["items"])),
        "exhibit": lambda r: r["exhibit"],
        "has_contact": lambda r: _yes(r["has"]["contact"]),
        "has_quotation": lambda r: _yes(r["has"]["quotation"]),
        "has_table": lambda r: _yes(r["has"]["table"]),
        "accession_number": lambda r: r["filing"]["accession_number"],
        "filed": lambda r: r["filing"]["filed_date"],
        "invented": lambda r: _yes(r["invented"]),
        "url": lambda r: r["url"],
        "source_url": lambda r: r["source_url"],
        "filing_url": lambda r: r["filing"]["url"],
    },
)
COMPANIES = Kind(
    "companies",
    companies,
    {
        "name": lambda r: r["name"],
        "other_names": lambda r: "; ".join(r["other_names"]),
        "cik": lambda r: r["cik"],
        "tickers": lambda r: symbols(r["tickers"]),
        "state_of_incorporation": lambda r: r["state_of_incorporation"],
        "sic": lambda r: r["sic"],
        "releases": lambda r: r["releases"],
        "first_release": lambda r: r["first_release"],
        "last_release": lambda r: r["last_release"],
        "invented": lambda r: _yes(r["invented"]),
        "url": lambda r: r["url"],
    },
)
FILINGS = Kind(
    "filings",
    filings,
    {
        "form": lambda r: r["form"],
        "accession_number": lambda r: r["accession_number"],
        "report_date": lambda r: r["report_date"],
        "filed_date": lambda r: r["filed_date"],
        "registrants": lambda r: "; ".join(one["name"] for one in r["registrants"]),
        "ciks": lambda r: "; ".join(one["cik"] for one in r["registrants"] if one["cik"]),
        "file_numbers": lambda r: "; ".join(one["file_number"] for one in r["registrants"] if one["file_number"]),
        "items": lambda r: "; ".join(dict.fromkeys(i["number"] for i in r["items"])),
        "releases": lambda r: len(r["releases"]),
        "sha256": lambda r: r["sha256"],
        "byte_length": lambda r: r["byte_length"],
        "ingested": lambda r: r["ingested"],
        "url": lambda r: r["url"],
        "original_url": lambda r: r["original_url"],
    },
)
PEOPLE = Kind(
    "people",
    people,
    {
        "name": lambda r: r["name"],
        "organization": lambda r: r["organization"],
        "kind": lambda r: r["kind"],
        "releases": lambda r: r["releases"],
        "first_release": lambda r: r["first_release"],
        "last_release": lambda r: r["last_release"],
        "url": lambda r: r["url"],
    },
)
