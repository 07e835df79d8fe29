"""How text is folded: the same for what is indexed, what is asked and what is marked."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neoarchive.search import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NEOTROFIN-TM- and Neotrofin™ and NEOTROFIN(TM)", "neotrofin and neotrofin and neotrofin"),
        ("Apple-Registered Trademark- Macintosh(R) -C- 1998", "apple macintosh 1998"),
        ("the company's, the company’s and the companies' plans", "the company the company and the companies plans"),
        ("O'Brien and O’Brien don't", "obrien and obrien dont"),
        ("nerve-derived, 1996-1997, AIT-082", "nerve derived 1996 1997 ait 082"),
        ("Forms 10-K, 8-K/A and S-3; 10K", "forms 10k 8k a and s3 10k"),
        ("a 12-month trial, 3-for-2 split", "a 12 month trial 3 for 2 split"),
        ("$1.25 of $1,250,000 and 1,250.50.", "1·25 of 1250000 and 1250·50"),
        ("Item 5.02. In 1998. 25%", "item 5·02 in 1998 25"),
        ("U.S. and N.Y. but not Inc.", "us and ny but not inc"),
        ("AT&T, R&D, Johnson & Johnson", "att rd johnson johnson"),
        ("café, cafe\u0301, Zürich, STRAẞE", "cafe cafe zurich strasse"),
        ("ﬁne Ｆｕｌｌ ½ 5½", "fine full 5"),
        ("api/v1 a_b C++ foo@example.com", "api v1 a b c foo example com"),
        ("a\x00b\ud800c", "a b c"),
        ("--- *** ###", ""),
    ],
)
def test_text_is_folded(text: str, expected: str) -> None:
    assert words.folded(text) == expected


def test_a_word_knows_its_place_in_the_text() -> None:
    text = "The company’s NEOTROFIN-TM- made $1,250.50"
    assert [(t.word, text[t.start : t.end]) for t in words.tokens(text)] == [
        ("the", "The"),
        ("company", "company"),
        ("neotrofin", "NEOTROFIN"),
        ("made", "made"),
        ("1250·50", "1,250.50"),
    ]


@given(st.text())
def test_words_are_plain_and_stand_in_order(text: str) -> None:
    end = 0
    for token in words.tokens(text):
        assert token.word
        assert all(c.isalnum() or c == words.POINT for c in token.word)
        assert end <= token.start < token.end <= len(text)
        end = token.end


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_folding_again_changes_nothing(text: str) -> None:
    for word in words.words(text):
        assert words.words(word.replace(words.POINT, ".")) == [word]


@pytest.mark.parametrize("piece", ["1,", "1.", "a.", "a&", "a'", "-TM", "10-", "A\u0301", "(", "9" * 50 + ","])
def test_odd_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    for _ in words.tokens(text):
        pass
    assert time.process_time() - began < 3


_PIECES = st.sampled_from(
    ["-C- 1998", "-c-", "(R)", "R)", "(R", "-Registered", "Trademark-", "-TM-", "U.S.", "U.", "S.", "10-K", "1,250.50.",
     "company's", "AT&T,", "e", "\u0301", "ab)", '"cd."', "\x1f", "\x85", "\xa0", " ", "\n", "½", "ﬁn", "9:", "a_b"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=4), max_size=12), st.sampled_from(["", " "]))
def test_the_quick_way_to_the_words_finds_the_same(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert words.words(text) == [token.word for token in words.tokens(text)]
