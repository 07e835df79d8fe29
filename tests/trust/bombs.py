"""Files that are small, or say they are, and would fill a memory or a disk: each written into a folder by its name."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

MB = 1024 * 1024
GOOD = "good.txt"


def _text_of(size: int) -> bytes:
    """Words that shrink to a third, as a filing's do."""
    chance = Random(8)
    words = [bytes(chance.choices(b"etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(40_000)]
    line = b" ".join(chance.choices(words, k=150_000)) + b"\n"
    return (line * (size // len(line) + 1))[:size]


def _head(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.USTAR_FORMAT)


def _gzip(path: Path, times: int, before: bytes = b"", block: bytes = bytes(16 * MB)) -> None:
    """A block so many times: gzip files one after the other are one, so it is compressed once."""
    path.write_bytes(gzip.compress(before) + gzip.compress(block) * times)


def _nothing_compressed(path: Path) -> None:
    """A gigabyte, as the next two."""
    _gzip(path, 64)


def _nothing_as_a_tar(path: Path) -> None:
    _gzip(path, 64, _head("x.txt", 1024**3))


def _name_without_end(path: Path) -> None:
    _gzip(path, 64, _head("x", 1024**3, b"x"))


def _text_that_lies(path: Path) -> None:
    """100 MB of honest words whose last bytes say that they are a kilobyte."""
    packed = gzip.compress(_text_of(5 * MB), 1)
    path.write_bytes((packed * 20)[:-4] + struct.pack("<L", 1024))


def _zip(path: Path, members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def _members_of_nothing(path: Path) -> None:
    _zip(path, {f"{n}.txt": bytes(MB) for n in range(100)})


def _one_member_of_nothing(path: Path) -> None:
    _zip(path, {"x.txt": bytes(60 * MB)})


def _member_that_lies(path: Path) -> None:
    """A member of 100 MB that says it has a hundred bytes, in its own header and in the list."""
    _zip(path, {"x.txt": bytes(100 * MB)})
    data = bytearray(path.read_bytes())
    for at in (22, data.rfind(b"PK\x01\x02") + 24):
        data[at : at + 4] = struct.pack("<L", 100)
    path.write_bytes(bytes(data))


def _packed_otherwise(path: Path) -> None:
    """Ways of a zip that its reader unfolds without a bound."""
    with zipfile.ZipFile(path, "w") as archive:
        for how in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            archive.writestr(f"{how}.txt", bytes(4 * MB), how)


def _members_that_share_their_bytes(path: Path) -> None:
    """Each of 400 entries of the list leads to the same megabyte."""
    _zip(path, {"x.txt": _text_of(MB)})
    data = path.read_bytes()
    at = data.rfind(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    listed = data[at:end] * 400
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 400, 400, len(listed), at, 0)
    path.write_bytes(data[:at] + listed + tail)


def _hundred_thousand_members(path: Path) -> None:
    listed = b"PK\x01\x02" + bytes(24) + (1).to_bytes(2, "little") + bytes(16) + b"a"
    listed *= 100_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listed), 4, 0)
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 100_000, 100_000, len(listed), 4)
    path.write_bytes(b"PK\x03\x04" + listed + wide + end)


def _hundred_thousand_members_of_a_tar(path: Path) -> None:
    _gzip(path, 100, block=_head("a.txt", 0) * 1000)


def _zips_in_zips(path: Path) -> None:
    inside = io.BytesIO()
    data = bytes(10 * MB)
    for depth in range(6):
        inside = io.BytesIO()
        with zipfile.ZipFile(inside, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(10):
                archive.writestr(f"{depth}-{n}.zip", data)
        data = inside.getvalue()
    path.write_bytes(data)


def _gzip_in_gzip(path: Path) -> None:
    path.write_bytes(gzip.compress(gzip.compress(bytes(50 * MB)), 9))


def _long_names(path: Path) -> None:
    _zip(path, {"d/" * 3000 + "x" * 4000 + f"{n}.txt": b"no filing" for n in range(3)})


def _gigabyte(path: Path) -> None:
    with path.open("wb") as out:
        out.write(b"FORM 8-K\n")
        out.truncate(1024**3)


def _noise(path: Path) -> None:
    path.write_bytes(Random(7).randbytes(8 * MB))


def _program(path: Path) -> None:
    path.write_bytes(b"\x7fELF" + Random(7).randbytes(MB))


def _pickle_of_zeros(path: Path) -> None:
    path.write_bytes(b"\x80\x04" + bytes(20 * MB))


def _folded_twice(path: Path) -> None:
    """Not gzip: the same packing without its header."""
    path.write_bytes(zlib.compress(bytes(50 * MB), 9))


def _links(path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for n, target in enumerate(("/etc/passwd", "../../../../etc/passwd", "/proc/self/environ", "/dev/zero")):
            for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
                info = tarfile.TarInfo(f"{n}.txt")
                info.type, info.linkname = kind, target
                archive.addfile(info)
        for name in ("/etc/cron.d/x", "../../../../etc/cron.d/y", "..\\..\\z", "C:\\Windows\\w"):
            info = tarfile.TarInfo(name)
            info.size = 9
            archive.addfile(info, io.BytesIO(b"no filing"))
    path.write_bytes(out.getvalue())


# The name of a file, what writes it, and words that say why it is not read.
BOMBS: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing.txt.gz": (_nothing_compressed, "150 times its size"),
    "nothing.tar.gz": (_nothing_as_a_tar, "MB that are read"),
    "name.tar.gz": (_name_without_end, "a name longer than any file's"),
    "words.txt.gz": (_text_that_lies, "MB that are read"),
    "members.zip": (_members_of_nothing, "150 times its size"),
    "member.zip": (_one_member_of_nothing, "150 times its size"),
    "lies.zip": (_member_that_lies, "damaged in its zip"),
    "otherwise.zip": (_packed_otherwise, "compressed in a way that is not read"),
    "shared.zip": (_members_that_share_their_bytes, "overlap one another"),
    "many.zip": (_hundred_thousand_members, "50,000 are read at once"),
    "many.tar.gz": (_hundred_thousand_members_of_a_tar, "150 times its size"),
    "nested.zip": (_zips_in_zips, "zip inside an archive"),
    "nested.gz": (_gzip_in_gzip, "a gzip archive"),
    "names.zip": (_long_names, ""),
    "gigabyte.txt": (_gigabyte, "MB that are read"),
    "noise.txt": (_noise, "not text"),
    "program.txt": (_program, "a program"),
    "zeros.txt": (_pickle_of_zeros, "not text"),
    "packed.txt": (_folded_twice, "not text"),
    "links.tar.gz": (_links, ""),
}
