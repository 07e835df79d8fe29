"""What pages tell machines: JSON-LD after schema.org."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from neoarchive.models import Company, Filing, PressRelease

from .attached import Ticker

ARCHIVE = {"@type": "ArchiveOrganization", "name": "neoarchive"}


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """``trail``: names and addresses, from the top."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": settings.SITE_URL + address}
            for place, (name, address) in enumerate(trail, 1)
        ],
    }


def release_data(release: PressRelease, tickers: list[Ticker], address: str) -> dict[str, Any]:
    """An article kept by an archive, part of a filing."""
    author: dict[str, Any] = {"@type": "Corporation", "name": release.by}
    if tickers:
        author["tickerSymbol"] = [f"{t.exchange} {t.symbol}".strip() for t in tickers]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ["Article", "ArchiveComponent"],
        "genre": "Press release",
        "headline": release.headline,
        "url": address,
        "author": author,
        "isPartOf": {
            "@type": "DigitalDocument",
            "name": str(release.filing),
            "url": settings.SITE_URL + release.filing.get_absolute_url(),
        },
        "holdingArchive": ARCHIVE,
    }
    if release.shown_date:
        data["datePublished"] = release.shown_date.isoformat()
    return data


def filing_data(filing: Filing, address: str) -> dict[str, Any]:
    """A digital document with its numbers and its hash."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": str(filing),
        "url": address,
        "sha256": filing.source.sha256,
    }
    if filing.accession_number:
        data["identifier"] = filing.accession_number
    if filing.shown_date:
        data["datePublished"] = filing.shown_date.isoformat()
    return data


def company_data(company: Company, other_names: list[str], tickers: list[str], address: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Corporation",
        "name": company.name,
        "url": address,
    }
    if company.cik:
        data["identifier"] = f"CIK {company.cik}"
    if other_names:
        data["alternateName"] = other_names
    if tickers:
        data["tickerSymbol"] = tickers
    return data


def site_data() -> list[dict[str, Any]]:
    """The site with its search, and what it holds."""
    url = settings.SITE_URL + "/"
    return [
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "neoarchive",
            "url": url,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{url}releases/?q={{query}}"},
                "query-input": "required name=query",
            },
        },
        {
            "@context": "https://schema.org",
            "@type": "Collection",
            "name": "Press releases as filed with the SEC on Form 8-K",
            "url": url,
            "holdingArchive": ARCHIVE,
        },
    ]
