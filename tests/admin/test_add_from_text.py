"""Paste or upload, preview, edit, save: as an editor goes through it."""

import threading
import zlib
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from neoarchive.models import Filing, PressRelease, Source, UploadedFiling
from tests.admin_texts import ADD, buttons, fields, file, filing, paste, press, zipped
from tests.factories import make_filing, make_source

State = UploadedFiling.State


@pytest.fixture
def preview(editor_client):
    return paste(editor_client, filing())


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_nothing_of_the_archive_is_written_before_saving(editor_client, preview):
    assert UploadedFiling.objects.get().state == State.WAITING
    assert not Filing.objects.exists()
    assert not Source.objects.exists()


def test_a_pasted_text_is_kept_byte_for_byte_as_the_browser_sends_it(editor_client, preview):
    kept = zlib.decompress(UploadedFiling.objects.get().compressed)
    assert kept == filing().replace("\n", "\r\n").encode()


def test_the_preview_shows_lines_values_and_where_they_stand(editor_client, preview):
    page = editor_client.get(preview).content.decode()
    assert '<span id="L4" data-n="4">                                    FORM 8-K</span>' in page
    values = fields(editor_client.get(preview))
    assert values["form_type"] == "8-K"
    assert values["report_date"] == "1998-07-27"
    assert values["registrants.0.name"] == "Calder Instruments, Inc."
    assert values["releases.0.headline"] == "Calder Instruments, Inc. Announces New Instrument"
    assert values["releases.0.contacts.0.name"] == "Jonas Weir"
    assert 'href="#L4" data-lines="4-4"' in page
    assert "not found" in page  # the accession number
    assert 'class="u"' in page


def test_sending_the_preview_untouched_edits_nothing(editor_client, preview):
    before = UploadedFiling.objects.get().draft
    press(editor_client, preview, "_keep")
    assert UploadedFiling.objects.get().draft == before


def test_saving_writes_filing_release_and_contact_and_logs_it(editor_client, editor, preview):
    response = press(editor_client, preview, "_save")
    saved = Filing.objects.get()
    assert response["Location"] == f"/admin/neoarchive/filing/{saved.pk}/change/"
    assert saved.status == Filing.Status.PUBLISHED
    assert saved.created_by == editor
    assert saved.source.data == filing().replace("\n", "\r\n").encode()
    release = saved.releases.get()
    assert [c.name for c in release.contacts.all()] == ["Jonas Weir"]
    assert LogEntry.objects.get().object_id == str(saved.pk)
    uploaded = UploadedFiling.objects.get()
    assert (uploaded.state, uploaded.saved_as) == (State.SAVED, saved)


def test_without_publish_at_once_the_filing_is_a_draft(editor_client, preview):
    press(editor_client, preview, "_save", publish=None)
    assert Filing.objects.get().status == Filing.Status.DRAFT
    assert PressRelease.objects.get().status == Filing.Status.DRAFT


def test_an_edited_value_is_saved_and_marked_with_who_and_what_was_read(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__headline="Another headline")
    release = PressRelease.objects.get()
    assert release.headline == "Another headline"
    assert release.edits["headline"]["by"] == "editor"
    assert release.edits["headline"]["was"] == "Calder Instruments, Inc. Announces New Instrument"
    assert release.lines("headline")


def test_a_fault_is_told_at_its_field_and_everything_typed_survives(editor_client, preview):
    response = press(
        editor_client, preview, "_save", report_date="27 Juli", releases__0__headline="Typed", accession_number="12"
    )
    assert response.status_code == 200
    assert not Filing.objects.exists()
    page = response.content.decode()
    assert "“27 Juli” is no date" in page
    assert "“12” is no accession number" in page
    for values in (fields(response), fields(editor_client.get(preview))):
        assert values["report_date"] == "27 Juli"
        assert values["releases.0.headline"] == "Typed"
    assert press(editor_client, preview, "_save", report_date="1998-07-28", accession_number="").status_code == 302
    assert Filing.objects.get().report_date == date(1998, 7, 28)
    assert PressRelease.objects.get().headline == "Typed"


def test_a_fault_below_a_removed_row_is_told_at_its_own_row(editor_client, preview):
    typed = {"releases__0__contacts__1__name": "Nora Field", "releases__0__contacts__0__left_out": "on"}
    press(editor_client, preview, "_keep", **typed)
    response = press(editor_client, preview, "_save", releases__0__contacts__1__name="N" * 201)
    form = response.context["preview"].form
    assert list(form.problems) == ["releases.0.contacts.1.name"]


def test_an_edited_field_says_what_was_read_and_goes_back(editor_client, preview):
    press(editor_client, preview, "_keep", registrants__0__name="Calder Ltd.")
    response = editor_client.get(preview)
    assert "edited; read: “Calder Instruments, Inc.”" in response.content.decode()
    assert ("_back", "registrants.0.name") in buttons(response)
    press(editor_client, preview, "_back", "registrants.0.name")
    assert fields(editor_client.get(preview))["registrants.0.name"] == "Calder Instruments, Inc."
    assert "edited; read" not in editor_client.get(preview).content.decode()


@pytest.mark.parametrize(
    "path", ["nowhere", "releases.7.headline", "releases.x", "registrants.0.", "warnings.0.code", ""]
)
def test_going_back_to_what_is_not_there_changes_nothing(editor_client, preview, path):
    assert press(editor_client, preview, "_back", path).status_code == 302


def test_contacts_are_added_and_removed_as_rows(editor_client, preview):
    press(
        editor_client,
        preview,
        "_save",
        releases__0__contacts__0__left_out="on",
        releases__0__contacts__1__name="Nora Field",
        releases__0__contacts__1__title="Media",
    )
    contact = PressRelease.objects.get().contacts.get()
    assert (contact.name, contact.title) == ("Nora Field", "Media")
    assert contact.edits["name"]["was"] == ""


def test_a_release_left_out_is_not_saved_and_the_button_says_so(editor_client, preview):
    assert "Save filing and 1 release" in editor_client.get(preview).content.decode()
    press(editor_client, preview, "_keep", releases__0__left_out="on")
    assert "Save filing without a release" in editor_client.get(preview).content.decode()
    press(editor_client, preview, "_save")
    assert Filing.objects.get().releases.count() == 0


def test_unchanged_blocks_keep_their_lines_and_a_blank_line_makes_two_paragraphs(editor_client, preview):
    values = fields(editor_client.get(preview))
    before = UploadedFiling.objects.get().draft["releases"][0]["blocks"]
    press(editor_client, preview, "_save", **{"releases__0__blocks__1__text": "First part.\r\n\r\nSecond part."})
    blocks = PressRelease.objects.get().blocks
    assert [b["text"] for b in blocks[1:3]] == ["First part.", "Second part."]
    assert blocks[1]["lines"] == blocks[2]["lines"] == before[1]["text"]["lines"]
    assert list(PressRelease.objects.get().edits) == ["blocks.1", "blocks.2"]
    assert PressRelease.objects.get().edits["blocks.1"]["was"] == before[1]["text"]["value"]
    assert blocks[0]["text"] == values["releases.0.blocks.0.text"]
    assert blocks[0]["lines"] == before[0]["text"]["lines"]


def test_quotations_go_with_their_blocks(editor_client, preview):
    draft = UploadedFiling.objects.get().draft["releases"][0]
    assert [q["block"] for q in draft["quotations"]] == [1]
    press(editor_client, preview, "_save", releases__0__blocks__0__left_out="on")
    quotation = PressRelease.objects.get().quotations.get()
    assert quotation.block == 0
    assert quotation.text in PressRelease.objects.get().blocks[0]["text"]


def test_the_account_of_the_lines_follows_what_is_left_out(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__blocks__0__left_out="on")
    segments = Filing.objects.get().segments
    blocks = PressRelease.objects.get().blocks
    for segment in segments:
        if segment["block"] is not None:
            first, last = blocks[segment["block"]]["lines"]
            assert segment["first"] <= first <= last <= segment["last"]
    assert "A part that was left out" in {segment["note"] for segment in segments}


def test_the_lines_of_a_release_that_is_left_out_belong_to_none(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__left_out="on")
    segments = Filing.objects.get().segments
    assert {segment["release"] for segment in segments} == {None}
    assert "A release that was left out" in {segment["note"] for segment in segments}


def test_a_quotation_that_was_edited_away_is_not_saved(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__blocks__1__text="Nobody said anything.")
    assert not PressRelease.objects.get().quotations.exists()


def test_tickers_are_one_line_and_known_ones_keep_their_place(editor_client, preview):
    assert fields(editor_client.get(preview))["releases.0.tickers"] == "Nasdaq: CALD"
    press(editor_client, preview, "_keep", releases__0__tickers="Nasdaq: CALD, CALDW; NYSE: XYZ")
    assert "edited; read: “Nasdaq: CALD”" in editor_client.get(preview).content.decode()
    press(editor_client, preview, "_save")
    tickers = list(PressRelease.objects.get().tickers.all())
    assert [str(t) for t in tickers] == ["Nasdaq: CALD", "Nasdaq: CALDW", "NYSE: XYZ"]
    assert tickers[0].lines("symbol")
    assert not tickers[1].lines("symbol")


def test_reading_again_keeps_what_the_editor_changed(editor_client, preview):
    typed = {
        "report_date": "1998-07-26",
        "registrants__0__phone": "(312) 555-0100",
        "releases__0__headline": "Typed",
        "releases__0__contacts__0__left_out": "on",
        "releases__0__contacts__1__name": "Nora Field",
        "releases__0__blocks__0__kind": "heading",
        "releases__0__tickers": "NYSE: XYZ",
        "items__2__number": "9",
    }
    press(editor_client, preview, "_keep", **typed)
    before = fields(editor_client.get(preview))
    kept = UploadedFiling.objects.get().draft
    press(editor_client, preview, "_again")
    assert fields(editor_client.get(preview)) == before
    assert UploadedFiling.objects.get().draft == kept


def test_a_release_that_was_not_found_can_be_added(editor_client, preview):
    press(editor_client, preview, "_add_release")
    press(
        editor_client,
        preview,
        "_save",
        releases__1__headline="A second release",
        releases__1__blocks__0__text="One.\r\n\r\nTwo.",
    )
    release = PressRelease.objects.get(headline="A second release")
    assert [b["text"] for b in release.blocks] == ["One.", "Two."]


def test_several_files_and_a_zip_are_read_and_the_bad_ones_told_by_name(editor_client):
    held = zipped(
        c_txt=filing("Tarn Robotics, Inc."), d_png=b"\x89PNG\r\n\x1a\n\x00\x00", e_txt="", f_txt="A note to myself."
    )
    given = [
        file("a.txt", filing()),
        file("b.txt", filing("Wold Energy Corp.")),
        file("some.zip", held),
        file("torn.zip", held[:200]),
        file("annual.txt", filing().replace("FORM 8-K", "FORM 10-K")),
    ]
    response = editor_client.post(ADD, {"files": given}, follow=True)
    assert [f.filename for f in UploadedFiling.objects.all()] == ["a.txt", "b.txt", "c.txt"]
    messages = told(response)
    assert [m.removeprefix("Not taken in: ").partition(". ")[0] for m in messages] == [
        "d.png",
        "e.txt",
        "f.txt",
        "torn.zip",
        "annual.txt",
    ]
    assert "PNG" in messages[0]
    assert "empty" in messages[1]
    assert "damaged" in messages[3]
    assert "10-K" in messages[4]
    assert not Filing.objects.exists()


def test_nothing_given_is_told(editor_client):
    response = editor_client.post(ADD, {})
    assert "Nothing was given" in response.content.decode()


def test_pasted_text_survives_a_fault_of_the_form(editor_client):
    response = editor_client.post(ADD, {"text": filing(), "accession": "nonsense"})
    assert "“nonsense” is no accession number" in response.content.decode()
    assert fields(response)["text"].replace("\r\n", "\n") == filing()
    assert not UploadedFiling.objects.exists()


def test_what_is_no_filing_stays_in_the_box_with_the_reason(editor_client):
    response = editor_client.post(ADD, {"text": "Dear diary"})
    assert "No part of a Form 8-K" in response.content.decode()
    assert fields(response)["text"] == "Dear diary"


def test_an_accession_number_is_for_one_text(editor_client):
    given = {"files": [file("a.txt", filing()), file("b.txt", "x")], "accession": "0000912345-98-000001"}
    assert "belongs to one filing" in editor_client.post(ADD, given).content.decode()


def test_accession_number_and_origin_given_by_hand_are_saved(editor_client):
    address = paste(editor_client, filing(), accession="0000912345-98-000001", origin="Shelf 4")
    press(editor_client, address, "_save")
    saved = Filing.objects.get()
    assert saved.accession_number == "0000912345-98-000001"
    assert saved.edits["accession_number"]["by"] == "editor"
    assert saved.source.origin == "Shelf 4"


def test_the_same_bytes_are_told_at_once_with_a_link(editor_client):
    here = make_filing(source=make_source(filing().encode()))
    response = editor_client.post(ADD, {"files": [file("a.txt", filing())]})
    page = response.content.decode()
    assert "a.txt. The same text is in the archive already" in page
    assert f"/admin/neoarchive/filing/{here.pk}/change/" in page
    assert not UploadedFiling.objects.exists()


def test_the_same_accession_number_is_told_at_once_with_a_link(editor_client):
    here = make_filing(accession_number="0000912345-98-000001")
    response = editor_client.post(ADD, {"text": filing(), "accession": "0000912345-98-000001"})
    page = response.content.decode()
    assert "Accession number 0000912345-98-000001 is in the archive already" in page
    assert f"/admin/neoarchive/filing/{here.pk}/change/" in page


def test_an_accession_number_typed_in_the_preview_that_is_taken_is_told(editor_client, preview):
    here = make_filing(accession_number="0000912345-98-000001")
    response = press(editor_client, preview, "_save", accession_number="0000912345-98-000001")
    assert response.status_code == 200
    assert f"/admin/neoarchive/filing/{here.pk}/change/" in response.content.decode()
    assert fields(response)["accession_number"] == "0000912345-98-000001"
    assert Filing.objects.count() == 1


def test_the_same_text_twice_on_the_desk_is_told(editor_client):
    response = editor_client.post(ADD, {"files": [file("a.txt", filing()), file("b.txt", filing())]}, follow=True)
    assert UploadedFiling.objects.count() == 1
    assert "b.txt. The same text waits to be saved" in told(response)[0]


def test_a_second_editor_who_saves_the_same_preview_makes_no_duplicate(editor_client, preview):
    sent = fields(editor_client.get(preview))
    first = editor_client.post(preview, {**sent, "_save": "1"})
    second = editor_client.post(preview, {**sent, "_save": "1"}, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "already" in told(second)[-1]
    assert Filing.objects.count() == 1


def test_saving_what_another_upload_has_saved_meanwhile_is_told(editor_client):
    editor_client.post(ADD, {"files": [file("a.txt", filing())]})
    waiting = UploadedFiling.objects.get()
    twin = UploadedFiling.objects.get()
    twin.pk, twin.position = None, 2
    twin.save()
    address = f"{ADD}{waiting.upload_id}/"
    press(editor_client, f"{address}1/", "_save")
    response = press(editor_client, f"{address}2/", "_save")
    assert response.status_code == 200
    assert "The same text is in the archive already" in response.content.decode()
    assert Filing.objects.count() == 1


def test_save_and_next_goes_to_the_next_file_that_waits(editor_client):
    given = [file("a.txt", filing()), file("b.txt", filing("Wold Energy Corp.")), file("c.txt", filing("Tarn, Inc."))]
    first = editor_client.post(ADD, {"files": given})["Location"]
    second = press(editor_client, first, "_next")["Location"]
    assert second.endswith("/2/")
    third = press(editor_client, second, "_next")["Location"]
    assert third.endswith("/3/")
    assert "/change/" in press(editor_client, third, "_next")["Location"]
    assert Filing.objects.count() == 3


def test_going_to_another_file_keeps_what_was_typed(editor_client):
    given = [file("a.txt", filing()), file("b.txt", filing("Wold Energy Corp."))]
    first = editor_client.post(ADD, {"files": given})["Location"]
    response = press(editor_client, first, "_go", "2", report_date="typed")
    assert response["Location"].endswith("/2/")
    assert fields(editor_client.get(first))["report_date"] == "typed"


def test_discarding_asks_keeps_what_was_typed_and_can_be_taken_back(editor_client, preview):
    response = press(editor_client, preview, "_discard", report_date="typed")
    assert response["Location"] == f"{preview}discard/"
    assert "Discard" in editor_client.get(response["Location"]).content.decode()
    assert UploadedFiling.objects.get().state == State.WAITING
    editor_client.post(response["Location"])
    assert UploadedFiling.objects.get().state == State.DISCARDED
    assert "Discarded lately" in editor_client.get(ADD).content.decode()
    press(editor_client, preview, "_restore")
    assert UploadedFiling.objects.get().state == State.WAITING
    assert fields(editor_client.get(preview))["report_date"] == "typed"


def test_unfinished_uploads_are_listed(editor_client, preview):
    assert "pasted text" in editor_client.get(ADD).content.decode()
    press(editor_client, preview, "_save")
    assert preview not in editor_client.get(ADD).content.decode()


def test_the_list_of_unfinished_uploads_takes_no_more_queries_with_more_rows(
    editor_client, django_assert_max_num_queries
):
    for name in ("Calder Instruments, Inc.", "Wold Energy Corp.", "Tarn, Inc."):
        paste(editor_client, filing(name))
    with django_assert_max_num_queries(5):
        editor_client.get(ADD)


def test_what_was_typed_survives_a_session_that_ended(editor_client, editor, preview, client):
    sent = fields(editor_client.get(preview))
    editor_client.logout()
    response = client.post(preview, {**sent, "releases.0.headline": "Typed late", "_save": "1"})
    assert response["Location"].startswith("/admin/login/")
    assert not Filing.objects.exists()
    assert UploadedFiling.objects.get().draft["releases"][0]["headline"]["value"] != "Typed late"
    client.post(response["Location"], {"username": "editor", "password": "a long enough password"})
    response = client.get(preview)
    assert fields(response)["releases.0.headline"] == "Typed late"
    assert UploadedFiling.objects.get().draft["releases"][0]["headline"]["value"] == "Typed late"


def test_who_may_not_add_filings_sees_nothing_of_it(client, django_user_model, editor_client, preview):
    helper = django_user_model.objects.create_user("helper", password="a long enough password", is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_filing"))
    client.force_login(helper)
    for address in (ADD, preview, f"{preview}discard/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"_save": "1"}).status_code == 403
    assert not Filing.objects.exists()
    client.logout()
    assert client.get(ADD)["Location"].startswith("/admin/login/")


def test_forms_are_guarded_against_forgery(editor, preview):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(preview, {"_save": "1"}).status_code == 403
    assert strict.post(ADD, {"text": filing()}).status_code == 403


def test_the_preview_says_which_company_of_the_archive_it_is(editor_client, preview):
    assert "Matches no company" in editor_client.get(preview).content.decode()
    press(editor_client, preview, "_save")
    other = paste(editor_client, filing(date="August 3, 1998"))
    assert "Matches the company in the archive with IRS number 36-4479016." in editor_client.get(other).content.decode()


def test_text_from_a_filing_is_never_markup(editor_client):
    evil = filing('<script>alert("x")</script> Corp.')
    page = editor_client.get(paste(editor_client, evil)).content.decode()
    assert "<script>alert" not in page


def test_control_characters_typed_into_a_field_are_left_out(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__headline="One\x00 two\x0b three")
    assert PressRelease.objects.get().headline == "One two three"


def test_a_filing_that_was_deleted_can_be_added_again(editor_client, preview):
    press(editor_client, preview, "_save")
    Filing.objects.get().delete()
    assert editor_client.get(preview)["Location"] == ADD
    press(editor_client, paste(editor_client, filing()), "_save")
    assert Filing.objects.count() == 1


def test_adding_a_filing_begins_with_its_text(editor_client):
    assert editor_client.get("/admin/neoarchive/filing/add/")["Location"] == ADD
    for page in ("/admin/", "/admin/neoarchive/filing/"):
        assert "Add filings from text" in editor_client.get(page).content.decode()


def test_an_edited_sub_headline_is_marked(editor_client, preview):
    press(editor_client, preview, "_save", releases__0__subheadlines__0="Tides to the inch")
    release = PressRelease.objects.get()
    assert [s["text"] for s in release.subheadlines] == ["Tides to the inch"]
    assert release.edits["subheadlines"]["was"] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_preview", [True, False], ids=["one preview", "two uploads of one text"])
def test_editors_who_save_at_the_same_moment_make_one_filing(editor, same_preview):
    """Both are answered, one by "already": no duplicate, no error page."""
    first = Client()
    first.force_login(editor)
    addresses = [paste(first, filing())] * 2
    if not same_preview:
        twin = UploadedFiling.objects.get()
        twin.pk, twin.position = None, 2
        twin.save()
        addresses[1] = addresses[0].removesuffix("1/") + "2/"
    sent = fields(first.get(addresses[0]))
    start, answers = threading.Barrier(4, timeout=20), []
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(editor)

    def work(client, address):
        try:
            start.wait()
            answers.append(client.post(address, {**sent, "_save": "1"}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in zip(clients, addresses * 2, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert set(answers) <= {200, 302}
    assert Filing.objects.count() == 1
    assert Source.objects.count() == 1


def test_a_long_value_in_a_row_gets_a_box_of_lines_and_stays_one_line(editor_client, preview):
    long = "Executive Vice President, Investor Relations and Corporate Communications"
    press(editor_client, preview, "_keep", releases__0__contacts__0__title=long)
    page = editor_client.get(preview).content.decode()
    assert f"\n{long}</textarea>" in page
    press(editor_client, preview, "_save", releases__0__contacts__0__title=long.replace(", ", ",\r\n"))
    assert PressRelease.objects.get().contacts.get().title == long
