"""Every change of a record is kept, shown, and undone by one click."""

import pytest
from django.test import Client

from neoarchive.ingest import history
from neoarchive.models import Change, Filing, PressRelease
from tests.admin.test_records import page_of, save
from tests.admin_texts import filing, paste, press
from tests.factories import make_appearance, make_contact, make_filing, make_quotation, make_release


@pytest.fixture
def saved(editor_client):
    press(editor_client, paste(editor_client, filing()), "_save")
    return Filing.objects.get()


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def release(saved):
    return PressRelease.objects.get()


def test_a_change_says_who_when_and_what_from_and_to(editor_client, release, editor):
    was = release.headline
    save(editor_client, release, headline="Calder reports another quarter")
    change = Change.objects.of(release).get()
    assert change.by == editor
    assert change.by_name == editor.get_username()
    assert (change.before["headline"], change.after["headline"]) == (was, "Calder reports another quarter")
    assert {one.label for one in history.differences(change)} == {"Headline"}


def test_saving_without_a_change_keeps_nothing(editor_client, release, saved):
    save(editor_client, release)
    save(editor_client, saved)
    assert not Change.objects.exists()


def test_a_page_with_a_fault_keeps_nothing(editor_client, release):
    with pytest.raises(AssertionError):
        save(editor_client, release, headline="")
    assert not Change.objects.exists()


@pytest.mark.parametrize("published", [True, False])
def test_visitors_are_told_of_corrections_of_what_was_published(editor_client, visitor, release, published):
    if not published:
        release.filing.status = Filing.Status.DRAFT
        release.filing.save()
        PressRelease.objects.update(status=Filing.Status.DRAFT)
    save(editor_client, release, headline="Calder reports another quarter")
    release.refresh_from_db()
    assert (release.corrected_at is not None) == published
    assert Change.objects.get().shown == published
    if published:
        assert "Corrected on" in visitor.get(release.get_absolute_url()).content.decode()
        page = visitor.get(f"{release.get_absolute_url()}history/").content.decode()
        assert "<del>" in page
        assert "another" in page
        assert "editor" not in page.split("<main")[1].replace("by an editor", ""), "who it was is nobody's business"
    else:
        assert visitor.get(f"{release.get_absolute_url()}history/").status_code == 404


def test_a_change_is_reverted_with_its_marks_in_one_click(editor_client, visitor, release):
    before = history.state_of(release)
    save(editor_client, release, headline="Calder reports an unheardof quarter", place="Nowhere")
    change = Change.objects.get()
    assert release.get_absolute_url() in visitor.get("/releases/?q=unheardof").content.decode()
    page = editor_client.get(f"/admin/neoarchive/pressrelease/{release.pk}/history/")
    assert "Revert this change" in page.content.decode()
    editor_client.post(f"/admin/neoarchive/pressrelease/{release.pk}/history/{change.pk}/revert/")
    release.refresh_from_db()
    assert history.state_of(release) == before
    assert Change.objects.of(release).first().reverts == change
    found = visitor.get("/releases/?q=unheardof").content.decode()
    assert release.get_absolute_url() not in found, "the search index follows"


def test_rows_are_put_back_with_their_evidence(editor, release):
    before = history.state_of(release)
    assert before["contacts"]
    with history.recording(editor, [release]) as taken:
        release.contacts.all().delete()
        release.tickers.all().delete()
        release.quotations.all().delete()
    assert taken is not None
    history.revert(Change.objects.get(), editor)
    assert history.state_of(PressRelease.objects.get()) == before


def test_what_was_changed_again_has_to_be_reverted_first(editor_client, release, editor):
    save(editor_client, release, headline="First")
    save(editor_client, release, headline="Second")
    second, first = Change.objects.of(release)
    address = f"/admin/neoarchive/pressrelease/{release.pk}/history/"
    answer = editor_client.post(f"{address}{first.pk}/revert/", follow=True)
    assert "Not reverted. Changed again since: Headline." in answer.content.decode()
    release.refresh_from_db()
    assert release.headline == "Second"
    history.revert(second, editor)
    history.revert(first, editor)
    release.refresh_from_db()
    assert release.headline not in ("First", "Second")


def test_a_change_of_another_field_is_left_alone_by_a_revert(editor_client, release, editor):
    save(editor_client, release, headline="First")
    save(editor_client, release, place="Elsewhere")
    history.revert(Change.objects.of(release).last(), editor)
    release.refresh_from_db()
    assert release.place == "Elsewhere"
    assert set(release.edits) == {"place"}


def test_publishing_is_history_of_the_filing(editor_client, saved):
    data = {"action": "unpublish", "_selected_action": [saved.pk]}
    editor_client.post("/admin/neoarchive/filing/", data)
    assert Change.objects.of(saved).get().action == Change.Action.UNPUBLISHED
    page = editor_client.get(f"/admin/neoarchive/filing/{saved.pk}/history/").content.decode()
    assert "Made a draft" in page


def test_an_appearance_and_a_quotation_are_history_of_their_release(editor_client):
    release = make_release(make_filing())
    contact = make_contact()
    make_appearance(release, contact, name="A. Person")
    quotation = make_quotation(release)
    save(editor_client, contact, **{"appearances-0-title": "Treasurer"})
    assert "contacts" in Change.objects.of(release).get().after
    save(editor_client, quotation, speaker="Somebody Else")
    assert "quotations" in Change.objects.of(release).first().after
    answer = editor_client.get(f"/admin/neoarchive/quotation/{quotation.pk}/history/")
    assert answer.url == f"/admin/neoarchive/pressrelease/{release.pk}/history/"


def test_a_company_renamed_is_put_back_with_its_address(editor_client, visitor, release, editor):
    company = release.company
    slug = company.slug
    save(editor_client, company, name="Another Name, Inc.", slug="another-name")
    history.revert(Change.objects.of(company).get(), editor)
    company.refresh_from_db()
    assert company.slug == slug
    assert visitor.get("/companies/another-name/").url == f"/companies/{slug}/"


def test_only_those_who_may_change_may_revert(client, django_user_model, release, editor):
    with history.recording(editor, [release]):
        PressRelease.objects.update(headline="Changed")
    change = Change.objects.get()
    reader = django_user_model.objects.create_user("reader", password="x", is_staff=True)
    client.force_login(reader)
    address = f"{page_of(release).removesuffix('change/')}history/{change.pk}/revert/"
    assert client.post(address).status_code == 403
    release.refresh_from_db()
    assert release.headline == "Changed"


def test_a_history_asks_the_database_no_more_for_many_changes(editor, visitor, release, django_assert_max_num_queries):
    for i in range(12):
        with history.recording(editor, [release]):
            PressRelease.objects.update(headline=f"Headline {i}")
    with django_assert_max_num_queries(3):
        page = visitor.get(f"{release.get_absolute_url()}history/").content.decode()
    assert page.count("<h2>Corrected on") == 12
