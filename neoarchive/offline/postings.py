"""The words of the copy's search, with the releases that have each, as files that a page can read without a server.

A browser that reads a page from disk may load scripts but may not read files, so each file is a script that hands one
value to the page. Releases are numbered in the order of the list, the newest first. Of a word is kept which releases
have it and how much it counts there, as numbers of five bits to a character (the last of each number without the bit
32): the distance from the release before, times four, plus the weight.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
ONCE, SOMETIMES, OFTEN, HEADLINE = range(4)
"""Weights of a word in a release."""

PART = 96_000
"""Characters of a part, about: small enough to be read at once also from a web server."""


def weight_of(times: int) -> int:
    return ONCE if times == 1 else SOMETIMES if times < 4 else OFTEN


class Postings:
    """Takes releases in the order of their numbers, 0 first."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}
        self._found: dict[str, bytearray] = {}

    def add(self, release: int, words: Iterable[tuple[str, int]]) -> None:
        """Words of a release, each once, with their weights."""
        last, found = self._last, self._found
        for word, weight in words:
            before = last.get(word)
            last[word] = release
            if before is None:
                found[word] = bytearray(_number(release * 4 + weight))
            else:
                value = (release - before) * 4 + weight
                found[word] += _SHORT[value] if value < _FEW else _number(value)

    def parts(self, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The first word of each part, and the part, a line for each word: it, its releases, its name if it has one.

        A blank stands between these. The words are in the order in which JavaScript compares texts.
        """
        lines: list[str] = []
        first, size = "", 0
        for word in sorted(self._found, key=lambda word: word.encode("utf-16-be")):
            line = f"{word} {self._found[word].decode('ascii')}"
            if word in names:
                line += " " + " ".join(names[word].split())
            if lines and size + len(line) > PART:
                yield first, "\n".join(lines)
                lines, size = [], 0
            first = first if lines else word
            lines.append(line)
            size += len(line)
        if lines:
            yield first, "\n".join(lines)


def _number(value: int) -> bytes:
    found = array("B")
    while value > 31:
        found.append(ord(DIGITS[32 | value & 31]))
        value >>= 5
    found.append(ord(DIGITS[value]))
    return found.tobytes()


_FEW = 1 << 12
_SHORT = [_number(value) for value in range(_FEW)]


def script(name: str, value: object) -> bytes:
    """A file that hands a value to the page that loads it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Signs that end a line are not told apart from others in JSON, but older browsers do so in a script.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"part({json.dumps(name)},{text})\n".encode("utf-8", "replace")
