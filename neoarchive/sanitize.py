"""The last gate before HTML is stored. The only module that imports bleach.

bleach is no longer maintained and is slow on large input, so it gets only small pieces of HTML that
``ingest.render`` made itself, at ingest and never per request; a Content-Security-Policy stands behind it, and
tests check it against another sanitiser. To change the sanitiser, change this file.

Nearly every piece is text without a tag, or a row of a plain table. ``_PLAIN`` recognises these from their first
character to their last, and bleach, which would give them back as they are at a hundred times the cost, is not asked.
It is a gate as strict as bleach, not a short cut past it: what it does not know to the letter goes to bleach.
"""

import re

import bleach

TAGS = frozenset(
    {
        "a",
        "b",
        "br",
        "caption",
        "col",
        "em",
        "mark",
        "p",
        "pre",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    }
)
_CLASSES = frozenset({"fin", "sum", "tot", "hd", "num", "ascii", "dl"})
_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})


# Text: no "<", no ">", no "&" but in the three references that escaping makes, and no character that a reader of HTML
# would change or drop (controls, a carriage return, half a surrogate pair, noncharacters).
_SAFE = "[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]*+"
_TEXT = f"{_SAFE}(?:&(?:amp|lt|gt);{_SAFE})*+"
_SPANS = r'(?: colspan="[1-9]\d{0,2}")?(?: rowspan="[1-9]\d{0,2}")?'
_TH = rf'<th scope="(?:col|row|colgroup|rowgroup)"{_SPANS}>{_TEXT}</th>'
_TD = rf'<td(?: class="num")?{_SPANS}>{_TEXT}</td>'
_ROW = rf'<table><tbody><tr(?: class="hd")?>(?:{_TH}|{_TD})*+</tr></tbody></table>'
# A line end right after <pre> is dropped by readers of HTML.
_PLAIN = re.compile(rf'{_TEXT}|{_ROW}|<pre class="ascii">(?!\n){_TEXT}</pre>', re.ASCII)


def clean(html: str) -> str:
    """The piece with nothing in it but the tags and attributes that ``ingest.render`` uses."""
    return html if _PLAIN.fullmatch(html) else _CLEANER.clean(html)


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return set(value.split()) <= _CLASSES
    if name == "scope":
        return tag == "th" and value in _SCOPES
    if name in {"colspan", "rowspan"}:
        return tag in {"td", "th"} and value.isascii() and value.isdigit() and 1 <= int(value) <= 1000
    # bleach lets //host through, which leaves this site as surely as https://host: links here stay inside.
    return tag == "a" and name == "href" and value.startswith(("/", "?", "#")) and not value.startswith(("//", "/\\"))


# bleach takes an address without a scheme for https; _allowed lets no other through.
_CLEANER = bleach.Cleaner(tags=TAGS, attributes=_allowed, protocols={"https"}, strip=True, strip_comments=True)
