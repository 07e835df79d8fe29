"""All that hangs on a release, or on another record, in one query.

Every ORM query costs more in compiling and fetching than in the database, and a release has contacts, quotations,
tickers, items, neighbours and relatives. They are fetched as one union: rows of the same columns, told apart by
``what``. That of a release, the page asked for most, is written out as SQL.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

from neoarchive.databases import reader
from neoarchive.models import Company, Exhibit, Filing, PressRelease, Source
from neoarchive.models.evidence import LineRange

from .stored import Columns, day_of, fetched, json_of


class Row(NamedTuple):
    """One row of the union; what a column holds depends on ``what``."""

    what: str
    position: int
    number: int
    a: str
    b: str
    c: str
    slug: str
    day: date | None
    last: date | None
    evidence: dict[str, Any]
    first_list: list[str]
    second_list: list[str]

    def lines(self, name: str) -> LineRange | None:
        found = self.evidence.get(name, {}).get("lines")
        return (found[0], found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Contact:
    """``slug`` is the person's page; ``lines`` where the whole entry stands."""

    name: str
    title: str
    organization: str
    phones: list[str]
    emails: list[str]
    slug: str
    lines: LineRange | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Ticker:
    exchange: str
    symbol: str
    company_id: int
    lines: LineRange | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone quoted, with the lines of each passage."""

    name: str
    title: str
    lines: list[LineRange]


_TEXT_OF_RELEASE = ("headline", "subheadlines", "status_line", "dateline", "wire", "summary", "blocks", "tidied")
_OF_RELEASE = ("id", "slug", "status", "shown_date", "company_name", "corrected_at", "has_table", "evidence", "edits")
_KEYS = ("company", "filing", "exhibit", "version_of")
_RELEASE = Columns(
    PressRelease, "release", only=(*_OF_RELEASE, *_TEXT_OF_RELEASE, *_KEYS, "withdrawn_at", "withdrawn_reason")
)
_COMPANY = Columns(Company, "company", only=("id", "name", "slug", "invented"))
_EXHIBIT = Columns(Exhibit, "exhibit", only=("id", "number"))
_OF_FILING = ("id", "slug", "status", "form_type", "accession_number", "shown_date", "created_at", "evidence")
_FILING = Columns(Filing, "filing", only=_OF_FILING)
_SOURCE = Columns(Source, "source", only=("id", "sha256", "line_count", "byte_length"))
_PARTS: tuple[Columns[Any], ...] = (_RELEASE, _COMPANY, _FILING, _SOURCE, _EXHIBIT)
# Rows of one shape (``Row``), told apart by their first column, of the release and the filing that the query around
# them has found. What an arm does not have is left empty; the first one gives the columns their names and types, but
# for those in brackets, which name columns of the same types instead.
_ATTACHED = """
SELECT 'contact' AS what, c.position AS position, CASE WHEN p.withdrawn_at IS NULL THEN 0 ELSE 1 END AS number,
    c.name AS a, c.title AS b, c.organization AS c, p.slug AS slug,
    CAST(NULL AS date) AS day, CAST(NULL AS date) AS last,
    c.evidence AS evidence, c.phones AS first_list, c.emails AS second_list
    FROM neoarchive_contactappearance AS c JOIN neoarchive_contact AS p ON p.id = c.contact_id
    WHERE c.release_id = release.id
UNION ALL SELECT 'quotation', position, block, text, speaker, speaker_title, '', NULL, NULL, evidence, '[]', '[]'
    FROM neoarchive_quotation WHERE release_id = release.id
UNION ALL SELECT 'ticker', position, company_id, exchange, symbol, '', '', NULL, NULL, evidence, '[]', '[]'
    FROM neoarchive_releaseticker WHERE release_id = release.id
UNION ALL SELECT 'item', position, 0, number, official_title, today, '', NULL, NULL, evidence, '[]', '[]'
    FROM neoarchive_item WHERE filing_id = release.filing_id
UNION ALL SELECT 'missing', position, 0, number, description, '', '', NULL, NULL, evidence, '[]', '[]'
    FROM neoarchive_exhibit WHERE filing_id = release.filing_id AND included = %(no)s
UNION ALL SELECT 'sibling', position, 0, headline, '', '', slug, shown_date, NULL, '{}', '[]', '[]'
    FROM neoarchive_pressrelease
    WHERE filing_id = release.filing_id AND id <> release.id AND status IN (%(published)s, %(also)s)
UNION ALL SELECT 'version', 0, id, headline, '', '', slug, shown_date, NULL, '{}', '[]', '[]'
    FROM neoarchive_pressrelease
    WHERE (id = coalesce(release.version_of_id, release.id)
        OR version_of_id = coalesce(release.version_of_id, release.id)) AND id <> release.id
    AND status IN (%(published)s, %(also)s)
UNION ALL SELECT 'filing', 0, 0, f.form_type, '', '', f.slug, f.shown_date, NULL, '{}', '[]', '[]'
    FROM neoarchive_registrant AS r JOIN neoarchive_filing AS f ON f.id = r.filing_id
    WHERE r.company_id = release.company_id AND f.report_date = filing.report_date AND f.id <> release.filing_id
    AND f.status IN (%(published)s, %(also)s)
UNION ALL SELECT * FROM (
    SELECT 'previous', 0, 0, headline, '', '', slug, shown_date, CAST(NULL AS date),
        evidence, subheadlines, subheadlines
    FROM neoarchive_pressrelease
    WHERE company_id = release.company_id AND status = %(published)s
        AND (shown_date, id) < (release.shown_date, release.id)
    ORDER BY shown_date DESC, id DESC LIMIT 1) AS previous
UNION ALL SELECT * FROM (
    SELECT 'next', 0, 0, headline, '', '', slug, shown_date, CAST(NULL AS date),
        evidence, subheadlines, subheadlines
    FROM neoarchive_pressrelease
    WHERE company_id = release.company_id AND status = %(published)s
        AND (shown_date, id) > (release.shown_date, release.id)
    ORDER BY shown_date, id LIMIT 1) AS next
"""
_READ = f"""SELECT {", ".join(part.sql for part in _PARTS)},
    (SELECT {{rows}}(what, position, number, a, b, c, slug, day, last, evidence, first_list, second_list))
        FROM ({_ATTACHED}) AS attached)
    FROM neoarchive_pressrelease AS release
    JOIN neoarchive_company AS company ON company.id = release.company_id
    JOIN neoarchive_filing AS filing ON filing.id = release.filing_id
    JOIN neoarchive_source AS source ON source.id = filing.source_id
    LEFT JOIN neoarchive_exhibit AS exhibit ON exhibit.id = release.exhibit_id
    WHERE release.slug = %(slug)s"""
# All rows as one JSON array of arrays.
_ROWS = {"sqlite": "json_group_array(json_array", "postgresql": "json_agg(json_build_array"}


def release_at(slug: str, *, drafts: bool) -> PressRelease | None:
    """The release of an address with all that ``rows_of`` gives, in one query; None if it is not shown.

    With it come its company, exhibit, filing and source, of each what the page shows. ``drafts``: relatives that are
    drafts as well.
    """
    values = {
        "slug": slug,
        "no": False,
        "published": Filing.Status.PUBLISHED.value,
        "also": Filing.Status.DRAFT.value if drafts else Filing.Status.PUBLISHED.value,
    }
    found = fetched(_READ.replace("{rows}", _ROWS[reader().vendor]), values)
    if not found:
        return None
    parts, row = [], found[0]
    for columns in _PARTS:
        parts.append(columns.record(row[: len(columns.names)]))
        row = row[len(columns.names) :]
    release, company, filing, source, exhibit = parts
    if not drafts and release.status != Filing.Status.PUBLISHED:
        return None
    release.company, release.filing, release.exhibit, filing.source = company, filing, exhibit, source
    release.attached = json_of(row[0]) or []
    return release


def rows_of(release: PressRelease) -> dict[str, list[Row]]:
    """The rows by ``what``: contact, quotation, ticker, item, previous, next, sibling, missing, version, filing.

    ``release`` comes from ``release_at``. The previous and the next release are never drafts.
    """
    found: dict[str, list[Row]] = {}
    for what, position, number, a, b, c, slug, day, last, *more in release.attached:  # type: ignore[attr-defined]
        evidence, first, second = map(json_of, more)
        row = Row(what, position, number, a, b, c, slug, day_of(day), day_of(last), evidence, first, second)
        found.setdefault(what, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.position or 0, row.day or date.min))
    return found


def union(arms: "list[models.QuerySet[Any, Any]]") -> dict[str, list[Row]]:
    """All rows of the arms by ``what``, in order. The first arm's columns decide the types."""
    found: dict[str, list[Row]] = {}
    # Cleared, or a model's own order would have to be one of the columns.
    for row in arms[0].union(*arms[1:], all=True).order_by():
        found.setdefault(row[0], []).append(Row(*row))
    for rows in found.values():
        rows.sort(key=lambda row: (row.position or 0, row.day or date.min))
    return found


_TEXT = {name: Cast(Value(""), models.TextField()) for name in ("a", "b", "c", "slug")}
_COLUMNS: dict[str, Any] = {
    "position": Value(0, models.IntegerField()),
    "number": Value(0, models.IntegerField()),
    **_TEXT,
    "day": Cast(Value(None), models.DateField()),
    "last": Cast(Value(None), models.DateField()),
    "evidence": Value({}, models.JSONField()),
    "first_list": Value([], models.JSONField()),
    "second_list": Value([], models.JSONField()),
}


def arm(records: "models.QuerySet[Any, Any]", what: str, **columns: Any) -> "models.QuerySet[Any, Any]":
    """One arm of the union: fields or expressions under the common names, empty values of the same type for the rest.

    ``position`` is the record's own where None is not given for it.
    """
    columns = {"position": "position", **columns}
    named = {
        f"row_{name}": F(value) if isinstance(value := columns.get(name), str) else value or empty
        for name, empty in _COLUMNS.items()
    }
    rows: models.QuerySet[Any, Any] = records.order_by().annotate(row_what=Value(what, models.CharField()), **named)
    return rows.values_list("row_what", *(f"row_{name}" for name in _COLUMNS))


def contacts(rows: list[Row], *, drafts: bool) -> list[Contact]:
    """Of those whose details are withdrawn nothing but that, unless for ``drafts``."""
    return [
        Contact(r.a, r.b, r.c, r.first_list, r.second_list, r.slug, r.lines("whole") or r.lines("name"), bool(r.number))
        if drafts or not r.number
        else Contact("", "", "", [], [], "", None, withdrawn=True)
        for r in rows
    ]


def tickers(rows: list[Row]) -> list[Ticker]:
    return [Ticker(r.a, r.b, r.number, r.lines("symbol")) for r in rows]


def speakers(rows: list[Row]) -> list[Speaker]:
    """Who is quoted, each once, with the title printed first and the lines of all their passages."""
    found: dict[str, Speaker] = {}
    for row in rows:
        known = found.get(row.b)
        if known is None or (row.c and not known.title):
            known = found[row.b] = Speaker(row.b, row.c, known.lines if known else [])
        lines = row.lines("text")
        if lines and lines not in known.lines:
            known.lines.append(lines)
    return list(found.values())
