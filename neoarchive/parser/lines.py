"""The numbered lines of a source: every character of it is in exactly one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from .markup import read_markup
from .plain import PlainLines
from .submission import Region, Submission
from .text import Line


class Stretch:
    """A region of a source and its lines. Those of plain text are made when somebody reads them."""

    __slots__ = ("content", "first", "lines", "region", "starts")

    def __init__(self, source: str, region: Region, content: str, first: int, *, pem: bool) -> None:
        self.region, self.content, self.first = region, content, first
        """``first`` is the number of its first line."""
        self.lines: Sequence[Line]
        if content == "html":
            self.lines = read_markup(source, region.start, region.end)
            for number, line in enumerate(self.lines, first):
                line.number = number
            self.starts = [line.start for line in self.lines]
        elif content == "not-text":
            self.lines = [Line(region.start, region.end, "", region.start, first)]
            self.starts = [region.start]
        else:
            self.lines = PlainLines(source, region.start, region.end, pem=pem, number=first)
            self.starts = self.lines.starts

    @property
    def stop(self) -> int:
        """The number after that of its last line."""
        return self.first + len(self.starts)

    def blank(self, index: int) -> bool:
        """Does the stretch's line of this index show nothing? What is not text shows something, if nothing to read."""
        if isinstance(self.lines, PlainLines):
            return self.lines.blank(index)
        return self.content == "html" and self.lines[index].blank


class NumberedSource:
    """All lines of a source in order, by the regions they stand in."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self.stretches = stretches
        self._firsts = [stretch.first for stretch in stretches]
        self.starts: list[int] = list(chain.from_iterable([stretch.starts for stretch in stretches]))
        """Where each line begins; it ends where the next begins, and the last at ``end``."""
        self._documents = {s.region.document: s for s in stretches if s.region.kind == "document"}

    def __len__(self) -> int:
        return self.stretches[-1].stop if self.stretches else 0

    @property
    def lines(self) -> list[Line]:
        return [line for stretch in self.stretches for line in stretch.lines]

    @property
    def regions(self) -> Iterator[tuple[Region, int, int]]:
        """(region, number of its first line, number after its last)."""
        return ((stretch.region, stretch.first, stretch.stop) for stretch in self.stretches)

    def of(self, document: int) -> Sequence[Line]:
        """The lines of a document's text."""
        stretch = self._documents.get(document)
        return stretch.lines if stretch else ()

    def blank(self, number: int) -> bool:
        """Does the line of this number show nothing?"""
        stretch = self.stretches[bisect_right(self._firsts, number) - 1]
        return stretch.blank(number - stretch.first)

    @property
    def end(self) -> int:
        """Where the last line ends."""
        return self.stretches[-1].region.end if self.stretches else 0


def read_lines(source: str, submission: Submission) -> NumberedSource:
    """Number the source's lines: physical lines, and in HTML lines of text (see ``markup``).

    A document that is not text is one line, however long. For plain text, numbers are those of any editor.
    """
    stretches: list[Stretch] = []
    pem = submission.pem or submission.format == "text"
    first = 0
    for region in submission.regions:
        content = submission.documents[region.document].content if region.kind == "document" else "plain"
        stretches.append(Stretch(source, region, content, first, pem=pem))
        first = stretches[-1].stop
    return NumberedSource(stretches)
