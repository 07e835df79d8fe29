"""The parser gives a result for every text, however damaged, and every result keeps the same promises."""

import random
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neoarchive.parser import parse_filing
from tests.benchmarks.mutations import damaged, promises, read
from tests.parser.writing import bare, flat, submission
from tests.shared import corpus, gold_sources

REAL = [*gold_sources(), *corpus()]
OWN = [submission().encode(), bare().encode(), flat(submission()).encode()]
PAGE = (
    b"<html><head><title>x</title></head><body><div style='display:none'>y</div><p align=center><b>FORM 8-K</b></p>"
    b"<table><tr><td>Ohio</td><td colspan=2>0-31999&nbsp;</td></tr></table><p>Item 5. Other Events</p><p>a&amp;b<br>c"
    b"<!-- z --></p><pre>\n  x  y\n</pre><ul><li>one</ul>SIGNATURES<p>By: /s/ Ruth Okafor</body></html>"
)


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_filings(path):
    read(path.read_bytes())


@pytest.mark.parametrize("source", [submission().encode(), PAGE], ids=["text", "html"])
def test_every_beginning_and_end(source):
    for at in range(0, len(source) + 1):
        read(source[:at])
    for at in range(0, len(source), 5):
        read(source[at:])


@pytest.mark.parametrize("first", range(0, 2000, 250))
def test_damaged_filings(first):
    originals = [*OWN, PAGE, *(path.read_bytes()[:20_000] for path in REAL)]
    for seed in range(first, first + 250):
        rng = random.Random(seed)
        source = damaged(rng.choice(originals), rng)
        try:
            read(source)
        except Exception as problem:
            raise AssertionError(f"seed {seed}: {source[:200]!r}") from problem


PIECES = [
    "Item 5. Other Events\n",
    "ITEM 9.01",
    "SIGNATURES\n",
    "/s/ ",
    "By:",
    "Exhibit 99.1\n",
    "EXHIBIT INDEX\n",
    "99.1  ",
    "FORM 8-K\n",
    "Press release",
    "FOR IMMEDIATE RELEASE\n",
    "Contact:",
    "(212) 555-0100",
    "a@b.com",
    "DAYTON, Ohio, March 3, 1999 -- ",
    "(Nasdaq: X)",
    "\n\n",
    "    ",
    "\t",
    "\r",
    "\f",
    "\x00",
    "\x01",
    "\ud800",
    "\ufeff",
    "\u200b",
    "\u2028",
    "“",
    "”",
    '"',
    "<p>",
    "</p>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<pre>",
    "</pre>",
    "<br>",
    "<b>",
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&nbsp;",
    "&#1;",
    "<DOCUMENT>",
    "<TYPE>EX-99\n",
    "<TEXT>\n",
    "</TEXT>",
    "<PAGE>",
    "<html>",
    "(Exact name of registrant)\n",
    "Date of Report ",
    "1,000   2,000\n",
    "Page 1 of 9",
    "- more -\n",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join))
@settings(max_examples=400, deadline=None, derandomize=True)
def test_texts_made_of_what_filings_hold(text):
    read(text)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_bytes(raw):
    read(raw)


ODD = {
    "nothing": b"",
    "a blank": b" ",
    "a line end": b"\n",
    "blank lines": b"\r\n\r\n",
    "a NUL": b"\x00",
    "a mark alone": b"\xef\xbb\xbf",
    "UTF-16 cut in two": "FORM 8-K".encode("utf-16")[:-1],
    "UTF-32": bare().encode("utf-32"),
    "a form twice": (bare() * 2).encode(),
    "a submission twice": (submission() * 2).encode(),
    "a submission in a submission": submission(submission()).encode(),
    "no line ends": bare().replace("\n", " ").encode(),
    "wrong encoding": submission().replace("Marlow", "Märlöw").encode("utf-8").decode("cp1252").encode("utf-8"),
    "digits that are none": submission().replace("COUNT:\t\t2", "COUNT:\t\t²").encode(),
    "a long number": submission().replace("COUNT:\t\t2", "COUNT:\t\t" + "9" * 390).encode(),
}


@pytest.mark.parametrize("source", ODD.values(), ids=ODD.keys())
def test_odd_sources(source):
    read(source)


def test_lone_surrogates_in_a_text_that_was_decoded_elsewhere():
    filing = read(bare().replace("Marlow", "M\udcc3rlow").replace("MARLOW", "M\ud800RLOW"))
    assert filing.registrants[0].name.text == "M\ud800RLOW KILNS, INC."


def test_line_ends_change_no_value():
    """A filing says the same with any line end, and has as many lines."""
    plain = parse_filing(submission())
    for end in ("\r\n", "\r"):
        other = parse_filing(submission().replace("\n", end))
        assert [i.number.text for i in other.items] == [i.number.text for i in plain.items]
        assert other.releases[0].headline.text == plain.releases[0].headline.text
        assert len(other.line_starts) == len(plain.line_starts)


def test_the_promises_can_be_broken():
    """What checks the results finds what is wrong with one."""
    from dataclasses import replace

    filing = parse_filing(submission())
    broken = [
        replace(filing, segments=filing.segments[1:]),
        replace(filing, line_starts=(*filing.line_starts[:3], 1)),
        replace(filing, form_type=replace(filing.form_type, at=((5, 5),))),
        replace(filing, form_type=replace(filing.form_type, at=((0, 10**9),))),
        replace(filing, releases=()),
    ]
    for one in broken:
        with pytest.raises(AssertionError):
            promises(one)


def test_the_depth_of_a_page_is_no_depth_of_calls():
    depth = sys.getrecursionlimit() * 20
    filing = read("<html>" + "<div>" * depth + "<b>" * depth + "Item 5. Other Events" + "</div>" * depth)
    assert all(a < b for a, b in pairwise(filing.line_starts))
