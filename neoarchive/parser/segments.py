"""The account of the lines: what each was taken for. Nothing of a source is in no segment, or in two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
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
        self.numbered = numbered
        self.labels: list[Label | None] = [None] * len(numbered)

    def label(self, lines: Iterable[Line], label: Label) -> None:
        """Label lines, those already labelled too."""
        labels = self.labels
        for line in lines:
            labels[line.number] = label

    def label_all(self, first: int, stop: int, label: Label) -> None:
        """Label the lines of these numbers."""
        self.labels[first:stop] = [label] * (stop - first)

    def label_free(self, first: int, stop: int, label: Label) -> None:
        """Label those of the lines of these numbers that have no label yet."""
        labels = self.labels
        labels[first:stop] = [one or label for one in labels[first:stop]]

    def take(self, lines: Sequence[Line], segments: Sequence[Segment], first_release: int) -> None:
        """Label lines by the segments an exhibit's reading gave; their release numbers begin at ``first_release``."""
        starts = [line.start for line in lines]
        for segment in segments:
            release = None if segment.release is None else segment.release + first_release
            label = Label(segment.kind, segment.use, segment.title, segment.note, release, segment.block)
            a, b = bisect_left(starts, segment.start), bisect_left(starts, segment.end)
            if a < b:
                self.label_all(lines[a].number, lines[b - 1].number + 1, label)

    def segments(self) -> tuple[Segment, ...]:
        """Runs of lines with one label. Blank lines go with what follows them, or stand alone at the end."""
        unread, following = Label("not-read", "not-read", "Not used"), Label("blank", "blank")
        blank = self.numbered.blank
        # From the end: (label, number of its first line); a run is taken apart from the blank lines that end it.
        runs: list[tuple[Label, int]] = []
        stop = len(self.labels)
        for label, count in reversed([(label, len(list(run))) for label, run in groupby(self.labels)]):
            first = stop - count
            filled = stop
            if label is None or label.kind not in _KEEPS_BLANKS:
                while filled > first and blank(filled - 1):
                    filled -= 1
            if filled < stop:
                runs.append((following, filled))
            if filled > first:
                following = label or unread
                runs.append((following, first))
            stop = first
        return self._made(runs[::-1])

    def _made(self, runs: list[tuple[Label, int]]) -> tuple[Segment, ...]:
        found: list[Segment] = []
        starts = self.numbered.starts
        i = 0
        while i < len(runs):
            label, first = runs[i]
            i += 1
            while i < len(runs) and runs[i][0] is label:
                i += 1
            stop = runs[i][1] if i < len(runs) else len(self.labels)
            end = starts[stop] if stop < len(starts) else self.numbered.end
            what = (label.title, label.note, label.release, label.block)
            found.append(Segment(label.kind, label.use, starts[first], end, *what))
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
