"""System checks of ours: each names the variable that is wrong and the mend. ``manage.py check --deploy`` runs them.

What can't be used at all is refused by ``neoarchive.env`` before these are reached; here is what can be used and
should not be.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from neoarchive.databases import PRIMARY

_LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", ""}
# A writer that starts the log file anew while another one checkpoints could lose what was committed between.
WAL_RESET_MENDED = (3, 51, 3)


@register(Tags.security, deploy=True)
def public_site(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """What a site that others reach needs."""
    return [*_hosts(), *_address(), *_contact()]


@register(Tags.database)
def sqlite_version(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Said by ``check --database default`` and by ``migrate``: a property of the machine, not of the settings."""
    if not databases or PRIMARY not in databases or connections[PRIMARY].vendor != "sqlite":
        return []
    if sqlite3.sqlite_version_info >= WAL_RESET_MENDED:
        return []
    wanted = ".".join(map(str, WAL_RESET_MENDED))
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} has a rare race when its log file is started anew, mended in {wanted}.",
            hint=f"Use a Python whose sqlite3 is {wanted} or newer, or PostgreSQL (DATABASE_URL); keep backups, and "
            "run manage.py verify_archive --quick every day.",
            id="neoarchive.W001",
        )
    ]


def _hosts() -> Iterator[CheckMessage]:
    hosts = settings.ALLOWED_HOSTS
    if "*" in hosts:
        yield Warning(
            "NEOARCHIVE_ALLOWED_HOSTS has *: the site answers under any name that somebody gives it.",
            hint="Name the hosts: NEOARCHIVE_ALLOWED_HOSTS=archive.example.com",
            id="neoarchive.W002",
        )
    elif not set(hosts) - _LOCAL:
        yield Warning(
            "NEOARCHIVE_ALLOWED_HOSTS names this machine alone: visitors from elsewhere are answered 400.",
            hint="Name the public hosts: NEOARCHIVE_ALLOWED_HOSTS=archive.example.com",
            id="neoarchive.W003",
        )


def _address() -> Iterator[CheckMessage]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        yield Warning(
            f"NEOARCHIVE_SITE_URL is {settings.SITE_URL!r}, which is no address of a site.",
            hint="Give scheme and host: NEOARCHIVE_SITE_URL=https://archive.example.com",
            id="neoarchive.W004",
        )
    elif (parts.hostname or "") in _LOCAL:
        yield Warning(
            f"NEOARCHIVE_SITE_URL is {settings.SITE_URL}: feeds, sitemap and citations would lead to this machine.",
            hint="Give the public address: NEOARCHIVE_SITE_URL=https://archive.example.com",
            id="neoarchive.W005",
        )
    elif settings.SECURE_SSL_REDIRECT and parts.scheme != "https":
        yield Warning(
            f"NEOARCHIVE_HTTPS is 1 and NEOARCHIVE_SITE_URL is {settings.SITE_URL}: every link that leaves the site "
            "would be redirected.",
            hint=f"NEOARCHIVE_SITE_URL={settings.SITE_URL.replace('http:', 'https:', 1)}",
            id="neoarchive.W006",
        )


def _contact() -> Iterator[CheckMessage]:
    contact = settings.EDGAR_CONTACT
    if contact and not re.search(r"\S\s+\S+@\S+\.\S+", contact):
        yield Warning(
            f"NEOARCHIVE_EDGAR_CONTACT is {contact!r}: the SEC asks for a name and an e-mail address.",
            hint="NEOARCHIVE_EDGAR_CONTACT=Example Library archive@example.org",
            id="neoarchive.W007",
        )
