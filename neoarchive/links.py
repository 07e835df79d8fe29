"""Addresses of the pages of records, put together without asking Django for each.

A page has dozens of links to records, and ``reverse`` looks through all its patterns for every one. What stands before
and after a slug is asked of it once.
"""

import functools

from django.urls import get_script_prefix, reverse

_SLUG = "slug"


def page_of(name: str, slug: str) -> str:
    """The address of a page whose pattern has a slug and nothing else to fill in."""
    before, after = _around(name, get_script_prefix())
    return f"{before}{slug}{after}"


@functools.cache
def _around(name: str, prefix: str) -> tuple[str, str]:
    """What stands around the slug, where the site has this prefix."""
    before, _, after = reverse(name, args=[_SLUG]).rpartition(_SLUG)
    return before, after
