"""Nothing of a filing is lost: every word a reader of its HTML sees is in its numbered lines, in that order."""

import re

import pytest
from justhtml import JustHTML

from neoarchive.parser.decode import decode
from neoarchive.parser.markup import read_markup
from neoarchive.parser.submission import split_submission
from tests.shared import corpus, gold_sources

# What no browser shows, and what inline XBRL hides.
UNSEEN = ("script", "style", "head", "title", "ix:header")
_WORD = re.compile(r"[^\W_]+")


def seen(html: str) -> list[str]:
    """The words of a page, as another reader of HTML finds them."""
    words: list[str] = []
    todo = [JustHTML(html, sanitize=False, scripting_enabled=False).root]
    while todo:
        node = todo.pop()
        name = (node.name or "").lower()
        if name in UNSEEN or name == "#comment":
            continue
        style = (getattr(node, "attrs", None) or {}).get("style") or ""
        if re.search(r"display\s*:\s*none", style, re.I):
            continue
        if name == "#text":
            words.append(node.data or "")
        todo += reversed(getattr(node, "children", None) or [])
    return letters(" ".join(words))


def letters(text: str) -> list[str]:
    """The words joined: readers differ on blanks between inline elements, and on nothing else."""
    return list("".join(_WORD.findall(text)))


def pages() -> list[tuple[str, str]]:
    found = []
    for path in (*gold_sources(), *corpus()):
        text = decode(path.read_bytes()).text
        for n, document in enumerate(split_submission(text).documents):
            if document.content == "html" and document.text[1] - document.text[0] < 150_000:
                found.append((f"{path.name} {n}", text[slice(*document.text)]))
    return found


PAGES = pages()


@pytest.mark.parametrize("page", [page for _, page in PAGES], ids=[name for name, _ in PAGES])
def test_every_visible_word_is_in_a_line(page):
    ours = "".join(letters(" ".join(line.text for line in read_markup(page, 0, len(page)))))
    theirs = "".join(seen(page))
    assert ours == theirs


def test_a_word_that_is_lost_is_noticed():
    assert seen(
        "<html><body><p>fired <b>its</b> kiln</p><style>p{}</style><p style='display:none'>x</p></body></html>"
    ) == (letters("fired its kiln"))
