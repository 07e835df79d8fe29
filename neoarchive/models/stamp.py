"""The state of the archive as one value, changed by every transaction that changes what a page may show."""

from django.db import models


class ArchiveStamp(models.Model):
    """One of the rows whose marks together stand for the state of the archive (``neoarchive.stamps``).

    ``mark`` is a random number, another one after each change. SQLite, which has one writer at a time, uses row 0;
    on PostgreSQL writers at work at the same time take different rows, so that none waits for another.
    """

    slot = models.PositiveSmallIntegerField(primary_key=True)
    mark = models.BigIntegerField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"stamp {self.slot}"
