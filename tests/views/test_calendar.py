"""The calendar and the timeline of a company."""

import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.models import CompanyName, CompanyTicker, Item
from neoarchive.search import index
from neoarchive.views.contexts import days, timeline
from tests.factories import make_company, make_filing, make_release

pytestmark = pytest.mark.django_db
DAYS = [date(1997, 7, 27), date(1998, 7, 1), date(1998, 7, 27), date(1998, 7, 27), date(2000, 2, 29)]


def released(day, company=None, **values):
    filing = make_filing(company, report_date=day, items=(), **values)
    Item.objects.create(filing=filing, number="5", today="8.01")
    release = make_release(filing, released_on=day, headline=f"News of {day}, number {filing.pk}")
    index.index_release(release)
    return release


@pytest.fixture
def archive():
    company = make_company()
    released(date(1998, 7, 27), company, status="draft")
    return [released(day, company) for day in DAYS]


def page(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_years_and_months_are_counted(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        html = page(client, "calendar")
    row = re.search(r'<tr><th scope="row"><a href="/calendar/1998/">.*?</tr>', html)[0]
    assert 'href="/calendar/1998/7/" aria-label="July 1998, 3 releases">3</a>' in row
    assert row.endswith("<td>3</td></tr>")


def test_a_year_has_its_neighbours(client, archive):
    html = page(client, "calendar-year", 1998)
    assert '<link rel="prev" href="/calendar/1997/">' in html
    assert '<a href="/calendar/2000/" rel="next">2000</a>' in html, "1999 has none"
    assert client.get(reverse("calendar-year", args=[1999])).status_code == 404


def test_a_month_shows_its_days_under_their_weekdays(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        html = page(client, "calendar-month", 1998, 7)
    weeks = re.findall(r"<tr>(<td>.*?)</tr>", html)
    # July 1, 1998 was a Wednesday, July 27 a Monday.
    assert weeks[0].startswith("<td></td><td></td><td><a")
    assert weeks[4].startswith('<td><a href="/calendar/1998/7/27/" aria-label="July 27, 2 releases">27</a>')
    assert client.get(reverse("calendar-month", args=[1998, 13])).status_code == 404


def test_a_day_lists_its_releases_and_leads_on(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        html = page(client, "calendar-day", 1998, 7, 27)
    assert html.count('<li class="entry">') == 2
    assert "Monday, July 27, 1998" in html
    assert '<a href="/calendar/1998/7/1/" rel="prev">July 1, 1998</a>' in html
    assert '<a href="/calendar/2000/2/29/" rel="next">February 29, 2000</a>' in html
    assert client.get(reverse("calendar-day", args=[1998, 7, 28])).status_code == 404
    assert client.get(reverse("calendar-day", args=[1999, 2, 29])).status_code == 404


def test_a_day_with_many_leads_to_the_list(client, archive, monkeypatch):
    monkeypatch.setattr(days, "SHOWN", 1)
    html = page(client, "calendar-day", 1998, 7, 27)
    link = re.search(r'href="(/releases/\?q=[^"]+)" rel="nofollow">All releases of this day', html)[1]
    assert client.get(link.replace("&amp;", "&")).content.decode().count('<li class="entry">') == 2


def test_one_day_in_every_year(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        html = page(client, "on-this-day", 7, 27)
    assert html.count('<li class="entry">') == 3
    assert re.search(r'/calendar/1998/7/27/"><span>1998</span> <span class="n">2<', html)
    assert "News of 2000-02-29" in page(client, "on-this-day", 2, 29)
    assert "No release in the archive is of this day." in page(client, "on-this-day", 1, 1)
    assert client.get(reverse("on-this-day", args=[2, 30])).status_code == 404
    assert client.get(reverse("calendar-today")).status_code == 302


def test_the_timeline_has_filings_names_and_tickers_in_order(client, archive):
    company = archive[0].company
    CompanyName.objects.create(company=company, name="Old Name Corp.", until=date(1998, 2, 1))
    CompanyTicker.objects.create(company=company, exchange="Nasdaq", symbol="CLDR", first_seen=date(1998, 7, 1))
    html = page(client, "company-timeline", company.slug)
    order = ["News of 1997-07-27", "No longer called Old Name Corp.", "Ticker Nasdaq: CLDR first", "News of 1998-07-01"]
    places = [html.index(text) for text in [*order, "News of 2000-02-29"]]
    assert places == sorted(places)
    assert html.count("News of 1998-07-27") == 2, "the draft is not shown"
    assert '<a href="/events/other/">Other events</a>' in html


def test_what_falls_between_pages_stands_on_one_of_them(client, archive, monkeypatch):
    monkeypatch.setattr(timeline, "PER_PAGE", 2)
    company = archive[0].company
    for day in sorted({date(1990, 1, 1), *DAYS, date(2010, 1, 1)}):
        CompanyName.objects.create(company=company, name=f"Name until {day}", until=day)
    address = reverse("company-timeline", args=[company.slug])
    pages = [client.get(address, {"page": n}).content.decode() for n in (1, 2, 3)]
    for day in {date(1990, 1, 1), *DAYS, date(2010, 1, 1)}:
        assert sum(f"No longer called Name until {day}" in html for html in pages) == 1, day
    assert client.get(address, {"page": 4}).status_code == 404


def test_the_queries_of_the_timeline_do_not_grow(client, archive, count_queries):
    address = reverse("company-timeline", args=[archive[0].company.slug])
    few = count_queries(client, address)
    for _ in range(5):
        released(date(2001, 1, 1), archive[0].company)
    assert count_queries(client, address) == few <= 8
