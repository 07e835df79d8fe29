"""/healthz and /readyz: what a proxy, systemd or an orchestrator asks."""

import shutil
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection

from neoarchive import health
from neoarchive.models import SearchDocument
from tests.factories import make_release


class Closing:
    """What ``_connected`` gives, over the connection of the test, which sees what the test has written."""

    def execute(self, sql):
        cursor = connection.cursor()
        cursor.execute(sql)
        return cursor

    def close(self):
        pass


@pytest.fixture
def here(monkeypatch):
    monkeypatch.setattr(health, "_connected", Closing)


def test_healthz_answers_without_the_database(client):
    """No mark for the database: a query would fail the test."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"The site answers.\n")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_watcher_is_neither_redirected_nor_asked_for_a_host(client, settings, path, db):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get(path, headers={"host": "10.0.0.7"})
    assert response.status_code in (200, 503)
    assert client.post(path).status_code == 405
    assert client.head(path).status_code == response.status_code


@pytest.mark.django_db(transaction=True)
def test_readyz_asks_the_database_over_a_connection_of_its_own(client):
    make_release()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"The site is ready.\n")
    assert response["Cache-Control"] == "no-store"


def test_a_database_that_is_down_is_a_reason_that_tells_nothing_of_where_it_is(client, monkeypatch):
    def refuse():
        raise DatabaseError("connection to server at 10.1.2.3, user neoarchive: refused")

    monkeypatch.setattr(health, "_connected", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert b"does not answer" in response.content
    assert b"10.1.2.3" not in response.content


def test_a_migration_that_is_missing_is_named(client, db, here):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'neoarchive' AND name = '0001_start'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.content.decode().startswith("The database is of an earlier version: run manage.py migrate")
    assert "neoarchive.0001_start not applied" in response.content.decode()


def test_a_release_that_is_not_in_the_index_is_told(client, db, here):
    release = make_release()
    assert client.get("/readyz").status_code == 200
    SearchDocument.objects.filter(pk=release.pk).delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "1 of the newest releases are not in the search index" in response.content.decode()


def test_an_index_that_is_gone_is_told(client, db, here, monkeypatch):
    monkeypatch.setattr(health, "_index_table", lambda: "neoarchive_no_such_table")
    assert "does not answer" in client.get("/readyz").content.decode()


def test_little_room_on_the_disk_is_told_with_the_setting(client, db, here, settings, monkeypatch):
    settings.DISK_FREE_LEAST_BYTES = 300 * 1024 * 1024
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=100 * 1024 * 1024))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "100 MB free, and 300 MB is the least (NEOARCHIVE_DISK_FREE_MB)" in response.content.decode()
