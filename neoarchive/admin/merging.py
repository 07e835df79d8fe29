"""Duplicates: suggested, shown side by side, merged with a preview, undone from the history."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from neoarchive.ingest import merge


def may_merge(request: HttpRequest, model: type[Model]) -> bool:
    return request.user.has_perm(f"neoarchive.merge_{model._meta.model_name}")


class Merges(admin.ModelAdmin):
    """A model admin whose records can be merged, two at a time."""

    suggestions: Callable[[], list[merge.Suggestion]]
    told: tuple[str, ...] = ()
    """Fields that are shown of both records side by side."""
    change_list_template = "admin/neoarchive/merging_list.html"

    class Media:
        css = {"all": ["admin_ingest/ingest.css"]}

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return may_merge(request, self.model)

    def get_urls(self) -> list[URLPattern]:
        guard, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("duplicates/", guard(self.duplicates), name=f"{name}_duplicates"),
            path("merge/<int:keep>/<int:gone>/", guard(self.merge_view), name=f"{name}_merge"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(
            request, {**(extra_context or {}), "may_merge": self.has_merge_permission(request)}
        )

    @admin.action(description="Merge the two selected records", permissions=["merge"])
    def merge_selected(self, request: HttpRequest, records: QuerySet[Any]) -> HttpResponse | None:
        two = list(records.order_by("pk")[:3])
        if len(two) != 2:
            messages.warning(request, "Choose two records, no more and no fewer.")
            return None
        return HttpResponseRedirect(self._address(two[0].pk, two[1].pk))

    def duplicates(self, request: HttpRequest) -> HttpResponse:
        if not self.has_merge_permission(request):
            raise PermissionDenied
        found = [(one, self._address(one.keep.pk, one.gone.pk)) for one in type(self).suggestions()]
        return self._render(request, "duplicates.html", {"title": f"Duplicate {self._plural()}", "found": found})

    def merge_view(self, request: HttpRequest, keep: int, gone: int) -> HttpResponse:
        if not self.has_merge_permission(request):
            raise PermissionDenied
        kept, merged = (get_object_or_404(self.model, pk=number) for number in (keep, gone))
        try:
            planned = merge.plan(kept, merged)
            if request.method == "POST":
                name = str(merged)
                merge.merge(kept, merged, request.user)
                self.log_change(request, kept, f"Merged {name} into it.")
                messages.success(request, f"{name} is a part of {kept} now. The history of {kept} can undo it.")
                return HttpResponseRedirect(self._change_address(kept))
        except merge.CannotMerge as why:
            messages.error(request, f"Not merged. {why}")
            return HttpResponseRedirect(self._change_address(kept))
        context = {
            "title": f"Merge {merged} into {kept}?",
            "keep": kept,
            "gone": merged,
            "plan": planned,
            "rows": [(self._label(name), getattr(kept, name), getattr(merged, name)) for name in self.told],
            "other_way": self._address(gone, keep),
        }
        return self._render(request, "merge.html", context)

    def _label(self, name: str) -> str:
        return str(self.opts.get_field(name).verbose_name)

    def _plural(self) -> str:
        return str(self.opts.verbose_name_plural)

    def _address(self, keep: int, gone: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[keep, gone])

    def _change_address(self, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def _render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        site = self.admin_site.each_context(request)
        return TemplateResponse(request, f"admin/neoarchive/{template}", {**site, "opts": self.opts, **context})
