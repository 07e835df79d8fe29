"""How a company described itself: its about passage, or its safe harbor, from the first to the last, with what changed.

Only where the words changed is there a step; releases that repeat a passage are counted in it. A page looks at so
many releases, the oldest first, and the one after it begins with the passage that this one ended with.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse

from neoarchive.ingest.history import Difference
from neoarchive.models import Company, PressRelease
from neoarchive.withheld import shown_text

from .history import Part, words_of
from .pages import page_of

RELEASES = 100

KINDS = {"about": "About the company", "safe_harbor": "Forward-looking statements"}


@dataclass(slots=True)
class Step:
    """A passage as it stood from ``release`` on, in ``count`` releases up to ``last``, and what changed in it.

    ``first``: nothing stood before it.
    """

    release: PressRelease
    text: str
    parts: list[Part]
    lines: tuple[int, int] | None
    first: bool
    last: date | None = None
    count: int = 1


def selves_context(request: HttpRequest, company: Company, kind: str, *, drafts: bool) -> dict[str, Any]:
    """``kind``: one of ``KINDS``."""
    releases = company.releases.all() if drafts else company.releases.published()
    releases = releases.order_by(F("shown_date").asc(nulls_last=True), "pk")
    releases = releases.only("slug", "headline", "shown_date", "status", "blocks", "company")
    pager = page_of(request, releases, RELEASES)
    listed = list(pager.page.object_list)
    before = releases[pager.page.start_index() - 2] if pager.page.has_previous() else None
    address = reverse("company-selves", args=[company.slug])
    return {
        "section": "companies",
        "company": company,
        "kind": kind,
        "kinds": [(name, title, f"{address}?kind={name}", name == kind) for name, title in KINDS.items()],
        "title": KINDS[kind],
        "steps": steps_of(listed, kind, before),
        "looked_at": len(listed),
        "pager": pager,
        "query": f"kind={kind}&",
        "address": f"{settings.SITE_URL}{address}?kind={kind}",
    }


def steps_of(releases: list[PressRelease], kind: str, before: PressRelease | None = None) -> list[Step]:
    """The passages of these releases, in their order; those without one are passed over.

    ``before``: the release that the first one is compared with, of the page before.
    """
    steps: list[Step] = []
    known = _passage(before, kind)[0] if before else ""
    for release in releases:
        text, lines = _passage(release, kind)
        if not text:
            continue
        if text == known and steps:
            steps[-1].count += 1
            steps[-1].last = release.shown_date
            continue
        changed = words_of(Difference(KINDS[kind], known, text)) if known else [Part("same", text)]
        steps.append(Step(release, text, changed, lines, not known, release.shown_date))
        known = text
    return steps


def _passage(release: PressRelease, kind: str) -> tuple[str, tuple[int, int] | None]:
    """The words of all its blocks of a kind, with blanks as they are read, and the lines these stand in."""
    blocks = [block for block in release.blocks if block["kind"] == kind]
    text = " ".join(" ".join(shown_text(block).split()) for block in blocks)
    spans = [block["lines"] for block in blocks if block.get("lines")]
    return text, (min(s[0] for s in spans), max(s[-1] for s in spans)) if spans else None
