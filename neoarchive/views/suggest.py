"""Suggest a correction: a plain form for anybody, without an account, a cookie or a script.

Against floods: a signed token of the page that has to be some seconds old and is good for a day, a field that only
programs fill in, limits of size, and of number for one address and for all (``ingest.suggestions``).
"""

import time
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from neoarchive.ingest import suggestions
from neoarchive.models import Filing, OldAddress, PressRelease, Suggestion
from neoarchive.visitors import address_of

from .access import moved, sees_drafts, visible
from .contexts import quoting
from .contexts.lines import lines_of
from .contexts.withheld import covered, withheld_of

SOONEST_S = 3
"""Seconds in which nobody reads the form and writes a sentence."""
LATEST_S = 24 * 60 * 60
LARGEST = 32 * 1024
"""Bytes of a request: four for each character of the longest text, and room for the rest."""

_SALT = "neoarchive.suggest"


class SuggestionForm(forms.Form):
    """``website`` is hidden from people: what fills it in is a program."""

    lines = forms.CharField(required=False, max_length=40)
    text = forms.CharField(
        min_length=10,
        max_length=Suggestion.LONGEST,
        error_messages={
            "required": "What is wrong has to be said.",
            "min_length": "A few more words are needed: what is wrong, and how it should be.",
            "max_length": f"At most {Suggestion.LONGEST:,} characters can be sent.",
        },
    )
    email = forms.EmailField(required=False, error_messages={"invalid": "This is no e-mail address."})
    website = forms.CharField(required=False)
    token = forms.CharField(required=False, max_length=400)


@csrf_exempt  # The token is signed, and who is logged in does not matter: another site could send nothing but this.
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, slug: str) -> HttpResponse:
    releases = visible(request, PressRelease.objects).select_related("company", "filing__source")
    found = releases.defer("blocks", "filing__warnings", "filing__source__compressed").filter(slug=slug).first()
    if found is None:
        return moved(request, OldAddress.Kind.RELEASE, slug, PressRelease.objects, after="suggest/")
    return _answer(request, found.filing, found)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, slug: str) -> HttpResponse:
    filings = visible(request, Filing.objects).select_related("source").defer("warnings", "source__compressed")
    found = filings.filter(slug=slug).first()
    if found is None:
        return moved(request, OldAddress.Kind.FILING, slug, Filing.objects, after="suggest/")
    return _answer(request, found, None)


def _answer(request: HttpRequest, filing: Filing, of: PressRelease | None) -> HttpResponse:
    record = of or filing
    if request.method != "POST":
        lines = request.GET.get("lines", "")
        return _page(request, filing, of, {"lines": lines, "sent": request.GET.get("sent") == "1"})
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _page(request, filing, of, {"fault": "This is more than can be sent."}, status=413)
    form = SuggestionForm(request.POST)
    readable = form.is_valid()
    done = HttpResponseRedirect(f"{request.path}?sent=1")
    if form.data.get("website"):
        return done  # A program is told nothing that it could learn from.
    typed = {name: form.data.get(name, "") for name in ("lines", "text", "email")}
    passage = quoting.passage_of(typed["lines"], _numbered(request, filing))
    errors = {name: " ".join(map(str, said)) for name, said in form.errors.items()}
    if passage and passage.fault:
        errors["lines"] = passage.fault
    late = _not_now(form.data.get("token", ""), record.get_absolute_url())
    if not readable or errors or late:
        return _page(request, filing, of, {**typed, "errors": errors, "fault": late}, status=400)
    span = (passage.first, passage.last) if passage else None
    said = form.cleaned_data
    try:
        suggestions.send(filing, of, span, said["text"], said["email"], address_of(request))
    except suggestions.TooMany as why:
        response = _page(request, filing, of, {**typed, "fault": str(why)}, status=429)
        response.headers["Retry-After"] = str(int(suggestions.HOUR.total_seconds()))
        return response
    return done


def _page(
    request: HttpRequest, filing: Filing, of: PressRelease | None, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    passage = quoting.passage_of(shown.get("lines", ""), _numbered(request, filing))
    context = {
        "section": "releases" if of else "filings",
        "release": of,
        "filing": filing,
        "record": of or filing,
        "passage": passage,
        "longest": Suggestion.LONGEST,
        "address": settings.SITE_URL + request.path,
        "token": signing.dumps({"of": (of or filing).get_absolute_url(), "at": int(time.time())}, salt=_SALT),
        **shown,
    }
    response = render(request, "suggest.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _not_now(token: str, address: str) -> str:
    """Why a form is not taken, "" if it is: made for this page, neither a moment ago nor the day before."""
    try:
        made = signing.loads(token, salt=_SALT, max_age=LATEST_S)
    except signing.BadSignature:
        return "The page had been open for too long. What was written is kept: it can be sent now."
    if made["of"] != address:
        return "The form was made for another page. What was written is kept: it can be sent now."
    if time.time() - made["at"] < SOONEST_S:
        return "This was sent faster than people write. What was written is kept: it can be sent again in a moment."
    return ""


def _numbered(request: HttpRequest, filing: Filing) -> Any:
    """The lines of the source as this visitor may read them."""
    lines = lines_of(filing.source)
    withheld = withheld_of(filing, filing.releases.select_related("filing"))
    if withheld and not sees_drafts(request):
        lines = covered(lines, withheld.lines(filing, lines))
    return lines
