"""The server that tests run on: started, handed over, stopped."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import with_postgres

SCRIPT = Path(with_postgres.__file__)


def script(*command: str, code: str = "") -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, str(SCRIPT), *command, *(["-c", code] if code else [])]
    return subprocess.run(arguments, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.postgres
def test_a_fresh_database_is_there_and_gone_afterwards() -> None:
    with with_postgres.running() as url:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_database(), current_setting('server_encoding')").fetchone()
            tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        assert row == ("neoarchive", "UTF8")
        assert tables == (0,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


@pytest.mark.postgres
def test_the_exit_code_is_the_commands_own() -> None:
    done = script(sys.executable, code="import os; print(os.environ['DATABASE_URL']); raise SystemExit(7)")
    assert done.returncode == 7
    assert done.stdout.startswith("postgresql://neoarchive@127.0.0.1:")


@pytest.mark.postgres
def test_a_command_that_is_not_there_is_named() -> None:
    done = script("no-such-command")
    assert done.returncode == 127
    assert "no-such-command" in done.stderr


def test_without_a_command_it_says_how_to_use_it() -> None:
    done = script()
    assert done.returncode == 2
    assert "Run a command with a PostgreSQL server" in done.stderr


def test_without_a_server_it_says_how_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(with_postgres, "programs", lambda: None)
    assert with_postgres.main(["true"]) == 1
    assert "apt-get install postgresql" in capsys.readouterr().err
