"""What the copy's search is made from: the index of the site, with the texts that its results show."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from neoarchive.models import Company, PressRelease, SearchDocument
from neoarchive.search import events, facts
from neoarchive.search.backends.base import Match
from neoarchive.typography import typeset
from neoarchive.views.contexts import listing, results
from neoarchive.withheld import shown_text

from .addresses import file_of
from .postings import HEADLINE, ONCE, Postings, script, weight_of

CHUNK = 48_000
"""Characters of the texts in a file, about: a page of results reads as many files as it has releases."""

_BATCH = 200
_APART = {"about", "safe_harbor"}
# The facts that the copy's search can ask for; words of passages that stand apart are left out.
_ASKED: tuple[str, ...] = (
    facts.CIK,
    facts.YEAR,
    facts.MONTH,
    facts.FORM,
    facts.ITEM,
    facts.TICKER,
    facts.STATE,
    facts.HAS,
)
_ASKED += (facts.COMPANY_WORD, facts.CONTACT_WORD, facts.SPEAKER_WORD, facts.EXHIBIT, facts.NO_TICKER)

File = tuple[str, bytes]


def files() -> Iterator[File]:
    """Names and contents of all files of the search, under ``search/``."""
    companies = {str(pk): (slug, name) for pk, slug, name in Company.objects.values_list("pk", "slug", "name")}
    names = {facts.COMPANY + slug: name for slug, name in companies.values()}
    postings, chunks = Postings(), _Chunks()
    number = 0
    for batch in _batches():
        shown = _shown(batch)
        for key, known, headline, body, apart in batch:
            release = facts.release_id_of(key)
            if release not in shown:
                continue
            postings.add(number, _words(known, headline, body, apart, companies))
            yield from chunks.add(shown[release])
            number += 1
    yield from chunks.close()
    firsts: list[str] = []
    for first, lines in postings.parts(names):
        yield f"search/words/{len(firsts)}.js", script(f"words/{len(firsts)}", lines)
        firsts.append(first)
    start = {
        "releases": number,
        "parts": firsts,
        "chunks": chunks.firsts,
        "events": {one.slug: one.today for one in events.EVENTS},
        "folds": folds(),
    }
    yield "search/start.js", script("start", start)


def folds() -> dict[str, str]:
    """What the folding of Unicode makes of a letter where that is not its small one: ß is ss."""
    found = {}
    for number in range(0x80, 0x1_0000):
        letter = chr(number)
        if letter.casefold() != letter.lower():
            found[letter.lower()] = letter.casefold()
    return {letter: folded for letter, folded in found.items() if len(letter) == 1}


def _batches() -> Iterator[list[tuple[int, str, str, str, str]]]:
    """Documents of the index in the order of the list, the newest first."""
    rows = SearchDocument.objects.filter(release__status=PressRelease.Status.PUBLISHED).order_by("-key")
    last = facts.ALL_KEYS[1]
    while batch := list(rows.filter(key__lt=last).values_list("key", "facts", "headline", "body", "apart")[:_BATCH]):
        yield batch
        last = batch[-1][0]


def _words(
    known: str, headline: str, body: str, apart: str, companies: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, int]]:
    """The words of a release and what they count for, then its facts, each once."""
    top = set(headline.split())
    yield from ((word, HEADLINE) for word in top)
    counted = Counter(body.split())
    yield from ((word, weight_of(times)) for word, times in counted.items() if word not in top)
    others = dict.fromkeys([*known.split(), *apart.split()])
    for token in others:
        if token.startswith(facts.COMPANY):
            yield facts.COMPANY + companies[token[len(facts.COMPANY) :]][0], ONCE
        elif token.startswith(_ASKED) or (
            not token.startswith((facts.SIGN, facts.APART_WORD)) and token not in top and token not in counted
        ):
            yield token, ONCE


class _Chunks:
    """Releases with what is shown of them, some to a file. ``firsts``: the number of the first of each file."""

    def __init__(self) -> None:
        self.firsts: list[int] = []
        self._kept: list[list[Any]] = []
        self._size = self._count = 0

    def add(self, shown: list[Any]) -> Iterator[File]:
        self._kept.append(shown)
        self._count += 1
        self._size += sum(len(text) for text, *_ in shown[-1])
        if self._size >= CHUNK:
            yield from self.close()

    def close(self) -> Iterator[File]:
        if self._kept:
            name = f"texts/{len(self.firsts)}"
            self.firsts.append(self._count - len(self._kept))
            yield f"search/{name}.js", script(name, self._kept)
        self._kept, self._size = [], 0


def _shown(batch: list[tuple[int, str, str, str, str]]) -> dict[int, list[Any]]:
    """What a result shows, by the release's number: the line of the list, and the text with its lines."""
    matches = [Match(key, known) for key, known, *_ in batch]
    entries = results.entries(listing.read({}), matches, drafts=False)
    ids = [facts.release_id_of(match.key) for match in matches]
    columns = ("pk", "headline", "subheadlines", "status_line", "dateline", "place", "wire", "blocks", "slug")
    rows = {row.slug: row for row in PressRelease.objects.filter(pk__in=ids).only(*columns)}
    found = {}
    for entry in entries:
        slug = entry.url.rstrip("/").rpartition("/")[2]
        row = rows[slug]
        found[row.pk] = [
            file_of(reverse("release", args=[slug])).removesuffix("/index.html"),
            "".join(part.text for part in entry.headline),
            entry.day.isoformat() if entry.day else "",
            entry.by,
            file_of(entry.company_url),
            (f" ({entry.tickers})" if entry.tickers else "")
            + f" · {entry.filed_as}"
            + (" · Invented sample" if entry.invented else ""),
            list(_texts(row)),
        ]
    return found


def _texts(release: PressRelease) -> Iterator[list[Any]]:
    """The text as it is searched, in its order: each part with the lines that it stands on, where they are known."""
    opening = [*(sub["text"] for sub in release.subheadlines)]
    opening += [release.status_line, release.dateline or release.place, release.wire]
    for text in filter(None, opening):
        yield [typeset(" ".join(text.split()))]
    for block in release.blocks:
        text = "" if block["kind"] in _APART else typeset(" ".join(shown_text(block).split()))
        if text:
            yield [text, *(block.get("lines") or ())]
