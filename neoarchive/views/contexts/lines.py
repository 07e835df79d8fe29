"""The numbered lines of a source, ready to be shown."""

import bisect
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from neoarchive.models import Source
from neoarchive.parser.show import visible_lines

Piece = tuple[str, bool | str]
"""A text and whether it is marked; a string is the id of its mark."""

# A filing may hold control characters (form feeds, 0x01). They are shown by their pictures: U+240C for a form feed.
_PICTURES = {code: 0x2400 + code for code in range(32) if code != 9} | {0x7F: 0x2421}
_KEPT = 8
_PART = 3  # characters that a line must exceed to be taken for a part of a value


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a run of blank ones (``last`` beyond ``number``). ``pieces`` are text and whether it is marked."""

    number: int
    last: int
    pieces: tuple[Piece, ...]

    @property
    def numbers(self) -> str:
        return f"{self.number}–{self.last}"

    @property
    def inner(self) -> range:
        """The numbers that a run holds beside its first."""
        return range(self.number + 1, self.last + 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A value that was read: where it stands in the decoded source, and how it is printed."""

    start: int
    end: int
    value: str


class SourceLines:
    """The lines of one source, counted from 1, as a reader sees them."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.starts = starts
        self.ends = [*starts[1:], len(text)]
        self.shown = [line.translate(_PICTURES) for line in visible_lines(text, starts)]
        self.typed = [
            len(shown) == len(text[start:end].rstrip("\r\n"))
            for shown, start, end in zip(self.shown, self.starts, self.ends, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.shown)

    def is_blank(self, number: int) -> bool:
        return not self.shown[number - 1].strip()

    def between(self, first: int, last: int, marks: Iterable[Mark] = (), *, fold: bool = True) -> Iterator[Line]:
        """Lines ``first`` to ``last``; runs of two and more blank ones as one, unless ``fold`` is False."""
        by_line = self._marks_by_line(marks)
        number = first
        while number <= last:
            end = number
            if fold and self.is_blank(number):
                while end < last and self.is_blank(end + 1):
                    end += 1
            if end > number:
                yield Line(number, end, ())
            else:
                yield Line(number, number, self._pieces(number, by_line.get(number, [])))
            number = end + 1

    def _marks_by_line(self, marks: Iterable[Mark]) -> dict[int, list[Mark]]:
        found: dict[int, list[Mark]] = {}
        for mark in marks:
            first = bisect.bisect_right(self.starts, mark.start)
            last = bisect.bisect_right(self.starts, max(mark.end - 1, mark.start))
            for number in range(max(first, 1), last + 1):
                found.setdefault(number, []).append(mark)
        return found

    def _pieces(self, number: int, marks: list[Mark]) -> tuple[Piece, ...]:
        shown = self.shown[number - 1]
        spans = sorted(filter(None, (self._span(number, shown, mark) for mark in marks)))
        if not spans:
            return ((shown, False),)
        pieces, done = [], 0
        for start, end in spans:
            start = max(start, done)
            if start >= end:
                continue
            pieces += [(shown[done:start], False), (shown[start:end], True)]
            done = end
        pieces.append((shown[done:], False))
        return tuple(piece for piece in pieces if piece[0])

    def _span(self, number: int, shown: str, mark: Mark) -> tuple[int, int] | None:
        """Where a mark falls in a shown line. In HTML offsets count tags too: there the printed value is looked for."""
        start = self.starts[number - 1]
        if self.typed[number - 1]:
            return max(mark.start - start, 0), min(mark.end - start, len(shown))
        found = shown.find(mark.value) if mark.value else -1
        if found >= 0:
            return found, found + len(mark.value)
        # An address goes over several lines: each that is a part of it counts whole.
        whole = shown.strip()
        return (shown.index(whole), len(shown.rstrip())) if len(whole) > _PART and whole in mark.value else None


_recent: OrderedDict[str, SourceLines] = OrderedDict()
_lock = threading.Lock()


def lines_of(source: Source) -> SourceLines:
    """The lines of a source. The last few read stay in memory: bytes and line starts of a source never change."""
    with _lock:
        found = _recent.get(source.sha256)
        if found is not None:
            _recent.move_to_end(source.sha256)
            return found
    if source.get_deferred_fields():
        source.refresh_from_db(fields=["compressed", "compressed_line_starts"])
    found = SourceLines(source.text, source.line_starts)
    with _lock:
        _recent[source.sha256] = found
        while len(_recent) > _KEPT:
            _recent.popitem(last=False)
    return found
