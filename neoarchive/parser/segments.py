"""The account of the lines: what each was taken for. Nothing of a source is in no segment, or in two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .lines import NumberedSource
from .text import Line
from .types import Segment

Use = Literal["release", "filing", "left-out", "blank", "not-read"]


@dataclass(eq=False, slots=True)
class Label:
    """What a run of lines is. Two runs with labels of their own are two segments, even if they say the same."""

    kind: str
    use: Use
    title: str = ""
    note: str = ""
    release: int | None = None
    block: int | None = None


class Account:
    """A label for each line of a source."""

    def __init__(self, numbered: NumberedSource) -> None:
        self.lines = numbered.lines
        self.labels: list[Label | None] = [None] * len(numbered.lines)

    def label(self, lines: Iterable[Line], label: Label) -> None:
        """Label lines, those already labelled too."""
        for line in lines:
            self.labels[line.number] = label

    def label_free(self, lines: Iterable[Line], label: Label) -> None:
        """Label those of the lines that have none yet."""
        for line in lines:
            if self.labels[line.number] is None:
                self.labels[line.number] = label

    def take(self, lines: Sequence[Line], segments: Sequence[Segment], first_release: int) -> None:
        """Label lines by the segments an exhibit's reading gave; their release numbers begin at ``first_release``."""
        i = 0
        for segment in segments:
            release = None if segment.release is None else segment.release + first_release
            label = Label(segment.kind, segment.use, segment.title, segment.note, release, segment.block)
            while i < len(lines) and lines[i].start < segment.start:
                i += 1
            while i < len(lines) and lines[i].start < segment.end:
                self.labels[lines[i].number] = label
                i += 1

    def segments(self) -> tuple[Segment, ...]:
        """Runs of lines with one label. Blank lines go with what follows them, or stand alone at the end."""
        found: list[Segment] = []
        unread = Label("not-read", "not-read", "Not used")
        blank = Label("blank", "blank")
        labels: list[Label] = []
        following = blank
        for line in reversed(self.lines):
            label = self.labels[line.number]
            if not (
                line.blank and (label is None or label.use in ("blank", "not-read") or label.kind not in _KEEPS_BLANKS)
            ):
                following = label or unread
            labels.append(following)
        labels.reverse()
        start = 0
        for i, line in enumerate(self.lines):
            if i + 1 == len(self.lines) or labels[i + 1] is not labels[i]:
                label = labels[i]
                first = self.lines[start].start
                found.append(
                    Segment(label.kind, label.use, first, line.end, label.title, label.note, label.release, label.block)
                )
                start = i + 1
        return tuple(found)


# A document that is not text is one line without text of its own, and must keep its label.
_KEEPS_BLANKS = frozenset(("not-text", "wrapper", "header", "document-head"))

COVER_TITLES = {
    "form-type": "Form type",
    "report-date": "Date of report",
    "registrant": "Registrant",
    "identifiers": "State, file number, IRS number",
    "address": "Address and telephone",
    "former-name": "Former name",
}
