from typing import Any

from django.conf import settings
from django.db import models


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, record: models.Model) -> "ChangeQuerySet":
        """The changes of one record, the latest first."""
        return self.filter(kind=kind_of(record), record=record.pk)

    def keep(self, record: models.Model, by: Any, **parts: Any) -> "Change":
        """A change of a record by a user, or by nobody who is known (None). ``parts`` are its other fields."""
        name = by.get_username() if by else ""
        return self.create(
            kind=kind_of(record), record=record.pk, title=str(record)[:300], by=by, by_name=name, **parts
        )


def kind_of(record: models.Model | type[models.Model]) -> str:
    """The record's model, in small letters, as a change names it."""
    return str(record._meta.model_name)


class Change(models.Model):
    """One change of a record by a person: who, when, what from and to.

    ``before`` and ``after`` hold the parts that differ, by name, as ``ingest.history`` writes them. ``shown`` says
    that visitors saw the record before and see another one now: what a page calls a correction.
    """

    class Action(models.TextChoices):
        EDITED = "edited", "Edited"
        PUBLISHED = "published", "Published"
        UNPUBLISHED = "unpublished", "Made a draft"
        REVERTED = "reverted", "Reverted"
        REREAD = "reread", "Read again"
        MERGED = "merged", "Merged"
        WITHDRAWN = "withdrawn", "Withdrawn"
        RESTORED = "restored", "Restored"
        SUGGESTED = "suggested", "A reader’s suggestion accepted"

    kind = models.CharField(max_length=20, help_text="The record's model, in small letters.")
    record = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300, blank=True, help_text="What the record was called then.")
    action = models.CharField(max_length=12, choices=Action, default=Action.EDITED)
    reason = models.CharField(max_length=500, blank=True)
    on = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    shown = models.BooleanField(default=False)
    reverts = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reverted_by")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["kind", "record", "-on"], name="change_of_record")]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.title}"
