"""A table of the words of the archive, and in PostgreSQL the first letters of words in the index.

A query for the beginning of a word read the lists of all words that begin so: at a million releases up to 1,000 ms on
SQLite and 1,400 on PostgreSQL. Now the words are looked up in the table and asked for one by one, newest first
(``search.vocabulary``). PostgreSQL can't do that for hundreds of words, so each release is also found by the first two
and the first three letters of its words there.

The table is filled from the index that there is, and PostgreSQL's index is made anew: at a million releases some
minutes. Documents don't change.
"""

from django.db import migrations

_SQLITE = [
    "CREATE TABLE neoarchive_searchword (word TEXT PRIMARY KEY) WITHOUT ROWID",
    """INSERT OR IGNORE INTO neoarchive_searchword (word)
        SELECT CASE WHEN substr(term, 1, 1) = '¦' THEN substr(term, 2) ELSE term END
        FROM neoarchive_searchwords WHERE substr(term, 1, 1) <> '§'""",
]
_SQLITE_BACK = ["DROP TABLE neoarchive_searchword"]

_WORDS = """
CREATE OR REPLACE FUNCTION neoarchive_words(headline text, body text, apart text, facts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Every word once, those of the headline with a sign as well, for headline:. A vector over 1 MB comes out broken,
    -- without an error: 190,000 characters are at most 760 KB, and there are 238 KB of beginnings of two and three
    -- letters and figures at most. What fields ask for stands first, and is never cut.
    SELECT array_to_tsvector(words || ARRAY(
        SELECT DISTINCT '¤' || left(word, n) FROM unnest(words) AS w (word), (VALUES (2), (3)) AS letters (n)
        WHERE word ~ '^[a-z0-9]{2}' AND left(word, n) ~ '^[a-z0-9]+$' AND length(word) >= n))
    FROM (SELECT array_remove(string_to_array(
            CASE WHEN octet_length(t) < 760000 THEN t ELSE left(t, 190000) END, ' '), '')
        FROM (SELECT lower(facts COLLATE "C") || ' ' || headline || replace(' ' || headline, ' ', ' ¶')
            || ' ' || apart || ' ' || body) AS known (t)) AS parted (words)
$$
"""
_WORDS_BACK = """
CREATE OR REPLACE FUNCTION neoarchive_words(headline text, body text, apart text, facts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(array_remove(string_to_array(
        CASE WHEN octet_length(t) < 1000000 THEN t ELSE left(t, 250000) END, ' '), ''))
    FROM (SELECT lower(facts COLLATE "C") || ' ' || headline || replace(' ' || headline, ' ', ' ¶')
        || ' ' || apart || ' ' || body) AS known (t)
$$
"""
_INDEX = """CREATE INDEX neoarchive_search ON neoarchive_searchdocument
    USING gin (neoarchive_words(headline, body, apart, facts)) WITH (fastupdate = off)"""
_POSTGRESQL = [
    # No word is forbidden to stand in it twice: see search.vocabulary.
    'CREATE TABLE neoarchive_searchword (word text COLLATE "C" NOT NULL)',
    """INSERT INTO neoarchive_searchword (word)
        SELECT DISTINCT ltrim(word, '¦')
        FROM neoarchive_searchdocument,
            unnest(string_to_array(headline || ' ' || body || ' ' || apart, ' ')) AS w (word)
        WHERE word <> '' AND left(word, 1) <> '§'""",
    "CREATE INDEX neoarchive_searchword_word ON neoarchive_searchword (word)",
    "DROP INDEX neoarchive_search",
    _WORDS,
    _INDEX,
]
_POSTGRESQL_BACK = ["DROP INDEX neoarchive_search", _WORDS_BACK, _INDEX, "DROP TABLE neoarchive_searchword"]


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("neoarchive", "0016_quality_reports")]

    operations = [
        migrations.RunPython(
            _run({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}),
            _run({"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK}),
        )
    ]
