"""PostgreSQL: the index is made of the stored words themselves, and is read in spans of dates, newest first.

The column of tsvectors took twice the room of the words (6.6 KB of 13 KB a release) and is gone: the index is over a
function of the words. It holds no places, so phrases are looked for in the words of what the index gives
(``search.backends.postgres``). A long row stays in one piece, up to 8 KB, so that its words are read with it.
"""

from django.db import migrations

_WORDS = """
CREATE FUNCTION neoarchive_words(headline text, body text, apart text, facts text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Every word once, those of the headline with a sign as well, for headline:. A vector over 1 MB comes out broken,
    -- without an error: 250,000 characters are at most that. What fields ask for stands first, and is never cut.
    SELECT array_to_tsvector(array_remove(string_to_array(
        CASE WHEN octet_length(t) < 1000000 THEN t ELSE left(t, 250000) END, ' '), ''))
    FROM (SELECT lower(facts COLLATE "C") || ' ' || headline || replace(' ' || headline, ' ', ' ¶')
        || ' ' || apart || ' ' || body) AS known (t)
$$
"""

# A word that stands in most releases has a list of as many rows, and reading all of it takes a second at a million
# releases. The lists of months and years are as short as these are, and the index leaps through the long list along
# the short one. So the months are taken newest first, and more at a time the fewer matches they have.
# The key is added to nothing so that its own index is not taken: the words of all the rows it finds would be made
# anew. The settings keep the planner from the same mistake, and from compiling what runs for two milliseconds.
_WALK = """
CREATE FUNCTION neoarchive_walk(query tsquery, exact text, low bigint, high bigint, most integer, oldest boolean)
RETURNS bigint[] LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0 SET work_mem = '64MB' AS $$
DECLARE
    per_day CONSTANT bigint := 134217728;
    day_zero CONSTANT date := '1899-12-31';
    way CONSTANT text := CASE WHEN oldest THEN 'ASC' ELSE 'DESC' END;
    -- The parts of a document as one text, in which nothing runs from one part into the next.
    whole CONSTANT text := ', LATERAL (SELECT '' '' || lower(d.facts COLLATE "C") || '' ¶ '' || d.headline || '' ¶ '' '
        || '|| d.body || '' ¶ '' || d.apart || '' '' AS t OFFSET 0) whole ';
    asked CONSTANT text := 'SELECT array_agg(d.key ORDER BY d.key ' || way || ') FROM neoarchive_searchdocument d'
        || CASE WHEN exact = '' THEN '' ELSE whole END
        || ' WHERE neoarchive_words(d.headline, d.body, d.apart, d.facts) @@ $1 AND d.key + 0 BETWEEN $2 AND $3'
        || CASE WHEN exact = '' THEN '' ELSE ' AND ' || exact END;
    undated CONSTANT boolean := low < per_day
        AND EXISTS (SELECT 1 FROM neoarchive_searchdocument WHERE key BETWEEN low AND least(high, per_day - 1));
    found bigint[] := '{}';
    part bigint[];
    dates text;
    eldest date;
    newest date;
    reached date;
    first date;
    next date;
    months integer := 1;
    walked integer := 0;
BEGIN
    IF undated AND oldest THEN
        EXECUTE asked INTO part USING query, low, least(high, per_day - 1);
        found := coalesce(part, '{}');
    END IF;
    SELECT date_trunc('month', day_zero + (min(key) / per_day)::integer),
        date_trunc('month', day_zero + (max(key) / per_day)::integer) + interval '1 month'
        INTO eldest, newest FROM neoarchive_searchdocument WHERE key BETWEEN greatest(low, per_day) AND high;
    reached := CASE WHEN oldest THEN eldest ELSE newest END;
    WHILE cardinality(found) < most AND CASE WHEN oldest THEN reached < newest ELSE reached > eldest END LOOP
        IF oldest THEN
            first := reached;
            next := least(newest, (first + make_interval(months => months))::date);
            reached := next;
        ELSE
            next := reached;
            first := greatest(eldest, (next - make_interval(months => months))::date);
            reached := first;
        END IF;
        -- Whole years by their own token, else months.
        SELECT string_agg(DISTINCT CASE WHEN date_trunc('year', m) >= first
            AND date_trunc('year', m) + interval '1 year' <= next
            THEN to_char(m, '"''§y"YYYY"''"') ELSE to_char(m, '"''§m"YYYYMM"''"') END, '|')
            INTO dates FROM generate_series(first::timestamp, next::timestamp - interval '1 day', '1 month') m;
        EXECUTE asked INTO part USING query && dates::tsquery,
            greatest(low, (first - day_zero) * per_day), least(high, (next - day_zero) * per_day - 1);
        found := found || coalesce(part, '{}');
        walked := walked + months;
        -- As many months as there seem to be needed, with some to spare; never many more than were looked at.
        months := CASE WHEN cardinality(found) = 0 THEN walked * 16 ELSE
            least(walked * 16, 1 + (1.2 * walked * (most - cardinality(found)) / cardinality(found))::integer) END;
        months := least(months, 2400);
    END LOOP;
    IF undated AND NOT oldest AND cardinality(found) < most THEN
        EXECUTE asked INTO part USING query, low, least(high, per_day - 1);
        found := found || coalesce(part, '{}');
    END IF;
    RETURN found[1:most];
END
$$
"""

_INDEX = """CREATE INDEX neoarchive_search ON neoarchive_searchdocument
    USING gin (neoarchive_words(headline, body, apart, facts)) WITH (fastupdate = off)"""

_FORWARD = [
    "DROP INDEX neoarchive_search",
    "ALTER TABLE neoarchive_searchdocument DROP COLUMN words",
    "ALTER TABLE neoarchive_searchdocument SET (toast_tuple_target = 8160)",
    _WORDS,
    _WALK,
    _INDEX,
]
_BACK = [
    "DROP INDEX neoarchive_search",
    "DROP FUNCTION neoarchive_walk(tsquery, text, bigint, bigint, integer, boolean)",
    "DROP FUNCTION neoarchive_words(text, text, text, text)",
    "ALTER TABLE neoarchive_searchdocument RESET (toast_tuple_target)",
    "ALTER TABLE neoarchive_searchdocument ADD COLUMN words tsvector",
    "CREATE INDEX neoarchive_search ON neoarchive_searchdocument USING gin (words) WITH (fastupdate = off)",
]


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("neoarchive", "0009_review")]

    operations = [migrations.RunPython(_run(_FORWARD), _run(_BACK))]
