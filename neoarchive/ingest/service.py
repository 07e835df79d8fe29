"""From a text to a filing of the archive: ``read`` it, let a person change the draft, ``save`` it.

``save`` and ``save_many`` are the only ways to write filings and what they hold, and both are ``ingest.writer``. A
filing is saved whole or not at all.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from neoarchive.models import Filing

from . import writer
from .check import problems_of
from .draft import FilingDraft
from .errors import AlreadyHere, DraftError
from .prepared import Editor, PreparedFiling, prepare
from .reading import read

__all__ = ["find_prepared_twin", "find_twin", "read", "save", "save_many"]

R = TypeVar("R")

# Another process may change a company, a contact or an address between our look and our write: an editor, who is
# not kept waiting as writers are. Then the database refuses ours, and the whole is done again.
_ATTEMPTS = 4


def find_twin(draft: FilingDraft) -> tuple[Filing, str] | None:
    """The filing of the archive that has the same text or the same accession number, and which of them.

    Texts are the same whatever their line ends.
    """
    return _twin_of(draft.sha256, draft.folded_sha256, draft.accession_number.value)


def find_prepared_twin(filing: PreparedFiling) -> tuple[Filing, str] | None:
    """As ``find_twin``, of a filing that is ready to be written."""
    return _twin_of(filing.sha256, filing.folded_sha256, filing.accession_number)


def _twin_of(sha256: str, folded: str, number: str) -> tuple[Filing, str] | None:
    same = Q(source__sha256=sha256)
    if folded:
        same |= Q(source__folded_sha256=folded)
    twin = Filing.objects.filter(same).first()
    if twin:
        return twin, writer.SAME_TEXT
    twin = Filing.objects.filter(accession_number=number).first() if number else None
    return (twin, f"Accession number {number}") if twin else None


def save(
    draft: FilingDraft,
    data: bytes,
    *,
    user: AbstractBaseUser | None = None,
    publish: bool,
    origin: str = "",
    invented: bool = False,
) -> Filing:
    """Write the filing in one transaction. Raises ``DraftError`` or ``AlreadyHere``; then nothing is written."""
    problems = problems_of(draft)
    if problems:
        raise DraftError(problems)
    editor = Editor(user.get_username(), timezone.now()) if user else None
    prepared = prepare(draft, data, origin=origin, editor=editor)
    (written,) = save_many([prepared], writer.Options(publish, invented, user.pk if user else None))
    filing = Filing.objects.get(pk=written.filing)
    if written.twin_of:
        raise AlreadyHere(filing, written.twin_of)
    return filing


def save_many(filings: Sequence[PreparedFiling], options: writer.Options) -> list[writer.Written]:
    """Write filings in one transaction, in order; says of each whether it is new or which filing it is the twin of.

    When this returns, they are on the disk. Raises ``DatabaseError`` where the database refuses one of them; then
    nothing is written.
    """
    return _again(lambda: writer.write(filings, options))


def _again(work: Callable[[], R]) -> R:
    """Do the work in a transaction, and once more where another process came between."""
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return work()
        except DatabaseError as error:
            if attempt == _ATTEMPTS - 1 or not (isinstance(error, IntegrityError) or "deadlock" in str(error)):
                raise
    raise AssertionError("unreachable")
