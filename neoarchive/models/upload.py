from django.conf import settings
from django.db import models


class Upload(models.Model):
    """Files or a text that an editor gave to be read: a desk on which filings lie until saved or discarded."""

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"upload of {self.created_at:%Y-%m-%d %H:%M}"


class UploadedFiling(models.Model):
    """One text of an upload, or a filing of the archive that is reviewed.

    ``draft`` is what was read and what the editor made of it (``ingest.draft``).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SAVED = "saved", "Saved"
        DISCARDED = "discarded", "Discarded"

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="filings")
    position = models.PositiveSmallIntegerField(default=0)
    filename = models.CharField(max_length=255, blank=True)
    origin = models.CharField(max_length=500, blank=True)
    compressed = models.BinaryField()
    draft = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    saved_as = models.ForeignKey("Filing", models.SET_NULL, null=True, blank=True, related_name="+")
    reviews = models.ForeignKey(
        "Filing",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reviews",
        help_text="The filing of the archive that is looked through again; its text is not held twice.",
    )

    class Meta:
        ordering = ["upload", "position"]

    def __str__(self) -> str:
        return self.filename or "pasted text"
