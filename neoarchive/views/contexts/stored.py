"""Records read by SQL written out, where a page is asked for most: compiling a query of the ORM costs more than it.

``Columns`` keeps to the models: which columns there are, and how a database's value becomes Python's, is asked of
their fields once.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from django.db import connections, models

from neoarchive.databases import reading

M = TypeVar("M", bound=models.Model)


class Columns(Generic[M]):
    """The columns of a model under the name that its table has in a query: all but those left out, or ``only`` some.

    The first one has to be the key. A record asks the database again for what it was read without.
    """

    def __init__(self, model: type[M], name: str, *left_out: str, only: Sequence[str] = ()) -> None:
        self.model = model
        fields = [field for field in model._meta.concrete_fields if field.name not in left_out]
        fields = [field for field in fields if not only or field.name in only]
        self.names = [field.attname for field in fields]
        self._known = frozenset(self.names)
        self.sql = ", ".join(f'{name}."{field.column}"' for field in fields)
        self._fields = fields
        self._converters: dict[str, list[tuple[int, list[Callable[..., Any]], Any]]] = {}

    def record(self, values: Sequence[Any]) -> M | None:
        """The record that a row holds; None where a LEFT JOIN found none."""
        if values[0] is None:
            return None
        alias = reading()
        converters = self._converters.get(alias)
        if converters is None:
            converters = self._converters[alias] = self._converters_of(alias)
        made = list(values)
        for place, convert, expression in converters:
            for one in convert:
                made[place] = one(made[place], expression, connections[alias])
        return self.model.from_db(alias, self._known, made)

    def _converters_of(self, alias: str) -> list[tuple[int, list[Callable[..., Any]], Any]]:
        connection = connections[alias]
        found = []
        for place, field in enumerate(self._fields):
            column = field.get_col("")
            convert = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
            if convert:
                found.append((place, convert, column))
        return found


def fetched(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a query, from the database that this request reads."""
    with connections[reading()].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def day_of(value: Any) -> date | None:
    """SQLite gives dates as text where a query has made them."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def json_of(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
