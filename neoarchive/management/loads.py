"""What ``ingest`` and ``fetch_edgar`` show of a load: a line for each text, how far it is, and a report at the end."""

import csv
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import CommandError, OutputWrapper

from neoarchive.cells import cell
from neoarchive.ingest.files import Piece
from neoarchive.ingest.loading import FAILED, HERE, OTHER, SAVED, WOULD, DatabaseStopped, Result
from neoarchive.ingest.readers import calmed_collector
from neoarchive.logs import printable

_COLUMNS = ("file", "state", "accession number", "title", "releases", "warnings", "address", "words")
_TOLD = {
    SAVED: "{} saved",
    WOULD: "{} would be saved",
    HERE: "{} in the archive already",
    OTHER: "{} of other forms left out",
    FAILED: "{} failed",
}
_EVERY = 0.2
_EVERY_IN_A_LOG = 60.0


class Course:
    """How much of what was given is done, in bytes of the files: these are known of archives that are still closed."""

    def __init__(self, sizes: list[int]) -> None:
        self._sizes = sizes
        self._before = [0, *accumulate(self._sizes)]

    def follow(self, number: int, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """The pieces of the file of this number, placed among all."""
        for piece in pieces:
            position = self._before[number] + min(piece.position, self._sizes[number])
            yield replace(piece, position=position)

    def share(self, position: int) -> float:
        return position / max(self._before[-1], 1)


class Reporter:
    """Lines to ``out``, how far it is to ``err``, and a CSV where one is asked for. As a context."""

    def __init__(self, out: OutputWrapper, err: OutputWrapper, *, verbosity: int, report: str, course: Course) -> None:
        self._out, self._err, self._verbosity, self._course = out, err, verbosity, course
        self._counts: Counter[str] = Counter()
        self._began = time.monotonic()
        self._bar = bool(verbosity) and err.isatty()
        self._shown = float("-inf") if self._bar else self._began
        self._files = ExitStack()
        self._csv: Any = None
        if report:
            self._csv = csv.writer(self._open(report))
            self._csv.writerow(_COLUMNS)

    def __enter__(self) -> "Reporter":
        return self

    def __exit__(self, *of: object) -> None:
        self._clear()
        self._files.close()

    def tell(self, result: Result) -> None:
        self._counts[result.state] += 1
        # A day of EDGAR has thousands of other forms: they are counted, and told one by one only if asked for.
        if self._verbosity > (1 if result.state == OTHER else 0):
            self._clear()
            words = " ".join(filter(None, (result.words, result.address)))
            # Names and titles come from archives and filings: none may give orders to a terminal.
            self._out.write(printable(f"{result.state:6}  {result.piece}: {words}"))
        if self._csv:
            values = (result.state, result.accession_number, result.title, result.releases, result.warnings)
            row = (result.piece, *values, result.address, result.words)
            self._csv.writerow([cell(value) for value in row])
        self._show(result.position)

    def summary(self) -> str:
        """The counts, and the rate."""
        told = [state for state in (SAVED, WOULD, HERE, OTHER, FAILED) if self._counts[state] or state in _ALWAYS]
        if self._counts[WOULD]:
            told.remove(SAVED)
        text = ", ".join(_TOLD[state].format(f"{self._counts[state]:,}") for state in told) + "."
        count, taken = sum(self._counts.values()), time.monotonic() - self._began
        return f"{text} {_time(taken)}, {count / max(taken, 0.001):,.1f} a second." if count >= 100 else text

    @property
    def failed(self) -> int:
        return self._counts[FAILED]

    def _open(self, report: str) -> TextIO:
        try:
            return self._files.enter_context(open(report, "w", encoding="utf-8", newline=""))
        except OSError as error:
            raise CommandError(f"The report {report} can't be written ({error.strerror}).") from error

    def _show(self, position: int) -> None:
        now = time.monotonic()
        if not self._verbosity or now - self._shown < (_EVERY if self._bar else _EVERY_IN_A_LOG):
            return
        self._shown = now
        share, taken, count = self._course.share(position), max(now - self._began, 0.001), sum(self._counts.values())
        left = f", {_time(taken / share * (1 - share))} left" if share > 0.001 else ""
        text = f"{count:,} done, {count / taken:,.1f} a second, {share:4.0%}{left}"
        if self._bar:
            self._err.write(f"\r\x1b[K[{'=' * round(20 * share):20}] {text}", ending="")
            self._err.flush()
        else:
            self._err.write(text)

    def _clear(self) -> None:
        if self._bar:
            self._err.write("\r\x1b[K", ending="")


def run(results: Iterable[Result], reporter: Reporter, out: OutputWrapper) -> None:
    """Tell of a load until it is through; raises ``CommandError`` where it is stopped, from outside or by the database.

    What was told as saved is on the disk then.
    """
    with reporter, calmed_collector():
        try:
            for result in results:
                reporter.tell(result)
        except DatabaseStopped as error:
            raise CommandError(f"{reporter.summary()}\n{error}") from error
        except KeyboardInterrupt:
            raise CommandError(f"{reporter.summary()}\nStopped. Start again: it goes on where it was.") from None
    out.write(reporter.summary())


_ALWAYS = (SAVED, HERE, FAILED)


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def size_of(path: Path) -> int:
    try:
        return max(path.stat().st_size, 1)
    except OSError:
        return 1
