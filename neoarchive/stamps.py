"""The archive's stamp: one value that is another after every change of what a page may show.

A page that was made while the stamp was the same needs not be made again. So the stamp is changed in the transaction
that changes a record, before its first change, whoever makes it: a watch on the connection looks at each statement.
Only COPY goes past it: who copies rows into the archive calls ``before_copy`` in the same transaction.

A reader takes the stamp before it reads the records, from the same database. Whatever is saved meanwhile, the page is
then at least as new as its stamp says, and at worst made once more.

The stamp is the sum of the random marks in ``neoarchive_archivestamp``. Random, because numbers that count would come
again after a restore from a backup; several, so that writers on PostgreSQL don't wait for one another: each takes a
row that nobody holds.
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from neoarchive.databases import PRIMARY, reading

# Statements that change a table of the archive, but for the stamp itself, the desk of unfinished uploads, log-ins, and
# what readers suggest: nobody is to make every kept page stale by sending something.
_CHANGES = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|MERGE\s+INTO"
    r'|TRUNCATE(?:\s+TABLE)?)\s+"?neoarchive_(?!archivestamp\b|login\b|upload|suggestion\b)',
    re.IGNORECASE,
)
_NEW_ROWS = 64
_resting: set[str] = set()

_TAKE_FREE = """UPDATE neoarchive_archivestamp SET mark = %s, changed_at = %s
    WHERE slot = (SELECT slot FROM neoarchive_archivestamp ORDER BY slot FOR UPDATE SKIP LOCKED LIMIT 1)"""
_PUT = """INSERT INTO neoarchive_archivestamp (slot, mark, changed_at) VALUES (%s, %s, %s)
    ON CONFLICT (slot) DO UPDATE SET mark = excluded.mark, changed_at = excluded.changed_at"""
_READ = "SELECT sum(mark), max(changed_at), 1 FROM neoarchive_archivestamp"
# While a writer is at work nobody can say whether its change will have come before or after the latest one.
_READ_POSTGRESQL = """SELECT sum(mark)::text, max(changed_at),
    (SELECT pg_snapshot_xmin(now) = pg_snapshot_xmax(now) FROM pg_current_snapshot() AS now)
    FROM neoarchive_archivestamp"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """``changed_at``: when the last change began; None if a change that began earlier may still be under way."""

    mark: str
    changed_at: datetime | None


def current() -> Stamp:
    """The stamp of the database that this request reads: one query of one row.

    It comes before every page, so it goes to the driver itself: Django's cursor would take half as long again.
    """
    connection = connections[reading()]
    # Whoever reads the stamp within a transaction of their own: what they change after this is another change.
    _forget(connection)
    connection.ensure_connection()
    postgresql = connection.vendor == "postgresql"
    with connection.wrap_database_errors:
        mark, changed_at, settled = connection.connection.execute(_READ_POSTGRESQL if postgresql else _READ).fetchone()
    if isinstance(changed_at, str):
        changed_at = datetime.fromisoformat(changed_at)
    if changed_at is not None and changed_at.tzinfo is None:
        changed_at = changed_at.replace(tzinfo=UTC)
    return Stamp(str(mark or 0), changed_at if settled else None)


def changed(using: str = PRIMARY) -> None:
    """Change the stamp in the transaction that is open."""
    connection = connections[using]
    mark, now = secrets.randbits(50), datetime.now(UTC).replace(tzinfo=None)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_TAKE_FREE, [mark, now.replace(tzinfo=UTC)])
            if cursor.rowcount == 0:
                cursor.execute(_PUT, [secrets.randbelow(_NEW_ROWS), mark, now.replace(tzinfo=UTC)])
        else:
            cursor.execute(_PUT, [0, mark, now.isoformat(" ")])
    connection.on_commit(_noted)


def before_copy() -> None:
    """To be called where rows are about to be copied into a table: COPY is not seen by the watch."""
    if not _is_noted(connections[PRIMARY]):
        changed()


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Look at every statement of a connection from now on (receiver of ``connection_created``)."""
    if _watching not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watching)


def sleep(using: str, **kwargs: Any) -> None:
    """While a migration runs, the table of stamps may not be there yet (receiver of ``pre_migrate``)."""
    _resting.add(using)


def wake(using: str, **kwargs: Any) -> None:
    """A migration is over: whatever it did counts as one change (receiver of ``post_migrate``)."""
    if "neoarchive_archivestamp" in connections[using].introspection.table_names():
        _resting.discard(using)
        with transaction.atomic(using=using):
            changed(using)


def _watching(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not isinstance(sql, str) or sql[:1] in "Ss" or not _CHANGES.search(sql):
        return execute(sql, params, many, context)
    connection: BaseDatabaseWrapper = context["connection"]
    if connection.alias in _resting:
        return execute(sql, params, many, context)
    if connection.in_atomic_block:
        if not _is_noted(connection):
            changed(connection.alias)
        return execute(sql, params, many, context)
    # A statement on its own: the stamp and the change are made one transaction.
    with transaction.atomic(using=connection.alias):
        changed(connection.alias)
        done = execute(sql, params, many, context)
        if connection.vendor == "sqlite" and "RETURNING" in sql:
            _fetch_now(context["cursor"])
        return done


def _fetch_now(cursor: Any) -> None:
    """SQLite does not commit before the rows that a statement returns are fetched: they wait at the cursor instead."""
    rows = cursor.fetchall()

    def rest() -> list[Any]:
        taken: list[Any] = rows[:]
        rows.clear()
        del cursor.fetchone, cursor.fetchall
        return taken

    def one() -> Any:
        if len(rows) > 1:
            return rows.pop(0)
        return next(iter(rest()), None)

    cursor.fetchone, cursor.fetchall = one, rest


def _noted() -> None:
    """Stands among the calls to make on commit while the transaction has changed the stamp.

    Django strikes such calls out when the savepoint or the transaction they were made in is rolled back, and so is
    the change of the stamp.
    """


def _is_noted(connection: BaseDatabaseWrapper) -> bool:
    return any(call[1] is _noted for call in connection.run_on_commit)


def _forget(connection: BaseDatabaseWrapper) -> None:
    if connection.run_on_commit:
        connection.run_on_commit = [call for call in connection.run_on_commit if call[1] is not _noted]
