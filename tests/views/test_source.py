"""A release beside its source."""

import re
from html import unescape

import pytest
from django.urls import reverse

from neoarchive.ingest import service
from neoarchive.views.contexts.lines import Mark, SourceLines
from neoarchive.views.contexts.parallel import account_of, joined, whole
from tests.factories import make_filing, make_release, make_source
from tests.filings import bare

TEXT = "FORM 8-K\n\n\n\nDate: July 27, 1998\nHEADLINE\n<b>& text\x0c\n" + "unused\n" * 70


def segment(first, last, use="release", **values):
    return {"kind": use, "use": use, "first": first, "last": last, "title": "", "note": "", **values}


def numbers(html):
    """Every line that has an address, those of folded runs too, in order."""
    return [int(n) for n in re.findall(r'<(?:span|i)[^>]* id="L(\d+)"', html)]


@pytest.fixture
def release(db):
    filing = make_filing(
        source=make_source(TEXT.encode()),
        evidence={"report_date": {"at": [[18, 31]], "lines": [5, 5]}},
        segments=[
            segment(1, 5, "filing", title="Cover"),
            segment(6, 6, title="Headline", release=0),
            segment(7, 7, title="Paragraph 1", release=0, block=0),
            segment(8, 77, "left-out", note="Nothing"),
        ],
    )
    return make_release(filing, headline="Headline", body=("NEOTROFIN-TM- works",))


def page(client, release):
    response = client.get(reverse("release-source", args=[release.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_every_line_of_the_file_is_there_once_and_in_order(client, release):
    assert numbers(page(client, release)) == list(range(1, 78))


def test_blank_runs_are_folded_and_keep_their_numbers(client, release):
    assert '<span class="fold" id="L2" data-n="2–4"><i id="L3"></i><i id="L4"></i></span>' in page(client, release)


def test_a_long_unused_stretch_is_closed(client, release):
    assert "<details><summary>Show 70 lines</summary>" in page(client, release)


def test_a_stretch_too_long_to_stand_here_is_read_on_the_filings_page(client, db):
    text = "FORM 8-K\n" + "whereas\n" * 4000
    filing = make_filing(
        source=make_source(text.encode()), segments=[segment(1, 1, "filing"), segment(2, 4001, "not-read")]
    )
    html = page(client, make_release(filing))
    assert numbers(html) == [1]
    assert f'<a href="{filing.get_absolute_url()}#L2">Read 4,000 lines on the filing’s page</a>' in html
    assert 'id="L2"' in client.get(filing.get_absolute_url()).content.decode()


def test_what_was_read_is_marked_and_named(client, release):
    html = page(client, release)
    assert "Date: <mark>July 27, 1998</mark>" in html
    assert '<p class="val">July 27, 1998</p>' in html


def test_a_paragraph_says_what_was_tidied(client, release):
    assert "As in the source; NEOTROFIN-TM- shown as NEOTROFIN™" in page(client, release)


def test_the_text_is_escaped_and_control_characters_are_pictured(client, release):
    html = page(client, release)
    assert "&lt;b&gt;&amp; text␌" in html


def test_the_account_adds_up(client, release):
    html = page(client, release)
    account = re.search(r'aria-label="Account of the lines">(.*?)</section>', html, re.S)[1]
    counts = re.findall(r"(?:</svg>|<span>)([\d,]+) (?:in releases|in the facts|left out|not read|blank)", account)
    assert sum(int(count) for count in counts) == 77
    assert "77 lines in all." in account


def test_it_is_kept_out_of_search_engines(client, release):
    assert '<meta name="robots" content="noindex, follow">' in page(client, release)


def test_queries_stay_few(client, release, count_queries):
    assert count_queries(client, reverse("release-source", args=[release.slug])) <= 6


def test_a_filing_read_by_the_parser_is_accounted_for_line_by_line(client, db):
    from neoarchive.ingest import service

    data = bare()
    filing = service.save(service.read(data), data, publish=True)
    html = page(client, filing.releases.get())
    assert numbers(html) == list(range(1, filing.source.line_count + 1))


def test_segments_that_leave_gaps_or_overlap_are_made_whole():
    found = whole([segment(2, 4), segment(4, 6), segment(5, 5), segment(9, 30)], 12)
    assert [(s["first"], s["last"], s["use"]) for s in found] == [
        (1, 1, "not-read"),
        (2, 4, "release"),
        (5, 6, "release"),
        (7, 8, "not-read"),
        (9, 12, "release"),
    ]


def test_no_segments_at_all_is_a_file_not_read():
    assert [(s["first"], s["last"]) for s in whole([], 5)] == [(1, 5)]


def test_neighbours_left_out_become_one_row_that_says_all_reasons():
    rows = joined([segment(1, 2, "left-out", note="Wrapper"), segment(3, 3, "left-out", note="Machine data")])
    assert [(r["first"], r["last"], r["note"]) for r in rows] == [(1, 3, "Wrapper; Machine data")]


def test_blank_lines_count_as_blank_wherever_they_stand():
    lines = SourceLines("a\n\nb\n", [0, 2, 3])
    account = account_of([segment(1, 3)], lines)
    assert [(count, words) for _, count, words in account.counts] == [(2, "in releases"), (1, "blank")]
    assert account.bars == [("u", 0, 3)]


def test_a_mark_over_two_lines_marks_both():
    lines = SourceLines("one two\nthree four\n", [0, 8])
    shown = list(lines.between(1, 2, [Mark(4, 13, "two three")]))
    assert shown[0].pieces == (("one ", False), ("two", True))
    assert shown[1].pieces == (("three", True), (" four", False))


def test_marks_that_overlap_do_not_repeat_text():
    lines = SourceLines("abcdef\n", [0])
    shown = next(lines.between(1, 1, [Mark(0, 4, "abcd"), Mark(2, 6, "cdef"), Mark(1, 2, "b")]))
    assert "".join(text for text, _ in shown.pieces) == "abcdef"


def test_in_html_the_printed_value_is_marked():
    text = "<html><body><p>Date of <b>report</b>: July 27, 1998</p></body></html>"
    start = text.index("July")
    from neoarchive.parser import parse_filing

    lines = SourceLines(text, list(parse_filing(text).line_starts))
    pieces = [
        piece
        for line in lines.between(1, len(lines), [Mark(start, start + 13, "July 27, 1998")])
        for piece in line.pieces
    ]
    assert ("July 27, 1998", True) in pieces


def test_in_html_the_lines_of_an_address_are_marked_each():
    text = "<p>One New Orchard Road</p><p>Armonk, New York</p><p>(Address)</p>"
    from neoarchive.parser import parse_filing

    lines = SourceLines(text, list(parse_filing(text).line_starts))
    mark = Mark(3, text.index("New York") + 8, "One New Orchard Road, Armonk, New York")
    pieces = [piece for line in lines.between(1, len(lines), [mark]) for piece in line.pieces]
    assert ("One New Orchard Road", True) in pieces
    assert ("Armonk, New York", True) in pieces
    assert ("(Address)", False) in pieces


def test_each_row_says_in_words_how_sure_its_reading_is(client, db):
    data = bare()
    saved = service.save(service.read(data), data, publish=True)
    html = page(client, saved.releases.get())
    notes = [unescape(note) for note in re.findall(r'<p class="note">(.*?)</p>', html)]
    for words in (
        "date of report certain: printed at its caption on the cover",
        "headline certain: between a status line and a dateline",
        "release date certain: printed in the dateline, near the date of the report",
        "contact certain: a name on a line of its own",
        "ticker certain: printed with its exchange",
        "quotation certain: in quotation marks, with a speaker and a role",
        "kind of Exhibit 99.1 certain: ",
        "certain: speaks of forward-looking statements",
    ):
        assert any(words in note[:1].lower() + note[1:] for note in notes), (words, notes)


def test_what_a_person_has_set_is_no_longer_judged(client, db, editor):
    data = bare()
    release = service.save(service.read(data), data, publish=True).releases.get()
    release.mark_edited(["headline"], editor, {"headline": release.headline})
    release.save()
    contact = release.contacts.get()
    contact.mark_edited(["title"], editor, {"title": contact.title})
    contact.save()
    html = page(client, release)
    assert "headline certain" not in html
    assert "contact certain" not in html
    assert "ticker certain" in html
