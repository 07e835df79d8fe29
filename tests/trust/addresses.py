"""Every address of the site, from its URL patterns and the records in the database."""

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from neoarchive.models import Company, Contact, Filing, OldAddress, PressRelease, UploadedFiling
from neoarchive.search.events import EVENTS

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_OF_PATH = {"releases": PressRelease, "filings": Filing, "companies": Company, "people": Contact}
_KINDS = {
    OldAddress.Kind.RELEASE: "releases",
    OldAddress.Kind.FILING: "filings",
    OldAddress.Kind.COMPANY: "companies",
    OldAddress.Kind.PERSON: "people",
}
_NUMBERS = {"year": "1998", "month": "3", "day": "9", "number": "1", "change": "1", "letter": "c", "url": "nothing"}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """``releases/<slug:slug>/`` and so on, in the order in which they are looked through."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def addresses(*, admin: bool = False) -> list[str]:
    """Every public address, of each record whether it is shown or not; or every one of the admin, of one each."""
    found = (_filled(route) for route in routes() if route.startswith("admin/") == admin)
    return list(dict.fromkeys("/" + address for some in found for address in some))


def _filled(route: str) -> Iterator[str]:
    """A route with each combination of values that its places can have."""
    route = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route).replace("^", "").replace("$", "")
    names = _PLACE.findall(route)
    for values in product(*(list(_values(name, route)) for name in names)):
        given = iter(values)
        yield _PLACE.sub(lambda _: next(given), route)  # noqa: B023 (used up at once)


def _values(name: str, route: str) -> Iterable[str]:
    if route.startswith("admin/"):
        return [_of_admin(name, route)]
    if name == "name":
        return ["releases", "filings", "companies"]
    if name == "slug" and route.startswith("events/"):
        return [event.slug for event in EVENTS]
    if name == "slug":
        return _slugs(route.partition("/")[0])
    return [_NUMBERS[name]]


def _slugs(kind: str) -> list[str]:
    old = [one.slug for one in OldAddress.objects.all() if _KINDS[OldAddress.Kind(one.kind)] == kind]
    return [*_OF_PATH[kind]._default_manager.order_by("pk").values_list("slug", flat=True), *old]


def _of_admin(name: str, route: str) -> str:
    uploaded = UploadedFiling.objects.order_by("pk").first()
    given: dict[str, Any] = {
        "content_type_id": ContentType.objects.get_for_model(PressRelease).pk,
        "upload": uploaded.upload_id if uploaded else 1,
        "position": uploaded.position if uploaded else 1,
        "app_label": "neoarchive",
        "filing": _first(Filing),
        "id": _first(get_user_model()),
        "keep": _first(Company),
        "gone": _first(Company, 1),
    }
    if name in given:
        return str(given[name])
    if name in _NUMBERS:
        return _NUMBERS[name]
    label, model = (route.split("/")[1:3]) if route.count("/") > 2 and "/r/" not in route else ("", "")
    return str(_first(apps.get_model(label, model) if label else PressRelease))


def _first(model: Any, place: int = 0) -> int:
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True)[: place + 1])
    return keys[-1] if keys else 1
