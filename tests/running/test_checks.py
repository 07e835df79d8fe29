"""The system checks: what each is for, and that settings for production have nothing to say."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from neoarchive import checks

ROOT = Path(checks.__file__).parent.parent
PRODUCTION = {
    "NEOARCHIVE_DEBUG": "0",
    "NEOARCHIVE_HTTPS": "1",
    "NEOARCHIVE_ALLOWED_HOSTS": "archive.example.com",
    "NEOARCHIVE_SITE_URL": "https://archive.example.com",
    "NEOARCHIVE_EDGAR_CONTACT": "Example Library archive@example.org",
    "NEOARCHIVE_LOG_FORMAT": "json",
    "NEOARCHIVE_LOG_REQUESTS": "1",
    "DATABASE_URL": "",
}


def check_deploy(tmp_path, **variables):
    # What the browser tests of this run ask of Django is nothing that a server runs with.
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {**own, **PRODUCTION, "NEOARCHIVE_DATA_DIR": str(tmp_path), **variables}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_production_settings_have_nothing_to_warn_of(tmp_path):
    done = check_deploy(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("settings_of", "number", "named"),
    [
        ({"ALLOWED_HOSTS": ["*"]}, "W002", "NEOARCHIVE_ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ["localhost", "127.0.0.1"]}, "W003", "NEOARCHIVE_ALLOWED_HOSTS"),
        ({"SITE_URL": "archive.example.com"}, "W004", "NEOARCHIVE_SITE_URL"),
        ({"SITE_URL": "http://127.0.0.1:8000"}, "W005", "NEOARCHIVE_SITE_URL"),
        ({"SITE_URL": "http://archive.example.com", "SECURE_SSL_REDIRECT": True}, "W006", "NEOARCHIVE_SITE_URL"),
        ({"EDGAR_CONTACT": "the library"}, "W007", "NEOARCHIVE_EDGAR_CONTACT"),
    ],
)
def test_each_names_the_variable_and_the_mend(settings, settings_of, number, named):
    good = {"ALLOWED_HOSTS": ["archive.example.com"], "SITE_URL": "https://archive.example.com", "EDGAR_CONTACT": ""}
    for name, value in {**good, **settings_of}.items():
        setattr(settings, name, value)
    (found,) = checks.public_site()
    assert found.id == f"neoarchive.{number}"
    assert named in found.msg
    assert named in found.hint


@pytest.mark.parametrize(("version", "told"), [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)])
def test_an_sqlite_with_the_race_is_told(monkeypatch, version, told):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setattr(checks, "connections", {"default": type("C", (), {"vendor": "sqlite"})})
    assert [one.id for one in checks.sqlite_version(databases=["default"])] == ["neoarchive.W001"] * told
    assert checks.sqlite_version(databases=None) == []


def test_a_word_that_a_setting_does_not_know_is_refused_by_name(tmp_path):
    done = check_deploy(tmp_path, NEOARCHIVE_LOG_FORMAT="xml")
    assert done.returncode == 1
    assert "NEOARCHIVE_LOG_FORMAT is 'xml': set it to line or json." in done.stderr
