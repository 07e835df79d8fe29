"""Releases, companies, filings and people as records: what JSON gives whole and CSV in a row.

Keys are never renamed or taken away within a version (``VERSION``); new ones may come.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Prefetch, QuerySet
from django.urls import reverse

from neoarchive.models import Company, Contact, ContactAppearance, Filing, Item, PressRelease, Registrant

from .clean import absolute, plain

VERSION = 1
Record = dict[str, Any]

_RELEASE_COLUMNS = (
    *("slug", "headline", "summary", "shown_date", "company_name", "updated_at"),
    *("has_contact", "has_quotation", "has_table", "exhibit__number"),
    *("company__name", "company__cik", "company__slug", "company__invented"),
    *("filing__slug", "filing__form_type", "filing__accession_number", "filing__report_date", "filing__filed_date"),
    "filing__created_at",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record: how its records are read by their ids (in that order), and the columns of its table."""

    name: str
    read: Callable[[Sequence[int]], list[Record]]
    columns: dict[str, Callable[[Record], object]]

    def row(self, record: Record) -> list[object]:
        return [value(record) for value in self.columns.values()]


def releases(ids: Sequence[int]) -> list[PressRelease]:
    """Published releases in the order of their ids, with all that a record tells of them. Three queries."""
    found = (
        PressRelease.objects.published()
        .filter(pk__in=ids)
        .select_related("company", "exhibit", "filing")
        .only(*_RELEASE_COLUMNS)
        .prefetch_related("tickers", Prefetch("filing__items", Item.objects.only("filing", "number", "today")))
    )
    known = {release.pk: release for release in found}
    return [known[pk] for pk in ids if pk in known]


def release_record(release: PressRelease) -> Record:
    filing, company = release.filing, release.company
    return {
        "id": release.slug,
        "url": absolute(release.get_absolute_url()),
        "source_url": absolute(reverse("release-source", args=[release.slug])),
        "headline": plain(release.headline),
        "date": _day(release.shown_date),
        "company": {
            "name": plain(company.name),
            "name_then": plain(release.by),
            "cik": company.cik,
            "url": absolute(company.get_absolute_url()),
        },
        "tickers": [
            {"exchange": plain(t.exchange), "symbol": plain(t.symbol), "own": t.company_id is not None}
            for t in release.tickers.all()
        ],
        "items": [{"number": plain(i.number), "today": i.today or None} for i in filing.items.all()],
        "exhibit": plain(release.exhibit.number) if release.exhibit else None,
        "has": {"contact": release.has_contact, "quotation": release.has_quotation, "table": release.has_table},
        "summary": plain(release.summary),
        "filing": {
            "id": filing.slug,
            "url": absolute(filing.get_absolute_url()),
            "form": plain(filing.form_type),
            "accession_number": filing.accession_number,
            "report_date": _day(filing.report_date),
            "filed_date": _day(filing.filed_date),
        },
        "invented": company.invented,
        "updated": release.updated_at.isoformat(timespec="seconds"),
    }


def companies(ids: Sequence[int]) -> list[Record]:
    """Two queries more than one: releases by company are counted for these companies alone."""
    found = Company.objects.published().filter(pk__in=ids).prefetch_related("names", "tickers")
    rows = PressRelease.objects.published().filter(company__in=ids).order_by().values("company")
    counted = {
        row["company"]: row for row in rows.annotate(n=Count("pk"), first=Min("shown_date"), last=Max("shown_date"))
    }
    return [_company(one, counted.get(one.pk, {})) for one in _in_order(found, ids)]


def _company(company: Company, counted: Record) -> Record:
    names = [plain(one.name) for one in company.names.all()]
    return {
        "id": company.slug,
        "url": absolute(company.get_absolute_url()),
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
        Filing.objects.published()
        .filter(pk__in=ids)
        .select_related("source")
        .only(
            *("slug", "form_type", "accession_number", "report_date", "filed_date", "accepted_at", "created_at"),
            *("parser_version", "updated_at", "source__sha256", "source__byte_length"),
        )
        .prefetch_related(
            Prefetch("items", Item.objects.only("filing", "number", "today", "title")),
            Prefetch("registrants", Registrant.objects.select_related("company").defer("evidence", "edits")),
            Prefetch("releases", PressRelease.objects.published().only("filing", "slug").order_by("pk")),
        )
    )
    return [_filing(one) for one in _in_order(found, ids)]


def _filing(filing: Filing) -> Record:
    return {
        "id": filing.slug,
        "url": absolute(filing.get_absolute_url()),
        "original_url": absolute(reverse("filing-original", args=[filing.slug])),
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
                "url": absolute(one.company.get_absolute_url()),
            }
            for one in filing.registrants.all()
        ],
        "items": [
            {"number": plain(i.number), "today": i.today or None, "title": plain(i.title)} for i in filing.items.all()
        ],
        "releases": [absolute(one.get_absolute_url()) for one in filing.releases.all()],
        "sha256": filing.source.sha256,
        "byte_length": filing.source.byte_length,
        "ingested": filing.created_at.isoformat(timespec="seconds"),
        "parser_version": filing.parser_version,
    }


def people(ids: Sequence[int]) -> list[Record]:
    """Two queries."""
    found = Contact.objects.published().filter(pk__in=ids)
    rows = ContactAppearance.objects.filter(contact__in=ids, release__status=Filing.Status.PUBLISHED).order_by()
    counted = {
        row["contact"]: row
        for row in rows.values("contact").annotate(
            n=Count("release", distinct=True), first=Min("release__shown_date"), last=Max("release__shown_date")
        )
    }
    return [_person(one, counted.get(one.pk, {})) for one in _in_order(found, ids)]


def _person(contact: Contact, counted: Record) -> Record:
    return {
        "id": contact.slug,
        "url": absolute(contact.get_absolute_url()),
        "kind": contact.kind,
        "name": plain(contact.name),
        "organization": plain(contact.organization) or None,
        "releases": counted.get("n", 0),
        "first_release": _day(counted.get("first")),
        "last_release": _day(counted.get("last")),
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
