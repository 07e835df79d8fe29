"""Print what is read from filings, as JSON Lines; nothing is stored."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from neoarchive.parser import parse_filing
from neoarchive.parser.as_json import as_json


class Command(BaseCommand):
    help = "Read Form 8-K filings and print one JSON object a line for each. Nothing is stored; no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a filing, or a folder of filings")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in files(options["paths"]):
            filing = parse_filing(path.read_bytes())
            self.stdout.write(json.dumps(as_json(filing, path.name), ensure_ascii=False))


def files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those directly in the folders named, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.iterdir() if child.is_file())
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"There is no file {path}.")
