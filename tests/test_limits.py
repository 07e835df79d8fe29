"""Rate limits: who asks too often waits, nobody else does; no visitor chooses the address they are counted under."""

import json
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from neoarchive import limits
from neoarchive.limits import Rates
from neoarchive.visitors import address_of
from tests.factories import make_release


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def limited(settings: Any) -> Any:
    settings.RATE_PER_MINUTE, settings.RATE_BURST = 60, 3
    return settings


def test_a_burst_and_then_evenly() -> None:
    clock = Clock()
    rates = Rates(clock)
    assert [rates.wait("a", 60, 3) for _ in range(3)] == [0, 0, 0]
    assert rates.wait("a", 60, 3) == pytest.approx(1)
    assert rates.wait("b", 60, 3) == 0
    clock.now += 0.5
    assert rates.wait("a", 60, 3) == pytest.approx(0.5)
    clock.now += 0.5
    assert rates.wait("a", 60, 3) == 0
    assert rates.wait("a", 60, 3) == pytest.approx(1)
    clock.now += 3600
    assert [rates.wait("a", 60, 3) > 0 for _ in range(4)] == [False, False, False, True]


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 300), st.integers(1, 20))
def test_never_more_than_the_rate_and_the_burst(gaps: list[float], per_minute: int, burst: int) -> None:
    clock = Clock()
    rates, passed = Rates(clock), []
    for gap in gaps:
        clock.now += gap
        if rates.wait("a", per_minute, burst) == 0:
            passed.append(clock.now)
    for place, start in enumerate(passed):
        within = [one for one in passed[place:] if one - start < 60]
        assert len(within) <= burst + per_minute


def test_who_waits_as_long_as_told_is_answered() -> None:
    clock = Clock()
    rates = Rates(clock)
    for _ in range(50):
        clock.now += rates.wait("a", 7, 2)
        assert rates.wait("a", 7, 2) == 0


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ADDRESSES", 10)
    rates = Rates(Clock())
    for number in range(100):
        rates.wait(str(number), 60, 1)
    assert len(rates) == 10
    assert rates.wait("99", 60, 1) > 0
    assert rates.wait("0", 60, 1) == 0


@pytest.mark.parametrize(
    ("header", "proxies", "sent", "address"),
    [
        ("", 1, {"X-Forwarded-For": "9.9.9.9"}, "192.0.2.1"),
        ("X-Real-IP", 1, {"X-Real-IP": "203.0.113.7"}, "203.0.113.7"),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "9.9.9.9, 203.0.113.7"}, "203.0.113.7"),
        ("X-Forwarded-For", 2, {"X-Forwarded-For": "9.9.9.9, 203.0.113.7, 10.0.0.2"}, "203.0.113.7"),
        ("X-Forwarded-For", 2, {"X-Forwarded-For": "203.0.113.7"}, ""),
        ("X-Forwarded-For", 1, {}, ""),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "no address"}, ""),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "203.0.113.7:4711"}, "203.0.113.7"),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "[2001:db8:1:2:3::4]:4711"}, "2001:db8:1:2::"),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "2001:db8:1:2:ffff::1"}, "2001:db8:1:2::"),
        ("X-Forwarded-For", 1, {"X-Forwarded-For": "::ffff:203.0.113.7"}, "203.0.113.7"),
    ],
)
def test_the_address_is_that_of_the_nearest_proxy_s_visitor(
    settings: Any, header: str, proxies: int, sent: dict[str, str], address: str
) -> None:
    settings.CLIENT_ADDRESS_HEADER, settings.CLIENT_PROXIES = header, proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=sent)
    assert address_of(request) == address


@pytest.mark.parametrize("path", ["/releases.json", "/releases.csv", "/feed.atom", "/releases/?q=steel"])
def test_the_next_request_is_told_when(client: Client, db: None, limited: Any, path: str) -> None:
    for _ in range(3):
        assert client.get(path).status_code == 200
    refused = client.get(path)
    assert refused.status_code == 429
    assert refused["Retry-After"] == "1"
    assert refused["Cache-Control"] == "no-store"
    assert "1 second" in refused.content.decode()
    if path.endswith(".json"):
        assert json.loads(refused.content)["error"].startswith("Too many requests")
    # Somebody else is answered, and so are pages that no query makes.
    assert client.get(path, REMOTE_ADDR="198.51.100.9").status_code == 200
    assert client.get("/releases/").status_code == 200


def test_a_visitor_can_not_choose_an_address(client: Client, db: None, limited: Any) -> None:
    answers = [
        client.get("/releases.json", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(4)
    ]
    assert answers == [200, 200, 200, 429]


def test_what_is_answered_304_is_not_counted(client: Client, db: None, limited: Any) -> None:
    make_release()
    tag = client.get("/companies.json")["ETag"]
    for _ in range(10):
        assert client.get("/companies.json", headers={"If-None-Match": tag}).status_code == 304


def test_staff_is_not_counted(editor_client: Client, limited: Any) -> None:
    assert {editor_client.get("/releases.json").status_code for _ in range(10)} == {200}
    assert {editor_client.get("/releases/?q=a").status_code for _ in range(10)} == {200}


def test_without_a_rate_nobody_waits(client: Client, db: None, limited: Any) -> None:
    limited.RATE_PER_MINUTE = 0
    assert {client.get("/releases.json").status_code for _ in range(10)} == {200}
