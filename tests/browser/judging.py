"""What is wrong with a page: functions that give sentences, none where nothing is.

A test goes through many pages and gathers what they say in ``Faults``, so that one run names all.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_PICTURES = 8


class Faults:
    """Faults of many pages, with a picture of each of the first pages that has one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: list[str] = []
        self._pictures: dict[str, Path] = {}

    def add(self, where: str, faults: list[str], page: Any = None) -> None:
        self.found += [f"{where}: {fault}" for fault in faults]
        if faults and page is not None and where not in self._pictures and len(self._pictures) < _PICTURES:
            path = self.folder / f"fault-{len(self._pictures) + 1}.png"
            page.screenshot(path=path, full_page=True)
            self._pictures[where] = path

    def none(self) -> None:
        pictures = [f"picture of {where}: {path}" for where, path in self._pictures.items()]
        assert not self.found, "\n".join([f"{len(self.found)} faults", *self.found, *pictures])


def watch(page: Any) -> list[str]:
    """Gather what a page complains of from now on, the Content-Security-Policy included."""
    said: list[str] = []
    page.on("console", lambda m: said.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(f"script: {error}"))
    page.on("requestfailed", lambda request: _gather_failure(said, request))
    page.on("response", lambda r: said.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    return said


def _gather_failure(said: list[str], request: Any) -> None:
    # A request is aborted where the next page is opened before it was answered: no fault of the page.
    if "ERR_ABORTED" not in (request.failure or ""):
        said.append(f"not loaded: {request.url} {request.failure}")


def axe_source() -> str:
    """The rules of axe-core as a script."""
    module = pytest.importorskip("axe_playwright_python")
    return next(Path(str(module.__file__)).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def axe(page: Any, source: str, *, colours_only: bool = False, within: str | None = None) -> list[str]:
    """What axe finds on the page, or in the part ``within`` selects. Gives rule, element and reason."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(source)
    only = {"type": "rule", "values": ["color-contrast"]} if colours_only else {"type": "tag", "values": RULES}
    run = "([part, only]) => axe.run(part ? {include: [part]} : document, {runOnly: only, resultTypes: ['violations']})"
    found = page.evaluate(run, [within, only])["violations"]
    return [f"axe {v['id']}: {node['html'][:160]} {_reason(node)}" for v in found for node in v["nodes"][:3]]


def _reason(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]][:2])


# Elements that reach beyond the window and stand in nothing that scrolls or clips by itself.
_WIDE = """() => {
  const screen = document.documentElement, wide = [];
  if (screen.scrollWidth <= screen.clientWidth) return wide;
  for (const one of document.body.querySelectorAll('*')) {
    if (one.getBoundingClientRect().right <= screen.clientWidth + 1) continue;
    let held = one.parentElement;
    while (held && getComputedStyle(held).overflowX === 'visible') held = held.parentElement;
    if (!held || held === document.body || held === screen) wide.push(one.outerHTML.slice(0, 120));
  }
  return [`${screen.scrollWidth} px wide in ${screen.clientWidth}`, ...wide.slice(-3)];
}"""


def sideways(page: Any) -> list[str]:
    """The page scrolls sideways: how far, and the innermost elements that stand out."""
    said = page.evaluate(_WIDE)
    return [f"scrolls sideways: {'; '.join(said)}"] if said else []


def document(text: str, address: str) -> list[str]:
    """Faults of the HTML of a page: what a validating reader stumbles over, and what every page of ours has."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    found = [f"HTML, line {line}: {code} {data or ''}" for (line, _), code, data in parser.errors]
    if tree.get("lang") != "en":
        found.append("no language")
    title = tree.find("head/title")
    if title is None or not (title.text or "").removesuffix("– neoarchive").strip():
        found.append("no title")
    found += _address_faults(tree, urlsplit(address))
    levels = [int(one.tag[1]) for one in tree.iter() if isinstance(one.tag, str) and re.fullmatch("h[1-6]", one.tag)]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} elements h1")
    found += [f"h{before} is followed by h{after}" for before, after in pairwise([0, *levels]) if after > before + 1]
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    found += [f"the id {one} stands twice" for one in sorted({one for one in ids if ids.count(one) > 1})][:5]
    return found


def _address_faults(tree: Any, address: Any) -> list[str]:
    """One canonical address, which is the page's own; a narrowed list may be kept from search engines instead."""
    found = [one.get("href") for one in tree.iter("link") if one.get("rel") == "canonical"]
    robots = [one.get("content", "") for one in tree.iter("meta") if one.get("name") == "robots"]
    if not found and address.query and any("noindex" in one for one in robots):
        return []
    if len(found) != 1:
        return [f"{len(found)} canonical addresses"]
    path = urlsplit(found[0])
    if not path.scheme or path.path != address.path:
        return [f"the canonical address is {found[0]}"]
    return []


def background(page: Any, selector: str = "body") -> str:
    return str(page.evaluate("one => getComputedStyle(document.querySelector(one)).backgroundColor", selector))
