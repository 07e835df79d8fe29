"""Atom feeds (RFC 4287) of releases, those added to the archive last first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from neoarchive.models import Filing

from .clean import absolute, plain
from .records import Release, address, releases

MOST = 50
_NEVER = datetime(1993, 1, 1, tzinfo=UTC)
"""When EDGAR began: the feed of an archive that has nothing yet."""


class _Feed(Atom1Feed):
    """Django's, whose date of a feed without entries is the time of asking: no two answers would be the same."""

    def latest_post_date(self) -> datetime:
        latest: datetime = self.feed["latest"]
        return latest


def answer(title: str, subtitle: str, *, page: str, own: str, ids: Sequence[int]) -> HttpResponse:
    """A feed of these releases. ``page`` and ``own``: addresses of what it is a feed of, and of the feed."""
    listed = releases(ids[:MOST])
    feed = _Feed(
        title=plain(title),
        link=absolute(page),
        description="",
        subtitle=plain(subtitle),
        feed_url=absolute(own),
        feed_guid=absolute(own),
        language="en",
        author_name="neoarchive",
        latest=max((one.row.updated_at for one in listed), default=None) or _latest(),
    )
    for release in listed:
        row = release.row
        feed.add_item(
            title=plain(row.headline) or "No headline",
            link=address("release", row.slug),
            description=_in_words(release),
            unique_id=_tag(row.pk),
            author_name=plain(row.by) or "neoarchive",
            pubdate=row.filing__created_at,
            updateddate=row.updated_at,
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _latest() -> datetime:
    """Of a feed without entries: when the archive last took in a filing."""
    newest = Filing.objects.published().order_by("-created_at").values_list("created_at", flat=True).first()
    return newest or _NEVER


def _tag(pk: int) -> str:
    """The same for good, whatever the address of the release or of the site's pages becomes (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:release/{pk}"


def _in_words(release: Release) -> str:
    """``July 27, 1998, NeoTherapeutics, Inc. (Nasdaq: NEOT). …``: the entry's own dates tell when it was added."""
    row, day = release.row, release.row.shown_date
    own = ", ".join(f"{e}: {s}" if e else s for e, s, is_own in release.tickers if is_own)
    who = row.by + (f" ({own})" if own else "")
    when = f"{day:%B} {day.day}, {day.year}, " if day else "No date, "
    invented = " Invented sample." if row.company__invented else ""
    return plain(f"{when}{who.rstrip('.')}.{invented} {row.summary}")
