"""Loading many texts: what is in the archive already is passed by, the rest is read on all cores and written in order.

A batch is one transaction, and a result is given only when its batch is on the disk. So a load may be stopped at any
moment, with the power too: started again it passes by what is there, by the SHA-256 of the text or the accession
number in its header, without reading it again, and goes on.
"""

import hashlib
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import DatabaseError, OperationalError

from neoarchive.models import Filing

from . import service
from .errors import IngestError
from .files import Piece
from .prepared import PreparedFiling
from .readers import Readers
from .reading import Ready, Task
from .writer import SAME_TEXT, Options, Written

SAVED, HERE, OTHER, FAILED, WOULD = "saved", "here", "other", "failed", "would"
STATES = (SAVED, HERE, OTHER, FAILED, WOULD)

# A batch is full at so many filings, or bytes of texts, or seconds: whichever comes first. It bounds what a crash
# makes to be read again, and for how long other writers wait.
BATCH_FILINGS = 250
_BATCH_BYTES, _BATCH_SECONDS = 32 * 1024 * 1024, 5.0
# The archive is asked for so many texts at once whether it has them.
_LOOKED_UP = 128
_LOOKED_UP_BYTES = 16 * 1024 * 1024

_HEADER = 8192
_FORM = re.compile(rb"^(?:<TYPE>|CONFORMED SUBMISSION TYPE:)[ \t]*([^\s<]+)", re.M)
_ACCESSION = re.compile(rb"^(?:<ACCESSION-NUMBER>|ACCESSION NUMBER:)[ \t]*(\d{10}-\d\d-\d{6})", re.M)


class DatabaseStopped(IngestError):
    """The database takes nothing more: the disk is full, or it is locked or gone. What was told as saved is safe."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a text, on the disk by now. ``filing`` is the number of the new one or of its twin."""

    piece: str
    state: str
    words: str = ""
    accession_number: str = ""
    title: str = ""
    releases: int = 0
    warnings: int = 0
    filing: int | None = None
    address: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class _About:
    """What is kept of a piece while it is on its way: not its bytes."""

    name: str
    position: int
    weight: int
    accession_number: str = ""
    twin: tuple[int, str] | None = None
    other: str = ""


def load(
    pieces: Iterable[Piece],
    options: Options,
    *,
    jobs: int,
    origin: str = "",
    dry_run: bool = False,
    batch: int = BATCH_FILINGS,
) -> Iterator[Result]:
    """Save what is new among these texts; a result for each, in order. Raises ``DatabaseStopped``."""
    waiting: list[tuple[_About, Ready]] = []
    weight, began = 0, time.monotonic()
    write = _would_write if dry_run else _write
    with Readers(jobs) as readers:
        for about, ready in readers.read(_looked_up(pieces, origin)):
            waiting.append((about, ready))
            weight += about.weight
            late = time.monotonic() - began > _BATCH_SECONDS
            if len(waiting) >= batch or weight >= _BATCH_BYTES or late:
                yield from write(waiting, options)
                waiting, weight, began = [], 0, time.monotonic()
        yield from write(waiting, options)


def _looked_up(pieces: Iterable[Piece], origin: str) -> Iterator[tuple[_About, Task | Ready]]:
    """Each piece as a task, or with an answer where none is needed: bad, no Form 8-K, or in the archive."""
    some: list[Piece] = []
    weight = 0
    for piece in pieces:
        some.append(piece)
        weight += len(piece.data)
        if len(some) >= _LOOKED_UP or weight >= _LOOKED_UP_BYTES:
            yield from _look_up(some, origin)
            some, weight = [], 0
    yield from _look_up(some, origin)


def _look_up(pieces: list[Piece], origin: str) -> Iterator[tuple[_About, Task | Ready]]:
    hashes = [hashlib.sha256(piece.data).hexdigest() if piece.data else "" for piece in pieces]
    headers = [piece.data[:_HEADER].partition(b"<DOCUMENT>")[0] for piece in pieces]
    numbers = [_first(_ACCESSION, header) for header in headers]
    by_hash = dict(Filing.objects.filter(source__sha256__in=set(hashes)).values_list("source__sha256", "pk"))
    asked = {number for number in numbers if number}
    by_number = dict(Filing.objects.filter(accession_number__in=asked).values_list("accession_number", "pk"))
    for piece, sha256, header, number in zip(pieces, hashes, headers, numbers, strict=True):
        form = _first(_FORM, header).upper()
        twin = None
        if sha256 in by_hash:
            twin = by_hash[sha256], SAME_TEXT
        elif number in by_number:
            twin = by_number[number], f"Accession number {number}"
        other = form if form and not form.startswith("8-K") else ""
        about = _About(piece.name, piece.position, len(piece.data), number, twin, other)
        if piece.problem or twin or other:
            yield about, Ready(None, piece.problem)
        else:
            yield about, Task(piece.name, piece.data, piece.origin or origin)


def _first(pattern: re.Pattern[bytes], header: bytes) -> str:
    found = pattern.search(header)
    return found[1].decode("ascii", "replace") if found else ""


def _write(batch: list[tuple[_About, Ready]], options: Options) -> Iterator[Result]:
    new = [ready.filing for _, ready in batch if ready.filing]
    written = iter(_save(new, options))
    outcomes = [next(written) if ready.filing else None for _, ready in batch]
    numbers = [one.filing for one in outcomes if isinstance(one, Written)]
    numbers += [about.twin[0] for about, _ in batch if about.twin]
    filings = Filing.objects.only("slug", "form_type", "shown_date").in_bulk(numbers)
    for (about, ready), outcome in zip(batch, outcomes, strict=True):
        yield _result(about, ready, outcome, filings)


def _would_write(batch: list[tuple[_About, Ready]], options: Options) -> Iterator[Result]:
    """As ``_write``, without writing: twins by the text or the number that only reading shows are found as well."""
    filings = Filing.objects.only("slug", "form_type", "shown_date").in_bulk([a.twin[0] for a, _ in batch if a.twin])
    for about, ready in batch:
        twin = service.find_prepared_twin(ready.filing) if ready.filing else None
        if twin:
            yield _result(about, ready, Written(twin[0].pk, twin[1]), {twin[0].pk: twin[0]})
        elif ready.filing:
            yield _told(about, ready.filing, WOULD, _summary(ready.filing))
        else:
            yield _result(about, ready, None, filings)


def _save(filings: list[PreparedFiling], options: Options) -> list[Written | str]:
    """All in one transaction; where the database refuses one of them, each in its own, to lose no other."""
    if not filings:
        return []
    try:
        return list(service.save_many(filings, options))
    except OperationalError as error:
        raise DatabaseStopped(_stopped(error)) from error
    except (DatabaseError, ValueError, OverflowError):
        return [_save_alone(one, options) for one in filings]


def _save_alone(filing: PreparedFiling, options: Options) -> Written | str:
    try:
        return service.save_many([filing], options)[0]
    except OperationalError as error:
        raise DatabaseStopped(_stopped(error)) from error
    except (DatabaseError, ValueError, OverflowError) as error:
        return f"The database refused it, and nothing of it was saved: {error}"


def _stopped(error: Exception) -> str:
    return (
        f"The database takes nothing more ({str(error).strip()}). What was told as saved is safe. "
        "When there is room again, or the database is back, start again: it goes on where it was."
    )


def _result(about: _About, ready: Ready, outcome: Written | str | None, filings: dict[int, Filing]) -> Result:
    if about.other:
        return Result(
            about.name,
            OTHER,
            f"Form {about.other}, not an 8-K: left out.",
            about.accession_number,
            position=about.position,
        )
    if isinstance(outcome, Written) and not outcome.twin_of and ready.filing:
        filing = filings[outcome.filing]
        return _told(about, ready.filing, SAVED, _summary(ready.filing), filing)
    twin = (outcome.filing, outcome.twin_of) if isinstance(outcome, Written) else about.twin
    if twin and twin[0] in filings:
        filing = filings[twin[0]]
        words = f"{twin[1]} is in the archive already: {filing}."
        return Result(
            about.name,
            HERE,
            words,
            about.accession_number,
            filing=filing.pk,
            address=filing.get_absolute_url(),
            position=about.position,
        )
    problem = outcome if isinstance(outcome, str) else ready.problem
    words = problem or "The filing it is the same as was deleted just now. Start again to save it."
    return Result(about.name, FAILED, words, about.accession_number, position=about.position)


def _told(about: _About, read: PreparedFiling, state: str, words: str, filing: Filing | None = None) -> Result:
    return Result(
        about.name,
        state,
        words,
        read.accession_number,
        read.title,
        len(read.releases),
        read.warnings,
        filing.pk if filing else None,
        filing.get_absolute_url() if filing else "",
        about.position,
    )


def _summary(read: PreparedFiling) -> str:
    """In a line: ``NeoTherapeutics, Inc., 8-K, 1998-07-27, 1 release, 2 warnings``."""
    releases = f"{len(read.releases)} {'release' if len(read.releases) == 1 else 'releases'}"
    doubts = f", {read.warnings} {'warning' if read.warnings == 1 else 'warnings'}" if read.warnings else ""
    return f"{read.title}, {releases}{doubts}"
