"""Text from filings as other formats take it, and addresses for those who are elsewhere."""

from django.conf import settings

from neoarchive.cells import cell, plain

__all__ = ["absolute", "cell", "plain"]


def absolute(address: str) -> str:
    """An address of this site for those who are elsewhere."""
    return settings.SITE_URL + address
