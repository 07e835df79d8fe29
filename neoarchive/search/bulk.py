"""Releases into the index in bulk, where nothing is indexed of them yet: the rows that ``put`` would write."""

from collections.abc import Sequence

from django.db import connection

from neoarchive import stamps

from . import vocabulary
from .backends.base import Document


def add(documents: Sequence[Document]) -> None:
    """Index new releases, in the caller's transaction."""
    if documents:
        (_copy if connection.vendor == "postgresql" else _insert)(documents)
        vocabulary.add(documents)


def _insert(documents: Sequence[Document]) -> None:
    # In the order of their keys: the index appends instead of looking for a place each time.
    rows = sorted((d.key, d.headline, d.body, d.apart, d.facts, d.release_id) for d in documents)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO neoarchive_searchdocument(key, headline, body, apart, facts, release_id) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            rows,
        )
        cursor.executemany(
            "INSERT INTO neoarchive_search(rowid, headline, body, apart, facts) VALUES (%s, %s, %s, %s, %s)",
            [row[:5] for row in rows],
        )


def _copy(documents: Sequence[Document]) -> None:
    columns = "release_id, key, facts, headline, body, apart"
    stamps.before_copy()
    with (
        connection.cursor() as cursor,
        # Django wraps the errors of execute alone: a full disk must look the same to the caller here.
        connection.wrap_database_errors,
        cursor.copy(f"COPY neoarchive_searchdocument ({columns}) FROM STDIN") as copy,
    ):
        for d in documents:
            copy.write_row((d.release_id, d.key, d.facts, d.headline, d.body, d.apart))
