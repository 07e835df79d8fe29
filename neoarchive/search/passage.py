"""A whole paragraph in the search box: the releases that share a stretch of it."""

import re

from . import words
from .query import FIELDS, Either, Node, Term

LONG = 20
"""Words from which a text is taken for a passage."""

STRETCH = 8
"""Words in a row that a release has to share: fewer are common by chance, more break at the first change."""

_MOST = 24
_OPERATORS = re.compile(rf"\b(?:OR|AND|NOT|NEAR(?:/\d+)?)\b|(?<!\S)-\w|\b(?:{'|'.join(FIELDS)}):[\w\"“]")


def read(text: str) -> Node | None:
    """The stretches of a passage, one of which is enough; None for a text that reads as a query.

    >>> read("nerve growth") is None
    True
    """
    found = words.words(text)
    if len(found) < LONG or _OPERATORS.search(text):
        return None
    last = len(found) - STRETCH
    step = max(last // (_MOST - 1), STRETCH // 2)
    starts = [*[*range(0, last, step)][: _MOST - 1], last]
    return Either(tuple(_stretch(found[start : start + STRETCH]) for start in starts))


def _stretch(found: list[str]) -> Term:
    return Term(" ".join(found).replace(words.POINT, "."), tuple(found), quoted=True)
