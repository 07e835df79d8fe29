"""Print what is read from filings, as JSON Lines; nothing is stored."""

import json
from argparse import ArgumentParser
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from neoarchive.parser import ParsedFiling, parse_filing, visible_lines
from neoarchive.parser.as_json import as_json

_USES = ("release", "filing", "left-out", "not-read", "blank")


class Command(BaseCommand):
    help = "Read Form 8-K filings and print one JSON object a line for each. Nothing is stored; no database is needed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a filing, or a folder of filings")
        parser.add_argument(
            "--account",
            action="store_true",
            help="print instead, for each file, what share of its lines went where, and what was not read",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        total: Counter[str] = Counter()
        for path in files(options["paths"]):
            filing = parse_filing(path.read_bytes())
            if options["account"]:
                counts = account(filing)
                total += counts
                self.stdout.write(f"{shares(counts)}  {path.name}")
                for line in unread(filing):
                    self.stdout.write(f"    not read: {line}")
            else:
                self.stdout.write(json.dumps(as_json(filing, path.name), ensure_ascii=False))
        if options["account"]:
            self.stdout.write(f"{shares(total)}  all")


def account(filing: ParsedFiling) -> Counter[str]:
    """How many lines of a filing went into each use; blank lines are counted as blank wherever they stand."""
    shown = visible_lines(filing.text, filing.line_starts)
    counts: Counter[str] = Counter()
    for segment in filing.segments:
        for number in range(*_numbers(filing, segment.start, segment.end)):
            counts[segment.use if shown[number].strip() else "blank"] += 1
    return counts


def shares(counts: Counter[str]) -> str:
    """The counts as one line of text: how many lines, and the share of each use."""
    lines = sum(counts.values())
    return f"{lines:7,} lines  " + "  ".join(f"{use} {counts[use] / max(lines, 1):6.1%}" for use in _USES)


def unread(filing: ParsedFiling) -> Iterator[str]:
    """What was not read, a line for each stretch: the numbers of its lines and how it begins."""
    for segment in filing.segments:
        if segment.use == "not-read":
            first, stop = _numbers(filing, segment.start, segment.end)
            words = " ".join(filing.text[segment.start : min(segment.end, segment.start + 400)].split())
            yield f"lines {first + 1} to {stop}: {words[:80]}"


def _numbers(filing: ParsedFiling, start: int, end: int) -> tuple[int, int]:
    return bisect_left(filing.line_starts, start), bisect_left(filing.line_starts, end)


def files(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those directly in the folders named, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(child for child in path.iterdir() if child.is_file())
        elif path.is_file():
            yield path
        else:
            raise CommandError(f"There is no file {path}.")
