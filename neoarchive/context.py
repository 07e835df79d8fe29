from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """What every template may use: the site's own address, and this page's under it, for canonical links."""
    return {"site_url": settings.SITE_URL, "page_url": settings.SITE_URL + request.path}
