"""Keeping the index in step with the archive: what is searched of a release, written in the saving transaction.

The words are taken in code, never by triggers: SQLite drops a table's triggers when a migration rebuilds it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from neoarchive.models import PressRelease, SearchDocument
from neoarchive.withheld import shown_text

from . import facts, texts, words
from .backends import backend
from .backends.base import Document

LONGEST = 400_000
"""Characters kept of the words of each part: PostgreSQL refuses a vector over 1 MB."""

_BATCH = 100
_READ_WITH = ("filing__registrants__company__names", "filing__items", "tickers", "contacts__contact", "quotations")


def index_release(release: PressRelease) -> None:
    """Index a release as the database has it, in place of what was indexed of it before."""
    with transaction.atomic():
        for current in _with_all([release.pk]):
            backend().put(document_of(current))


def remove(release_id: int) -> None:
    """Take a release out of the index; also done when it is deleted."""
    with transaction.atomic():
        backend().drop(release_id)


def rebuild(progress: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Index every release anew, in short transactions, so that the site serves and takes filings meanwhile.

    ``progress`` is called with the number of releases done and their total. Returns the total.
    """
    with transaction.atomic():
        if not backend().sound():
            # Taking rows out of an index that does not agree with the documents would only make it worse.
            backend().mend()
    ids = list(PressRelease.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        with transaction.atomic():
            for release in _with_all(ids[start : start + _BATCH]):
                backend().put(document_of(release))
        progress(min(start + _BATCH, len(ids)), len(ids))
    return len(ids)


def verify(progress: Callable[[int, int], None] = lambda done, total: None) -> Iterator[int]:
    """Ids of the releases whose index disagrees with their rows: nothing is indexed, or something else.

    First 0 where the index as a whole does not agree with the documents it was made from. Changes nothing.
    """
    if not backend().sound():
        yield 0
    ids = list(PressRelease.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), _BATCH):
        yield from backend().differing([document_of(one) for one in _with_all(ids[start : start + _BATCH])])
        progress(min(start + _BATCH, len(ids)), len(ids))


def document_of(release: PressRelease) -> Document:
    """The words and facts of a release, folded."""
    return document_with(
        release,
        texts.words_of(
            [release.headline, *(s["text"] for s in release.subheadlines)],
            [release.status_line, release.dateline or release.place, release.wire],
            ((block["kind"], shown_text(block)) for block in release.blocks),
        ),
    )


def document_with(release: PressRelease, own: texts.Words) -> Document:
    """As ``document_of``, where the words of its text are folded already."""
    people = [text for person in _people(release) for text in person]
    numbers = [text for contact in facts.named(release) for text in (*contact.phones, *contact.emails)]
    return Document(
        release_id=release.pk,
        key=facts.key_of(release.shown_date, release.pk),
        facts=facts.of_release(release),
        headline=_cut(own.headline),
        body=_cut(own.body),
        apart=apart_of(
            facts.apart_of_release(release),
            _companies(release),
            people,
            [text for said in release.quotations.all() for text in (said.speaker, said.speaker_title)],
            [*own.apart.split(), *words.words("\n".join([*people, *numbers]))],
        ),
    )


def apart_of(
    known: Iterable[str],
    companies: Iterable[str],
    people: Iterable[str],
    speakers: Iterable[str],
    passages: Iterable[str],
) -> str:
    """What stands apart: further facts, words of fields, names of companies, the signed words of passages and contacts.

    The words of fields first: whatever is cut off a long passage, they stay.
    """
    names = list(companies)
    parts = [
        *known,
        facts.field_words(facts.COMPANY_WORD, names),
        facts.field_words(facts.CONTACT_WORD, people),
        facts.field_words(facts.SPEAKER_WORD, dict.fromkeys(speakers)),
        words.folded("\n".join(names)),
        *(facts.APART_WORD + word for word in passages),
    ]
    return _cut(" ".join(filter(None, parts)))


def _companies(release: PressRelease) -> list[str]:
    """Every name of every registrant: as printed, as shown, and those it had or took later."""
    names: list[str] = []
    for registrant in release.filing.registrants.all():
        names += [registrant.name, registrant.company.name, *(n.name for n in registrant.company.names.all())]
    return list(dict.fromkeys(names))


def _people(release: PressRelease) -> list[tuple[str, ...]]:
    """Name, role and organisation of each contact, as printed and as joined."""
    found = []
    for one in facts.named(release):
        texts = (one.name, one.title, one.organization, one.contact.name, one.contact.organization)
        found.append(tuple(dict.fromkeys(filter(None, texts))))
    return found


def _with_all(ids: list[int]) -> Iterable[PressRelease]:
    return (
        PressRelease.objects.filter(pk__in=ids)
        .order_by("pk")
        .select_related("filing", "exhibit")
        .prefetch_related(*_READ_WITH)
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rpartition(" ")[0]


@receiver(pre_delete, sender=SearchDocument)
def _document_goes(sender: type[SearchDocument], instance: SearchDocument, **kwargs: Any) -> None:
    """A release is deleted, and its document with it: the index has to forget it while its words are still known."""
    backend().drop(instance.pk)


def forget_if_empty(plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Empty an index whose documents are all gone, as after the ``flush`` command, which sends no deletions.

    After migrations (``plan``) there is nothing to forget, and tables of later ones may not be there yet.
    """
    if not plan and not SearchDocument.objects.exists() and not backend().sound():
        backend().mend()
