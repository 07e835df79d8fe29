"""What all tests stand on: settings of their own, an editor, a browser.

The database is the one DATABASE_URL names, SQLite in memory without it; ``tests/with_postgres.py`` starts a
PostgreSQL server for a run.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.cache import cache

from tests import with_postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_OPTIONS = [
    "--no-sandbox",  # Chromium refuses to run as root with its sandbox
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    """Set what a .env of the developer's machine must not change."""
    data = Path(tempfile.mkdtemp(prefix="neoarchive-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(data, ignore_errors=True))
    settings.DATA_DIR = data
    settings.STATIC_ROOT = data / "static"
    settings.STATIC_ROOT.mkdir()
    # The manifest storage wants collectstatic first; names without a hash serve as well in a test.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, as in production: threads share a database in memory through one cache, which has locks of its own.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(data / "test.sqlite3")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SITE_URL = "http://testserver"
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
    settings.SECURE_SSL_REDIRECT = False
    # A page is made each time it is asked for, or tests would look at what an earlier request left.
    settings.PAGE_MEMORY_BYTES = 0
    # All tests ask from one address.
    settings.RATE_PER_MINUTE = 0
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that drive the browser by the fixtures they use; leave out what needs a server that is missing."""
    no_server = pytest.mark.skip(reason=with_postgres.MISSING)
    left_out = with_postgres.programs() is None and not os.environ.get("CI")
    for item in items:
        if {"browser", "page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
        if left_out and item.get_closest_marker("postgres"):
            item.add_marker(no_server)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Counts that pages keep for a minute are not another test's."""
    cache.clear()


@pytest.fixture
def editor(db: None, django_user_model: Any) -> Any:
    """A user who may do everything in the admin."""
    return django_user_model.objects.create_superuser("editor", "editor@example.com", "a long enough password")


@pytest.fixture
def editor_client(client: Any, editor: Any) -> Any:
    client.force_login(editor)
    return client


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Headless Chromium: the one installed, else Playwright's own. Skips without either, fails if CI is set."""
    playwright_api = pytest.importorskip("playwright.sync_api")
    # Playwright runs a loop in this thread, which Django takes for asynchronous code and refuses to query in.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = next(filter(None, map(shutil.which, BROWSER_NAMES)), None)
    with playwright_api.sync_playwright() as driver:
        if path is None and not Path(driver.chromium.executable_path).exists():
            message = "no Chromium: 'apt-get install chromium' or 'python -m playwright install chromium'"
            (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
        found = driver.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield found
        found.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page in a fresh context: no cookies, no storage of another test."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
