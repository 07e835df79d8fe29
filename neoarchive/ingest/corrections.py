"""Releases that say that they take the place of an earlier one. The archive is not asked, and no model is imported."""

import difflib
import re
from collections.abc import Iterable

from .names import folded

# Business Wire's "CORRECTING and REPLACING", PR Newswire's "/C O R R E C T I O N", "CORRECTED RELEASE", and plain
# words.
_CORRECTS = re.compile(
    r"\W*(?:correct(?:ing|s|ed)?\b|(?:\w+\W+){0,6}?correction\b|c\W?o\W?r\W?r\W?e\W?c\W?t\W?i\W?o\W?n\b"
    r"|(?:\w+\W+){0,8}?(?:replaces|supersedes|corrects and replaces)\b|.{0,160}?\bplease replace the release\b)",
    re.I,
)
_SIGNS = re.compile(
    r"^\W*(?:correct(?:ing|ed|ion)(?:\s+and\s+replacing)?(?:\s+(?:press\s+)?release)?|c\W?o\W?r\W?r\W?e\W?c\W?t\W?i\W?o\W?n)"
    r"[\W_]*",
    re.I,
)
# Where it is said at all, it is said at the beginning.
_BEGINNING = 200


def says_it_corrects(headline: str, status_line: str, decks: Iterable[str], blocks: Iterable[tuple[str, str]]) -> bool:
    """Whether the headline, the status line, the deck or the first words say that it replaces another release.

    ``blocks``: kind and text of each.
    """
    first = next((text for kind, text in blocks if kind in ("paragraph", "heading")), "")
    return any(_CORRECTS.match(text[:_BEGINNING]) for text in (headline, status_line, *decks, first) if text)


def bare_headline(headline: str) -> str:
    """A headline as headlines are compared: folded, without the signs of a correction."""
    return folded(_SIGNS.sub("", headline))


def likeness(a: str, b: str) -> float:
    """How much of two bare headlines is the same, from 0 to 1, by words."""
    return difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio() if a and b else 0.0
