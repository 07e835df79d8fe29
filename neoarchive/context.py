from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """What every template may use: the site's own address, and this page's under it, for canonical links."""
    # To look for what is not there costs a template more than all that is: a request from outside is not offline.
    request.offline = getattr(request, "offline", False)  # type: ignore[attr-defined]
    return {"site_url": settings.SITE_URL, "page_url": settings.SITE_URL + request.path}
