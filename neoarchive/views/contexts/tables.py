"""The tables of a release, each beside the lines it was read from, and as rows for a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.models import PressRelease
from neoarchive.withheld import shown_text

from .lines import Line, lines_of
from .withheld import covered, withheld_of

Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a release. ``number`` counts from 1; ``restored`` is False where it is kept as typed.

    ``rows`` and ``csv``, the address of these: None and "" where there are none that are certain.
    """

    number: int
    name: str
    block: dict[str, Any]
    restored: bool
    rows: list[list[str]] | None
    csv: str
    lines: list[Line]


def tables_of(release: PressRelease) -> list[dict[str, Any]]:
    """The blocks that are tables, in the order of the text."""
    return [block for block in release.blocks if block["kind"] == "table"]


def tables_context(release: PressRelease, *, drafts: bool) -> dict[str, Any]:
    """``release`` with its company, filing and source."""
    source = lines_of(release.filing.source)
    withheld = withheld_of(release.filing, [release])
    if withheld and not drafts:
        source = covered(source, withheld.lines(release.filing, source))
    found = []
    for number, block in enumerate(tables_of(release), 1):
        first, last = block["lines"][0], min(block["lines"][-1], len(source))
        table = restored_of(block)
        address = reverse("release-table", args=[release.slug, number]) if table else ""
        name = (table or {}).get("caption") or f"Table {number}"
        rows = list(rows_of(table)) if table else None
        lines = list(source.between(first, last, fold=False))
        found.append(Table(number, name, block, bool(block.get("table")), rows, address, lines))
    return {
        "section": "releases",
        "release": release,
        "company": release.company,
        "filing": release.filing,
        "tables": found,
        "typed": all(source.typed),
        "address": settings.SITE_URL + reverse("release-tables", args=[release.slug]),
    }


def restored_of(block: dict[str, Any]) -> dict[str, Any] | None:
    """A table as it was read. None also where numbers were withdrawn from its text: as read it still holds them."""
    return block.get("table") if shown_text(block) == block["text"] else None


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
