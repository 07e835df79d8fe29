"""Filings: the index, a filing, its original."""

from datetime import date

import pytest
from django.urls import reverse

from neoarchive.models import Exhibit, Item, OldAddress, Registrant, Signature
from neoarchive.views.contexts.filing import TextPages
from tests.factories import make_company, make_filing, make_release, make_source

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_items_have_the_title_in_force_and_todays_number(client):
    filing = make_filing(items=())
    Item.objects.create(filing=filing, number="5", title="OTHER", official_title="Other Events", today="8.01")
    html = page(client, filing.get_absolute_url())
    assert "Item 5. Other Events" in html
    assert "Today’s Item 8.01" in html
    assert "Printed as “OTHER”" in html


def test_an_exhibit_says_whether_its_text_is_here(client):
    filing = make_filing()
    release = make_release(filing)
    Exhibit.objects.create(filing=filing, number="99.2", description="A message", included=False, position=1)
    html = page(client, filing.get_absolute_url())
    assert "Not in this file" in html
    assert f'<td><a href="{release.get_absolute_url()}">Release</a></td>' in html


def test_cover_facts_that_are_absent_keep_their_label(client):
    html = page(client, make_filing().get_absolute_url())
    assert '<dt>Filed</dt><dd class="mute">not given in this file</dd>' in html.replace("\n", "")
    assert '<dt>State</dt><dd class="mute">not given in this file</dd>' in html.replace("\n", "")


def test_cover_facts_cite_their_line(client):
    filing = make_filing()
    filing.registrants.update(phone="(312) 555-0100", evidence={"phone": {"at": [[0, 4]], "lines": [7, 7]}})
    assert '(312) 555-0100 <a class="src" href="#L7"' in page(client, filing.get_absolute_url())


def test_warnings_are_notes_but_for_what_the_facts_say(client):
    warnings = [
        {"code": "x", "message": "Page 4 of 5 is missing.", "lines": [2, 2]},
        {"code": "no-accession-number", "message": "No accession number in the text.", "lines": None},
    ]
    html = page(client, make_filing(warnings=warnings).get_absolute_url())
    assert '<div class="note-box"><p><b>Page 4 of 5 is missing.</b> <a class="src"' in html
    assert "No accession number in the text." not in html


def test_all_registrants_are_named(client):
    filing = make_filing()
    second = make_company("Calder Electric Company")
    Registrant.objects.create(filing=filing, company=second, position=1, name="Calder Electric", file_number="1-99")
    html = page(client, filing.get_absolute_url())
    assert second.get_absolute_url() in html
    assert "1-99" in html


def test_an_amendment_and_what_it_amends_link_each_other(client):
    company = make_company()
    first = make_filing(company)
    amended = make_filing(company, form_type="8-K/A", amends=first)
    make_filing(company, form_type="8-K/A", report_date=date(1999, 1, 1))
    html = page(client, first.get_absolute_url())
    assert f'<b>Amended by</b> <a href="{amended.get_absolute_url()}">' in html
    assert html.count("Amended by") == 1
    assert f'<a href="{first.get_absolute_url()}">' in page(client, amended.get_absolute_url())


def test_the_whole_text_stands_there_with_its_numbers(client):
    filing = make_filing(source=make_source(b"FIRST\n<i>second</i> & \x01\n\nfourth\n"))
    html = page(client, filing.get_absolute_url())
    assert '<span id="L1" data-n="1">FIRST</span>' in html
    assert "&lt;i&gt;second&lt;/i&gt; &amp; ␁" in html
    assert '<span id="L3" data-n="3"></span>' in html


def test_a_long_text_comes_in_pages_and_references_find_the_right_one(client):
    filing = make_filing(
        source=make_source("\n".join(f"line {n}" for n in range(1, 5002)).encode()),
        evidence={"report_date": {"at": [[0, 1]], "lines": [4500, 4500]}},
    )
    address = filing.get_absolute_url()
    html = page(client, address)
    assert 'id="L2000"' in html
    assert 'id="L2001"' not in html
    assert f'href="{address}?page=3#L4500"' in html
    third = page(client, f"{address}?page=3")
    assert 'id="L5001"' in third
    assert 'href="#L4500"' in third
    assert client.get(f"{address}?page=4").status_code == 404
    assert client.get(f"{address}?page=x").status_code == 404


@pytest.mark.parametrize(("total", "count"), [(0, 1), (3000, 1), (3001, 2), (4000, 2), (4001, 3)])
def test_pages_of_a_text(total, count):
    pages = TextPages("/x/", total, count)
    assert pages.count == count
    assert pages.last == total


def test_queries_stay_few_however_much_a_filing_holds(client, count_queries):
    filing = make_filing()
    few = count_queries(client, filing.get_absolute_url())
    for number in range(8):
        make_release(filing, exhibit=f"99.{number}")
        Signature.objects.create(filing=filing, name=f"Signer {number}", position=number)
        Registrant.objects.create(filing=filing, company=make_company(f"Co {number}"), name="Co", position=number + 1)
    assert count_queries(client, filing.get_absolute_url()) == few <= 7  # the stamp's among them


def test_the_original_is_given_byte_for_byte_as_a_download(client):
    data = "FORM 8-K <script>alert(1)</script> é\r\n".encode()
    filing = make_filing(source=make_source(data))
    response = client.get(reverse("filing-original", args=[filing.slug]))
    assert response.content == data
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("name", ["filing", "filing-original"])
def test_drafts_are_for_staff_only(client, editor_client, name):
    filing = make_filing(status="draft")
    address = reverse(name, args=[filing.slug])
    assert editor_client.get(address).status_code == 200
    editor_client.logout()
    assert client.get(address).status_code == 404


def test_an_old_address_redirects(client):
    filing = make_filing()
    OldAddress.objects.create(kind=OldAddress.Kind.FILING, slug="old", record=filing.pk)
    response = client.get(reverse("filing", args=["old"]))
    assert (response.status_code, response["Location"]) == (301, filing.get_absolute_url())


def test_the_index_is_newest_first_and_its_queries_do_not_grow(client, count_queries):
    make_filing(make_company("Old Inc."), report_date=date(1995, 1, 1))
    few = count_queries(client, reverse("filings"))
    for number in range(9):
        filing = make_filing(make_company(f"New {number} Inc."), report_date=date(2001, 1, number + 1))
        make_release(filing)
    assert count_queries(client, reverse("filings")) == few <= 7  # the stamp's among them
    html = page(client, reverse("filings"))
    assert html.index("New 8 Inc.") < html.index("New 0 Inc.") < html.index("Old Inc.")


def test_the_index_has_pages(client):
    company = make_company()
    for _ in range(51):
        make_filing(company)
    assert "page=2" in page(client, reverse("filings"))
    assert page(client, reverse("filings") + "?page=2").count('class="entry"') == 1
    for wrong in ("0", "3", "x", "-1", "9" * 30):
        assert client.get(reverse("filings"), {"page": wrong}).status_code == 404


@pytest.mark.parametrize("typed", ["0000914760-99-000090", "000091476099000090", " 0000914760-99-000090 "])
def test_an_accession_number_leads_to_its_filing(client, typed):
    filing = make_filing(accession_number="0000914760-99-000090")
    response = client.get(reverse("filings"), {"number": typed})
    assert (response.status_code, response["Location"]) == (302, filing.get_absolute_url())


def test_an_unknown_accession_number_is_said_to_be_unknown(client):
    make_filing(accession_number="0000914760-99-000091", status="draft")
    html = page(client, reverse("filings") + "?number=0000914760-99-000091")
    assert "No filing here has the accession number <b>0000914760-99-000091</b>" in html
