# ruff: noqa: E501  a row of a table stays on its line
"""Items: headings and mentions, ranges, what is not reported; the vocabulary by date."""

from datetime import date

import pytest

from neoarchive.parser.items import official
from tests.parser.writing import SIGNATURE, bare, flat, form_of

HEADINGS = [
    ("Item 5.  Other Events.\n\n     The kiln was fired.\n", [("5", "Other Events.")]),
    ("ITEM 5 - OTHER EVENTS\n\nFired.\n", [("5", "OTHER EVENTS")]),
    # Three filings of the largest companies print a blank in the number.
    ("Item 2. 02 Results of Operations and Financial Condition\n\nFired.\n", [("2.02", "Results of Operations and Financial Condition")]),
    # Glued to a rule.
    ("--------Item 4.02 Non-Reliance on Previously Issued Financial Statements\n\nFired.\n", [("4.02", "Non-Reliance on Previously Issued Financial Statements")]),
    # The title on the next line, as flattened copies have it; over two lines.
    ("Item 8.01.\n\nOther Events.\n\nFired.\n", [("8.01", "Other Events.")]),
    ("Item 7.  Financial Statements, Pro Forma Financial Information and\nExhibits.\n\nFired.\n", [("7", "Financial Statements, Pro Forma Financial Information and Exhibits.")]),
    # A title of the filer's own.
    ("Item 5.  Press Release\n\nFired.\n", [("5", "Press Release")]),
    # The official form calls this one a section.
    ("Section 5.06 Change in Shell Company Status\n\nFired.\n", [("5.06", "Change in Shell Company Status")]),
    # Two items over one text, in one heading or in two.
    ("Items 5 and 7.  Other Events; Exhibits\n\nFired.\n", [("5", "Other Events; Exhibits"), ("7", "Other Events; Exhibits")]),
    ("Item 7.01 Regulation FD Disclosure\n\nItem 8.01 Other Events\n\nFired.\n", [("7.01", "Regulation FD Disclosure"), ("8.01", "Other Events")]),
    ("Item 7(c).  Exhibits\n\nFired.\n", [("7(c)", "Exhibits")]),
    # Title and text in one line.
    ("Item 5. Other Events. On March 3 the kiln was fired.\n", [("5", "Other Events.")]),
]  # fmt: skip


@pytest.mark.parametrize(("items", "expected"), HEADINGS)
def test_headings(items, expected):
    found = form_of(bare(items)).items
    assert [(item.number.text, item.title.text if item.title else None) for item in found] == expected


NOT_REPORTED = [
    ("Item 1.  Changes in Control of Registrant.\n\n     None.\n\nItem 5.  Other Events.\n\n     Fired.\n", ["5"]),
    ("Item 6.  Resignations of Registrant's Directors.  Not Applicable.\n\nItem 5.  Other Events.\n\n     Fired.\n", ["5"]),
    ("Items 1 through 4, 6 and 8 Not Applicable.\n\nItem 5.  Other Events.\n\n     Fired.\n", ["5"]),
    ("Item 1-Item 4.  Not applicable.\n\nItem 5.  Other Events.\n\n     Fired.\n", ["5"]),
    # A page number and a running head do not make "None" a text.
    ("Item 4.  Changes in Registrant's Certifying Accountant.\n\nNone.\n\n2\n<PAGE>\nMARLOW KILNS, INC.\n\nItem 5.  Other Events.\n\nFired.\n\n"
     "3\n<PAGE>\nMARLOW KILNS, INC.\n\nThe end.\n", ["5"]),
    # (a) and (b) are not applicable, (c) is.
    ("Item 7.  Exhibits.\n\n(a) Not applicable.\n\n(b) Not applicable.\n\n(c) Exhibits: none but this.\n", ["7"]),
]  # fmt: skip


@pytest.mark.parametrize(("items", "expected"), NOT_REPORTED)
def test_items_listed_without_content_are_not_reported(items, expected):
    assert [item.number.text for item in form_of(bare(items)).items] == expected


MENTIONS = [
    # A line of a paragraph that happens to begin with an item.
    "     The information furnished in this current report is given pursuant to\nItem 9. Regulation FD Disclosure and is not filed.\n",
    "Item 2.02 of this report shall not be deemed filed.\n",
    "Items 1 through 7 are not included because they are not applicable.\n",
    "The kilns of item 12 of the catalogue were sold.\n",
]


@pytest.mark.parametrize("sentence", MENTIONS)
def test_sentences_that_mention_an_item_open_none(sentence):
    found = form_of(bare("Item 5.  Other Events.\n\n" + sentence)).items
    assert [item.number.text for item in found] == ["5"]


def test_a_table_of_contents_is_no_list_of_items():
    contents = "Item 2.02 Results of Operations and Financial Condition\nItem 9.01 Financial Statements and Exhibits\nSIGNATURE\n\n"
    items = (
        contents
        + "Item 2.02 Results of Operations and Financial Condition\n\nFired.\n\nItem 9.01 Financial Statements and Exhibits\n\nNone but this.\n"
    )
    found = form_of(bare(items)).items
    assert [(item.number.text, item.body.text) for item in found] == [("2.02", "Fired."), ("9.01", "None but this.")]


def test_a_sub_heading_does_not_end_an_item():
    found = form_of(
        bare("Item 5.  Other Events.\n\nThe kiln\n\nFired.\n\nFORWARD LOOKING STATEMENTS\n\nIt may crack.\n")
    ).items
    assert found[0].body.text == "The kiln\n\nFired.\n\nFORWARD LOOKING STATEMENTS\n\nIt may crack."


def test_items_of_a_flattened_copy():
    assert [
        i.number.text
        for i in form_of(
            flat(bare("Item 5.   Other Events.\n\nFired.\n\nItem 7.   Exhibits\n\nNone but this.\n"))
        ).items
    ] == ["5", "7"]


def test_items_of_a_copy_on_one_line():
    text = " ".join(
        bare("Item 5. Other Events. The kiln was fired. Item 7. Exhibits. As described in Item 5 above.\n").split()
    )
    assert [item.number.text for item in form_of(text).items] == ["5", "7"]
    assert [signature.name.text for signature in form_of(text).signatures] == ["Ruth Okafor"]


VOCABULARY = [
    ("5", date(1998, 7, 27), ("Other Events", "8.01")),
    ("5", date(2000, 10, 23), ("Other Events and Regulation FD Disclosure", "8.01")),
    # Item 9 was three things.
    ("9", date(1997, 5, 1), ("Sales of Equity Securities Pursuant to Regulation S", "3.02")),
    ("9", date(1999, 5, 1), ("", None)),
    ("9", date(2001, 5, 1), ("Regulation FD Disclosure", "7.01")),
    ("12", date(2004, 2, 11), ("Results of Operations and Financial Condition", "2.02")),
    # On the day of the change both vocabularies are met: the number's shape decides.
    ("2.02", date(2004, 8, 23), ("Results of Operations and Financial Condition", "2.02")),
    ("7", date(2004, 8, 25), ("Financial Statements, Pro Forma Financial Information and Exhibits", "9.01")),
    ("2.02", None, ("Results of Operations and Financial Condition", "2.02")),
    ("7(c)", date(1998, 1, 1), ("Financial Statements, Pro Forma Financial Information and Exhibits", "9.01")),
    # Proposed, never adopted; and a number that never was.
    ("13", date(2003, 1, 1), ("", None)),
    ("6.08", date(2010, 1, 1), ("", None)),
]


@pytest.mark.parametrize(("number", "on", "expected"), VOCABULARY)
def test_titles_by_date(number, on, expected):
    assert official(number, on) == expected


def test_an_item_ends_at_the_signature():
    (item,) = form_of(bare("Item 5.  Other Events.\n\nFired.\n")).items
    assert item.body.text == "Fired."
    assert "Pursuant" in SIGNATURE
