import json
import zlib

from django.conf import settings
from django.db import models


class Source(models.Model):
    """The bytes of a filing as they were received, and what is needed to show them line by line.

    ``folded_sha256`` is that of the text with its line ends folded: a browser sends pasted text with CR LF, so a
    text that was uploaded and is then pasted has other bytes. ``line_starts`` are offsets into the decoded text, one
    for each numbered line, fixed when the filing is saved: the address of a line stays right whatever a later parser
    makes of the text.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)
    folded_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    compressed = models.BinaryField(editable=False)
    byte_length = models.PositiveIntegerField(editable=False)
    encoding = models.CharField(max_length=20, editable=False)
    format = models.CharField(max_length=4, editable=False)
    line_count = models.PositiveIntegerField(editable=False)
    compressed_line_starts = models.BinaryField(editable=False)
    filename = models.CharField(max_length=255, blank=True)
    origin = models.CharField("where it was found", max_length=500, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    def __str__(self) -> str:
        return self.filename or f"source {self.sha256[:12]}"

    @property
    def data(self) -> bytes:
        """The bytes as received."""
        return zlib.decompress(self.compressed)

    @property
    def text(self) -> str:
        """The decoded source that every offset counts in."""
        return self.data.decode(self.encoding, "replace")

    @property
    def line_starts(self) -> list[int]:
        starts: list[int] = json.loads(zlib.decompress(self.compressed_line_starts))
        return starts
