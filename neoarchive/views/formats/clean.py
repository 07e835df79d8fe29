"""Text from filings as other formats take it, and addresses for those who are elsewhere."""

from django.conf import settings

from neoarchive.cells import cell, plain

__all__ = ["absolute", "cell", "plain", "twin_of"]


def absolute(address: str) -> str:
    """An address of this site for those who are elsewhere."""
    return settings.SITE_URL + address


def twin_of(page: str) -> str:
    """The address of a page's twin in JSON: ``/calendar/1998.json`` of ``/calendar/1998/``; what is asked stays."""
    path, sign, asked = page.partition("?")
    return f"{path.removesuffix('/')}.json{sign}{asked}"
