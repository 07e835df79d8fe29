"""The index in PostgreSQL: a tsvector with positions and weights, and a GIN index over it.

The vector is written as a literal, one lexeme for each of our tokens, instead of through ``to_tsvector``: the words
are folded already, and PostgreSQL's own parser would part some of them again (``1e5``, ``1·25``, and letters beyond
ASCII depending on the locale of the server), which SQLite would not.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from neoarchive.models import SearchDocument
from neoarchive.search import conditions, facts
from neoarchive.search.conditions import And, Close, Condition, KeyRange, Or, Without
from neoarchive.search.query import LONGEST_DISTANCE
from neoarchive.search.rank import Words

from .base import Document, Match, beginnings, stored

# PostgreSQL's own bounds: a position is at most 16,383, a lexeme has at most 255 of them, a vector at most 1 MB.
# Words beyond are still found, but not in phrases.
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_READ_FOR_SPELLING = 2000
_INDEX = """CREATE INDEX IF NOT EXISTS neoarchive_search
    ON neoarchive_searchdocument USING gin (words) WITH (fastupdate = off)"""


class Postgres:
    def put(self, document: Document) -> None:
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
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE neoarchive_searchdocument SET words = %s::tsvector WHERE release_id = %s",
                [vector(document), document.release_id],
            )

    def drop(self, release_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM neoarchive_searchdocument WHERE release_id = %s", [release_id])

    def sound(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM neoarchive_searchdocument WHERE words IS NULL)")
            return bool(cursor.fetchone()[0])

    def differing(self, documents: Sequence[Document]) -> list[int]:
        known = stored(documents)
        same = [one for one in documents if known.get(one.release_id) == one]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT release_id FROM neoarchive_searchdocument held "
                "JOIN unnest(%s::bigint[], %s::text[]) AS given (id, words) ON release_id = id "
                "WHERE held.words = given.words::tsvector",
                [[one.release_id for one in same], [vector(one) for one in same]],
            )
            right = {pk for (pk,) in cursor.fetchall()}
        return [one.release_id for one in documents if one.release_id not in right]

    def mend(self) -> None:
        for document in SearchDocument.objects.iterator(chunk_size=200):
            self.put(
                Document(
                    document.release_id, document.key, document.facts, document.headline, document.body, document.apart
                )
            )

    def suspend(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS neoarchive_search")

    def resume(self) -> None:
        # Within a transaction, an index can't be made before what was written is checked.
        connection.check_constraints()
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(_INDEX)
            cursor.execute("RESET maintenance_work_mem")
            cursor.execute("ANALYZE")

    def matches(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[Match]:
        sql, values = _newest("key, facts", condition, keys, drafts, limit, "ASC" if oldest else "DESC")
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [Match(*row) for row in cursor.fetchall()]

    def keys(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[int]:
        sql, values = _newest("key", condition, keys, drafts, limit, "ASC" if oldest else "DESC")
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return sorted(key for (key,) in cursor.fetchall())

    def texts(self, keys: Sequence[int], *, apart: bool) -> list[Words]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT key, headline, body, {'apart' if apart else repr('')} FROM neoarchive_searchdocument "
                "WHERE key = ANY(%s)",
                [list(keys)],
            )
            return [Words(*row) for row in cursor.fetchall()]

    def counts(
        self, asked: Sequence[tuple[Condition | None, KeyRange | None]], *, most: int, drafts: bool
    ) -> list[int]:
        if not asked:
            return []
        parts: list[str] = []
        values: list[int | str] = []
        for condition, keys in asked:
            where, given = _where(condition, keys, drafts)
            parts.append(
                f"(SELECT count(*) FROM (SELECT 1 FROM neoarchive_searchdocument WHERE {where} LIMIT %s) AS counted)"
            )
            values += [*given, most]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            return list(cursor.fetchone())

    def by_day(self, *, drafts: bool) -> list[tuple[int, int]]:
        where, values = _where(None, None, drafts)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT min(key), count(*) FROM neoarchive_searchdocument WHERE {where} GROUP BY key / %s",
                [*values, facts.PER_DAY],
            )
            return list(cursor.fetchall())

    def near(self, words: Sequence[str]) -> list[str]:
        # PostgreSQL has no list of the words of an index: those of the newest releases stand for it.
        newest = f"SELECT words FROM neoarchive_searchdocument ORDER BY key DESC LIMIT {_READ_FOR_SPELLING}"
        values = [value for w in words for first in beginnings(w) for value in (first, len(w) - 2, len(w) + 2)]
        parts = ["(starts_with(word, %s) AND length(word) BETWEEN %s AND %s)"] * (len(values) // 3)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT word FROM ts_stat(%s) WHERE {' OR '.join(parts)}", [newest, *values])
            return [found for (found,) in cursor.fetchall()]


def expression(condition: Condition) -> str:
    """A condition in the language of tsquery. Every token is quoted; none comes here that was not folded first."""
    match condition:
        case conditions.Words():
            label = (":" if condition.prefix or condition.headline else "") + ("*" if condition.prefix else "")
            mark = "A" if condition.headline else ""
            inner = [_quoted(token) + (f":{mark}" if mark else "") for token in condition.tokens[:-1]]
            last = _quoted(condition.tokens[-1]) + label + mark
            return "(" + " <-> ".join([*inner, last]) + ")"
        case And():
            return "(" + " & ".join(expression(part) for part in condition.parts) + ")"
        case Or():
            return "(" + " | ".join(expression(part) for part in condition.parts) + ")"
        case Without():
            return f"({expression(condition.base)} & !{expression(condition.excluded)})"
        case Close():
            return _close(condition)


def _close(condition: Close) -> str:
    """Every distance in either order: PostgreSQL has none that is "at most"."""
    first, second = expression(condition.first), expression(condition.second)
    pairs = [(first, second), (second, first)]
    parts = [f"{one} <{step}> {other}" for one, other in pairs for step in range(1, condition.distance + 2)]
    return "(" + " | ".join(parts) + ")"


def vector(document: Document) -> str:
    """The literal of a tsvector: every token with its positions and the weight of the part it stands in."""
    positions: dict[str, list[str]] = {}
    position = 0
    for part, weight in ((document.headline, "A"), (document.body, "B"), (document.apart, "C"), (document.facts, "D")):
        for token in _tokens(part):
            position += 1
            places = positions.setdefault(token, [])
            if position <= _LAST_POSITION and len(places) < _MOST_POSITIONS:
                places.append(f"{position}{weight}")
        # A gap, so that nothing runs from one part into the next: FTS5 keeps them in columns of their own.
        position += LONGEST_DISTANCE + 1
    return " ".join(f"{_quoted(word)}:{','.join(at)}" if at else _quoted(word) for word, at in positions.items())


def _tokens(text: str) -> Iterator[str]:
    """As the tokenizer of SQLite parts a text: at blanks and at what is ASCII but no letter and no figure."""
    for word in text.split(" "):
        if word.isascii() and word.isalnum():
            yield word
        else:
            yield from "".join(c if ord(c) > 127 or c.isalnum() else " " for c in word).lower().split()


def _quoted(token: str) -> str:
    return "'" + token.lower().replace("\\", "\\\\").replace("'", "''") + "'"


def _newest(
    columns: str, condition: Condition | None, keys: KeyRange | None, drafts: bool, most: int, order: str = "DESC"
) -> tuple[str, list[int | str]]:
    """The newest matches. Materialised, so that the planner takes the index over the words.

    Walking the keys in order looks cheap to it and takes seconds for a rare word.
    """
    where, values = _where(condition, keys, drafts)
    source = f"SELECT {columns} FROM neoarchive_searchdocument WHERE {where}"
    how = "MATERIALIZED" if condition is not None else "NOT MATERIALIZED"
    return f"WITH found AS {how} ({source}) SELECT {columns} FROM found ORDER BY key {order} LIMIT %s", [*values, most]


def _where(condition: Condition | None, keys: KeyRange | None, drafts: bool) -> tuple[str, list[int | str]]:
    parts, values = ["true"], list[int | str]()
    if condition is not None:
        parts.append("words @@ %s::tsquery")
        values.append(expression(condition if drafts else Without(condition, conditions.Words((facts.DRAFT,)))))
    elif not drafts:
        # Whether it is a draft is the first fact of every release.
        parts.append("substr(facts, 2, 2) <> %s")
        values.append(facts.DRAFT)
    if keys:
        parts.append("key BETWEEN %s AND %s")
        values += keys
    return " AND ".join(parts), values
