"""Every public page with all samples: accessibility, narrow screens, HTML, weight; every link leads somewhere."""

import re
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import html5lib
import pytest

from tests.browser import judging
from tests.browser.places import KINDS, pages

pytestmark = pytest.mark.django_db(transaction=True)

# A page that repeats the text of a filing has its weight on top.
HEAVIEST = 30_000
REPEATS_TEXT = ("sources", "filings", "reading", "browsing")
# Lines of a source are alike: axe, which takes its time with each, gets the first of every stretch.
FEWER_LINES = "document.querySelectorAll('.raw > :nth-child(n+13)').forEach(line => line.remove())"
# Combinations of filters have no end: addresses with a query that are opened in one walk.
MOST_QUERIES, MOST_DAYS = 40, 40


@pytest.fixture(scope="module")
def axe() -> str:
    return judging.axe_source()


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_in_both_schemes_and_as_wide_as_the_screen(
    samples: str, visit: Any, axe: str, faults: Any, kind: str
) -> None:
    page = visit()
    for path in pages(kind) + (["/nothing/here/"] if kind == "lists" else []):
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(path)
        faults.add(f"{path} at 1280 px", judging.sideways(page), page)
        page.set_viewport_size({"width": 320, "height": 800})
        faults.add(f"{path} at 320 px", judging.sideways(page), page)
        page.evaluate(FEWER_LINES)
        faults.add(f"{path} at 320 px", judging.axe(page, axe), page)
        light = judging.background(page)
        page.emulate_media(color_scheme="dark")
        faults.add(f"{path} in the dark", judging.axe(page, axe, colours_only=True), page)
        if judging.background(page) == light:
            faults.add(path, ["dark is as bright as light"], page)
    faults.none()


def test_html_and_weight(samples: str, client: Any, faults: Any) -> None:
    weights = {}
    for kind in KINDS:
        for path in pages(kind):
            response = client.get(path)
            text = response.content.decode()
            faults.add(path, judging.document(text, path))
            weights[path] = len(response.content)
            heaviest = HEAVIEST
            if kind in REPEATS_TEXT:
                tree = html5lib.parse(text, namespaceHTMLElements=False)
                repeated = [one for one in tree.iter("div") if "raw" in one.get("class", "").split()]
                repeated += tree.iter("pre")
                heaviest += sum(len("".join(one.itertext())) for one in repeated)
            if len(response.content) > heaviest:
                faults.add(path, [f"{len(response.content)} bytes of HTML, {heaviest} allowed"])
    faults.none()
    assert len(weights) > 80


def test_every_link_of_the_site_leads_somewhere(samples: str, visit: Any, faults: Any) -> None:
    page = visit()
    waiting, seen, queries, days = ["/"], {"/"}, 0, 0
    ids: dict[str, set[str]] = {}
    pointed: dict[tuple[str, str], str] = {}
    while waiting:
        path = waiting.pop(0)
        if _is_download(path):
            answer = page.request.get(path)
            ids[path] = set()
            faults.add(path, _download_faults(path, answer))
            continue
        answer = page.goto(path)
        faults.add(path, [] if answer.ok else [f"answers {answer.status}"], page)
        faults.add(path, page.complaints)
        page.complaints.clear()
        ids[path] = set(page.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
        hrefs = page.eval_on_selector_all("a[href], link[href]", "all => all.map(one => one.getAttribute('href'))")
        for href in hrefs:
            address, fragment = urldefrag(urljoin(samples + path, href))
            if not _is_ours(address, samples):
                continue
            parts = urlsplit(address)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if fragment:
                pointed.setdefault((target, fragment), path)
            if target in seen or (parts.query and ("?" in path or queries >= MOST_QUERIES)):
                continue
            # A day of the calendar is like another.
            if parts.path.startswith("/calendar/"):
                days += 1
                if days > MOST_DAYS:
                    continue
            queries += bool(parts.query)
            seen.add(target)
            waiting.append(target)
    for (target, fragment), path in pointed.items():
        if target in ids and fragment not in ids[target]:
            faults.add(path, [f"links to #{fragment} of {target}, which is not there"])
    missing = {path for kind in KINDS if kind != "searches" for path in pages(kind)} - seen
    # A small archive shows all its companies on one page: letters lead to places of it, not to pages of their own.
    # Passages, marks and suggestions are asked for by forms; of addresses with a query so many are followed, not all;
    # corrections are linked where there are some.
    by_form = re.compile(r"/letter/|/history/|/calendar/|[?&](?:kind|lines|name|q|sent)=")
    faults.add("no link leads to", sorted(path for path in missing if not by_form.search(path)))
    faults.none()


def _is_ours(address: str, site: str) -> bool:
    """Pages and files of the public site; the settings of the tests name another host for canonical addresses."""
    return address.startswith(site) and not address.startswith((f"{site}/admin/", f"{site}/static/"))


def _is_download(path: str) -> bool:
    """Originals, and what programs read: feeds, tables, records, citations."""
    return path.endswith("/original") or bool(re.search(r"\.(?:atom|bib|csv|json|ris|txt|xml)(?:\?|$)", path))


def _download_faults(path: str, answer: Any) -> list[str]:
    kind, name = answer.headers.get("content-type", ""), answer.headers.get("content-disposition", "")
    found = [] if answer.status == 200 else [f"answers {answer.status}"]
    text = re.fullmatch(r"text/plain; ?charset=[\w-]+", kind) and name.startswith("attachment")
    if path.endswith("/original") and not text:
        found.append(f"is given as {kind!r}, {name!r}")
    return found
