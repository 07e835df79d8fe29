"""The language of the search box: what is read, what is not, and what is offered instead."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from neoarchive.search.query import All, Either, Fact, Node, Not, QueryError, Term, clean, parse, terms, write


def word(text: str, *tokens: str, **values: object) -> Term:
    return Term(text, tokens or (text.lower(),), **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("   ", None),
        ("nerve", word("nerve")),
        ("nerve growth", All((word("nerve"), word("growth")))),
        ("nerve AND growth", All((word("nerve"), word("growth")))),
        ("nerve and growth", All((word("nerve"), word("and"), word("growth")))),
        ('"nerve growth"', word("nerve growth", "nerve", "growth", quoted=True)),
        ("“nerve growth”", word("nerve growth", "nerve", "growth", quoted=True)),
        ("nerve -stroke", All((word("nerve"), Not(word("stroke"))))),
        ("nerve NOT stroke", All((word("nerve"), Not(word("stroke"))))),
        ("nerve-derived", word("nerve-derived", "nerve", "derived")),
        ("a OR b c", Either((word("a"), All((word("b"), word("c")))))),
        ("(a OR b) c", All((Either((word("a"), word("b"))), word("c")))),
        ("-(a b)", Not(All((word("a"), word("b"))))),
        ("neuro*", word("neuro", prefix=True)),
        ("C++", word("C++", "c")),
        ("api/v1", word("api/v1", "api", "v1")),
        ("10-K", word("10-K", "10k")),
        ("$1.25", word("$1.25", "1·25")),
        ("Johnson & Johnson", All((word("Johnson"), word("Johnson")))),
        ("company:Neo", word("Neo", "neo", field="company")),
        ('CONTACT:"Carol Hess"', word("Carol Hess", "carol", "hess", quoted=True, field="contact")),
        ("headline:gro*", word("gro", prefix=True, field="headline")),
        ("ticker:brk.a", Fact("ticker", "BRK.A", ("brk.a",))),
        ("item:5", Fact("item", "5", ("5",))),
        ("item:5.02", Fact("item", "5.02", ("5.02",))),
        ("form:8-k/a", Fact("form", "8-K/A", ("8-k/a",))),
        ("cik:831547", Fact("cik", "831547", ("0000831547",))),
        ("has:quote", Fact("has", "quote", ("quotation",))),
        ("year:1998", Fact("year", "1998", ("1998",))),
        ("year:1996..1998", Fact("year", "1996..1998", ("1996", "1997", "1998"))),
        ("year:2098..", Fact("year", "2098..", ("2098", "2099"))),
        ("year:..1901", Fact("year", "..1901", ("1900", "1901"))),
    ],
)
def test_a_query_is_read(text: str, expected: Node | None) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "title", "places", "repaired"),
    [
        ("company:neo AND (nerve OR", "The query stops short.", [(16, 17), (23, 25)], "company:neo nerve"),
        ('foo"', "The query stops short.", [(3, 4)], "foo"),
        ('"nerve growth', "The query stops short.", [(0, 1)], '"nerve growth"'),
        ("AND", "AND stands alone.", [(0, 3)], ""),
        ("OR nerve", "OR stands alone.", [(0, 2)], "nerve"),
        ("nerve NOT", "The query stops short.", [(6, 9)], "nerve"),
        ("nerve)", "A bracket closes nothing.", [(5, 6)], "nerve"),
        ("nerve ()", "There is nothing in the brackets.", [(6, 8)], "nerve"),
        ("title:", "There is no field “title:”.", [(0, 6)], ""),
        ("title:nerve", "There is no field “title:”.", [(0, 6)], "headline:nerve"),
        ("tickr:NEOT", "There is no field “tickr:”.", [(0, 6)], "ticker:NEOT"),
        ("http://a.example/b", "There is no field “http:”.", [(0, 5)], '"a example b"'),
        ("company: neo", "company: stands alone.", [(0, 8)], "neo"),
        ("year:abc", "year: can’t be read.", [(5, 8)], ""),
        ("year:1999..1996", "year: can’t be read.", [(5, 15)], "year:1996..1999"),
        ("year:1850", "year: can’t be read.", [(5, 9)], ""),
        ("item:five", "item: can’t be read.", [(5, 9)], ""),
        ("has:contcts", "has: can’t be read.", [(4, 11)], "has:contact"),
        ("ticker:Nasdaq:NEOT", "ticker: can’t be read.", [(7, 18)], "ticker:NEOT"),
        ("form:10-K", "form: can’t be read.", [(5, 9)], "form:8-K"),
        ("n*", "Too many words begin so.", [(0, 2)], "n"),
        ("ner*ve", "An asterisk stands where none is read.", [(3, 4)], "ner*"),
        ('"ner* x"', "An asterisk stands where none is read.", [(4, 5)], '"ner  x"'),
        ("++", "There is nothing to look for.", [(0, 2)], ""),
        ("(" * 21 + "a" + ")" * 21, "The query is nested too deep.", [(20, 21)], "a"),
    ],
)
def test_a_fault_is_told_with_its_place_and_a_repaired_query(
    text: str, title: str, places: list[tuple[int, int]], repaired: str
) -> None:
    with pytest.raises(QueryError) as raised:
        parse(text)
    error = raised.value
    assert error.faults[0].title == title
    assert [fault.at for fault in error.faults] == places
    assert (write(error.repaired) if error.repaired else "") == repaired
    assert [i for i, c in enumerate(error.carets) if c == "^"] == [i for a, b in places for i in range(a, b)]


def test_a_query_too_long_is_told_and_cut() -> None:
    with pytest.raises(QueryError) as raised:
        parse("(" * 10_000)
    assert "10,000 characters" in str(raised.value)
    with pytest.raises(QueryError) as raised:
        parse("ab " * 70)
    assert "more than 60 words" in str(raised.value)


def test_only_words_of_the_text_are_marked() -> None:
    found = terms(parse('nerve -stroke "a b" headline:lead company:neo year:1998 (x OR y)'))
    assert [term.text for term in found] == ["nerve", "a b", "lead", "x", "y"]


PIECES = (
    [
        "(",
        ")",
        '"',
        "“",
        "-",
        "*",
        ":",
        " ",
        "OR",
        "AND",
        "NOT",
        " NEAR ",
        " NEAR/3 ",
        "or",
        "nerve",
        "year:",
        "1998",
        "..",
        "company:",
        "x:",
    ],
    [
        "ticker:NEOT",
        "item:5.02",
        "has:quote",
        "é",
        "\x00",
        "\ud800",
        "C++",
        "a/b",
        "'",
        "\\",
        "&",
        "|",
        "!",
        "<->",
        "§p",
    ],
)
_pieces = st.lists(st.sampled_from(PIECES[0] + PIECES[1]), max_size=25).map("".join)


@given(st.one_of(st.text(), _pieces))
@example("(" * 10_240)
@example("a\x00b")
@example('"')
@settings(max_examples=400, deadline=None)
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    error = None
    try:
        node = parse(text)
    except QueryError as raised:
        error, node = raised, raised.repaired
    if error:
        assert error.faults
        assert all(fault.message and 0 <= fault.at[0] <= fault.at[1] <= len(text) for fault in error.faults)
        assert len(error.carets) <= len(text) + 1
    else:
        assert node is not None or not clean(text).strip()
    if node is not None:
        # What is offered can be read, and reads as the same.
        assert parse(write(node)) == node
