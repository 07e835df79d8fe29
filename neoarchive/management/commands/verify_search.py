"""``verify_search``: whether the search index says of every release what its rows say."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from neoarchive.models import PressRelease
from neoarchive.search import index

_NAMED = 20


class Command(BaseCommand):
    help = "Compare the search index with the releases. Changes nothing; the exit code is 1 where they disagree."

    def handle(self, *args: Any, **options: Any) -> None:
        shown = self.stdout.isatty()

        def progress(done: int, total: int) -> None:
            if shown or done == total:
                self.stdout.write(f"{done:,} of {total:,} releases", ending="\r" if shown else "\n")
                self.stdout.flush()

        found = list(index.verify(progress))
        wrong = [pk for pk in found if pk]
        if 0 in found:
            self.stdout.write("The index as a whole does not agree with the words it was made from.")
        for release in PressRelease.objects.filter(pk__in=wrong[:_NAMED]):
            self.stdout.write(f"Not as indexed: {release.get_absolute_url()}")
        if len(wrong) > _NAMED:
            self.stdout.write(f"And {len(wrong) - _NAMED:,} more.")
        if found:
            self.stdout.write("Run rebuild_search: the site can go on serving meanwhile.")
            sys.exit(1)
        self.stdout.write("The search index agrees with all releases.")
