"""Says of every line of an exhibit what it was taken for, as stretches of whole lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def make_segments(
    lines: Sequence[Line],
    kinds: Sequence[str],
    owner: Sequence[tuple[int | None, int | None]],
    notes: Mapping[tuple[str, int | None, int | None], str] | None = None,
) -> tuple[Segment, ...]:
    """Segments in order, covering all lines; blank lines join the segment that follows them.

    ``notes`` says by (kind, release, block) a segment's note; ("tickers", release, block) that tickers stand in it.
    """
    notes = notes or {}
    runs: list[tuple[str, tuple[int | None, int | None], int, int]] = []
    start: int | None = None
    for line, kind, own in zip(lines, kinds, owner, strict=True):
        if start is None:
            start = line.start
        if kind == "blank":
            continue
        if runs and runs[-1][0] == kind and runs[-1][1] == own:
            runs[-1] = (kind, own, runs[-1][2], line.end)
        else:
            runs.append((kind, own, start, line.end))
        start = None
    made = [_segment(kind or "not-read", a, b, own, notes) for kind, own, a, b in runs]
    if start is not None:
        made.append(Segment("blank", "blank", start, lines[-1].end))
    return _numbered(_merged(made), notes)


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


def _segment(
    kind: str,
    start: int,
    end: int,
    owner: tuple[int | None, int | None],
    notes: Mapping[tuple[str, int | None, int | None], str],
) -> Segment:
    release, block = owner
    if kind in _LEFT_OUT:
        use, block = "left-out", None
    elif kind == "not-read":
        use, block = "not-read", None
    else:
        use = "release"
    note = _NOTES.get(kind, "") or notes.get((kind, release, block), "")
    return Segment(kind, use, start, end, _TITLES.get(kind, ""), note, release, block)  # type: ignore[arg-type]


def _merged(made: Sequence[Segment]) -> list[Segment]:
    kept: list[Segment] = []
    for one in made:
        last = kept[-1] if kept else None
        if last and (last.kind, last.use, last.release, last.block) == (one.kind, one.use, one.release, one.block):
            kept[-1] = Segment(one.kind, one.use, last.start, one.end, one.title, one.note, one.release, one.block)
        else:
            kept.append(one)
    return kept


def _numbered(made: Sequence[Segment], notes: Mapping[tuple[str, int | None, int | None], str]) -> tuple[Segment, ...]:
    """Paragraphs counted as a reader counts them: "Paragraph 4, quotation"."""
    numbers: dict[tuple[int | None, int | None], int] = {}
    counts: dict[int | None, int] = {}
    named = []
    for one in made:
        title = one.title
        if one.kind in ("dateline", "paragraph", "quotation") and one.block is not None:
            key = (one.release, one.block)
            if key not in numbers:
                counts[one.release] = counts.get(one.release, 0) + 1
                numbers[key] = counts[one.release]
            n = numbers[key]
            tickers = "tickers, " if ("tickers", one.release, one.block) in notes else ""
            title = (
                f"Dateline, {tickers}paragraph {n}"
                if one.kind == "dateline"
                else f"Paragraph {n}" + (", quotation" if one.kind == "quotation" else "")
            )
        elif one.kind == "dateline":
            title = "Dateline"
        named.append(Segment(one.kind, one.use, one.start, one.end, title, one.note, one.release, one.block))
    return tuple(named)
