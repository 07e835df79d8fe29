"""Events: one name for the items of both numberings, in the vocabulary, the query, the filter and on pages."""

import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.filters import ReleaseFilter
from neoarchive.models import Item, PressRelease
from neoarchive.parser import items
from neoarchive.search import events, find, index, uses
from neoarchive.search.query import QueryError, parse, write
from tests.factories import make_company, make_filing, make_release

OLD = [str(n) for n in range(1, 13)]


def test_every_item_that_has_a_title_is_an_event():
    new = set(items._NEW)
    assert {event.today for event in events.EVENTS} == new
    assert len(events.BY_SLUG) == len(events.EVENTS)
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug in events.BY_SLUG)


@pytest.mark.parametrize("number", OLD)
def test_old_numbers_lead_to_the_event_that_the_parser_gives_them(number):
    having = [event for event in events.EVENTS if any(then.number == number for then in event.then)]
    for event in having:
        then = next(one for one in event.then if one.number == number)
        for day in (then.first or date(1994, 1, 3), then.last):
            title, today = items.official(number, day)
            assert (today, bool(title)) == (event.today, True)
    assert having


def test_the_new_form_begins_on_the_same_day_as_in_the_parser():
    assert events.NEW_FORM == items.NEW_FORM


@pytest.mark.parametrize(
    ("text", "slug"),
    [("directors", "directors"), ("Code of Ethics", "ethics"), ("5.02", "directors"), ("delisting", "delisting")],
)
def test_events_are_known_by_slug_by_number_and_by_telling_words(text, slug):
    assert events.named(text).slug == slug


@pytest.mark.parametrize("text", ["", "the", "asset-backed", "5", "9", "zzz"])
def test_what_could_be_several_events_is_none(text):
    assert events.named(text) is None


def test_a_query_names_an_event_and_is_written_as_it_is_read():
    node = parse("event:directors nerve")
    assert write(node) == "event:directors nerve"
    assert parse(write(parse('event:"code of ethics"'))) == parse("event:ethics")


def test_a_misspelt_event_is_told_with_the_nearest():
    with pytest.raises(QueryError) as error:
        parse("event:directorz")
    assert "/events/" in str(error.value)
    assert write(error.value.repaired) == "event:directors"


def released(company, day, number, today, **values):
    filing = make_filing(company, report_date=day, items=(), **values)
    Item.objects.create(filing=filing, number=number, today=today)
    release = make_release(filing, released_on=day, headline=f"News under item {number} of {day.year}")
    index.index_release(release)
    return release


@pytest.fixture
def archive(db):
    company = make_company()
    return {
        "old": released(company, date(1998, 7, 27), "6", "5.02"),
        "new": released(company, date(2005, 3, 1), "5.02", "5.02"),
        "later": released(company, date(2005, 9, 1), "5.02", "5.02"),
        "other": released(company, date(1999, 2, 1), "5", "8.01"),
        "draft": released(company, date(2006, 1, 1), "5.02", "5.02", status="draft"),
    }


def found(text):
    asked = find.Asking(parse(text))
    return {find.facts.release_id_of(key) for key in find.keys(asked, drafts=False).keys}


def test_a_query_finds_the_event_under_either_number(archive):
    assert found("event:directors") == {archive[name].pk for name in ("old", "new", "later")}
    assert found("event:other") == {archive["other"].pk}


def test_the_filter_and_the_index_agree(archive):
    filtered = ReleaseFilter({"event": "directors"}, PressRelease.objects.published()).qs
    assert {release.pk for release in filtered} == found("event:directors")
    assert not ReleaseFilter({"event": "nothing"}, PressRelease.objects.all()).form.is_valid()


def test_the_list_has_a_facet_of_events_and_a_chip(client, archive):
    html = client.get(reverse("releases")).content.decode()
    facet = re.search(r"<h3>Event</h3>.*?</ul>", html, re.DOTALL)[0]
    assert re.search(r'\?event=directors".*?Officers and directors.*?>3<', facet, re.DOTALL)
    html = client.get(reverse("releases"), {"event": "directors"}).content.decode()
    assert "officers and directors leave or join <span" in html
    assert "News under item 6 of 1998" in html
    assert "News under item 5 of 1999" not in html
    assert client.get(reverse("releases"), {"event": "unheard"}).status_code == 400


def test_first_last_and_years_of_an_event(archive):
    asked = find.Asking(parse("event:directors"))
    used = uses.uses(asked)
    assert (used.total, used.over, dict(used.years)) == (3, False, {1998: 1, 2005: 2})
    assert find.facts.release_id_of(used.first) == archive["old"].pk
    assert find.facts.release_id_of(used.last) == archive["later"].pk


def test_first_last_and_years_of_what_is_too_much_to_look_at(archive, monkeypatch):
    monkeypatch.setattr(find, "COUNTED", 1)
    monkeypatch.setattr(uses, "A_YEAR", 1)
    used = uses.uses(find.Asking(parse("event:directors")))
    assert (used.over, dict(used.years), used.least) == (True, {1998: 1, 2005: 1}, {2005})
    assert find.facts.release_id_of(used.first) == archive["old"].pk
    assert find.facts.release_id_of(used.last) == archive["later"].pk


def test_the_page_of_all_events(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        html = client.get(reverse("events")).content.decode()
    row = re.search(r"<tr><td>5\.02</td>.*?</tr>", html)[0]
    assert "Resignations of Registrant&#x27;s Directors" in row
    assert row.endswith("<td>3</td></tr>")
    assert "Sales of Equity Securities Pursuant to Regulation S" in html


def test_the_page_of_an_event(client, archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        html = client.get(reverse("event", args=["directors"])).content.decode()
    assert "News under item 6 of 1998" in html
    assert "News under item 5.02 of 2005" in html
    assert "of 2006" not in html, "the draft"
    assert '<a href="/releases/?event=directors&amp;year=2005">' in html or "?event=directors&year=2005" in html
    assert "Resignations of Registrant&#x27;s Directors" in html
    assert 'to <time datetime="2004-08-22">August 22, 2004</time>' in html


def test_the_number_leads_to_the_name(client, db):
    assert client.get(reverse("event", args=["5-02"]))["Location"] == reverse("event", args=["directors"])
    assert client.get(reverse("event", args=["no-such"])).status_code == 404


def test_other_events_had_two_titles(client, db):
    html = client.get(reverse("event", args=["other"])).content.decode()
    assert "Other Events and Regulation FD Disclosure" in html
    assert '<time datetime="2000-10-22">' in html


def test_badges_show_the_number_as_filed_its_title_then_and_todays(client, archive):
    Item.objects.filter(number="6").update(official_title="Resignations of Registrant's Directors")
    shown = client.get(archive["old"].get_absolute_url()).content.decode()
    assert "Item 6, Resignations of Registrant&#x27;s Directors" in shown
    assert 'today 5.02, <a href="/events/directors/">Officers and directors leave or join</a>' in shown
    new = client.get(archive["new"].get_absolute_url()).content.decode()
    assert '(<a href="/events/directors/">' in new
    filing = client.get(archive["old"].filing.get_absolute_url()).content.decode()
    assert 'Today’s Item 5.02: <a href="/events/directors/">' in filing
