"""How well the published filings were read, measured over all of them.

It reads every filing, so a command does it (``measure_quality``), never a page. The figures are plain values that
JSON keeps::

    {"filings": 18, "releases": 20, "reviewed": 3, "in_doubt": 2, "doubts": 5,
     "versions": [["17", 18]],                     parser version and filings, the most first
     "rows": [{"year": 1998, "format": "text", "releases": 4, "headline": 4, "date": 4, …}],
     "warnings": [{"code": "table-as-typed", "filings": 3, "shown_by": ["1998-07-27-…"]}]}

Of a release the ``FIELDS`` are counted. A share is left to the page: what is counted here adds up over years.
"""

from collections import Counter
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Q, Sum, Value, When

from neoarchive.models import Filing, PressRelease, ReleaseTicker
from neoarchive.parser import PARSER_VERSION

FIELDS: dict[str, Q] = {
    "headline": ~Q(headline=""),
    "date": Q(released_on__isnull=False),
    "place": ~Q(place=""),
    "ticker": Q(Exists(ReleaseTicker.objects.filter(release=OuterRef("pk")))),
    "quotation": Q(has_quotation=True),
    "contact": Q(has_contact=True),
    "table": Q(has_table=True),
    "exhibit": Q(exhibit__isnull=False),
}
"""What is counted of the releases of a year and format."""

EXAMPLES = 5
"""Filings that are named for each warning."""


def measure() -> dict[str, Any]:
    """The figures of what is published now."""
    filings = Filing.objects.published().order_by()
    told = filings.aggregate(
        filings=Count("pk"),
        reviewed=Count("pk", filter=Q(reviewed_at__isnull=False)),
        in_doubt=Count("pk", filter=Q(doubts__gt=0, reviewed_at=None)),
        doubts=Sum("doubts", filter=Q(reviewed_at=None)),
    )
    versions = filings.values_list("parser_version").annotate(number=Count("pk")).order_by("-number", "parser_version")
    rows = _rows()
    return {
        **told,
        "doubts": told["doubts"] or 0,
        "releases": sum(row["releases"] for row in rows),
        "versions": [list(one) for one in versions],
        "parser": PARSER_VERSION,
        "rows": rows,
        "warnings": _warnings(),
    }


def _rows() -> list[dict[str, Any]]:
    """Releases by year and format of the source, newest year first; year None for those without a date."""
    counted = (
        PressRelease.objects.published()
        .order_by()
        .annotate(**{f"has_{name}_here": asked for name, asked in _conditions().items()})
        .values("shown_date__year", "filing__source__format")
        .annotate(
            releases=Count("pk"), **{name: Count("pk", filter=Q(**{f"has_{name}_here": True})) for name in FIELDS}
        )
    )
    rows = [
        {"year": year, "format": form, **dict(zip(("releases", *FIELDS), counts, strict=True))}
        for year, form, *counts in counted.values_list(
            "shown_date__year", "filing__source__format", "releases", *FIELDS
        )
    ]
    return sorted(rows, key=lambda row: (-(row["year"] or 0), row["format"]))


def _conditions() -> dict[str, Any]:
    return {
        name: Case(When(asked, then=Value(True)), default=Value(False), output_field=BooleanField())
        for name, asked in FIELDS.items()
    }


def _warnings() -> list[dict[str, Any]]:
    """What the reading warned of, the most frequent first, with filings that show it: the latest read."""
    number: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}
    rows = Filing.objects.published().exclude(warnings=[]).order_by("-pk").values_list("slug", "warnings")
    for slug, warnings in rows.iterator(chunk_size=2_000):
        for code in dict.fromkeys(warning["code"] for warning in warnings):
            number[code] += 1
            named = shown.setdefault(code, [])
            if len(named) < EXAMPLES:
                named.append(slug)
    return [
        {"code": code, "filings": count, "shown_by": shown[code]}
        for code, count in sorted(number.items(), key=lambda one: (-one[1], one[0]))
    ]
