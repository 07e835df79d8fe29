"""How text becomes the words that are indexed and searched, the same for every database.

A word is a run of letters and figures, folded: lower case, without accents, full-width and other variants as their
plain forms. What stands in or between words is treated so, in text and in queries alike:

==========================================  ==============================================
marks: ``-TM-``, ``(R)``, ™, ®, ``-C- 1998``  left out: ``NEOTROFIN-TM-`` is ``neotrofin``
apostrophes, straight or typographic        a possessive ``'s`` is dropped, others join: ``company's`` is
                                            ``company``, ``O'Brien`` is ``obrien``
hyphens and dashes                          part words: ``nerve-derived`` is ``nerve derived``; one letter and a
                                            number join: ``10-K`` is ``10k``, ``S-3`` is ``s3``
figures                                     commas of thousands are dropped, the decimal point stays, as a raised
                                            one: ``$1,250.50`` is ``1250·50``, ``5.02`` is ``5·02``
letters with full stops                     join: ``U.S.`` is ``us``
letters with ``&``                          join without blanks: ``AT&T`` is ``att``, ``R&D`` is ``rd``
everything else                             parts words: ``api/v1`` is ``api v1``
==========================================  ==============================================

The raised point is not ASCII, so the tokenizer of SQLite (which is told that every character beyond ASCII belongs to
a word) and the literals of PostgreSQL both take ``1·25`` for one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

POINT = "·"
LONGEST = 60
"""Characters kept of a word: uuencoded lines and hashes are words too, and PostgreSQL refuses more than 2 KB."""

_COMBINING = "\u0300-\u036f"
_L = rf"[^\W\d_{_COMBINING}]"
_W = rf"[^\W_][{_COMBINING}]*"
_APOSTROPHE = "['’‘ʼ＇]"
_WORD = re.compile(
    rf"""
    (?P<mark> -(?:TM|SM|R|REGISTERED(?:\ TRADEMARK)?)- | \((?:TM|SM|R|C)\) | -C-(?=\ ?\d{{4}}) | [™℠®©] )
  | (?P<figure> (?<![^\W_]) (?: (?:\d{{1,3}}(?:,\d{{3}})+ | \d+) (?:\.\d+)+ | \d{{1,3}}(?:,\d{{3}})+ ) (?![^\W_]) )
  | (?P<code> (?<![^\W_]) (?: \d{{1,3}}-[A-Za-z]\d* | [A-Za-z]-\d{{1,4}} ) (?![^\W_]) (?!-\w) )
  | (?P<initials> (?<![^\W_]) (?:{_L}\.){{2,}} (?:{_L}(?![^\W_]))? )
  | (?P<joined> (?<![^\W_]) {_L}{{1,3}} (?:&{_L}{{1,3}})+ (?![^\W_]) )
  | (?P<word> (?:{_W})+ (?: {_APOSTROPHE} (?:{_W})+ )* )
    """,
    re.I | re.X,
)
# The marks that a blank belongs to.
_ACROSS = re.compile(r"-(?:C-|REGISTERED) ", re.I)
_CHUNK = re.compile(r"\S+")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s$", re.I)


class Token(NamedTuple):
    """A folded word and where it stands in the text, end exclusive."""

    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their places.

    >>> [t.word for t in tokens("The company’s NEOTROFIN-TM- earned $1,250.50 (see Form 10-K)")]
    ['the', 'company', 'neotrofin', 'earned', '1250·50', 'see', 'form', '10k']
    """
    if _ACROSS.search(text):
        yield from _parted(text)
        return
    for match in _CHUNK.finditer(text):
        # As in ``words``: what stands between blanks is nearly always letters and figures.
        chunk, start = match[0], match.start()
        plain = chunk.rstrip('.,;:)"')
        if plain.isalnum() and plain.isascii():
            yield Token(plain.lower()[:LONGEST], start, start + len(plain))
        else:
            for word, first, last in _parted(chunk):
                yield Token(word, start + first, start + last)


def _parted(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        if match.lastgroup == "mark":
            continue
        start, end = match.span()
        raw = match[0]
        if match.lastgroup == "figure":
            parts = raw.replace(",", "").split(".")
            yield Token(POINT.join(map(_fold, parts))[:LONGEST], start, end)
            continue
        if match.lastgroup == "word":
            possessive = _POSSESSIVE.search(raw)
            if possessive and possessive.start():
                raw, end = raw[: possessive.start()], start + possessive.start()
        folded = _fold(raw)
        if folded:
            yield Token(folded, start, end)


def words(text: str) -> list[str]:
    """The words of a text, in order: as ``tokens`` gives them."""
    return folded(text).split()


def folded(text: str) -> str:
    """The words of a text, parted by blanks: at a tenth of the cost of ``tokens``."""
    if _ACROSS.search(text):
        return " ".join(token.word for token in tokens(text))
    return " ".join(filter(None, map(_CHUNKS.__getitem__, text.split())))


class _Chunks(dict[str, str]):
    """What stands between two blanks, with its words: nearly all of it comes again and again."""

    _MOST = 30_000

    def __missing__(self, chunk: str) -> str:
        # Nearly always letters and figures, with a stop or a comma behind.
        plain = chunk.rstrip('.,;:)"')
        if plain.isalnum() and plain.isascii():
            words = plain.lower()[:LONGEST]
        else:
            words = " ".join(token.word for token in tokens(chunk))
        if len(chunk) <= LONGEST:
            if len(self) >= self._MOST:
                self.clear()
            self[chunk] = words
        return words


_CHUNKS = _Chunks()


def _fold(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST]
    if not word.isascii():
        # A fraction such as ½ would come out as its figures side by side: 5½ is not 512.
        word = "".join(
            c for c in word if unicodedata.category(c) != "No" or "⁄" not in unicodedata.normalize("NFKD", c)
        )
        # Twice: the case folding of some letters (ΐ, ŉ) gives combining marks again.
        for _ in range(2):
            word = unicodedata.normalize("NFKD", word).casefold()
    return "".join(c for c in word.lower() if c.isalnum())[:LONGEST]
