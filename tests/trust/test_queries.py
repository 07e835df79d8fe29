"""Query strings that nobody's page makes are answered, and never with 500. ``tests.benchmarks.queries`` asks 10,000.

What the search makes of its own language is in ``tests/search``.
"""

from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory

from neoarchive.ingest import service
from neoarchive.models import Company, Contact, Filing, PressRelease
from tests.filings import bare
from tests.trust import queries

pytestmark = pytest.mark.django_db

NUMBER = 250


def records() -> dict[str, str]:
    """A release, a filing, a company and a person, by their addresses."""
    models: dict[str, Any] = {"release": PressRelease, "filing": Filing, "company": Company, "person": Contact}
    return {name: model._default_manager.order_by("pk").first().get_absolute_url() for name, model in models.items()}


def ask(client: Client, address: str) -> Any:
    """The query goes as it is: the test client would write it anew."""
    parts = urlsplit(address)
    query = address.partition("?")[2].encode("utf-8", "surrogatepass").decode("latin-1")
    return client.get(parts.path, QUERY_STRING=query)


@pytest.fixture
def archive() -> None:
    for number, headline in enumerate(("ANNOUNCES NEW GAUGE", "REPORTS RESULTS", "NAMES DIRECTORS")):
        data = bare(date=f"March {number + 9}, 1998", headline=headline)
        service.save(service.read(data, f"{number}.txt"), data, publish=True)


def test_no_query_string_makes_a_fault(archive: None, client: Client) -> None:
    client.raise_request_exception = False
    found, faults = Counter[int](), []
    for address in queries.addresses(seed=1, number=NUMBER, records=records()):
        response = ask(client, address)
        found[response.status_code] += 1
        if response.streaming:
            b"".join(response)
        if response.status_code >= 500:
            faults.append(address[:200])
        assert not any(c in value for value in response.headers.values() for c in "\r\n\0")
    assert faults == []
    # Readable and unreadable ones are both among them.
    assert min(found[200], found[400]) > NUMBER // 25


def test_a_seed_gives_the_same_again_and_each_another() -> None:
    given = {name: f"/{name}/" for name in ("release", "filing", "company", "person")}
    first, again, other = (list(queries.addresses(seed, 50, given)) for seed in (1, 1, 2))
    assert first == again != other
    assert len(set(first)) > 40


@pytest.mark.parametrize(
    "path",
    [
        "/releases/%00/",
        "/releases/%ff%fe/",
        "/releases/%ed%a0%80/",
        "/releases/" + "a" * 5000 + "/",
        "/releases/..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fneoarchive/settings.py",
        "/static/%00",
        "/companies/letter/%F0%9F%98%80/",
        "/calendar/0/",
        "/calendar/99999999999999999999/1/1/",
        "/calendar/1998/2/30/",
        "/calendar/on/99/99/",
        "/sitemap-releases-99999999999999999999.xml",
        "/releases/x/tables/99999999999999999999.csv",
        "/%0d%0aX: y/",
        "//evil.example/%2f..",
        "/\\evil.example",
    ],
)
def test_no_path_makes_a_fault_or_leads_away(archive: None, client: Client, path: str) -> None:
    client.raise_request_exception = False
    request = RequestFactory().get("/")
    environ = {**request.environ, "PATH_INFO": _unquoted(path)}
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        response = client.generic(method, "/", PATH_INFO=environ["PATH_INFO"])
        assert response.status_code < 500
        to = response.get("Location", "/")
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\"))


def _unquoted(path: str) -> str:
    """As a server gives a path to the application: bytes as the letters of latin-1."""
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")
