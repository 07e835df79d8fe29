"""The log-in of the admin, with its brakes and one-time codes, and who logged in and did what."""

from math import ceil
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from neoarchive import codes, logins
from neoarchive.models import LogIn
from neoarchive.visitors import address_of

from .addresses import ReadOnly


class LogInForm(AdminAuthenticationForm):
    """Name, password and one-time code at once. Whichever is wrong, the answer is the same."""

    code = forms.CharField(
        label="One-time code",
        required=False,
        max_length=20,
        help_text="Only if you have set one up. A recovery code will do as well.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    error_messages = {
        **AdminAuthenticationForm.error_messages,
        "invalid_login": (
            "Please enter the correct %(username)s and password for a staff account, and its one-time code if it has "
            "one. Note that the password is case-sensitive."
        ),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        if not codes.anybody_uses_them():
            del self.fields["code"]

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if not codes.are_right(user, self.data.get("code", "")):
            logins.refused(user.get_username(), address_of(self.request))
            raise self.get_invalid_login_error()


@never_cache
def log_in(request: HttpRequest) -> HttpResponse:
    """The admin's log-in, unless the name or the address was refused too often: then no password is even looked at."""
    if request.method == "POST":
        name, address, now = request.POST.get("username", ""), address_of(request), timezone.now()
        seconds = logins.wait(name, address, now)
        if seconds:
            logins.held(name, address, now)
            context = {**admin.site.each_context(request), "title": "Log in", "minutes": ceil(seconds / 60)}
            response = render(request, "admin/held.html", context, status=429)
            response.headers["Retry-After"] = str(seconds)
            return response
    return admin.site.login(request)


admin.site.login_form = LogInForm
admin.site.login_template = "admin/log_in.html"


@admin.register(LogIn)
class LogInAdmin(ReadOnly):
    list_display = ["at", "outcome", "who", "address"]
    list_filter = ["outcome", "at"]
    search_fields = ["user__username", "=address"]
    search_help_text = "Name of a user, address"
    list_select_related = ["user"]
    date_hierarchy = "at"

    @admin.display(description="user", ordering="user__username")
    def who(self, log_in: LogIn) -> str:
        return str(log_in.user) if log_in.user else "nobody known"


@admin.register(LogEntry)
class ActionAdmin(ReadOnly):
    """Everything that was done in the admin. What a change was is in the history of the record."""

    list_display = ["action_time", "user", "action", "content_type", "object_repr", "message"]
    list_filter = ["action_flag", "content_type", "action_time"]
    search_fields = ["user__username", "object_repr", "change_message"]
    search_help_text = "Name of a user, title of a record, words of what was done"
    list_select_related = ["user", "content_type"]
    date_hierarchy = "action_time"
    fields = ["action_time", "user", "action", "content_type", "object_id", "object_repr", "message"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LogEntry]:
        return super().get_queryset(request).order_by("-action_time", "-pk")

    @admin.display(description="action", ordering="action_flag")
    def action(self, entry: LogEntry) -> str:
        return entry.get_action_flag_display()

    @admin.display(description="what was done")
    def message(self, entry: LogEntry) -> str:
        return entry.get_change_message()
