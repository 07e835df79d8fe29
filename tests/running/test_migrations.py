"""An archive that an earlier release filled is brought up to date, and is then what a new archive would be."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.shared import ROOT

FIRST = "0002_search_index"
"""The migrations that the first release began with."""

# Filled at the reading of a filing by what came later; an earlier archive has nothing there until it is read again.
LATER = {"neoarchive_change", "neoarchive_proposal", "neoarchive_alias", "neoarchive_suggestion", "neoarchive_login"}


def manage(file: Path, *arguments: str) -> str:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file}", "NEOARCHIVE_DATA_DIR": str(file.parent)}
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tables(connection: sqlite3.Connection, schema: str = "main") -> dict[str, list[str]]:
    """The project's own tables with their columns; those of the index are SQLite's own affair."""
    names = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' AND name LIKE 'neoarchive\\_%' ESCAPE '\\'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'neoarchive\\_search%' ESCAPE '\\'"
    )
    return {
        name: [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({name})")]
        for (name,) in names.fetchall()
    }


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of today with the sample filings."""
    file = tmp_path_factory.mktemp("now") / "archive.sqlite3"
    manage(file, "migrate", "-v0")
    manage(file, "ingest", *map(str, sorted((ROOT / "neoarchive" / "samples").glob("[12]*"))))
    return file


@pytest.fixture
def old(now: Path, tmp_path: Path) -> Path:
    """The same filings in an archive of the first release: each row with the columns that there were then."""
    file = tmp_path / "archive.sqlite3"
    manage(file, "migrate", "-v0", "neoarchive", FIRST)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ATTACH ? AS now", [str(now)])
        today = tables(connection, "now")
        for name, columns in tables(connection).items():
            common = ", ".join(f'"{one}"' for one in columns if one in today.get(name, ()))
            if common:
                connection.execute(f"INSERT INTO {name} ({common}) SELECT {common} FROM now.{name}")
        connection.commit()
        assert connection.execute("SELECT count(*) FROM neoarchive_pressrelease").fetchone()[0] > 10
    return file


def test_an_archive_of_the_first_release_is_brought_up_to_date(old: Path, now: Path) -> None:
    manage(old, "migrate", "-v0")
    manage(old, "rebuild_search")
    assert "no fault" in manage(old, "verify_archive").lower()
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ATTACH ? AS now", [str(now)])
        assert tables(connection) == tables(connection, "now")
        for name in sorted(set(tables(connection)) - LATER):
            counts = [
                connection.execute(f"SELECT count(*) FROM {schema}.{name}").fetchone() for schema in ("main", "now")
            ]
            assert counts[0] == counts[1], name
