"""Rows into tables in bulk, in the caller's transaction: prepared statements on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

from neoarchive import stamps

from .prepared import Row


def take_ids(model: type[Model], number: int) -> list[int]:
    """Numbers for new rows, in order, that no row has or had."""
    if not number:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sql, [table, number])
            return [one for (one,) in cursor.fetchall()]
        # SQLite keeps the last number given; this transaction has the lock on writing, so nobody else takes the next.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + number))


def insert(model: type[Model], rows: Sequence[Row], now: datetime) -> None:
    """Rows with their numbers; columns that a row leaves out take the model's default, or ``now``."""
    if not rows:
        return
    fields = _fields(model)
    columns = [str(one.column) for one in fields]
    defaults = [_default(one, now) for one in fields]
    moments = [place for place, one in enumerate(fields) if isinstance(one, DateTimeField)]
    values: Any = _tuples(rows, columns, defaults, moments)  # both drivers take them one by one
    names = ", ".join(map(connection.ops.quote_name, columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            stamps.before_copy()
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", values)


def update(records: Iterable[Model], *names: str) -> None:
    """These fields of records of one model, that have numbers."""
    values: list[list[Any]] = []
    table = ""
    sets = ""
    for record in records:
        fields: list[Any] = [record._meta.get_field(name) for name in names]
        if not values:
            table = connection.ops.quote_name(record._meta.db_table)
            sets = ", ".join(f"{connection.ops.quote_name(one.column)} = %s" for one in fields)
        values.append([*(one.get_db_prep_save(getattr(record, one.attname), connection) for one in fields), record.pk])
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", values)


@cache
def _fields(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    return tuple(model._meta.concrete_fields)


def _default(field: "Field[Any, Any]", now: datetime) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now
    value = field.get_default()
    return ("{}" if value == {} else "[]") if isinstance(field, JSONField) else value


def _tuples(
    rows: Sequence[Row], columns: list[str], defaults: list[Any], moments: list[int]
) -> Iterator[tuple[Any, ...]]:
    """Values in the order of the columns. Dates come as text already."""
    pairs = list(zip(columns, defaults, strict=True))
    adapt = connection.ops.adapt_datetimefield_value
    for row in rows:
        values = [row.get(column, default) for column, default in pairs]
        for place in moments:
            values[place] = adapt(values[place])
        yield tuple(values)
