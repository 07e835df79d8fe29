"""How many questions each page of the admin asks the database: as many with many rows as with few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from neoarchive.admin.review import on_desk
from neoarchive.ingest import reread, service, stored
from neoarchive.models import Company, Contact, Filing, PressRelease, Suggestion
from tests.admin_texts import ADD, filing, paste
from tests.factories import make_appearance, make_contact

FEW, MANY = 3, 12
# Each with the most queries that it may ask; a page of a record asks for its rows and the choices of its form.
PAGES = {
    "dashboard": 16,
    "add form": 12,
    "preview": 14,
    "queue": 10,
    "review": 22,
    "reread": 10,
    "reread parts": 12,
    "filings": 12,
    "releases": 14,
    "companies": 12,
    "contacts": 12,
    "sources": 10,
    "quotations": 12,
    "suggestions": 10,
    "duplicates of companies": 14,
    "duplicates of contacts": 14,
    "filing": 40,
    "release": 40,
    "company": 24,
    "contact": 20,
    "history of a filing": 14,
    "history of a release": 14,
}


def _saved(number: int, user: Any) -> Filing:
    """A filing in doubt, corrected so often, with a proposal, another contact and a remark of a visitor."""
    data = filing(f"Works {chr(97 + number) * 3}, Inc.").replace("0-91823", f"0-{91000 + number}").encode()
    data = data.replace(b"36-4479016", b"36-44790%02d" % number)
    draft = service.read(data, f"{number}.txt")
    draft.releases[0].headline.level = draft.releases[0].place.level = "doubtful"
    saved = service.save(draft, data, publish=True)
    _correct(saved, user)
    fresh = service.read(data)
    fresh.releases[0].wire.set("PR Newswire")
    reread.propose(saved, fresh)
    release = saved.releases.get()
    make_appearance(release, make_contact(f"Ada {chr(97 + number) * 4}"), position=9)
    Suggestion.objects.create(filing=saved, release=release, text="Another headline", sender="a" * 40)
    return saved


def _correct(saved: Filing, user: Any) -> None:
    draft = stored.stored_draft(saved)
    draft.releases[0].headline.set(f"{draft.releases[0].headline.value}, again")
    kept = {name: range(len(getattr(draft, name))) for name in ("registrants", "items", "exhibits", "signatures")}
    for name in ("subheadlines", "contacts", "blocks", "quotations"):
        kept[f"releases.0.{name}"] = range(len(getattr(draft.releases[0], name)))
    stored.apply(saved, draft, {"releases": [0], **kept}, user)


@pytest.fixture
def addresses(editor_client: Any, editor: Any) -> Callable[[], dict[str, str]]:
    def give() -> dict[str, str]:
        saved = Filing.objects.order_by("pk").first()
        release = PressRelease.objects.order_by("pk").first()
        review = on_desk(saved, editor)
        found = {
            "dashboard": reverse("admin:index"),
            "add form": ADD,
            "preview": paste(editor_client, filing(f"Tidal Works {Filing.objects.count()}, Inc.")),
            "queue": reverse("admin:neoarchive_filing_review"),
            "review": reverse("admin:neoarchive_filing_preview", args=[review.upload_id, review.position]),
            "reread": reverse("admin:neoarchive_filing_reread"),
            "reread parts": reverse("admin:neoarchive_filing_reread_parts"),
            "duplicates of companies": reverse("admin:neoarchive_company_duplicates"),
            "duplicates of contacts": reverse("admin:neoarchive_contact_duplicates"),
            "history of a filing": reverse("admin:neoarchive_filing_history", args=[saved.pk]),
            "history of a release": reverse("admin:neoarchive_pressrelease_history", args=[release.pk]),
        }
        lists = {"filing": "filings", "pressrelease": "releases", "company": "companies"}
        for model in ("filing", "pressrelease", "company", "contact", "source", "quotation", "suggestion"):
            found[lists.get(model, f"{model}s")] = reverse(f"admin:neoarchive_{model}_changelist")
        records = {"filing": saved, "release": release, "company": saved.companies.first()}
        for name, record in {**records, "contact": Contact.objects.order_by("pk").first()}.items():
            found[name] = reverse(f"admin:neoarchive_{record._meta.model_name}_change", args=[record.pk])
        return found

    return give


def test_a_page_asks_as_often_for_many_rows_as_for_few(editor_client: Any, editor: Any, addresses: Any) -> None:
    counts: list[dict[str, int]] = []
    asked: dict[str, list[str]] = {}
    for first, last in ((0, FEW), (FEW, MANY)):
        for number in range(first, last):
            _saved(number, editor)
        oldest = Filing.objects.order_by("pk").first()
        for _ in range(last - first):
            oldest.refresh_from_db()
            _correct(oldest, editor)
        found = addresses()
        counts.append({})
        for name, address in found.items():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = editor_client.get(address)
            assert answer.status_code == 200, f"{name}: {address}"
            counts[-1][name] = len(queries)
            asked[name] = [one["sql"] for one in queries]
    assert Company.objects.count() == MANY
    few, many = counts
    grown = {name: (few[name], many[name]) for name in many if many[name] > few[name]}
    assert not grown, "\n".join(f"{name}: {grown[name]}\n  " + "\n  ".join(asked[name]) for name in grown)
    assert set(many) == set(PAGES)
    assert {name: count for name, count in many.items() if count > PAGES[name]} == {}
