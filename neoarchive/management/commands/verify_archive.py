"""Look through the whole archive for damage: for cron, which tells of a run that ends with 1."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from neoarchive.verify import archive, database

_EVERY_S = 30


class Command(BaseCommand):
    help = (
        "Check the database, the fixity of every source, evidence against sources, and the search index against the "
        "releases. Changes nothing. Names every record at fault; the exit code is 1 where there is one, else 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--quick",
            action="store_true",
            help=f"the database, what rows repeat, and one source in {archive.SHARE}, others each day",
        )

    def handle(self, *, quick: bool, **options: Any) -> None:
        self.shown = self.stdout.isatty() and options["verbosity"] > 0
        self.told_at = time.monotonic()
        number = 0
        for fault in archive.verify(quick=quick, progress=self.progress):
            number += 1
            self.stdout.write(str(fault))
        if options["verbosity"]:
            for sentence in database.unchecked():
                self.stdout.write(sentence)
            words = "No fault found." if not number else f"{number:,} fault{'' if number == 1 else 's'} found."
            self.stdout.write(words)
        if number:
            sys.exit(1)

    def progress(self, what: str, done: int, total: int) -> None:
        """On a terminal one line that changes; elsewhere a line now and then, so that a log stays short."""
        late = time.monotonic() - self.told_at > _EVERY_S
        if self.shown or late:
            self.told_at = time.monotonic()
            self.stderr.write(f"{what}: {done:,} of {total:,}", ending="\r" if self.shown else "\n")
            self.stderr.flush()
