"""Lines: plain text and HTML, and their places in the source."""

import html
import re
from itertools import pairwise

import pytest

from neoarchive.parser.markup import read_markup
from neoarchive.parser.plain import read_plain
from tests.parser.writing import at, lines_of, numbered, submission

PLAIN = [
    # Every kind of line end; the last one opens no further line.
    ("a\nb\r\nc\rd\n", ["a", "b", "c", "d"]),
    ("a\n\nb", ["a", "", "b"]),
    # PEM escapes dashes, once or, in files wrapped twice, twice.
    ("- -----\n- - --\n- item", ["-----", "--", "- item"]),
    # Page breaks are no text, wherever they stand and whatever number they carry.
    ("<PAGE>   2\n-1-<PAGE>\n\fText\n<PAGE>", ["", "-1-", "Text", ""]),
    # Leading blanks tell columns and stay; trailing ones go.
    ("    a   b  \n", ["    a   b"]),
    # Table tags stay: their places tell columns.
    ("<S>      <C>\n", ["<S>      <C>"]),
    # A copy may keep a tag around its blocks.
    ("<div align='center'>FORM 8-K</div>\n", ["FORM 8-K"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_lines(text, expected):
    lines = read_plain(text, 0, len(text), pem=True)
    assert [line.text for line in lines] == expected
    assert "".join(text[line.start : line.end] for line in lines) == text
    for line in lines:
        assert text[line.first : line.first + len(line.text)] == line.text


def test_page_breaks_are_marked():
    lines = read_plain("a\n<PAGE>\nb\f\nc", 0, 13)
    assert [line.page_break for line in lines] == [False, True, True, False]


MARKUP = [
    ("<p>a</p><p>b</p>", ["a", "b"]),
    ("<div>a<br>b<br/>c</div>", ["a", "b", "c"]),
    # White space folds, references are decoded: named, numeric, and the C1 numbers that Windows wrote.
    ("<p>a\n  b&nbsp;&amp; c&#146;s &#x2014;</p>", ["a b & c’s —"]),
    # Inline tags leave no gap.
    ("<p><b>F</b>ORM <i>8</i>-K</p>", ["FORM 8-K"]),
    # A row whose cells hold one line each is one line.
    ("<table><tr><td>Ohio</td><td></td><td>0-31999</td></tr></table>", ["Ohio  0-31999"]),
    # A cell of several lines is layout: each is a line.
    ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", ["a", "b", "c"]),
    # A table in a cell breaks the row around it.
    ("<table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td><td>y</td></tr></table>", ["x", "1  2", "y"]),
    # What no reader sees.
    ("<head><title>t</title></head><style>p{}</style><script>1<2</script><p>a<!-- no -->b</p>", ["ab"]),
    ('<div style="display: none"><div>x</div></div><p>a</p>', ["a"]),
    ("<ix:header><ix:hidden>x</ix:hidden></ix:header><p>a</p>", ["a"]),
    # Never closed: the rest is not lost.
    ("<p>a</p><!-- <p>b</p>", ["a", "b"]),
    ("<p>a</p><style><p>b</p>", ["a", "b"]),
    # A bare "<" is text.
    ("<p>a < b and c <5%</p>", ["a < b and c <5%"]),
    # <pre> keeps its lines and blanks.
    ("<pre>\n  FORM 8-K\n\n  a &amp; <b>b</b>\n</pre>", ["", "  FORM 8-K", "", "  a & b"]),
    # Nothing to see is one line without text.
    ("<p></p>", [""]),
]


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_markup_lines(text, expected):
    lines = read_markup(text, 0, len(text))
    assert [line.text for line in lines] == expected
    assert "".join(text[line.start : line.end] for line in lines) == text


@pytest.mark.parametrize("text", [case[0] for case in MARKUP])
def test_every_character_of_a_line_has_its_place(text):
    for line in read_markup(text, 0, len(text)):
        for found in re.finditer(r"\w+", line.text):
            there = at(text, line.spans(*found.span()))
            assert found[0] in html.unescape(re.sub(r"<[^>]*>", "", there))


def test_cells_know_their_attributes():
    text = '<table><tr><th colspan="2">A</th><td align=right>1</td></tr></table>'
    (line,) = read_markup(text, 0, len(text))
    assert line.cell_texts() == ["A", "1"]
    assert [(x, across, header) for *_, x, across, header in line.cells] == [(0, 2, True), (2, 1, False)]


BOLD = [
    ("<p><b>Item 5. Other Events</b></p>", True),
    ('<p><span style="font-weight:700">Item 5</span></p>', True),
    # A bold lead-in does not make the paragraph bold.
    ("<p><b>Sales.</b> They rose by a tenth in the quarter that ended in March.</p>", False),
    ("<p>Sales <b>rose</b></p>", False),
]


@pytest.mark.parametrize(("text", "expected"), BOLD)
def test_bold_lines(text, expected):
    (line,) = read_markup(text, 0, len(text))
    assert line.bold is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a title of several lines within one mark for bold
        ("<p><b>One<br>two<br>three</b></p>", [True, True, True]),
        # the mark closes before the break, or straight behind it
        ("<p><b>One</b><br>two</p>", [True, False]),
        ("<p><b>One<br></b>two</p>", [True, False]),
        ('<p><span style="font-weight:bold">One<br/>two</span><br/>three</p>', [True, True, False]),
    ],
)
def test_bold_goes_on_behind_a_line_break(text, expected):
    assert [line.bold for line in read_markup(text, 0, len(text))] == expected


def test_blocks_are_parted_by_elements_and_by_empty_lines():
    text = "<p>a<br>b<br><br>c</p><p>d</p>"
    a, b, c, d = (line.block for line in read_markup(text, 0, len(text)))
    assert a == b
    assert len({b, c, d}) == 3


def test_numbering_runs_through_the_whole_source():
    text = submission()
    found = numbered(text)
    assert [line.number for line in found.lines] == list(range(len(found.lines)))
    assert len(found.lines) == text.count("\n")


HUGE = [
    "<p>a<p>b<p>c" + "<" * 300_000,
    "<html>" + "<div>" * 50_000 + "x" + "</div>" * 50_000,
    "<html><p>" + "<!-- " * 50_000,
    "<html>" + '<div style="display:none">' * 20_000,
    "<html><p>" + "&amp" * 100_000,
    "x " * 500_000,
    "\f" * 200_000,
    "<PAGE>" * 50_000,
]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_hostile_sources_are_covered(text):
    """That they cost no more than their length is tested in test_linear."""
    lines = lines_of(text)
    assert (lines[0].start, lines[-1].end) == (0, len(text))
    assert all(a.end == b.start for a, b in pairwise(lines))
