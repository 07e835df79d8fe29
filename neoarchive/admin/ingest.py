"""Add filings from text: paste or upload, preview, save. Nothing is written to the archive before "Save"."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from neoarchive.ingest import service, stored
from neoarchive.ingest.draft import FilingDraft
from neoarchive.ingest.errors import AlreadyHere, DraftError
from neoarchive.middleware import POLICY
from neoarchive.models import Filing, UploadedFiling

from . import review
from .desk import Desk, new_row, read_again
from .forms import AddForm, DraftForm
from .intake import Refused, called, pieces, take_in
from .preview import Preview, bytes_of, file_rows, source_lines

if TYPE_CHECKING:
    from .filings import FilingAdmin

State = UploadedFiling.State
View = Callable[..., HttpResponse]

# Typed values of an editor whose session has ended wait in the new session until the log-in; no more than this.
_KEPT_BYTES = 2 * 1024 * 1024
_KEPT = "ingest_typed"
# The table of unfinished uploads shows the latest; the older ones come up as these are worked off.
_LISTED = 200


class AddFromText:
    """The views under /admin/neoarchive/filing/add-from-text/."""

    def __init__(self, model_admin: "FilingAdmin") -> None:
        self.model_admin = model_admin
        self.site = model_admin.admin_site

    def urls(self) -> list[URLPattern]:
        return [
            path("add-from-text/", self._guarded(self.add), name="neoarchive_filing_add_from_text"),
            path("add-from-text/<int:upload>/<int:position>/", self.preview_view(), name="neoarchive_filing_preview"),
            path(
                "add-from-text/<int:upload>/<int:position>/discard/",
                self._guarded(self.discard),
                name="neoarchive_filing_discard",
            ),
        ]

    def _guarded(self, view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if not self.model_admin.has_add_permission(request):
                raise PermissionDenied
            return view(request, **kwargs)

        return self.site.admin_view(guarded)

    def preview_view(self) -> View:
        """The preview, which keeps what was typed for an editor who has been logged out meanwhile."""
        guarded = self._guarded(self.preview)

        @wraps(guarded)
        def keeping(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                typed = request.POST.urlencode()
                if len(typed) <= _KEPT_BYTES:
                    request.session[_KEPT] = {"path": request.path, "typed": typed}
            return guarded(request, **kwargs)

        return keeping

    # Adding

    def add(self, request: HttpRequest) -> HttpResponse:
        form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
        refused: list[Refused] = []
        if request.method == "POST" and form.is_valid():
            given = form.cleaned_data
            intake = take_in(
                request.user,
                pieces(given["files"], given["text"]),
                accession_number=given["accession"],
                origin=given["origin"],
            )
            if intake.upload:
                for one in intake.refused:
                    messages.warning(request, refusal(one))
                return HttpResponseRedirect(preview_url(intake.taken[0]))
            refused = intake.refused
        given_in = UploadedFiling.objects.filter(reviews=None)
        waiting = given_in.select_related("upload__created_by").order_by("-upload_id", "position")
        context = {
            "title": "Add filings from text",
            "form": form,
            "refused": [refusal(one) for one in refused],
            "waiting": file_rows(waiting.filter(state=State.WAITING)[:_LISTED]),
            "discarded": file_rows(waiting.filter(state=State.DISCARDED)[:20]),
        }
        return self._render(request, "add_from_text.html", context)

    # The preview

    def preview(self, request: HttpRequest, upload: int, position: int) -> HttpResponse:
        uploaded = get_object_or_404(UploadedFiling, upload=upload, position=position)
        if uploaded.state == State.SAVED:
            return self._saved_already(request, uploaded)
        desk = Desk.load(uploaded.draft)
        if request.method == "POST":
            return self._act(request, uploaded, desk, request.POST)
        kept = request.session.get(_KEPT)
        if kept and kept["path"] == request.path:
            del request.session[_KEPT]
            self._keep(uploaded, desk, QueryDict(kept["typed"]))
            messages.info(request, "You were logged out; what you had typed is here. It is not saved yet.")
        return self._page(request, uploaded, desk)

    def _act(self, request: HttpRequest, uploaded: UploadedFiling, desk: Desk, typed: QueryDict) -> HttpResponse:
        self._keep(uploaded, desk, typed)
        here = preview_url(uploaded)
        if "_autosave" in typed:
            return HttpResponse(status=204)
        if uploaded.reviews and "_later" in typed:
            return HttpResponseRedirect(reverse("admin:neoarchive_filing_review"))
        if "_restore" in typed:
            UploadedFiling.objects.filter(pk=uploaded.pk, state=State.DISCARDED).update(state=State.WAITING)
            messages.success(request, f"{name_of(uploaded)} lies on the desk again.")
        elif "_discard" in typed:
            return HttpResponseRedirect(reverse("admin:neoarchive_filing_discard", args=_place(uploaded)))
        elif "_again" in typed:
            desk = read_again(desk, service.read(bytes_of(uploaded), uploaded.filename))
            self._store(uploaded, desk)
            messages.info(request, "The text was read again; what you had changed is kept.")
        elif "_back" in typed:
            path = typed["_back"]
            self._go_back(uploaded, desk, path)
            here += f"#row-{path}"
        elif "_add_release" in typed:
            desk.draft.releases.append(new_row("releases"))
            self._store(uploaded, desk)
            here += f"#release-{len(desk.draft.releases) - 1}"
        elif "_go" in typed and typed["_go"].isdigit():
            other = get_object_or_404(UploadedFiling, upload=uploaded.upload_id, position=int(typed["_go"]))
            return HttpResponseRedirect(preview_url(other))
        elif "_save" in typed or "_next" in typed:
            return self._save(request, uploaded, desk, to_next="_next" in typed)
        else:
            messages.info(request, "What you typed is kept here. It is not saved to the archive yet.")
        return HttpResponseRedirect(here)

    def _keep(self, uploaded: UploadedFiling, desk: Desk, typed: QueryDict) -> None:
        """Store what was typed, before anything that may fail."""
        DraftForm(desk, typed).apply(lambda: bytes_of(uploaded).decode(desk.draft.encoding, "replace"))
        self._store(uploaded, desk)

    def _store(self, uploaded: UploadedFiling, desk: Desk) -> None:
        uploaded.draft = desk.dump()
        # Only a filing that still waits: another editor may have saved it a moment ago.
        UploadedFiling.objects.filter(pk=uploaded.pk).exclude(state=State.SAVED).update(draft=uploaded.draft)

    def _go_back(self, uploaded: UploadedFiling, desk: Desk, path: str) -> None:
        try:
            if desk.go_back(path):
                self._store(uploaded, desk)
        except (LookupError, AttributeError, ValueError):
            return  # The value is not there any more: nothing to go back to.

    # Saving

    def _save(self, request: HttpRequest, uploaded: UploadedFiling, desk: Desk, *, to_next: bool) -> HttpResponse:
        if uploaded.reviews and desk.stamp != stored.stamp_of(uploaded.reviews):
            return self._changed_meanwhile(request, uploaded, desk)
        draft, places = desk.to_save()
        try:
            filing = self._write(request, uploaded, desk, draft)
        except DraftError as error:
            problems: dict[str, list[str]] = {}
            for problem in error.problems:
                problems.setdefault(places.on_desk(problem.path), []).append(problem.message)
            messages.error(request, "Nothing was saved yet: see the notes at the fields. What you typed is kept.")
            return self._page(request, uploaded, desk, problems)
        except AlreadyHere as error:
            messages.error(request, format_html("Nothing was saved. {}", _archived(f"{error.why} is", error.filing)))
            return self._page(request, uploaded, desk)
        if filing is None:
            uploaded.refresh_from_db()
            return self._saved_already(request, uploaded)
        self._tell_saved(request, filing)
        return HttpResponseRedirect(self._after(request, uploaded, filing, to_next=to_next))

    def _write(self, request: HttpRequest, uploaded: UploadedFiling, desk: Desk, draft: FilingDraft) -> Filing | None:
        """Write the filing and clear the desk in one transaction; None if another editor did a moment ago."""
        with transaction.atomic():
            row = UploadedFiling.objects.select_for_update().get(pk=uploaded.pk)
            if row.state == State.SAVED:
                return None
            if row.reviews:
                filing = review.accept(row, desk, request.user, publish=desk.publish if may_publish(request) else None)
                self.model_admin.log_change(request, filing, "Reviewed.")
            else:
                publish = desk.publish and may_publish(request)
                filing = service.save(draft, bytes_of(row), user=request.user, publish=publish, origin=row.origin)
                review.looked_through(filing, request.user)
                self.model_admin.log_addition(request, filing, "Added from text.")
            row.state, row.saved_as = State.SAVED, filing
            # The source keeps the text and the filing what was read: no second copy lies about.
            row.compressed, row.draft = b"", {"desk": {"summary": desk.summary()}}
            row.save()
        return filing

    def _changed_meanwhile(self, request: HttpRequest, uploaded: UploadedFiling, desk: Desk) -> HttpResponse:
        """Somebody saved the filing on another page: their values, with what was typed here on top, to be looked at."""
        assert uploaded.reviews is not None
        fresh = review.desk_of(uploaded.reviews)
        desk = read_again(desk, fresh.draft)
        desk.stamp = fresh.stamp
        self._store(uploaded, desk)
        messages.warning(
            request,
            "Nothing was saved yet: the filing was changed meanwhile on another page. Its values are new below, and "
            "what you changed is kept. Look at it once more, and accept.",
        )
        return HttpResponseRedirect(preview_url(uploaded))

    def _tell_saved(self, request: HttpRequest, filing: Filing) -> None:
        count = filing.releases.count()
        releases = f"with {count} release{'s' if count > 1 else ''}" if count else "without a release"
        shown = "published" if filing.status == Filing.Status.PUBLISHED else "a draft, not shown to visitors"
        company = filing.registrants.first()
        link = reverse("admin:neoarchive_filing_change", args=[filing.pk])
        text = '<a href="{}">{}, {}</a> is saved {}, {}.'
        messages.success(request, format_html(text, link, company, filing, releases, shown))

    def _after(self, request: HttpRequest, uploaded: UploadedFiling, filing: Filing, *, to_next: bool) -> str:
        """Where to go: the next file that waits, from this one round, or the filing saved."""
        if uploaded.reviews:
            return self._after_review(request, filing, to_next=to_next)
        waiting = _waiting(uploaded)
        later = waiting.filter(position__gt=uploaded.position).first() or waiting.first()
        if to_next and later:
            return preview_url(later)
        if to_next:
            messages.info(request, "That was the last file of this upload.")
        elif later:
            count = waiting.count()
            left = f"{count} more files wait" if count > 1 else "One more file waits"
            messages.info(request, format_html('{} in this upload: <a href="{}">go on</a>.', left, preview_url(later)))
        return reverse("admin:neoarchive_filing_change", args=[filing.pk])

    def _after_review(self, request: HttpRequest, filing: Filing, *, to_next: bool) -> str:
        if not to_next:
            return reverse("admin:neoarchive_filing_change", args=[filing.pk])
        following = review.next_address(filing)
        if following is None:
            messages.info(request, "That was the last filing with doubts.")
        return following or reverse("admin:neoarchive_filing_review")

    def _saved_already(self, request: HttpRequest, uploaded: UploadedFiling) -> HttpResponse:
        if uploaded.saved_as:
            messages.info(request, format_html("{}", _archived(f"{name_of(uploaded)} is", uploaded.saved_as)))
            return HttpResponseRedirect(reverse("admin:neoarchive_filing_change", args=[uploaded.saved_as_id]))
        messages.warning(request, f"{name_of(uploaded)} was saved, and the filing was deleted since. Add it again.")
        return HttpResponseRedirect(reverse("admin:neoarchive_filing_add_from_text"))

    # Discarding

    def discard(self, request: HttpRequest, upload: int, position: int) -> HttpResponse:
        uploaded = get_object_or_404(UploadedFiling, upload=upload, position=position)
        if uploaded.state == State.SAVED:
            return self._saved_already(request, uploaded)
        if request.method == "POST":
            UploadedFiling.objects.filter(pk=uploaded.pk, state=State.WAITING).update(state=State.DISCARDED)
            messages.success(
                request,
                format_html(
                    '{} is discarded. <a href="{}">Look at it again</a> to take it back.',
                    name_of(uploaded),
                    preview_url(uploaded),
                ),
            )
            waiting = _waiting(uploaded)
            later = waiting.filter(position__gt=position).first() or waiting.first()
            add = reverse("admin:neoarchive_filing_add_from_text")
            return HttpResponseRedirect(preview_url(later) if later else add)
        context = {
            "title": f"Discard {name_of(uploaded)}?",
            "uploaded": uploaded,
            "summary": uploaded.draft.get("desk", {}).get("summary", {}),
            "back": preview_url(uploaded),
        }
        return self._render(request, "discard.html", context)

    # Pages

    def _page(
        self,
        request: HttpRequest,
        uploaded: UploadedFiling,
        desk: Desk,
        problems: dict[str, list[str]] | None = None,
    ) -> HttpResponse:
        lines = source_lines(bytes_of(uploaded), desk.draft)
        preview = Preview(uploaded, desk, DraftForm(desk, problems=problems or {}), lines)
        twin = None if uploaded.reviews else service.find_twin(desk.draft)
        filings = UploadedFiling.objects.filter(upload=uploaded.upload_id).select_related("saved_as")
        context = {
            "title": f"Review: {desk.draft.title}" if uploaded.reviews else f"Preview: {uploaded}",
            "uploaded": uploaded,
            "preview": preview,
            "files": file_rows(filings),
            "twin": _archived(f"{twin[1]} is", twin[0]) if twin else "",
            "discarded": uploaded.state == State.DISCARDED,
            "may_publish": may_publish(request),
            "reviews": uploaded.reviews,
        }
        response = self._render(request, "preview.html", context)
        # What is typed is kept in the background: the one page of the site that sends something by itself.
        response.headers["Content-Security-Policy"] = f"{POLICY}; connect-src 'self'"
        return response

    def _render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.site.each_context(request), "opts": Filing._meta, **context}
        return TemplateResponse(request, f"admin/neoarchive/filing/{template}", context)


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("neoarchive.publish_filing")


def preview_url(uploaded: UploadedFiling) -> str:
    return reverse("admin:neoarchive_filing_preview", args=_place(uploaded))


def name_of(uploaded: UploadedFiling) -> str:
    return called(uploaded.filename)


def refusal(refused: Refused) -> str:
    """Why a text was not taken, with a link to what it is the same as."""
    # Begins with words: the admin writes the first letter of a message large, and a file's name has its own case.
    name = called(refused.name)
    if refused.filing:
        return format_html("Not taken in: {}. {}", name, _archived(refused.why, refused.filing))
    if refused.waiting:
        link = preview_url(refused.waiting)
        return format_html('Not taken in: {}. {} <a href="{}">{}</a>.', name, refused.why, link, refused.waiting)
    return format_html("Not taken in: {}. {}", name, refused.why)


def _archived(what: str, filing: Filing) -> str:
    """ "The same text is in the archive already: NeoTherapeutics, Inc., Form 8-K of July 27, 1998." """
    company = filing.registrants.first()
    called_so = f"{company}, {filing}" if company else str(filing)
    link = reverse("admin:neoarchive_filing_change", args=[filing.pk])
    return format_html('{} in the archive already: <a href="{}">{}</a>.', what, link, called_so)


def _place(uploaded: UploadedFiling) -> list[int]:
    return [uploaded.upload_id, uploaded.position]


def _waiting(uploaded: UploadedFiling) -> QuerySet[UploadedFiling]:
    """What waits in the same upload, without its texts."""
    return UploadedFiling.objects.filter(upload=uploaded.upload_id, state=State.WAITING).defer("draft", "compressed")
