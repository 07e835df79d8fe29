"""What can be taken back from the public without being lost."""

from django.db import models


class Withdrawable(models.Model):
    """A record that visitors no longer see: its address says that it was withdrawn, when, and why.

    Nothing of it is deleted; who withdrew it stands in its history (``Change``).
    """

    withdrawn_at = models.DateTimeField("withdrawn", null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(
        "reason for withdrawing", max_length=500, blank=True, default="", editable=False, help_text="Visitors read it."
    )

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
