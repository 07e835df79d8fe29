"""Raw text of HTML as a reader sees it: character references decoded, white space folded."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

REFERENCE = r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)"
_REFERENCE = re.compile(f"({REFERENCE})")

# A document has few that differ. Each is what the standard library makes of it by itself.
decoded_reference = lru_cache(maxsize=2048)(unescape)


def decoded(raw: str) -> str:
    """The text with its references decoded, as ``html.unescape`` does; several times faster on real filings."""
    if "&" not in raw:
        return raw
    parts = _REFERENCE.split(raw)
    parts[1::2] = map(decoded_reference, parts[1::2])
    return "".join(parts)


def readable(raw: str) -> str:
    """The text decoded and stripped, white space as single spaces, without blanks that have no width."""
    text = decoded(raw) if "&" in raw else raw
    # Of all white space only the plain space is printable, and the blank without width is not.
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.replace("\u200b", "").split())
