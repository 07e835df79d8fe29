"""The site on paper, and in a browser that runs no scripts."""

import re
from typing import Any

import pytest

from neoarchive.models import PressRelease
from tests.browser.judging import background, sideways
from tests.browser.pdf import text_of
from tests.browser.places import pages

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

    appearance = release.contacts.first()
    last = [block["text"] for block in release.blocks if block["kind"] == "paragraph"][-1]
    for paper in ("A4", "Letter"):
        printed = " ".join(text_of(page.pdf(format=paper)).split())
        for wanted in (release.headline, appearance.name, *appearance.phones, str(release.company.name)):
            assert _plain(wanted) in _plain(printed), (paper, wanted)
        assert _plain(last.split(". ")[0][:60]) in _plain(printed)
        assert str(release.evidence["headline"]["lines"][0]) in printed
        assert "Beside its source" not in printed


@pytest.mark.parametrize("kind", ["lists", "browsing"])
def test_pages_are_printed_without_what_leads_elsewhere_and_within_the_paper(
    samples: str, visit: Any, faults: Any, kind: str
) -> None:
    page = visit(viewport={"width": 612, "height": 900})  # A4 between its margins; Letter is wider
    for path in pages(kind):
        page.goto(path)
        page.emulate_media(media="print")
        shown = [one for one in (".mast nav", ".trail", ".foot", ".skip") if page.locator(one).first.is_visible()]
        faults.add(path, [f"{one} is printed" for one in shown] + sideways(page), page)
        page.emulate_media(media="screen")
    faults.none()


def test_forced_colours_leave_nothing_to_colour_alone(samples: str, visit: Any, faults: Any) -> None:
    """Where somebody's own colours are forced on a page, where one is and what is lit is told by lines."""
    page = visit(forced_colors="active", viewport={"width": 1280, "height": 800})
    release = _release().get_absolute_url()
    line = "one => { const s = getComputedStyle(one); return parseFloat(s.borderBottomWidth) + "
    line += "(s.outlineStyle == 'none' ? 0 : parseFloat(s.outlineWidth)) }"
    for path, what in (
        ("/releases/", ".mast [aria-current]"),
        (release, ".views [aria-current]"),
        (f"{release}source/#L20", ".raw :target"),
        ("/companies/letter/t/", ".az [aria-current]"),
    ):
        page.goto(path)
        if not page.locator(what).first.evaluate(line):
            faults.add(path, [f"{what} has no line"], page)
    page.goto(f"{release}?q=results")
    mark = page.locator("mark").first
    colour = "one => getComputedStyle(one).backgroundColor"
    assert mark.evaluate(colour) != page.locator("body").evaluate(colour)
    faults.none()


def test_at_four_hundred_per_cent_what_stays_in_sight_leaves_room_to_read(samples: str, visit: Any) -> None:
    """A window of 1280 by 1024 px at 400 % is one of 320 by 256: nothing that sticks takes half of it."""
    page = visit(viewport={"width": 320, "height": 256})
    page.goto(f"{_release().get_absolute_url()}?q=results")
    page.evaluate("window.scrollTo({top: 900, behavior: 'instant'})")
    heights = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(one => ['sticky', 'fixed'].includes(getComputedStyle(one)"
        ".position) && one.getBoundingClientRect().top <= 1).map(one => one.getBoundingClientRect().height)"
    )
    assert max(heights, default=0) <= 128
    assert sideways(page) == []


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
