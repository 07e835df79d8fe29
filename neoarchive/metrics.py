"""Figures for Prometheus at /metrics, where NEOARCHIVE_METRICS_TOKEN is set: how many requests, how long, what state.

All processes of the site count into files of one folder, and whichever is asked adds them up. It stands around
everything else, so that what is answered before Django is counted as well. A part of the site is told by the beginning
of its address, one of few: neither records nor search words become names of figures.
"""

import hmac
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from neoarchive import health
from neoarchive.middleware import HEADERS

FOLDER = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(settings.DATA_DIR / "metrics")))
FOLDER.mkdir(parents=True, exist_ok=True)

# The library looks for the folder when it is imported.
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest  # noqa: E402
from prometheus_client.core import GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

PATH = "/metrics"
PARTS = frozenset(
    {"admin", "api", "companies", "events", "filings", "organizations", "people", "quotations", "releases", "static"}
)
METHODS = frozenset({"GET", "HEAD", "POST"})

REQUESTS = Counter("neoarchive_requests", "Requests answered.", ["part", "method", "status"])
SECONDS = Histogram(
    "neoarchive_request_seconds",
    "Seconds until an answer began.",
    ["part"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


class Measured:
    """A WSGI application around all others."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == PATH and _may_ask(environ):
            return _told(start_response)
        part, method = part_of(path), environ["REQUEST_METHOD"]
        begun = time.perf_counter()

        def counted(status: str, *rest: Any) -> Any:
            SECONDS.labels(part).observe(time.perf_counter() - begun)
            REQUESTS.labels(part, method if method in METHODS else "other", status[:3]).inc()
            return start_response(status, *rest)

        return self.application(environ, counted)


def part_of(path: str) -> str:
    """ "releases" of /releases/1998-07-27-calder/ and of /releases.json; "other" for whatever is not a part."""
    first = path[1:].partition("/")[0].partition(".")[0]
    return first if first in PARTS else "other" if first else "home"


class _Standing:
    """What is looked up when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        reasons = list(health.why_not_ready())
        yield GaugeMetricFamily("neoarchive_ready", "1 if the site can do its work, as /readyz says.", int(not reasons))
        free = shutil.disk_usage(settings.DATA_DIR).free
        yield GaugeMetricFamily("neoarchive_disk_free_bytes", "Room on the disk of the data folder.", free)


def _may_ask(environ: Environ) -> bool:
    given = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
    return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())


def _told(start_response: Callable[..., Any]) -> Iterable[bytes]:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(FOLDER))
    registry.register(_Standing())
    body = generate_latest(registry)
    headers = [("Content-Type", CONTENT_TYPE_LATEST), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    start_response("200 OK", [*headers, *HEADERS])
    return [body]
