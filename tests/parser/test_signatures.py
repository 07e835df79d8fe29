# ruff: noqa: E501  a row of a table stays on its line
"""Signatures: names, titles, dates."""

from datetime import date

import pytest

from tests.parser.writing import bare, form_of

HEAD = "\n                SIGNATURE\n\nPursuant to the requirements of the Securities Exchange Act of 1934, signed.\n\n"
CASES = [
    # Name below the mark, title below the name.
    ("By: /s/ Ruth Okafor\nRuth Okafor\nChief Financial Officer\n", [("Ruth Okafor", "Chief Financial Officer")]),
    # The printed name is fuller than the signed one.
    ("By: /s/ R. Okafor\nRuth B. Okafor, President\n", [("Ruth B. Okafor", "President")]),
    ("/s/Ruth Okafor\n-----------\nName:  Ruth Okafor\nTitle: Vice President and\n       Controller\n", [("Ruth Okafor", "Vice President and Controller")]),
    # Capitals as a hand; backslashes; a suffix is no title.
    ("By:    /S/    RUTH OKAFOR\n     Ruth Okafor, Jr.\n     Treasurer\n", [("Ruth Okafor, Jr.", "Treasurer")]),
    ("By: \\s\\ Ruth Okafor\n     Ruth Okafor\n", [("Ruth Okafor", None)]),
    # Only the mark.
    ("/s/ Ruth Okafor\n", [("Ruth Okafor", None)]),
    # Two people, one after the other.
    ("By /s/ Ruth Okafor\nRuth Okafor\nComptroller\n\nMARLOW GLASS\n\nBy /s/ Ivo Brandt\nIvo Brandt\nAssistant Secretary\n",
     [("Ruth Okafor", "Comptroller"), ("Ivo Brandt", "Assistant Secretary")]),
    # The date and the company beside or between are neither name nor title.
    ("Date:  March 4, 1999          By: /s/ Ruth Okafor\n                              (Signature)\n                              Ruth Okafor\n"
     "                              Secretary\n", [("Ruth Okafor", "Secretary")]),
    # A title that is said in the form's own words, behind the name.
    ("By: /s/ Ruth Okafor\nRuth Okafor, Treasurer and Principal Financial Officer\n",
     [("Ruth Okafor", "Treasurer and Principal Financial Officer")]),
    ("MARLOW KILNS, INC.\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("block", "expected"), CASES)
def test_names_and_titles(block, expected):
    found = form_of(bare(signature=HEAD + block)).signatures
    assert [(s.name.text, s.title.text if s.title else None) for s in found] == expected


DATES = [
    "Date:  March 4, 1999\n\nBy: /s/ Ruth Okafor\nRuth Okafor\n",
    "By: /s/ Ruth Okafor\nRuth Okafor\n\nDated:   March 4, 1999\n",
    "March 4, 1999          /s/ Ruth Okafor\n                       Ruth Okafor\n",
]


@pytest.mark.parametrize("block", DATES)
def test_dates(block):
    (found,) = form_of(bare(signature=HEAD + block)).signatures
    assert found.signed_on.day == date(1999, 3, 4)


def test_a_date_between_bars_in_the_paragraph_behind_is_none_of_the_form():
    block = "By: /s/ Ruth Okafor\nRuth Okafor\n\n"
    release = "DAYTON, Ohio | March 4, 1999 | Marlow Kilns, Inc. said today that it has fired the largest kiln it has ever built."
    text = bare(signature=HEAD + block + release)
    (found,) = form_of(text).signatures
    assert found.signed_on is None
