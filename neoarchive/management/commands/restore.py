"""Put a backup in the place of an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from neoarchive.backup import BackupError, restore
from neoarchive.models import Filing, PressRelease


class Command(BaseCommand):
    help = "Put a backup in the place of an empty database, and bring it up to this version."
    # The database may hold no tables yet, or be a file that is not there.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that the command backup wrote")

    def handle(self, *args: Any, **options: Any) -> str:
        try:
            restore(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        return f"{Filing.objects.count():,} filings and {PressRelease.objects.count():,} releases are back."
