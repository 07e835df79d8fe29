"""Opening what was given: single files and zips, within limits that are told in words."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.conf import settings

ZIP_MAGIC = b"PK\x03\x04"
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


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of what was given. With a ``problem`` (a sentence), ``data`` is empty."""

    name: str
    data: bytes = b""
    problem: str = ""


def unpack(name: str, data: bytes) -> Iterator[Piece]:
    """The texts in a file: the file itself, or the members of a zip in the order of their names."""
    if data.startswith((ZIP_MAGIC, b"PK\x05\x06")):
        yield from _members(name, data)
    else:
        yield _checked(name, data)


def why_not_text(data: bytes) -> str:
    """A sentence that says why these bytes can't be a filing; "" if they can."""
    if not data.strip():
        return "The file is empty."
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "")
    if kind:
        return f"The file is {kind}, not text. Give the text of the filing (.txt or .htm)."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    head = data[:65536]
    # Text of any age has few control characters; NULs by the dozen are machine data.
    strange = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 12, 13, 26, 27))
    if strange > 16 + len(head) // 20:
        return "The file is not text (it is full of control characters). Give the text of the filing (.txt or .htm)."
    return ""


def _checked(name: str, data: bytes) -> Piece:
    if len(data) > settings.UPLOAD_MAX_BYTES:
        return Piece(name, problem=_too_large(len(data)))
    problem = why_not_text(data)
    return Piece(name, problem=problem) if problem else Piece(name, data)


def _members(name: str, data: bytes) -> Iterator[Piece]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError):
        yield Piece(
            name, problem="The zip is damaged and can't be opened. Make it again, or give the files one by one."
        )
        return
    with archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        members = [m for m in members if not _is_clutter(m.filename)]
        if not members:
            yield Piece(name, problem="The zip holds no files.")
        if len(members) > settings.UPLOAD_MAX_FILES:
            limit = settings.UPLOAD_MAX_FILES
            yield Piece(name, problem=f"The zip holds {len(members):,} files; {limit:,} are read at once. Split it.")
            return
        left = settings.UPLOAD_MAX_BYTES
        for member in members:
            piece = _member(archive, member, left)
            left -= len(piece.data)
            yield piece


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> Piece:
    # Only the last part of the name is kept: a member may call itself "../../etc/passwd".
    name = PurePosixPath(member.filename.replace("\\", "/")).name[:255] or "unnamed"
    if member.flag_bits & 0x1:
        return Piece(name, problem="The file is locked with a password in its zip. Unlock it first.")
    try:
        with archive.open(member) as opened:
            # Never trust the size a zip declares: read one byte more than may come.
            data = opened.read(left + 1)
    except Exception as error:  # zipfile raises many kinds on damaged members; each is this member's problem alone
        return Piece(name, problem=f"The file is damaged in its zip ({type(error).__name__}) and can't be read.")
    if len(data) > left:
        return Piece(name, problem=_too_large(len(data)))
    if data.startswith(ZIP_MAGIC):
        return Piece(name, problem="The file is a zip inside a zip. Unpack it and give its files.")
    return _checked(name, data)


def _too_large(size: int) -> str:
    limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
    return f"The text is larger than the {limit} MB that are read at once. Split it, or raise NEOARCHIVE_UPLOAD_MAX_MB."


def _is_clutter(name: str) -> bool:
    """What file managers put into zips beside the files."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1] in {".DS_Store", "Thumbs.db", "desktop.ini"}
