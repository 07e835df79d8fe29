"""Rows of the archive's tables as lines of JSON, and back.

A row keeps its number, so that every reference between rows stays what it is, also those that no foreign key holds
(old addresses, aliases, changes). People with an account are named by their user name. The bytes of a text are a file
of the bag, named by their SHA-256; where its lines begin is a list of numbers.
"""

import json
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from neoarchive.models import ArchiveStamp, SearchDocument

Line = dict[str, Any]

DERIVED = (ArchiveStamp, SearchDocument)
"""What is made anew from the rest: the state of this database, and the index."""

FORMAT = 1
"""Raised when a program that reads bags of the version before would misunderstand one of this."""

_TEXT, _LINE_STARTS = "compressed", "compressed_line_starts"


def kinds() -> list[type[models.Model]]:
    """Every table that is kept."""
    return [model for model in apps.get_app_config("neoarchive").get_models() if model not in DERIVED]


def name_of(model: type[models.Model]) -> str:
    return model._meta.model_name or ""


def fields_of(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.Field)]


def is_user(field: models.Field) -> bool:
    return bool(field.is_relation) and field.related_model is not None and _label(field) == settings.AUTH_USER_MODEL


def _label(field: models.Field) -> str:
    related: Any = field.related_model
    return str(related._meta.label)


def file_of(digest: str) -> str:
    """Where the bytes with this SHA-256 are in the bag, under ``data``."""
    return f"sources/{digest[:2]}/{digest}"


def to_line(
    fields: list[models.Field], row: tuple[Any, ...], users: dict[int, str], keep: Callable[[bytes], str]
) -> Line:
    """``keep`` takes the bytes of a text and gives their SHA-256."""
    line: Line = {}
    for field, value in zip(fields, row, strict=True):
        if value is None:
            line[field.name] = None
        elif is_user(field):
            line[field.name] = users.get(value)
        elif isinstance(field, models.BinaryField):
            data = bytes(value)
            if field.name == _LINE_STARTS:
                line[field.name] = json.loads(zlib.decompress(data))
            else:
                line[field.name] = keep(zlib.decompress(data)) if data else None
        elif isinstance(value, datetime):
            line[field.name] = value.astimezone(UTC).isoformat()
        else:
            line[field.name] = value.isoformat() if isinstance(value, date) else value
    return line


def to_row(
    model: type[models.Model], line: Line, users: dict[str, int], kept: Callable[[str], bytes]
) -> dict[str, Any]:
    """Values by column, as ``ingest.tables.insert`` takes them. ``kept`` gives the bytes with a SHA-256.

    Raises ``ValueError`` for what is no row of this table.
    """
    fields = {field.name: field for field in fields_of(model)}
    unknown = line.keys() - fields.keys() - {"url"}
    if unknown:
        raise ValueError(f"it has “{min(unknown)}”, which this version does not know")
    row = {}
    for name, field in fields.items():
        if name in line:
            row[field.column or name] = _value(field, line[name], users, kept)
    if not isinstance(line.get(model._meta.pk.name), int):
        raise ValueError("it has no number")
    return row


def _value(field: models.Field, value: Any, users: dict[str, int], kept: Callable[[str], bytes]) -> Any:
    if isinstance(field, models.BinaryField):
        if field.name == _LINE_STARTS:
            return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 6)
        return zlib.compress(kept(value), 6) if value is not None else b""
    if value is None:
        if not field.null:
            raise ValueError(f"{field.name} is empty")
        return None
    if is_user(field):
        if value not in users:
            raise ValueError(f"{field.name} names the account {value!r}, which is not in the bag")
        return users[value]
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    if isinstance(field, models.DateTimeField):
        return datetime.fromisoformat(value)
    if isinstance(field, models.DateField):
        return date.fromisoformat(value).isoformat()
    return _plain(field, value)


def _plain(field: models.Field, value: Any) -> Any:
    wanted: tuple[type, ...] = (str,)
    if isinstance(field, models.BooleanField):
        wanted = (bool,)
    elif field.is_relation or isinstance(field, models.IntegerField):
        wanted = (int,)
    if not isinstance(value, wanted) or (wanted == (int,) and isinstance(value, bool)):
        raise ValueError(f"{field.name} is {type(value).__name__}, not {wanted[0].__name__}")
    if isinstance(value, str) and connection.vendor == "postgresql" and "\0" in value:
        raise ValueError(f"{field.name} holds the character NUL, which PostgreSQL does not store")
    return value
