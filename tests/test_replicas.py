"""Pages are read from replicas, and go on when a replica or the primary stops: on real servers, through gunicorn."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from neoarchive import databases, env
from tests import filings, with_postgres

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT_WITHIN_S = 5.0
COOKIE = {"Cookie": "sessionid=whoever"}


class Site:
    """The site under gunicorn, with one worker."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def until(self, path: str, text: str, within: float = 15.0, **headers: str) -> float:
        """Seconds until a page has a text."""
        start = time.monotonic()
        while time.monotonic() - start < within:
            status, page = self.get(path, **headers)
            if status == 200 and text in page:
                return time.monotonic() - start
            time.sleep(0.05)
        raise AssertionError(f"{path} has no {text!r} after {within} s; it answers {status}: {page[:300]}")


def manage(folder: Path, url: str, *command: str, stdin: bytes = b"") -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], check=True, cwd=ROOT, env=environment(folder, url), input=stdin
    )


def environment(folder: Path, url: str, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "DATABASE_URL": url, "NEOARCHIVE_DATA_DIR": str(folder), "NEOARCHIVE_PAGE_MEMORY_MB": "0", **more}


def ingest(folder: Path, url: str, headline: str) -> None:
    name = folder / f"{headline.split()[0].lower()}.txt"
    name.write_bytes(filings.bare(headline=headline))
    manage(folder, url, "ingest", str(name))


@contextmanager
def site(folder: Path, primary: str, *replicas: str) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "gunicorn.log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "neoarchive.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "3"],
        cwd=ROOT,
        env=environment(folder, primary, REPLICA_URLS=",".join(replicas), NEOARCHIVE_REPLICA_LAG_SECONDS="3"),
        stdout=log,
        stderr=log,
    )
    try:
        found = Site(port)
        for _ in range(200):
            try:
                found.get("/about/")
                break
            except OSError:
                time.sleep(0.1)
        yield found
    finally:
        server.terminate()
        server.wait(20)
        log.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data folder of a site, with its static files."""
    (tmp_path / "static").mkdir()
    env_ = environment(tmp_path, f"sqlite:///{tmp_path / 'none.sqlite3'}")
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(command, check=True, cwd=ROOT, env=env_)
    return tmp_path


def mark(url: str, name: str) -> None:
    """Give the company a name that tells which server a page was read from: not possible on a replica that follows."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE neoarchive_company SET name = %s", [name])
        connection.execute("UPDATE neoarchive_archivestamp SET mark = mark + 1")


def pause(url: str, *, on: bool) -> None:
    """Whether a replica applies what it receives."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SELECT pg_wal_replay_{'pause' if on else 'resume'}()")


@pytest.mark.postgres
def test_pages_go_on_whichever_server_stops(folder: Path) -> None:
    with with_postgres.primary() as primary:
        manage(folder, primary.url, "migrate", "-v0")
        ingest(folder, primary.url, "ANNOUNCES NEW GAUGE")
        with with_postgres.replica_of(primary) as replica, site(folder, primary.url, replica.url) as pages:
            _replica_is_read(pages, primary.url, replica.url)
            _one_that_lags_is_left_out(pages, primary.url, replica.url)
            _one_that_stops_is_left_out(pages, replica)
            pages.until("/companies/", "Fourth")
            # The primary stops: visitors go on reading.
            primary.stop()
            for path in ("/", "/companies/", "/releases/", "/releases/?q=gauge"):
                assert pages.until(path, "<main") < LEFT_OUT_WITHIN_S
            # The replica becomes the primary, and is written to.
            replica.promote()
            with site(folder, replica.url) as after:
                ingest(folder, replica.url, "NAMES NEW PRESIDENT")
                assert after.until("/releases/", "NEW PRESIDENT") < LEFT_OUT_WITHIN_S


def _replica_is_read(pages: Site, primary: str, replica: str) -> None:
    pages.until("/companies/", "Calder")
    time.sleep(2 * databases.CHECK_EVERY_S + 0.5)  # the replica is known to be in order now
    pause(replica, on=True)
    mark(primary, "Second")
    assert "Second" not in pages.get("/companies/")[1]
    assert "Second" in pages.get("/companies/", **COOKIE)[1]
    pause(replica, on=False)
    pages.until("/companies/", "Second")


def _one_that_lags_is_left_out(pages: Site, primary: str, replica: str) -> None:
    pause(replica, on=True)
    mark(primary, "Third")
    assert "Third" not in pages.get("/companies/")[1]
    took = pages.until("/companies/", "Third")
    assert 1 < took < 3 + LEFT_OUT_WITHIN_S  # the bound given to the site is 3 s
    pause(replica, on=False)


def _one_that_stops_is_left_out(pages: Site, replica: with_postgres.Server) -> None:
    time.sleep(2 * databases.CHECK_EVERY_S + 0.5)  # it has been taken back
    replica.stop()
    start = time.monotonic()
    while time.monotonic() - start < LEFT_OUT_WITHIN_S:
        status, _ = pages.get("/companies/")
        assert status == 200  # not one page fails
    replica.start()
    # It comes back by itself: what it alone shows is shown again.
    time.sleep(3 * databases.CHECK_EVERY_S)
    pause(replica.url, on=True)
    with psycopg.connect(_primary_of(replica), autocommit=True) as connection:
        connection.execute("UPDATE neoarchive_company SET name = 'Fourth'")
    assert "Fourth" not in pages.get("/companies/")[1]
    pause(replica.url, on=False)


def _primary_of(replica: with_postgres.Server) -> str:
    with psycopg.connect(replica.url) as connection:
        row = connection.execute("SELECT sender_port FROM pg_stat_wal_receiver").fetchone()
    assert row is not None
    return f"postgresql://{with_postgres.NAME}@127.0.0.1:{row[0]}/{with_postgres.NAME}"


class Middle:
    """``PublicReads`` over a view that notes which database it would read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, settings: Any, *usable: str) -> None:
        settings.REPLICAS, settings.REPLICA_MOST_LAG_S = ["replica-1", "replica-2"], 10
        self.read: list[str] = []
        self.failing: set[str] = set()
        self.reads = databases.PublicReads(self.view)
        assert self.reads.replicas is not None
        monkeypatch.setattr(self.reads.replicas, "_look_after", lambda: None)
        monkeypatch.setattr(databases, "connections", _Connections())
        for replica in self.reads.replicas.all:
            replica.usable = replica.alias in usable

    def view(self, request: HttpRequest) -> HttpResponse:
        self.read.append(databases.reading())
        if databases.reading() in self.failing:
            answer = self.reads.process_exception(request, databases.OperationalError("server closed the connection"))
            assert answer is not None
            return answer
        return HttpResponse("page")

    def ask(self, request: HttpRequest) -> HttpResponse:
        answer = self.reads(request)
        assert isinstance(answer, HttpResponse)
        assert databases.reading() == databases.PRIMARY
        return answer


class _Connection:
    def close(self) -> None:
        pass


class _Connections(dict[str, _Connection]):
    def __missing__(self, alias: str) -> _Connection:
        return self.setdefault(alias, _Connection())


asks = RequestFactory()


def test_replicas_take_turns(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    middle = Middle(monkeypatch, settings, "replica-1", "replica-2")
    for _ in range(4):
        middle.ask(asks.get("/"))
    assert middle.read == ["replica-1", "replica-2"] * 2


def test_a_page_that_a_replica_fails_at_is_made_from_the_next_and_at_last_from_the_primary(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    middle = Middle(monkeypatch, settings, "replica-1", "replica-2")
    middle.failing = {"replica-1", "replica-2"}
    assert middle.ask(asks.get("/")).content == b"page"
    assert middle.read == ["replica-1", "replica-2", databases.PRIMARY]
    middle.ask(asks.get("/"))
    assert middle.read[3:] == [databases.PRIMARY]


def test_only_visitors_who_read_are_served_from_replicas(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    middle = Middle(monkeypatch, settings, "replica-1")
    middle.ask(asks.post("/"))
    middle.ask(asks.get("/admin/"))
    logged_in = asks.get("/")
    logged_in.COOKIES[settings.SESSION_COOKIE_NAME] = "key"
    middle.ask(logged_in)
    assert middle.read == [databases.PRIMARY] * 3


def test_who_has_saved_reads_the_primary_for_a_while_also_logged_out(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    middle = Middle(monkeypatch, settings, "replica-1")
    cookie = middle.ask(asks.post("/admin/x/")).cookies[databases.WROTE]
    assert cookie["httponly"]
    after, forged = asks.get("/"), asks.get("/")
    after.COOKIES[databases.WROTE] = cookie.value
    forged.COOKIES[databases.WROTE] = cookie.value[:-1] + "-"
    middle.ask(after)
    middle.ask(forged)
    settings.REPLICA_MOST_LAG_S = -10
    middle.ask(after)  # its time is over
    assert middle.read[1:] == [databases.PRIMARY, "replica-1", "replica-1"]


@pytest.mark.parametrize(
    ("url", "replicas", "said"),
    [
        ("sqlite:///x", "postgresql://u@h/n", "REPLICA_URLS is set, but DATABASE_URL is not PostgreSQL"),
        ("postgresql://u@h/n", "postgresql://u@h/n,mysql://h/n", "REPLICA_URLS, address 2, begins with 'mysql'"),
        ("postgresql://u@h/n", "postgresql://u:a/b@h:x/n", "REPLICA_URLS can't be read"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, url: str, replicas: str, said: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("REPLICA_URLS", replicas)
    with pytest.raises(ImproperlyConfigured, match=said):
        env.replicas("REPLICA_URLS", env.database("DATABASE_URL", Path("x"), connections=4))
