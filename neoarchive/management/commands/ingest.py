"""``ingest PATH…``: read filings and save them, without a browser."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from neoarchive.ingest import service
from neoarchive.ingest.errors import AlreadyHere, IngestError
from neoarchive.ingest.files import Piece, unpack


class Command(BaseCommand):
    help = "Read Form 8-K texts and save them: files, folders, zips, or - for standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder, a .zip, or - for standard input"
        )
        parser.add_argument("--draft", action="store_true", help="hold back what is saved: only staff sees it")
        parser.add_argument("--origin", default="", help="where the texts were found; shown with each filing")

    def handle(self, *, paths: list[str], draft: bool, origin: str, **options: Any) -> None:
        files = list(_files(paths))
        saved = there = failed = 0
        bar = _Bar(self.stderr, len(files), quiet=options["verbosity"] == 0)
        for name in files:
            for piece in _pieces(name):
                mark, words = _ingest(piece, publish=not draft, origin=origin)
                saved, there, failed = saved + (mark == "saved"), there + (mark == "here"), failed + (mark == "failed")
                bar.clear()
                if options["verbosity"]:
                    self.stdout.write(f"{mark:6}  {piece.name}: {words}")
            bar.step()
        bar.clear()
        self.stdout.write(f"{saved} saved, {there} in the archive already, {failed} failed.")
        if failed:
            sys.exit(1)


def _ingest(piece: Piece, *, publish: bool, origin: str) -> tuple[str, str]:
    """Save one text: "saved", "here" (the archive has it) or "failed", and a line of words."""
    if piece.problem:
        return "failed", piece.problem
    try:
        draft = service.read(piece.data, piece.name)
        filing = service.save(draft, piece.data, publish=publish, origin=origin)
    except AlreadyHere as error:
        return "here", f"{error} {error.filing.get_absolute_url()}"
    except IngestError as error:
        return "failed", str(error)
    except DatabaseError as error:
        return "failed", f"The database refused it, and nothing of it was saved: {error}"
    releases = len(draft.releases)
    doubts = f", {len(draft.warnings)} warnings" if draft.warnings else ""
    word = "release" if releases == 1 else "releases"
    return "saved", f"{draft.title}, {releases} {word}{doubts} {filing.get_absolute_url()}"


def _files(paths: list[str]) -> Iterator[str]:
    """Each file named, and each in the folders named, in the order of their names."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from sorted(str(p) for p in Path(path).rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield path


def _pieces(name: str) -> Iterator[Piece]:
    if name == "-":
        yield from unpack("standard input", sys.stdin.buffer.read())
        return
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        yield Piece(name, problem=f"The file can't be read ({error.strerror}).")
        return
    yield from unpack(Path(name).name, data)


class _Bar:
    """A progress bar on a terminal; nothing where the output goes elsewhere."""

    def __init__(self, out: Any, total: int, *, quiet: bool) -> None:
        self.out, self.total, self.done = out, total, 0
        self.on = not quiet and total > 1 and out.isatty()

    def step(self) -> None:
        self.done += 1
        if self.on:
            filled = 30 * self.done // self.total
            self.out.write(f"\r[{'=' * filled:30}] {self.done}/{self.total}", ending="")
            self.out.flush()

    def clear(self) -> None:
        if self.on:
            self.out.write("\r\x1b[K", ending="")
