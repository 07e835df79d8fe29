"""What readers suggest: taken in within limits, decided by an editor, kept in the history of the record."""

from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from neoarchive.models import Change, Filing, PressRelease, Suggestion

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OF_ONE = 5
"""Suggestions of one address in an hour."""
OF_ALL = 60
"""Suggestions of everybody in an hour: more than editors read, and too few to fill a disk."""
MOST_WAITING = 2000


class TooMany(Exception):
    """No more is taken now. The message is for the reader."""


class AlreadyDecided(Exception):
    """Somebody else was first."""


def send(
    filing: Filing,
    release: PressRelease | None,
    lines: tuple[int, int] | None,
    text: str,
    email: str = "",
    address: str = "",
) -> Suggestion:
    """Put a suggestion in the queue. One that is waiting there already, word for word, is not put in twice.

    ``address`` is the reader's, as ``visitors.address_of`` gives it; it is not stored. Raises ``TooMany``.
    """
    now = timezone.now()
    Suggestion.objects.filter(created_at__lt=now - DAY).exclude(sender="").update(sender="")
    first, last = lines or (None, None)
    said = {"filing": filing, "release": release, "first_line": first, "last_line": last, "text": text}
    same = Suggestion.objects.waiting().filter(created_at__gte=now - DAY, **said).first()
    if same is not None:
        return same
    sender = _sender(address)
    lately = Suggestion.objects.filter(created_at__gte=now - HOUR)
    if lately.filter(sender=sender).count() >= OF_ONE:
        raise TooMany(f"{OF_ONE} suggestions came from this address within an hour. More can be sent later.")
    if lately.count() >= OF_ALL or Suggestion.objects.waiting().count() >= MOST_WAITING:
        raise TooMany("The editors have more suggestions than they can read. More can be sent later.")
    return Suggestion.objects.create(**said, email=email, sender=sender)


def _sender(address: str) -> str:
    """The same for one address for one day, and by nobody without the archive's key to be told from another."""
    day = timezone.now().date().isoformat()
    return salted_hmac("neoarchive.suggestions", f"{day} {address}", algorithm="sha256").hexdigest()[:40]


def accept(suggestion: Suggestion, user: AbstractBaseUser, note: str) -> Change:
    """What it says was right. ``note``, the editor's own words, is what the record's history tells.

    The record itself is changed on its own page, before or after. Raises ``AlreadyDecided``.
    """
    with transaction.atomic():
        _decide(suggestion, user, Suggestion.State.ACCEPTED, note)
        record: models.Model = suggestion.release or suggestion.filing
        release = suggestion.release
        shown = release is not None and PressRelease.objects.published().filter(pk=release.pk).exists()
        change = Change.objects.keep(
            record,
            user,
            action=Change.Action.SUGGESTED,
            reason=f"A reader’s suggestion{_where(suggestion)}: {note}"[:500],
            shown=shown,
        )
        if shown and release is not None:
            PressRelease.objects.filter(pk=release.pk).update(corrected_at=timezone.now())
        return change


def refuse(suggestion: Suggestion, user: AbstractBaseUser, reason: str) -> None:
    """It stays in the list with the reason. Raises ``AlreadyDecided``."""
    with transaction.atomic():
        _decide(suggestion, user, Suggestion.State.REFUSED, reason)


def _decide(suggestion: Suggestion, user: AbstractBaseUser, state: str, reason: str) -> None:
    values = {"state": state, "reason": reason, "decided_by": user, "decided_at": timezone.now()}
    # Once it is decided nothing of the reader is needed any more.
    values |= {"email": "", "sender": ""}
    if not Suggestion.objects.waiting().filter(pk=suggestion.pk).update(**values):
        raise AlreadyDecided
    suggestion.refresh_from_db()


def _where(suggestion: Suggestion) -> str:
    if not suggestion.lines:
        return ""
    first, last = suggestion.lines
    return f" on line {first}" if first == last else f" on lines {first}–{last}"
