"""Words of a search that stay marked where a release is opened from it."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neoarchive.ingest.render import block_html
from neoarchive.sanitize import clean
from neoarchive.views.contexts import hits
from neoarchive.views.contexts.hits import hits_of
from neoarchive.views.contexts.lines import SourceLines
from tests.factories import make_block, make_filing, make_release, make_source


def marked(html, query):
    return hits_of(query).html(html)


@pytest.mark.parametrize(
    ("html", "query", "expected"),
    [
        ("New nerve growth.", '"nerve growth"', 'New <mark id="h1">nerve growth</mark>.'),
        ("Nerve, nerves", "nerv*", '<mark id="h1">Nerve</mark>, <mark id="h2">nerves</mark>'),
        ("AT&amp;T said", "AT&T", '<mark id="h1">AT&amp;T</mark> said'),
        ("a &lt;mark&gt; b", "mark", 'a &lt;<mark id="h1">mark</mark>&gt; b'),
        ('(NYSE: <a href="/releases/?ticker=NEOT">NEOT</a>)', "neot", None),
        ('(NYSE: <a href="/?ticker=NEOT">NEOT</a> up)', '"neot up"', None),
        ("caf&#233; rose", "café", '<mark id="h1">caf&#233;</mark> rose'),
        ("amp &amp; lt", "amp", '<mark id="h1">amp</mark> &amp; lt'),
        ("no such word", "other", "no such word"),
    ],
)
def test_text_is_marked_and_nothing_else(html, query, expected):
    got = marked(html, query)
    if expected is not None:
        assert got == expected
    assert re.sub(r"</?mark[^>]*>", "", got) == html
    assert ("<mark" in got) == (query != "other")


def test_a_phrase_over_a_tag_is_closed_before_it_and_opened_again():
    got = marked('x <a href="/a">nerve</a> growth', '"nerve growth"')
    assert got == 'x <a href="/a"><mark id="h1">nerve</mark></a><mark> growth</mark>'


def test_cells_are_parted_and_rows_stay_rows():
    table = {"rows": [[{"text": "Net"}, {"text": "sales"}], [{"text": "netsales"}, {"text": "1"}]], "header_rows": 1}
    html = block_html("table", "", table)
    got = marked(html, '"net sales"')
    assert "<mark" not in re.sub(r"<t([hd])[^>]*>.*?</t\1>", "", got)
    assert "<mark" not in marked(html, "netsale")


class Checker(HTMLParser):
    """Tags with their attributes, and the text, without marks; fails where a mark goes over the end of an element."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag != "mark":
            self.found.append((tag, attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag != "mark":
            self.found.append(tag)

    def handle_data(self, data):
        if self.found and isinstance(self.found[-1], list):
            self.found[-1][0] += data
        else:
            self.found.append([data])


def read(html):
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open
    return checker.found


PIECES = [
    "nerve",
    " ",
    "growth",
    "&amp;",
    "&lt;",
    "<b>",
    "</b>",
    "<em>",
    "</em>",
    '<a href="/?q=nerve">',
    "</a>",
    "é",
    "-",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["nerve", '"nerve growth"', "n* g*", "a&b"]))
def test_any_stored_html_reads_the_same_without_its_marks(pieces, query):
    html = clean("".join(pieces))
    assert read(marked(html, query)) == read(html)


@pytest.mark.parametrize("query", ["", "  ", "ticker:NEOT", "-nerve", "year:1998", '"'])
def test_a_query_without_words_marks_nothing(query):
    assert hits_of(query) is None


def test_a_faulty_query_marks_what_it_can():
    assert "<mark" in marked("nerve growth", 'nerve "growth')


def test_the_work_is_bounded(monkeypatch):
    found = hits_of("ab*")
    assert found.html("ab. " * 2000).count("<mark") == 300
    monkeypatch.setattr(hits, "MOST_TEXT", 10)
    found = hits_of("nerve")
    found.left = 10
    assert "<mark" not in found.html("nerve growth")


def test_marks_in_lines_go_over_their_end_and_keep_evidence():
    lines = SourceLines("new nerve\ngrowth here\n", [0, 10])
    found = hits_of('"nerve growth"')
    one, two = found.lines(lines.between(1, 2))
    assert one.pieces == (("new ", False), ("nerve", "h1"))
    assert two.pieces == (("growth", True), (" here", False))


@pytest.fixture
def release(db):
    filing = make_filing(source=make_source(b"FORM 8-K\n\nThe nerve\ngrowth factor\n"))
    block = make_block("The nerve growth factor & more", lines=(3, 4))
    return make_release(filing, headline="Nerve Growth <b>News</b>", blocks=[block])


def test_a_release_opened_from_a_search_has_them_marked(client, release, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        html = client.get(release.get_absolute_url(), {"q": '"nerve growth"'}).content.decode()
    assert '<mark id="h1">Nerve Growth</mark> &lt;b&gt;' in html
    assert '<mark id="h2">nerve growth</mark> factor &amp; more' in html
    assert '<a href="#h2">2</a>' in html
    assert f'<a href="http://testserver{release.get_absolute_url()}">Without marks</a>' in html
    assert f'<link rel="canonical" href="http://testserver{release.get_absolute_url()}">' in html
    assert f'href="{release.get_absolute_url()}source/?q=%22nerve+growth%22"' in html
    assert 'href="source/?q=%22nerve+growth%22#L3"' in html


def test_and_so_has_the_page_beside_its_source(client, release):
    html = client.get(f"{release.get_absolute_url()}source/", {"q": '"nerve growth"'}).content.decode()
    assert '<mark id="h1">nerve</mark>' in html
    assert "<mark>growth</mark>" in html


def test_a_plain_page_has_none_and_each_is_kept_under_its_own_tag(client, release):
    plain = client.get(release.get_absolute_url())
    assert b"<mark" not in plain.content
    other = client.get(release.get_absolute_url(), {"q": "nerve"})
    assert plain["ETag"] != other["ETag"]
    again = client.get(release.get_absolute_url(), {"q": "nerve"}, HTTP_IF_NONE_MATCH=other["ETag"])
    assert again.status_code == 304
    stale = client.get(release.get_absolute_url(), {"q": "growth"}, HTTP_IF_NONE_MATCH=other["ETag"])
    assert stale.status_code == 200


def test_a_query_that_could_be_markup_stays_text(client, release):
    html = client.get(release.get_absolute_url(), {"q": '"><script>alert(1)</script> nerve'}).content.decode()
    assert "<script>alert" not in html


def test_the_list_hands_its_query_on(client, release):
    html = client.get("/releases/", {"q": "nerve"}).content.decode()
    assert f'href="{release.get_absolute_url()}?q=nerve"' in html
    assert f"{release.get_absolute_url()}source/?q=nerve#L3" in html
    assert f'href="{release.get_absolute_url()}"' in client.get("/releases/").content.decode()
