"""The work of reading grows with the length of a text, whatever stands in it.

Counted are calls, of Python's functions and of built-in ones, not time: the count of a text is the same on every
machine. What happens within a regular expression is not counted here; ``tests/benchmarks/linear.py`` takes the time.
"""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest

from neoarchive.parser import parse_filing
from tests.benchmarks.hostile import HTMLS, TEXTS, Shape

SIZE = 12_000
SHAPES = [*(("text", name, shape) for name, shape in TEXTS.items()), *(("html", n, s) for n, s in HTMLS.items())]


def calls(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes."""
    count = 0

    def step(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(("kind", "name", "shape"), SHAPES, ids=[f"{kind}: {name}" for kind, name, _ in SHAPES])
def test_twice_the_text_is_twice_the_work(kind: str, name: str, shape: Shape):
    once, twice = (calls(partial(parse_filing, shape(n))) for n in (SIZE, 2 * SIZE))
    assert twice <= 2.6 * once + 2000


def test_calls_are_counted():
    """What is quadratic is seen."""
    text = "x" * 300

    def quadratic(n: int) -> None:
        for a in range(n):
            for b in range(n):
                text.startswith("y", a, b)

    assert calls(lambda: quadratic(200)) > 3.5 * calls(lambda: quadratic(100))
