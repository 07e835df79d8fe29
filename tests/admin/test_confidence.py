"""The preview and the admin pages say in words how sure each reading is."""

import re

from django.urls import reverse

from neoarchive.models import Filing, UploadedFiling
from tests.admin_texts import filing, paste, press


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def _row(page: str, path: str) -> str:
    """The words of a field's row."""
    found = re.search(rf'id="row-{re.escape(path)}".*?(?=id="row-|</fieldset>)', page, re.S)
    assert found, path
    return _text(found[0])


def test_the_preview_says_it_beside_each_field(editor_client):
    page = editor_client.get(paste(editor_client, filing())).content.decode()
    assert "Certain: printed at its caption on the cover." in _row(page, "report_date")
    assert re.search(r"(?:Certain|Likely): .*\.", _row(page, "registrants.0.name"))
    assert re.search(r"Certain: (?:between|above).*dateline", _row(page, "releases.0.headline"))
    assert "Certain: begins the text" in _row(page, "releases.0.place")


def test_rows_of_items_exhibits_signatures_and_contacts_say_it_too(editor_client):
    page = editor_client.get(paste(editor_client, filing())).content.decode()
    assert "Certain: number and title of an item open a line." in _row(page, "items.0.title")
    assert "Press release, certain: it begins with a dateline" in _row(page, "exhibits.0.included")
    assert re.search(r"(?:Certain|Likely): ", _row(page, "signatures.0.signed_on"))
    assert re.search(r"(?:Certain|Likely|Doubtful): ", _row(page, "releases.0.contacts.0.emails"))


def test_an_edited_value_is_the_editors_and_no_longer_judged(editor_client):
    preview = paste(editor_client, filing())
    press(editor_client, preview, "_keep", releases__0__headline="Calder Makes Something Else")
    assert UploadedFiling.objects.get().draft["releases"][0]["headline"]["read"]
    row = _row(editor_client.get(preview).content.decode(), "releases.0.headline")
    assert "edited; read:" in row
    assert "Certain:" not in row


def test_a_saved_record_says_it_below_its_field(editor_client):
    press(editor_client, paste(editor_client, filing()), "_save")
    record = Filing.objects.get()
    address = reverse("admin:neoarchive_filing_change", args=[record.pk])
    page = _text(editor_client.get(address).content.decode())
    assert re.search(r"Read from lines? \d+(?:–\d+)? \. Certain: printed at its caption on the cover\.", page)
