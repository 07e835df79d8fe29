"""The words that the archive has, in a table of their own beside the index: ``neoarchive_searchword``.

Asked for the words that begin with some letters, an index gives them only with all the releases of each: at a million
releases 200 to 1,000 ms. The table gives them in a millisecond. A word once in it stays when its last release goes:
whoever reads the table asks the index next, which knows. In PostgreSQL a word may stand in it twice, where two
transactions met it at the same time: a table that forbade it would let one wait for the other.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from . import facts
from .backends.base import Document, beginnings

LAST = "\U0010ffff"
"""Comes after every letter that a word may go on with."""

_MOST_NEAR = 4000
_UNKNOWN = "NOT EXISTS (SELECT 1 FROM neoarchive_searchword known WHERE known.word = w.value)"


def add(documents: Iterable[Document]) -> None:
    """Note the words of documents, in the caller's transaction. One query."""
    found: set[str] = set()
    for document in documents:
        for text in (document.headline, document.body, document.apart):
            found.update(text.split())
    # Words of passages are the same words; facts and the words of fields are none that a text begins with.
    plain = sorted({word.removeprefix(facts.APART_WORD) for word in found if word and word[0] != facts.SIGN})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO neoarchive_searchword (word) "
                f"SELECT value FROM unnest(%s::text[]) AS w (value) WHERE {_UNKNOWN}",
                [plain],
            )
        else:
            cursor.execute(
                "INSERT OR IGNORE INTO neoarchive_searchword (word) SELECT value FROM json_each(%s)",
                [json.dumps(plain)],
            )


def near(cursor: Any, words: Sequence[str]) -> list[str]:
    """Words that begin as one of these may have been meant to. One query."""
    parts: list[str] = []
    values: list[int | str] = []
    for word in words:
        for first in beginnings(word):
            parts.append(
                "SELECT * FROM (SELECT word FROM neoarchive_searchword WHERE word >= %s AND word < %s "
                "AND length(word) BETWEEN %s AND %s LIMIT %s) AS near"
            )
            values += [first, first + LAST, len(word) - 2, len(word) + 2, _MOST_NEAR]
    cursor.execute(" UNION ".join(parts), values)
    return [word for (word,) in cursor.fetchall()]
