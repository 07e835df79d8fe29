"""The archive, or a part of it, as a bag of JSON Lines and originals, while the site serves and editors save."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from . import rows, selection
from .bagit import BagError, Writer
from .selection import Everything, Selection, Wanted

Progress = Callable[[str, int], None]


@dataclass
class Report:
    """``rows`` by kind; ``files`` and ``bytes`` of the payload; filings left out, as a part of them is withdrawn."""

    folder: Path
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    bytes: int = 0
    left_out: int = 0


def export(folder: Path, wanted: Wanted | None, now: datetime, progress: Progress = lambda what, done: None) -> Report:
    """Write a bag. ``wanted`` None takes everything, with drafts, history and accounts. Atomic: a folder or nothing."""
    report = Report(folder)
    writer = Writer(folder)
    try:
        with one_moment():
            chosen = Everything() if wanted is None else selection.published(wanted)
            _write(writer, chosen, report, progress)
        report.left_out, report.files, report.bytes = chosen.left_out, writer.files + 1, writer.bytes
        _describe(writer, report, wanted, now)
        writer.close(_info(report, wanted, now))
    except OSError as error:
        writer.give_up()
        raise BagError(f"The export could not be written: {error}. Make room, or name another folder.") from error
    except BaseException:
        writer.give_up()
        raise
    report.files, report.bytes = writer.files, writer.bytes
    return report


def _write(writer: Writer, chosen: Everything | Selection, report: Report, progress: Progress) -> None:
    everything = isinstance(chosen, Everything)
    users: dict[int, str] = {}
    if everything:
        users = dict(get_user_model()._default_manager.values_list("pk", "username"))
        _lines(writer, "account", iter(selection.accounts()), report, progress)

    def keep(data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        name = rows.file_of(digest)
        if not writer.has(name):
            with writer.file(name) as out:
                out.write(data)
        return digest

    for model in rows.kinds():
        fields = rows.fields_of(model)
        lines = (_with_url(model, rows.to_line(fields, row, users, keep)) for row in chosen.rows(model))
        _lines(writer, rows.name_of(model), lines, report, progress)


def _with_url(model: type[models.Model], line: rows.Line) -> rows.Line:
    """Where the record's page is, for whoever reads the lines without this program."""
    if "slug" in line and hasattr(model, "get_absolute_url"):
        line["url"] = settings.SITE_URL + model(slug=line["slug"]).get_absolute_url()
    return line


def _lines(writer: Writer, name: str, lines: Iterator[dict[str, Any]], report: Report, progress: Progress) -> None:
    done = 0
    with writer.file(f"records/{name}.jsonl") as out:
        for done, line in enumerate(lines, 1):
            text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
            out.write(text.encode("utf-8", "surrogatepass") + b"\n")
            if done % 1000 == 0:
                progress(name, done)
    report.rows[name] = done


def _describe(writer: Writer, report: Report, wanted: Wanted | None, now: datetime) -> None:
    text = {
        "format": "neoarchive",
        "version": rows.FORMAT,
        "made": now.isoformat(timespec="seconds"),
        "site": settings.SITE_URL,
        "holds": "everything" if wanted is None else "what is published",
        "migration": latest_migration(),
        "rows": report.rows,
        "last_numbers": last_numbers() if wanted is None else {},
    }
    with writer.file("archive.json") as out:
        out.write(json.dumps(text, indent=1).encode() + b"\n")


def _info(report: Report, wanted: Wanted | None, now: datetime) -> dict[str, str]:
    what = "the whole archive, with drafts and history" if wanted is None else "what is published"
    info = {
        "Bag-Software-Agent": "neoarchive",
        "Bagging-Date": f"{now:%Y-%m-%d}",
        "External-Description": f"Press releases as filed with the SEC on Form 8-K: {what}, from {settings.SITE_URL}",
        "Internal-Sender-Description": f"{report.rows.get('filing', 0)} filings, {report.rows.get('pressrelease', 0)} "
        f"releases; {report.left_out} filings left out, as a part of them is withdrawn",
    }
    return {name: " ".join(value.split()) for name, value in info.items()}


def latest_migration() -> str:
    """The last migration of this version: a bag of a later one is not read."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return max(name for app, name in loader.disk_migrations if app == "neoarchive")


def last_numbers() -> dict[str, int]:
    """The last number given out in each table: one of a row that was deleted is not given again."""
    found = {}
    for model in rows.kinds():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)", [table])
            else:
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
        found[rows.name_of(model)] = (row[0] if row else 0) or 0
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read within is the archive as it was at one moment; nobody waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Not Django's own transaction, which would take the lock on writing.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
