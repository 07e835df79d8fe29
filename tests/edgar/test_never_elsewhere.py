"""Whatever a redirect, a field or a name in a list says: no server but the SEC's is looked up, connected to, asked."""

import http.client
import json
import socket
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from neoarchive.edgar import listing
from neoarchive.edgar.addresses import SEC, Site, path_of
from neoarchive.edgar.client import Client
from neoarchive.edgar.errors import BadListing, EdgarError, WrongHost
from tests.edgar import server
from tests.edgar.conftest import QUICK
from tests.edgar.test_listing import HEAD, Q1, columns

MB = 2**20
# Of another server by name, port, scheme or user, written in every way that a reader of addresses may misread.
ELSEWHERE = [
    "https://evil.example/",
    "HTTPS://EVIL.EXAMPLE/",
    "//evil.example/x",
    "///evil.example/x",
    "////evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "https:\\\\evil.example/",
    "http://127.0.0.1/",
    "http://127.0.0.1:22/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0.0.0.0/",
    "http://localhost/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://metadata.google.internal/",
    "https://www.sec.gov@evil.example/",
    "https://www.sec.gov:443@evil.example/",
    "https://evil.example#@www.sec.gov/",
    "https://evil.example?@www.sec.gov/",
    "https://evil.example\\@www.sec.gov/",
    "https://www.sec.gov%40evil.example/",
    "https://www.sec.gov%2eevil.example/",
    "https://www.sec.gov%00.evil.example/",
    "https://www.sec.gov.evil.example/",
    "https://www.sec.gov./",
    "https://www-sec.gov/",
    "https://sec.gov/",
    "https://evilwww.sec.gov/",
    "https://www.sec.gov:8443/",
    "https://www.sec.gov:0/",
    "https://www.sec.gov:80/",
    "https://www.sec.gov:443x/",
    "https://www.sec.gov:-443/",
    "https://www.sec.gov:99999/",
    "http://www.sec.gov/",
    "http://www.sec.gov:443/",
    "ftp://www.sec.gov/",
    "file:///etc/passwd",
    "file://www.sec.gov/etc/passwd",
    "gopher://www.sec.gov:70/_x",
    "data:text/plain,x",
    "javascript:alert(1)",
    "mailto:x@sec.gov",
    "jar:https://www.sec.gov!/x",
    "https://ｗｗｗ.sec.gov/",
    "https://www．sec．gov/",
    "https://www。sec。gov/",
    "https://www.ѕec.gov/",
    "https://www.ſec.gov/",
    "https://xn--www-.sec.gov/",
    "https://www.sec.gov\u200b/",
    "https://www.sec.gov\u00ad/",
    "https://www.s\u0435c.gov/",
    "https://\u202ewww.sec.gov/",
    "https://www.sec.gov\t.evil.example/",
    "https://www.sec.gov\n.evil.example/",
    " https://evil.example/",
    "https://user@www.sec.gov/",
    "https://:@www.sec.gov/",
    "https://[www.sec.gov]/",
    "https://[::1/",
    "https:///evil.example/",
    "https:evil.example",
    "://evil.example",
    "https://",
    "",
]
# What stands where a number, a name of a file, a path or a symbol belongs.
VALUES = [
    *ELSEWHERE,
    "../../../evil",
    "..%2f..%2fevil",
    "0009990777-99-000003.txt@evil.example",
    "0009990777-99-000003\r\nHost: evil.example",
    "٠٠٠٩٩٩٠٧٧٧-٩٩-٠٠٠٠٠٣",
    "0009990777-99-000003\n",
    "@evil.example/",
    ":80@evil.example/",
    "edgar/data/1/../../../0009990777-99-000003.txt",
    "edgar/data/٣/0009990777-99-000003.txt",
    "/edgar/data/1/0009990777-99-000003.txt",
    "https://evil.example/edgar/data/1/0009990777-99-000003.txt",
]


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the server of the test may be looked up or connected to: another one fails the test, it is not tried."""
    looked_up, connected = socket.getaddrinfo, http.client.HTTPConnection.connect

    def getaddrinfo(host: Any, *of: Any, **options: Any) -> Any:
        assert host == "127.0.0.1", f"{host!r} was looked up"
        return looked_up(host, *of, **options)

    def connect(self: http.client.HTTPConnection) -> None:
        assert self.host == "127.0.0.1", f"{self.host!r} was connected to"
        connected(self)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(http.client.HTTPConnection, "connect", connect)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_elsewhere_is_not_asked(address: str) -> None:
    with pytest.raises(WrongHost):
        SEC.check(address)
    with Client("a@example.org", manners=QUICK) as client, pytest.raises(WrongHost):
        client.get(address, limit=MB)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.sec.gov",
        "https://WWW.SEC.GOV/x",
        "https://www.sec.gov:/x",
        "https://data.sec.gov:0443/x?y@evil.example",
    ],
)
def test_the_secs_own_addresses_are_known_however_they_are_written(address: str) -> None:
    SEC.check(address)


def test_no_redirect_leads_elsewhere(edgar: server.Edgar, client: Client) -> None:
    """Each is refused, or is an address of the server itself that it has nothing at."""
    with server.running() as other:
        port = other.base.rpartition(":")[2]
        more = [other.base, f"{other.base}@{edgar.base[7:]}", f"{edgar.base}:{port}", f"//127.0.0.1:{port}/x"]
        for address in [*ELSEWHERE, *more]:
            if "\n" in address or not address.isascii():
                address = address.encode().decode("latin-1").replace("\n", " ")
            edgar.then("/a", times=9, status=302, headers={"Location": address})
            with pytest.raises(EdgarError):
                client.get(f"{edgar.base}/a", limit=MB)
            edgar._queued["/a"].clear()
        assert other.asked == []


def _company(client: Client, value: str) -> object:
    return list(listing.of_company(client, 1))


def _days(client: Client, value: str) -> object:
    return list(listing.of_days(client, date(1999, 3, 1), date(1999, 3, 3)))


def _quarter(client: Client, value: str) -> object:
    return list(listing.of_days(client, date(1999, 1, 1), date(1999, 3, 31)))


def _ticker(client: Client, value: str) -> object:
    return list(listing.of_company(client, listing.cik_of(client, "X")))


COMPANY, FOLDER = "/submissions/CIK0000000001.json", "/Archives/edgar/daily-index/1999/QTR1/index.json"
Page = Callable[[str], Any]
# Each place of a list that a value may stand in: the page, how it is made of the value, and what reads it.
PLACES: dict[str, tuple[str, Page, Callable[[Client, str], object]]] = {
    "number": (COMPANY, lambda v: {"filings": {"recent": columns((v, "8-K", "1999-03-02"))}}, _company),
    "further page": (COMPANY, lambda v: {"filings": {"recent": columns(), "files": [{"name": v}]}}, _company),
    "day": (FOLDER, lambda v: {"directory": {"item": [{"name": v, "href": v}]}}, _days),
    "folder": (FOLDER, lambda v: {"directory": {"item": [], "name": v, "parent-dir": v}}, _days),
    "path": (Q1, lambda v: f"{HEAD}1|X|8-K|1999-03-02|{v}\n", _quarter),
    "cik of a path": (Q1, lambda v: f"{HEAD}1|X|8-K|1999-03-02|edgar/data/{v}/0009990777-99-000003.txt\n", _quarter),
    "cik": ("/files/company_tickers.json", lambda v: {"0": {"cik_str": v, "ticker": "X"}}, _ticker),
}


@pytest.mark.parametrize("place", PLACES)
def test_no_value_of_a_list_leads_elsewhere(edgar: server.Edgar, client: Client, place: str) -> None:
    path, make, read = PLACES[place]
    for value in VALUES:
        page = make(value)
        edgar.put(path, json.dumps(page) if isinstance(page, dict) else page)
        try:
            found = read(client, value)
        except EdgarError:
            continue
        # What was read all the same gives addresses of the SEC's own.
        for one in found if isinstance(found, list) else []:
            SEC.check(SEC.submission(one.cik, one.accession_number))
            assert SEC.submission(one.cik, one.accession_number).isascii()
    assert all(asked.startswith(("/submissions/CIK", "/Archives/edgar/", "/files/")) for asked in edgar.paths())
    assert not any("evil" in asked or ".." in asked for asked in edgar.paths())


def test_a_proxy_of_the_environment_is_not_used(
    edgar: server.Edgar, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://evil.example:3128")
    edgar.put("/a", b"text")
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text"


def test_figures_of_other_scripts_are_no_numbers() -> None:
    with pytest.raises(BadListing):
        path_of("edgar/data/٣/0009990777-99-000003.txt")
    with pytest.raises(BadListing):
        Site("https://www.sec.gov", "https://data.sec.gov").older("CIK٠٠٠٠٠٠٠٠٠١-submissions-001.json")
