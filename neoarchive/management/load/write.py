"""Rows into the database in bulk: prepared statements on SQLite, COPY on PostgreSQL; the index is made at the end."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import JSONField, Model

from neoarchive import stamps
from neoarchive.models import SearchDocument

from .rows import Archive, Batch, Row

Progress = Callable[[int], None]


def write(archive: Archive, progress: Progress) -> None:
    """All rows of an archive. ``progress`` is told how many releases are written; the index is the caller's to make."""
    done = 0
    _write(archive.people())
    for batch in archive.batches():
        _write(batch)
        done += len(batch[SearchDocument])
        progress(done)
    _reset_sequences([*archive.people(), *batch])


def _write(batch: Batch) -> None:
    with transaction.atomic():
        for model, rows in batch.items():
            if rows:
                (_copy if connection.vendor == "postgresql" else _insert)(model, rows)


def _defaults(model: type[Model]) -> dict[str, Any]:
    """What a column holds where a row does not say: its field's default, JSON as text, "" for text."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        value = field.get_default()
        if isinstance(field, JSONField):
            value = "{}" if value == {} else "[]"
        found[field.column] = value
    return found


def _tuples(model: type[Model], rows: Iterable[Row], columns: dict[str, Any]) -> Iterable[tuple[Any, ...]]:
    for row in rows:
        yield tuple((columns | row).values())


def _insert(model: type[Model], rows: list[Row]) -> None:
    columns = _defaults(model)
    marks = ", ".join(["%s"] * len(columns))
    sql = f"INSERT INTO {model._meta.db_table} ({', '.join(map(_quoted, columns))}) VALUES ({marks})"
    values = [tuple(map(_plain, row)) for row in _tuples(model, rows, columns)]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _plain(value: Any) -> Any:
    """Dates as Django writes them to SQLite."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else value


def _copy(model: type[Model], rows: list[Row]) -> None:
    columns = _defaults(model)
    sql = f"COPY {model._meta.db_table} ({', '.join(map(_quoted, columns))}) FROM STDIN"
    stamps.before_copy()
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in _tuples(model, rows, columns):
            copy.write_row(row)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _reset_sequences(models: list[type[Model]]) -> None:
    """The rows brought their ids along: what comes next must begin behind them."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [m for m in models if m is not SearchDocument]):
            cursor.execute(sql)
