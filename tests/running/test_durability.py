"""Short runs of what ``tests/benchmarks`` measures at length: durability, backups, concurrency, on both databases.

Each is a process of its own with a database of its own, whatever the run of the tests is on.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


def run(name, *arguments):
    """The table that a benchmark prints; fails with what it says where it does not end in order."""
    command = [sys.executable, f"tests/benchmarks/{name}.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("database", DATABASES)
def test_what_was_told_as_saved_survives_kills(database):
    told = run("durability", "--database", database, "--part", "kills", "--kills", "4")
    assert "4 kills" in told
    assert "0 lost, 0 halves" in told


def test_a_full_disk_is_told_and_damages_nothing():
    assert "called full); 0 lost, 0 faults, went on when there was room" in run("durability", "--part", "full disk")


@pytest.mark.parametrize("database", DATABASES)
def test_a_lock_that_is_not_given_is_answered_in_words(database):
    told = run("durability", "--database", database, "--part", "locked")
    assert "a page 200, a save 503, in words; when it is let go 200 and 302" in told


@pytest.mark.postgres
def test_a_server_that_was_restarted_is_used_again_at_once():
    assert "started again: 200 and 302 at once" in run("durability", "--database", "postgresql", "--part", "restarted")


@pytest.mark.parametrize("database", DATABASES)
def test_a_backup_made_while_saving_restores_to_the_very_rows(database):
    assert "2 rounds" in run("backups", "--database", database, "--rounds", "2", "--before", "10")


@pytest.mark.parametrize("database", DATABASES)
def test_four_processes_that_save_the_same_texts_make_each_once(database):
    given = ("--part", "same", "--processes", "4", "--texts", "30")
    assert "30 filings, 90 times told as there already, 0 errors" in run("concurrency", "--database", database, *given)


def test_writers_and_readers_meet_no_error():
    given = ("--part", "beside", "--seconds", "3", "--writers", "2", "--readers", "4", "--before", "5", "--pace", "0.1")
    assert "0 errors" in run("concurrency", *given)
