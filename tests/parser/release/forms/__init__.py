"""Invented releases, each in a form that filings show, with what a careful reader finds in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_BLOCK_TAG = re.compile(r"</?(?:p|div|tr|td|th|table|li|ul|ol|h[1-6]|br|center|body|html)\b[^>]*>", re.I)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Form:
    """A release as text or markup, and what it says; keys that are left out are not looked at."""

    name: str
    text: str
    company: str
    near: date
    markup: bool = False
    says: dict[str, Any] = field(default_factory=dict)


FORMS: list[Form] = []


def form(name: str, text: str, *, company: str, near: date, markup: bool = False, **says: Any) -> None:
    """Adds a form. ``says``: headline, subs, place, day, wire, tickers, contacts, first, last, paragraphs, tables,
    about, harbor, quoted, has, lacks; ``copied`` what of this differs in a copy that lost its columns, False where a
    copy loses too much.
    """
    FORMS.append(Form(name, text.strip("\n") + "\n", company, near, markup, says))


def contact(
    name: str | None,
    title: str | None = None,
    organization: str | None = None,
    phones: tuple[str, ...] = (),
    emails: tuple[str, ...] = (),
) -> tuple:
    return (name, title, organization, list(phones), list(emails))


def copied(text: str, markup: bool) -> str:
    """The text as copies on the web have it: tags, columns and indents gone, a cell or a short line by itself."""
    if markup:
        import html

        parts = [html.unescape(_TAG.sub("", part)) for part in _BLOCK_TAG.split(text)]
        return "\n\n".join(" ".join(part.split()) for part in parts if part.strip()) + "\n"
    found: list[str] = []
    open_paragraph = False
    for line in re.sub(r"<[A-Za-z/][^<>]{0,30}>", "", text).splitlines():
        cells = [cell.strip() for cell in re.split(r"\s{3,}", line.strip()) if cell.strip()]
        alone = not cells or len(cells) > 1 or len(line.strip()) < 45
        if alone or not open_paragraph:
            found += [] if re.fullmatch(r"[-=_\s]*", line) else cells
        else:
            found[-1] += " " + cells[0]
        open_paragraph = not alone and len(line.rstrip()) >= 60
    return "\n\n".join(found) + "\n"
