"""All that hangs on a release, in one query.

Every ORM query costs more in compiling and fetching than in the database, and a release has contacts, quotations,
tickers, items, neighbours and relatives. They are fetched as one union: rows of the same columns, told apart by
``what``.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast

from neoarchive.models import (
    ContactAppearance,
    Exhibit,
    Filing,
    Item,
    PressRelease,
    Quotation,
    Registrant,
    ReleaseTicker,
)
from neoarchive.models.evidence import LineRange


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


def with_neighbours(releases: "models.QuerySet[PressRelease]") -> "models.QuerySet[PressRelease]":
    """Releases as their page needs them, with the keys of the company's previous and next one."""
    mine = PressRelease.objects.published().filter(company=OuterRef("company"))
    day, key = OuterRef("shown_date"), OuterRef("pk")
    before = mine.filter(Q(shown_date__lt=day) | Q(shown_date=day, pk__lt=key)).order_by("-shown_date", "-pk")
    after = mine.filter(Q(shown_date__gt=day) | Q(shown_date=day, pk__gt=key)).order_by("shown_date", "pk")
    return (
        releases.select_related("company", "exhibit", "filing__source")
        .defer(
            "filing__segments",
            "filing__warnings",
            "filing__source__compressed",
            "filing__source__compressed_line_starts",
        )
        .annotate(before=Subquery(before.values("pk")[:1]), after=Subquery(after.values("pk")[:1]))
    )


def rows_of(release: PressRelease, *, drafts: bool) -> dict[str, list[Row]]:
    """The rows by ``what``: contact, quotation, ticker, item, near, sibling, missing, filing.

    ``release`` comes from ``with_neighbours``. Relatives that are drafts are among them only with ``drafts``.
    """
    filing = release.filing_id
    releases = PressRelease.objects.all() if drafts else PressRelease.objects.published()
    near = [key for key in (release.before, release.after) if key]  # type: ignore[attr-defined]
    same_day = Registrant.objects.filter(filing=OuterRef("pk"), company=release.company_id)
    filings = (Filing.objects.all() if drafts else Filing.objects.published()).filter(
        Exists(same_day), report_date=release.filing.report_date
    )
    headline = {"a": "headline", "slug": "slug", "day": "shown_date", "evidence": "evidence", "number": "pk"}
    arms = [
        arm(
            ContactAppearance.objects.filter(release=release),
            "contact",
            **{"a": "name", "b": "title", "c": "organization", "slug": "contact__slug", "evidence": "evidence"},
            first_list="phones",
            second_list="emails",
        ),
        arm(
            Quotation.objects.filter(release=release),
            "quotation",
            **{"number": "block", "a": "text", "b": "speaker", "c": "speaker_title", "evidence": "evidence"},
        ),
        arm(
            ReleaseTicker.objects.filter(release=release),
            "ticker",
            **{"number": "company_id", "a": "exchange", "b": "symbol", "evidence": "evidence"},
        ),
        arm(
            Item.objects.filter(filing=filing),
            "item",
            **{"a": "number", "b": "official_title", "c": "today", "evidence": "evidence"},
        ),
        arm(releases.filter(filing=filing).exclude(pk=release.pk), "sibling", **headline),
        arm(Exhibit.objects.filter(filing=filing, included=False), "missing", a="number", b="description"),
        arm(filings.exclude(pk=filing), "filing", position=None, a="form_type", slug="slug", day="shown_date"),
    ]
    if near:
        arms.append(arm(PressRelease.objects.filter(pk__in=near), "near", **headline))
    return union(arms)


def union(arms: "list[models.QuerySet[Any, Any]]") -> dict[str, list[Row]]:
    """All rows of the arms by ``what``, in order. The first arm's columns decide the types."""
    found: dict[str, list[Row]] = {}
    for row in arms[0].union(*arms[1:], all=True):
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


def contacts(rows: list[Row]) -> list[Contact]:
    return [
        Contact(r.a, r.b, r.c, r.first_list, r.second_list, r.slug, r.lines("whole") or r.lines("name")) for r in rows
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
