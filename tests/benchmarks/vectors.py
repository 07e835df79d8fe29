#!/usr/bin/env python3
"""Every hostile text in every place of a filing and every shape of one, opened in Chromium with and without the policy.

    python -m tests.benchmarks.vectors                 all of it: about 5,000 pages
    python -m tests.benchmarks.vectors --turns 2       each text in two of the places

Stored by the real ingest into a database of its own, served by gunicorn, and opened as a visitor and as a superuser:
releases, sources, filings, companies, people, lists, a search for each text, previews on the desk, change pages. Fails
if a script runs, an address of another site is asked for, the policy stops anything, or a page holds an element, an
attribute, a name or an address that is not the site's own.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.serving import free_port, served

LISTS = ("/", "/releases/", "/companies/", "/people/", "/filings/", "/quotations/", "/calendar/1998/3/9/", "/quality/")
MODELS = ("filing", "pressrelease", "company", "contact", "quotation", "source", "suggestion")


def store(turns: int) -> list[Any]:
    """Read and save the filings, and put some onto the desk; gives them in the order of their numbers."""
    from neoarchive.ingest.files import Piece
    from neoarchive.ingest.loading import SAVED, load
    from neoarchive.ingest.writer import Options
    from neoarchive.models import Filing
    from tests.trust import filings
    from tests.trust.vectors import VECTORS

    found = list(filings.filings(VECTORS, turns))
    results = list(load((Piece(one.name, one.data) for one in found), Options(True, False, None), jobs=2))
    assert all(one.state == SAVED for one in results), [one.words for one in results if one.state != SAVED][:3]
    kept = {
        text
        for hostile, filing in zip(found, Filing.objects.order_by("pk"), strict=True)
        for text in filings.kept_as_they_are(hostile, filing)
    }
    print(f"{len(VECTORS)} texts in {len(found)} filings; {len(kept)} of them are kept as words in a record")
    return found


def public(found: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
    """Addresses of visitors, each with the texts that may be shown there."""
    from neoarchive.models import Company, Contact, Filing
    from tests.trust.vectors import VECTORS

    for path in LISTS:
        yield path, VECTORS
    for hostile, filing in zip(found, Filing.objects.order_by("pk"), strict=True):
        given = list(hostile.texts.values())
        yield filing.get_absolute_url(), given
        for release in filing.releases.all():
            yield release.get_absolute_url(), given
            yield release.get_absolute_url() + "source/", given
            yield release.get_absolute_url() + "tables/", given
    for model in (Company, Contact):
        for record in model._default_manager.all():
            yield record.get_absolute_url(), VECTORS
    for text in VECTORS:
        yield "/releases/?" + urlencode({"q": text}, errors="surrogatepass"), [text]
        yield "/first-use/?" + urlencode({"q": text}, errors="surrogatepass"), [text]


def desk(user: Any, found: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
    """Previews and change pages of the admin."""
    from neoarchive.admin.intake import take_in
    from neoarchive.ingest.files import Piece
    from neoarchive.models import Filing
    from tests.trust import filings
    from tests.trust.vectors import VECTORS

    # Of other numbers than those that are stored, or they would be taken for the same filings.
    more = list(filings.filings(VECTORS[::-1], turns=len(found) // 30 + 3))[len(found) :]
    taken = take_in(user, [Piece(one.name, one.data) for one in more]).taken
    assert len(taken) == len(more)
    for hostile, uploaded in zip(more, taken, strict=True):
        path = f"/admin/neoarchive/filing/add-from-text/{uploaded.upload_id}/{uploaded.position}/"
        yield path, list(hostile.texts.values())
    for hostile, filing in zip(found, Filing.objects.order_by("pk"), strict=True):
        given = list(hostile.texts.values())
        yield f"/admin/neoarchive/filing/{filing.pk}/change/", given
        if hostile.number % 5 == 0:
            yield f"/admin/neoarchive/source/{filing.source_id}/change/", given
            for company in filing.companies.all():
                yield f"/admin/neoarchive/company/{company.pk}/change/", given
        for release in filing.releases.all():
            yield f"/admin/neoarchive/pressrelease/{release.pk}/change/", given
            for quotation in release.quotations.all():
                yield f"/admin/neoarchive/quotation/{quotation.pk}/change/", given
    for name in MODELS:
        yield f"/admin/neoarchive/{name}/", VECTORS


def open_all(site: str, pages: list[tuple[str, list[str]]], *, cookie: str = "") -> tuple[int, list[str]]:
    """Open each page twice: with the policy, and without it."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import BROWSER_NAMES, BROWSER_OPTIONS, shutil
    from tests.trust.judging import Watch

    path = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        watches = []
        for options in ({}, {"bypass_csp": True}):
            context = browser.new_context(**options)
            if cookie:
                context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
            watches.append(Watch(context.new_page(), site))
        for address, texts in pages:
            for watch in watches:
                watch.open(address, texts, admin=bool(cookie))
        browser.close()
    return sum(watch.opened for watch in watches), [fault for watch in watches for fault in watch.faults]


def session_of(user: Any) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store.create()
    return str(store.session_key)


def measure(turns: int, port: int) -> int:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    found = store(turns)
    user = get_user_model().objects.create_superuser("editor", "editor@example.com", "a long enough password")
    faults = 0
    with served("gunicorn", "neoarchive.wsgi", Path.cwd(), port, 0):
        for name, pages, cookie in (
            ("public", list(public(found)), ""),
            ("admin", list(desk(user, found)), session_of(user)),
        ):
            began = time.monotonic()
            opened, said = open_all(f"http://127.0.0.1:{port}", pages, cookie=cookie)
            print(f"{name}: {opened:,} pages opened in {time.monotonic() - began:.0f} s, {len(said)} faults")
            print(*said[:20], sep="\n")
            faults += len(said)
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=14, help="in how many of the 14 places each text is put")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neoarchive-vectors-") as folder:
        port = free_port()
        os.environ |= {
            "NEOARCHIVE_DATA_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/vectors.sqlite3",
            "NEOARCHIVE_SITE_URL": "http://testserver",
            "NEOARCHIVE_RATE_PER_MINUTE": "0",
            "NEOARCHIVE_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "neoarchive.settings",
            # Playwright runs a loop in this thread, which Django takes for asynchronous code.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
        }
        return measure(given.turns, port)


if __name__ == "__main__":
    sys.exit(main())
