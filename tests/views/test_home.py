"""The front page."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from neoarchive.views.contexts import az
from neoarchive.views.contexts.strips import year_strip
from tests.factories import make_company, make_filing, make_release

pytestmark = pytest.mark.django_db


def page(client):
    response = client.get(reverse("home"))
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_archive_says_so(client):
    assert "Nothing has been ingested yet." in page(client)


def test_one_sentence_tells_what_is_held(client):
    make_release(make_filing(report_date=date(1993, 2, 3)))
    make_release(make_filing(report_date=date(2001, 10, 3)))
    make_release(make_filing(status="draft", report_date=date(2010, 1, 1)))
    html = page(client)
    assert ">2 press releases</a> of" in html
    assert ">2 companies</a>" in html
    assert "February 1993</time> and" in html
    assert "October 2001</time>" in html


def test_the_latest_six_are_shown_with_item_exhibit_and_ticker(client):
    for number in range(8):
        make_release(make_filing(report_date=date(1998, 1, number + 1)), headline=f"News {number}", tickers=("CLDR",))
    html = page(client)
    assert "News 7" in html
    assert "News 2" in html
    assert "News 1<" not in html
    assert "(Nasdaq: CLDR) · Item 5, Exhibit 99.1" in html


def test_releases_of_this_day_in_other_years(client):
    today = timezone.now().date()
    day = date(1996, today.month, today.day)
    make_release(make_filing(report_date=day), headline="On this very day")
    make_release(make_filing(report_date=date(2002, 1 + today.month % 12, 5)), headline="Another day")
    html = page(client)
    section = html[html.index(f"On {today:%B} {today.day}") : html.index("Added to the archive lately")]
    assert "On this very day" in section
    assert "Another day" not in section


def test_what_was_added_lately_is_told_by_company(client):
    company = make_company("Adair Telecommunications, Inc.")
    for year in (1999, 2001):
        make_release(make_filing(company, report_date=date(year, 1, 1)))
    assert "2 filings of Adair Telecommunications, Inc., 1999–2001" in page(client)


def test_the_examples_are_taken_from_the_archive(client):
    make_release(make_filing(), headline="Calder Announces Nerve Growth Programme", tickers=("CLDR",))
    html = page(client)
    assert "?q=nerve%20growth" in html
    assert "?q=ticker%3ACLDR" in html


def test_a_new_filing_is_counted_at_once(client):
    make_release()
    assert ">1 press release</a>" in page(client)
    make_release(make_filing())
    assert ">2 press releases</a>" in page(client)


def test_queries_stay_few_and_do_not_grow(client, count_queries):
    make_release()
    few = count_queries(client, reverse("home"))
    for number in range(12):
        make_release(make_filing(make_company(f"Company {number}")), tickers=("CLDR",))
    assert count_queries(client, reverse("home")) == few <= 6


def test_a_large_archive_names_the_largest_companies_and_links_the_letters(client, monkeypatch):
    monkeypatch.setattr(az, "ONE_PAGE", 1)
    make_release(make_filing(make_company("Alder Inc.")))
    make_release(make_filing(make_company("Birch Inc.")))
    html = page(client)
    assert "The companies with most releases" in html
    assert reverse("companies-letter", args=["a"]) in html


def test_a_strip_has_every_year_and_one_scale():
    strip = year_strip({date(1998, 7, 1): 4, date(2000, 1, 1): 1})
    assert [(year.year, year.count) for year in strip] == [(1998, 4), (1999, 0), (2000, 1)]
    assert "V0h1" in strip[0].path  # the highest month reaches the top
    assert strip[2].path == "M0 40V20h1V40h11V40z"  # a quarter of it half as high: the scale is a square root
    assert all(sum(map(int, re.findall(r"h(\d+)", year.path))) == 12 for year in strip)


def test_a_strip_of_nothing_is_empty():
    assert year_strip({}) == []
