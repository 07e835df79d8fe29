"""What a copy's pages link to, read with a parser of HTML: nothing of it is shared with what wrote the links."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.scripts_within = self.styles_within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {given["id"]} if given.get("id") else set()
        self.styles_within += tag == "style" or "style" in given
        self.scripts_within += tag == "script" and "src" not in given and given.get("type") != "application/ld+json"
        self.scripts_within += any(name.startswith("on") for name in given)
        if tag == "link" and given.get("rel") == "canonical":
            return
        self.links += [(tag, given[name] or "") for name in ("href", "src", "action") if name in given]


def read(page: Path) -> _Page:
    found = _Page()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def dead(folder: Path) -> Iterator[str]:
    """A sentence for each link of the pages that leads to nothing in the folder, or out of it."""
    pages = {path: read(path) for path in sorted(folder.rglob("*.html"))}
    for path, page in pages.items():
        where = path.relative_to(folder)
        for tag, link in page.links:
            scheme, host, name, _, fragment = urlsplit(link)
            if scheme or host or name.startswith("/"):
                yield f"{where}: {tag} leads out of the copy: {link}"
                continue
            target = (path.parent / unquote(name)).resolve() if name else path
            if not target.is_relative_to(folder.resolve()) or not target.is_file():
                yield f"{where}: {tag} leads to nothing: {link}"
            elif fragment and target in pages and fragment not in pages[target].ids:
                yield f"{where}: no {fragment} at {link}"
