"""What is answered to a form that is out of date, to too much at once, and while the database is away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from neoarchive.models import UploadedFiling
from neoarchive.views.contexts import home
from neoarchive.views.refusals import is_database_away
from tests.filings import bare

HERE = "http://testserver"


@pytest.fixture
def strict(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


@pytest.fixture
def add_page(strict):
    address = reverse("admin:neoarchive_filing_add_from_text")
    strict.get(address)
    return address


def token_of(response):
    return re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', response.content)[1].decode()


def test_a_stale_form_is_shown_with_what_was_typed_and_can_be_sent_again(strict, add_page):
    text = bare().decode()
    typed = {"text": text, "accession": "0009990777-98-000012", "origin": "https://example.com/?a=1&b=2"}
    sent = {**typed, "csrfmiddlewaretoken": "x" * 64}
    response = strict.post(add_page, sent, headers={"origin": HERE})
    page = response.content.decode()
    assert response.status_code == 403
    assert response["Cache-Control"] == "private, no-store"
    assert "Nothing was saved yet" in page
    assert "Announces" in page or "ANNOUNCES NEW GAUGE" in page
    assert 'name="origin" value="https://example.com/?a=1&amp;b=2"' in page
    # What the button sends: the same fields, with a token that is good.
    again = strict.post(add_page, {**typed, "csrfmiddlewaretoken": token_of(response)}, headers={"origin": HERE})
    assert again.status_code == 302
    assert UploadedFiling.objects.count() == 1


def test_a_form_from_another_site_gets_no_button(strict, add_page):
    """Else the page would be a way around the token: one press, and another site's form is sent."""
    for headers in ({"origin": "https://evil.example"}, {}, {"origin": HERE, "sec-fetch-site": "cross-site"}):
        response = strict.post(add_page, {"text": "planted"}, headers=headers)
        assert response.status_code == 403
        assert b"planted" not in response.content
        assert b"Send it again" not in response.content
        assert b"not sent from here" in response.content


def test_files_can_not_be_kept_and_are_named(strict, add_page):
    file = SimpleUploadedFile("calder <8-K>.txt", bare())
    page = strict.post(
        add_page, {"text": "", "origin": "kept", "files": file}, headers={"origin": HERE}
    ).content.decode()
    assert "Files can’t be kept" in page
    assert "calder &lt;8-K&gt;.txt" in page


def test_what_was_typed_is_escaped_and_passwords_are_not_shown(strict, add_page):
    typed = {"text": "</textarea><script>alert(1)</script>\nline", "new_password1": "correct horse"}
    page = strict.post(add_page, typed, headers={"origin": HERE}).content.decode()
    assert "<script>alert" not in page
    assert "correct horse" not in page


def test_whoever_is_logged_out_is_told_to_log_in_elsewhere_first(db):
    client = Client(enforce_csrf_checks=True)
    page = client.post("/admin/neoarchive/filing/add-from-text/", {"text": "typed"}, headers={"origin": HERE})
    assert page.status_code == 403
    assert b"You are not logged in now" in page.content
    assert b'value="typed"' in page.content


def test_too_many_files_are_refused_in_words(editor_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = settings.UPLOAD_MAX_FILES = 2
    files = [SimpleUploadedFile(f"{n}.txt", bare()) for n in range(3)]
    client = Client(raise_request_exception=False)
    client.cookies = editor_client.cookies
    response = client.post("/admin/neoarchive/filing/add-from-text/", {"text": "", "files": files})
    assert response.status_code == 413
    page = response.content.decode()
    assert "At most 2 files can be sent in one go." in page
    assert "Nothing was saved" in page
    assert not UploadedFiling.objects.exists()


def test_a_text_that_is_too_long_is_refused_with_the_limit(editor_client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = settings.UPLOAD_MAX_BYTES = 1024 * 1024
    response = editor_client.post("/admin/neoarchive/filing/add-from-text/", {"text": "x" * (1024 * 1024 + 1)})
    assert response.status_code == 413
    assert "At most 1 MB of text" in response.content.decode()


def test_an_unknown_host_is_answered_400_in_the_sites_look(db):
    response = Client(raise_request_exception=False).get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"can\xe2\x80\x99t be answered" in response.content


@pytest.fixture
def away(monkeypatch):
    """A function that makes the front page fail as a driver does."""

    def fail_with(error):
        def fail():
            raise error

        monkeypatch.setattr(home, "holdings", fail)
        return Client(raise_request_exception=False).get("/")

    return fail_with


@pytest.mark.parametrize(
    "words", ["database is locked", "connection to server was lost", "couldn't get a connection after 10.00 sec"]
)
def test_a_database_that_is_away_is_answered_503(db, away, words):
    response = away(OperationalError(words))
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert response["Cache-Control"] == "private, no-store"
    assert words not in response.content.decode()
    assert "can’t be reached just now" in response.content.decode()


@pytest.mark.parametrize("words", ["database or disk is full", "could not extend file: No space left on device"])
def test_a_full_disk_is_called_so(db, away, words):
    response = away(OperationalError(words))
    assert response.status_code == 503
    assert "There is no room on the disk" in response.content.decode()


def test_a_fault_of_ours_is_still_500(db, away):
    assert away(OperationalError("no such table: neoarchive_x")).status_code == 500
    assert away(ValueError("locked")).status_code == 500
    assert not is_database_away(None)


def test_what_was_sent_while_the_database_was_away_can_be_sent_again(editor_client, monkeypatch):
    from neoarchive.admin import ingest

    def fail(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(ingest, "take_in", fail)
    editor_client.raise_request_exception = False
    response = editor_client.post(
        "/admin/neoarchive/filing/add-from-text/", {"text": "two\nlines", "origin": "a shelf"}
    )
    page = response.content.decode()
    assert response.status_code == 503
    assert "What you sent was not saved" in page
    assert "two\nlines</textarea>" in page
    assert 'name="origin" value="a shelf"' in page
    assert "csrfmiddlewaretoken" in page
