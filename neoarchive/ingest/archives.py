"""Opening zips, tars and compressed files: one member after the other, never more in memory than a text may weigh.

An archive is given by strangers, so nothing it says of itself is believed: sizes are held against what comes out,
counts against the room they need, and what unfolds beyond every text's measure is left before it is unfolded. Members
are read, never written to the disk, and of a name only the last part is kept: ``../../etc/passwd`` is ``passwd``.
"""

import gzip
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
GZIP_MAGIC = b"\x1f\x8b"
_MB = 1024 * 1024

# Text shrinks to a twentieth; a filing that is all blanks and rules to a fiftieth. What shrinks more is no text.
_MOST_UNFOLDED = 150
_UNFOLDED_WITHOUT_QUESTION = 16 * _MB
_UNFOLDED_TOO_FAR = (
    f"The file unfolds to more than {_MOST_UNFOLDED} times its size, as no filing does. It is not read further."
)
# Bytes that a zip's list of members may take for each: 46 and a name.
_LISTED = 46 + 1024
_LONGEST_NAME_RECORD = 64 * 1024
_BLOCK = 512


class ArchiveError(ValueError):
    """An archive, or the rest of one, can't be read; in words for who gave it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of one text, bytes of all texts of an archive, members of an archive."""

    text: int
    whole: int
    members: int


@dataclass(frozen=True, slots=True)
class Member:
    """A text of an archive, or the ``problem`` why it is not read. ``position``: bytes of the archive used so far."""

    name: str
    data: bytes = b""
    problem: str = ""
    position: int = 0


def too_large(limit: int) -> str:
    return (
        f"The text is larger than the {max(limit // _MB, 1)} MB that are read at once. "
        "Split it, or raise NEOARCHIVE_UPLOAD_MAX_MB."
    )


def is_tar(head: bytes) -> bool:
    """Whether a file begins with the header of a tar's member: its sum is right."""
    return len(head) >= _BLOCK and any(head[:_BLOCK]) and _sum_of(head[:_BLOCK]) is not None


def _is_too_far(given: int, used: int) -> bool:
    """Whether more bytes have come out than any texts of so many compressed bytes would give."""
    return given > max(_UNFOLDED_WITHOUT_QUESTION, used * _MOST_UNFOLDED)


# -- zips -------------------------------------------------------------------------------------------------------------


def zip_members(file: BinaryIO, limits: Limits) -> Iterator[Member]:
    """The members of a zip in the order of their names. Raises ``ArchiveError``."""
    size = _check_zip_list(file, limits)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error) as error:
        raise ArchiveError(
            "The zip is damaged and can't be opened. Make it again, or give the files one by one."
        ) from error
    with archive:
        members = sorted((m for m in archive.infolist() if not m.is_dir()), key=lambda m: m.filename)
        members = [m for m in members if not _is_clutter(m.filename)]
        if not members:
            raise ArchiveError("The zip holds no files.")
        if len(members) > limits.members:
            raise ArchiveError(_too_many("zip", f"{len(members):,}", limits))
        if sum(m.compress_size for m in members) > size:
            raise ArchiveError("The zip's files overlap one another, as only a trap's do. It is not read.")
        left, used = limits.whole, 0
        for member in members:
            used += member.compress_size
            limit = min(left, limits.text)
            # More than a member says of itself never comes out of it, so what it says is looked at before it is read.
            if member.file_size <= limit and _is_too_far(limits.whole - left + member.file_size, used):
                raise ArchiveError(_UNFOLDED_TOO_FAR)
            data, problem = _zip_member(archive, member, limit)
            left -= len(data)
            yield Member(_last_part(member.filename), data, problem, used)


def _check_zip_list(file: BinaryIO, limits: Limits) -> int:
    """Refuse a list of members that is too long before it is read; gives the size of the zip."""
    size = file.seek(0, 2)
    file.seek(max(size - 65_536 - 22, 0))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 22:
        members, length = struct.unpack("<10xHL", tail[at : at + 16])
        wide = tail.rfind(b"PK\x06\x06", 0, at)
        if (members == 0xFFFF or length == 0xFFFFFFFF) and wide >= 0 and len(tail) >= wide + 48:
            members, length = struct.unpack("<32xQQ", tail[wide : wide + 48])
        # The number is what the zip says of itself; the length is what would be read.
        if members > limits.members or length > limits.members * _LISTED:
            raise ArchiveError(_too_many("zip", f"{members:,}", limits))
    file.seek(0)
    return size


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> tuple[bytes, str]:
    if member.flag_bits & 0x1:
        return b"", "The file is locked with a password in its zip. Unlock it first."
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # zipfile unfolds these without a bound.
        return b"", "The file is compressed in a way that is not read here. Make the zip again in the usual way."
    if member.file_size > limit:
        return b"", too_large(limit)
    try:
        with archive.open(member) as opened:
            # Never trust the size a zip declares: no more than it says is unfolded, and where more comes, the sum
            # that zipfile checks is not that of what came.
            data = opened.read(member.file_size + 1)
    except Exception as error:  # zipfile raises many kinds on damaged members; each is this member's problem alone
        return b"", f"The file is damaged in its zip ({type(error).__name__}) and can't be read."
    return data, ""


# -- tars -------------------------------------------------------------------------------------------------------------


class Unfolding:
    """A gzip file read in order, which stops when more comes out than any text would give."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unfolded = gzip.GzipFile(fileobj=file, mode="rb")
        self._given = 0
        self._ahead = b""

    def peek(self, size: int) -> bytes:
        """The first bytes, which ``read`` will give again."""
        self._ahead = self.read(size)
        return self._ahead

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        found, self._ahead = [self._ahead[:size]], self._ahead[size:]
        missing = size - len(found[0])
        try:
            while missing and (more := self._unfolded.read(min(missing, _MB))):
                found.append(more)
                missing -= len(more)
                self._given += len(more)
                self._check()
        except EOFError as error:
            raise ArchiveError("The file was cut off: it ends in the middle of what was compressed.") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ArchiveError("The compressed file is damaged and can't be read further.") from error
        return b"".join(found)

    @property
    def position(self) -> int:
        """Bytes of the compressed file used so far."""
        return self._file.tell()

    def _check(self) -> None:
        if _is_too_far(self._given, self._file.tell()):
            raise ArchiveError(_UNFOLDED_TOO_FAR)


def weighs_more(file: BinaryIO, limit: int) -> bool:
    """Whether a gzip file, read from its beginning, unfolds to more bytes than these, found without keeping them.

    Raises ``ArchiveError``; leaves the file at its beginning.
    """
    unfolding, weight = Unfolding(file), 0
    while weight <= limit and (more := len(unfolding.read(_MB))):
        weight += more
    file.seek(0)
    return weight > limit


def tar_members(read: Callable[[int], bytes], position: Callable[[], int], limits: Limits) -> Iterator[Member]:
    """The files of a tar in the order they stand in: EDGAR's daily archive is one. Raises ``ArchiveError``.

    Plain (ustar), with GNU's long names and with POSIX's extended headers. Links and devices are passed over.
    """
    count, left, long_name = 0, limits.whole, ""
    while True:
        head = _block(read)
        if not any(head):
            return
        size = _sum_of(head)
        if size is None:
            raise ArchiveError("The tar is damaged: a member's header is not one. What stands before it was read.")
        kind = head[156:157]
        if kind in (b"L", b"K", b"x", b"g"):
            record = _record(read, size)
            long_name = _name_of(kind, record) or long_name
            continue
        name, long_name = long_name or _tar_name(head), ""
        if kind not in (b"0", b"\0", b"7") or _is_clutter(name):
            _pass_over(read, size)
            continue
        count += 1
        if count > limits.members:
            raise ArchiveError(_too_many("tar", "more", limits))
        if size > min(limits.text, left):
            yield Member(_last_part(name), problem=too_large(min(limits.text, left)), position=position())
            _pass_over(read, size)
            continue
        data = read(size)
        if len(data) < size:
            yield Member(_last_part(name), problem="The tar was cut off within this file.", position=position())
            return
        _pass_over(read, -size % _BLOCK, padded=False)
        left -= size
        yield Member(_last_part(name), data, position=position())


def _block(read: Callable[[int], bytes]) -> bytes:
    """The next header; an end without the two empty blocks is an end too, a piece of a block is none."""
    head = read(_BLOCK)
    if 0 < len(head) < _BLOCK:
        raise ArchiveError("The tar was cut off: it ends within a member's header.")
    return head


def _sum_of(head: bytes) -> int | None:
    """The size a member's header gives, None where its sum is wrong: then it is no header."""
    try:
        told = int(head[148:156].split(b"\0")[0].strip() or b"x", 8)
        size = int.from_bytes(head[125:136], "big") if head[124] & 0x80 else int(head[124:136].strip(b" \0") or b"0", 8)
    except ValueError:
        return None
    return size if told == sum(head[:148]) + 8 * 32 + sum(head[156:_BLOCK]) else None


def _tar_name(head: bytes) -> str:
    name = head[:100].split(b"\0")[0]
    prefix = head[345:500].split(b"\0")[0] if head[257:263] == b"ustar\0" else b""
    return (prefix + b"/" + name if prefix else name).decode("utf-8", "replace")


def _record(read: Callable[[int], bytes], size: int) -> bytes:
    if size > _LONGEST_NAME_RECORD:
        raise ArchiveError("The tar has a name longer than any file's. It is not read further.")
    record = read(size)
    _pass_over(read, -size % _BLOCK, padded=False)
    return record


def _name_of(kind: bytes, record: bytes) -> str:
    """The name that a record gives for the member behind it: GNU's "L", or "path" of POSIX's "x"."""
    if kind == b"L":
        return record.split(b"\0")[0].decode("utf-8", "replace")
    at = record.find(b" path=") if kind == b"x" else -1
    return record[at + 6 :].split(b"\n")[0].decode("utf-8", "replace") if at >= 0 else ""


def _pass_over(read: Callable[[int], bytes], size: int, *, padded: bool = True) -> None:
    left = size + (-size % _BLOCK if padded else 0)
    while left > 0:
        got = len(read(min(left, _MB)))
        if not got:
            return
        left -= got


def _too_many(kind: str, number: str, limits: Limits) -> str:
    return f"The {kind} holds {number} files; {limits.members:,} are read at once. Split it."


def _last_part(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[:255] or "unnamed"


def _is_clutter(name: str) -> bool:
    """What file managers put into archives beside the files."""
    last = name.rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last in {".DS_Store", "Thumbs.db", "desktop.ini"} or last.startswith("._")
