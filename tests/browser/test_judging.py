"""The judges of the other tests condemn what is wrong: a judge that never does would pass every page."""

from typing import Any

import pytest

from tests.browser import judging

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page – neoarchive</title>'
    '<link rel="canonical" href="https://example.com/a/"></head><body><main><h1>A</h1><h2>B</h2>{}</main></body></html>'
)


def test_a_good_page_has_no_fault(page: Any) -> None:
    assert judging.document(GOOD.format("<p>Text.</p>"), "/a/") == []
    page.set_content(GOOD.format("<p>Text.</p>"))
    assert judging.sideways(page) == []
    assert judging.axe(page, judging.axe_source()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GOOD.format("<p><div>Text</div></p>"), "HTML, line"),
        (GOOD.format("<h4>Deep</h4>"), "h2 is followed by h4"),
        (GOOD.format("<h1>Again</h1>"), "2 elements h1"),
        (GOOD.format("<i id='x'></i><i id='x'></i>"), "the id x stands twice"),
        (GOOD.format("").replace(' lang="en"', ""), "no language"),
        (GOOD.format("").replace("A page ", ""), "no title"),
        (GOOD.format("").replace("/a/", "/b/"), "the canonical address is https://example.com/b/"),
        (GOOD.format("").replace("canonical", "next"), "0 canonical addresses"),
    ],
)
def test_faults_of_html(text: str, fault: str) -> None:
    found = judging.document(text, "/a/")
    assert [one for one in found if one.startswith(fault)], found


def test_faults_that_are_seen(page: Any, live_server: Any) -> None:
    source, complaints = judging.axe_source(), judging.watch(page)
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{live_server.url}/nothing/here/")
    assert [one for one in complaints if one.startswith("404")]
    page.evaluate("document.querySelector('main').innerHTML = '<p id=bad>' + 'x'.repeat(400) + '</p><img src=/no.png>'")
    page.evaluate("document.querySelector('#bad').style.overflowWrap = 'normal'")
    assert "scrolls sideways" in judging.sideways(page)[0]
    page.evaluate("document.querySelector('#bad').style.color = '#ccc'")
    assert {one.split(":")[0] for one in judging.axe(page, source)} == {"axe color-contrast", "axe image-alt"}
    assert {one.split(":")[0] for one in judging.axe(page, source, colours_only=True)} == {"axe color-contrast"}
    complaints.clear()
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'x()'}))")
    page.wait_for_timeout(50)
    assert "Content Security Policy" in "".join(complaints)
