"""Quotations by speaker and words, organisations with their clients, telephone numbers over time."""

import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.models import Contact
from neoarchive.search import index
from neoarchive.search.query import parse
from neoarchive.search.speakers import speaker_query
from neoarchive.views.contexts import numbers, quotations
from neoarchive.views.contexts.organizations import people_of
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_quotation, make_release

pytestmark = pytest.mark.django_db


def said(text, speaker, day, company=None, **values):
    release = make_release(make_filing(company, report_date=day, **values), headline=f"News of {day}", body=(text,))
    make_quotation(release, text=text, speaker=speaker, speaker_title="President")
    index.index_release(release)
    return release


@pytest.fixture
def archive():
    company = make_company()
    return [
        said("The nerve growth factor works.", "Alvin J. Glasky, Ph.D.", date(1997, 5, 1), company),
        said("We thank our shareholders.", "Alvin J. Glasky", date(1998, 5, 1), company),
        said("Nerve growth is not my subject.", "Carol Hess", date(1999, 5, 1)),
        said("A secret of nerve growth.", "Alvin J. Glasky", date(2000, 5, 1), company, status="draft"),
    ]


def page(client, **asked):
    response = client.get(reverse("quotations"), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_all_quotations_the_latest_first(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        html = page(client)
    places = [html.index(text) for text in ("not my subject", "thank our shareholders", "growth factor works")]
    assert places == sorted(places)
    assert "secret" not in html


def test_a_speaker_and_words_are_asked_of_the_quotation_itself(client, archive):
    html = page(client, q='speaker:glasky "nerve growth"')
    assert html.count('<li class="entry">') == 1
    assert "The <mark>nerve growth</mark> factor works" in html


def test_of_one_release_only_what_fits_is_shown(client, archive):
    make_quotation(archive[0], text="I said nothing.", speaker="Carol Hess", position=1)
    index.index_release(archive[0])
    assert "said nothing" not in page(client, q="speaker:glasky")
    assert "said nothing" in page(client, q="speaker:hess OR speaker:glasky")


def test_filters_and_spans_of_years_are_asked_of_the_release(client, archive):
    assert "growth factor" not in page(client, q="speaker:glasky year:1998")
    html = page(client, q="speaker:glasky", company=archive[0].company.slug)
    assert html.count('<li class="entry">') == 2
    assert 'name="company"' in html


def test_a_page_leads_on_where_it_ends(client, archive, monkeypatch):
    monkeypatch.setattr(quotations, "RELEASES", 1)
    html, seen = page(client), []
    for _ in range(3):
        seen += re.findall(r"<h2><a[^>]+>([^<]+)</a></h2>", html)
        more = re.search(r'href="(\?[^"]+)" rel="next nofollow"', html)
        if more:
            html = client.get(reverse("quotations") + more[1].replace("&amp;", "&")).content.decode()
    assert seen == ["Carol Hess", "Alvin J. Glasky", "Alvin J. Glasky, Ph.D."]
    assert not more


def test_what_cant_be_read_is_told(client, archive):
    response = client.get(reverse("quotations"), {"q": '"open'})
    assert response.status_code == 400
    assert "is never closed" in response.content.decode()


@pytest.mark.parametrize("name", ['Alvin J. "Al" Glasky, Ph.D.', "O’Brien", "“Quoted”", "A*"])
def test_the_query_of_a_speaker_can_be_read(name):
    assert parse(speaker_query(name)).field == "speaker"


def appearing(contact, phones, day):
    return make_appearance(make_release(make_filing(report_date=day)), contact, phones=phones)


def test_a_split_area_code_is_a_change_of_one_number(client):
    contact = make_contact("Carol Hess")
    appearing(contact, ["(714) 555-0142"], date(1997, 1, 1))
    appearing(contact, ["714-555-0142"], date(1998, 1, 1))
    appearing(contact, ["(949) 555-0142"], date(1999, 1, 1))
    rows = numbers.numbers_of(contact.appearances.order_by("-release__shown_date"))
    assert [(n.printed, n.count, bool(n.note)) for n in rows] == [
        ("(949) 555-0142", 1, True),
        ("714-555-0142", 2, False),
    ]
    html = client.get(contact.get_absolute_url()).content.decode()
    assert "area code 949, 714 before" in html


def test_two_lines_at_once_are_no_change():
    contact = make_contact("Carol Hess")
    appearing(contact, ["(714) 555-0142", "(949) 555-0142"], date(1998, 1, 1))
    assert not any(n.note for n in numbers.numbers_of(contact.appearances.all()))


@pytest.fixture
def agency():
    for number, (year, client_name) in enumerate([(1997, "Calder"), (1998, "Calder"), (1998, "Blue Lantern")]):
        release = make_release(make_filing(make_company(client_name), report_date=date(year, 3, 1)))
        make_appearance(release, make_contact(f"Person {number}", "Allen & Caron Inc"))
    draft = make_release(make_filing(make_company("Hidden Client"), status="draft"))
    make_appearance(draft, make_contact("Hidden Person", "ALLEN & CARON INC"))


def test_an_organisation_has_its_people_and_clients_by_year(client, agency, django_assert_max_num_queries):
    address = reverse("organization") + "?name=allen+%26+caron+inc"
    with django_assert_max_num_queries(4):
        html = client.get(address).content.decode()
    assert "3 contacts named in 3 releases of 3 companies" in html
    assert html.index(">1998 <") < html.index("Blue Lantern") < html.index(">1997 <")
    assert "Hidden" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_withdrawn_people_are_not_shown(client, agency):
    from django.utils import timezone

    Contact.objects.filter(name="Person 2").update(withdrawn_at=timezone.now())
    html = client.get(reverse("organization"), {"name": "Allen & Caron Inc"}).content.decode()
    assert "Person 2" not in html
    assert "Blue Lantern" not in html


@pytest.mark.parametrize("name", ["", "Nobody", "a\0b", "x" * 301])
def test_an_organisation_that_is_not_there(client, name):
    assert client.get(reverse("organization"), {"name": name}).status_code == 404


def test_people_of_an_organisation_are_found_by_the_index(agency, django_db_blocker):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the plan is SQLite's")
    assert "contact_organization" in people_of("Allen & Caron Inc").explain()


def test_the_page_of_a_company_leads_to_what_each_speaker_said(client, archive):
    html = client.get(archive[0].company.get_absolute_url()).content.decode()
    link = re.search(r'href="(/quotations/[^"]*q=[^"]+)"', html)[1].replace("&amp;", "&")
    assert client.get(link).content.decode().count('<li class="entry">') >= 1
