"""The rows that a page was made from: as long as they are the same, so is the page.

An archive that takes in filings all day has another stamp every few seconds, and most pages don't change by that. What
makes a page is its address, the program, and what its queries gave, each asked because of what those before gave. So
to know that a page is as it was, its queries are asked again, in their order, and what they give is compared: a
neighbour, a name, a version, whatever touches the page is in some row of it. No list of what depends on what is kept
that somebody would have to keep right. It costs the database's work alone: no query is compiled, nothing is set.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

from neoarchive.databases import reader


@dataclass(frozen=True, slots=True)
class Read:
    """A query, and the hash of all that it gave."""

    sql: str
    values: Any
    digest: bytes


class Reads:
    """What is read while this is in use. ``found`` is None where something else than a SELECT was asked."""

    def __init__(self) -> None:
        self.found: list[Read] | None = []

    def __call__(self, execute: Callable[..., Any], sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        done = execute(sql, values, many, context)
        if many or not isinstance(sql, str) or not sql.lstrip().startswith("SELECT"):
            self.found = None
        elif self.found is not None:
            rows = _take(context["cursor"])
            self.found.append(Read(sys.intern(sql), values, _digest(rows)))
        return done


@contextmanager
def noted() -> Iterator[Reads]:
    """Notes what is read from the database that this request reads."""
    reads = Reads()
    with reader().execute_wrapper(reads):
        yield reads


def are_same(reads: Sequence[Read]) -> bool:
    """Whether the queries give what they gave. They are asked until one gives something else."""
    with reader().cursor() as cursor:
        for one in reads:
            cursor.execute(one.sql, one.values)
            if _digest(cursor.fetchall()) != one.digest:
                return False
    return True


def weight(reads: Sequence[Read]) -> int:
    """About how many bytes they take."""
    return sum(len(one.sql) + len(repr(one.values)) + 300 for one in reads)


def _digest(rows: Sequence[Any]) -> bytes:
    # repr tells values of different types apart, and every text from every other.
    text = repr([tuple(row) for row in rows])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _take(cursor: CursorWrapper) -> list[Any]:
    """All rows of a query that was just asked; the cursor gives them to whoever asked it."""
    given = cursor.cursor.cursor if isinstance(cursor.cursor, _Taken) else cursor.cursor
    rows = list(given.fetchall())
    cursor.cursor = _Taken(given, rows)
    return rows


class _Taken:
    """A cursor whose rows were fetched already."""

    def __init__(self, cursor: Any, rows: list[Any]) -> None:
        self.cursor = cursor
        self._rows = iter(rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cursor, name)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        return [row for _, row in zip(range(size), self._rows, strict=False)]

    def fetchall(self) -> list[Any]:
        return list(self._rows)
