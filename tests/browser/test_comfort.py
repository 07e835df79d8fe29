"""What the scripts add: keys, marks, lines to cite, copying, a theme that is remembered."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)

_JS = Path(__file__).resolve().parents[2] / "static" / "js"


def a_release(query: str = "") -> str:
    """The address of a release that a search finds, as the list links it."""
    html = Client().get(f"/releases/{query}").content.decode()
    found = re.search(r'<h2[^>]*><a href="(/releases/[^"]+)"', html)
    assert found
    return found[1].replace("&amp;", "&")


def test_all_scripts_together_are_under_two_kilobytes() -> None:
    assert sum(path.stat().st_size for path in _JS.glob("*.js")) < 2048


def test_keys_go_to_the_search_and_to_the_neighbours(samples: str, visit: Any) -> None:
    page = visit()
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("/")
    assert page.evaluate("document.activeElement.value") == "/"
    page.goto(a_release("?q=blue+lantern&sort=newest"))
    previous = page.get_attribute("link[rel=prev]", "href")
    assert previous
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.url.endswith(previous)
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+ArrowLeft")
    assert not page.url.endswith(previous)


def test_hits_are_gone_to_by_key_and_by_link_and_are_off_in_print(samples: str, visit: Any) -> None:
    page = visit()
    page.goto(a_release("?q=corvalin"))
    marks = page.locator("mark[id]").count()
    assert marks > 1
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.wait_for_function("place => location.hash == place", arg="#h2")
    page.keyboard.press("p")
    assert page.evaluate("document.querySelector(':target').id") == "h1"
    page.keyboard.press("p")
    page.wait_for_function("place => location.hash == place", arg=f"#h{marks}")
    page.keyboard.press("n")
    page.wait_for_function("place => location.hash == place", arg="#h1")
    page.click(".hits a[href='#h2']")
    page.wait_for_function("place => location.hash == place", arg="#h2")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('#h1')).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".hits").is_visible()
    page.emulate_media(media="screen")
    page.click("text=Without marks")
    assert page.locator("mark[id]").count() == 0
    assert "?" not in page.url


def test_lines_are_taken_by_clicking_their_numbers_and_cited(samples: str, visit: Any) -> None:
    page = visit()
    page.goto(a_release() + "source/")
    first, last = page.eval_on_selector_all(
        ".par.on .raw span:not(.fold)", "found => [found[0].id, found.at(-1).closest('.raw').lastElementChild.id]"
    )
    page.click(f"#{first}", position={"x": 12, "y": 6})
    assert page.url.endswith(f"#{first}-{first}")
    page.click(f"#{last}", position={"x": 12, "y": 6}, modifiers=["Shift"])
    assert page.url.endswith(f"#{first}-{last}")
    assert page.locator(".lit").count() > 1
    asked = f"{first[1:]}-{last[1:]}"
    assert page.input_value("#lines") == asked
    page.goto("about:blank")
    page.go_back()
    assert page.locator(".lit").count() > 1
    page.fill("#lines", f"{first[1:]}-{int(first[1:]) + 1}")
    with page.expect_navigation():
        page.click("#cite button:text('Cite')")
    assert f"?lines={first[1:]}-" in page.url
    assert "neoarchive, http" in page.inner_text("#cite pre")


def test_citations_are_copied(samples: str, visit: Any) -> None:
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(a_release())
    page.click("summary:has-text('BibTeX')")
    page.click("button:text('Copy BibTeX')")
    page.wait_for_selector("button:text('Copied')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{")
    assert copied == page.text_content("[data-copy=BibTeX]")


def test_the_theme_is_remembered_and_there_before_the_first_paint(samples: str, visit: Any) -> None:
    page = visit()
    page.goto("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    page.click("#theme")
    assert page.inner_text("#theme") == "Colours: dark"
    dark = page.evaluate(paper)
    assert dark != light
    # Asked while the head is read, before there is anything to paint.
    page.add_init_script(
        "new MutationObserver(() => document.body && (window.early ??= document.documentElement"
        ".dataset.theme)).observe(document, { childList: true, subtree: true })"
    )
    page.goto("/about/")
    assert page.evaluate("window.early") == "dark"
    assert page.evaluate(paper) == dark
    page.emulate_media(media="print")
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.click("#theme")
    assert page.inner_text("#theme") == "Colours: auto"
    assert page.evaluate(paper) == light
