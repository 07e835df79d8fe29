from django.db import models

from .release import PressRelease


class SearchDocument(models.Model):
    """What is searched of a release: its words, folded by ``search.words``, so that both databases index the same.

    ``key`` numbers the rows in order of dates (``search.facts.key_of``); ``facts`` are the tokens that fields, filters
    and facets ask for. The index over them, and the FTS5 table of SQLite or the tsvector column of PostgreSQL, are
    made by a migration; ``search.backends`` keeps them beside these rows in the transaction that saves the release.
    """

    release = models.OneToOneField(PressRelease, models.CASCADE, primary_key=True, related_name="search_document")
    key = models.BigIntegerField(help_text="In order of dates.")
    facts = models.TextField(help_text="Company, items, tickers, year, parts, as tokens.")
    headline = models.TextField()
    body = models.TextField()
    apart = models.TextField(help_text="About passages, forward-looking statements, names, contacts.")

    def __str__(self) -> str:
        return f"words of release {self.pk}"
