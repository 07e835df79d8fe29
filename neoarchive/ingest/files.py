"""Opening what was given: single files, zips, tars and compressed files, within limits that are told in words."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from .archives import (
    GZIP_MAGIC,
    ZIP_MAGICS,
    ArchiveError,
    Limits,
    Member,
    Unfolding,
    is_tar,
    tar_members,
    too_large,
    weighs_more,
    zip_members,
)

# A day of EDGAR has had up to 20,000 submissions; 256 GB is more than ten years of Forms 8-K.
_MOST_MEMBERS = 50_000
_MOST_OF_AN_ARCHIVE = 256 * 1024**3
# Bytes that no text begins with, and what they are.
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x7fELF": "a program",
}
_STRANGE = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 26, 27))


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of what was given. With a ``problem`` (a sentence), ``data`` is empty.

    ``position``: how many bytes of the file it came from are used up with it. ``origin``: where it was found.
    """

    name: str
    data: bytes = b""
    problem: str = ""
    position: int = 0
    origin: str = ""


def unpack(name: str, data: bytes) -> Iterator[Piece]:
    """The texts in an upload: the file itself, or the members of an archive."""
    limits = Limits(settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_FILES)
    yield from _pieces(name, io.BytesIO(data), len(data), limits)


def unpack_stream(name: str, stream: BinaryIO) -> Iterator[Piece]:
    """As ``unpack``, of what can only be read once: no more of it is taken into memory than may be given at once."""
    data = stream.read(settings.UPLOAD_MAX_BYTES + 1)
    if len(data) > settings.UPLOAD_MAX_BYTES:
        yield Piece(name, problem=too_large(settings.UPLOAD_MAX_BYTES))
    else:
        yield from unpack(name, data)


def unpack_file(path: Path) -> Iterator[Piece]:
    """The texts in a file of this machine: archives may be as large as EDGAR's of a day."""
    limits = Limits(settings.UPLOAD_MAX_BYTES, _MOST_OF_AN_ARCHIVE, _MOST_MEMBERS)
    try:
        with path.open("rb") as file:
            yield from _pieces(path.name, file, os.fstat(file.fileno()).st_size, limits)
    except OSError as error:
        yield Piece(path.name, problem=f"The file can't be read ({error.strerror}).")


def why_not_text(data: bytes) -> str:
    """A sentence that says why these bytes can't be a filing; "" if they can."""
    if not data or data.isspace():
        return "The file is empty."
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    if kind:
        return f"The file is {kind}, not text. Give the text of the filing (.txt or .htm)."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    head = data[:65536]
    # Text of any age has few control characters; NULs by the dozen are machine data.
    strange = len(head) - len(head.translate(None, _STRANGE))
    if strange > 16 + len(head) // 20:
        return "The file is not text (it is full of control characters). Give the text of the filing (.txt or .htm)."
    return ""


def _pieces(name: str, file: BinaryIO, size: int, limits: Limits) -> Iterator[Piece]:
    head = file.read(512)
    file.seek(0)
    try:
        for member in _members(name, file, size, head, limits):
            yield _piece(member, size)
    except ArchiveError as error:
        yield Piece(name, problem=str(error), position=size)


def _members(name: str, file: BinaryIO, size: int, head: bytes, limits: Limits) -> Iterator[Member]:
    """What is in a file, by its first bytes: names are not trusted."""
    if head.startswith(ZIP_MAGICS):
        yield from zip_members(file, limits)
    elif head.startswith(GZIP_MAGIC):
        unfolding = Unfolding(file)
        if is_tar(unfolding.peek(512)):
            yield from tar_members(unfolding.read, lambda: unfolding.position, limits)
        else:
            yield _unfolded(name.removesuffix(".gz"), file, limits)
    elif is_tar(head):
        yield from tar_members(file.read, file.tell, limits)
    elif size > limits.text:
        yield Member(name, problem=too_large(limits.text))
    else:
        yield Member(name, file.read(limits.text))


def _unfolded(name: str, file: BinaryIO, limits: Limits) -> Member:
    """One compressed text. It is unfolded twice, the first time to weigh it: what is too large is never kept."""
    file.seek(0)
    if weighs_more(file, limits.text):
        return Member(name, problem=too_large(limits.text))
    return Member(name, Unfolding(file).read(limits.text))


def _piece(member: Member, size: int) -> Piece:
    position = member.position or size
    problem = member.problem or _why_not(member.data)
    return Piece(member.name, b"" if problem else member.data, problem, position)


def _why_not(data: bytes) -> str:
    if data.startswith(ZIP_MAGICS[0]):
        return "The file is a zip inside an archive. Unpack it and give its files."
    if is_tar(data[:512]):
        return "The file is a tar inside an archive. Unpack it and give its files."
    return why_not_text(data)
