"""Pages of refusals and faults: in the site's own look, without the database where that may be what is wrong."""

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from neoarchive import limits
from neoarchive.ingest import service, withdraw
from neoarchive.request_log import HEADER
from neoarchive.views import errors, refusals
from neoarchive.views.contexts import home
from tests.filings import bare


def faults_of(response: HttpResponseBase) -> list[str]:
    """What is missing of the look that every page has, or should not be there."""
    assert isinstance(response, HttpResponse)
    text = response.content.decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    found = [f"line {place[0]}: {code}" for place, code, _ in parser.errors]
    found += [] if len(list(tree.iter("h1"))) == 1 else ["not one h1"]
    found += [
        f"no {part}" for part in ('class="mast"', 'class="foot"', "style.css", 'content="noindex"') if part not in text
    ]
    found += [
        f"says {words!r}" for words in ("Traceback", "Django", "Exception", "<h1>Forbidden", "None") if words in text
    ]
    return found


def _away() -> HttpResponse:
    return refusals.unavailable(RequestFactory().get("/"), OperationalError("database is locked"))


def _sent_while_away() -> HttpResponse:
    request = RequestFactory().post("/about/", {"text": "two\nlines"})
    return refusals.unavailable(request, OperationalError("database is locked"))


def _not_allowed() -> HttpResponseBase:
    answer: Callable[[HttpRequest], HttpResponse] = lambda request: HttpResponseNotAllowed(["GET", "HEAD"])  # noqa: E731
    return refusals.NotAllowedPages(answer)(RequestFactory().post("/releases/"))


# No fixture of these gives the database: whoever asked it would fail.
PAGES: dict[str, tuple[int, Callable[[], HttpResponseBase]]] = {
    "400": (400, lambda: refusals.bad_request(RequestFactory().get("/"))),
    "404": (404, lambda: errors.not_found(RequestFactory().get("/nothing/"))),
    "405": (405, _not_allowed),
    "413": (413, lambda: refusals.bad_request(RequestFactory().post("/"), RequestDataTooBig())),
    "429": (429, lambda: limits.too_many(RequestFactory().get("/releases/"), 3)),
    "500": (500, lambda: errors.server_error(RequestFactory().get("/"))),
    "503": (503, _away),
    "503 to a form": (503, _sent_while_away),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_sites_own_look_without_a_database(name: str) -> None:
    status, make = PAGES[name]
    response = make()
    assert response.status_code == status
    assert faults_of(response) == []


@pytest.mark.django_db
def test_403_for_a_log_in_without_rights(django_user_model: Any) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    client = Client()
    client.force_login(clerk)
    response = client.get("/admin/neoarchive/filing/add-from-text/")
    assert response.status_code == 403
    assert faults_of(response) == []
    assert "Your log-in does not open this page" in response.content.decode()


@pytest.mark.django_db
def test_410_for_what_is_withdrawn(client: Client, editor: Any) -> None:
    filing = service.save(service.read(bare(), "a.txt"), bare(), publish=True)
    withdraw.withdraw(filing.releases.get(), editor, "Filed by mistake.")
    response = client.get(filing.releases.get().get_absolute_url())
    assert response.status_code == 410
    assert faults_of(response) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/releases/", "/releases.csv", "/companies/", "/sitemap.xml", "/about/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_405_says_what_is_answered(client: Client, path: str, method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=False), method)(path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert f"The request was “{method.upper()}”, and here only GET, HEAD is answered" in response.content.decode()
    assert faults_of(response) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError("database is locked"), 503), (ValueError("x"), 500)])
def test_a_fault_names_the_number_that_it_is_logged_under(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, status: int
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(home, "holdings", fail)
    client = Client(raise_request_exception=False)
    response = client.get("/")
    assert response.status_code == status
    assert len(response[HEADER]) == 16
    assert f"under the number {response[HEADER]}" in response.content.decode()
    given = client.get("/", headers={HEADER: "from-the-proxy-1"})
    assert "under the number from-the-proxy-1" in given.content.decode()
    unsafe = client.get("/", headers={HEADER: "<script>alert(1)</script>"})
    assert b"<script>alert" not in unsafe.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "", "a b", "[::1", "testserver:x"]
)
def test_unknown_hosts_are_answered_400_and_never_named(host: str) -> None:
    client = Client(raise_request_exception=False)
    for path in ("/", "/releases.json", "/admin/", "/nothing/", "/sitemap.xml"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 400, path
        assert "evil.example" not in response.content.decode() + str(response.headers)


@pytest.mark.django_db
def test_a_host_that_a_proxy_is_said_to_have_is_not_believed(client: Client) -> None:
    response = client.get("/sitemap.xml", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "evil"})
    assert response.status_code == 200
    assert "evil" not in response.content.decode() + str(response.headers)
