"""Read the archive again with this version's parser, and propose what would change."""

import os
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any

from django.core.management.base import BaseCommand

from neoarchive.ingest import reread
from neoarchive.ingest.draft import FilingDraft
from neoarchive.ingest.reading import read
from neoarchive.models import Filing
from neoarchive.parser import PARSER_VERSION

_AT_ONCE = 64


class Command(BaseCommand):
    help = (
        "Read filings again that an earlier version of the parser read. What would change is proposed to the editors, "
        "grouped by rule, at /admin/neoarchive/filing/reread/; nothing is changed, and what a person has set never is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("filings", nargs="*", metavar="accession number or slug", help="these only")
        parser.add_argument("--all", action="store_true", help="also what this version has read")
        parser.add_argument("--dry-run", action="store_true", help="print the counts, and keep nothing")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that read")

    def handle(self, *args: Any, **options: Any) -> None:
        filings = Filing.objects.order_by("pk")
        if options["filings"]:
            named = options["filings"]
            filings = filings.filter(accession_number__in=named) | filings.filter(slug__in=named)
        elif not options["all"]:
            filings = filings.exclude(parser_version=PARSER_VERSION)
        rules: Counter[str] = Counter()
        total, changed, kept = filings.count(), 0, 0
        for done, (filing, fresh) in enumerate(_read_again(filings.values_list("pk", flat=True), options["jobs"]), 1):
            found = (reread.compare if options["dry_run"] else reread.propose)(filing, fresh)
            rules.update(one.rule for one in found.differences)
            changed += bool(found.differences)
            kept += found.kept
            if done % 500 == 0:
                self.stderr.write(f"{done:,} of {total:,} filings")
        for rule, count in rules.most_common():
            self.stdout.write(f"{count:7,}  {rule}")
        told = "would change" if options["dry_run"] else "are proposed"
        self.stdout.write(
            f"{total:,} filings read with parser {PARSER_VERSION}: {sum(rules.values()):,} changes in {changed:,} "
            f"filings {told}; {kept:,} parts that differ stay as a person set them."
        )


def _read_again(numbers: Any, jobs: int) -> Iterator[tuple[Filing, FilingDraft]]:
    """Each filing with a fresh reading of its source; read on several cores, given in order."""
    waiting = iter(list(numbers))
    with ProcessPoolExecutor(max(jobs, 1), mp_context=get_context("spawn")) as pool:
        while batch := list(islice(waiting, _AT_ONCE)):
            filings = list(Filing.objects.filter(pk__in=batch).select_related("source").order_by("pk"))
            texts = [filing.source.data for filing in filings]
            names = [filing.source.filename for filing in filings]
            yield from zip(filings, pool.map(read, texts, names, chunksize=4), strict=True)
