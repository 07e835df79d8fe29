"""Request ids and the lines of the log."""

import json
import logging

import pytest

from neoarchive.logs import Json, Line, WithRequestId, request_id


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="neoarchive.requests")
    caplog.handler.addFilter(WithRequestId())
    return caplog


@pytest.mark.parametrize("name", ["8f14e45f-ceea-467f-a8e1-2b1c7c1d7b5a", "req.0001", "A" * 64])
def test_a_sane_id_of_the_proxy_is_kept(client, db, name):
    assert client.get("/about/", headers={"x-request-id": name})["X-Request-ID"] == name


@pytest.mark.parametrize(
    "name", ["", "short", "A" * 65, "a b c d e f", "<script>alert(1)", "-abcdefgh", "ab\u00e9cdefgh"]
)
def test_any_other_makes_way_for_one_of_our_own(client, db, name):
    given = client.get("/about/", headers={"x-request-id": name})["X-Request-ID"]
    assert given != name
    assert len(given) == 16


def test_each_request_has_its_own_id_and_none_is_left_behind(client, db):
    assert client.get("/about/")["X-Request-ID"] != client.get("/about/")["X-Request-ID"]
    assert request_id.get() == "-"


def test_a_request_is_one_line_with_its_id_and_without_the_words_searched(client, db, lines):
    response = client.get("/releases/?q=my+own+secret", headers={"user-agent": "Browser of mine"})
    (record,) = [r for r in lines.records if r.name == "neoarchive.requests"]
    assert record.request_id == response["X-Request-ID"]
    told = json.loads(Json().format(record))
    assert told["method"], told["path"] == ("GET", "/releases/")
    assert (told["status"], told["view"]) == (200, "releases")
    assert told["took_ms"] > 0
    everything = Json().format(record) + Line().format(record)
    for private in ("secret", "Browser", "127.0.0.1"):
        assert private not in everything


def test_what_a_visitor_sends_breaks_no_line(client, db, lines):
    client.get("/a%0A2026-01-01 CRITICAL forged%1b[31m")
    (record,) = [r for r in lines.records if r.name == "neoarchive.requests"]
    assert len(Line().format(record).splitlines()) == 1
    assert len(Json().format(record).splitlines()) == 1
    assert "\x1b" not in Line().format(record)


def test_watchers_are_not_logged(client, lines):
    client.get("/healthz")
    assert not [r for r in lines.records if r.name == "neoarchive.requests"]


def test_a_traceback_is_inside_the_object():
    try:
        raise ValueError("a fault\nof two lines")
    except ValueError:
        record = logging.getLogger("x").makeRecord(
            "x", logging.ERROR, __file__, 1, "Failed", (), __import__("sys").exc_info()
        )
    line = Json().format(record)
    assert "\n" not in line
    assert "ValueError: a fault\nof two lines" in json.loads(line)["traceback"]
