"""The index in SQLite: an FTS5 table over the documents' own table, its row numbers in order of dates.

``neoarchive_search`` (migration 0002) stores no text: to take a row out FTS5 has to be given the very words that
went in, which is why they are kept in ``SearchDocument`` and never changed but through here.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from neoarchive.models import SearchDocument
from neoarchive.search import facts
from neoarchive.search.conditions import And, Condition, Or, Without, Words, has_prefix

from .base import Document, KeyRange, Match, beginnings

# Weights of headline, body, what stands apart, facts: a hit in the headline tells more than one in boilerplate.
_WEIGHTS = "8.0, 2.0, 0.4, 0.0"
_ROW = "key, headline, body, apart, facts"
_MOST_NEAR = 4000


class Sqlite:
    def put(self, document: Document) -> None:
        with connection.cursor() as cursor:
            old = self._row(cursor, document.release_id)
            new = (document.key, document.headline, document.body, document.apart, document.facts)
            if old == new:
                return
            if old:
                self._take_out(cursor, old)
            SearchDocument.objects.update_or_create(
                release_id=document.release_id,
                defaults={
                    "key": document.key,
                    "facts": document.facts,
                    "headline": document.headline,
                    "body": document.body,
                    "apart": document.apart,
                },
            )
            cursor.execute(
                "INSERT INTO neoarchive_search(rowid, headline, body, apart, facts) VALUES (%s, %s, %s, %s, %s)", new
            )

    def drop(self, release_id: int) -> None:
        with connection.cursor() as cursor:
            old = self._row(cursor, release_id)
            if old:
                self._take_out(cursor, old)
                cursor.execute("DELETE FROM neoarchive_searchdocument WHERE release_id = %s", [release_id])

    def sound(self) -> bool:
        try:
            # In a transaction of its own: the check is written as an INSERT, and a failed one must not spoil another.
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO neoarchive_search(neoarchive_search, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            return False
        return True

    def mend(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO neoarchive_search(neoarchive_search) VALUES ('rebuild')")

    def suspend(self) -> None:
        """Nothing to do: only what is written here reaches the index."""

    def resume(self) -> None:
        with transaction.atomic():
            self.mend()

    def matches(
        self,
        condition: Condition | None,
        *,
        limit: int,
        keys: KeyRange | None = None,
        drafts: bool,
        scored: bool = False,
        oldest: bool = False,
    ) -> list[Match]:
        score = f"-bm25(neoarchive_search, {_WEIGHTS})" if scored and condition else "0"
        where, values = _where(condition, keys, drafts)
        order = "ASC" if oldest else "DESC"
        with connection.cursor() as cursor:
            if condition is None:
                cursor.execute(
                    f"SELECT d.key, d.facts, 0 FROM neoarchive_searchdocument d WHERE {where} "
                    f"ORDER BY d.key {order} LIMIT %s",
                    [*values, limit],
                )
            else:
                # CROSS JOIN keeps the order of the tables: the index is read newest first and left when it is enough.
                cursor.execute(
                    f"SELECT neoarchive_search.rowid, d.facts, {score} FROM neoarchive_search CROSS JOIN "
                    f"neoarchive_searchdocument d ON d.key = neoarchive_search.rowid WHERE {where} "
                    f"ORDER BY neoarchive_search.rowid {order} LIMIT %s",
                    [*values, limit],
                )
            return [Match(*row) for row in cursor.fetchall()]

    def counts(self, asked: Sequence[tuple[Condition | None, KeyRange | None]], *, drafts: bool) -> list[int]:
        if not asked:
            return []
        first = asked[0][0]
        if has_prefix(first) and all(condition == first for condition, _ in asked):
            return self._counts_in_one_pass(first, [keys for _, keys in asked], drafts)
        parts: list[str] = []
        values: list[int | str] = []
        for condition, keys in asked:
            where, given = _where(condition, keys, drafts)
            table = "neoarchive_search" if condition is not None else "neoarchive_searchdocument d"
            parts.append(f"(SELECT count(*) FROM {table} WHERE {where})")
            values += given
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            return list(cursor.fetchone())

    @staticmethod
    def _counts_in_one_pass(condition: Condition | None, spans: list[KeyRange | None], drafts: bool) -> list[int]:
        """For beginnings of words: their lists are merged again by every SELECT, so there is one for all spans."""
        where, given = _where(condition, None, drafts)
        parts, values = [], list[int | str]()
        for span in spans:
            parts.append("coalesce(sum(rowid BETWEEN %s AND %s), 0)" if span else "count(*)")
            values += span or ()
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)} FROM neoarchive_search WHERE {where}", [*values, *given])
            return list(cursor.fetchone())

    def near(self, words: Sequence[str]) -> list[str]:
        parts: list[str] = []
        values: list[int | str] = []
        for word in words:
            for first in beginnings(word):
                parts.append("(term >= %s AND term < %s AND length(term) BETWEEN %s AND %s)")
                values += [first, first[:-1] + chr(ord(first[-1]) + 1), len(word) - 2, len(word) + 2]
        with connection.cursor() as cursor:
            # One SELECT for each word: the list of words is read from a place, but not for an OR of several.
            one = "SELECT * FROM (SELECT term FROM neoarchive_searchwords WHERE {} LIMIT {})"
            cursor.execute(" UNION ".join(one.format(part, _MOST_NEAR) for part in parts), values)
            return [term for (term,) in cursor.fetchall()]

    @staticmethod
    def _row(cursor: Any, release_id: int) -> tuple[int, str, str, str, str] | None:
        cursor.execute(f"SELECT {_ROW} FROM neoarchive_searchdocument WHERE release_id = %s", [release_id])
        row: tuple[int, str, str, str, str] | None = cursor.fetchone()
        return row

    @staticmethod
    def _take_out(cursor: Any, row: tuple[int, str, str, str, str]) -> None:
        cursor.execute(
            "INSERT INTO neoarchive_search(neoarchive_search, rowid, headline, body, apart, facts) "
            "VALUES ('delete', %s, %s, %s, %s, %s)",
            row,
        )


def expression(condition: Condition) -> str:
    """A condition in the language of MATCH. Every token is quoted; none comes here that was not folded first."""
    match condition:
        case Words():
            text = f'"{" ".join(condition.tokens)}"' + (" *" if condition.prefix else "")
            return f"headline : {text}" if condition.headline else text
        case And():
            return "(" + " AND ".join(expression(part) for part in condition.parts) + ")"
        case Or():
            return "(" + " OR ".join(expression(part) for part in condition.parts) + ")"
        case Without():
            return f"({expression(condition.base)} NOT {expression(condition.excluded)})"


def _where(condition: Condition | None, keys: KeyRange | None, drafts: bool) -> tuple[str, list[int | str]]:
    """The WHERE of a query over the index, or over the documents where there is no condition."""
    parts, values = ["1"], list[int | str]()
    column = "d.key"
    if condition is not None:
        column = "neoarchive_search.rowid"
        parts.append("neoarchive_search MATCH %s")
        values.append(expression(condition if drafts else Without(condition, Words((facts.DRAFT,)))))
    elif not drafts:
        # Whether it is a draft is the first fact of every release.
        parts.append("substr(d.facts, 2, 2) <> %s")
        values.append(facts.DRAFT)
    if keys:
        parts.append(f"{column} BETWEEN %s AND %s")
        values += keys
    return " AND ".join(parts), values
