"""The index in PostgreSQL: a GIN index over the words of the documents, read newest first (migration 0010).

The words become a tsvector as they stand, one lexeme for each of our tokens, instead of through ``to_tsvector``: they
are folded already, and PostgreSQL's own parser would part some of them again (``1e5``, ``1·25``, and letters beyond
ASCII depending on the locale of the server), which SQLite would not.

The index knows which words a release has, not where they stand. ``expression`` asks it for what may match, and
``exact`` tells the rest by the text: phrases and words near one another.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection

from neoarchive.databases import reader
from neoarchive.models import SearchDocument
from neoarchive.search import conditions, facts, vocabulary
from neoarchive.search.conditions import And, Close, Condition, KeyRange, Or, Without

from .base import Document, Leading, Match, Question, Walk, stored

# Words that a beginning is read as: what PostgreSQL takes for an OR of words grows with the square of their number.
_MOST_WORDS = 300
_BEGINNING = re.compile("\x02(.?)\x03(.*?)\x04", re.S)
_ANY_BEGINNING_SO = """(SELECT CASE WHEN count(*) BETWEEN 1 AND %s THEN string_agg(quote_literal(%s || word), '|')
    ELSE %s END FROM (
    SELECT DISTINCT word FROM neoarchive_searchword WHERE word >= %s AND word < %s ORDER BY word LIMIT %s) AS words)"""
# Before the first two and the first three letters of each word (migration 0017).
_FIRST_LETTERS = "¤"
# Before the words of the headline, beside the words themselves.
_HEADLINE = "¶"
_INDEX = """CREATE INDEX IF NOT EXISTS neoarchive_search
    ON neoarchive_searchdocument
    USING gin (neoarchive_words(headline, body, apart, facts)) WITH (fastupdate = off)"""

_MISSING_WORDS = f"""INSERT INTO neoarchive_searchword (word) SELECT DISTINCT ltrim(word, '{facts.APART_WORD}')
    FROM neoarchive_searchdocument, unnest(string_to_array(headline || ' ' || body || ' ' || apart, ' ')) AS w (word)
    WHERE word <> '' AND left(word, 1) <> '{facts.SIGN}'
    EXCEPT SELECT word FROM neoarchive_searchword"""


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
        vocabulary.add([document])

    def drop(self, release_id: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM neoarchive_searchdocument WHERE release_id = %s", [release_id])

    def sound(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('neoarchive_search')")
            row = cursor.fetchone()
            return bool(row and row[0])

    def differing(self, documents: Sequence[Document]) -> list[int]:
        known = stored(documents)
        return [one.release_id for one in documents if known.get(one.release_id) != one]

    def mend(self) -> None:
        self.suspend()
        self.resume()
        with connection.cursor() as cursor:
            cursor.execute(_MISSING_WORDS)

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
        walk, values = _walk(condition, keys, drafts, limit, oldest)
        with reader().cursor() as cursor:
            cursor.execute(
                f"SELECT key, facts FROM neoarchive_searchdocument WHERE key = ANY(({walk})::bigint[])", values
            )
            return sorted((Match(*row) for row in cursor.fetchall()), key=lambda match: match.key, reverse=not oldest)

    def keys(
        self, condition: Condition | None, *, limit: int, keys: KeyRange | None, drafts: bool, oldest: bool = False
    ) -> list[int]:
        walk, values = _walk(condition, keys, drafts, limit, oldest)
        with reader().cursor() as cursor:
            cursor.execute(walk, values)
            return sorted(cursor.fetchone()[0])

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
        sql, values = _walk(*whole.asked, drafts, whole.most, oldest)
        second, third = "NULL::bigint[]", "NULL"
        # A CASE reads the index only where its condition holds.
        if narrower:
            inner, given = _walk(*narrower.asked, drafts, narrower.most, oldest)
            second = f"CASE WHEN cardinality(keys) > %s THEN ({inner}) END"
            values += [listed, *given]
        if wider:
            inner, given = _walk(*wider.asked, drafts, wider.most, oldest)
            known = "coalesce(second.keys, first.keys)"
            if wider.beside:
                inner = f"SELECT ARRAY(SELECT unnest(({inner})) EXCEPT SELECT unnest({known}))"
            third = f"CASE WHEN cardinality({known}) < %s THEN cardinality(({inner})) END"
            values += [wider.most, *given]
        with reader().cursor() as cursor:
            cursor.execute(
                f"""WITH first AS MATERIALIZED (SELECT ({sql}) AS keys),
                second AS MATERIALIZED (SELECT {second} AS keys FROM first)
                SELECT first.keys, second.keys, {third} FROM first, second""",
                values,
            )
            return Walk(*cursor.fetchone())

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
        sql = "SELECT key, facts, {} FROM neoarchive_searchdocument WHERE key = ANY(%s)"
        plain = sql.format("'', '', ''")
        parts, values = [sql.format(words) if texts else plain], list[Any]([list(keys)])
        if leading:
            walk, asked = _walk(leading.condition, (min(keys), max(keys)), True, len(keys), False)
            parts = [
                f"""(WITH best AS MATERIALIZED (SELECT ({walk}) AS keys)
                SELECT key, facts, {words} FROM neoarchive_searchdocument WHERE key = ANY((SELECT
                CASE WHEN cardinality(keys) < %s THEN %s::bigint[] ELSE keys END FROM best)::bigint[]))""",
                plain,
            ]
            values = [*asked, leading.enough, *values, *values]
        more = set(beside).difference(keys)
        if more:
            parts.append(plain)
            values.append(list(more))
        with reader().cursor() as cursor:
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
            walk, given = _walk(condition, keys, drafts, most, False)
            parts.append(f"cardinality(({walk}))")
            values += given
        with reader().cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            return list(cursor.fetchone())

    def by_day(self, *, drafts: bool) -> list[tuple[int, int]]:
        with reader().cursor() as cursor:
            cursor.execute(
                f"SELECT min(key), count(*) FROM neoarchive_searchdocument WHERE {_shown(drafts)} GROUP BY key / %s",
                [facts.PER_DAY],
            )
            return list(cursor.fetchall())

    def near(self, words: Sequence[str]) -> list[str]:
        with reader().cursor() as cursor:
            return vocabulary.near(cursor, words)


def expression(condition: Condition) -> str:
    """A condition in the language of tsquery, as far as an index without places can tell.

    Nothing that fulfils the condition is left out. Every token is quoted; none comes here that was not folded first.
    """
    match condition:
        case conditions.Words():
            sign = _HEADLINE if condition.headline else ""
            if condition.prefix and len(condition.tokens) == 1 and not condition.tokens[0].startswith(facts.SIGN):
                return _beginning(sign, condition.tokens[0])
            *inner, last = [_quoted(sign + token) for token in condition.tokens]
            return "(" + " & ".join([*inner, last + (":*" if condition.prefix else "")]) + ")"
        case And():
            return "(" + " & ".join(expression(part) for part in condition.parts) + ")"
        case Or():
            return "(" + " | ".join(expression(part) for part in condition.parts) + ")"
        case Without():
            if exact(condition.excluded):
                return expression(condition.base)
            return f"({expression(condition.base)} & !{expression(condition.excluded)})"
        case Close():
            return f"({expression(condition.first)} & {expression(condition.second)})"


def _beginning(sign: str, token: str) -> str:
    """The first letters of a word where the index has those, else the place of the words to be looked up."""
    if not sign and re.fullmatch("[a-z0-9]{2,3}", token):
        return _quoted(_FIRST_LETTERS + token)
    sign = sign or (facts.APART_WORD if token.startswith(facts.APART_WORD) else "")
    return f"(\x02{sign}\x03{token.removeprefix(sign)}\x04)"


def _asked(condition: Condition) -> tuple[str, list[Any]]:
    """``expression`` in SQL, with beginnings of words read as the words of the archive, in the same query."""
    first, *others = _BEGINNING.split(expression(condition))
    parts, values = ["%s"], list[Any]([first])
    for sign, token, after in zip(others[::3], others[1::3], others[2::3], strict=True):
        parts += [_ANY_BEGINNING_SO, "%s"]
        last = token + vocabulary.LAST
        values += [_MOST_WORDS, sign, f"{_quoted(sign + token)}:*", token, last, _MOST_WORDS + 1, after]
    return f"({' || '.join(parts)})::tsquery", values


def exact(condition: Condition) -> str:
    """What is to be looked for in the text of the releases the index gives, in SQL; "" where the index tells all."""
    match condition:
        case conditions.Words():
            return _in_text(condition) if len(condition.tokens) > 1 else ""
        case And():
            return " AND ".join(filter(None, map(exact, condition.parts)))
        case Or():
            return _in_text(condition) if any(map(exact, condition.parts)) else ""
        case Without():
            excluded = f"NOT {_in_text(condition.excluded)}" if exact(condition.excluded) else ""
            return " AND ".join(filter(None, [exact(condition.base), excluded]))
        case Close():
            return _in_text(condition)


def _in_text(condition: Condition) -> str:
    """The whole of a condition as a question to the text."""
    match condition:
        case conditions.Words():
            where = "' ' || d.headline || ' '" if condition.headline else "t"
            return f"strpos({where}, {_literal(_plain(condition))}) > 0"
        case And():
            return "(" + " AND ".join(map(_in_text, condition.parts)) + ")"
        case Or():
            return "(" + " OR ".join(map(_in_text, condition.parts)) + ")"
        case Without():
            return f"({_in_text(condition.base)} AND NOT {_in_text(condition.excluded)})"
        case Close():
            one, other = _plain(condition.first), _plain(condition.second)
            return f"({_near(one, other, condition.distance)} OR {_near(other, one, condition.distance)})"


def _plain(words: conditions.Words) -> str:
    """The words as they stand in the text: with a blank before and, if the last one is whole, behind them."""
    return f" {' '.join(words.tokens)}{'' if words.prefix else ' '}".lower()


def _near(first: str, second: str, distance: int) -> str:
    """One after the other in the same part, with at most so many words between. No word holds a sign of regexes."""
    rest = "" if first.endswith(" ") else "[^ ]* "
    return f"t ~ {_literal(f'{first}{rest}(?:[^ ¶]+ ){{0,{distance}}}{second[1:]}')}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(token: str) -> str:
    return "'" + token.lower().replace("\\", "\\\\").replace("'", "''") + "'"


def _walk(
    condition: Condition | None, keys: KeyRange | None, drafts: bool, most: int, oldest: bool
) -> tuple[str, list[Any]]:
    """The keys of the newest matches, as one array."""
    low, high = keys or facts.ALL_KEYS
    if condition is not None:
        if not drafts:
            condition = Without(condition, conditions.Words((facts.DRAFT,)))
        asked, given = _asked(condition)
        values = [*given, exact(condition), low, high, most, oldest]
        return f"SELECT neoarchive_walk({asked}, %s, %s, %s, %s, %s)", values
    return (
        "SELECT coalesce(array_agg(key), '{}') FROM (SELECT key FROM neoarchive_searchdocument "
        f"WHERE key BETWEEN %s AND %s AND {_shown(drafts)} "
        f"ORDER BY key {'ASC' if oldest else 'DESC'} LIMIT %s) AS newest",
        [low, high, most],
    )


def _shown(drafts: bool) -> str:
    """Whether it is a draft is the first fact of every release."""
    return "true" if drafts else f"substr(facts, 2, 2) <> {_literal(facts.DRAFT)}"
