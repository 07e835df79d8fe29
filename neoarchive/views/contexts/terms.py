"""When a term was used for the first and the last time, in the archive or by one company, with a bar for each year."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from neoarchive.search import facts, find, uses
from neoarchive.search.query import write

from . import listing, results, words
from .events import strip_of


def term_context(asked: listing.Asked) -> dict[str, Any]:
    """``asked``: as the list of releases reads its address. Whatever can be searched can be dated."""
    address = reverse("first-use")
    own = asked.address.query(sort=None, passages=None)
    context: dict[str, Any] = {
        "section": "releases",
        "asked": asked,
        "chips": asked.chips(),
        "address": settings.SITE_URL + address,
        "twin": reverse("first-use-json") + asked.query_of(),
        "title": f"First and last use: {words.subject(asked)}" if asked.query else "First and last use of a term",
        "subject": words.subject(asked),
    }
    if not asked.readable:
        faults = listing.faults_of(asked)
        repaired = asked.error.repaired if asked.error else None
        return context | {"faults": faults, "repaired": write(repaired) if repaired else ""}
    if asked.query is None:
        return context
    used = uses.uses(asked.asking)
    ends = list(dict.fromkeys(key for key in (used.first, used.last) if key))
    return context | {
        "used": used,
        "first_day": facts.day_of(used.first) if used.first else None,
        "last_day": facts.day_of(used.last) if used.last else None,
        "ends": results.entries(asked, find.facts_of(ends), drafts=False) if ends else [],
        "strip": strip_of(used),
        "most": uses.A_YEAR,
        "list": reverse("releases") + own,
        "base": reverse("releases") + (own + "&" if own else "?") + "year=",
    }
