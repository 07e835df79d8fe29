"""Withdrawing in the admin: a page that asks for the reason, the state shown on the record, one button to undo it.

Plain forms throughout, so all of it works without JavaScript.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from neoarchive.ingest import withdraw
from neoarchive.models import PressRelease

_MOST = 500


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=withdraw.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Visitors read it at the address, word for word. Name nobody in it.",
        error_messages={"required": "Give a reason: visitors read it at the address of what is withdrawn."},
    )


def may_withdraw(request: HttpRequest, model: type[Any]) -> bool:
    return request.user.has_perm(f"neoarchive.withdraw_{model._meta.model_name}")


class Withdraws(admin.ModelAdmin):
    """A model admin whose records can be withdrawn with a reason, and brought back."""

    change_form_template = "admin/neoarchive/withdrawable_form.html"
    withdrawn_is_told = ""
    """What visitors no longer see, as the page that asks for the reason says it."""

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return may_withdraw(request, self.model)

    def get_urls(self) -> list[URLPattern]:
        guard, name = self.admin_site.admin_view, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("withdraw/", guard(self.withdraw_view), name=f"{name}_withdraw"),
            path("<int:pk>/bring-back/", guard(require_POST(self.bring_back_view)), name=f"{name}_bring_back"),
            *super().get_urls(),
        ]

    @admin.action(description="Withdraw selected, with a reason", permissions=["withdraw"])
    def withdraw_selected(self, request: HttpRequest, records: QuerySet[Any]) -> HttpResponse | None:
        chosen = list(records.order_by("pk").values_list("pk", flat=True)[: _MOST + 1])
        if len(chosen) > _MOST:
            messages.warning(request, f"Choose at most {_MOST} at a time.")
            return None
        return HttpResponseRedirect(self.withdraw_address(chosen))

    @admin.action(description="Bring selected back", permissions=["withdraw"])
    def bring_selected_back(self, request: HttpRequest, records: QuerySet[Any]) -> None:
        found = [one for one in records.order_by("pk") if one.is_withdrawn]
        with transaction.atomic():
            for record in found:
                self._bring_back(request, record)
        if found:
            messages.success(request, f"Brought back: {len(found)}.")
        else:
            messages.warning(request, "None of these is withdrawn.")

    def withdraw_address(self, numbers: list[int]) -> str:
        chosen = ",".join(map(str, numbers))
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_withdraw") + f"?ids={chosen}"

    def withdraw_view(self, request: HttpRequest) -> HttpResponse:
        """Asks for the reason, then withdraws all that were chosen, or none of them."""
        if not self.has_withdraw_permission(request):
            raise PermissionDenied
        given = (request.POST if request.method == "POST" else request.GET).get("ids", "")
        numbers = [int(one) for one in given.split(",") if one.isascii() and one.isdigit() and len(one) < 19][:_MOST]
        records = list(self.model._default_manager.filter(pk__in=numbers, withdrawn_at=None).order_by("pk"))
        if not records:
            messages.warning(request, "Nothing to withdraw: all of these are withdrawn, or gone.")
            return HttpResponseRedirect(self._list_address())
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                self._withdraw(request, records, form.cleaned_data["reason"])
            except withdraw.CannotWithdraw as why:
                messages.error(request, f"Nothing was withdrawn. {why}")
            else:
                messages.success(request, self._told(records))
                only = records[0].pk if len(records) == 1 else None
                return HttpResponseRedirect(self._page_of(only) if only else self._list_address())
        context = {
            **self.admin_site.each_context(request),
            "title": f"Withdraw {records[0] if len(records) == 1 else f'{len(records)} {self._plural()}'}?",
            "opts": self.opts,
            "records": records,
            "ids": ",".join(str(one.pk) for one in records),
            "form": form,
            "told": self.withdrawn_is_told,
            "also": self.also_printed(records),
            "back": self._page_of(records[0].pk) if len(records) == 1 else self._list_address(),
        }
        return TemplateResponse(request, "admin/neoarchive/withdraw.html", context)

    def also_printed(self, records: list[Any]) -> list[Any]:
        """Other records that hold the same text, to be thought of."""
        return []

    def bring_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_withdraw_permission(request):
            raise PermissionDenied
        record = get_object_or_404(self.model, pk=pk)
        try:
            self._bring_back(request, record)
        except withdraw.CannotWithdraw as why:
            messages.warning(request, str(why))
        else:
            messages.success(request, f"“{record}” is brought back.")
        return HttpResponseRedirect(self._page_of(record.pk))

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        record = kwargs.get("obj")
        if record is not None:
            context |= {
                "withdrawn_by": withdraw.latest(record),
                "may_withdraw": self.has_withdraw_permission(request),
                "withdraw_address": self.withdraw_address([record.pk]),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def _withdraw(self, request: HttpRequest, records: list[Any], reason: str) -> None:
        with transaction.atomic():
            for record in records:
                withdraw.withdraw(record, request.user, reason)
                self.log_change(request, record, f"Withdrawn: {reason}")

    def _bring_back(self, request: HttpRequest, record: Any) -> None:
        with transaction.atomic():
            withdraw.bring_back(record, request.user)
            self.log_change(request, record, "Brought back.")

    def _told(self, records: list[Any]) -> str:
        what = f"“{records[0]}” is" if len(records) == 1 else f"{len(records)} {self._plural()} are"
        return f"{what} withdrawn. The address answers with the reason."

    def _plural(self) -> str:
        return str(self.opts.verbose_name_plural)

    def _list_address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def _page_of(self, pk: int) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])


def other_versions(records: list[PressRelease]) -> list[PressRelease]:
    """Releases that stand for the same text and are still shown: versions of those that are withdrawn."""
    roots = {one.version_of_id or one.pk for one in records}
    family = PressRelease.objects.filter(version_of__in=roots) | PressRelease.objects.filter(pk__in=roots)
    return list(family.filter(withdrawn_at=None).exclude(pk__in=[one.pk for one in records]).order_by("pk")[:20])
