"""Marks are slices of the text shown; a passage comes from the block that holds the words, with its lines."""

import pytest

from neoarchive.search.marks import WIDTH, Slice, marked, passage
from neoarchive.search.query import parse, terms
from neoarchive.typography import typeset
from tests.factories import make_block


def hits(text: str, query: str) -> list[str]:
    slices = marked(text, terms(parse(query)))
    assert "".join(piece.text for piece in slices) == text
    return [piece.text for piece in slices if piece.hit]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("The nerve and the Nerve.", "nerve", ["nerve", "Nerve"]),
        ("nerve growth factor", "nerve growth", ["nerve growth"]),
        ("nerve-derived growth", "nerve growth", ["nerve", "growth"]),
        ("growth nerve growth", '"nerve growth"', ["nerve growth"]),
        ("NEOTROFIN-TM- works", "neotrofin", ["NEOTROFIN"]),
        (typeset("NEOTROFIN-TM- works"), "NEOTROFIN-TM-", ["NEOTROFIN"]),
        ("the company’s café", "company cafe", ["company", "café"]),
        ("Zu\u0308rich and Zürich", "zurich", ["Zu\u0308rich", "Zürich"]),
        ("revenue of $1,250.50 or 1250", "1250.50", ["1,250.50"]),
        ("the Form 10-K", "10K", ["10-K"]),
        ("U.S. sales", "us", ["U.S."]),
        ("neurology, neurons", "neuro*", ["neurology", "neurons"]),
        ("nerve cells", '"nerve cell"', []),
        ("nerve", "-stroke OR nerve", ["nerve"]),
        ("stroke", "nerve -stroke", []),
        ("<b>nerve</b> & more", "nerve more", ["nerve", "more"]),
        ("Neo", "company:neo", []),
        ("Neo", "headline:neo", ["Neo"]),
    ],
)
def test_words_are_marked_in_the_text_shown(text: str, query: str, expected: list[str]) -> None:
    assert hits(text, query) == expected


def test_a_passage_comes_from_the_block_with_most_of_the_words() -> None:
    blocks = [
        make_block("Growth is what we want.", lines=(10, 10)),
        make_block("The nerve of it:  \n growth, it said.", lines=(11, 12)),
        make_block("About: nerve growth is what we do.", "about", lines=(13, 13)),
    ]
    found = passage(blocks, terms(parse("nerve growth")))
    assert found is not None
    assert found.lines == (11, 12)
    assert found.slices == [
        Slice("The ", False),
        Slice("nerve", True),
        Slice(" of it: ", False),
        Slice("growth", True),
        Slice(", it said.", False),
    ]
    assert not found.cut_before
    assert not found.cut_after


def test_a_long_block_is_cut_between_words_around_the_words_looked_for() -> None:
    text = "before it " * 100 + "the nerve of growth " + "after it " * 100
    found = passage([make_block(text)], terms(parse("growth nerve")))
    assert found is not None
    shown = "".join(piece.text for piece in found.slices)
    assert [piece.text for piece in found.slices if piece.hit] == ["nerve", "growth"]
    assert len(shown) <= WIDTH
    assert f" {shown} " in f" {text} "
    assert found.cut_before
    assert found.cut_after


@pytest.mark.parametrize("query", ["absent", "headline:nerve", "company:nerve"])
def test_without_the_words_in_the_text_there_is_no_passage(query: str) -> None:
    assert passage([make_block("The nerve.")], terms(parse(query))) is None


@pytest.mark.parametrize("text", ["O'Brien", "R&D costs", "the U.S. market", "Form S-3", "1,250", "10-K"])
def test_the_quick_look_misses_no_word_that_is_joined(text: str) -> None:
    assert passage([make_block(text)], terms(parse(text))) is not None
