"""Index every release anew: after a change of ``search.words`` or ``search.facts``, or where the index is damaged."""

from typing import Any

from django.core.management.base import BaseCommand

from neoarchive.search import index


class Command(BaseCommand):
    help = "Make the search index anew, in short steps: the site serves and takes filings meanwhile."

    def handle(self, *args: Any, **options: Any) -> str:
        shown = self.stdout.isatty()

        def progress(done: int, total: int) -> None:
            self.stdout.write(f"{done:,} of {total:,} releases", ending="\r" if shown else "\n")
            self.stdout.flush()

        total = index.rebuild(progress)
        return f"{total:,} release{'' if total == 1 else 's'} indexed."
