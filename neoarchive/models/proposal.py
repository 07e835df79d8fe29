from django.conf import settings
from django.db import models


class Proposal(models.Model):
    """What a later parser reads otherwise in a filing of the archive: a part, as it is and as it would be.

    ``path`` names the part in the filing's draft ("releases.0.headline", "releases.0.contacts"); ``data`` is the new
    reading of it, as ``ingest.draft`` writes it. Nothing is changed before an editor accepts it.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"

    filing = models.ForeignKey("Filing", models.CASCADE, related_name="proposals")
    path = models.CharField(max_length=100)
    rule = models.CharField(max_length=300, help_text="What kind of part, and by what the new reading was decided.")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    data = models.JSONField(null=True)
    parser_version = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rule", "filing", "path"]
        indexes = [models.Index(fields=["state", "rule"], name="proposal_by_rule")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.path}"
