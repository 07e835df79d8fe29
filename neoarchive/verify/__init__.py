"""Whether the archive is what it was: sources, database, rows, evidence, index. Reads everything, changes nothing."""
