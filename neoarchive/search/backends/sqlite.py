"""The index in SQLite: an FTS5 table over the documents' own table, its row numbers in order of dates.

``neoarchive_search`` (migration 0002) stores no text: to take a row out FTS5 has to be given the very words that
went in, which is why they are kept in ``SearchDocument`` and never changed but through here.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from neoarchive.models import SearchDocument
from neoarchive.search import conditions, facts, vocabulary
from neoarchive.search.conditions import And, Close, Condition, KeyRange, Or, Without

from .base import Document, Leading, Match, Question, Walk, stored

_ROW = "key, headline, body, apart, facts"
_TERMS = f"""SELECT CASE WHEN substr(term, 1, 1) = '{facts.APART_WORD}' THEN substr(term, 2) ELSE term END
    FROM neoarchive_searchwords WHERE substr(term, 1, 1) <> '{facts.SIGN}'"""
# Words that a beginning is read as. A release is found by any of so many in 130 ms; more are left to the index.
_MOST_WORDS = 4000
_BEGINNING = re.compile("\x02(.?)\x03(.*?)\x04", re.S)
# FTS5 looks at every word of an OR for each release it comes to. In groups it looks at the groups, and into those that
# have it; it would make one OR of them, but for the NOT, which takes nothing away.
_ANY_BEGINNING_SO = """(SELECT CASE WHEN sum(words) BETWEEN 1 AND %s THEN group_concat(part, ' OR ') ELSE %s END FROM (
    SELECT '((' || group_concat('"' || %s || word || '"', ' OR ') || ') NOT "¤")' AS part, count(*) AS words FROM (
        SELECT word, row_number() OVER () / 64 AS number FROM (
            SELECT word FROM neoarchive_searchword WHERE word >= %s AND word < %s LIMIT %s)) GROUP BY number))"""


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
        vocabulary.add([document])

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
                cursor.execute(f"SELECT 1 FROM ({_TERMS} EXCEPT SELECT word FROM neoarchive_searchword) LIMIT 1")
                return cursor.fetchone() is None
        except DatabaseError:
            return False

    def differing(self, documents: Sequence[Document]) -> list[int]:
        known = stored(documents)
        return [one.release_id for one in documents if known.get(one.release_id) != one]

    def mend(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO neoarchive_search(neoarchive_search) VALUES ('rebuild')")
            cursor.execute(f"INSERT OR IGNORE INTO neoarchive_searchword (word) {_TERMS}")

    def suspend(self) -> None:
        """Nothing to do: only what is written here reaches the index."""

    def resume(self) -> None:
        with transaction.atomic():
            self.mend()

    def matches(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[Match]:
        where, values = _where(condition, keys, drafts)
        order = "ASC" if oldest else "DESC"
        if condition is None:
            sql = f"SELECT d.key, d.facts FROM neoarchive_searchdocument d WHERE {where} ORDER BY d.key {order}"
        else:
            # CROSS JOIN keeps the order of the tables: the index is read newest first and left when it is enough.
            sql = (
                "SELECT neoarchive_search.rowid, d.facts FROM neoarchive_search CROSS JOIN "
                f"neoarchive_searchdocument d ON d.key = neoarchive_search.rowid WHERE {where} "
                f"ORDER BY neoarchive_search.rowid {order}"
            )
        with connection.cursor() as cursor:
            cursor.execute(f"{sql} LIMIT %s", [*values, limit])
            return [Match(*row) for row in cursor.fetchall()]

    def keys(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[int]:
        sql, values = _newest(condition, keys, drafts, limit, oldest)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return sorted(key for (key,) in cursor.fetchall())

    def walk(
        self,
        whole: Question,
        narrower: Question | None = None,
        wider: Question | None = None,
        *,
        listed: int,
        drafts: bool,
        oldest: bool = False,
    ) -> Walk:
        sql, values = _newest(*whole.asked, drafts, whole.most, oldest)
        second, third = "NULL", "NULL"
        # A CASE reads the index only where its condition holds. LIMIT keeps SQLite from asking "second" twice over.
        if narrower:
            inner, given = _newest(*narrower.asked, drafts, narrower.most, oldest)
            second = f"CASE WHEN number > %s THEN (SELECT json_group_array(key) FROM ({inner})) END"
            values += [listed, *given]
        if wider:
            inner, given = _newest(*wider.asked, drafts, wider.most, oldest)
            new = "key NOT IN (SELECT value FROM json_each(coalesce(second.keys, first.keys)))" if wider.beside else "1"
            third = f"""CASE WHEN coalesce(json_array_length(second.keys), first.number) < %s
                THEN (SELECT count(*) FROM ({inner}) WHERE {new}) END"""
            values += [wider.most, *given]
        with connection.cursor() as cursor:
            cursor.execute(
                f"""WITH first AS (SELECT json_group_array(key) AS keys, count(*) AS number FROM ({sql})),
                second AS (SELECT {second} AS keys FROM first LIMIT 1)
                SELECT first.keys, second.keys, {third} FROM first, second""",
                values,
            )
            ((keys, narrowed, number),) = cursor.fetchall()
        return Walk(json.loads(keys), narrowed and json.loads(narrowed), number)

    def rows(
        self,
        keys: Sequence[int],
        beside: Sequence[int] = (),
        *,
        texts: bool,
        apart: bool,
        leading: Leading | None = None,
    ) -> list[Match]:
        words = "' ' || headline || ' ', ' ' || body || ' ', " + ("' ' || apart || ' '" if apart else "''")
        sql = "SELECT key, facts, {} FROM neoarchive_searchdocument WHERE key IN (SELECT value FROM json_each(%s))"
        plain = sql.format("'', '', ''")
        parts, values = [sql.format(words) if texts else plain], list[int | str]([str(list(keys))])
        if leading:
            where, asked = _where(leading.condition, (min(keys), max(keys)), True)
            # The facts of all from their own index, and the long rows only of those whose words are needed.
            parts = [
                f"""SELECT * FROM (WITH best AS MATERIALIZED (SELECT json_group_array(rowid) AS keys, count(*) AS number
                FROM neoarchive_search WHERE {where}) SELECT key, facts, {words} FROM neoarchive_searchdocument
                WHERE key IN (SELECT value FROM best, json_each(CASE WHEN number < %s THEN %s ELSE keys END)))""",
                plain,
            ]
            values = [*asked, leading.enough, *values, *values]
        more = set(beside).difference(keys)
        if more:
            parts.append(plain)
            values.append(str(list(more)))
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            return list(map(Match._make, cursor.fetchall()))

    def counts(
        self, asked: Sequence[tuple[Condition | None, KeyRange | None]], *, most: int, drafts: bool
    ) -> list[int]:
        if not asked:
            return []
        parts: list[str] = []
        values: list[int | str] = []
        for condition, keys in asked:
            sql, given = _newest(condition, keys, drafts, most)
            parts.append(f"(SELECT count(*) FROM ({sql}))")
            values += given
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            return list(cursor.fetchone())

    def by_day(self, *, drafts: bool) -> list[tuple[int, int]]:
        where, values = _where(None, None, drafts)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT min(d.key), count(*) FROM neoarchive_searchdocument d WHERE {where} GROUP BY d.key / %s",
                [*values, facts.PER_DAY],
            )
            return list(cursor.fetchall())

    def near(self, words: Sequence[str]) -> list[str]:
        with connection.cursor() as cursor:
            return vocabulary.near(cursor, words)

    @staticmethod
    def _row(cursor: Any, release_id: int) -> tuple[int, str, str, str, str] | None:
        cursor.execute(f"SELECT {_ROW} FROM neoarchive_searchdocument WHERE release_id = %s", [release_id])
        rows: list[tuple[int, str, str, str, str]] = cursor.fetchall()
        return rows[0] if rows else None

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
        case conditions.Words():
            text = _beginning(condition) or _phrase(condition)
            return f"headline : {text}" if condition.headline else text
        case And():
            return "(" + " AND ".join(expression(part) for part in condition.parts) + ")"
        case Or():
            return "(" + " OR ".join(expression(part) for part in condition.parts) + ")"
        case Without():
            return f"({expression(condition.base)} NOT {expression(condition.excluded)})"
        case Close():
            return f"NEAR({_phrase(condition.first)} {_phrase(condition.second)}, {condition.distance})"


def _phrase(words: conditions.Words) -> str:
    return f'"{" ".join(words.tokens)}"' + (" *" if words.prefix else "")


def _beginning(words: conditions.Words) -> str:
    """The place in the expression of the words that begin so, to be looked up; "" where there are none to be."""
    token = words.tokens[-1]
    if not words.prefix or len(words.tokens) > 1 or token.startswith(facts.SIGN):
        return ""
    sign = facts.APART_WORD if token.startswith(facts.APART_WORD) else ""
    return f"(\x02{sign}\x03{token.removeprefix(sign)}\x04)"


def _asked(condition: Condition) -> tuple[str, list[int | str]]:
    """A condition in the language of MATCH, in SQL, with beginnings of words read as the words of the archive.

    Looked up in the same query, so that no word is missing that a release of the index has.
    """
    first, *others = _BEGINNING.split(expression(condition))
    parts, values = ["%s"], list[int | str]([first])
    for sign, token, after in zip(others[::3], others[1::3], others[2::3], strict=True):
        parts += [_ANY_BEGINNING_SO, "%s"]
        values += [_MOST_WORDS, f'"{sign}{token}" *', sign, token, token + vocabulary.LAST, _MOST_WORDS + 1, after]
    return f"({' || '.join(parts)})", values


def _newest(
    condition: Condition | None, keys: KeyRange | None, drafts: bool, most: int, oldest: bool = False
) -> tuple[str, list[int | str]]:
    """The keys of the newest matches: the index gives them in this order, and is left when it is enough."""
    where, values = _where(condition, keys, drafts)
    table, key = ("neoarchive_search", "rowid") if condition is not None else ("neoarchive_searchdocument d", "d.key")
    order = "ASC" if oldest else "DESC"
    return f"SELECT {key} AS key FROM {table} WHERE {where} ORDER BY {key} {order} LIMIT %s", [*values, most]


def _where(condition: Condition | None, keys: KeyRange | None, drafts: bool) -> tuple[str, list[int | str]]:
    """The WHERE of a query over the index, or over the documents where there is no condition."""
    parts, values = ["1"], list[int | str]()
    column = "d.key"
    if condition is not None:
        column = "neoarchive_search.rowid"
        sql, given = _asked(condition if drafts else Without(condition, conditions.Words((facts.DRAFT,))))
        parts.append(f"neoarchive_search MATCH {sql}")
        values += given
    elif not drafts:
        # Whether it is a draft is the first fact of every release.
        parts.append("substr(d.facts, 2, 2) <> %s")
        values.append(facts.DRAFT)
    if keys:
        parts.append(f"{column} BETWEEN %s AND %s")
        values += keys
    return " AND ".join(parts), values
