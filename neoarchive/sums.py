"""The sum of a text by which it is known again, whichever way it came."""

import hashlib


def folded_sha256(data: bytes) -> str:
    """SHA-256 of a text whatever its line ends, without the empty lines behind it."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return hashlib.sha256(data.rstrip()).hexdigest()
