"""Slugs in the admin: made when left empty, and kept working when changed; the list of those given up."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from neoarchive.ingest import upkeep
from neoarchive.models import OldAddress


class KeepsAddresses(admin.ModelAdmin):
    """When a slug changes, the old address goes on working."""

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            upkeep.slug_changed(obj, form.initial["slug"])

    def view_on_site(self, obj: Any) -> str | None:
        """The public page; none where visitors would be told there is nothing."""
        if not type(obj)._default_manager.published().filter(pk=obj.pk).exists():
            return None
        return obj.get_absolute_url()


class ReadOnly(admin.ModelAdmin):
    """Records that nobody edits: they may be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OldAddress)
class OldAddressAdmin(ReadOnly):
    list_display = ["slug", "kind", "record", "given_up_at"]
    list_filter = ["kind"]
    search_fields = ["slug"]
    date_hierarchy = "given_up_at"
