"""The tables of a release, each beside the lines it was read from, and as rows for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.models import PressRelease

from .lines import Line, lines_of

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a release. ``number`` counts from 1; ``restored`` is False where it is kept as typed.

    ``csv``: the address of its rows, "" where there are none that are certain.
    """

    number: int
    name: str
    block: dict[str, Any]
    restored: bool
    csv: str
    lines: list[Line]


def tables_of(release: PressRelease) -> list[dict[str, Any]]:
    """The blocks that are tables, in the order of the text."""
    return [block for block in release.blocks if block["kind"] == "table"]


def tables_context(release: PressRelease) -> dict[str, Any]:
    """``release`` with its company, filing and source."""
    source = lines_of(release.filing.source)
    found = []
    for number, block in enumerate(tables_of(release), 1):
        first, last = block["lines"][0], min(block["lines"][-1], len(source))
        table = block.get("table")
        address = reverse("release-table", args=[release.slug, number]) if table else ""
        name = (table or {}).get("caption") or f"Table {number}"
        found.append(Table(number, name, block, bool(table), address, list(source.between(first, last, fold=False))))
    return {
        "section": "releases",
        "release": release,
        "company": release.company,
        "filing": release.filing,
        "tables": found,
        "typed": all(source.typed),
        "address": settings.SITE_URL + reverse("release-tables", args=[release.slug]),
    }


def rows_of(table: dict[str, Any]) -> Iterator[list[str]]:
    """The rows of a restored table, every row as long as the longest.

    What stands in a cell that goes over several columns or rows is in the first of them, the others are empty.
    """
    rows = list(_spread(table["rows"]))
    width = max(map(len, rows), default=0)
    for row in rows:
        yield row + [""] * (width - len(row))


def _spread(rows: Sequence[Sequence[Cell]]) -> Iterator[list[str]]:
    held: dict[int, int] = {}  # columns that a cell of an earlier row reaches into, and for how many rows more
    for row in rows:
        texts: list[str] = []
        coming: dict[int, int] = {}
        for cell in row:
            while held.get(len(texts), 0):
                texts.append("")
            start, span = len(texts), max(int(cell.get("colspan", 1)), 1)
            texts += [cell["text"], *[""] * (span - 1)]
            if int(cell.get("rowspan", 1)) > 1:
                coming |= dict.fromkeys(range(start, start + span), int(cell["rowspan"]) - 1)
        held = {column: left - 1 for column, left in held.items() if left > 1} | coming
        yield texts
