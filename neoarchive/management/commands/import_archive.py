"""Rebuild an archive from what ``export`` wrote."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from neoarchive.bags.bagit import BagError
from neoarchive.bags.load import load


class Command(BaseCommand):
    help = "Check an export file by file, and rebuild its archive in an empty database: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that the command export wrote")
        parser.add_argument("--dry-run", action="store_true", help="check everything and load it, and take it back")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            report = load(options["folder"], dry_run=options["dry_run"], progress=self._progress)
        except BagError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        what = "can be loaded" if options["dry_run"] else "loaded"
        counts = f"{report.rows['filing']:,} filings and {report.rows['pressrelease']:,} releases"
        self.stdout.write(
            f"{counts} {what}, {sum(report.rows.values()):,} rows in all, {time.monotonic() - began:.1f} s."
        )
        if report.accounts and not options["dry_run"]:
            self.stdout.write(
                f"{len(report.accounts)} accounts came without passwords: {', '.join(report.accounts)}. "
                "Set them with manage.py changepassword NAME."
            )

    def _progress(self, what: str, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{what}: {done:,}   ", ending="\r")
