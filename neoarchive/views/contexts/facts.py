"""The facts that were read of a filing, each with the lines it stands on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from neoarchive.models import (
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
from neoarchive.models.evidence import LineRange
from neoarchive.typography import typeset

from .attached import Row, arm, union
from .lines import Mark

REGISTRANT = {
    "name": "Registrant",
    "state_of_incorporation": "State",
    "file_number": "File number",
    "irs_number": "IRS number",
    "address": "Address",
    "phone": "Telephone",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its label; ``lines`` and ``spans`` are None and empty where it was not read from the source."""

    label: str
    value: str
    lines: LineRange | None
    spans: tuple[tuple[int, int], ...] = ()
    note: str = ""
    level: str = ""
    """How sure the reading is: certain, likely or doubtful; "" where it was not judged or a person has set it."""
    reason: str = ""

    @property
    def marks(self) -> list[Mark]:
        return [Mark(start, end, self.value) for start, end in self.spans]


def fact(label: str, value: str, evidence: dict[str, Any], name: str, *, edited: bool = False) -> Fact:
    """A fact whose place is kept in ``evidence[name]``; ``edited`` if a person has set it."""
    found = evidence.get(name, {})
    lines = found.get("lines")
    spans = tuple((start, end) for start, end in found.get("at", ()))
    place = (lines[0], lines[1]) if lines else None
    sure = ("", "") if edited else (found.get("level", ""), found.get("reason", ""))
    return Fact(label, value, place, spans, found.get("note", ""), *sure)


def _fact_of(record: Evidenced, label: str, value: str, name: str) -> Fact:
    return fact(label, value, record.evidence, name, edited=name in record.edits)


def facts_of_filing(filing: Filing, registrants: Iterable[Registrant]) -> list[Fact]:
    """Form, dates, accession number and cover."""
    day = filing.report_date
    facts = [
        _fact_of(filing, "Form type", filing.form_type, "form_type"),
        _fact_of(filing, "Accession number", filing.accession_number or "", "accession_number"),
        _fact_of(filing, "Date of report", _day(day), "report_date"),
        _fact_of(filing, "Date of filing", _day(filing.filed_date), "filed_date"),
    ]
    for registrant in registrants:
        facts += cover_facts(registrant)
    return [f for f in facts if f.value]


def cover_facts(registrant: Registrant) -> list[Fact]:
    return [_fact_of(registrant, label, getattr(registrant, name), name) for name, label in REGISTRANT.items()]


def rows_of_filing(filing: Filing) -> dict[str, list[Row]]:
    """Items, exhibits, signatures, and the contacts, tickers and quotations of all releases, in one query.

    ``number`` of a row is 1 where a person has set something in it.
    """
    releases = PressRelease.objects.filter(filing=filing)
    edited = Case(When(edits={}, then=Value(0)), default=Value(1), output_field=IntegerField())
    return union(
        [
            arm(
                ContactAppearance.objects.filter(release__in=releases.values("pk")),
                "contact",
                **{"a": "name", "b": "title", "c": "organization", "slug": "contact__slug", "evidence": "evidence"},
                first_list="phones",
                second_list="emails",
                number=edited,
            ),
            arm(
                Item.objects.filter(filing=filing),
                "item",
                **{"a": "number", "b": "official_title", "c": "today", "evidence": "evidence", "number": edited},
            ),
            arm(
                Exhibit.objects.filter(filing=filing),
                "exhibit",
                **{"a": "number", "b": "description", "evidence": "evidence", "number": edited},
            ),
            arm(
                Signature.objects.filter(filing=filing),
                "signature",
                **{"a": "name", "b": "title", "day": "signed_on", "evidence": "evidence", "number": edited},
            ),
            arm(
                ReleaseTicker.objects.filter(release__in=releases.values("pk")),
                "ticker",
                **{"a": "exchange", "b": "symbol", "evidence": "evidence", "number": edited},
            ),
            arm(
                Quotation.objects.filter(release__in=releases.values("pk")),
                "quotation",
                **{"a": "speaker", "evidence": "evidence", "number": edited},
            ),
        ]
    )


def facts_of_rows(rows: dict[str, list[Row]]) -> list[Fact]:
    facts = []
    for row in rows.get("item", []):
        facts.append(_joined("Item", [f"Item {row.a}", row.b], row, "number"))
    for row in rows.get("exhibit", []):
        facts.append(_joined("Exhibit", [f"Exhibit {row.a}", row.b], row, "description", "number"))
        facts.append(_kind_of_exhibit(row))
    for row in rows.get("signature", []):
        facts.append(_joined("Signature", [row.a, row.b, _day(row.day)], row, "name"))
    for row in rows.get("contact", []):
        facts.append(_joined("Contact", [row.a, row.b, row.c, *row.first_list, *row.second_list], row, "whole", "name"))
    for row in rows.get("ticker", []):
        facts.append(_joined("Ticker", [f"{row.a}: {row.b}" if row.a else row.b], row, "symbol"))
    for row in rows.get("quotation", []):
        # Who is quoted is the note of the passage already.
        facts.append(_joined("Quotation", [], row, "text"))
    return facts


def _kind_of_exhibit(row: Row) -> Fact:
    """How sure it is what an exhibit is, said where the exhibit is listed."""
    told = row.evidence.get("kind", {})
    lines = row.evidence.get("description", row.evidence.get("number", {})).get("lines")
    return fact(f"kind of Exhibit {row.a}", "", {"kind": {**told, "lines": lines}}, "kind", edited=bool(row.number))


def facts_of_release(release: PressRelease) -> list[Fact]:
    """Headline, sub-headlines, status, dateline with its place and date."""
    facts = [
        _fact_of(release, "Headline", typeset(release.headline), "headline"),
        _fact_of(release, "Status", typeset(release.status_line), "status_line"),
        _fact_of(release, "Dateline", typeset(release.dateline), "dateline"),
        # Stands in the dateline, and is shown with it.
        _fact_of(release, "Release date", "", "released_on"),
    ]
    edited = "subheadlines" in release.edits
    for sub in release.subheadlines:
        facts.append(fact("Sub-headline", typeset(sub["text"]), {"text": sub}, "text", edited=edited))
    return [f for f in facts if (f.value or f.level) and f.lines]


def registrants_of(filing: Filing) -> "QuerySet[Registrant]":
    return filing.registrants.select_related("company").order_by("position")


def _joined(label: str, words: list[str], row: Row, *names: str) -> Fact:
    """A fact of several words, with the place of the first of its fields that has one."""
    name = next((n for n in names if row.evidence.get(n, {}).get("lines")), names[0])
    found = fact(label, typeset(", ".join(filter(None, words))), row.evidence, name)
    told = next((row.evidence[n] for n in names if row.evidence.get(n, {}).get("level")), {})
    if not told or row.number:
        return replace(found, level="", reason="")
    return replace(found, level=told["level"], reason=told["reason"])


def _day(day: Any) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""
