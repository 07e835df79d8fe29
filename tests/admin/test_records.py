"""The ordinary admin pages: everything editable, edits marked, sources and evidence left alone."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from neoarchive.models import (
    Company,
    Contact,
    ContactAppearance,
    Exhibit,
    Filing,
    OldAddress,
    PressRelease,
    Quotation,
    ReleaseTicker,
    Signature,
    Source,
)
from tests.admin_texts import fields, filing, paste, press
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_quotation, make_release

MODELS = ["company", "contact", "filing", "oldaddress", "pressrelease", "quotation", "source"]


@pytest.fixture
def saved(editor_client):
    press(editor_client, paste(editor_client, filing()), "_save")
    return Filing.objects.get()


def page_of(record):
    return f"/admin/neoarchive/{record._meta.model_name}/{record.pk}/change/"


def save(client, record, **typed):
    """Type into a record's page and save it; gives the response."""
    address = page_of(record)
    sent = fields(client.get(address))
    for name, text in typed.items():
        if text is None:
            sent.pop(name, None)
        else:
            sent[name] = text
    response = client.post(address, sent)
    if response.status_code == 200:
        context = response.context
        raise AssertionError([context["errors"], [f.formset.errors for f in context["inline_admin_formsets"]]])
    return response


@pytest.fixture
def many(db):
    """Makes a filing with all its parts, again and again."""

    def make(count):
        for i in range(count):
            company = make_company(f"Company {Company.objects.count()}, Inc.")
            one = make_filing(company)
            Exhibit.objects.create(filing=one, number="99.2")
            Signature.objects.create(filing=one, name="Ada Marsh")
            release = make_release(one, headline=f"Headline {i}")
            make_appearance(release, make_contact(f"Person {Contact.objects.count()}"))
            make_quotation(release)
            OldAddress.objects.create(kind="filing", slug=f"old-{one.pk}", record=one.pk)

    return make


@pytest.mark.parametrize("model", MODELS)
def test_a_list_takes_no_more_queries_with_more_rows(model, many, editor_client):
    address = f"/admin/neoarchive/{model}/"
    many(2)
    editor_client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert editor_client.get(address).status_code == 200
    many(6)
    with CaptureQueriesContext(connection) as more:
        editor_client.get(address)
    assert len(more) <= len(few), [q["sql"][:200] for q in more.captured_queries]


@pytest.mark.parametrize("model", MODELS)
def test_lists_can_be_searched_and_filtered(model, many, editor_client):
    many(2)
    response = editor_client.get(f"/admin/neoarchive/{model}/", {"q": "nothing is called so"})
    assert response.status_code == 200
    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("model", [Company, Contact, Filing, PressRelease, Quotation, Source, OldAddress])
def test_every_record_has_its_page(model, many, editor_client):
    many(1)
    assert editor_client.get(page_of(model.objects.first())).status_code == 200


@pytest.mark.parametrize("model", [Company, Contact, Filing, PressRelease, Quotation])
def test_saving_a_page_untouched_edits_nothing(model, saved, editor_client):
    record = model.objects.first()
    before = {f.name: getattr(record, f.name) for f in model._meta.concrete_fields if f.name != "updated_at"}
    texts = list(PressRelease.objects.values_list("blocks", "subheadlines", "evidence", "edits"))
    save(editor_client, record)
    record = model.objects.get(pk=record.pk)
    assert {f.name: getattr(record, f.name) for f in model._meta.concrete_fields if f.name != "updated_at"} == before
    assert list(PressRelease.objects.values_list("blocks", "subheadlines", "evidence", "edits")) == texts
    assert not any(row.edits for row in ContactAppearance.objects.all())


def test_an_edit_is_marked_with_who_when_and_what_was_read(saved, editor_client):
    evidence = dict(saved.evidence)
    save(editor_client, saved, report_date="1998-07-26")
    saved.refresh_from_db()
    assert saved.edits["report_date"]["by"] == "editor"
    assert saved.edits["report_date"]["was"] == "1998-07-27"
    assert saved.evidence == evidence
    page = editor_client.get(page_of(saved)).content.decode()
    day = saved.edits["report_date"]["on"][:10]
    assert f"Edited by editor on {day}; read as “1998-07-27”, <a href=" in page
    assert '#L8">line 8</a>.' in page


def test_the_first_reading_stays_through_a_second_edit_and_going_back_takes_the_mark_away(saved, editor_client):
    save(editor_client, saved, report_date="1998-07-26")
    save(editor_client, saved, report_date="1998-07-25")
    saved.refresh_from_db()
    assert saved.edits["report_date"]["was"] == "1998-07-27"
    save(editor_client, saved, report_date="1998-07-27")
    saved.refresh_from_db()
    assert saved.edits == {}


def test_edits_in_inline_rows_are_marked_and_shown(saved, editor_client):
    release = saved.releases.get()
    save(editor_client, release, **{"contacts-0-title": "Media Relations", "tickers-0-symbol": "CALX"})
    appearance, ticker = release.contacts.get(), release.tickers.get()
    assert appearance.edits["title"]["was"] == "Investor Relations"
    assert ticker.edits["symbol"]["was"] == "CALD"
    page = editor_client.get(page_of(release)).content.decode()
    assert "read as “Investor Relations”" in page
    assert "read as “CALD”" in page


def test_a_row_added_by_hand_says_so(saved, editor_client):
    release = saved.releases.get()
    typed = {"tickers-TOTAL_FORMS": "2", "tickers-1-exchange": "NYSE", "tickers-1-symbol": "XYZ"}
    typed |= {"tickers-1-release": str(release.pk), "tickers-1-id": "", "tickers-1-company": ""}
    save(editor_client, release, **typed)
    added = ReleaseTicker.objects.get(symbol="XYZ")
    assert added.edits["symbol"]["by"] == "editor"
    assert added.edits["symbol"]["was"] is None


def test_a_block_is_edited_as_text_and_its_neighbours_stay(saved, editor_client):
    release = saved.releases.get()
    before = release.blocks
    save(editor_client, release, **{"blocks-1-text": '"Other <words>," said Ada Marsh.'})
    release.refresh_from_db()
    assert release.blocks[0] == before[0]
    assert release.blocks[1]["lines"] == before[1]["lines"]
    assert release.blocks[1]["text"] == '"Other <words>," said Ada Marsh.'
    assert "&lt;words&gt;" in release.blocks[1]["html"]
    assert release.edits["blocks.1"]["was"] == before[1]["text"]
    assert "Edited by editor" in editor_client.get(page_of(release)).content.decode()


def test_leaving_a_block_out_moves_marks_and_quotations(saved, editor_client):
    release = saved.releases.get()
    save(editor_client, release, **{"blocks-2-text": "Edited before."})
    save(editor_client, release, **{"blocks-0-removed": "on"})
    release.refresh_from_db()
    assert release.blocks[1]["text"] == "Edited before."
    assert "blocks.1" in release.edits
    assert "blocks.2" not in release.edits
    assert release.quotations.get().block == 0
    save(
        editor_client,
        release,
        **{"blocks-0-removed": "on", "quotations-TOTAL_FORMS": "0", "quotations-INITIAL_FORMS": "0"},
    )
    assert not release.quotations.exists()


def test_a_paragraph_is_added(saved, editor_client):
    release = saved.releases.get()
    count = len(release.blocks)
    save(editor_client, release, **{f"blocks-{count}-text": "One more."})
    release.refresh_from_db()
    assert release.blocks[count]["text"] == "One more."
    assert release.blocks[count]["html"] == "One more."


def test_a_table_keeps_its_columns_until_it_is_kept_as_typed(saved, editor_client):
    release = saved.releases.get()
    table = {"caption": "", "header_rows": 0, "notes": [], "rows": [[{"text": "Sales"}, {"text": "1,293"}]]}
    release.blocks.append(
        {"kind": "table", "text": "Sales  1,293", "html": "", "at": [], "lines": None, "table": table}
    )
    release.save()
    number = len(release.blocks) - 1
    save(editor_client, release)
    release.refresh_from_db()
    assert release.blocks[number]["table"] == table
    save(editor_client, release, **{f"blocks-{number}-kind": "typed"})
    release.refresh_from_db()
    assert "table" not in release.blocks[number]
    assert "<pre" in release.blocks[number]["html"]


def test_telephone_numbers_are_one_a_line(saved, editor_client):
    release = saved.releases.get()
    save(editor_client, release, **{"contacts-0-phones": "(312) 555-0177, ext. 5\r\n(312) 555-0178"})
    appearance = release.contacts.get()
    assert appearance.phones == ["(312) 555-0177, ext. 5", "(312) 555-0178"]
    assert appearance.edits["phones"]["was"] == ["(312) 555-0177"]


def test_subheadlines_are_one_a_line_and_those_left_alone_keep_their_place(saved, editor_client):
    release = saved.releases.get()
    release.subheadlines = [{"text": "First", "at": [[1, 2]], "lines": [1, 1]}, {"text": "Second", "lines": [2, 2]}]
    release.save()
    save(editor_client, release, subheadlines="First\r\nChanged")
    release.refresh_from_db()
    assert release.subheadlines == [{"text": "First", "at": [[1, 2]], "lines": [1, 1]}, {"text": "Changed"}]
    assert "subheadlines" in release.edits


def test_a_changed_address_goes_on_working(saved, editor_client):
    old = saved.slug
    save(editor_client, saved, slug="another-address")
    assert OldAddress.objects.get(slug=old).record == saved.pk


def test_a_company_edit_reaches_what_repeats_it(saved, editor_client):
    company = Company.objects.get()
    save(editor_client, company, name="The Aster Company", cik="1234")
    company.refresh_from_db()
    assert (company.sort_name, company.cik) == ("aster company", "0000001234")


def test_empty_numbers_of_two_records_do_not_collide(editor_client, saved):
    other = make_filing()
    save(editor_client, saved, accession_number="")
    save(editor_client, other, accession_number="")
    for company in Company.objects.all():
        save(editor_client, company, cik="")
    assert set(Company.objects.values_list("cik", flat=True)) == {None}


def test_publishing_is_an_action_and_reaches_the_releases(saved, editor_client):
    address = "/admin/neoarchive/filing/"
    for action, status in (("unpublish", "draft"), ("publish", "published")):
        editor_client.post(address, {"action": action, "_selected_action": [saved.pk]})
        saved.refresh_from_db()
        assert saved.status == status
        assert saved.releases.get().status == status


def test_the_status_in_the_form_reaches_the_releases(saved, editor_client):
    save(editor_client, saved, status="draft")
    assert saved.releases.get().status == "draft"


def test_a_draft_has_no_link_to_a_public_page(saved, editor_client):
    link = f'href="{saved.get_absolute_url()}"'
    assert link in editor_client.get(page_of(saved)).content.decode()
    save(editor_client, saved, status="draft")
    assert link not in editor_client.get(page_of(saved)).content.decode()


def test_sources_and_old_addresses_can_be_looked_at_only(saved, editor_client):
    source = saved.source
    page = editor_client.get(page_of(source)).content.decode()
    assert '<span id="L4" data-n="4">' in page
    assert editor_client.post(page_of(source), {"filename": "x"}).status_code == 403
    assert editor_client.post(f"/admin/neoarchive/source/{source.pk}/delete/", {"post": "yes"}).status_code == 403
    original = editor_client.get(f"/admin/neoarchive/source/{source.pk}/original/")
    assert original.content == source.data
    assert original["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in original["Content-Disposition"]


def test_deleting_a_filing_asks_and_leaves_its_source(saved, editor_client):
    address = f"/admin/neoarchive/filing/{saved.pk}/delete/"
    assert "Are you sure" in editor_client.get(address).content.decode()
    editor_client.post(address, {"post": "yes"})
    assert not Filing.objects.exists()
    assert not PressRelease.objects.exists()
    assert Source.objects.count() == 1


def test_companies_are_found_by_typing(saved, editor_client):
    found = editor_client.get(
        "/admin/autocomplete/",
        {"term": "calder", "app_label": "neoarchive", "model_name": "registrant", "field_name": "company"},
    )
    assert [row["text"] for row in found.json()["results"]] == ["Calder Instruments, Inc."]


def test_a_release_by_hand_takes_company_and_address_from_its_filing(saved, editor_client):
    address = "/admin/neoarchive/pressrelease/add/"
    sent = fields(editor_client.get(address))
    response = editor_client.post(
        address, {**sent, "filing": saved.pk, "headline": "By hand", "blocks-0-text": "A paragraph."}
    )
    assert response.status_code == 302, response.context["errors"]
    release = PressRelease.objects.get(headline="By hand")
    assert release.company == Company.objects.get()
    assert release.slug == "1998-07-27-calder-instruments-by-hand"
    assert release.blocks[0]["html"] == "A paragraph."
    assert release.status == "published"


def test_a_contact_by_hand_is_the_one_a_release_would_be_read_to(editor_client, saved):
    address = "/admin/neoarchive/contact/add/"
    sent = fields(editor_client.get(address))
    typed = {**sent, "kind": "person", "name": "Jonas Weir", "organization": "Calder Instruments, Inc."}
    assert "in the archive already" in editor_client.post(address, typed).content.decode()
    assert editor_client.post(address, {**typed, "name": "Nora Field"}).status_code == 302
    assert Contact.objects.get(name="Nora Field").slug == "nora-field"


def test_who_may_only_look_edits_nothing(client, django_user_model, saved):
    reader = django_user_model.objects.create_user("reader", password="a long enough password", is_staff=True)
    reader.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    for record in (saved, saved.releases.get(), Company.objects.get(), Contact.objects.get()):
        assert client.get(page_of(record)).status_code == 200
        assert client.post(page_of(record), {}).status_code == 403
