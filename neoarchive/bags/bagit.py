"""Bags after RFC 8493: a folder of files with the SHA-256 of each, written and checked as streams."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from neoarchive.durable import sha256_of, sync_folder

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(\S.*)")


class BagError(Exception):
    """What is wrong and what to do, in words for whoever runs the command."""


class _Hashed:
    """A file that is hashed and counted while it is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)


class Writer:
    """A bag in the making, in a folder that ends in ``.part`` until it is whole.

    What an earlier run left there is thrown away, but only if that is a bag in the making itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self._part = folder, folder.with_name(folder.name + ".part")
        self.files = self.bytes = 0
        self._tags = ["bagit.txt", INFO, MANIFEST]
        if folder.exists():
            raise BagError(f"{folder} is there already. Name another folder.")
        if self._part.exists():
            if not (self._part / "bagit.txt").is_file():
                raise BagError(f"{self._part} is in the way, and is no unfinished export. Name another folder.")
            shutil.rmtree(self._part)
        try:
            (self._part / "data").mkdir(parents=True)
            self._tag("bagit.txt", DECLARATION)
            self._manifest = (self._part / MANIFEST).open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise BagError(f"{folder} can't be written: {error.strerror}. Name another folder.") from error

    @contextmanager
    def file(self, name: str) -> Iterator[_Hashed]:
        """A new file under ``data``."""
        path = self._part / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            hashed = _Hashed(out)
            yield hashed
        self._manifest.write(f"{hashed.digest.hexdigest()}  data/{name}\n")
        self.files += 1
        self.bytes += hashed.size

    def has(self, name: str) -> bool:
        return (self._part / "data" / name).exists()

    def tag(self, name: str, text: str) -> None:
        """A file beside ``data``, for whoever opens the folder."""
        self._tag(name, text)
        self._tags.append(name)

    def close(self, info: Mapping[str, str]) -> None:
        """Write the manifests, and give the folder its name once everything is on disk."""
        self._manifest.close()
        told = {**info, "Payload-Oxum": f"{self.bytes}.{self.files}"}
        self._tag(INFO, "".join(f"{name}: {value}\n" for name, value in told.items()))
        self._tag(TAG_MANIFEST, "".join(f"{sha256_of(self._part / name)}  {name}\n" for name in self._tags))
        os.sync()
        self._part.rename(self.folder)
        sync_folder(self.folder.parent)

    def give_up(self) -> None:
        self._manifest.close()
        shutil.rmtree(self._part, ignore_errors=True)

    def _tag(self, name: str, text: str) -> None:
        (self._part / name).write_text(text, encoding="utf-8", newline="\n")


def faults_of(folder: Path) -> Iterator[str]:
    """Everything that keeps a folder from being a whole bag, a sentence for each."""
    declared = folder / "bagit.txt"
    if not declared.is_file():
        yield f"{folder} is no bag: it has no bagit.txt."
        return
    declaration = declared.read_text(encoding="utf-8", errors="replace")
    if not declaration.startswith(("BagIt-Version: 1.0", "BagIt-Version: 0.97")):
        yield "bagit.txt names a version of BagIt other than 1.0."
        return
    for name in (MANIFEST, TAG_MANIFEST):
        if not (folder / name).is_file():
            yield f"{name} is missing."
            return
    yield from _listed_faults(folder, TAG_MANIFEST)
    seen: set[str] = set()
    yield from _listed_faults(folder, MANIFEST, seen)
    size = 0
    for path in _files(folder / "data"):
        name = path.relative_to(folder).as_posix()
        size += path.lstat().st_size
        if name not in seen:
            yield f"{name} is in no manifest."
    yield from _oxum_faults(folder, f"{size}.{len(seen)}")


def _listed_faults(folder: Path, manifest: str, seen: set[str] | None = None) -> Iterator[str]:
    """``seen`` takes the names of a manifest of payload; without it, the manifest is one of tags."""
    with (folder / manifest).open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            found = _LINE.fullmatch(line.rstrip("\r\n"))
            if not found:
                yield f"{manifest}, line {number}, is no sum and file name."
                continue
            name = found[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            if not _is_inside(name) or (seen is not None and not name.startswith("data/")):
                yield f"{manifest}, line {number}: {name!r} is not a file of the bag."
                continue
            if seen is not None:
                if name in seen:
                    yield f"{name} is in {manifest} twice."
                seen.add(name)
            path = folder / name
            if path.is_symlink() or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
                yield f"{name} is missing."
            elif sha256_of(path) != found[1].lower():
                yield f"{name} is not what was written: its SHA-256 differs."


def _oxum_faults(folder: Path, counted: str) -> Iterator[str]:
    info = folder / INFO
    lines = info.read_text(encoding="utf-8", errors="replace").splitlines() if info.is_file() else []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "Payload-Oxum" and value.strip() != counted:
            yield f"{INFO} tells of {value.strip()} (bytes, files); there are {counted}."


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def _files(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield Path(base) / name
