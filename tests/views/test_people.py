"""People and desks."""

from datetime import date

import pytest
from django.urls import reverse

from neoarchive.models import OldAddress
from neoarchive.views.contexts import az
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_release

pytestmark = pytest.mark.django_db


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_people_stand_under_their_last_names_and_desks_under_what_they_are_called(client):
    release = make_release()
    make_appearance(release, make_contact("Carol A. Hess", "Calder"))
    make_appearance(release, make_contact("Deb O'Halloran", "Calder"))
    make_appearance(release, make_contact("Press Office", "Calder", kind="desk", sort_name="press office"))
    html = page(client, reverse("people"))
    for shown in ("Hess, Carol A.", "O&#x27;Halloran, Deb", "Press Office"):
        assert shown in html


def test_people_of_drafts_only_are_not_shown(client, editor_client):
    contact = make_contact("Hidden Person")
    make_appearance(make_release(make_filing(status="draft")), contact)
    assert editor_client.get(contact.get_absolute_url()).status_code == 200
    editor_client.logout()
    assert "Person, Hidden" not in page(client, reverse("people"))
    assert client.get(contact.get_absolute_url()).status_code == 404


def test_many_people_come_a_letter_at_a_time(client, monkeypatch):
    monkeypatch.setattr(az, "ONE_PAGE", 1)
    release = make_release()
    make_appearance(release, make_contact("Ada Marsh"))
    make_appearance(release, make_contact("Bo Adler"))
    assert "Adler, Bo" in page(client, reverse("people"))
    html = page(client, reverse("people") + "?letter=m")
    assert "Marsh, Ada" in html
    assert "Adler, Bo" not in html
    assert client.get(reverse("people"), {"letter": "xx"}).status_code == 404


def test_the_queries_of_the_index_do_not_grow(client, count_queries):
    make_appearance(make_release())
    few = count_queries(client, reverse("people"))
    for number in range(10):
        make_appearance(make_release(), make_contact(f"Person {number}"))
    assert count_queries(client, reverse("people")) == few <= 6


@pytest.fixture
def person():
    company = make_company()
    contact = make_contact("Carol Hess")
    for year, title in ((1997, "Manager"), (1998, "Director"), (1999, "Director")):
        release = make_release(make_filing(company, report_date=date(year, 3, 1)), headline=f"News of {year}")
        make_appearance(release, contact, title=title, name="Carol A. Hess" if year == 1997 else "Carol Hess")
        make_appearance(release, make_contact(f"Other {year}"))
    return contact


def test_roles_are_as_printed_with_their_years(client, person):
    html = page(client, person.get_absolute_url())
    assert '<span class="when">1998–1999</span><h3>Director</h3>' in html
    assert '<span class="when">1997</span><h3>Manager</h3>' in html
    assert "Named as a contact in 3 releases of 1 company, 1997–1999" in html
    assert "As printed in 1997–1999; numbers and roles may have changed since." in html


def test_spellings_and_people_named_together_are_told(client, person):
    html = page(client, person.get_absolute_url())
    assert "Carol A. Hess, 1 release" in html
    assert "Carol Hess, 2 releases" in html
    assert "Other 1998" in html


def test_releases_stand_by_year_newest_first(client, person):
    html = page(client, person.get_absolute_url())
    assert html.index("News of 1999") < html.index("News of 1998") < html.index("News of 1997")


def test_named_people_are_kept_out_of_search_engines(client, person):
    assert '<meta name="robots" content="noindex">' in page(client, person.get_absolute_url())
    assert '<meta name="robots" content="noindex, follow">' in page(client, reverse("people"))


def test_the_queries_of_a_person_do_not_grow(client, person, count_queries):
    few = count_queries(client, person.get_absolute_url())
    for _ in range(10):
        make_appearance(make_release(), person)
    assert count_queries(client, person.get_absolute_url()) == few <= 6


def test_absent_names_and_roles_are_said_to_be_absent(client):
    contact = make_contact("", organization="", key="nobody")
    make_appearance(make_release(), contact, name="", title="", phones=[])
    html = page(client, contact.get_absolute_url())
    for text in ("Name not given", "Role not given", "Organisation not given", "telephone not given"):
        assert text in html


def test_an_old_address_redirects(client, person):
    OldAddress.objects.create(kind=OldAddress.Kind.PERSON, slug="old", record=person.pk)
    response = client.get(reverse("person", args=["old"]))
    assert (response.status_code, response["Location"]) == (301, person.get_absolute_url())
