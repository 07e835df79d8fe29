#!/usr/bin/env python3
"""The copy to take home (``export_site``), measured: pages a second, and how large the search of it gets.

    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python manage.py make_load 100000
    DATABASE_URL=sqlite:////tmp/load.sqlite3 python -m tests.benchmarks.offline --pages 1000 --search 200 10000

Pages are those of releases and filings, from the first release on, with their tables, citations and originals. The
search is made of the newest so many. What is written is thrown away. Times are of the
processor: on a busy machine the clock tells nothing.
"""

import argparse
import itertools
import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neoarchive.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django
    from django.conf import settings

    django.setup()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}

from neoarchive.bags.bagit import Writer
from neoarchive.offline import asking, copy, searching

_OWN = re.compile(r"(?:releases|filings)/[^/]+(?:/.+|\.bib|\.ris)")
"""What belongs to a record; not the lists, companies and people, which all pages lead to."""


def pages(wanted: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        writer = Writer(Path(place) / "copy")
        writing = copy._Copy(writer, copy.Report(writer.folder), lambda what, done: None)
        records = copy._records()
        writing._promise(next(records))
        began = time.process_time()
        while writing.report.pages < wanted:
            if not writing._waiting:
                writing._promise(next(records))
                continue
            found = writing._waiting.popleft()
            if _OWN.fullmatch(found.file):
                writing._put(found, asking.ask(found.address))
        used = time.process_time() - began
        print(f"{writing.report.pages:,} pages, {writer.files:,} files, {_mb(writer.bytes)}:")
        print(f"  {writing.report.pages / used:.0f} pages, {writer.files / used:.0f} files a second of the processor")
        writer.give_up()


def search(releases: int) -> None:
    every = searching._batches
    few: Any = lambda: itertools.islice(every(), max(releases // searching._BATCH, 1))  # noqa: E731
    searching._batches = few
    sizes: dict[str, list[int]] = {"words": [], "texts": [], "start": []}
    began = time.process_time()
    for name, content in searching.files():
        sizes[name.split("/")[1].removesuffix(".js")].append(len(content))
    searching._batches = every
    print(f"search of {releases:,} releases, made in {time.process_time() - began:.0f} s of the processor:")
    for name, found in sizes.items():
        print(f"  {name}: {len(found):,} files, {_mb(sum(found))}, the largest {max(found) / 1e3:,.0f} KB")


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--search", type=int, nargs="*", default=[200])
    given = parser.parse_args()
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    pages(given.pages)
    for number in given.search:
        search(number)


if __name__ == "__main__":
    main()
