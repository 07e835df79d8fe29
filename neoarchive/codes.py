"""One-time codes of an authenticator app beside the password (TOTP, RFC 6238), for whoever of the staff wants them.

The codes themselves are django-otp's: it counts wrong ones and makes the next wait, and takes no code twice.
"""

from base64 import b32encode

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
"""How many codes are made for the day on which the app is lost. Each works once."""


def anybody_uses_them() -> bool:
    return TOTPDevice.objects.filter(confirmed=True).exists()


def app_of(user: AbstractBaseUser) -> TOTPDevice | None:
    """The app that a user has set up and confirmed."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def begun(user: AbstractBaseUser) -> TOTPDevice | None:
    """An app that is set up, but has not shown a right code yet. It is asked for nothing."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def are_right(user: AbstractBaseUser, code: str) -> bool:
    """Whether a user without codes gave none, or one with codes a right one: from the app, or for recovery."""
    app = app_of(user)
    if app is None:
        return True
    code = code.replace(" ", "").lower()
    if not code.isascii() or not code:
        return False
    device = app if code.isdigit() else StaticDevice.objects.filter(user=user).first()
    return device is not None and verify_token(user, device.persistent_id, code) is not None


def begin(user: AbstractBaseUser) -> TOTPDevice:
    """A new key for an app, in place of one that was never confirmed."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        return TOTPDevice.objects.create(user=user, name="app", confirmed=False)


def confirm(user: AbstractBaseUser, code: str) -> bool:
    """Whether the app shows what it should; from then on the log-in asks for its codes."""
    device = begun(user)
    if device is None or verify_token(user, device.persistent_id, code.replace(" ", "")) is None:
        return False
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    return True


def new_recovery_codes(user: AbstractBaseUser) -> list[str]:
    """Codes in place of all that were given before. They can't be read again."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery")
        tokens = [StaticToken(device=device, token=StaticToken.random_token()) for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(tokens)
    return [one.token for one in tokens]


def recovery_codes_left(user: AbstractBaseUser) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def turn_off(user: AbstractBaseUser) -> bool:
    """Whether there was something to turn off. The password alone is asked for again."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        count, _ = TOTPDevice.objects.filter(user=user).delete()
    return count > 0


def key_of(device: TOTPDevice) -> str:
    """The key as apps ask for it when it is typed: Base32, in groups of four."""
    text = b32encode(device.bin_key).decode("ascii").rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
