"""404 and 500."""

import pytest
from django.test import Client

from neoarchive.views.errors import server_error, words_of


@pytest.mark.django_db
def test_404_fills_the_search_with_the_words_of_the_address(client):
    response = client.get("/releases/1998-07-27-neotherapeutics-nerve/")
    assert response.status_code == 404
    html = response.content.decode()
    assert 'value="1998 neotherapeutics nerve"' in html
    assert "There is no page at this address" in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/releases/1998-07-27-calder-names/", "1998 calder names"),
        ("/", ""),
        ("/filings/x.html", ""),
        ("/r/calder/calder/", "calder"),
        ("/" + "word/" * 200, "word"),
        ("/" + "/".join(f"word{n}" for n in range(50)), " ".join(f"word{n}" for n in range(12))),
    ],
)
def test_words_of_an_address(path, words):
    assert words_of(path) == words


@pytest.mark.django_db
def test_the_address_is_escaped(client):
    html = client.get("/%22%3E%3Cscript%3Ealert(1)%3C/script%3E/").content.decode()
    assert "<script>alert" not in html


def test_500_needs_neither_database_nor_request(rf):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "This page could not be made" in response.content.decode()


def test_a_fault_in_a_view_gives_the_page(db, monkeypatch, settings):
    from neoarchive.views.contexts import home

    def fail():
        raise RuntimeError

    monkeypatch.setattr(home, "holdings", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert b"could not be made" in response.content
