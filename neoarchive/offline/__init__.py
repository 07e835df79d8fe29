"""A static copy of the published archive, which a browser reads from disk: pages, feeds, originals, and a search."""
