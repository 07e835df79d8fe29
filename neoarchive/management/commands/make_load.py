"""``make_load N``: an invented archive to measure with. The same N gives the same rows."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Max

from neoarchive.management.load.rows import Archive
from neoarchive.management.load.write import write
from neoarchive.models import Company, Contact, Filing, Item, PressRelease
from neoarchive.search.backends import backend


class Command(BaseCommand):
    help = "Fill the database that DATABASE_URL names with N invented releases, 1993 to 2025, of 8,000 companies."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, metavar="N", help="how many releases")
        parser.add_argument(
            "--beside-real", action="store_true", help="add them to a database that has filings already"
        )

    def handle(self, *, number: int, beside_real: bool, **options: Any) -> None:
        if number < 1:
            raise CommandError("Give a number of releases, 1 or more.")
        if Filing.objects.exists() and not beside_real:
            raise CommandError(
                f"The database {connection.settings_dict['NAME']} has filings in it, and invented ones can't be told "
                "from them afterwards. Name an empty database in DATABASE_URL, or say --beside-real."
            )
        start = time.monotonic()
        shown = self.stdout.isatty()

        def progress(done: int) -> None:
            if shown or done % 10_000 == 0 or done == number:
                rate = done / (time.monotonic() - start)
                self.stdout.write(
                    f"{done:,} of {number:,} releases, {rate:,.0f} a second", ending="\r" if shown else "\n"
                )
                self.stdout.flush()

        backend().suspend()
        try:
            write(Archive(number, _first_free()), progress)
            written = time.monotonic()
            self.stdout.write(f"{number:,} releases written in {written - start:,.0f} s. Indexing them …")
        finally:
            backend().resume()
        self.stdout.write(f"Indexed in {time.monotonic() - written:,.0f} s.")


def _first_free() -> int:
    """An id that is free in every table."""
    used = [model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in (Company, Contact, Item, PressRelease)]
    used.append(Filing.objects.aggregate(last=Max("pk"))["last"] or 0)
    return max(used) + 1
