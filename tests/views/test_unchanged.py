"""The answer before Django's: it is given where Django would give the same, and nowhere else."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import DatabaseError, close_old_connections
from django.test import RequestFactory

from neoarchive import caching, stamps
from neoarchive.ingest import upkeep
from neoarchive.models import PressRelease
from neoarchive.unchanged import Unchanged
from tests.factories import make_release

pytestmark = pytest.mark.django_db
Asked = Callable[..., tuple[int, dict[str, str], bool]]


@pytest.fixture
def ask() -> Iterator[Asked]:
    """Asks for an address with headers; gives the status, the headers, and whether Django was asked."""
    django = WSGIHandler()
    went_through = []

    def noting(environ: Any, start_response: Any) -> Any:
        went_through.append(environ["PATH_INFO"])
        return django(environ, start_response)

    application = Unchanged(noting)

    def asked(address: str, method: str = "GET", **extra: Any) -> tuple[int, dict[str, str], bool]:
        went_through.clear()
        answered: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            answered.update(status=int(status[:3]), headers=dict(headers))

        environ = RequestFactory().generic(method, address, **{"HTTP_HOST": "testserver", **extra}).environ
        body = b"".join(application(environ, start))
        assert not body or answered["status"] != 304
        return answered["status"], answered["headers"], bool(went_through)

    # As Django's test client does: the test's own connection is not a request's to close.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield asked
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def address() -> str:
    return make_release(headline="Nerve").get_absolute_url()


def test_it_says_what_django_would(ask: Asked, address: str) -> None:
    for page in (address, "/", "/releases/?q=nerve"):
        _, headers, asked_django = ask(page)
        assert asked_django
        tag = headers["ETag"]
        for method in ("GET", "HEAD"):
            for given in (tag, f"W/{tag}"):
                status, early, asked_django = ask(page, method, HTTP_IF_NONE_MATCH=given)
                assert (status, asked_django) == (304, False)
                status, late, asked_django = ask(page, method, HTTP_IF_NONE_MATCH=given, HTTP_COOKIE="other=1")
                assert (status, asked_django) == (304, True)
                assert all(late[name] == value for name, value in early.items())
                assert "Last-Modified" in early or "Last-Modified" not in late


def test_what_is_not_plain_goes_the_long_way(ask: Asked, address: str, settings: LazySettings) -> None:
    tag = ask(address)[1]["ETag"]
    state = tag.strip('"').partition(".")[2]
    for given in ("*", f'"a", {tag}', f"{tag}, {tag}", f'a", "b.{state}"', f"x.{state}", '"', '""', '"."'):
        assert ask(address, HTTP_IF_NONE_MATCH=given)[2], given
    for extra in (
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "neoarchive_wrote=x"},
        {"SCRIPT_NAME": "/under"},
    ):
        assert ask(address, HTTP_IF_NONE_MATCH=tag, **extra)[2], extra
    assert ask(address, "POST", HTTP_IF_NONE_MATCH=tag)[2]
    assert ask("/about/", HTTP_IF_NONE_MATCH=tag)[0] == 200
    assert ask(f"{address}?x=1", HTTP_IF_NONE_MATCH=tag)[2]
    assert ask(address, HTTP_IF_NONE_MATCH=tag, HTTP_HOST="elsewhere.example")[0] == 400
    settings.SECURE_SSL_REDIRECT = True
    assert ask(address, HTTP_IF_NONE_MATCH=tag)[2]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert ask(address, HTTP_IF_NONE_MATCH=tag, HTTP_X_FORWARDED_PROTO="https")[::2] == (304, False)
    assert ask(address, HTTP_IF_NONE_MATCH=tag, HTTP_X_FORWARDED_PROTO="http")[2]


def test_a_change_is_seen(ask: Asked, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tag, home = ask(address)[1]["ETag"], ask("/")[1]["ETag"]
    minute = caching._minute()
    monkeypatch.setattr(caching, "_minute", lambda: minute + 1)
    assert not ask(address, HTTP_IF_NONE_MATCH=tag)[2]
    assert ask("/", HTTP_IF_NONE_MATCH=home)[2]
    release = PressRelease.objects.get()
    release.headline = "Corrected"
    upkeep.release_changed(release)
    assert ask(address, HTTP_IF_NONE_MATCH=tag)[0] == 200
    upkeep.unpublish(release.filing)
    assert ask(address, HTTP_IF_NONE_MATCH=tag)[0] == 404


def test_a_database_that_fails_is_djangos_to_tell(ask: Asked, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tag = ask(address)[1]["ETag"]

    def failing() -> stamps.Stamp:
        raise DatabaseError

    monkeypatch.setattr(stamps, "current", failing)
    monkeypatch.setattr("neoarchive.unchanged.connections", _Closed())
    assert ask(address, HTTP_IF_NONE_MATCH=tag)[2]


class _Closed:
    def __getitem__(self, alias: str) -> Any:
        return self

    def close(self) -> None: ...


def test_where_requests_are_logged_none_is_passed_over(ask: Asked, address: str) -> None:
    tag = ask(address)[1]["ETag"]
    log = logging.getLogger("neoarchive.requests")
    before = log.level
    log.setLevel(logging.INFO)
    try:
        assert ask(address, HTTP_IF_NONE_MATCH=tag)[2]
    finally:
        log.setLevel(before)


def test_the_servers_application_has_it() -> None:
    from neoarchive.wsgi import application

    assert isinstance(application, Unchanged)
