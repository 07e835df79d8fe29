"""What the page of a company shows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from neoarchive.ingest.names import folded_company
from neoarchive.models import Company, Filing, Registrant

from . import listed
from .attached import Row
from .heads import breadcrumbs, company_data
from .listed import Listed
from .pages import Pager, page_of
from .stored import Columns, day_of, fetched
from .strips import months_of, year_strip

PER_PAGE = 100
MOST = 8  # people named in the rail


@dataclass(slots=True)
class Year:
    """A year's releases and the exhibits that were listed without their text, newest first."""

    year: int | None
    count: int
    entries: list[tuple[date | None, Listed | None, Row | None]] = field(default_factory=list)


_COMPANY = Columns(Company, "company")
_COVER = Columns(Registrant, "cover", "evidence", "edits")
_FILING = Columns(Filing, "filing", "segments", "warnings", "evidence", "edits")

# One within the other: joined, SQLite walks all published filings for a company.
_PUBLISHED = """AND EXISTS (SELECT 1 FROM neoarchive_registrant AS r WHERE r.company_id = company.id AND EXISTS
    (SELECT 1 FROM neoarchive_filing AS f WHERE f.id = r.filing_id AND f.status = 'published'))"""

_LATEST_COVER = f"""SELECT {_COVER.sql}, {_FILING.sql}
    FROM neoarchive_registrant AS cover JOIN neoarchive_filing AS filing ON filing.id = cover.filing_id
    WHERE cover.company_id = %s {{shown}} ORDER BY filing.shown_date DESC, cover.id DESC LIMIT 1"""

# Rows of one shape (``Row`` without evidence and lists), told apart by their first column. Filings are counted as
# above, one within the other.
_ATTACHED = """
SELECT 'name', 0, n.name, '', '', coalesce(f.slug, ''), n.first_seen, coalesce(n.until, n.last_seen)
    FROM neoarchive_companyname AS n LEFT JOIN neoarchive_filing AS f ON f.id = n.filing_id
    WHERE n.company_id = %(company)s
UNION ALL SELECT 'ticker', 0, exchange, symbol, '', '', first_seen, last_seen
    FROM neoarchive_companyticker WHERE company_id = %(company)s
UNION ALL SELECT 'contact', count(DISTINCT r.id), p.name, max(a.title), p.organization, p.slug,
    min(r.shown_date), max(r.shown_date)
    FROM neoarchive_pressrelease AS r JOIN neoarchive_contactappearance AS a ON a.release_id = r.id
    JOIN neoarchive_contact AS p ON p.id = a.contact_id
    WHERE r.company_id = %(company)s {release} {contact} GROUP BY p.name, p.organization, p.slug
UNION ALL SELECT 'speaker', count(DISTINCT r.id), q.speaker, max(q.speaker_title), '', '',
    min(r.shown_date), max(r.shown_date)
    FROM neoarchive_pressrelease AS r JOIN neoarchive_quotation AS q ON q.release_id = r.id
    WHERE r.company_id = %(company)s {release} GROUP BY q.speaker
UNION ALL SELECT 'missing', e.position, e.number, e.description, '', f.slug, f.shown_date, NULL
    FROM neoarchive_registrant AS g JOIN neoarchive_filing AS f ON f.id = g.filing_id
    JOIN neoarchive_exhibit AS e ON e.filing_id = f.id
    WHERE g.company_id = %(company)s {filing} AND e.included = %(no)s
UNION ALL SELECT 'filings', count(g.id), '', '', '', '', NULL, NULL
    FROM neoarchive_registrant AS g WHERE g.company_id = %(company)s
    AND EXISTS (SELECT 1 FROM neoarchive_filing AS f WHERE f.id = g.filing_id {filing})
UNION ALL SELECT 'month', count(*), substr(CAST(r.shown_date AS text), 1, 7), '', '', '', NULL, NULL
    FROM neoarchive_pressrelease AS r WHERE r.company_id = %(company)s {release} GROUP BY 3
"""
_SHOWN = {name: f"AND {name[0]}.status = 'published'" for name in ("release", "filing")}
_SHOWN["contact"] = "AND p.withdrawn_at IS NULL"


def company_at(slug: str, *, drafts: bool) -> Company | None:
    """The company of an address, None if it has nothing that may be shown."""
    shown = "" if drafts else _PUBLISHED
    rows = fetched(f"SELECT {_COMPANY.sql} FROM neoarchive_company AS company WHERE slug = %s {shown}", [slug])
    return _COMPANY.record(rows[0]) if rows else None


def company_context(request: HttpRequest, company: Company, *, drafts: bool) -> dict[str, Any]:
    """``company`` comes from ``company_at``. Four queries more, five where the company has a page of releases."""
    rows = _rows(company, drafts=drafts)
    months = months_of((date.fromisoformat(f"{row.a}-01") if row.a else None, row.number) for row in rows["month"])
    total = sum(row.number for row in rows["month"])
    pager = page_of(request, listed.OfCompany(company.pk, total, drafts=drafts), PER_PAGE)
    other_names = [r for r in rows.get("name", []) if folded_company(r.a) != folded_company(company.name)]
    tickers = rows.get("ticker", [])
    address = settings.SITE_URL + company.get_absolute_url()
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
    shown = dict.fromkeys(_SHOWN, "") if drafts else _SHOWN
    found: dict[str, list[Row]] = {"month": []}
    for what, number, a, b, c, slug, day, last in fetched(
        _ATTACHED.format(**shown), {"company": company.pk, "no": False}
    ):
        row = Row(what, 0, number, a, b, c, slug, day_of(day), day_of(last), {}, [], [])
        found.setdefault(what, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: row.day or date.min)
    return found


def _years(pager: Pager, missing: list[Row], months: dict[date, int]) -> list[Year]:
    """The page's releases by year, and among them the missing exhibits of the time that the page covers."""
    releases = list(pager.page.object_list)
    entries: list[tuple[date | None, Listed | None, Row | None]] = [(r.day, r, None) for r in releases]
    dates = [r.day for r in releases if r.day]
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
    shown = "" if drafts else "AND filing.status = 'published'"
    rows = fetched(_LATEST_COVER.format(shown=shown), [company.pk])
    if not rows:
        return None
    cover, filing = (_COVER.record(rows[0][: len(_COVER.names)]), _FILING.record(rows[0][len(_COVER.names) :]))
    cover.filing = filing
    return cover
