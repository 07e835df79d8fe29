"""What visitors are not shown of a text: telephone numbers and e-mail addresses of people who were withdrawn.

A number is found however it is punctuated, so that "(714) 788-6700" is not read as "714.788.6700" in the next
paragraph. Texts are stored as they were filed; only what is made from them for visitors is changed.
"""

import re
from collections.abc import Iterable
from typing import Any

WITHDRAWN = "[withdrawn]"

_EXTENSION = re.compile(r"(?i)\bext|\bx\s*\d")
_BETWEEN = r"[^\w<>]{0,3}"
_FEWEST = 7


def pattern_of(printed: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these numbers and addresses in a text; None where there are none.

    >>> pattern_of(["(714) 788-6700"]).sub(WITHDRAWN, "Call 714.788.6700 now")
    'Call [withdrawn] now'
    """
    parts = [_one(" ".join(text.split())) for text in printed if text.strip()]
    return re.compile("|".join(dict.fromkeys(parts)), re.I) if parts else None


def _one(text: str) -> str:
    figures = "".join(c for c in _EXTENSION.split(text)[0] if c.isascii() and c.isdigit())
    if "@" in text or len(figures) < _FEWEST:
        return r"(?<!\w)" + r"\s+".join(map(re.escape, text.split())) + r"(?!\w)"
    if len(figures) == 11 and figures[0] == "1":
        figures = figures[1:]
    return rf"(?<!\d)\(?{_BETWEEN.join(figures)}(?!\d)"


def without(text: str, pattern: re.Pattern[str] | None) -> str:
    return pattern.sub(WITHDRAWN, text) if pattern else text


def table_without(table: dict[str, Any] | None, pattern: re.Pattern[str] | None) -> dict[str, Any] | None:
    """A table as a block has it, its cells and caption without these numbers."""
    if table is None or pattern is None:
        return table
    rows = [[{**cell, "text": without(cell["text"], pattern)} for cell in row] for row in table["rows"]]
    caption = {"caption": without(table["caption"], pattern)} if table.get("caption") else {}
    return {**table, **caption, "rows": rows}


def shown_text(block: dict[str, Any]) -> str:
    """The text of a release's block as visitors may read it."""
    text: str = block.get("shown", block["text"])
    return text
