"""Views are tested with nothing kept from an earlier test."""

import pytest
from django.core.cache import cache

from neoarchive.views.contexts import lines


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    lines._recent.clear()


@pytest.fixture
def count_queries():
    """A function that gets an address and returns the number of queries it took, on a second visit."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(client, address):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    return count
