"""Atom feeds (RFC 4287) of releases, those added to the archive last first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed

from neoarchive.models import Filing, PressRelease

from .clean import absolute, plain
from .records import releases

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
        latest=max((one.updated_at for one in listed), default=None) or _latest(),
    )
    for release in listed:
        feed.add_item(
            title=plain(release.headline) or "No headline",
            link=absolute(release.get_absolute_url()),
            description=_in_words(release),
            unique_id=_tag(release),
            author_name=plain(release.by) or "neoarchive",
            pubdate=release.filing.created_at,
            updateddate=release.updated_at,
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(response, "utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _latest() -> datetime:
    """Of a feed without entries: when the archive last took in a filing."""
    newest = Filing.objects.published().order_by("-created_at").values_list("created_at", flat=True).first()
    return newest or _NEVER


def _tag(release: PressRelease) -> str:
    """The same for good, whatever the address of the release or of the site's pages becomes (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:release/{release.pk}"


def _in_words(release: PressRelease) -> str:
    """``July 27, 1998, NeoTherapeutics, Inc. (Nasdaq: NEOT). …``: the entry's own dates tell when it was added."""
    day = release.shown_date
    own = ", ".join(
        f"{t.exchange}: {t.symbol}" if t.exchange else t.symbol for t in release.tickers.all() if t.company_id
    )
    who = release.by + (f" ({own})" if own else "")
    when = f"{day:%B} {day.day}, {day.year}, " if day else "No date, "
    invented = " Invented sample." if release.company.invented else ""
    return plain(f"{when}{who.rstrip('.')}.{invented} {release.summary}")
