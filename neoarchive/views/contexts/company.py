"""What the page of a company shows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, DateField, Max, Min, Value
from django.db.models.functions import Cast, Coalesce, TruncMonth
from django.http import HttpRequest

from neoarchive.ingest.names import folded_company
from neoarchive.models import (
    Company,
    CompanyName,
    CompanyTicker,
    ContactAppearance,
    Exhibit,
    Filing,
    PressRelease,
    Quotation,
    Registrant,
)

from .attached import Row, arm, union
from .heads import breadcrumbs, company_data
from .pages import Pager, page_of
from .strips import months_of, year_strip

PER_PAGE = 100
MOST = 8  # people named in the rail


@dataclass(slots=True)
class Year:
    """A year's releases and the exhibits that were listed without their text, newest first."""

    year: int | None
    count: int
    entries: list[tuple[date | None, PressRelease | None, Row | None]] = field(default_factory=list)


def company_context(request: HttpRequest, company: Company, *, drafts: bool) -> dict[str, Any]:
    releases = company.releases.all() if drafts else company.releases.published()
    rows = _rows(company, drafts=drafts)
    months = months_of((row.day, row.number) for row in rows.get("month", []))
    listed = releases.select_related("exhibit", "filing").defer("blocks", "filing__segments", "filing__warnings")
    pager = page_of(request, listed.prefetch_related("filing__items").order_by("-shown_date", "-pk"), PER_PAGE)
    other_names = [r for r in rows.get("name", []) if folded_company(r.a) != folded_company(company.name)]
    tickers = rows.get("ticker", [])
    address = settings.SITE_URL + company.get_absolute_url()
    total = sum(row.number for row in rows.get("month", []))
    return {
        "section": "companies",
        "company": company,
        "total": total,
        "filing_count": sum(row.number for row in rows.get("filings", [])),
        "first": min(months, default=None),
        "last": max(months, default=None),
        "strip": year_strip(months) if len({m.year for m in months}) > 1 else [],
        "years": _years(pager, rows.get("missing", []), months),
        "pager": pager,
        "cover": _latest_cover(company, drafts=drafts),
        "names": rows.get("name", []),
        "other_names": other_names,
        "tickers": tickers,
        "contacts": _most(rows.get("contact", [])),
        "speakers": _most(rows.get("speaker", [])),
        "address": address,
        "data": [
            company_data(company, [r.a for r in other_names], [f"{t.a} {t.b}".strip() for t in tickers], address),
            breadcrumbs([("Companies", "/companies/"), (company.name, company.get_absolute_url())]),
        ],
    }


def _rows(company: Company, *, drafts: bool) -> dict[str, list[Row]]:
    """Names, tickers, contacts, speakers, missing exhibits, filings and releases by month: one query."""
    status = {} if drafts else {"status": Filing.Status.PUBLISHED}
    in_release = {"release__company": company, **{f"release__{k}": v for k, v in status.items()}}
    in_filing = {f"filing__{k}": v for k, v in status.items()}
    span = {"day": Min("release__shown_date"), "last": Max("release__shown_date")}
    shown = {} if drafts else {"contact__withdrawn_at": None}
    people = ContactAppearance.objects.filter(**in_release, **shown).values("contact")
    releases = PressRelease.objects.filter(company=company, **status).order_by()
    return union(
        [
            arm(
                CompanyName.objects.filter(company=company),
                "name",
                **{"position": None, "a": "name", "slug": Coalesce("filing__slug", Value("")), "day": "first_seen"},
                last=Coalesce("until", "last_seen"),
            ),
            arm(
                CompanyTicker.objects.filter(company=company),
                "ticker",
                **{"position": None, "a": "exchange", "b": "symbol", "day": "first_seen", "last": "last_seen"},
            ),
            arm(
                people.values("contact__name", "contact__organization", "contact__slug"),
                "contact",
                **{"position": None, "a": "contact__name", "b": Max("title"), "c": "contact__organization"},
                **{"slug": "contact__slug", "number": Count("release", distinct=True), **span},
            ),
            arm(
                Quotation.objects.filter(**in_release).values("speaker"),
                "speaker",
                **{"position": None, "a": "speaker", "b": Max("speaker_title")},
                **{"number": Count("release", distinct=True), **span},
            ),
            arm(
                Exhibit.objects.filter(filing__registrants__company=company, included=False, **in_filing),
                "missing",
                **{"a": "number", "b": "description", "slug": "filing__slug", "day": "filing__shown_date"},
            ),
            arm(
                Registrant.objects.filter(company=company, **in_filing).values("company"),
                "filings",
                **{"position": None, "number": Count("pk")},
            ),
            arm(
                # PostgreSQL truncates to a timestamp, which would become the type of the whole column.
                releases.annotate(month=Cast(TruncMonth("shown_date"), DateField())).values("month"),
                "month",
                **{"position": None, "day": "month", "number": Count("pk")},
            ),
        ]
    )


def _years(pager: Pager, missing: list[Row], months: dict[date, int]) -> list[Year]:
    """The page's releases by year, and among them the missing exhibits of the time that the page covers."""
    releases = list(pager.page.object_list)
    entries: list[tuple[date | None, PressRelease | None, Row | None]] = [(r.shown_date, r, None) for r in releases]
    dates = [r.shown_date for r in releases if r.shown_date]
    newest = date.max if not pager.page.has_previous() or not dates else max(dates)
    oldest = date.min if not pager.page.has_next() or not dates else min(dates)
    entries += [(row.day, None, row) for row in missing if oldest <= (row.day or date.min) <= newest]
    entries.sort(key=lambda e: (e[0] or date.min, e[1] is not None), reverse=True)
    counts: dict[int, int] = {}
    for month, count in months.items():
        counts[month.year] = counts.get(month.year, 0) + count
    years: list[Year] = []
    for entry in entries:
        year = entry[0].year if entry[0] else None
        if not years or years[-1].year != year:
            years.append(Year(year, counts.get(year or 0, 0)))
        years[-1].entries.append(entry)
    return years


def _most(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.number, row.a))[:MOST]


def _latest_cover(company: Company, *, drafts: bool) -> Registrant | None:
    """The newest cover that was read: its numbers and address."""
    covers = company.registrations.select_related("filing").defer("filing__segments", "filing__warnings")
    if not drafts:
        covers = covers.filter(filing__status=Filing.Status.PUBLISHED)
    return covers.order_by("-filing__shown_date", "-pk").first()
