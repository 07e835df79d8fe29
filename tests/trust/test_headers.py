"""What every answer carries, whatever it is and whoever asks: nothing of another site's runs or frames a page."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, close_old_connections
from django.test import Client, RequestFactory

from neoarchive.admin.intake import take_in
from neoarchive.ingest import service, withdraw
from neoarchive.ingest.files import Piece
from neoarchive.models import OldAddress
from neoarchive.unchanged import Unchanged
from neoarchive.views.contexts import home
from tests.filings import bare
from tests.trust.addresses import addresses

pytestmark = pytest.mark.django_db

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
# Each directive that has no fallback to default-src, and default-src itself.
DIRECTIVES = ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
SOURCES = {"'none'", "'self'", "data:"}


def faults_of(headers: dict[str, str]) -> list[str]:
    """What is missing of an answer's headers, or too wide in its policy."""
    given = {name.lower(): value for name, value in headers.items()}
    found = [f"{name}: {given.get(name)}" for name, value in HEADERS.items() if given.get(name) != value]
    policy = [part.strip() for part in given.get("content-security-policy", "").split(";")]
    found += [f"no {one} in the policy" for one in DIRECTIVES if one not in policy]
    # An inline script or style needs a word that is not among these; data: is for pictures alone.
    for name, *sources in (part.split() for part in policy if part):
        found += [f"{name} allows {one}" for one in sources if one not in SOURCES]
        found += [f"{name} allows data:"] * ("data:" in sources and name != "img-src")
    return found


@pytest.fixture
def archive(editor: Any) -> None:
    """A published filing, one that is withdrawn, one on the desk, an address that was given up."""
    data = bare()
    filing = service.save(service.read(data, "calder.txt"), data, publish=True)
    other = bare(date="March 11, 1998", headline="RECALLS ITS GAUGE")
    gone = service.save(service.read(other, "recall.txt"), other, publish=True)
    withdraw.withdraw(gone.releases.get(), editor, "Filed by mistake.")
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="old", record=filing.releases.get().pk)
    take_in(editor, [Piece("waits.txt", bare(date="March 12, 1998"))])


@pytest.fixture
def faults(archive: None) -> Iterator[Callable[..., None]]:
    """A function that asks for an address and keeps what is wrong with the headers; the end asserts there is none."""
    found: list[str] = []
    statuses: set[int] = set()

    def look(client: Client, path: str, method: str = "get", **extra: Any) -> Any:
        response = getattr(client, method)(path, **extra)
        statuses.add(response.status_code)
        found.extend(f"{method} {path} ({response.status_code}): {fault}" for fault in faults_of(response.headers))
        return response

    look.statuses = statuses  # type: ignore[attr-defined]
    yield look
    assert found == []


def visitor() -> Client:
    return Client(raise_request_exception=False)


def test_every_public_address(faults: Any) -> None:
    client = visitor()
    paths = addresses()
    assert len(paths) > 80
    for path in paths:
        response = faults(client, path)
        if "ETag" in response:
            # Not all are 304: a page that shows counts lasts until the minute is over.
            faults(client, path, headers={"if-none-match": response["ETag"]})
        faults(client, path, "post")
    assert {200, 301, 304, 404, 405, 410} <= faults.statuses


def test_every_address_of_the_admin(faults: Any, editor_client: Client) -> None:
    editor_client.raise_request_exception = False
    paths = addresses(admin=True)
    assert len(paths) > 80
    for path in paths:
        faults(visitor(), path)
        if "logout" not in path:
            faults(editor_client, path)
    assert {200, 302, 403, 404, 405} <= faults.statuses
    assert 500 not in faults.statuses


def test_probes_and_answers_to_what_is_no_request_of_a_page(faults: Any, settings: Any) -> None:
    client = visitor()
    for path in ("/healthz", "/readyz", "/nothing/", "/releases", "/%00", "/releases.json?year=x", "/static/no.css"):
        faults(client, path)
        faults(client, path, "delete")
    faults(client, "/", headers={"host": "evil.example"})
    faults(client, "/healthz", headers={"host": "evil.example"})
    settings.RATE_PER_MINUTE, settings.RATE_BURST = 1, 1
    for _ in range(3):
        faults(client, "/releases.json")
    settings.RATE_PER_MINUTE, settings.SECURE_SSL_REDIRECT = 0, True
    faults(visitor(), "/")
    assert {200, 301, 400, 404, 405, 429} <= faults.statuses


@pytest.mark.parametrize(("error", "status"), [(OperationalError("database is locked"), 503), (ValueError(), 500)])
def test_faults(faults: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(home, "holdings", fail)
    assert faults(visitor(), "/").status_code == status


def test_forms(faults: Any, editor_client: Client, settings: Any) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    assert faults(strict, "/admin/login/", "post", data={"username": "x"}).status_code == 403
    settings.UPLOAD_MAX_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    editor_client.raise_request_exception = False
    add = "/admin/neoarchive/filing/add-from-text/"
    assert faults(editor_client, add, "post", data={"text": "x" * 2048}).status_code == 413
    file = io.BytesIO(b"\0" * 4096)
    file.name = "../../<b>.txt"
    assert faults(editor_client, add, "post", data={"text": "", "files": file}).status_code == 200


def test_static_files(faults: Any, settings: Any) -> None:
    (Path(settings.STATIC_ROOT) / "a.txt").write_text("text")
    client = visitor()
    found = faults(client, "/static/a.txt")
    assert found.status_code == 200
    faults(client, "/static/a.txt", headers={"if-modified-since": found["Last-Modified"]})
    assert faults.statuses == {200, 304}


def test_what_is_answered_before_django_is_asked(archive: None) -> None:
    told: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        told.update(status=status, headers=dict(headers))

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        application = Unchanged(WSGIHandler())
        ask = RequestFactory()
        list(application(ask.get("/about/", HTTP_HOST="testserver").environ, start))
        tag = told["headers"]["ETag"]
        application.application = lambda environ, start: pytest.fail("Django was asked")
        list(application(ask.get("/about/", HTTP_HOST="testserver", HTTP_IF_NONE_MATCH=tag).environ, start))
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    assert told["status"].startswith("304")
    assert faults_of(told["headers"]) == []


@pytest.mark.parametrize(
    ("policy", "fault"),
    [
        ("", "no default-src 'none'"),
        ("default-src 'none'; script-src 'self' 'unsafe-inline'", "allows 'unsafe-inline'"),
        ("default-src 'none'; script-src data:", "allows data:"),
        ("default-src 'none'; script-src https://cdn.example", "allows https://cdn.example"),
    ],
)
def test_the_test_sees_a_policy_that_is_too_wide(policy: str, fault: str) -> None:
    assert any(fault in one for one in faults_of({"Content-Security-Policy": policy}))
