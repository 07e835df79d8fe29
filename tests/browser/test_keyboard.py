"""Everything by keyboard: what is focused can be seen, and no mouse is needed from search to source or to save."""

from typing import Any

import pytest

from neoarchive.models import Filing
from tests.admin_texts import filing

pytestmark = pytest.mark.django_db(transaction=True)

_SEEN = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== 'none' || style.textDecorationLine !== 'none' || one.matches('input, textarea, select');
  const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return marked && inside;
}"""


def tab_to(page: Any, selector: str, most: int = 80) -> None:
    """Press Tab until what ``selector`` names has the focus; everything on the way must show its focus."""
    passed = []
    page.emulate_media(reduced_motion="reduce")  # without it the page is still on its way to the focus
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue  # the end: the focus is in the browser's own bars, and comes back at the top
        passed.append(page.evaluate("document.activeElement.outerHTML.slice(0, 90)"))
        assert page.evaluate(_SEEN), f"the focus can't be seen: {passed[-1]}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}:\n" + "\n".join(passed))


def enter(page: Any) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_visitor_searches_reads_and_goes_to_the_source(samples: str, visit: Any) -> None:
    page = visit()
    page.goto("/")
    tab_to(page, "a.skip", most=1)
    page.keyboard.press("Enter")
    tab_to(page, "main *", most=1)  # the menu is left behind
    tab_to(page, "main [name=q]", most=10)
    page.keyboard.type("corvalin has:table")
    enter(page)
    tab_to(page, ".entries h2 a")
    headline = page.evaluate("document.activeElement.innerText")
    enter(page)
    assert page.inner_text("h1").startswith(headline)
    tab_to(page, "article h1 .src")
    enter(page)
    assert page.locator(".raw span:target").is_visible()
    tab_to(page, ".views a[href^='/releases/']:not([aria-current])")
    enter(page)
    assert page.inner_text("h1").startswith(headline)
    # A wide table is a place one can stand in, and scroll with the arrows.
    page.set_viewport_size({"width": 320, "height": 700})
    tab_to(page, ".scroll", most=120)
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.scrollLeft") > 0
    assert page.complaints == []


def test_the_menu_and_the_filters_are_reached(samples: str, visit: Any) -> None:
    page = visit()
    page.goto("/")
    tab_to(page, ".mast nav a[href='/releases/']", most=5)
    enter(page)
    tab_to(page, "details.ops summary")
    page.keyboard.press("Enter")
    assert page.locator("details.ops dl").is_visible()
    tab_to(page, ".facet a[href*='item=']", most=200)
    enter(page)
    assert page.locator(".now a").first.is_visible()
    tab_to(page, ".now a")
    enter(page)
    assert page.url.endswith("/releases/")
    assert page.complaints == []


def test_an_editor_logs_in_pastes_and_saves(visit: Any, editor: Any) -> None:
    page = visit()
    page.goto("/admin/")
    assert page.evaluate("document.activeElement.id") == "id_username"
    page.keyboard.type("editor")
    page.keyboard.press("Tab")
    page.keyboard.type("a long enough password")
    enter(page)
    page.complaints.clear()  # the stock log-in page names no icon, and Chromium asks for one
    tab_to(page, "a.addlink[href$='/add-from-text/']")
    enter(page)
    tab_to(page, "#id_text")
    page.keyboard.insert_text(filing())
    tab_to(page, "input[type=submit].default")
    enter(page)
    page.wait_for_selector("form.ingest")
    tab_to(page, "[name='releases.0.headline']", most=300)
    page.keyboard.press("Control+a")
    page.keyboard.type("Typed without a mouse")
    tab_to(page, "[name=_save]", most=300)
    enter(page)
    page.wait_for_url("**/change/")
    saved = Filing.objects.get()
    assert saved.status == Filing.Status.PUBLISHED
    visitor = visit()
    visitor.goto("/releases/?q=mouse")
    assert visitor.inner_text(".entries h2") == "Typed without a mouse"
    assert page.complaints == []
