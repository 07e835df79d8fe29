"""The first and last use of a term."""

from datetime import date

import pytest
from django.urls import reverse

from neoarchive.search import index
from tests.factories import make_company, make_filing, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    found = []
    for company in (make_company("Calder"), make_company("Blue Lantern")):
        for year, text in ((1996, "The gadget is new."), (1998, "Neurotropin is new."), (1999, "Neurotropin again.")):
            year += company.name != "Calder"
            release = make_release(
                make_filing(company, report_date=date(year, 3, 1)), headline=f"News {company} {year}", body=(text,)
            )
            found.append(release)
    draft = make_release(make_filing(status="draft", report_date=date(1990, 1, 1)), body=("Neurotropin early.",))
    for release in (*found, draft):
        index.index_release(release)
    return found


def page(client, **asked):
    response = client.get(reverse("first-use"), asked)
    return response.content.decode()


def test_first_last_and_a_bar_for_each_year(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        html = page(client, q="neurotropin")
    assert 'First on <time datetime="1998-03-01">' in html
    assert 'last on <time datetime="2000-03-01">' in html
    assert "4 releases</a>." in html
    for year, count in ((1998, 1), (1999, 2), (2000, 1)):
        assert f"q=neurotropin&amp;year={year}" in html
        assert f'<span class="y">{year}</span> <span class="c">{count}<' in html
    assert html.count('<li class="entry">') == 2
    assert "early" not in html


def test_of_one_company(client, archive):
    html = page(client, q="neurotropin", company=archive[3].company.slug)
    assert 'First on <time datetime="1999-03-01">' in html
    assert 'last on <time datetime="2000-03-01">' in html


def test_used_once(client, archive):
    html = page(client, q='"gadget is new" year:1996')
    assert "last on" not in html
    assert html.count('<li class="entry">') == 1


def test_never_used_and_not_asked(client, archive):
    assert "is in no release of the archive." in page(client, q="unheard")
    assert client.get(reverse("first-use")).status_code == 200


def test_what_cant_be_read_is_told_and_repaired(client, archive):
    response = client.get(reverse("first-use"), {"q": '"neurotropin'})
    assert response.status_code == 400
    assert "can be searched" in response.content.decode()
