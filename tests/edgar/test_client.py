"""Asking as the SEC wants to be asked, and nobody else."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from neoarchive.edgar.addresses import SEC, Site
from neoarchive.edgar.client import Client, Manners
from neoarchive.edgar.errors import CutOff, NoContact, NotFound, Refused, TooLarge, Unreachable, WrongHost
from tests.edgar import server
from tests.edgar.conftest import IMPATIENT, QUICK

MB = 2**20


@pytest.mark.parametrize("contact", ["", "Example Library", "a@b", "x@example.org\r\nHost: evil", "é@example.org", "@"])
def test_without_a_contact_nothing_is_asked(contact: str) -> None:
    with pytest.raises(NoContact):
        Client(contact)


def test_every_request_says_whom_to_write_to(edgar: server.Edgar, client: Client) -> None:
    edgar.put("/a", b"text")
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text"
    assert edgar.asked[0][2]["User-Agent"] == "neoarchive Example archive@example.org"


def test_at_most_ten_requests_a_second(edgar: server.Edgar) -> None:
    edgar.put("/a", b"text")
    with Client("a@example.org", site=Site(edgar.base, edgar.base)) as client:
        for _ in range(12):
            client.get(f"{edgar.base}/a", limit=MB)
    times = [when for when, _, _ in edgar.asked]
    assert times[-1] - times[0] > 0.1 * (len(times) - 1)


def test_the_limit_holds_for_tries_too() -> None:
    """Waits between tries are longer than the distance of two requests."""
    assert Manners().first_wait > Manners().between >= 0.1


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/Archives/edgar/data/1/x.txt",
        "http://www.sec.gov/files/company_tickers.json",
        "https://www.sec.gov.evil.example/x",
        "https://www.sec.gov@evil.example/x",
        "https://user:pass@www.sec.gov/x",
        "https://www.sec.gov:8443/x",
        "https://evil.example\\@www.sec.gov/x",
        "//www.sec.gov/x",
        "file:///etc/passwd",
        "ftp://www.sec.gov/x",
        "https://127.0.0.1/x",
        "https://efts.sec.gov/x",
        "https://[::1/x",
        "",
    ],
)
def test_only_the_secs_hosts_are_asked(address: str) -> None:
    with pytest.raises(WrongHost):
        SEC.check(address)
    with Client("a@example.org", sleep=lambda seconds: None) as client, pytest.raises(WrongHost):
        client.get(address, limit=MB)


def test_both_servers_are_the_secs() -> None:
    SEC.check("https://www.sec.gov/files/company_tickers.json")
    SEC.check("https://data.sec.gov:443/submissions/CIK0000831547.json")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_at_home_and_nowhere_else(edgar: server.Edgar, client: Client, status: int) -> None:
    edgar.put("/b", b"text")
    edgar.then("/a", status=status, headers={"Location": "/b"})
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text"
    with server.running() as elsewhere:
        elsewhere.put("/b", b"evil")
        edgar.then("/a", status=status, headers={"Location": f"{elsewhere.base}/b"})
        with pytest.raises(WrongHost, match=r"is not one of the SEC's"):
            client.get(f"{edgar.base}/a", limit=MB)
        assert elsewhere.asked == []


def test_a_circle_of_redirects_is_left(edgar: server.Edgar, client: Client) -> None:
    edgar.then("/a", times=50, status=302, headers={"Location": "/a"})
    with pytest.raises(WrongHost, match="more than 5 times"):
        client.get(f"{edgar.base}/a", limit=MB)


def test_429_is_waited_for_as_long_as_it_says(edgar: server.Edgar, client: Client, waited: list[float]) -> None:
    edgar.put("/a", b"text")
    edgar.then("/a", status=429, headers={"Retry-After": "17"})
    edgar.then("/a", status=429, headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=40))})
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text"
    assert waited[0] == 17
    assert 30 < waited[1] <= 40


def test_no_wait_is_for_ever(edgar: server.Edgar, client: Client, waited: list[float]) -> None:
    edgar.put("/a", b"text")
    edgar.then("/a", status=429, headers={"Retry-After": "99999999"})
    client.get(f"{edgar.base}/a", limit=MB)
    assert waited == [900]


def test_who_is_refused_again_and_again_stops(edgar: server.Edgar, client: Client) -> None:
    edgar.put("/a", b"text")
    edgar.then("/a", times=9, status=403)
    with pytest.raises(Refused, match="403"):
        client.get(f"{edgar.base}/a", limit=MB)
    assert len(edgar.asked) == QUICK.tries


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_of_the_server_is_asked_again(edgar: server.Edgar, client: Client, status: int) -> None:
    edgar.put("/a", b"text")
    edgar.then("/a", times=2, status=status)
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text"


def test_what_is_not_there_is_said_at_once(edgar: server.Edgar, client: Client) -> None:
    with pytest.raises(NotFound, match="nothing at"):
        client.get(f"{edgar.base}/a", limit=MB)
    assert len(edgar.asked) == 1


@pytest.mark.parametrize("how", [{"cut": True}, {"cut": True, "gzip": True}])
def test_a_body_cut_off_is_asked_for_again(edgar: server.Edgar, client: Client, how: dict[str, bool]) -> None:
    edgar.put("/a", b"text " * 1000)
    edgar.then("/a", **how)
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text " * 1000
    edgar.then("/a", times=9, **how)
    with pytest.raises(CutOff, match="was cut off"):
        client.get(f"{edgar.base}/a", limit=MB)


def test_a_folded_body_is_unfolded_within_the_limit(edgar: server.Edgar, client: Client) -> None:
    edgar.put("/a", b"text " * 1000)
    edgar.then("/a", gzip=True)
    assert client.get(f"{edgar.base}/a", limit=MB) == b"text " * 1000
    edgar.put("/bomb", bytes(8 * MB))
    edgar.then("/bomb", gzip=True)
    with pytest.raises(TooLarge, match="1 MB"):
        client.get(f"{edgar.base}/bomb", limit=MB)


def test_a_large_body_is_left_early(edgar: server.Edgar, client: Client) -> None:
    edgar.put("/a", bytes(3 * MB))
    with pytest.raises(TooLarge, match="1 MB"):
        client.get(f"{edgar.base}/a", limit=MB)


@pytest.fixture
def impatient(edgar: server.Edgar) -> Iterator[Client]:
    with Client("a@example.org", site=Site(edgar.base, edgar.base), manners=IMPATIENT) as one:
        yield one


def test_a_silent_server_is_left(edgar: server.Edgar, impatient: Client) -> None:
    edgar.put("/a", b"text")
    edgar.then("/a", times=9, slow=2.0)
    with pytest.raises(Unreachable, match="no answer in time"):
        impatient.get(f"{edgar.base}/a", limit=MB)


def test_a_server_that_drips_is_left(edgar: server.Edgar, impatient: Client) -> None:
    """It is never silent for long enough to time out."""
    edgar.put("/a", b"text" * 1000)
    edgar.then("/a", times=9, drip=0.02)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="no answer in time"):
        impatient.get(f"{edgar.base}/a", limit=MB)
    assert time.monotonic() - began < 40


def test_no_server_at_all(client: Client, edgar: server.Edgar) -> None:
    lost = Client("a@example.org", site=Site("http://127.0.0.1:9", "http://127.0.0.1:9"), manners=QUICK)
    with lost, pytest.raises(Unreachable, match="can't be reached"):
        lost.get("http://127.0.0.1:9/x", limit=MB)
