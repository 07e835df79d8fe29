"""Backs up while filings are saved, restores into an empty place, and compares row by row.

    .venv/bin/python tests/benchmarks/backups.py                         # 50 rounds, on SQLite
    .venv/bin/python tests/benchmarks/backups.py --database postgresql

Each round: a process saves filings one by one; at a moment of chance ``backup`` copies the archive and ``restore`` puts
the copy into an empty database. Demanded of the copy: every filing that was told as saved before the backup began; none
of which a part is missing; and in every table that a save only adds to, the very rows of the archive, value by value.
Of the tables whose rows a later filing of the same company changes, the rows that are there belong to the archive.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.benchmarks import durability  # noqa: E402
from tests.benchmarks.durability import Server  # noqa: E402

# A later filing of the same company or person changes what stands there, and every save the stamp.
CHANGING = {"company", "companyname", "companyregistration", "companyticker", "contact", "archivestamp", "alias"}
Rows = dict[str, dict[Any, tuple[Any, ...]]]


def save_on(tell: Callable[[str], None], start: int) -> None:
    for n in range(start, start + 100_000):
        tell(durability.save(n))


@contextmanager
def saving(start: int) -> Iterator[tuple[int, int]]:
    child, reading = durability.in_child(lambda tell: save_on(tell, start))
    try:
        yield child, reading
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)


def told(reading: int) -> set[str]:
    """The names that were told so far, without waiting for more; the last one may be cut and is left."""
    os.set_blocking(reading, False)
    found = b""
    try:
        while piece := os.read(reading, 65536):
            found += piece
    except BlockingIOError:
        pass
    assert b"error" not in found, found
    return {line.decode() for line in found.split(b"\n")[:-1]}


def rows_of(connection: Any) -> Rows:
    """Every row of every table of the archive, by its key, over a plain connection of the driver's."""
    from django.apps import apps

    found: Rows = {}
    for model in apps.get_app_config("neoarchive").get_models(include_auto_created=True):
        table, pk = model._meta.db_table, model._meta.pk
        assert pk is not None
        names = sorted(field.column for field in model._meta.concrete_fields)
        quoted = ", ".join(f'"{name}"' for name in names)
        cursor = connection.execute(f"SELECT {quoted} FROM {table}")
        key = names.index(pk.column)
        found[table] = {row[key]: tuple(map(plain, row)) for row in cursor.fetchall()}
    return found


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else repr(value) if isinstance(value, dict | list) else value


def opened(url: str) -> Any:
    if url.startswith("sqlite"):
        import sqlite3

        return sqlite3.connect(url.removeprefix("sqlite:///"))
    import psycopg

    return psycopg.connect(url)


def compare(copy: Rows, live: Rows, before: set[str]) -> int:
    """Raises AssertionError where the copy is not the archive of one moment. Gives the number of rows compared."""
    number = 0
    for table, rows in copy.items():
        absent = sorted(set(rows) - set(live[table]))
        assert not absent, f"{table}: rows {absent[:3]} of the copy are not in the archive"
        number += len(rows)
        if table.removeprefix("neoarchive_") in CHANGING:
            continue
        for key, row in rows.items():
            assert row == live[table][key], f"{table}, row {key}: {row} is not {live[table][key]}"
    # Whole: of a filing in the copy every row that the archive has of it.
    filings = set(copy["neoarchive_filing"])
    for table, column in children("filing_id"):
        assert of_parents(copy[table], column, filings) == of_parents(live[table], column, filings), f"{table}: a half"
    releases = set(copy["neoarchive_pressrelease"])
    for table, column in children("release_id"):
        assert of_parents(copy[table], column, releases) == of_parents(live[table], column, releases), (
            f"{table}: a half"
        )
    names = {value for row in copy["neoarchive_source"].values() for value in row if isinstance(value, str)}
    assert before <= names, f"told before the backup and not in it: {sorted(before - names)[:3]}"
    return number


def children(column: str) -> list[tuple[str, int]]:
    """Tables with this column that a save fills, and where it stands among the names in order."""
    from django.apps import apps

    found = []
    for model in apps.get_app_config("neoarchive").get_models():
        names = sorted(field.column for field in model._meta.concrete_fields)
        table = model._meta.db_table
        if column in names and table.removeprefix("neoarchive_") not in CHANGING:
            found.append((table, names.index(column)))
    return found


def of_parents(rows: dict[Any, tuple[Any, ...]], column: int, parents: set[Any]) -> set[Any]:
    return {key for key, row in rows.items() if row[column] in parents}


def round_of(number: int, url: str, folder: Path, server: Server | None, chance: random.Random) -> int:
    """One backup and restore; gives the number of rows compared."""
    from django.utils import timezone

    from neoarchive.backup import back_up

    with saving(number * 100_000) as (_, reading):
        time.sleep(chance.uniform(0.1, 1))
        before = told(reading)
        made = back_up(folder / f"backup-{number}", timezone.now())
        durability.let_go()
    place = f"sqlite:///{folder}/restored-{number}.sqlite3"
    if server is not None:
        place = url.rsplit("/", 1)[0] + f"/restored{number}"
        with closing(opened(url)) as own:
            own.autocommit = True
            own.execute(f"CREATE DATABASE restored{number} TEMPLATE template0")
    environment = {**os.environ, "DATABASE_URL": place}
    command = [sys.executable, "manage.py", "restore", str(made)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    with closing(opened(place)) as one, closing(opened(url)) as other:
        compared = compare(rows_of(one), rows_of(other), before)
    if server is not None:
        with closing(opened(url)) as own:
            own.autocommit = True
            own.execute(f"DROP DATABASE restored{number}")
    else:
        (folder / f"restored-{number}.sqlite3").unlink()
    made.unlink()
    return compared


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--before", type=int, default=100, help="filings that are there before the first round")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="neoarchive-backups-") as temporary:
        os.chmod(temporary, 0o755)  # PostgreSQL runs as another user
        with durability.place(given.database, Path(temporary)) as (url, server):
            durability.prepare(url, Path(temporary))
            for n in range(given.before):
                durability.save(10_000_000 + n)
            compared: list[int] = []
            for n in range(given.rounds):
                compared.append(round_of(n, url, Path(temporary), server, chance))
                print(f"round {n + 1}: {compared[-1]:,} rows, no difference", file=sys.stderr, flush=True)
            durability.let_go()
    durability.tell(
        f"{given.database}, backup while saving, and restore",
        f"{given.rounds} rounds, {sum(compared):,} rows compared, the last copy {compared[-1]:,}: no difference",
    )


if __name__ == "__main__":
    main()
