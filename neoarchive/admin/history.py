"""The history of a record in the admin: every change with its differences, each undone by one click."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from neoarchive.ingest import history, merge
from neoarchive.models import Change

from .merging import may_merge
from .withdrawing import may_withdraw

_ON_A_PAGE = 50


class KeepsHistory(admin.ModelAdmin):
    """What is saved on a record's page is kept as a change of it, and of the records it is a part of."""

    def watched(self, request: HttpRequest, record: Any) -> list[Model]:
        """The records whose history a change on this page belongs to."""
        return [record]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id) if request.method == "POST" and object_id else None
        if record is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with history.recording(request.user, self.watched(request, record)) as taken:
            request.recording = taken  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        revert = self.admin_site.admin_view(require_POST(self.revert))
        return [path("<path:object_id>/history/<int:change>/revert/", revert, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        changes = Change.objects.of(record).select_related("reverts")
        page = Paginator(changes, _ON_A_PAGE).get_page(request.GET.get("p"))
        now = history.state_of(record)
        may_change = self.has_change_permission(request, record)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {record}",
            "opts": self.opts,
            "object": record,
            "page": page,
            "changes": [(change, history.differences(change), history.changed_since(change, now)) for change in page],
            "may_change": may_change,
        }
        return TemplateResponse(request, "admin/neoarchive/history.html", context)

    def revert(self, request: HttpRequest, object_id: str, change: int) -> HttpResponse:
        record = self.get_object(request, object_id)
        if record is None or not self.has_change_permission(request, record):
            raise PermissionDenied
        chosen = get_object_or_404(Change.objects.of(record), pk=change)
        if chosen.action == Change.Action.MERGED and not may_merge(request, type(record)):
            raise PermissionDenied
        if "withdrawn_at" in chosen.after and not may_withdraw(request, type(record)):
            raise PermissionDenied
        try:
            undo = merge.undo if chosen.action == Change.Action.MERGED else history.revert
            made = undo(chosen, request.user)
        except history.CannotRevert as why:
            messages.error(request, f"Not reverted. {why} Revert the later change first.")
        except merge.CannotMerge as why:
            messages.error(request, f"Not undone. {why}")
        else:
            if made:
                self.log_change(request, record, f"Reverted the change of {chosen.on:%Y-%m-%d %H:%M}.")
                messages.success(request, "The change is reverted.")
            else:
                messages.info(request, "There was nothing left to revert.")
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))
