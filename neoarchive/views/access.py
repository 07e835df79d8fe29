"""Who sees what, where a page has moved to, and what was withdrawn. The only gate between drafts and visitors."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from neoarchive.models import OldAddress, PressRelease


def sees_drafts(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.is_staff)


def visible(request: HttpRequest, records: Any) -> Any:
    """The records this visitor may see: all of them for staff, the published ones for everybody else."""
    return records.all() if sees_drafts(request) else records.published()


def moved(request: HttpRequest, kind: OldAddress.Kind, slug: str, records: Any, after: str = "") -> HttpResponse:
    """The answer where nothing that this visitor may see has the slug.

    A redirect to the present address of what the slug once named, with ``after`` at its end; 410 with the reason where
    that, or what has the slug now, was withdrawn; 404 where it never named anything they may see.
    """
    old = OldAddress.objects.filter(kind=kind, slug=slug).values_list("record", flat=True).first()
    record = visible(request, records).filter(pk=old).first() if old is not None else None
    if record is not None:
        return redirect(record.get_absolute_url() + after, permanent=True)
    if kind in (OldAddress.Kind.RELEASE, OldAddress.Kind.PERSON):
        # Answered here, also at an old address: the present one may hold a name, or the words of the headline.
        gone = records.withdrawn().filter(slug=slug).first()
        if gone is None and old is not None:
            gone = records.withdrawn().filter(pk=old).first()
        if gone is not None:
            return withdrawn(request, gone)
    raise Http404


def withdrawn(request: HttpRequest, record: Any, what: str = "") -> HttpResponse:
    """410: that something was here, when it was withdrawn, and why; nothing of what it was.

    ``what``: what is not shown because of that record, "the original text of this filing".
    """
    of_release = isinstance(record, PressRelease)
    context = {
        "section": "releases" if of_release else "people",
        "what": what,
        "of_release": of_release,
        "on": record.withdrawn_at,
        "reason": record.withdrawn_reason,
    }
    return render(request, "withdrawn.html", context, status=410)
