"""The HTML of a block, made once when a release is saved and stored with it.

Small pieces, built here from text and sanitised one by one; templates put them into the page as they are.
"""

import re
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from neoarchive.sanitize import clean
from neoarchive.typography import typeset

from .draft import BlockDraft, told

# A figure: parentheses for losses, currency, per cent, a dash for nil.
_FIGURE = re.compile(r"[\s$€£¥(]*[-–—]?[\d,.]*\d[\d,.]*\s*[)%x]*(?:\s*\(\w\))?|[-–—]+|N/?[AM]|\*+", re.I)


def stored_block(block: BlockDraft, symbols: list[str]) -> dict[str, Any]:
    """A block as ``PressRelease.blocks`` keeps it; ``symbols`` in its text become links to their releases."""
    stored: dict[str, Any] = {
        "kind": block.kind,
        "text": block.text.value,
        "html": block_html(block.kind, block.text.value, block.table, symbols),
        "at": block.text.at,
        "lines": block.text.lines,
    }
    if block.table is not None:
        stored["table"] = block.table
    if block.level:
        stored["level"] = block.level
    if block.text.level:
        stored["confidence"] = told(block.text)
    return stored


def summary_of(blocks: list[dict[str, Any]], limit: int = 300) -> str:
    """The first sentences of the first paragraph, without the dateline: for lists, feeds and descriptions."""
    text = next((b["text"] for b in blocks if b["kind"] == "paragraph"), "")
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, 80, limit) for mark in (". ", "? ", "! "))
    return text[: end + 1] if end > 0 else text[:limit].rsplit(" ", 1)[0] + "…"


def block_html(kind: str, text: str, table: dict[str, Any] | None = None, symbols: list[str] | None = None) -> str:
    """HTML for what stands inside a block's element: inline for text, a whole <table> or <pre> for tables."""
    if kind != "table":
        return clean(_linked(escape(typeset(text), quote=False), symbols or []))
    if table is None:
        return clean(f'<pre class="ascii">{escape(text, quote=False)}</pre>')
    return _table_html(table)


def _linked(html: str, symbols: list[str]) -> str:
    """The first mention of each symbol after an exchange's colon, "(Nasdaq: NEOT, NEOTW)", linked to its releases."""
    for symbol in dict.fromkeys(symbols) if "(" in html else ():
        mention = re.compile(rf"(\([^()<]{{0,80}}:[^()]{{0,400}}?\b)({re.escape(symbol)})(?![\w<])")
        html = mention.sub(lambda m: f'{m[1]}<a href="/releases/?ticker={quote(m[2])}">{m[2]}</a>', html, count=1)
    return html


def _table_html(table: dict[str, Any]) -> str:
    # Sanitised row by row: a sanitiser's time grows faster than its input.
    head = "".join(_row_html(row, head=True) for row in table["rows"][: table["header_rows"]])
    body = "".join(_row_html(row, head=False) for row in table["rows"][table["header_rows"] :])
    caption = f"<caption>{_inline(table['caption'])}</caption>" if table.get("caption") else ""
    return f'<table class="fin">{caption}{f"<thead>{head}</thead>" if head else ""}<tbody>{body}</tbody></table>'


def _row_html(row: list[dict[str, Any]], *, head: bool) -> str:
    heading = not head and row and row[0]["text"] and not any(cell["text"] for cell in row[1:])
    first = "col" if head else "rowgroup" if heading else "row"
    cells = [
        _cell_html(cell["text"], first if head or place == 0 else "", cell.get("colspan", 1), cell.get("rowspan", 1))
        for place, cell in enumerate(row)
    ]
    head_row = ' class="hd"' if heading else ""
    # The row is cleaned inside a table: on its own a parser would throw its tags away.
    cleaned = clean(f"<table><tbody><tr{head_row}>{''.join(cells)}</tr></tbody></table>")
    return cleaned.removeprefix("<table><tbody>").removesuffix("</tbody></table>")


@lru_cache(maxsize=10_000)
def _cell_html(text: str, scope: str, colspan: int, rowspan: int) -> str:
    """A cell, a heading for a ``scope`` if it has a text: empty cells, signs and small numbers come again and again."""
    spans = "".join(f' {name}="{int(n)}"' for name, n in (("colspan", colspan), ("rowspan", rowspan)) if n > 1)
    if scope and text:
        scope = "colgroup" if scope == "col" and colspan > 1 else scope
        return f'<th scope="{scope}"{spans}>{_inline(text)}</th>'
    figure = ' class="num"' if _FIGURE.fullmatch(text) else ""
    return f"<td{figure}{spans}>{_inline(text)}</td>"


def _inline(text: str) -> str:
    return escape(typeset(text), quote=False)
