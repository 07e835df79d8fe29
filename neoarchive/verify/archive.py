"""Everything in one go: the database, what rows repeat, each source and its evidence, the search index."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from neoarchive.models import Filing, PressRelease, Source
from neoarchive.search import index

from . import database, evidence, rows, sources
from .faults import Fault

SHARE = 100
"""A quick run reads one source in so many, another one each day: after as many days each was read."""

_BATCH = 20
_PARTS = (
    *("registrants", "items", "exhibits", "signatures"),
    *("releases__tickers", "releases__quotations", "releases__contacts"),
)

Progress = Callable[[str, int, int], None]


def verify(
    *, quick: bool = False, today: date | None = None, progress: Progress = lambda what, done, total: None
) -> Iterator[Fault]:
    """Every fault that there is. ``progress``: what is being looked at, how many are done, and of how many.

    ``quick``: the database's own quick check, what rows repeat, and one source in a hundred, which one by ``today``.
    """
    progress("database", 0, 1)
    yield from database.faults(quick=quick)
    yield from rows.faults()
    progress("database", 1, 1)
    yield from _sources(quick, today or date.today(), progress)
    if not quick:
        for pk in index.verify(lambda done, total: progress("releases against the search index", done, total)):
            yield Fault(_release(pk), "the search index has something else of it (rebuild_search mends that)")


def _release(pk: int) -> str:
    found = PressRelease.objects.filter(pk=pk).only("slug").first() if pk else None
    return found.get_absolute_url() if found else "search index"


def _sources(quick: bool, today: date, progress: Progress) -> Iterator[Fault]:
    ids = list(Source.objects.order_by("pk").values_list("pk", flat=True))
    if quick:
        ids = [pk for pk in ids if pk % SHARE == today.toordinal() % SHARE]
    what = "sources"
    for start in range(0, len(ids), _BATCH):
        yield from _batch(ids[start : start + _BATCH], quick)
        progress(what, min(start + _BATCH, len(ids)), len(ids))


def _batch(ids: list[int], quick: bool) -> Iterator[Fault]:
    """A batch read at once; where that fails, one by one, to name what can't be read."""
    try:
        found = list(_with_all(ids, quick))
    except (DatabaseError, ValueError) as error:
        if len(ids) == 1:
            yield Fault(f"source {ids[0]}", f"it or its filing can't be read from the database ({error})")
            return
        for pk in ids:
            yield from _batch([pk], quick)
        return
    for source in found:
        yield from _one(source, quick)


def _with_all(ids: list[int], quick: bool) -> "QuerySet[Source]":
    listed = Source.objects.filter(pk__in=ids).order_by("pk").select_related("filing")
    return listed if quick else listed.prefetch_related(*(f"filing__{part}" for part in _PARTS))


def _one(source: Source, quick: bool) -> Iterator[Fault]:
    filing: Filing | None = getattr(source, "filing", None)
    record = filing.get_absolute_url() if filing else f"source {source.pk} ({source})"
    damaged = False
    for fault in sources.faults_of(source, record):
        damaged = True
        yield fault
    if filing is None or quick or damaged:
        # Of a source that is damaged no place can be relied on; the source itself is told.
        return
    try:
        yield from evidence.faults_of(filing, source.text, source.line_starts)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Fault(record, f"its evidence is not what the archive writes ({_words(error)})")


def _words(error: Any) -> str:
    return f"{type(error).__name__}: {error}"
