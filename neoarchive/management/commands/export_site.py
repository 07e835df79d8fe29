"""Take the archive home: a copy of its pages that a browser reads from disk, with a search that needs no server."""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from neoarchive.bags.bagit import BagError, faults_of
from neoarchive.bags.export import export
from neoarchive.bags.selection import Wanted
from neoarchive.offline.copy import write

from .export import add_selection, wanted_of


class Command(BaseCommand):
    help = (
        "Write a copy of the published archive into a new folder, to be read from disk: pages, originals, feeds, and "
        "a search, with the SHA-256 of each file. --verify tells whether a copy is as it was written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is not there yet, or an empty one")
        parser.add_argument("--verify", action="store_true", help="check the copy in this folder; nothing is written")
        add_selection(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if options["verify"]:
            self._verify(folder)
            return
        wanted = wanted_of(options)
        began = time.monotonic()
        try:
            if wanted is None:
                self._write(folder, began, options["verbosity"])
            else:
                self._write_part(folder, wanted, options["verbosity"])
        except BagError as error:
            raise CommandError(str(error)) from error

    def _write(self, folder: Path, began: float, verbosity: int) -> None:
        report = write(folder, timezone.now(), self._progress)
        if not verbosity:
            return
        took = time.monotonic() - began
        if report.missing:
            self.stdout.write(f"{report.missing:,} files stand for what the archive does not give out.")
        self.stdout.write(
            f"{folder}: {report.releases:,} releases, {report.pages:,} pages, {report.files:,} files, "
            f"{report.bytes:,} bytes, {took:.1f} s. Open {folder / 'index.html'} in a browser."
        )

    def _write_part(self, folder: Path, wanted: Wanted, verbosity: int) -> None:
        """A part of the archive is made an archive of its own first, so that every list and count is of the part."""
        with tempfile.TemporaryDirectory(prefix="neoarchive-part-") as place:
            report = export(Path(place) / "bag", wanted, timezone.now(), self._progress)
            if report.left_out and verbosity:
                self.stdout.write(f"{report.left_out:,} filings left out: a part of their text is withdrawn.")
            if not report.rows.get("filing"):
                raise CommandError("No published filing is of this part of the archive.")
            environment = {
                **os.environ,
                "DATABASE_URL": f"sqlite:///{place}/part.sqlite3",
                "REPLICA_URLS": "",
                "NEOARCHIVE_SITE_URL": settings.SITE_URL,
            }
            for command in (["migrate"], ["import_archive", f"{place}/bag"], ["export_site", str(folder.absolute())]):
                last = command[0] == "export_site"
                self._run([*command, "--verbosity", str(verbosity if last else 0)], environment)

    def _run(self, command: list[str], environment: dict[str, str]) -> None:
        program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command, "--skip-checks"]
        done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            told = done.stderr.strip().splitlines()
            raise CommandError(told[-1].removeprefix("CommandError: ") if told else f"{command[0]} failed.")
        self.stdout.write(done.stdout.strip())

    def _verify(self, folder: Path) -> None:
        faults = list(faults_of(folder))
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{folder} is not as it was written.")
        self.stdout.write(f"{folder} is whole, and every file in it is as it was written.")

    def _progress(self, what: str, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{what}: {done:,}   ", ending="\r")
