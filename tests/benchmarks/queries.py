#!/usr/bin/env python3
"""10,000 query strings that no page makes, asked of a site with the samples: each is answered, none with 500.

    python -m tests.benchmarks.queries                                          on SQLite
    python tests/with_postgres.py python -m tests.benchmarks.queries           on PostgreSQL
    python -m tests.benchmarks.queries --number 100000 --seed 7

Asked in this process, without a server between. Prints how often each status was answered, the slowest, and what
failed. With DATABASE_URL unset a database of its own is made and taken away again.
"""

import argparse
import logging
import os
import sys
import tempfile
import time
from collections import Counter


def measure(seed: int, number: int) -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from neoarchive.management.commands.demo import load_samples
    from tests.trust.queries import addresses
    from tests.trust.test_queries import ask, records

    # Thousands are answered 400 and 404, each with a line of its own.
    logging.disable(logging.ERROR)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    load_samples()
    client = Client(raise_request_exception=False)
    found, faults, slowest = Counter[int](), list[str](), (0.0, "")
    for address in addresses(seed, number, records()):
        began = time.process_time()
        response = ask(client, address)
        if response.streaming:
            b"".join(response)
        slowest = max(slowest, (time.process_time() - began, address))
        found[response.status_code] += 1
        faults += [address] * (response.status_code >= 500)
    print(f"{number:,} query strings on {connection.vendor}, seed {seed}: {len(faults)} faults")
    print(", ".join(f"{status}: {times:,}" for status, times in sorted(found.items())))
    print(f"slowest: {slowest[0] * 1000:.0f} ms of CPU, {slowest[1][:150]!r}")
    print(*(fault[:300] for fault in faults[:20]), sep="\n")
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neoarchive-queries-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/queries.sqlite3")
        os.environ |= {
            "NEOARCHIVE_DATA_DIR": folder,
            "NEOARCHIVE_RATE_PER_MINUTE": "0",
            "DJANGO_SETTINGS_MODULE": "neoarchive.settings",
        }
        return measure(given.seed, given.number)


if __name__ == "__main__":
    sys.exit(main())
