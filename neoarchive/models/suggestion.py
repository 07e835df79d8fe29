from django.conf import settings
from django.db import models

from .filing import Filing
from .release import PressRelease


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> "SuggestionQuerySet":
        return self.filter(state=Suggestion.State.WAITING)


class Suggestion(models.Model):
    """What a reader says is wrong in a record, and on which lines of its source.

    Of the reader nothing is kept but what is needed: ``email`` only where an answer is wanted, until it is decided;
    ``sender`` tells for a day whether one address sends too much (``ingest.suggestions``), and is no address.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    LONGEST = 2000

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="suggestions")
    release = models.ForeignKey(PressRelease, models.SET_NULL, null=True, blank=True, related_name="suggestions")
    first_line = models.PositiveIntegerField(null=True, blank=True)
    last_line = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField("what is wrong", max_length=LONGEST)
    email = models.EmailField("e-mail for an answer", blank=True)
    sender = models.CharField(max_length=40, blank=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=400, blank=True, help_text="What was done, or why it was refused.")
    created_at = models.DateTimeField("sent", auto_now_add=True, db_index=True)
    decided_at = models.DateTimeField("decided", null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["state", "created_at"], name="suggestion_queue"),
            models.Index(fields=["sender", "created_at"], name="suggestion_sender", condition=~models.Q(sender="")),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    @property
    def lines(self) -> tuple[int, int] | None:
        return (self.first_line, self.last_line) if self.first_line and self.last_line else None
