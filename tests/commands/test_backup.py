"""``backup`` and ``restore``, by real processes on real databases: what comes back is what was there, row by row."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.filings import bare, submission

ROOT = Path(__file__).resolve().parent.parent.parent


class Place:
    """An archive of its own, run by ``manage.py`` in processes of their own."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {**os.environ, "DATABASE_URL": url, "NEOARCHIVE_DATA_DIR": str(folder), "REPLICA_URLS": ""}

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=240
        )

    def must(self, *arguments: object) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self) -> list[str]:
        # The stamp is another on purpose: no page of before the restore is right because it says so.
        found = json.loads(self.must("dumpdata", "neoarchive", "auth", "--exclude", "neoarchive.archivestamp"))
        return sorted(json.dumps(row, sort_keys=True) for row in found)


@pytest.fixture
def place(tmp_path, db):
    """Makes empty places, on the kind of database that the tests run on."""
    made: list[str] = []

    def make(name: str) -> Place:
        folder = tmp_path / name
        folder.mkdir()
        if connection.vendor == "sqlite":
            return Place(f"sqlite:///{folder / 'archive.sqlite3'}", folder)
        database = f"backup_{name}_{os.getpid()}"
        _on_server(f'CREATE DATABASE "{database}"')
        made.append(database)
        return Place(_url(database), folder)

    yield make
    for database in made:
        _on_server(f'DROP DATABASE "{database}" WITH (FORCE)')


def _url(database: str) -> str:
    s = connection.settings_dict
    user = s["USER"] + (f":{s['PASSWORD']}" if s["PASSWORD"] else "")
    return f"postgresql://{user}@{s['HOST'] or 'localhost'}:{s['PORT'] or 5432}/{database}"


def _on_server(statement: str) -> None:
    import psycopg

    with psycopg.connect(_url("postgres"), autocommit=True) as server:
        server.execute(statement)


@pytest.fixture
def filled(place, tmp_path):
    full = place("full")
    full.must("migrate")
    (tmp_path / "a.txt").write_bytes(bare())
    (tmp_path / "b.txt").write_bytes(submission("0009990779-98-000001", "0009990779"))
    full.must("ingest", tmp_path / "a.txt", tmp_path / "b.txt")
    return full


def backups(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in (".sqlite3", ".dump"))


def test_what_comes_back_is_what_was_there(filled, place, tmp_path) -> None:
    filled.must("backup", tmp_path / "kept")
    (made,) = backups(tmp_path / "kept")
    digest, _, name = made.with_name(made.name + ".sha256").read_text().partition("  ")
    assert (digest, name.strip()) == (hashlib.sha256(made.read_bytes()).hexdigest(), made.name)
    empty = place("empty")
    assert "2 filings and 2 releases are back." in empty.must("restore", made)
    assert empty.rows() == filled.rows()
    empty.must("verify_search")
    refused = filled.run("restore", made)
    assert refused.returncode != 0
    assert "holds records already" in refused.stderr or "has tables already" in refused.stderr


def test_a_damaged_backup_is_refused_and_writes_nothing(filled, place, tmp_path) -> None:
    filled.must("backup", tmp_path / "kept")
    (made,) = backups(tmp_path / "kept")
    data = bytearray(made.read_bytes())
    data[len(data) // 2] ^= 0x10
    made.write_bytes(data)
    empty = place("empty")
    refused = empty.run("restore", made)
    assert refused.returncode != 0
    assert "SHA-256 differs" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_only_the_newest_are_kept(filled, tmp_path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    suffix = ".sqlite3" if connection.vendor == "sqlite" else ".dump"
    for day in ("01", "02", "03"):
        (kept / f"neoarchive-202001{day}T000000{suffix}").write_text("old")
    (kept / "notes.txt").write_text("not ours")
    filled.must("backup", kept, "--keep", "2")
    names = [p.name for p in backups(kept)]
    assert names[0] == f"neoarchive-20200103T000000{suffix}"
    assert len(names) == 2
    assert (kept / "notes.txt").exists()


def test_what_is_no_backup_is_said_to_be_none(place, tmp_path) -> None:
    empty = place("empty")
    (tmp_path / "letter.txt").write_text("Dear sir")
    for name in ("letter.txt", "nothing.txt"):
        refused = empty.run("restore", tmp_path / name)
        assert refused.returncode != 0
        assert "Traceback" not in refused.stderr
        assert refused.stderr.startswith("CommandError")


def test_a_folder_that_takes_nothing_is_named(filled, tmp_path) -> None:
    (tmp_path / "file").write_text("in the way")
    refused = filled.run("backup", tmp_path / "file")
    assert refused.returncode != 0
    assert "CommandError" in refused.stderr
    assert "Traceback" not in refused.stderr
