"""A bulk ingest that is killed goes on where it was. ``tests/benchmarks/kills.py`` does it a hundred times."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import kills


def test_a_load_that_is_killed_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite whatever the run is on: the processes have a database of their own."""
    folder = tmp_path / "texts"
    folder.mkdir()
    kills.make_texts(folder, 100)
    monkeypatch.setenv("NEOARCHIVE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/killed.sqlite3")
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=kills.ROOT, check=True)
    assert kills.rounds(folder, 3, random.Random(3), 0.4) >= 1
