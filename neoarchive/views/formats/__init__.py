"""Lists for machines: Atom feeds, tables in CSV, records in JSON. Nothing here ever holds a draft, whoever asks."""
