"""Views are tested with nothing kept from an earlier test."""

import pytest
from django.core.cache import cache

from neoarchive.views.contexts import lines


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    lines._recent.clear()


@pytest.fixture
def count_queries(monkeypatch):
    """A function that gets an address and returns the number of queries it took, on a second visit.

    With that of the archive's stamp, which goes to the driver itself and past what Django captures.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from neoarchive import stamps

    read, asked = stamps.current, []
    monkeypatch.setattr(stamps, "current", lambda: asked.append(1) or read())

    def count(client, address):
        assert client.get(address).status_code == 200
        asked.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries) + len(asked)

    return count
