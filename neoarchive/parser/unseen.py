"""What no reader of an HTML document sees: comments, scripts, styles, the head, hidden elements."""

from __future__ import annotations

import re

# The look ahead is for speed: most tags are none of these by their first two letters.
_SKIPPED = re.compile(
    r"<(?=[!sShHtTiI][-cCtTeEiIxX])"
    r"(?:!--|([sS][cC][rR][iI][pP][tT]|[sS][tT][yY][lL][eE]|[hH][eE][aA][dD]|[tT][iI][tT][lL][eE]"
    r"|[iI][xX]:[hH][eE][aA][dD][eE][rR])(?=[\s>]))"
)
# Two patterns that begin with letters are searched for much faster than one that begins with either.
_DISPLAY_NONE = {word: re.compile(rf"{word}\s{{0,20}}:\s{{0,20}}[nN][oO][nN][eE]") for word in ("isplay", "ISPLAY")}
# A tag, and the end tag if that follows at once: a hidden cell is empty in most tables that have them.
_ELEMENT = re.compile(r"<([a-zA-Z][\w:]*)[^<>]*>(</\1>)?")
# How far in a tag a style may stand: looking further back from each would take for ever where there is no tag.
_LONGEST = 4000
_VOID = frozenset(("br", "hr", "img", "input"))


def mask(html: str) -> str:
    """The document with each unseen stretch made one long tag of the same length, so that offsets hold."""
    spans = _unseen(html)
    hidden = _hidden(html)
    if hidden:
        spans = _merged([*spans, *hidden])
    if not spans:
        return html
    parts: list[str] = []
    at = 0
    for a, b in spans:
        parts += (html[at:a], "<", "!" * (b - a - 2), ">")
        at = b
    parts.append(html[at:])
    return "".join(parts)


def _unseen(html: str) -> list[tuple[int, int]]:
    """Comments, scripts, styles, the head, inline XBRL's header. One that is not closed ends with its own tag."""
    spans: list[tuple[int, int]] = []
    unclosed: set[str] = set()
    at = 0
    while found := _SKIPPED.search(html, at):
        name = (found[1] or "!--").lower()
        at = found.end()
        if name == "!--":
            end = -1 if name in unclosed else html.find("-->", at)
            # A comment that is not closed hides nothing but its own mark.
            spans.append((found.start(), end + 3 if end >= 0 else at))
            at = spans[-1][1]
            if end < 0:
                unclosed.add(name)
            continue
        if name in unclosed:
            continue
        close = re.compile(rf"</{name}\s*>", re.I).search(html, at)
        if close is None:
            unclosed.add(name)
            continue
        at = close.end()
        spans.append((found.start(), at))
    return spans


def _hidden(html: str) -> list[tuple[int, int]]:
    """Elements styled ``display:none``, with all they hold; read by counting tags of the same name."""
    spans: list[tuple[int, int]] = []
    at = 0
    unclosed: set[str] = set()
    patterns: dict[str, re.Pattern[str]] = {}
    for style in _display_none(html):
        if style < at:
            continue
        start = html.rfind("<", max(at, style - _LONGEST), style)
        tag = _ELEMENT.match(html, start) if start >= 0 else None
        if tag is None or tag.end() <= style:
            continue
        name, end = tag[1].lower(), tag.start(2) if tag[2] else tag.end()
        at = end
        if name in _VOID or html[end - 2] == "/" or name in unclosed or len(unclosed) > 20:
            continue
        if tag[2]:
            at = tag.end()
            spans.append((start, at))
            continue
        depth = 1
        if name not in patterns:
            patterns[name] = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*>", re.I)
        for other in patterns[name].finditer(html, at):
            depth += -1 if other[1] else not other[0].endswith("/>")
            if depth == 0:
                spans.append((start, other.end()))
                at = other.end()
                break
        else:
            unclosed.add(name)  # looking again from each further one would take for ever
    return spans


def _display_none(html: str) -> list[int]:
    """Offsets of "display: none", in order."""
    patterns = [pattern for word, pattern in _DISPLAY_NONE.items() if word in html]
    found = [style.start() - 1 for pattern in patterns for style in pattern.finditer(html)]
    return sorted([at for at in found if html[at : at + 1] in ("d", "D")])


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if merged and a < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(b, merged[-1][1]))
        else:
            merged.append((a, b))
    return merged
