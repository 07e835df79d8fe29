"""What every database that keeps the index can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from neoarchive.models import SearchDocument
from neoarchive.search.conditions import Condition, KeyRange, Narrowed


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a release, as they are indexed: tokens parted by blanks."""

    release_id: int
    key: int
    facts: str
    headline: str
    body: str
    apart: str


def stored(documents: Sequence[Document]) -> dict[int, Document]:
    """What is stored of the same releases, by their ids."""
    columns = ("release_id", "key", "facts", "headline", "body", "apart")
    rows = SearchDocument.objects.filter(pk__in=[one.release_id for one in documents]).values_list(*columns)
    return {row[0]: Document(*row) for row in rows}


class Match(NamedTuple):
    """A release that fulfils a condition.

    Its words are there where they were asked for, with a blank before, between and after them.
    """

    key: int
    facts: str
    headline: str = ""
    body: str = ""
    apart: str = ""


class Question(NamedTuple):
    """What is asked of the index: the newest ``most`` releases (the oldest) that fulfil it.

    ``beside``: of a wider question, only what it has besides is asked, so that phrases are not looked for twice.
    """

    asked: Narrowed
    most: int
    beside: bool = False


class Leading(NamedTuple):
    """What the best matches fulfil: where at least ``enough`` do so, words are read of those alone."""

    condition: Condition
    enough: int


class Walk(NamedTuple):
    """Keys, newest first (oldest first): of a question, of the narrower one, and how many the wider one has.

    ``wider``: of a question for what there is besides, those that are not among the keys.
    """

    keys: list[int]
    narrowed: list[int] | None
    wider: int | None


class Backend(Protocol):
    """One way to keep the index. Every method works in the caller's transaction."""

    def put(self, document: Document) -> None:
        """Index a release, in place of what was indexed of it before."""

    def drop(self, release_id: int) -> None:
        """Take a release out of the index, before its document is deleted. Fine if it is not there."""

    def sound(self) -> bool:
        """Whether the index agrees with the documents."""

    def differing(self, documents: Sequence[Document]) -> list[int]:
        """Ids of the releases of which something else is indexed, or nothing. Two queries at most."""

    def mend(self) -> None:
        """Make the index anew from the documents as they stand."""

    def suspend(self) -> None:
        """Before very many documents are written past ``put``: the index is not kept until ``resume``."""

    def resume(self) -> None:
        """Make the index of all documents in one go, which takes a fraction of adding them one by one."""

    def matches(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[Match]:
        """The newest releases that fulfil a condition (None: all), at most ``limit``, newest first. One query.

        ``oldest``: the oldest ones, oldest first. ``drafts``: unpublished ones too.
        """

    def keys(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[int]:
        """The keys of the newest releases that fulfil a condition, at most ``limit``, oldest first. One query.

        ``oldest``: those of the oldest ones.
        """

    def walk(
        self,
        whole: Question,
        narrower: Question | None = None,
        wider: Question | None = None,
        *,
        listed: int,
        drafts: bool,
        oldest: bool = False,
    ) -> Walk:
        """All that a page has to know of the index, in one query.

        ``narrower`` is asked only if there are more than ``listed`` releases without it; ``wider`` is counted, and
        only if what is listed is counted whole: fewer than ``wider.most``.
        """

    def rows(
        self,
        keys: Sequence[int],
        beside: Sequence[int] = (),
        *,
        texts: bool,
        apart: bool,
        leading: Leading | None = None,
    ) -> list[Match]:
        """Facts of releases by their keys, in any order; with their words if asked for (``apart``: all words).

        Of those that stand in ``beside`` alone no words are read. One query.
        """

    def counts(
        self, asked: Sequence[tuple[Condition | None, KeyRange | None]], *, most: int, drafts: bool
    ) -> list[int]:
        """How many releases fulfil each condition, counted up to ``most``. One query for all of them."""

    def by_day(self, *, drafts: bool) -> list[tuple[int, int]]:
        """The first key of every day that has releases, and their number; reads the whole archive. One query."""

    def near(self, words: Sequence[str]) -> list[str]:
        """Words of the archive that begin as one of these may have been meant to (``beginnings``). One query."""


def beginnings(word: str) -> list[str]:
    """How a word begins that is mistyped so: as it is, with the second letter too many, or the first two swapped."""
    return list(dict.fromkeys([word[:2], word[0] + word[2:3], word[1:2] + word[0]]))
