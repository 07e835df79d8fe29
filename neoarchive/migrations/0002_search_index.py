"""The two columns that search needs in its documents, and the index itself, in each database's own way."""

from django.db import migrations, models

# The words are folded before they come here (search/words.py), so the tokenizer has nothing to do but part them at
# blanks: "ascii" takes every character beyond ASCII for a part of a word, where unicode61 knows the letters of Unicode
# 6.1 only. The text is not stored a second time: content= names the table of the documents.
# The index over key and facts answers what facets are counted from without opening the long rows. PostgreSQL refuses
# long values in an index, and has its own place for long texts: there it is over the key alone.
_SQLITE = [
    """CREATE VIRTUAL TABLE neoarchive_search USING fts5(
        headline, body, apart, facts,
        content='neoarchive_searchdocument', content_rowid='key', tokenize='ascii')""",
    "CREATE VIRTUAL TABLE neoarchive_searchwords USING fts5vocab(neoarchive_search, 'row')",
    "CREATE UNIQUE INDEX neoarchive_search_facts ON neoarchive_searchdocument (key, facts)",
]
_SQLITE_BACK = [
    "DROP INDEX neoarchive_search_facts",
    "DROP TABLE neoarchive_searchwords",
    "DROP TABLE neoarchive_search",
]
_POSTGRESQL = [
    "ALTER TABLE neoarchive_searchdocument ADD COLUMN words tsvector",
    "CREATE UNIQUE INDEX neoarchive_search_key ON neoarchive_searchdocument (key)",
    "CREATE INDEX neoarchive_search ON neoarchive_searchdocument USING gin (words) WITH (fastupdate = off)",
]
_POSTGRESQL_BACK = [
    "DROP INDEX neoarchive_search",
    "DROP INDEX neoarchive_search_key",
    "ALTER TABLE neoarchive_searchdocument DROP COLUMN words",
]


def _run(statements):
    def run(apps, schema_editor):
        for statement in statements.get(schema_editor.connection.vendor, []):
            schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):
    dependencies = [("neoarchive", "0001_start")]

    operations = [
        # Documents written before the index was there have no key and no facts; rebuild_search makes them anew.
        migrations.RunSQL("DELETE FROM neoarchive_searchdocument", migrations.RunSQL.noop),
        migrations.AddField(
            "searchdocument", "key", models.BigIntegerField(default=0, help_text="In order of dates."), False
        ),
        migrations.AddField(
            "searchdocument",
            "facts",
            models.TextField(default="", help_text="Company, items, tickers, year, parts, as tokens."),
            False,
        ),
        migrations.AlterField(
            "searchdocument",
            "apart",
            models.TextField(help_text="About passages, forward-looking statements, names, contacts."),
        ),
        migrations.RunPython(
            _run({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}),
            _run({"sqlite": _SQLITE_BACK, "postgresql": _POSTGRESQL_BACK}),
        ),
    ]
