"""The archive as files that outlast any program: JSON Lines and originals in a bag (BagIt 1.0, RFC 8493)."""
