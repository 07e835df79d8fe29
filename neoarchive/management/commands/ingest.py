"""``ingest PATH…``: read filings and save them, without a browser: one, or a hundred thousand."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from neoarchive.ingest.files import Piece, unpack_file, unpack_stream
from neoarchive.ingest.loading import BATCH_FILINGS, load
from neoarchive.ingest.readers import cores
from neoarchive.ingest.writer import Options
from neoarchive.management.loads import Course, Reporter, run, size_of


class Command(BaseCommand):
    help = (
        "Read Form 8-K texts and save them: files, folders, zips, tars (EDGAR's daily archives), or - for standard "
        "input. May be stopped at any moment: started again, it passes by what is in the archive and goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", metavar="PATH", help="a file, a folder, a .zip, a .tar.gz, or - for standard input"
        )
        parser.add_argument(
            "--list",
            action="append",
            default=[],
            metavar="FILE",
            help="a text file with a path on each line; # comments",
        )
        parser.add_argument("--draft", action="store_true", help="hold back what is saved: only staff sees it")
        parser.add_argument("--origin", default="", help="where the texts were found; shown with each filing")
        parser.add_argument("--dry-run", action="store_true", help="read everything and save nothing")
        parser.add_argument("--report", default="", metavar="FILE.csv", help="what became of each text, as a table")
        parser.add_argument(
            "--jobs", type=int, default=cores(), metavar="N", help="processes that read (default: one for each core)"
        )
        parser.add_argument(
            "--batch", type=int, default=BATCH_FILINGS, metavar="N", help=f"filings a transaction ({BATCH_FILINGS})"
        )

    def handle(self, *, paths: list[str], draft: bool, origin: str, **options: Any) -> None:
        if min(options["jobs"], options["batch"]) < 1:
            raise CommandError("--jobs and --batch are numbers of processes and of filings: give 1 or more.")
        files = list(_files([*paths, *_listed(options["list"])]))
        if not files:
            raise CommandError("Nothing to read: give a file, a folder, an archive, or - for standard input.")
        course = Course([size_of(path) for path in files])
        pieces = (piece for n, path in enumerate(files) for piece in course.follow(n, _pieces(path)))
        settings = {name: options[name] for name in ("jobs", "batch", "dry_run")} | {"origin": origin}
        reporter = Reporter(
            self.stdout, self.stderr, verbosity=options["verbosity"], report=options["report"], course=course
        )
        run(load(pieces, Options(publish=not draft), **settings), reporter, self.stdout)
        if reporter.failed:
            sys.exit(1)


def _listed(lists: list[str]) -> Iterator[str]:
    for name in lists:
        try:
            lines = Path(name).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        except OSError as error:
            raise CommandError(f"The list {name} can't be read ({error.strerror}).") from error
        yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _files(paths: list[str]) -> Iterator[Path]:
    """Each file named, and each in the folders named, in the order of their names."""
    for path in paths:
        if path != "-" and Path(path).is_dir():
            yield from sorted(p for p in Path(path).rglob("*") if p.is_file() and not p.name.startswith("."))
        else:
            yield Path(path)


def _pieces(path: Path) -> Iterator[Piece]:
    if str(path) == "-":
        yield from unpack_stream("standard input", sys.stdin.buffer)
    else:
        yield from unpack_file(path)
