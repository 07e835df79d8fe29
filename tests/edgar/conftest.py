"""EDGAR for tests: a server in this process, asked without waiting."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from neoarchive.edgar.addresses import Site
from neoarchive.edgar.client import Client, Manners
from tests.edgar import server

# No waits, and time enough for a busy machine; IMPATIENT is for servers that keep one waiting.
QUICK = Manners(between=0, timeout=20, whole=20, tries=3, first_wait=0.01, first_wait_refused=0.01, longest_wait=900)
IMPATIENT = replace(QUICK, timeout=0.3, whole=0.5)


@pytest.fixture
def edgar() -> Iterator[server.Edgar]:
    with server.running() as one:
        yield one


@pytest.fixture
def waited() -> list[float]:
    """How long the client would have slept, each time."""
    return []


@pytest.fixture
def client(edgar: server.Edgar, waited: list[float]) -> Iterator[Client]:
    site = Site(edgar.base, edgar.base)
    with Client("Example archive@example.org", site=site, manners=QUICK, sleep=waited.append) as one:
        yield one
