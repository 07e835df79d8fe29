"""Answers in JSON and CSV. A table longer than a batch is sent while it is read, so that its length costs no memory."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from .clean import absolute, cell
from .records import Kind

_R = TypeVar("_R", bound=HttpResponseBase)

BATCH = 500
"""Records read at a time. A table of no more has an ETag and is answered 304; a longer one is streamed."""

MOST = 10_000
"""Rows of a table. Where there are more, the address of the next table is in the header Link."""

PAGE = 100
"""Records of a page of JSON."""


def as_json(data: dict[str, Any], status: int = 200) -> HttpResponse:
    """Readable by people too: a line for each key."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _headed(HttpResponse(text + "\n", content_type="application/json", status=status))


def moved_to(address: str) -> HttpResponse:
    """To where a record is now. ``address``: its path."""
    response = as_json({"moved_to": absolute(address)}, status=301)
    response["Location"] = address
    return response


def refused(message: str, faults: Sequence[dict[str, str]] = (), status: int = 400) -> HttpResponse:
    """What could not be read, for machines."""
    return as_json({"error": message, "faults": list(faults)}, status)


def refused_in_words(message: str, status: int = 400) -> HttpResponse:
    return _headed(HttpResponse(message + "\n", content_type="text/plain; charset=utf-8", status=status))


def number_of(request: HttpRequest, name: str) -> int | None:
    """A parameter as a number, 0 without it, None for anything else."""
    text = request.GET.get(name, "") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def as_table(kind: Kind, ids: Sequence[int], *, filename: str, next_page: str = "") -> HttpResponseBase:
    """A table of the records with these ids, in that order. ``next_page``: absolute address of what follows."""
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    lines = _lines(kind, batches)
    response: HttpResponse | StreamingHttpResponse
    if len(batches) > 1:
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8; header=present")
    else:
        response = HttpResponse(b"".join(lines), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    if next_page:
        response["Link"] = f'<{next_page}>; rel="next"'
    return _headed(response)


def _lines(kind: Kind, batches: Sequence[Sequence[int]]) -> Iterator[bytes]:
    yield _csv([list(kind.columns)])
    for ids in batches:
        yield _csv([kind.row(record) for record in kind.read(ids)])


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    """Lines as RFC 4180 has them."""
    text = io.StringIO()
    csv.writer(text).writerows([[cell(value) for value in row] for row in rows])
    return text.getvalue().encode()


def _headed(response: _R) -> _R:
    """What is for machines is not for search engines, and is never taken for a page."""
    response["X-Robots-Tag"] = "noindex"
    response["X-Content-Type-Options"] = "nosniff"
    return response
