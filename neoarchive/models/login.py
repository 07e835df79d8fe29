from django.conf import settings
from django.db import models


class LogIn(models.Model):
    """One try to log in to the admin, or a log-out: who, from where, when, and how it ended.

    ``name_key`` stands for the name that was typed and tells nothing by itself: a password typed into the wrong field
    is not kept. ``user`` is empty where there is no such user. Rows older than ``logins.KEPT`` are deleted.
    """

    class Outcome(models.TextChoices):
        IN = "in", "Logged in"
        REFUSED = "refused", "Refused"
        HELD = "held", "Held off after many refusals"
        OUT = "out", "Logged out"

    at = models.DateTimeField("time", auto_now_add=True, db_index=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="log_ins")
    address = models.CharField(max_length=45, help_text="Of an IPv6 address, the network.")
    name_key = models.CharField(max_length=40, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = "log-in", "log-ins"
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["name_key", "at"], name="login_name"),
            models.Index(fields=["address", "at"], name="login_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.user or 'nobody known'}, {self.at:%Y-%m-%d %H:%M}"
