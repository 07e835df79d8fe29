"""Backups: a copy of the whole archive in one file, made while the site serves and editors save.

SQLite is copied by its own online backup: the copy is the database as it was at one moment. PostgreSQL is copied by
``pg_dump``, which sees one moment as well. Beside each backup lies its SHA-256, in the form of ``sha256sum``.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from neoarchive.durable import sha256_of, sync_folder

NAME = "neoarchive"
_SUFFIX = {"sqlite": ".sqlite3", "postgresql": ".dump"}


class BackupError(Exception):
    """What is wrong and what to do, in words for whoever runs the command."""


def back_up(folder: Path, now: datetime, *, keep: int | None = None) -> Path:
    """Write a backup into a folder, and leave only the newest ``keep`` there. Gives the new file.

    Nothing with the backup's name is there until it is whole and on disk.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder} can't be made a folder: {error.strerror}. Name another one.") from error
    target = folder / f"{NAME}-{now:%Y%m%dT%H%M%S}{_SUFFIX[connection.vendor]}"
    if target.exists():
        raise BackupError(f"{target} is there already. Wait a second and try again.")
    part = target.with_name(target.name + ".part")
    try:
        if connection.vendor == "sqlite":
            _copy_sqlite(Path(str(connection.settings_dict["NAME"])), part)
        else:
            _run(connection, "pg_dump", "--format=custom", f"--file={part}")
        digest = sha256_of(part)
        with part.open("rb+") as copy:
            os.fsync(copy.fileno())
        part.rename(target)
    except OSError as error:
        raise BackupError(f"The backup could not be written: {error}. Make room, or name another folder.") from error
    finally:
        part.unlink(missing_ok=True)
    _sidecar(target).write_text(f"{digest}  {target.name}\n", encoding="ascii")
    sync_folder(folder)
    if keep is not None:
        _drop_old(folder, target.suffix, keep)
    return target


def restore(file: Path) -> None:
    """Put a backup in the place of an empty database. Raises ``BackupError`` where the place is not empty."""
    connection = connections[DEFAULT_DB_ALIAS]
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    _check_sum(file)
    if not _is_empty(connection):
        raise BackupError(
            "The archive that DATABASE_URL names holds records already. Restore into an empty place: name another "
            "database, or move the old one away first."
        )
    if connection.vendor == "sqlite":
        _restore_sqlite(connection, file)
    else:
        _restore_postgres(connection, file)


# -- SQLite -------------------------------------------------------------------------------------------------------


def _copy_sqlite(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as origin, closing(sqlite3.connect(target)) as copy:
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise BackupError(f"The database could not be copied: {error}.") from error
        _check_sqlite(copy, target.name)


def _check_sqlite(database: sqlite3.Connection, name: str) -> None:
    try:
        told = [row[0] for row in database.execute("PRAGMA integrity_check(3)")]
    except sqlite3.DatabaseError as error:
        told = [str(error)]
    if told != ["ok"]:
        raise BackupError(f"{name} is damaged: {'; '.join(told)}. Take another backup.")


def _restore_sqlite(connection: BaseDatabaseWrapper, file: Path) -> None:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as held:
        _check_sqlite(held, file.name)
        tables = {row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "neoarchive_filing" not in tables:
            raise BackupError(f"{file.name} is no backup of an archive.")
        _check_version({tuple(row) for row in held.execute("SELECT app, name FROM django_migrations")})
    connection.close()
    target = Path(str(connection.settings_dict["NAME"]))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(file, part)
        with part.open("rb+") as copy:
            os.fsync(copy.fileno())
        for beside in ("-wal", "-shm"):
            target.with_name(target.name + beside).unlink(missing_ok=True)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise BackupError(f"The backup could not be put in place: {error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _check_version(applied: set[tuple[str, ...]]) -> None:
    """A backup of a later version has migrations that this one does not know, and would not be understood."""
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    later = sorted(name for app, name in applied - known if app == NAME)
    if later:
        raise BackupError(f"The backup was made by a later version ({later[-1]}). Install that version first.")


# -- PostgreSQL ---------------------------------------------------------------------------------------------------


def _restore_postgres(connection: BaseDatabaseWrapper, file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        if cursor.fetchall():
            raise BackupError("The database has tables already. Create an empty one, and name it in DATABASE_URL.")
    connection.close()
    _run(connection, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(file))


def _run(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    """PostgreSQL's own programs; the password goes by the environment, where no list of processes shows it."""
    found = shutil.which(program)
    if not found:
        raise BackupError(f"{program} is not installed here. On Debian: apt-get install postgresql-client.")
    settings = connection.settings_dict
    where = [f"--dbname={settings['NAME']}"]
    where += [f"--host={settings['HOST']}"] if settings.get("HOST") else []
    where += [f"--port={settings['PORT']}"] if settings.get("PORT") else []
    where += [f"--username={settings['USER']}"] if settings.get("USER") else []
    environment = {**os.environ, "PGPASSWORD": settings.get("PASSWORD") or os.environ.get("PGPASSWORD", "")}
    done = subprocess.run([found, *where, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-500:] or done.returncode}")


# -- files --------------------------------------------------------------------------------------------------------


def _is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether no archive is there: no tables, or tables without a filing and without a user."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        if not path.exists() or not path.stat().st_size:
            return True
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in ("neoarchive_filing", "auth_user"):
            if table in tables:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
                if cursor.fetchone():
                    return False
    return True


def _sidecar(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")


def _check_sum(file: Path) -> None:
    sidecar = _sidecar(file)
    if not sidecar.is_file():
        return
    expected = sidecar.read_text(encoding="ascii", errors="replace").split(" ")[0].strip()
    if sha256_of(file) != expected:
        raise BackupError(f"{file.name} is not what was written: its SHA-256 differs. Take another backup.")


def _drop_old(folder: Path, suffix: str, keep: int) -> None:
    for old in sorted(folder.glob(f"{NAME}-*{suffix}"))[: -max(keep, 1)]:
        old.unlink()
        _sidecar(old).unlink(missing_ok=True)
