"""Suggesting a correction: the form, what is kept of a reader, the limits."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from neoarchive import stamps
from neoarchive.ingest import suggestions
from neoarchive.models import Filing, OldAddress, Suggestion
from tests.factories import make_block, make_filing, make_release, make_source

pytestmark = pytest.mark.django_db

WRONG = "The second word should be “rose”, as the filing has it."


@pytest.fixture
def release():
    filing = make_filing(source=make_source(b"FORM 8-K\n\nCalder <b>rise</b>\nMore\n"))
    return make_release(filing, blocks=[make_block("Calder rise", lines=(3, 3))])


@pytest.fixture
def later(monkeypatch):
    """Readers take their time; a test does not wait for it."""
    monkeypatch.setattr("neoarchive.views.suggest.SOONEST_S", 0)


def address(record) -> str:
    return f"{record.get_absolute_url()}suggest/"


def form(client, record, query="", **values):
    html = client.get(address(record) + query).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    return {"text": WRONG, "lines": "", "email": "", "website": "", "token": token, **values}


def send(client, record, **values):
    return client.post(address(record), form(client, record, **values))


def test_a_reader_says_what_is_wrong_without_cookies_or_scripts(client, release, later):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(address(release), form(strict, release, lines="3-4", email="a@example.org"))
    assert (response.status_code, response["Location"]) == (302, f"{address(release)}?sent=1")
    assert not strict.cookies
    assert "with the editors" in strict.get(response["Location"]).content.decode()
    (kept,) = Suggestion.objects.all()
    assert (kept.release, kept.filing, kept.lines, kept.text) == (release, release.filing, (3, 4), WRONG)
    assert kept.email == "a@example.org"
    assert kept.state == Suggestion.State.WAITING
    assert "127.0.0.1" not in str(Suggestion.objects.values().get())


def test_the_form_shows_the_passage_and_is_kept_by_nobody(client, release):
    response = client.get(address(release) + "?lines=3")
    html = response.content.decode()
    assert "Calder &lt;b&gt;rise&lt;/b&gt;" in html
    assert response["Cache-Control"] == "no-store"
    assert 'content="noindex, nofollow"' in html
    assert "The source has lines 1 to 4." in client.get(address(release) + "?lines=9").content.decode()


def test_it_is_linked_from_the_release_its_source_and_the_filing(client, release):
    assert f'href="{address(release)}"' in client.get(release.get_absolute_url()).content.decode()
    html = client.get(f"{release.get_absolute_url()}source/?lines=3").content.decode()
    assert f'href="{address(release)}?lines=3"' in html
    assert f'href="{address(release.filing)}"' in client.get(release.filing.get_absolute_url()).content.decode()


def test_a_filing_can_be_corrected_too(client, release, later):
    assert send(client, release.filing, lines="1").status_code == 302
    (kept,) = Suggestion.objects.all()
    assert (kept.release, kept.lines) == (None, (1, 1))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"text": ""}, "What is wrong has to be said."),
        ({"text": "short"}, "A few more words are needed"),
        ({"text": "x" * 2001}, "At most 2,000 characters"),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"lines": "99"}, "The source has lines 1 to 4."),
        ({"token": "made-up"}, "open for too long"),
    ],
)
def test_faults_are_told_and_what_was_written_is_kept(client, release, later, values, said):
    response = send(client, release, **values)
    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    assert (values.get("text", WRONG)) in html
    assert Suggestion.objects.count() == 0


def test_programs_are_kept_out(client, release, later):
    assert send(client, release, website="http://spam.example").status_code == 302
    other = make_release()
    assert client.post(address(other), form(client, release)).status_code == 400
    assert Suggestion.objects.count() == 0


def test_what_is_sent_at_once_is_not_taken_and_can_be_sent_again(client, release, monkeypatch):
    given = form(client, release)
    response = client.post(address(release), given)
    assert response.status_code == 400
    assert "faster than people write" in response.content.decode()
    assert Suggestion.objects.count() == 0


def test_too_large_a_request_is_not_read(client, release):
    assert client.post(address(release), {"text": "x" * 40_000}).status_code == 413


def test_one_address_sends_five_an_hour_and_the_sixth_is_told_when(client, release, later):
    given = form(client, release)
    for number in range(5):
        assert client.post(address(release), {**given, "text": f"{WRONG} {number}"}).status_code == 302
    response = client.post(address(release), {**given, "text": f"{WRONG} 6"})
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert f"{WRONG} 6" in response.content.decode()
    other = client.post(address(release), {**given, "text": f"{WRONG} 7"}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302
    Suggestion.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert client.post(address(release), {**given, "text": f"{WRONG} 8"}).status_code == 302


def test_all_together_are_bounded_too(client, release, later, monkeypatch):
    monkeypatch.setattr(suggestions, "OF_ALL", 2)
    given = form(client, release)
    for number, status in ((1, 302), (2, 302), (3, 429)):
        values = {**given, "text": f"{WRONG} {number}"}
        assert client.post(address(release), values, REMOTE_ADDR=f"192.0.2.{number}").status_code == status


def test_the_same_sent_twice_is_one(client, release, later):
    given = form(client, release)
    for _ in range(8):
        assert client.post(address(release), given).status_code == 302
    assert Suggestion.objects.count() == 1


def test_who_sent_it_cannot_be_told_after_a_day(client, release, later):
    send(client, release)
    assert Suggestion.objects.get().sender
    Suggestion.objects.update(created_at=timezone.now() - timedelta(hours=25))
    send(client, release, text=f"{WRONG} again")
    assert sorted(bool(one.sender) for one in Suggestion.objects.all()) == [False, True]


def test_a_suggestion_makes_no_kept_page_stale(client, release, later):
    given = form(client, release)
    before = stamps.current().mark
    client.post(address(release), given)
    assert Suggestion.objects.count() == 1
    assert stamps.current().mark == before


def test_drafts_and_old_addresses(client, release):
    draft = make_release(status=Filing.Status.DRAFT)
    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {}).status_code == 404
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="old", record=release.pk)
    assert client.get("/releases/old/suggest/")["Location"] == address(release)
