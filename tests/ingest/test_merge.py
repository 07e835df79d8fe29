"""Two records that are one become one, reversibly; later filings know it; names alone join nobody."""

from datetime import date

import pytest
from django.test import Client

from neoarchive.ingest import merge, service
from neoarchive.models import Alias, Change, Company, CompanyName, CompanyTicker, Contact, Filing, OldAddress
from tests.admin_texts import filing as text_of_filing
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_release


def everything():
    """All rows that a merge touches, as plain values."""
    models = (Company, CompanyName, CompanyTicker, Contact, OldAddress, Alias)
    rows = [(m.__name__, sorted(map(str, m.objects.values_list()))) for m in models]
    points = [sorted(Filing.objects.values_list("pk", "registrants__company", "releases__company").order_by())]
    return rows, points


@pytest.fixture
def pair(db):
    """A company with a CIK, and the same from filings that print none, under an older name."""
    keep = make_company("Tidal Works, Inc.", cik="0000123456")
    gone = make_company("Calder Instruments, Inc.", irs_number="36-4479016")
    for company, name in ((keep, "Tidal Works, Inc."), (gone, "Calder Instruments, Inc."), (gone, "TIDAL WORKS INC")):
        CompanyName.objects.create(company=company, name=name, first_seen=date(1998, 1, 1), last_seen=date(1999, 1, 1))
    for company, symbol in ((keep, "TIDE"), (gone, "TIDE"), (gone, "CALD")):
        CompanyTicker.objects.create(company=company, exchange="Nasdaq", symbol=symbol, first_seen=date(1998, 1, 1))
    for company in (keep, gone):
        make_release(make_filing(company), company=company)
    return keep, gone


def test_what_one_had_the_other_has(pair, editor) -> None:
    keep, gone = pair
    slug = gone.slug
    merge.merge(keep, gone, editor)
    keep.refresh_from_db()
    assert keep.irs_number == "36-4479016"
    assert keep.filings.count() == keep.releases.count() == 2
    assert {n.name for n in keep.names.all()} == {"Tidal Works, Inc.", "Calder Instruments, Inc."}
    assert {t.symbol for t in keep.tickers.all()} == {"TIDE", "CALD"}
    client = Client()
    assert client.get(f"/companies/{slug}/").url == keep.get_absolute_url()
    found = client.get("/releases/", {"q": "company:tidal"}).content.decode()
    assert all(release.get_absolute_url() in found for release in keep.releases.all()), "the index follows"


def test_undone_it_is_as_it_was(pair, editor) -> None:
    keep, gone = pair
    before = everything()
    change = merge.merge(keep, gone, editor)
    assert everything() != before
    merge.undo(change, editor)
    assert everything() == before
    with pytest.raises(merge.CannotMerge):
        merge.undo(change, editor)


def test_a_later_filing_finds_the_one_that_was_kept(db, editor) -> None:
    data = text_of_filing("Old Name, Inc.").encode()
    gone = service.save(service.read(data), data, publish=True).registrants.get().company
    person = Contact.objects.get()
    Company.objects.update(irs_number="")
    keep = make_company("New Name, Inc.", cik="0000123456")
    other = make_contact("Jonathan Weir")
    merge.merge(keep, Company.objects.get(pk=gone.pk), editor)
    merge.merge(other, person, editor)
    Filing.objects.all().delete()
    later = text_of_filing("Old Name, Inc.", "May 4, 1999").replace("36-4479016", "          ").encode()
    filing = service.save(service.read(later), later, publish=True)
    assert filing.registrants.get().company == keep
    assert filing.releases.get().contacts.get().contact == other
    assert Company.objects.count() == 1


def test_what_can_not_be_one_stays_two(db, editor) -> None:
    a, b = make_company("A, Inc.", cik="0000000001"), make_company("B, Inc.", cik="0000000002")
    with pytest.raises(merge.CannotMerge, match="different CIKs"):
        merge.merge(a, b, editor)
    c, d = make_company("C, Inc."), make_company("D, Inc.")
    filing = make_filing(c)
    filing.registrants.create(company=d, name="D", position=1)
    with pytest.raises(merge.CannotMerge, match="one filing"):
        merge.merge(c, d, editor)
    with pytest.raises(merge.CannotMerge):
        merge.merge(a, a, editor)
    assert merge.company_suggestions() == []


@pytest.mark.parametrize("why", ["IRS number", "name", "telephone"])
def test_companies_are_suggested_for_a_reason(db, why) -> None:
    one, two = make_company("One Works, Inc."), make_company("Two Works, Inc.")
    make_company("Three Works, Inc.")
    if why == "IRS number":
        Company.objects.filter(pk__in=[one.pk, two.pk]).update(irs_number="36-4479016")
    elif why == "name":
        CompanyName.objects.create(company=two, name="ONE WORKS INC")
    else:
        for company, phone in ((one, "(312) 555-0142"), (two, "312/555-0142")):
            make_filing(company).registrants.update(phone=phone)
    (found,) = merge.company_suggestions()
    assert (found.keep, found.gone) == (one, two)
    assert why in found.why


def test_people_are_never_suggested_by_name_alone(db) -> None:
    release = make_release(make_filing())
    one = make_contact("Ada Marsh", organization="Calder Instruments, Inc.")
    two = make_contact("Ada Marsh", organization="Marsh & Partners")
    three = make_contact("Ada Marsh", organization="Tidal Works, Inc.")
    make_appearance(release, one, phones=["(312) 555-0142"])
    make_appearance(release, two, phones=["312-555-0142"])
    make_appearance(release, three, phones=["(212) 555-0199"])
    (found,) = merge.person_suggestions()
    assert {found.keep, found.gone} == {one, two}
    assert "3125550142" in found.why


def test_an_editor_merges_with_a_preview_and_undoes_it(editor_client, pair) -> None:
    keep, gone = pair
    assert "same name" in editor_client.get("/admin/neoarchive/company/duplicates/").content.decode()
    address = f"/admin/neoarchive/company/merge/{keep.pk}/{gone.pk}/"
    chosen = {"action": "merge_selected", "_selected_action": [keep.pk, gone.pk]}
    assert editor_client.post("/admin/neoarchive/company/", chosen).url == address
    page = editor_client.get(address).content.decode()
    assert "36-4479016" in page
    assert Company.objects.count() == 2, "a preview merges nothing"
    editor_client.post(address)
    assert Company.objects.count() == 1
    history = f"/admin/neoarchive/company/{keep.pk}/history/"
    assert "Merged into it" in editor_client.get(history).content.decode()
    editor_client.post(f"{history}{Change.objects.get().pk}/revert/")
    assert Company.objects.count() == 2


def test_people_are_merged_and_their_addresses_lead_on(editor_client, db) -> None:
    release = make_release(make_filing())
    one, two = make_contact("Ada Marsh"), make_contact("A. Marsh", organization="Marsh & Partners")
    make_appearance(release, two, name="A. Marsh")
    make_appearance(release, one, name="Ada Marsh")
    editor_client.post(f"/admin/neoarchive/contact/merge/{one.pk}/{two.pk}/")
    assert {a.name for a in one.appearances.all()} == {"Ada Marsh", "A. Marsh"}
    assert Client().get(f"/people/{two.slug}/").url == one.get_absolute_url()


def test_who_may_not_merge_is_kept_out(client, django_user_model, pair) -> None:
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("plain", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    keep, gone = pair
    assert client.get("/admin/neoarchive/company/duplicates/").status_code == 403
    assert client.post(f"/admin/neoarchive/company/merge/{keep.pk}/{gone.pk}/").status_code == 403
    assert "merge_selected" not in client.get("/admin/neoarchive/company/").content.decode()
