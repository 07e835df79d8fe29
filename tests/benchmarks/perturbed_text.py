"""More changes for ``perturbed.py``: what stands around the text of a release and what heads its last passages."""

from __future__ import annotations

import random
import re

from tests.benchmarks.perturbations import Case, Edit, Label, Unchanged, change, edited, relabelled

_STATUSES = [
    "FOR RELEASE:  IMMEDIATE", "News Release", "PRESS RELEASE", "For Immediate Distribution",
    "FOR RELEASE AT 7:00 A.M. EASTERN TIME", "RELEASE: IMMEDIATE", "N E W S   R E L E A S E", "Media Release",
    "EARNINGS RELEASE", "FOR IMMEDIATE PUBLICATION", "NEWS", "Company Press Release",
]  # fmt: skip
_LETTERHEADS = [
    "2200 Lakeshore Drive, Suite 400\n\nSpringfield, Illinois 62701", "P.O. Box 1180, Tulsa, Oklahoma 74101",
    "One Harbor Plaza\n\nNorwalk, CT 06854\n\nwww.example.com", "News Release No. 98-14",
    "NEWS\n\nCorporate Communications",
]  # fmt: skip
_DECKS = [
    "Company to Host Conference Call Tomorrow at 10:00 a.m. Eastern Time", "Board Declares Regular Quarterly Dividend",
    "Results Include One-Time Gain of $4.2 Million", "Transaction Expected to Close in Third Quarter",
]  # fmt: skip
_ABOUT_HEADS = ["ABOUT THE COMPANY", "Company Profile", "Corporate Profile", "Company Background", "About Us"]
_HARBOR_HEADS = [
    "SAFE HARBOR STATEMENT", "Cautionary Statement Regarding Forward-Looking Information",
    "Note on Forward Looking Statements", "Forward-Looking Information", "CAUTIONARY STATEMENT",
    "Safe Harbor Statement under the Private Securities Litigation Reform Act of 1995", "Forward-looking statements:",
]  # fmt: skip


@change
def status_forms(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Other words where "FOR IMMEDIATE RELEASE" stands alone on its line."""
    edits: list[Edit] = []
    for release, _ in case.releases:
        if release.status and len(release.status.at) == 1:
            a, b = release.status.at[0]
            line = case.text[case.text.rfind("\n", 0, a) + 1 : case.text.find("\n", b)]
            if re.sub(r"<[^<>]*>", "", line).strip() == case.text[a:b].strip() and len(case.text[a:b]) < 30:
                edits.append((a, b, rng.choice(_STATUSES)))
    return edited(case.text, edits), case.label


def _line_of(case: Case, at: int) -> tuple[int, int]:
    start = case.text.rfind("\n", 0, at) + 1
    end = case.text.find("\n", at)
    return start, end if end >= 0 else len(case.text)


@change
def letterhead_above(case: Case, rng: random.Random) -> tuple[str, Label]:
    """An address or the like above the headline, in plain text."""
    if not (case.typed or case.flat):
        raise Unchanged
    edits: list[Edit] = []
    for release, _ in case.releases:
        if release.headline and release.headline.at:
            start, _end = _line_of(case, release.headline.at[0][0])
            edits.append((start, start, rng.choice(_LETTERHEADS) + "\n\n\n"))
    return edited(case.text, edits), case.label


@change
def deck_added(case: Case, rng: random.Random) -> tuple[str, Label]:
    """Another sub-headline below the last, in plain text; labels follow."""
    if not (case.typed or case.flat):
        raise Unchanged
    edits: list[Edit] = []
    labels = []
    for release, label in case.releases:
        last = (*([release.headline] if release.headline else []), *release.subheadlines)[-1:]
        new = label
        if last and "subheadlines" in label and release.dateline and last[0].at[-1][1] < release.dateline.text.at[0][0]:
            _start, end = _line_of(case, last[0].at[-1][1])
            deck = rng.choice(_DECKS)
            edits.append((end, end, f"\n\n{deck}\n"))
            new = {**label, "subheadlines": [*label["subheadlines"], deck]}
        labels.append(new)
    return edited(case.text, edits), relabelled(case.label, labels)


def _headed(case: Case, kind: str, heads: list[str], rng: random.Random) -> tuple[str, Label]:
    """Other words for the heading straight above a passage of this kind."""
    edits: list[Edit] = []
    for release, _ in case.releases:
        for above, block in zip(release.blocks, release.blocks[1:], strict=False):
            if above.kind == "heading" and block.kind == kind and len(above.at) == 1:
                edits.append((*above.at[0], rng.choice(heads)))
                break
    return edited(case.text, edits), case.label


@change
def about_headings(case: Case, rng: random.Random) -> tuple[str, Label]:
    """ "Company Profile" for "About Acme"."""
    return _headed(case, "about", _ABOUT_HEADS, rng)


@change
def harbor_headings(case: Case, rng: random.Random) -> tuple[str, Label]:
    """ "Cautionary Statement" for "Safe Harbor"."""
    return _headed(case, "safe_harbor", _HARBOR_HEADS, rng)


@change
def page_breaks(case: Case, rng: random.Random) -> tuple[str, Label]:
    """A page that ends in the middle of a paragraph of plain text, with the marks and heads that go with it."""
    if not case.typed:
        raise Unchanged
    edits: list[Edit] = []
    for index, (release, _) in enumerate(case.releases):
        for block in release.blocks[1:]:
            text = case.text[block.at[0][0] : block.at[-1][1]]
            breaks = [m.start() for m in re.finditer(r"(?<=[a-z])\n(?=\s*[a-z])", text)]
            if block.kind != "paragraph" or len(block.at) != 1 or not breaks or "\n\n" in text or "<" in text:
                continue
            at = block.at[0][0] + rng.choice(breaks)
            head = " ".join(release.headline.text.split())[:60] if release.headline else "Page"
            pages = [
                f"\n\n- more -\n<PAGE>\n{head}\nPage {index + 2}\n\n",
                "\n\n     -MORE-\n\n<PAGE>   2\n\n",
                "\n\n                 (more)\n\n<PAGE>\nPage Two\n\n",
            ]
            edits.append((at, at + 1, rng.choice(pages)))
            break
    return edited(case.text, edits), case.label
