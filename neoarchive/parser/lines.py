"""The numbered lines of a source: every character of it is in exactly one."""

from __future__ import annotations

from dataclasses import dataclass

from .markup import read_markup
from .plain import read_plain
from .submission import Region, Submission
from .text import Line


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """All lines in order, the region each stands in, and per document the range of its lines."""

    lines: list[Line]
    regions: list[tuple[Region, int, int]]
    """(region, index of its first line, index after its last)."""

    documents: dict[int, tuple[int, int]]
    """Document: index of the first line of its text, index after the last."""

    def of(self, document: int) -> list[Line]:
        """The lines of a document's text."""
        a, b = self.documents.get(document, (0, 0))
        return self.lines[a:b]


def read_lines(source: str, submission: Submission) -> NumberedSource:
    """Number the source's lines: physical lines, and in HTML lines of text (see ``markup``).

    A document that is not text is one line, however long. For plain text, numbers are those of any editor.
    """
    lines: list[Line] = []
    regions: list[tuple[Region, int, int]] = []
    for region in submission.regions:
        found = _lines_of(source, region, submission)
        for number, line in enumerate(found, len(lines)):
            line.number = number
        regions.append((region, len(lines), len(lines) + len(found)))
        lines.extend(found)
    documents = {region.document: (a, b) for region, a, b in regions if region.kind == "document"}
    return NumberedSource(lines, regions, documents)


def _lines_of(source: str, region: Region, submission: Submission) -> list[Line]:
    if region.kind == "document":
        content = submission.documents[region.document].content
        if content == "html":
            return read_markup(source, region.start, region.end)
        if content == "not-text":
            return [Line(region.start, region.end, "", region.start)]
    return read_plain(source, region.start, region.end, pem=submission.pem or submission.format == "text")
