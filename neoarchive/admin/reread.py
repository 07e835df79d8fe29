"""What a later parser reads otherwise: by rule, by filing, part by part, each accepted or rejected by an editor."""

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from neoarchive.ingest import reread
from neoarchive.ingest.errors import DraftError
from neoarchive.models import Filing, Proposal

if TYPE_CHECKING:
    from .filings import FilingAdmin

_ON_A_PAGE = 50
# What one press may accept: each filing is written and indexed again, within a request.
_AT_ONCE = 500


class ReadAgain:
    """The views under /admin/neoarchive/filing/reread/."""

    def __init__(self, model_admin: "FilingAdmin") -> None:
        self.model_admin = model_admin

    def urls(self) -> list[URLPattern]:
        guard = self.model_admin.admin_site.admin_view
        return [
            path("reread/", guard(self.rules), name="neoarchive_filing_reread"),
            path("reread/parts/", guard(self.parts), name="neoarchive_filing_reread_parts"),
        ]

    def rules(self, request: HttpRequest) -> HttpResponse:
        """The rules, those that change most first."""
        self._must(request, self.model_admin.has_view_permission(request))
        groups = (
            Proposal.objects.filter(state=Proposal.State.OPEN)
            .order_by()
            .values("rule")
            .annotate(count=Count("pk"), filings=Count("filing", distinct=True))
            .order_by("-count", "rule")
        )
        rows = [(group, f"{_parts_address()}?{urlencode({'rule': group['rule']})}") for group in groups]
        return self._render(request, "reread.html", {"title": "Read again", "rows": rows})

    def parts(self, request: HttpRequest) -> HttpResponse:
        """The proposals of one rule, of one filing, or all; those chosen are accepted or rejected."""
        self._must(request, self.model_admin.has_view_permission(request))
        wanted = self._wanted(request)
        if request.method == "POST":
            self._must(request, self.model_admin.has_change_permission(request))
            self._decide(request, wanted)
            here = f"{request.path}?{request.GET.urlencode()}" if wanted.exists() else _rules_address()
            return HttpResponseRedirect(here)
        ordered = wanted.select_related("filing").defer("filing__segments", "data").order_by("filing", "path")
        page = Paginator(ordered, _ON_A_PAGE).get_page(request.GET.get("p"))
        filing = Filing.objects.filter(pk=_number(request.GET.get("filing"))).first()
        context = {
            "title": str(filing) if filing else request.GET.get("rule") or "All parts that are read otherwise",
            "page": page,
            "may_change": self.model_admin.has_change_permission(request),
            "query": urlencode({name: request.GET[name] for name in ("rule", "filing") if name in request.GET}),
        }
        return self._render(request, "reread_parts.html", context)

    def _wanted(self, request: HttpRequest) -> "QuerySet[Proposal]":
        wanted = Proposal.objects.filter(state=Proposal.State.OPEN)
        if "rule" in request.GET:
            wanted = wanted.filter(rule=request.GET["rule"])
        if "filing" in request.GET:
            wanted = wanted.filter(filing=_number(request.GET["filing"]))
        return wanted

    def _decide(self, request: HttpRequest, wanted: "QuerySet[Proposal]") -> None:
        if "all" not in request.POST:
            wanted = wanted.filter(pk__in=[key for key in request.POST.getlist("part") if key.isdigit()])
        if "reject" in request.POST:
            chosen = list(wanted)
            reread.decide(chosen, request.user, Proposal.State.REJECTED)
            messages.success(request, f"{_counted(len(chosen))} rejected: it is not proposed again.")
            return
        chosen = list(wanted.select_related("filing__source").order_by("filing", "path")[:_AT_ONCE])
        self._accept(request, chosen)
        left = wanted.count()
        if "all" in request.POST and left:
            messages.info(request, f"{_counted(left)} more: press again to go on.")

    def _accept(self, request: HttpRequest, chosen: list[Proposal]) -> None:
        by_filing: dict[Filing, list[Proposal]] = defaultdict(list)
        for one in chosen:
            by_filing[one.filing].append(one)
        done = 0
        for filing, proposals in by_filing.items():
            try:
                reread.accept(filing, proposals, request.user)
            except (reread.Stale, DraftError) as error:
                messages.warning(request, f"{filing}: not changed. {error}")
            else:
                done += len(proposals)
                self.model_admin.log_change(request, filing, f"Accepted {_counted(len(proposals))} of a new reading.")
        if done:
            messages.success(request, f"{_counted(done)} accepted.")

    @staticmethod
    def _must(request: HttpRequest, allowed: bool) -> None:
        if not allowed:
            raise PermissionDenied

    def _render(self, request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
        site = self.model_admin.admin_site.each_context(request)
        return TemplateResponse(
            request, f"admin/neoarchive/filing/{template}", {**site, "opts": Filing._meta, **context}
        )


def _counted(count: int) -> str:
    return f"{count:,} change{'' if count == 1 else 's'}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _rules_address() -> str:
    return reverse("admin:neoarchive_filing_reread")


def _parts_address() -> str:
    return reverse("admin:neoarchive_filing_reread_parts")
