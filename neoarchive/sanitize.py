"""The last gate before HTML is stored. The only module that imports bleach.

bleach is no longer maintained and is slow on large input, so it gets only small pieces of HTML that
``ingest.render`` made itself, at ingest and never per request; a Content-Security-Policy stands behind it, and
tests check it against another sanitiser. To change the sanitiser, change this file.
"""

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


def clean(html: str) -> str:
    """The piece with nothing in it but the tags and attributes that ``ingest.render`` uses."""
    return _CLEANER.clean(html)


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
