"""Submissions into a folder: each once, whole or not at all."""

import os
from pathlib import Path

from .addresses import Site, path_of
from .client import Client
from .errors import BadListing, CutOff
from .listing import SUBMISSION_LIMIT, Listed

_BEGINS = (b"<SEC-DOCUMENT>", b"<SEC-HEADER>", b"<IMS-DOCUMENT>", b"<IMS-HEADER>", b"-----BEGIN PRIVACY-ENHANCED")
_ENDS = (b"</SEC-DOCUMENT>", b"</IMS-DOCUMENT>", b"-----END PRIVACY-ENHANCED MESSAGE-----")


def place_of(folder: Path, one: Listed) -> Path:
    """Where a submission is kept: ``831547/0000892569-98-001148.txt``."""
    return folder / str(one.cik) / f"{one.accession_number}.txt"


def kept(folder: Path) -> list[Path]:
    """The submissions that lie in the folder, by name."""
    return sorted(path for path in folder.glob("*/*.txt") if path.parent.name.isdigit())


def origin_of(site: Site, path: Path) -> str:
    """The address that a submission of the folder came from."""
    return site.submission(*path_of(f"edgar/data/{path.parent.name}/{path.name}"))


def fetch(client: Client, one: Listed, folder: Path) -> Path:
    """The file of a submission, fetched unless it is there. Raises a kind of ``EdgarError``, or ``OSError``."""
    path = place_of(folder, one)
    if path.exists():
        return path
    address = client.site.submission(one.cik, one.accession_number)
    data = client.get(address, limit=SUBMISSION_LIMIT)
    if not any(mark in data[:2048] for mark in _BEGINS):
        raise BadListing(f"What {address} gives is no submission.")
    # A server that closes early without having told the length can only be seen by what is missing at the end.
    if not data.rstrip().endswith(_ENDS):
        raise CutOff(f"The submission at {address} has no end.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    return path
