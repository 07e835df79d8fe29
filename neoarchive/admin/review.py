"""The queue of doubts: filings of the archive whose reading was in doubt, the most doubtful first.

A review is the preview of a filing that is saved already: the same page, the same desk. What the editor accepts goes
into the records (``ingest.stored``); values that are left as they are count as looked at.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from neoarchive.ingest import stored, upkeep
from neoarchive.models import Filing, PressRelease, Registrant, Upload, UploadedFiling

from .desk import Desk

if TYPE_CHECKING:
    from .filings import FilingAdmin

State = UploadedFiling.State
_ON_A_PAGE = 50


class ReviewQueue:
    """The views under /admin/neoarchive/filing/review/."""

    def __init__(self, model_admin: "FilingAdmin") -> None:
        self.model_admin = model_admin

    def urls(self) -> list[URLPattern]:
        guard = self.model_admin.admin_site.admin_view
        return [
            path("review/", guard(self.queue), name="neoarchive_filing_review"),
            path("review/<int:filing>/", guard(self.start), name="neoarchive_filing_review_one"),
        ]

    def queue(self, request: HttpRequest) -> HttpResponse:
        if not self.model_admin.has_view_permission(request):
            raise PermissionDenied
        page = Paginator(shown(Filing.objects.in_doubt()), _ON_A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": Filing._meta,
            "title": "Filings with doubts",
            "page": page,
            "may_review": self.model_admin.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/neoarchive/filing/review.html", context)

    def start(self, request: HttpRequest, filing: int) -> HttpResponse:
        """Put the filing on the desk, or go on where somebody was."""
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(address_of(on_desk(get_object_or_404(Filing, pk=filing), request.user)))


def shown(filings: "QuerySet[Filing]") -> "QuerySet[Filing]":
    releases = PressRelease.objects.order_by("position").only("filing", "headline")
    return filings.defer("segments", "evidence").prefetch_related(
        Prefetch("registrants", Registrant.objects.order_by("position")), Prefetch("releases", releases)
    )


def address_of(reviewed: UploadedFiling) -> str:
    return reverse("admin:neoarchive_filing_preview", args=[reviewed.upload_id, reviewed.position])


def start_address(filing: Filing) -> str:
    return reverse("admin:neoarchive_filing_review_one", args=[filing.pk])


def on_desk(filing: Filing, user: AbstractBaseUser) -> UploadedFiling:
    """The review of a filing: the one that is under way, or a new one."""
    with transaction.atomic():
        Filing.objects.select_for_update().get(pk=filing.pk)
        under_way = UploadedFiling.objects.filter(reviews=filing, state=State.WAITING).first()
        if under_way:
            return under_way
        upload = Upload.objects.create(created_by=user)
        return UploadedFiling.objects.create(
            upload=upload,
            position=1,
            filename=filing.source.filename,
            compressed=b"",
            draft=desk_of(filing).dump(),
            reviews=filing,
        )


def desk_of(filing: Filing) -> Desk:
    published = filing.status == Filing.Status.PUBLISHED
    return Desk(stored.stored_draft(filing), publish=published, stamp=stored.stamp_of(filing))


def accept(reviewed: UploadedFiling, desk: Desk, user: AbstractBaseUser, *, publish: bool | None) -> Filing:
    """Take a review into the records. ``publish`` None leaves it to what the filing is.

    Raises ``DraftError``; then nothing is changed. The filing must not have changed since the desk was made of it.
    """
    draft, places = desk.to_save()
    filing = reviewed.reviews
    assert filing is not None
    with transaction.atomic():
        stored.apply(filing, draft, places.rows, user)
        if publish is not None and publish != (filing.status == Filing.Status.PUBLISHED):
            (upkeep.publish if publish else upkeep.unpublish)(filing)
        looked_through(filing, user)
    return filing


def looked_through(filing: Filing, user: AbstractBaseUser) -> None:
    """Whatever of it was in doubt, a person has seen it: it leaves the queue."""
    Filing.objects.filter(pk=filing.pk).update(reviewed_at=timezone.now(), reviewed_by=user)


def next_address(after: Filing) -> str | None:
    """The review of the next filing in the queue."""
    following = Filing.objects.in_doubt().exclude(pk=after.pk).only("pk").first()
    return start_address(following) if following else None
