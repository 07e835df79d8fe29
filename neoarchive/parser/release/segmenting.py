"""Says of every line of an exhibit what it was taken for, as stretches of whole lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neoarchive.parser.segments import Use
from neoarchive.parser.text import Line
from neoarchive.parser.types import Segment

_TITLES = {
    "contact": "Contact",
    "status": "Status",
    "headline": "Headline",
    "subheadline": "Sub-headline",
    "dateline": "Dateline, paragraph 1",
    "paragraph": "Paragraph",
    "quotation": "Paragraph, quotation",
    "heading": "Heading",
    "list-item": "List item",
    "table": "Table",
    "about": "About the company",
    "safe-harbor": "Forward-looking statement",
    "furniture": "Left out",
    "end-mark": "Left out",
    "letterhead": "Letterhead",
    "not-read": "Not read",
    "blank": "",
}
_NOTES = {"furniture": "Page break or running head", "end-mark": "End mark", "letterhead": "Not part of the text"}
_LEFT_OUT = ("furniture", "end-mark", "letterhead")
_OF_NO_BLOCK = frozenset((*_LEFT_OUT, "not-read"))
_PARAGRAPHS = frozenset(("dateline", "paragraph", "quotation"))

# Of a line: the index of its release, and that of its block in it.
_Owner = tuple[int | None, int | None]
# A kind, a release and a block in it.
_Place = tuple[str, int | None, int | None]
# A kind, whose lines these are, and where they begin and end.
_Run = tuple[str, _Owner, int, int]


def make_segments(
    lines: Sequence[Line],
    kinds: Sequence[str],
    owner: Sequence[_Owner],
    notes: Mapping[_Place, str] | None = None,
) -> tuple[Segment, ...]:
    """Segments in order, covering all lines; blank lines join the segment that follows them.

    ``notes`` says by (kind, release, block) a segment's note; ("tickers", release, block) that tickers stand in it.
    """
    notes = notes or {}
    runs: list[_Run] = []
    start: int | None = None
    for line, kind, own in zip(lines, kinds, owner, strict=True):
        if start is None:
            start = line.start
        if kind == "blank":
            continue
        if not kind or kind in _OF_NO_BLOCK:
            kind, own = kind or "not-read", (own[0], None)
        if runs and runs[-1][0] == kind and runs[-1][1] == own:
            runs[-1] = (kind, own, runs[-1][2], line.end)
        else:
            runs.append((kind, own, start, line.end))
        start = None
    made = _made(runs, notes)
    if start is not None:
        made.append(Segment("blank", "blank", start, lines[-1].end))
    return tuple(made)


def unread_segments(lines: Sequence[Line]) -> tuple[Segment, ...]:
    """The lines as one segment that was not read, and the blank ones at their end."""
    last = len(lines)
    while last and lines[last - 1].blank:
        last -= 1
    found = []
    if last:
        found.append(Segment("not-read", "not-read", lines[0].start, lines[last - 1].end, _TITLES["not-read"]))
    if last < len(lines):
        found.append(Segment("blank", "blank", lines[last].start, lines[-1].end))
    return tuple(found)


def _made(runs: Sequence[_Run], notes: Mapping[_Place, str]) -> list[Segment]:
    """The segments, paragraphs counted as a reader counts them: "Paragraph 4, quotation"."""
    numbers: dict[_Owner, int] = {}
    counts: dict[int | None, int] = {}
    made: list[Segment] = []
    for kind, own, start, end in runs:
        release, block = own
        title = _TITLES.get(kind, "")
        if kind in _PARAGRAPHS and block is not None:
            n = numbers.get(own)
            if n is None:
                n = numbers[own] = counts[release] = counts.get(release, 0) + 1
            tickers = "tickers, " if ("tickers", release, block) in notes else ""
            quotation = ", quotation" if kind == "quotation" else ""
            title = f"Dateline, {tickers}paragraph {n}" if kind == "dateline" else f"Paragraph {n}{quotation}"
        elif kind == "dateline":
            title = "Dateline"
        use: Use = "left-out" if kind in _LEFT_OUT else "not-read" if kind == "not-read" else "release"
        note = _NOTES.get(kind, "") or notes.get((kind, release, block), "")
        made.append(Segment(kind, use, start, end, title, note, release, block))
    return made
