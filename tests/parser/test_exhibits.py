# ruff: noqa: E501  a row of a table stays on its line
"""Exhibits: listings, what is included, and where they begin in the form's own text."""

import pytest

from neoarchive.parser import parse_filing
from neoarchive.parser.exhibits import find_embedded
from neoarchive.parser.listings import Listed, key, read_listing
from neoarchive.parser.types import Value
from tests.parser.writing import ITEM_5, ITEM_7, bare, lines_of, submission

LISTINGS = [
    ("     99.1     Press release dated March 3, 1999.\n", [("99.1", "Press release dated March 3, 1999.")]),
    ("99.1 Press Release\n", [("99.1", "Press Release")]),
    ("Exhibit 99.1 - Press release\n", [("99.1", "Press release")]),
    (
        "99(a) --   Balance sheets of Marlow Glass\n           for two years\n",
        [("99(a)", "Balance sheets of Marlow Glass for two years")],
    ),
    # Number and words on lines of their own, as copies have it.
    ("99.1\n\nPress Release dated\n\nMarch 3, 1999\n", [("99.1", "Press Release dated March 3, 1999")]),
    # Column heads, a page reference, dots that lead to it.
    ("Exhibit No.     Description          Page\n\n99.1     Press release.........  5\n", [("99.1", "Press release")]),
    (
        "20  News release\n    of March 3                                   Page 3\n",
        [("20", "News release of March 3")],
    ),
    ("10.16a  Amendment\n10.16b  Second amendment\n", [("10.16a", "Amendment"), ("10.16b", "Second amendment")]),
    # Listed with nothing behind it.
    ("(1)    Underwriting agreement\n\n       Not Applicable.\n\n(99)   Additional exhibits\n\n       None.\n", []),
    # A page number, a year at a line's head, a sentence: no exhibits.
    ("3\n", []),
    ("Transcript of the page dated June 1,\n1998.\n", []),
    ("Exhibit 99.1 to this report is furnished.\n", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTINGS)
def test_listings(text, expected):
    found = read_listing(text, lines_of(text), 0, len(lines_of(text)), index=True).entries
    assert [(entry.number.text, entry.description.text if entry.description else None) for entry in found] == expected


KEYS = [("99.1", "99.01"), ("10.16a", "10.16(A)"), ("99.4(a)", "99.4.A"), ("99", "99.")]


@pytest.mark.parametrize(("one", "other"), KEYS)
def test_spellings_of_one_number(one, other):
    assert key(one) == key(other)


def test_different_numbers_have_different_keys():
    assert len({key(number) for number in ("9", "99", "99.1", "99.10", "9.91", "99.1(a)")}) == 6


def exhibits_of(text):
    return [(e.number.text, e.included) for e in parse_filing(text).exhibits]


INCLUDED = [
    # A document of its own, named in Item 7.
    (submission(), [("99.1", True)]),
    # Filed as EX-99, listed as 99.1.
    (submission().replace("<TYPE>EX-99.1", "<TYPE>EX-99"), [("99.1", True)]),
    # Not listed at all, but here.
    (submission(ITEM_5), [("99.1", True)]),
    # Listed, not here; the cover page's data needs no text.
    (bare(ITEM_5 + ITEM_7), [("99.1", False)]),
    (bare(ITEM_5 + ITEM_7 + "     104     Cover page data\n"), [("99.1", False), ("104", None)]),
    # Only named in running text.
    (bare("Item 5.  Other Events.\n\nThe release is attached hereto as Exhibit 99.1.\n"), [("99.1", False)]),
    # A footnote says which exhibits stand in another filing.
    (
        submission(
            ITEM_5
            + ITEM_7
            + "     2.1      Plan of merger*\n\n* Incorporated by reference to Exhibit 2.7 of the registration\n  statement.\n"
        ),
        [("99.1", True), ("2.1", False)],
    ),
    # That of another filing is none of this one.
    (
        bare("Item 5.  Other Events.\n\nThe plan is incorporated by reference to Exhibit 10.1 to the annual report.\n"),
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INCLUDED)
def test_included(text, expected):
    assert exhibits_of(text) == expected


INDEX = "\nEXHIBIT INDEX\n\n99.1     Press release dated March 3, 1999.\n\n"
RELEASE = (
    "FOR IMMEDIATE RELEASE\n\nMARLOW FIRES KILN\n\nDAYTON, OHIO, March 3, 1999 -- Marlow Kilns, Inc. said today that it has fired\n"
    "the largest kiln that it has ever built, and that nothing at all broke.\n"
)
BEGINNINGS = [
    # A heading of its own.
    (INDEX + "\n                                   EXHIBIT 99.1\n\n" + RELEASE, "EXHIBIT 99.1", set()),
    # No heading: it begins where the index ends.
    (INDEX + RELEASE, "FOR IMMEDIATE RELEASE", {"no-exhibit-heading"}),
    # A page number after the index belongs to the index.
    (INDEX + "                 3\n<PAGE>\n" + RELEASE, "FOR IMMEDIATE RELEASE", {"no-exhibit-heading"}),
]


@pytest.mark.parametrize(("after", "first", "codes"), BEGINNINGS)
def test_where_an_exhibit_begins_in_the_form_s_own_text(after, first, codes):
    text = bare(ITEM_5 + ITEM_7, after=after)
    filing = parse_filing(text)
    (exhibit,) = filing.exhibits
    assert exhibit.included
    assert text[slice(*exhibit.text_at)].strip().startswith(first)
    assert {w.code for w in filing.warnings} & {"no-exhibit-heading", "exhibit-missing"} == codes
    assert [release.exhibit for release in filing.releases] == ["99.1"]


def test_an_exhibit_of_another_filing_is_not_missed():
    items = (
        ITEM_5
        + ITEM_7
        + "     2.1      Plan of merger*\n\n* Incorporated by reference to Exhibit 2.7 of another filing.\n"
    )
    assert parse_filing(submission(items)).warnings == ()


def test_exhibits_without_headings_are_told_by_their_titles():
    text = (
        "REGISTRATION RIGHTS AGREEMENT\n\n"
        + "This agreement binds the parties in all they do with clay. " * 5
        + "\n\n"
        + RELEASE
    )
    waiting = [
        Listed(Value("4.1", ()), Value("Registration Rights Agreement dated March 3, 1999", ())),
        Listed(Value("99.1", ()), Value("Press release", ())),
    ]
    lines = lines_of(text)
    found = find_embedded(lines, 0, waiting)
    assert [(one.number, lines[one.start].text) for one in found] == [
        ("4.1", "REGISTRATION RIGHTS AGREEMENT"),
        ("99.1", "FOR IMMEDIATE RELEASE"),
    ]


def test_a_release_without_heading_and_status_line_is_told_by_its_dateline():
    agreement = "REGISTRATION RIGHTS AGREEMENT\n\n" + "This agreement binds the parties in all they do with clay. " * 5
    text = agreement + "\n\n/s/ Ruth Okafor\n\n" + " ".join(RELEASE.split("\n\n", 2)[2].split())
    text = text.replace("DAYTON", "MARLOW FIRES KILN\n\nDAYTON")
    waiting = [
        Listed(Value("4.1", ()), Value("Registration Rights Agreement dated March 3, 1999", ())),
        Listed(Value("99.1", ()), Value("Press release", ())),
    ]
    lines = lines_of(text)
    found = find_embedded(lines, 0, waiting)
    opening = [next(line.text for line in lines[one.start :] if line.text) for one in found]
    assert opening == ["REGISTRATION RIGHTS AGREEMENT", "MARLOW FIRES KILN"]


def test_the_index_is_right_where_item_7_numbers_otherwise():
    same = "Agreement and Plan of Merger, dated as of June 28, 1996, among Marlow Kilns, Inc. and Marlow Glass, Inc."
    items = f"Item 7.  Exhibits.\n\n(c)  Exhibits\n\n      1.  {same}\n"
    assert exhibits_of(bare(items, after=f"\nEXHIBIT INDEX\n\n99.1   {same}\n")) == [("99.1", False)]
