"""The page /releases/: list and search in one. Also run with PostgreSQL."""

import html
import re
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from neoarchive.filters import ReleaseFilter
from neoarchive.models import PressRelease
from neoarchive.search import facts, find, index, kept
from neoarchive.views.contexts import results, words
from tests.factories import make_appearance, make_company, make_contact, make_filing, make_quotation, make_release
from tests.search.test_query import PIECES

pytestmark = pytest.mark.django_db
URL = "/releases/"


def shown(client: Client, query: str = "", status: int = 200) -> str:
    response = client.get(URL + query)
    assert response.status_code == status, query
    return response.content.decode()


def count_of(page: str) -> int:
    """The number of releases that the page says it has."""
    found = re.search(r'class="now">\s*<p><b>([\d,]+) release', page)
    if found:
        return int(found[1].replace(",", ""))
    assert "<b>No releases</b>" in page
    return 0


def headlines(page: str) -> list[str]:
    return [
        html.unescape(re.sub("<[^>]+>", "", found)) for found in re.findall(r"<h2[^>]*><a [^>]+>(.*?)</a></h2>", page)
    ]


@pytest.fixture
def archive() -> dict[str, Any]:
    """Two companies, four years, every part present and absent."""
    neo = make_company("NeoTherapeutics, Inc.", slug="neotherapeutics", cik="0000831547")
    oil = make_company("Merrow Oil & Gas, Inc.", slug="merrow-oil-gas", invented=True)
    contact = make_contact()
    made = []
    for number, day in enumerate(
        [date(1997, 5, 1), date(1998, 1, 5), date(1998, 7, 27), date(1998, 7, 30), date(1999, 3, 2), None]
    ):
        company = oil if number % 3 == 2 else neo
        filing = make_filing(company, items=("2",) if number == 4 else ("5", "7"), report_date=day)
        release = make_release(
            filing,
            headline=f"Number {number} on Nerve{' and Growth' if number % 2 else ''}",
            body=(f"The growth of nerve cells in study {number}.", "About it."),
            released_on=day,
            tickers=("NEOT", "NEOTW") if company == neo and number else (),
            has_table=number in (1, 4),
        )
        if number < 4:
            make_appearance(release, contact)
        if number == 2:
            make_quotation(release)
            index.index_release(release)
        made.append(release)
    filing = make_filing(neo, status="draft", report_date=date(1998, 7, 28))
    draft = make_release(filing, headline="Held Back Nerve", released_on=date(1998, 7, 28))
    return {"neo": neo, "oil": oil, "made": made, "draft": draft}


def test_the_list_shows_releases_newest_first(client: Client, archive: dict[str, Any]) -> None:
    page = shown(client)
    assert [h.split()[1] for h in headlines(page)] == ["4", "3", "2", "1", "0", "5"]
    assert count_of(page) == 6
    assert "<title>Releases – neoarchive</title>" in page
    assert "noindex" not in page
    assert '<link rel="canonical" href="http://testserver/releases/">' in page
    assert '<time datetime="1998-07-27">Jul 27, 1998</time>' in page
    assert "(Nasdaq: NEOT, NEOTW) · Item 5, Exhibit 99.1" in page
    assert page.count("Invented sample") == 2
    assert "Best match" not in page


def test_a_search_marks_its_words_and_cites_the_line(client: Client, archive: dict[str, Any]) -> None:
    page = shown(client, "?q=nerve+growth&year=1998")
    assert count_of(page) == 3
    assert "<b>3 releases</b> of 6" in page
    assert "<title>nerve growth, 1998: 3 releases – neoarchive</title>" in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert "Number 2 on <mark>Nerve</mark>" in page
    assert "The <mark>growth</mark> of <mark>nerve</mark> cells in study 2." in page
    source = reverse("release-source", args=[archive["made"][2].slug])
    assert f'<a class="src" href="{source}?q=nerve+growth#L1" aria-label="Source line 1">1</a>' in page
    assert 'aria-current="true">Best match</a>' in page
    assert '<input type="hidden" name="year" value="1998">' in page


def strange_scripts(page: str) -> list[str]:
    """Script tags that are not the site's own files."""
    return [tag for tag in re.findall(r"<script[^>]*>", page) if not tag.startswith('<script src="/static/js/')]


def test_text_of_filings_and_queries_is_escaped(client: Client) -> None:
    make_release(headline='<script>alert("x")</script> nerve', body=("<b>nerve</b> & <script>growth</script>",))
    page = shown(client, "?q=nerve+%3Cscript%3E")
    assert strange_scripts(page) == []
    assert "&lt;b&gt;<mark>nerve</mark>&lt;/b&gt; &amp; &lt;<mark>script</mark>&gt;" in page
    assert strange_scripts(shown(client, "?q=%22%3Cscript%3E", 400)) == []
    assert strange_scripts(shown(client, "?q=nothing%3Cscript%3E")) == []
    assert strange_scripts(shown(client, "?year=%3Cscript%3E", 400)) == []


FILTERS = ["company=neotherapeutics", "year=1998", "year=1998&month=7", "item=5", "item=2", "ticker=NEOT", "ticker=-"]
FILTERS += ["has_contact=1", "has_contact=0", "has_quotation=1", "has_table=1", "has_table=0"]


@pytest.mark.parametrize("first", ["", "q=nerve", "q=growth+-and", "year=1998", "year=1998&month=7", "has_contact=0"])
def test_every_count_is_what_its_link_shows(client: Client, archive: dict[str, Any], first: str) -> None:
    """Facets, months and years, and filters taken away again, together with each filter."""
    known: dict[str, int] = {}

    def followed(link: str) -> int:
        if link not in known:
            known[link] = count_of(shown(client, html.unescape(link).removeprefix("./")))
        return known[link]

    for second in ["", *FILTERS]:
        page = shown(client, f"?{first}&{second}")
        links = re.findall(r'<a href="([^"]+)"([^>]*)><span>[^<]*</span> <span class="n">([\d,]+)</span></a>', page)
        links += re.findall(r'<a href="([^"]+)"([^>]*)><svg.*?<span class="c">(\d+)<', page)
        links += re.findall(r'<li><a href="([^"]+)"()>[^<]*</a>(?: is close)?: (\d+) release', page)
        assert links or not count_of(page)
        for link, state, number in links:
            # The value in use is counted as the list stands; its link takes it away.
            expected = count_of(page) if "aria-current" in state else followed(link)
            assert int(number) == expected, (second, link)


def test_index_and_rows_agree_on_every_pair_of_filters(client: Client, archive: dict[str, Any]) -> None:
    for first in FILTERS:
        for second in FILTERS:
            given = dict(pair.split("=") for pair in f"{second}&{first}".split("&"))
            rows = ReleaseFilter(given, queryset=PressRelease.objects.published())
            assert rows.form.is_valid()
            expected = sorted(release.headline for release in rows.qs)
            query = "&".join(f"{name}={value}" for name, value in given.items())
            assert sorted(headlines(shown(client, f"?{query}"))) == expected, query


def test_filters_are_told_and_each_can_be_taken_away(client: Client, archive: dict[str, Any]) -> None:
    page = shown(client, "?q=nerve&company=neotherapeutics&year=1998&month=7&has_contact=1&item=5")
    now = html.unescape(page[page.index('class="now"') : page.index('class="strip')])
    assert re.findall(r'<a href="([^"]+)">([^<]+) <span class="x"', now) == [
        ("?q=nerve&year=1998&month=7&item=5&has_contact=1", "NeoTherapeutics, Inc."),
        ("?q=nerve&company=neotherapeutics&item=5&has_contact=1", "year 1998"),
        ("?q=nerve&company=neotherapeutics&year=1998&item=5&has_contact=1", "July"),
        ("?q=nerve&company=neotherapeutics&year=1998&month=7&has_contact=1", "item 5"),
        ("?q=nerve&company=neotherapeutics&year=1998&month=7&item=5", "has a contact"),
    ]
    assert '<a href="?q=nerve" class="mute">Clear all</a>' in now


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", "432105"), ("oldest", "501234"), ("company", "254310"), ("best", None)],
)
def test_the_order_can_be_chosen(client: Client, archive: dict[str, Any], sort: str, expected: str | None) -> None:
    numbers = "".join(h.split()[1] for h in headlines(shown(client, f"?q=nerve&sort={sort}")))
    assert sorted(numbers) == list("012345")
    assert expected is None or numbers == expected


def test_best_match_puts_headlines_first(client: Client) -> None:
    make_release(headline="Other", body=("Of zinc.",), released_on=date(2024, 1, 1))
    make_release(headline="Zinc", body=("Of something.",), released_on=date(1998, 1, 1))
    assert headlines(shown(client, "?q=zinc")) == ["Zinc", "Other"]
    assert headlines(shown(client, "?q=zinc&sort=newest")) == ["Other", "Zinc"]


def test_beginnings_of_words_are_ranked_as_words_are(client: Client) -> None:
    make_release(headline="Other", body=("Of zinc.",), released_on=date(2024, 1, 1))
    make_release(headline="Zincite", body=("Of something.",), released_on=date(1998, 1, 1))
    assert headlines(shown(client, "?q=zin*")) == ["Zincite", "Other"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("year=abc", "The year “abc” can’t be read."),
        ("year=98", "A year has four figures"),
        ("month=13&year=1998", "A month is a number from 1 to 12."),
        ("month=7", "A month is read with its year only."),
        ("company=nobody", "The archive has no company with this address."),
        ("item=five", "An item is a number such as 5 or 5.02."),
        ("item=" + "5" * 50, "An item is a number such as 5 or 5.02."),
        ("ticker=NEO%20T", "A ticker is a symbol such as NEOT"),
        ("has_contact=maybe", "Write 1 for releases that have it"),
        ("sort=random", "Lists are sorted by best, newest, oldest or company."),
        ("page=0", "A page is a number from 1."),
        ("page=x", "A page is a number from 1."),
        ("year=%00", None),
        ("year=" + "9" * 5000, "A year has four figures"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told(
    client: Client, archive: dict[str, Any], query: str, told: str | None
) -> None:
    page = shown(client, f"?{query}", 400 if told else 200)
    assert told is None or told in html.unescape(page)
    assert told is None or 'role="alert"' in page
    assert told is None or "The same list without it" in page


def test_a_query_that_cannot_be_read_is_answered_with_place_and_repair(client: Client, archive: dict[str, Any]) -> None:
    page = html.unescape(shown(client, "?q=company:neotherapeutics+AND+(nerve+OR&year=1998", 400))
    assert "<title>Query not understood – neoarchive</title>" in page
    assert "<b>The query stops short.</b> The bracket at character 29 is never closed." in page
    assert "company:neotherapeutics AND (nerve OR\n                            ^      ^^</pre>" in page
    link = '<a href="?q=company%3Aneotherapeutics+nerve&year=1998"><code>company:neotherapeutics nerve</code></a>'
    assert f"{link} (2 releases)" in page
    assert 'aria-invalid="true" aria-describedby="qerr"' in page


def test_an_empty_result_says_why_and_what_is_near(client: Client, archive: dict[str, Any]) -> None:
    page = html.unescape(shown(client, "?q=nreve+company:neotherapeutics&year=1999"))
    assert "<title>nreve company:neotherapeutics, 1999: no releases – neoarchive</title>" in page
    assert "No release in 1999 fits the query nreve company:neotherapeutics." in page
    assert '<a href="?q=nerve+company%3Aneotherapeutics&year=1999">nerve</a> is close: 1 release' in page
    assert "The same search without nreve</a>: 1 release" in page
    assert "The archive holds what has been ingested, not everything that was filed. It has 6 releases" in page
    page = html.unescape(shown(client, "?q=study&company=neotherapeutics&year=1997&has_table=1"))
    assert "No release of NeoTherapeutics, Inc. in 1997 with a table has the word “study”." in page
    assert "The same search in every year</a>: 2 releases" in page
    assert "The same search without any filter</a>: 6 releases" in page


def test_an_empty_archive_says_so(client: Client) -> None:
    assert "It has no release yet." in shown(client)
    assert "It has no release yet." in shown(client, "?q=nerve")


def test_drafts_are_shown_to_staff_alone_and_marked(
    client: Client, editor_client: Client, archive: dict[str, Any]
) -> None:
    assert "Held Back" not in shown(Client(), "?q=held")
    assert "Held Back" not in shown(Client())
    page = shown(editor_client, "?q=held")
    assert count_of(page) == 1
    assert "<b>Draft</b>" in page
    assert count_of(shown(editor_client)) == 7


def test_a_company_with_drafts_alone_is_not_told_to_visitors(editor_client: Client) -> None:
    make_release(make_filing(make_company("Secret Corp.", slug="secret"), status="draft"))
    assert "no company with this address" in shown(Client(), "?company=secret", 400)
    assert count_of(shown(editor_client, "?company=secret")) == 1


def test_long_lists_have_pages(client: Client) -> None:
    filing = make_filing()
    for number in range(results.PAGE * 2 + 1):
        make_release(filing, headline=f"Nerve {number}", exhibit=None)
    first, last = shown(client, "?q=nerve&sort=newest"), shown(client, "?q=nerve&sort=newest&page=3")
    assert len(headlines(first)) == results.PAGE
    assert headlines(last) == ["Nerve 0"]
    assert '<a href="?q=nerve&amp;sort=newest&amp;page=2" rel="next">Next</a>' in first
    assert '<a href="?q=nerve&amp;sort=newest&amp;page=2" rel="prev">Previous</a>' in last
    assert "31–31 of 31" in last
    beyond = shown(client, "?q=nerve&page=4", 404)
    assert "There is no page 4." in beyond
    assert '<a href="?q=nerve&amp;page=3">its last page</a>' in beyond


def test_a_facet_shows_eight_values_and_all_on_demand(client: Client) -> None:
    for number in range(10):
        make_release(make_filing(make_company(f"Company {number}")))
    page = shown(client)
    assert page.count('<span class="n">1</span>') == 8
    assert '<a class="more" href="?all=company" rel="nofollow"><span>All 10 companies</span></a>' in page
    page = shown(client, "?all=company")
    assert page.count('<span class="n">1</span>') == 10


@pytest.fixture
def low_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list that is too long to be counted one by one, with few releases."""
    monkeypatch.setattr(find, "MOST", 3)


@pytest.mark.usefixtures("low_bounds")
def test_more_matches_than_are_counted_one_by_one(client: Client, archive: dict[str, Any]) -> None:
    page = shown(client, "?q=nerve")
    assert count_of(page) == 6
    assert "Ranked here are the newest 3." in page
    assert "A number with + is the least there is: counted are the newest 3 releases." in page
    assert sorted(h.split()[1] for h in headlines(page)) == ["2", "3", "4"]
    assert re.findall(r'<span class="n">(\d+)\+</span>', page)
    years = re.findall(r'<span class="y">(\d+)</span> <span class="c">(\d*)', page)
    assert years == [("1997", "1"), ("1998", "3"), ("1999", "1")]
    assert "counted are the newest 3" in shown(client, "?q=nerve&sort=newest")
    assert "counted are the oldest 3" in shown(client, "?q=nerve&sort=oldest")
    assert "Sorted by company here are the newest 3." in shown(client, "?q=nerve&sort=company")
    assert headlines(shown(client, "?sort=oldest"))[0].split()[1] == "5"
    assert count_of(shown(client)) == 6
    page = shown(client, "?year=1998")
    assert count_of(page) == 3
    page = shown(client, "?q=nerve&year=1998&company=neotherapeutics")
    assert count_of(page) == 2
    assert "counted among the newest 3 without filters" in page
    page = shown(client, "?q=nerve&has_table=0")
    assert count_of(page) == 4
    assert count_of(shown(client, "?q=nerve&year=1998&month=7")) == 2
    assert count_of(shown(client, "?year=1998&has_contact=1&ticker=-")) == 1


@pytest.mark.usefixtures("low_bounds")
def test_more_matches_than_are_counted_at_all(
    client: Client, archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find, "COUNTED", 4)
    monkeypatch.setattr(words, "COUNTED", 4)
    page = shown(client, "?q=nerve")
    assert "<b>Over 4 releases</b> of 6" in page
    assert "<title>nerve: over 4 releases – neoarchive</title>" in page
    assert "The bars above count all releases of the archive" in page
    years = re.findall(r'<span class="y">(\d+)</span> <span class="c">(\d*)', page)
    assert years == [("1997", "1"), ("1998", "3"), ("1999", "1")]
    page = shown(client, "?q=nerve&year=1998")
    assert count_of(page) == 3
    assert "The bars above" not in page
    assert "over 4 releases" in shown(client, "?q=nreve")
    assert "over 4 releases" in shown(client, "?q=(nerve", 400)


@pytest.mark.parametrize("order", ["newest", "oldest"])
@pytest.mark.parametrize("query", ["", "q=nerve", "item=5", "q=nerve&item=5"])
def test_every_release_of_a_long_list_can_be_reached(
    client: Client, monkeypatch: pytest.MonkeyPatch, order: str, query: str
) -> None:
    """By numbered pages up to the bound, then from release to release; far more than are ranked or counted."""
    filing = make_filing()
    days = [None, None, None, *(date(1998, 1 + number // 5, 1 + number % 3) for number in range(20))]
    for number, day in enumerate(days):
        make_release(filing, headline=f"Nerve {number}", released_on=day, exhibit=None)
    PressRelease.objects.filter(released_on=None).update(shown_date=None)
    for release in PressRelease.objects.filter(released_on=None):
        index.index_release(release)
    monkeypatch.setattr(results, "PAGE", 2)
    monkeypatch.setattr(find, "MOST", 3)
    monkeypatch.setattr(find, "COUNTED", 9)
    monkeypatch.setattr(words, "COUNTED", 9)
    address, seen = f"?{query}&sort={order}", []
    for _ in range(30):
        page = shown(client, address)
        assert len(headlines(page)) <= 2
        seen += headlines(page)
        found = re.search(r'<a href="([^"]+)" rel="next">Next</a>', page)
        if not found:
            break
        address = html.unescape(found[1])
    expected = PressRelease.objects.values_list("shown_date", "pk", "headline")
    in_order = sorted(expected, key=lambda row: (row[0] or date.min, row[1]), reverse=order == "newest")
    assert seen == [row[2] for row in in_order]
    assert headlines(shown(client, f"?{query}&sort={order}&page=5"))[0] == in_order[8][2]
    assert "There is no page 6." in shown(client, f"?{query}&sort={order}&page=6", 404)
    assert "The list ends before this place." in shown(
        client, f"?{query}&sort={order}&start={'2099-01-01.1' if order == 'oldest' else 'undated.0'}", 404
    )


def test_the_number_of_queries_does_not_grow_with_the_archive(
    client: Client, archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in an archive so large that its size is not counted on every hit.
    monkeypatch.setattr(kept, "_WORTH_KEEPING_S", 0)
    shown(client, "?q=nerve")
    asked = {
        "": 3,
        "?page=1": 3,
        "?q=nerve": 5,
        "?q=nerve&sort=company": 5,
        # One of them the company's name, one for what the passages set apart would add.
        "?q=nerve+growth&company=neotherapeutics&year=1998&has_contact=1": 6,
        "?q=nreve": 5,
        "?q=nreve&company=neotherapeutics&year=1999": 5,
        "?q=(nerve": 1,
    }
    status = {"?q=(nerve": 400}
    before = {}
    for query in asked:
        with CaptureQueriesContext(connection) as captured:
            shown(client, query, status.get(query, 200))
        before[query] = len(captured)
    assert all(before[query] <= most for query, most in asked.items()), before
    for number in range(12):
        make_release(make_filing(make_company(f"Company {number}")), headline="Nerve growth", tickers=(f"T{number}",))
    for query in asked:
        with CaptureQueriesContext(connection) as captured:
            shown(client, query, status.get(query, 200))
        assert len(captured) <= before[query], query


def test_a_page_weighs_little(client: Client) -> None:
    for number in range(40):
        make_release(
            make_filing(
                make_company(f"A Company with a Long Name, Number {number}, Incorporated"), items=("2.02", "9.01")
            ),
            headline="A headline of usual length that says what the company has done in this quarter " + str(number),
            body=("Net income for the quarter was more than it was. " * 20,),
            tickers=(f"T{number}",),
        )
    response = client.get(URL + "?q=net+income+quarter&has_contact=0&sort=newest")
    assert count_of(response.content.decode()) == 40
    assert len(response.content) < 30_000


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(URL).status_code == 405
    assert client.head(URL).status_code == 200


NASTY = [
    "api/v1",
    'foo"',
    "AND",
    "C++",
    "title:",
    "a\x00b",
    "(" * 10_240,
    "' OR 1=1 --",
    "a & b | !c",
    "nerve:*",
    "§p",
    "%",
    "*",
]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_queries_are_answered(client: Client, archive: dict[str, Any], text: str) -> None:
    answered(client, text)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES[0] + PIECES[1]), max_size=15).map("".join)))
@example("-(-nerve)")
@example("nerve OR -(growth OR -x) -y")
@example("\u0130")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_answered(archive: dict[str, Any], text: str) -> None:
    answered(Client(), text)


def answered(client: Client, text: str) -> None:
    response = client.get(URL + "?q=" + quote(text, errors="surrogatepass"))
    page = response.content.decode()
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert 'role="alert"' in page
    else:
        assert headlines(page) or "No release" in page


def test_the_key_of_a_day_holds_every_release_of_it() -> None:
    first, last = facts.keys_between(date(1998, 7, 27), date(1998, 7, 27))
    assert first <= facts.key_of(date(1998, 7, 27), 1) <= last
    assert first <= facts.key_of(date(1998, 7, 27), 2**27 - 1) <= last
    assert facts.key_of(date(1998, 7, 28), 1) > last
    assert facts.key_of(None, 5) < facts.key_of(date(1900, 1, 1), 5)
    with pytest.raises(ValueError, match="room for ids"):
        facts.key_of(None, 2**27)
