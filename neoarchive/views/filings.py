"""Filings: the index, one filing, its text as it was received."""

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from neoarchive.caching import lasting
from neoarchive.models import Filing, OldAddress, PressRelease, Registrant

from .access import moved, sees_drafts, visible, withdrawn
from .contexts import quoting
from .contexts.filing import TextPages, filing_context, for_page
from .contexts.pages import page_of
from .contexts.withheld import withheld_of

PER_PAGE = 50
_WITHDRAWN = PressRelease.Status.WITHDRAWN


@require_safe
@lasting
def filings(request: HttpRequest) -> HttpResponse:
    """The index: newest first; ``?number=`` finds an accession number."""
    number = request.GET.get("number", "").strip()
    seen = visible(request, Filing.objects)
    if number:
        found = seen.filter(accession_number=_dashed(number)).only("slug").first()
        if found:
            return redirect(found.get_absolute_url())
    listed = (
        seen.defer("segments", "warnings", "evidence")
        .annotate(release_count=Count("releases", distinct=True, filter=~Q(releases__status=_WITHDRAWN)))
        .prefetch_related(
            "items", Prefetch("registrants", Registrant.objects.select_related("company").order_by("position"))
        )
        .order_by("-shown_date", "-id")
    )
    pager = page_of(request, listed, PER_PAGE)
    context = {
        "section": "filings",
        "index": True,
        "number": number,
        "pager": pager,
        "filings": pager.page.object_list,
        "total": pager.page.paginator.count,
        "address": settings.SITE_URL + request.path,
    }
    return render(request, "filings/list.html", context)


@require_safe
@lasting
def filing(request: HttpRequest, slug: str) -> HttpResponse:
    found = for_page(visible(request, Filing.objects)).filter(slug=slug).first()
    if found is None:
        return moved(request, OldAddress.Kind.FILING, slug, Filing.objects)
    lines = request.GET.get("lines", "")
    page = request.GET.get("page") or quoting.page_with(lines, TextPages("", found.source.line_count, 1))
    context = filing_context(found, page, drafts=sees_drafts(request))
    context |= quoting.box(lines, context)
    return render(request, "filings/detail.html", context)


@require_safe
def original(request: HttpRequest, slug: str) -> HttpResponse:
    """The bytes as they were received, as a download. Never HTML, whatever is in them.

    410 for visitors while a part of them is withdrawn: the rest can be read line by line on the filing's page.
    """
    found = get_object_or_404(visible(request, Filing.objects).select_related("source").defer("segments"), slug=slug)
    if not sees_drafts(request):
        withheld = withheld_of(found, found.releases.defer("blocks").order_by("position"))
        if withheld:
            return withdrawn(request, withheld.first, "the original text of this filing")
    source = found.source
    charset = "utf-8" if source.encoding.startswith("utf-8") else source.encoding
    response = HttpResponse(source.data, content_type=f"text/plain; charset={charset}")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{source.sha256}"'
    return response


def _dashed(number: str) -> str:
    """An accession number with its dashes, also from its 18 bare digits."""
    return f"{number[:10]}-{number[10:12]}-{number[12:]}" if number.isdigit() and len(number) == 18 else number
