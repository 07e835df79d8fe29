"""The site on paper, and in a browser that runs no scripts."""

import re
from typing import Any

import pytest

from neoarchive.models import PressRelease
from tests.browser.judging import background
from tests.browser.pdf import text_of

pytestmark = pytest.mark.django_db(transaction=True)

# On a release: what leads elsewhere, and what the document needs.
NOT_PRINTED = [".mast nav", ".mast search", ".trail", ".views", ".near", ".foot", ".skip"]
PRINTED = [".mark", "article h1", "#contacts h2", "#contacts .name", "article h1 .src", "article .org", ".rail .hash"]


def _release() -> PressRelease:
    return PressRelease.objects.filter(has_contact=True, has_table=True, headline__icontains="second quarter results")[
        0
    ]


def test_a_release_is_printed_as_a_document(samples: str, visit: Any) -> None:
    release = _release()
    page = visit(color_scheme="dark")
    page.goto(release.get_absolute_url())
    dark = background(page)
    page.emulate_media(media="print")
    assert [one for one in NOT_PRINTED if page.locator(one).first.is_visible()] == []
    assert [one for one in PRINTED if not page.locator(one).first.is_visible()] == []
    assert background(page) != dark  # black on white, whatever the screen shows
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"

    printed = " ".join(text_of(page.pdf(format="A4")).split())
    appearance = release.contacts.first()
    last = [block["text"] for block in release.blocks if block["kind"] == "paragraph"][-1]
    for wanted in (release.headline, appearance.name, *appearance.phones, str(release.company.name)):
        assert _plain(wanted) in _plain(printed), wanted
    assert _plain(last.split(". ")[0][:60]) in _plain(printed)
    assert str(release.evidence["headline"]["lines"][0]) in printed
    assert "Beside its source" not in printed


def _plain(text: str) -> str:
    """Letters and figures alone: lines are broken and typographic signs set in print."""
    return "".join(one for one in text.casefold() if one.isalnum())


def test_without_scripts(samples: str, visit: Any) -> None:
    page = visit(java_script_enabled=False, reduced_motion="reduce")
    page.goto("/")
    page.fill("main [name=q]", "corvalin")
    page.press("main [name=q]", "Enter")
    page.wait_for_url("**/releases/?q=corvalin")
    found = page.locator(".entries h2").count()
    assert found >= 3
    page.click("details.ops summary")
    assert page.locator("details.ops dl").is_visible()
    # A filter narrows by as many as it says, and is taken back.
    filter_ = page.locator(".facet a[href*='year=1998']")
    said = int(filter_.locator(".n").inner_text())
    filter_.click()
    page.wait_for_url("**year=1998**")
    assert page.locator(".entries h2").count() == said < found
    page.click(".now a >> nth=0")
    assert page.locator(".entries h2").count() == found
    # To a release, and to the line of its headline, which the address alone lights.
    page.click(".entries h2 a >> nth=0")
    page.wait_for_url(re.compile(r"/releases/[^/?]+/"))
    page.click("article h1 .src")
    page.wait_for_url(re.compile(r"/source/.*#L"))
    line = page.url.rpartition("#")[2]
    lit = page.locator(".raw span:target")
    assert lit.get_attribute("id") == line
    assert lit.is_visible()
    other = page.locator(f".raw span[data-n]:not(#{line}) >> nth=0")
    colour = "one => getComputedStyle(one).backgroundColor"
    assert lit.evaluate(colour) != other.evaluate(colour)
    assert page.complaints == []
