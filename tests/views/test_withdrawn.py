"""What was withdrawn is gone from every public place at once; its address says when and why."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from neoarchive.ingest import service, withdraw
from neoarchive.models import Contact, OldAddress, PressRelease
from neoarchive.verify import archive
from tests.factories import make_appearance, make_block, make_company, make_contact, make_filing, make_release
from tests.filings import bare

pytestmark = pytest.mark.django_db

REASON = "Filed by mistake; the company asked for it."
PUBLIC = ("/", "/releases/", "/releases/?q=calder", "/companies/", "/people/", "/filings/", "/feed.atom")
PUBLIC += ("/releases/feed.atom", "/releases/feed.atom?q=calder", "/releases.json", "/releases.csv", "/people.json")
PUBLIC += (
    "/people.csv",
    "/filings.json",
    "/filings.csv",
    "/companies.json",
    "/companies.csv",
    "/sitemap-releases-1.xml",
)


@pytest.fixture
def saved(db):
    """A filing read from its text, with a release and a contact, published."""
    data = bare()
    return service.save(service.read(data, "calder.txt"), data, publish=True)


def said(client: Client, address: str) -> str:
    response = client.get(address)
    return b"".join(response).decode() if response.streaming else response.content.decode()


def every_public_page(client: Client, filing) -> str:
    company = filing.companies.get()
    pages = [
        *PUBLIC,
        filing.get_absolute_url(),
        company.get_absolute_url(),
        reverse("company-feed", args=[company.slug]),
    ]
    return "\n".join(said(client, page) for page in pages)


def test_its_pages_answer_410_with_the_reason(client: Client, saved, editor) -> None:
    release = saved.releases.get()
    withdraw.withdraw(release, editor, REASON)
    for name in ("release", "release-source", "release-history"):
        response = client.get(reverse(name, args=[release.slug]))
        text = response.content.decode()
        assert response.status_code == 410
        assert REASON in text
        assert release.headline not in text
        assert '<meta name="robots" content="noindex">' in text
        assert "max-age" not in response["Cache-Control"]
    assert client.head(release.get_absolute_url()).status_code == 410


def test_it_is_in_no_public_place(client: Client, saved, editor) -> None:
    release = saved.releases.get()
    assert release.slug in every_public_page(client, saved)
    withdraw.withdraw(release, editor, REASON)
    shown = every_public_page(client, saved)
    words = [release.slug, release.headline, " ".join(release.blocks[0]["text"].split())[:40]]
    assert [word for word in words if word in shown] == []
    assert json.loads(said(client, "/releases.json"))["releases"] == []
    assert not client.get("/releases/?q=headline:calder").context.get("entries")


def test_neighbours_siblings_and_versions_leave_it_out(client: Client, editor) -> None:
    company = make_company()
    filing = make_filing(company)
    gone = make_release(filing, headline="Withdrawn words", released_on="1998-07-28")
    sibling = make_release(filing, headline="Sibling", released_on="1998-07-27")
    version = make_release(make_filing(company), headline="Version", released_on="1998-07-29", version_of=gone)
    assert "Withdrawn words" in said(client, sibling.get_absolute_url())
    withdraw.withdraw(gone, editor, REASON)
    for one in (sibling, version):
        for page in (one.get_absolute_url(), reverse("release-source", args=[one.slug])):
            assert "Withdrawn words" not in said(client, page), page
            assert gone.slug not in said(client, page), page


def test_its_lines_of_the_filing_read_withdrawn_and_keep_their_numbers(client: Client, saved, editor) -> None:
    release = saved.releases.get()
    before = client.get(saved.get_absolute_url())
    total = len(before.context["lines"])
    words = [line.pieces[0][0] for line in before.context["lines"] if "headline" in release.evidence]
    withdraw.withdraw(release, editor, REASON)
    after = client.get(saved.get_absolute_url())
    assert len(after.context["lines"]) == total
    for first, last in [release.lines("headline"), *(block["lines"] for block in release.blocks)]:
        for line in after.context["lines"][first - 1 : last]:
            assert line.pieces[0][0] in ("[withdrawn]", "")
    # What stands around it in its document goes with it.
    below = next(n for n, line in enumerate(before.context["lines"]) if "###" in line.pieces[0][0])
    assert after.context["lines"][below].pieces[0][0] == "[withdrawn]"
    assert after.context["is_html"] is before.context["is_html"] is False
    # What is not of the release stays.
    cover = release.filing.lines("report_date")[0]
    assert after.context["lines"][cover - 1].pieces[0][0] == words[cover - 1]
    assert REASON in after.content.decode()


def test_the_original_is_withheld_from_visitors_meanwhile(client: Client, saved, editor, django_user_model) -> None:
    address = reverse("filing-original", args=[saved.slug])
    assert client.get(address).status_code == 200
    release = saved.releases.get()
    withdraw.withdraw(release, editor, REASON)
    answer = client.get(address)
    assert (answer.status_code, REASON in answer.content.decode()) == (410, True)
    staff = Client()
    staff.force_login(editor)
    assert staff.get(address).content == saved.source.data
    withdraw.bring_back(release, editor)
    assert client.get(address).content == saved.source.data


def test_staff_sees_it_marked(editor_client: Client, saved, editor) -> None:
    release = saved.releases.get()
    withdraw.withdraw(release, editor, REASON)
    text = said(editor_client, release.get_absolute_url())
    assert "This release is withdrawn" in text
    assert REASON in text
    assert release.headline in text
    for page in (saved.get_absolute_url(), release.company.get_absolute_url(), "/releases/"):
        assert "<b>Withdrawn</b>" in said(editor_client, page), page


def test_brought_back_it_is_as_before(client: Client, saved, editor) -> None:
    release = saved.releases.get()
    pages = [*PUBLIC[1:], release.get_absolute_url(), saved.get_absolute_url()]
    before = [said(client, page) for page in pages if "feed" not in page and "json" not in page]
    withdraw.withdraw(release, editor, REASON)
    withdraw.bring_back(release, editor)
    assert [said(client, page) for page in pages if "feed" not in page and "json" not in page] == before
    assert [*archive.verify()] == []


def test_nothing_is_served_from_a_cache(client: Client, saved, editor, settings) -> None:
    settings.DEBUG = False
    release = saved.releases.get()
    pages = [release.get_absolute_url(), saved.get_absolute_url(), "/releases/"]
    tags = {page: client.get(page)["ETag"] for page in pages}
    original = reverse("filing-original", args=[saved.slug])
    tags[original] = client.get(original)["ETag"]
    withdraw.withdraw(release, editor, REASON)
    for page, tag in tags.items():
        assert client.get(page, headers={"If-None-Match": tag}).status_code != 304, page


def test_old_addresses_lead_to_the_reason_and_tell_no_new_one(client: Client, saved, editor) -> None:
    release, person = saved.releases.get(), Contact.objects.get()
    OldAddress.objects.create(kind=OldAddress.Kind.RELEASE, slug="once", record=release.pk)
    OldAddress.objects.create(kind=OldAddress.Kind.PERSON, slug="they", record=person.pk)
    assert client.get("/releases/once/").status_code == 301
    withdraw.withdraw(person, editor, REASON)
    withdraw.withdraw(release, editor, REASON)
    for page in ("/releases/once/", "/releases/once/source/", "/releases/once/history/"):
        answer = client.get(page)
        assert (answer.status_code, release.slug in answer.content.decode()) == (410, False)


def test_of_a_draft_nothing_is_told(client: Client, editor) -> None:
    release = make_release(make_filing(status="draft"))
    withdraw.withdraw(release, editor, REASON)
    assert client.get(release.get_absolute_url()).status_code == 404


def test_a_person_withdrawn_is_named_nowhere_as_a_contact(client: Client, saved, editor) -> None:
    person, release = Contact.objects.get(), saved.releases.get()
    withdraw.withdraw(person, editor, REASON)
    for page in (person.get_absolute_url(), reverse("person-feed", args=[person.slug])):
        answer = client.get(page)
        assert answer.status_code == 410
        assert REASON in answer.content.decode()
        assert person.name not in answer.content.decode()
    pages = [release.get_absolute_url(), reverse("release-source", args=[release.slug])]
    shown = every_public_page(client, saved) + "".join(said(client, page) for page in pages)
    assert [word for word in (person.name, person.slug, "555-0142") if word in shown] == []
    assert "Contact details withdrawn" in said(client, release.get_absolute_url())
    for query in ("contact:marsh", "phone:847-555-0142", "marsh&passages=1", "%22555-0142%22&passages=1"):
        assert not client.get(f"/releases/?q={query}").context.get("entries"), query


def test_the_number_goes_from_the_text_too_and_comes_back(client: Client, editor) -> None:
    release = make_release(
        body=("Call Ada Marsh at 312.555.0142 or ada@calder.example today.", "Nothing else."), headline="Words"
    )
    one = make_appearance(release, emails=["ada@calder.example"])
    withdraw.withdraw(one.contact, editor, REASON)
    text = (
        said(client, release.get_absolute_url()) + said(client, "/releases/?q=today") + said(client, "/releases.json")
    )
    assert "Call Ada Marsh at [withdrawn] or [withdrawn] today." in text
    assert "0142" not in text
    assert "ada@" not in text
    stored = PressRelease.objects.get(pk=release.pk)
    assert "312.555.0142" in stored.blocks[0]["text"]
    assert "shown" not in stored.blocks[1]
    withdraw.bring_back(one.contact, editor)
    assert "312.555.0142" in said(client, release.get_absolute_url())
    assert "shown" not in PressRelease.objects.get(pk=release.pk).blocks[0]


def test_the_company_page_and_people_named_together_leave_the_person_out(client: Client, editor) -> None:
    release = make_release()
    gone, stays = make_contact("Ada Marsh"), make_contact("Ben Stone")
    for one in (gone, stays):
        make_appearance(release, one)
    withdraw.withdraw(gone, editor, REASON)
    pages = (release.company.get_absolute_url(), stays.get_absolute_url(), "/people/", "/")
    for page in pages:
        assert "Marsh" not in said(client, page), page
    assert "Stone, Ben" in said(client, "/people/")


def test_corrections_do_not_tell_what_was_withdrawn(client: Client, editor) -> None:
    from neoarchive.ingest import history, upkeep

    release = make_release()
    one = make_appearance(release)
    with history.recording(editor, [release]):
        one.phones = ["(312) 555-0199"]
        one.save()
        release.blocks = [make_block("Call (312) 555-0199.")]
        release.save()
        upkeep.release_changed(release)
    page = reverse("release-history", args=[release.slug])
    assert "555-0142" in said(client, page)
    withdraw.withdraw(one.contact, editor, REASON)
    text = said(client, page)
    assert "0142" not in text
    assert "0199" not in text


def test_it_costs_no_query_more(client: Client, saved, editor, count_queries, django_assert_num_queries) -> None:
    release = saved.releases.get()
    pages = [release.get_absolute_url(), reverse("release-source", args=[release.slug]), "/releases/?q=calder"]
    before = [count_queries(client, page) for page in pages]
    assert before[0] == 2
    withdraw.withdraw(Contact.objects.get(), editor, REASON)
    after = [count_queries(client, page) for page in pages]
    assert after[0] == 2
    assert after[1] <= before[1] + 1  # the telephone numbers of the cover
    assert after[2] <= before[2]
    withdraw.withdraw(release, editor, REASON)
    with django_assert_num_queries(3):
        client.get(pages[0])
