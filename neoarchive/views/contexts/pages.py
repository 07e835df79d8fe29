"""Pages of long lists."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest


@dataclass(frozen=True, slots=True)
class Pager:
    """The links to a list's pages: ``numbers`` are shown, None stands for pages left out."""

    page: Page[Any]
    numbers: list[int | None]


def page_of(request: HttpRequest, records: Any, size: int) -> Pager:
    """The page that ``?page=`` asks for, the first without it; 404 for one that does not exist."""
    wanted = request.GET.get("page") or "1"
    paginator: Paginator[Any] = Paginator(records, size)
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 8 and 1 <= int(wanted) <= paginator.num_pages):
        raise Http404
    page = paginator.page(int(wanted))
    elided = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return Pager(page, [n if isinstance(n, int) else None for n in elided])
