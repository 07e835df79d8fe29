"""Fixtures of the tests that walk the whole site in Chromium: the samples, visitors, an editor, gathered faults."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from neoarchive.management.commands.demo import load_samples
from neoarchive.views.contexts import lines
from tests.browser.judging import Faults, watch

_kept: list[sqlite3.Connection] = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Take a picture of every open page when a test fails, and name the files in the report."""
    outcome: Any = yield
    report = outcome.get_result()
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.when != "call" or not report.failed or browser is None:
        return
    folder, taken = item.funcargs["tmp_path"], []  # type: ignore[attr-defined]
    for number, page in enumerate(page for context in browser.contexts for page in context.pages):
        path = folder / f"page-{number}.png"
        try:
            page.screenshot(path=path, full_page=True)
        except Exception as error:
            taken.append(f"{page.url}: no picture, {error}")
        else:
            taken.append(f"{page.url}: {path}")
    report.sections.append(("pages at the end", "\n".join(taken)))


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path: Path) -> None:
    """Addresses repeat from test to test, what is behind them does not."""
    cache.clear()
    lines._recent.clear()


@pytest.fixture
def samples(live_server: Any) -> str:
    """The address of a site with all samples. They are ingested once a run: SQLite can copy a database in a moment."""
    if connection.vendor != "sqlite":
        load_samples()
    else:
        connection.ensure_connection()
        if not _kept:
            assert load_samples() > 10
            _kept.append(sqlite3.connect(":memory:"))
            connection.connection.backup(_kept[0])
        else:
            _kept[0].backup(connection.connection)
    return str(live_server.url)


@pytest.fixture
def faults(tmp_path: Path) -> Faults:
    return Faults(tmp_path)


@pytest.fixture
def visit(browser: Any, live_server: Any) -> "Iterator[Callable[..., Any]]":
    """A function that opens a page of a new visitor, with options of a Playwright context.

    ``page.complaints`` gathers what the console and the network complain of.
    """
    contexts = []

    def open_page(**options: Any) -> Any:
        contexts.append(browser.new_context(base_url=live_server.url, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.complaints = watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
