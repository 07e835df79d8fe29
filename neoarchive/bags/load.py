"""An archive from a bag: the same rows under the same numbers, the index made anew. All or nothing."""

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from neoarchive.ingest import tables
from neoarchive.search import index

from . import bagit, rows
from .bagit import BagError
from .export import latest_migration

_BATCH = 500
_MOST_FAULTS = 20
Progress = Callable[[str, int], None]


class _TakenBack(Exception):
    """Everything could be loaded, and was only tried."""


@dataclass
class Report:
    rows: dict[str, int] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)
    """Those that were made: without a password until somebody sets one."""


def load(folder: Path, *, dry_run: bool = False, progress: Progress = lambda what, done: None) -> Report:
    """Check a bag, and put what it holds into an empty archive. ``dry_run`` tries it all and takes it back.

    Raises ``BagError`` with what is wrong: nothing is changed then.
    """
    faults = list(islice(bagit.faults_of(folder), _MOST_FAULTS + 1))
    if faults:
        more = "\n…" if len(faults) > _MOST_FAULTS else ""
        raise BagError("The bag is damaged, and nothing was loaded.\n" + "\n".join(faults[:_MOST_FAULTS]) + more)
    told = _description(folder)
    _check_place()
    report = Report()
    with suppress(_TakenBack), transaction.atomic():
        _load(folder, told, report, progress)
        if dry_run:
            raise _TakenBack
        index.rebuild(lambda done, total: progress("index", done))
    return report


def _description(folder: Path) -> dict[str, Any]:
    path = folder / "data" / "archive.json"
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError):
        told = None
    if not isinstance(told, dict) or told.get("format") != "neoarchive" or not isinstance(told.get("rows"), dict):
        raise BagError("The bag is whole, but it holds no export of an archive (data/archive.json).")
    if told.get("version") != rows.FORMAT or str(told.get("migration")) > latest_migration():
        raise BagError(f"The bag was made by a later version ({told.get('migration')}). Install that version first.")
    return told


def _check_place() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BagError("The database is not set up for this version. Run: manage.py migrate")
    for model in rows.kinds():
        if model._default_manager.exists():
            raise BagError(
                f"The archive holds records already ({model._meta.verbose_name_plural}). Import into an empty one: "
                "name another database in DATABASE_URL, and run manage.py migrate."
            )


def _load(folder: Path, told: dict[str, Any], report: Report, progress: Progress) -> None:
    users = _accounts(folder, report)

    def kept(digest: str) -> bytes:
        path = folder / "data" / rows.file_of(str(digest))
        if not str(digest).isalnum() or not path.is_file():
            raise ValueError(f"its text, {digest}, is not in the bag")
        return path.read_bytes()

    for model in rows.kinds():
        name = rows.name_of(model)
        lines = _lines(folder, name) if name in told["rows"] else iter(())
        report.rows[name] = _fill(model, lines, users, kept, progress)
        if report.rows[name] != told["rows"].get(name, 0):
            raise BagError(f"{name}.jsonl has {report.rows[name]:,} rows; {told['rows'][name]:,} were written.")
    _check_references()
    for model in rows.kinds():
        _go_on_after(model, told.get("last_numbers", {}).get(rows.name_of(model), 0))


def _fill(
    model: type[models.Model],
    lines: Iterator[tuple[int, rows.Line]],
    users: dict[str, int],
    kept: Callable[[str], bytes],
    progress: Progress,
) -> int:
    done, name, now = 0, rows.name_of(model), timezone.now()
    while batch := list(islice(lines, _BATCH)):
        made = []
        for number, line in batch:
            try:
                made.append(rows.to_row(model, line, users, kept))
            except (ValueError, TypeError, zlib.error) as error:
                raise BagError(f"{name}.jsonl, line {number}, can't be loaded: {error}.") from error
        try:
            tables.insert(model, made, now)
        except (DatabaseError, UnicodeError) as error:
            where = f"{name}.jsonl, lines {batch[0][0]} to {batch[-1][0]}"
            raise BagError(f"{where}, can't be stored: {error}") from error
        done += len(batch)
        progress(name, done)
    return done


def _lines(folder: Path, name: str) -> Iterator[tuple[int, rows.Line]]:
    path = folder / "data" / "records" / f"{name}.jsonl"
    if not path.is_file():
        raise BagError(f"The bag has no records/{name}.jsonl.")
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                found = json.loads(line.decode("utf-8", "surrogatepass"))
            except ValueError as error:
                raise BagError(f"{name}.jsonl, line {number}, is no JSON: {error}.") from error
            if not isinstance(found, dict):
                raise BagError(f"{name}.jsonl, line {number}, is no row.")
            yield number, found


def _accounts(folder: Path, report: Report) -> dict[str, int]:
    """Accounts by user name: those here already stay as they are, the others are made without a password."""
    users: Any = get_user_model()
    known = dict(users._default_manager.values_list("username", "pk"))
    if not (folder / "data" / "records" / "account.jsonl").is_file():
        return known
    groups = {group.name: group for group in Group.objects.all()}
    for number, line in _lines(folder, "account"):
        name, belongs = line.get("username"), line.pop("groups", [])
        if not isinstance(name, str) or not name:
            raise BagError(f"account.jsonl, line {number}, has no user name.")
        if name in known:
            continue
        try:
            made = users(**line)
        except TypeError as error:
            raise BagError(f"account.jsonl, line {number}, can't be loaded: {error}.") from error
        made.set_unusable_password()
        made.save()
        made.groups.set([groups[one] for one in belongs if one in groups])
        known[name] = made.pk
        report.accounts.append(name)
    return known


def _check_references() -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise BagError(f"A row refers to one that is not in the bag: {' '.join(str(error).split())}") from error


def _go_on_after(model: type[models.Model], last: int) -> None:
    """New rows take numbers after the last that was given out."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {connection.ops.quote_name(table)}")
        last = max(cursor.fetchone()[0], last)
        if not last:
            return
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
