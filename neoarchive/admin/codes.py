"""The page on which each of the staff sets up one-time codes for their own log-in, and turns them off."""

import segno
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from neoarchive import codes

# Their own pages would show keys to whoever administers users.
for _model in (StaticDevice, TOTPDevice):
    if admin.site.is_registered(_model):
        admin.site.unregister(_model)

_WRONG = "The code was not right. Wait for the next one, and see that the clock of the phone is right."


@never_cache
@sensitive_post_parameters("code")
def codes_page(request: HttpRequest) -> HttpResponse:
    """Each button is a form of its own; what changes an app that is in use asks for one of its codes."""
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == "begin" and codes.app_of(request.user) is None:
            codes.begin(request.user)
            return _here()
        if action == "confirm":
            return _confirmed(request)
        if action in {"renew", "off"}:
            return _changed(request, action)
    return _page(request)


def _confirmed(request: HttpRequest) -> HttpResponse:
    if not codes.confirm(request.user, request.POST.get("code", "")):
        messages.error(request, _WRONG)
        return _here()
    messages.success(request, "One-time codes are on. The next log-in asks for one.")
    return _page(request, recovery=codes.new_recovery_codes(request.user))


def _changed(request: HttpRequest, action: str) -> HttpResponse:
    if codes.app_of(request.user) is None:
        return _here()
    if not codes.are_right(request.user, request.POST.get("code", "")):
        messages.error(request, _WRONG)
        return _here()
    if action == "renew":
        return _page(request, recovery=codes.new_recovery_codes(request.user))
    codes.turn_off(request.user)
    messages.success(request, "One-time codes are off. The password alone is asked for.")
    return _here()


def _page(request: HttpRequest, recovery: list[str] | None = None) -> HttpResponse:
    app = codes.app_of(request.user)
    begun = None if app else codes.begun(request.user)
    context = {
        **admin.site.each_context(request),
        "title": "One-time codes",
        "app": app,
        "begun": begun,
        "recovery": recovery,
        "left": codes.recovery_codes_left(request.user),
    }
    if begun:
        context["key"] = codes.key_of(begun)
        context["picture"] = segno.make(begun.config_url, error="m").svg_data_uri(scale=5, light="#fff")
    return TemplateResponse(request, "admin/codes.html", context)


def _here() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin_codes"))
