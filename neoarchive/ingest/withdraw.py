"""Withdrawing a release, or a person's contact details, and bringing them back.

Nothing is deleted and no byte of a source is changed. A release that is withdrawn has that as its status, so all that
asks for published releases leaves it out; a person who is withdrawn is no published contact, and what is made from
releases that name them (HTML, summary, index) is made anew without their numbers. Both are changes in the history.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from neoarchive.models import Change, Contact, PressRelease

from . import history, upkeep

Record = PressRelease | Contact

LONGEST = PressRelease._meta.get_field("withdrawn_reason").max_length or 500


class CannotWithdraw(Exception):
    """Why nothing was done, in words for an editor."""


def withdraw(record: Record, user: AbstractBaseUser, reason: str) -> None:
    """Take a record from the public at once. ``reason`` is what visitors read at its address."""
    reason = " ".join(reason.split())
    if not reason:
        raise CannotWithdraw("Give a reason: visitors read it at the address of what is withdrawn.")
    if len(reason) > LONGEST:
        raise CannotWithdraw(f"The reason has {len(reason)} characters; there is room for {LONGEST}.")
    with transaction.atomic():
        current = _locked(record)
        if current.is_withdrawn:
            raise CannotWithdraw(f"“{current}” is withdrawn already.")
        _set(current, user, Change.Action.WITHDRAWN, reason)


def bring_back(record: Record, user: AbstractBaseUser) -> None:
    """Show a record again as it was: a release as its filing is, published or a draft."""
    with transaction.atomic():
        current = _locked(record)
        if not current.is_withdrawn:
            raise CannotWithdraw(f"“{current}” is not withdrawn.")
        _set(current, user, Change.Action.RESTORED, "")


def latest(record: Record) -> Change | None:
    """The change that withdrew a record, which says by whom."""
    return Change.objects.of(record).filter(action=Change.Action.WITHDRAWN).first() if record.is_withdrawn else None


def _locked(record: Record) -> Record:
    """As the database has it now: two editors may press the button at the same time."""
    return type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)


def _set(record: Record, user: AbstractBaseUser, action: Change.Action, reason: str) -> None:
    with history.recording(user, [record], action, reason):
        record.withdrawn_at = timezone.now() if reason else None
        record.withdrawn_reason = reason
        if isinstance(record, PressRelease):
            record.save()
            upkeep.release_changed(record)
        else:
            upkeep.contact_changed(record)
