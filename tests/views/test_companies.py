"""Companies: the A to Z, its letters, one company."""

import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.models import CompanyName, CompanyTicker, Exhibit, OldAddress
from neoarchive.views.contexts import az
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_quotation, make_release

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_companies_stand_under_their_letters_with_counts(client):
    make_release(make_filing(make_company("The Ardent Company")))
    make_filing(make_company("3Com Corporation"))
    html = page(client, reverse("companies"))
    assert html.index('id="ix-0-9"') < html.index("3Com") < html.index('id="ix-A"') < html.index("The Ardent Company")
    assert '<a href="#ix-A">A</a>' in html
    assert '<span aria-hidden="true">B</span>' in html


def test_a_former_name_points_to_the_present_one_and_a_spelling_does_not(client):
    company = make_company("NeoTherapeutics, Inc.")
    make_filing(company)
    CompanyName.objects.create(company=company, name="Americus Funding Corp")
    CompanyName.objects.create(company=company, name="NEOTHERAPEUTICS INC")
    html = page(client, reverse("companies"))
    assert "Americus Funding Corp</a> <span><i>see</i> NeoTherapeutics</span>" in html
    assert "NEOTHERAPEUTICS INC" not in html


def test_companies_with_drafts_only_are_not_listed(client):
    make_filing(make_company("Hidden Inc."), status="draft")
    assert "Hidden Inc." not in page(client, reverse("companies"))


def test_the_queries_of_the_index_do_not_grow(client, count_queries):
    make_filing(make_company("First Inc."))
    few = count_queries(client, reverse("companies"))
    for number in range(10):
        company = make_company(f"Company {number}")
        make_release(make_filing(company))
        CompanyName.objects.create(company=company, name=f"Former {number}")
    assert count_queries(client, reverse("companies")) == few <= 6


def test_many_companies_have_a_page_for_each_letter(client, monkeypatch):
    monkeypatch.setattr(az, "ONE_PAGE", 2)
    monkeypatch.setattr(az, "MOST", 1)
    for name in ("Alder Inc.", "Birch Inc.", "Cedar Inc."):
        make_filing(make_company(name))
    make_release(make_filing(make_company("Dogwood Inc.")))
    html = page(client, reverse("companies"))
    assert "Dogwood Inc." in html
    assert "Alder Inc." not in html
    assert reverse("companies-letter", args=["b"]) in html
    assert reverse("companies-letter", args=["x"]) not in html
    assert "Birch Inc." in page(client, reverse("companies-letter", args=["b"]))


def test_a_letter_has_former_names_and_other_signs_have_their_page(client):
    company = make_company("Zeta Inc.")
    make_filing(company)
    make_filing(make_company("1-800 Calder Inc."))
    CompanyName.objects.create(company=company, name="The Beta Company")
    CompanyName.objects.create(company=company, name="9 West")
    assert "The Beta Company" in page(client, reverse("companies-letter", args=["b"]))
    assert "The Beta Company" not in page(client, reverse("companies-letter", args=["t"]))
    others = page(client, reverse("companies-letter", args=["0-9"]))
    assert "1-800 Calder" in others
    assert "9 West" in others


@pytest.mark.parametrize("letter", ["aa", "é", "A", "-"])
def test_there_are_no_pages_of_other_letters(client, letter):
    assert client.get(f"/companies/letter/{letter}/").status_code == 404


@pytest.fixture
def company():
    company = make_company("Calder Instruments, Inc.", cik="0000831547")
    release = make_release(make_filing(company), tickers=("CLDR",))
    make_appearance(release)
    make_quotation(release)
    CompanyTicker.objects.create(company=company, exchange="Nasdaq", symbol="CLDR", first_seen=date(1998, 7, 27))
    CompanyName.objects.create(company=company, name="Calder Funding Corp", until=date(1992, 7, 3))
    return company


def test_a_company_shows_its_facts_names_contacts_and_who_is_quoted(client, company):
    html = page(client, company.get_absolute_url())
    for text in (
        "0000831547",
        "CLDR",
        "Calder Funding Corp",
        "until 1992",
        "Ada Marsh",
        "Investor Relations",
        "President",
    ):
        assert text in html


def test_an_exhibit_without_its_text_stands_among_the_releases(client, company):
    filing = make_filing(company, report_date=date(1998, 6, 1))
    Exhibit.objects.create(filing=filing, number="99.1", description="Message from the President.", included=False)
    html = page(client, company.get_absolute_url())
    assert "“Message from the President”, listed as Exhibit 99.1 but not in the" in html


def test_the_queries_of_a_company_do_not_grow(client, company, count_queries):
    few = count_queries(client, company.get_absolute_url())
    for number in range(10):
        release = make_release(make_filing(company, report_date=date(1999, 1, number + 1)))
        make_appearance(release, make_contact(f"Person {number}"))
        make_quotation(release, speaker=f"Speaker {number}")
        CompanyName.objects.create(company=company, name=f"Name {number}")
    assert count_queries(client, company.get_absolute_url()) == few <= 6


def test_counts_are_of_releases_and_filings(client, company):
    make_release(make_filing(company, report_date=date(1999, 1, 1)))
    make_filing(company, status="draft")
    html = page(client, company.get_absolute_url())
    assert re.search(r">2 releases</a> in 2 filings\s*, 1998–1999", html)


def test_drafts_of_a_company_are_for_staff(client, editor_client, company):
    make_release(make_filing(company, status="draft"), headline="Not yet")
    assert "Not yet" in page(editor_client, company.get_absolute_url())
    editor_client.logout()
    assert "Not yet" not in page(client, company.get_absolute_url())


def test_many_releases_come_in_pages(client, company):
    filing = make_filing(company, report_date=date(1997, 1, 1))
    for _ in range(100):
        make_release(filing, exhibit=None)
    html = page(client, company.get_absolute_url())
    assert html.count('class="entry"') == 100
    assert "page=2" in html
    assert page(client, company.get_absolute_url() + "?page=2").count('class="entry"') == 1


def test_a_company_of_drafts_only_is_not_there_and_an_old_address_redirects(client, company):
    hidden = make_company("Hidden Inc.")
    make_filing(hidden, status="draft")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    OldAddress.objects.create(kind=OldAddress.Kind.COMPANY, slug="old", record=company.pk)
    response = client.get(reverse("company", args=["old"]))
    assert (response.status_code, response["Location"]) == (301, company.get_absolute_url())


def test_an_invented_company_is_marked(client):
    company = make_company("Invented Inc.", invented=True)
    make_release(make_filing(company))
    assert "<b>Invented sample.</b>" in page(client, company.get_absolute_url())
    for name in ("companies", "filings", "home"):
        assert "Invented sample" in page(client, reverse(name))
