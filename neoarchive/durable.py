"""Files that have to outlast a power cut: their sums, and names that stay."""

import hashlib
import os
from pathlib import Path

_PIECE = 1 << 20


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file of any size, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk: a new name is only durable when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
