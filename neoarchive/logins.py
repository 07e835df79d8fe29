"""Who logs in to the admin: how often it may be tried, and what is kept of each try.

Tries are counted in the database, so that all processes count together, and alike for names that exist and names that
don't: what is answered never tells which is which. A name that somebody attacks is not locked for its owner: an address
from which the name has logged in lately is counted apart from all others.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from neoarchive.models import LogIn
from neoarchive.visitors import address_of

SPAN = timedelta(minutes=15)
"""Refusals older than this are forgotten."""
OF_ONE_NAME = 8
"""Refusals of one name within ``SPAN``, after which it has to wait."""
OF_ONE_ADDRESS = 30
"""Refusals of one address, whatever the names."""
KNOWN_FOR = timedelta(days=30)
"""How long an address counts as the owner's after a log-in."""
KEPT = timedelta(days=180)


def wait(name: str, address: str, now: datetime) -> int:
    """Seconds until a name may be tried again from an address; 0 where it may be tried now."""
    lately = LogIn.objects.filter(outcome=LogIn.Outcome.REFUSED, at__gt=now - SPAN)
    of_name = lately.filter(name_key=_key(name))
    if _is_known(name, address, now):
        of_name = of_name.filter(address=address)
    return max(
        _until(of_name, OF_ONE_NAME, now),
        _until(lately.filter(address=address), OF_ONE_ADDRESS, now),
    )


def held(name: str, address: str, now: datetime) -> None:
    """Keep that a name was held off, once in ``SPAN``: a flood of tries is no flood of rows."""
    before = LogIn.objects.filter(outcome=LogIn.Outcome.HELD, name_key=_key(name), address=address, at__gt=now - SPAN)
    if not before.exists():
        _keep(LogIn.Outcome.HELD, name, address)


def refused(name: str, address: str) -> None:
    _keep(LogIn.Outcome.REFUSED, name, address)


def _until(refusals: QuerySet[LogIn], most: int, now: datetime) -> int:
    """The ``most``-th refusal from the newest has to grow old before there is room for another try."""
    times = list(refusals.order_by("-at").values_list("at", flat=True)[:most])
    return int((times[-1] + SPAN - now).total_seconds()) + 1 if len(times) == most else 0


def _is_known(name: str, address: str, now: datetime) -> bool:
    entered = LogIn.objects.filter(outcome=LogIn.Outcome.IN, name_key=_key(name), address=address)
    return entered.filter(at__gt=now - KNOWN_FOR).exists()


def _key(name: str) -> str:
    return salted_hmac("neoarchive.logins", name.strip().casefold(), algorithm="sha256").hexdigest()[:40]


def _keep(outcome: str, name: str, address: str, user: AbstractBaseUser | None = None) -> None:
    model = get_user_model()
    if user is None:
        user = model.objects.filter(**{model.USERNAME_FIELD: name}).first()
    LogIn.objects.create(outcome=outcome, user=user, address=address, name_key=_key(name))


def _logged_in(request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    _keep(LogIn.Outcome.IN, user.get_username(), address_of(request), user)
    LogIn.objects.filter(at__lt=timezone.now() - KEPT).delete()
    SessionStore.clear_expired()


def _logged_out(request: HttpRequest, user: AbstractBaseUser | None, **_: Any) -> None:
    if user is not None:
        _keep(LogIn.Outcome.OUT, user.get_username(), address_of(request), user)


def _refused(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        refused(str(credentials.get("username", "")), address_of(request))


def watch() -> None:
    """Keep every log-in, refusal and log-out from now on."""
    user_logged_in.connect(_logged_in, dispatch_uid="neoarchive.logins")
    user_logged_out.connect(_logged_out, dispatch_uid="neoarchive.logins")
    user_login_failed.connect(_refused, dispatch_uid="neoarchive.logins")
