"""Lines of plain text are the same whether they are made one after another or only where somebody looks."""

import pytest

from neoarchive.parser.plain import PlainLines, numbers, read_plain
from neoarchive.parser.release import read_exhibit

TEXT = "One\n\n  two <PAGE>\r\n<PAGE>\n<TABLE>\n<S> <C>\nfour   5\n</TABLE>\n\n\n- - ---\nlast"
CLAUSE = "The Seller shall sell and the Buyer shall buy the shares on the terms of this Agreement.\n\n"
RELEASE = (
    "AKRON, Ohio, July 5, 1999 -- Brightwater Pumps, Inc. said today that it has bought Low Stone, Inc.,\n"
    "which makes valves for towns in the north of the state, for cash.\n"
)


def seen(line: object) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in ("start", "end", "text", "first", "number", "block", "table"))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("order", [range(12), range(11, -1, -1), [5, 2, 9, 0]])
def test_lines_asked_for_in_any_order_are_those_read_at_once(ends: str, order: list[int]) -> None:
    text = TEXT.replace("\r\n", "\n").replace("\n", ends)
    whole = read_plain(text, 0, len(text), pem=True, number=7)
    lines = PlainLines(text, 0, len(text), pem=True, number=7)
    assert len(lines) == len(whole) == 12
    assert numbers(lines) == numbers(whole) == (7, 19)
    assert [lines.blank(i) for i in range(12)] == [line.blank for line in whole]
    assert [seen(lines[i]) for i in order] == [seen(whole[i]) for i in order]
    assert lines.typed(0, 12) == text
    assert [seen(line) for line in lines] == [seen(line) for line in whole]


def read(text: str) -> str:
    lines = PlainLines(text, 0, len(text))
    given = {"exhibit": "99", "description": None, "registrants": ["Brightwater Pumps, Inc."], "report_date": None}
    return read_exhibit(text, lines, **given).kind


def test_a_long_contract_is_told_by_its_beginning() -> None:
    assert read("AGREEMENT AND PLAN OF MERGER\n\n" + CLAUSE * 2000) == "agreement"


def test_a_release_behind_many_short_lines_is_found() -> None:
    top = "a line of names and numbers of a letterhead\n" * 180 + "\n"
    assert (
        read(top + RELEASE + "\n" + "It makes pumps for towns in the north of the state,\nand sells them.\n\n" * 40)
        == "press-release"
    )
