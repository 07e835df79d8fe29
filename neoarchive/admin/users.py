"""Users and their roles. Only a superuser makes superusers, or changes what they may do."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from neoarchive import codes

admin.site.unregister(User)


@admin.register(User)
class RoleAdmin(UserAdmin):
    """A person's role is their group. Single permissions are for superusers: they would get around the roles."""

    list_display = ["username", "email", "roles", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("Role", {"fields": ["is_active", "is_staff", "groups"]}),
        ("Superuser", {"fields": ["is_superuser", "user_permissions"], "classes": ["collapse"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    actions = ["turn_off_codes"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.action(description="Turn off one-time codes (for a lost phone)", permissions=["change"])
    def turn_off_codes(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in users:
            if not self.has_change_permission(request, user):
                messages.error(request, f"{user} is a superuser: only another superuser can do that.")
            elif codes.turn_off(user):
                self.log_change(request, user, "One-time codes turned off.")
                messages.success(request, f"{user} logs in with the password alone now.")
            else:
                messages.info(request, f"{user} has no one-time codes.")

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        names = [group.name for group in user.groups.all()]
        return ", ".join(["superuser", *names] if user.is_superuser else names)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if request.user.is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "is_superuser", "user_permissions"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return _reaches(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return _reaches(request, obj) and super().has_delete_permission(request, obj)


def _reaches(request: HttpRequest, user: User | None) -> bool:
    return user is None or request.user.is_superuser or not user.is_superuser
