"""What the archive measured of itself."""

from django.db import models


class QualityReport(models.Model):
    """One measurement of how well the published filings were read (``ingest.quality`` says what ``figures`` holds)."""

    made_at = models.DateTimeField("measured", auto_now_add=True, db_index=True)
    parser_version = models.CharField(max_length=20)
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"measured {self.made_at:%Y-%m-%d %H:%M}"
