"""Write the archive, or a part of it, as files that outlast any program."""

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from neoarchive.bags.bagit import BagError
from neoarchive.bags.export import export
from neoarchive.bags.selection import Wanted
from neoarchive.models import Company
from neoarchive.search.query import QueryError, parse


class Command(BaseCommand):
    help = (
        "Write the published archive, or a part of it, into a new folder: JSON Lines with the originals and their "
        "SHA-256 sums (BagIt). --all takes drafts, history and accounts too, to move an archive (import_archive)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")
        parser.add_argument("--all", action="store_true", help="with drafts, history, accounts without passwords")
        add_selection(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = wanted_of(options)
        if options["all"] and chosen:
            raise CommandError("--all takes the whole archive: leave out --query, --company, --from and --to.")
        wanted = None if options["all"] else chosen or Wanted()
        began = time.monotonic()
        try:
            report = export(options["folder"], wanted, timezone.now(), self._progress)
        except BagError as error:
            raise CommandError(str(error)) from error
        if not options["verbosity"]:
            return
        if report.left_out:
            self.stdout.write(f"{report.left_out:,} filings left out: a part of their text is withdrawn.")
        counted = ", ".join(f"{report.rows[k]:,} {w}" for k, w in (("filing", "filings"), ("pressrelease", "releases")))
        self.stdout.write(
            f"{report.folder}: {counted}, {report.files:,} files, {report.bytes:,} bytes, "
            f"{time.monotonic() - began:.1f} s."
        )

    def _progress(self, what: str, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"{what}: {done:,}   ", ending="\r")


def add_selection(parser: ArgumentParser) -> None:
    """The options that choose a part of the archive."""
    parser.add_argument("--query", help="only filings with releases that this search finds")
    parser.add_argument("--company", help="only filings of a company, by its CIK or the end of its address")
    parser.add_argument("--from", dest="first", metavar="DAY", help="only filings of this day or later, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", metavar="DAY", help="only filings of this day or earlier")


def wanted_of(options: dict[str, Any]) -> Wanted | None:
    """The part that these options choose; None where none is given."""
    if not any(options[name] for name in ("query", "company", "first", "last")):
        return None
    try:
        query = parse(options["query"]) if options["query"] else None
    except QueryError as error:
        raise CommandError(f"--query can't be read: {error}") from error
    return Wanted(query, _company(options["company"]), _day("--from", options["first"]), _day("--to", options["last"]))


def _company(text: str | None) -> Company | None:
    if not text:
        return None
    found = Company.objects.filter(slug=text).first()
    if found is None and text.isdigit():
        found = Company.objects.filter(cik=text.zfill(10)).first()
    if found is None:
        raise CommandError(f"--company: there is no company with the CIK or address {text}.")
    return found


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{option} takes a day such as 1998-07-27, not {text}.") from None
