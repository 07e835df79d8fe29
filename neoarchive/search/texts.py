"""The words that a release's own text gives. The archive is not asked, so another process can fold them."""

from collections.abc import Iterable
from dataclasses import dataclass

from . import words

_APART = {"about", "safe_harbor"}


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words, parted by blanks. ``apart`` has those of the passages that stand apart."""

    headline: str
    body: str
    apart: str


def words_of(headlines: Iterable[str], opening: Iterable[str], blocks: Iterable[tuple[str, str]]) -> Words:
    """``headlines`` from the first on; ``opening``: status line, dateline, wire; ``blocks``: kind and text of each."""
    body, apart = list(opening), list[str]()
    for kind, text in blocks:
        (apart if kind in _APART else body).append(text)
    return Words(*(words.folded("\n".join(part)) for part in (list(headlines), body, apart)))
