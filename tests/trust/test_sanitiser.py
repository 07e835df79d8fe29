"""bleach against nh3 on every vector, both with the allow-list of ``sanitize``: the same document, or known why not."""

import re
from typing import Any

import html5lib
import nh3
import pytest

from neoarchive import sanitize
from tests.trust.vectors import FAMILIES, VECTORS

ATTRIBUTES = {"class", "scope", "colspan", "rowspan", "href"}

# Where the two part, by what is in the text, and why neither lets anything through: all that differs is words, and
# elements without an attribute.
EXPLAINED = {
    r"(?i)<(?:svg|math|template)": "nh3 drops foreign elements and templates with all in them; bleach strips the tags",
    r"(?i)<(?:style|script|xmp|noscript|noembed|noframes|iframe|title|textarea|plaintext)\b": (
        "nh3 shows what stands in these as text; bleach, which strips the tags, reads it as HTML and strips that too"
    ),
    r"<[^>]*\Z": "a tag without an end is nothing to nh3 and text to bleach",
    r"&(?:#60|lt)img": "a reference without its semicolon is a character to nh3; bleach shows it as it was typed",
    r"[\x1b\ufeff]": "bleach puts a question mark for a control character; nh3 drops a byte order mark",
    r"</[^a-z!?]": "an end tag that begins with no letter is a comment to nh3 and text to bleach",
}


def document(html: str) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """Elements with their attributes, and the words."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    elements = [(one.tag, dict(one.attrib)) for one in tree.iter() if isinstance(one.tag, str)][1:]
    return elements, " ".join("".join(tree.itertext()).split())


def oracle(html: str) -> str:
    def allowed(tag: str, name: str, value: str) -> str | None:
        return value if sanitize._allowed(tag, name, value) else None

    rules: dict[str, Any] = {"tags": set(sanitize.TAGS), "attributes": {"*": ATTRIBUTES}, "attribute_filter": allowed}
    return nh3.clean(html, **rules, link_rel=None, url_schemes={"https"}, clean_content_tags=set())


def test_there_are_enough_of_them() -> None:
    assert len(VECTORS) >= 300
    assert all(len(family) >= 10 for family in FAMILIES.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_document_or_known_why_not(family: str) -> None:
    for html in FAMILIES[family]:
        ours, theirs = document(sanitize.clean(html)), document(oracle(html))
        assert all(tag in sanitize.TAGS for tag, _ in ours[0]), html
        if ours == theirs:
            continue
        assert any(re.search(pattern, html) for pattern in EXPLAINED), (html, ours, theirs)
        attributes = [given for _, given in ours[0] if given]
        assert attributes == [given for _, given in theirs[0] if given], html


def test_no_explanation_is_left_over() -> None:
    differ = [html for html in VECTORS if document(sanitize.clean(html)) != document(oracle(html))]
    assert [pattern for pattern in EXPLAINED if not any(re.search(pattern, html) for html in differ)] == []
    assert len(differ) < len(VECTORS) // 6


def test_what_was_cleaned_stays_as_it_is() -> None:
    """What a browser reads, written out and read again, is the same: nothing mutates."""
    for html in VECTORS:
        once = sanitize.clean(html)
        assert document(sanitize.clean(once)) == document(once), html
