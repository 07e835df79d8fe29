"""Copy the whole archive into one file, while the site serves."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from neoarchive.backup import BackupError, back_up


class Command(BaseCommand):
    help = "Copy the whole archive (records, sources, search index, users) into one file, while the site serves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept, best on another disk")
        parser.add_argument("--keep", type=int, metavar="N", help="leave only the newest N backups in the folder")

    def handle(self, *args: Any, **options: Any) -> str:
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("--keep takes a number from 1.")
        try:
            made = back_up(options["folder"], timezone.now(), keep=options["keep"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        return f"{made}, {made.stat().st_size:,} bytes. Keep the secret key of the data folder with it."
