"""An archive with drafts, withdrawn records and work of staff, each with words of its own: no visitor meets one.

Everything a visitor can ask for is asked: each address of each record, also of those held back, everything that a
page, a feed, a table or a sitemap links to, searches for the words themselves and for what is like them.
"""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import pytest
from django.core.management import call_command
from django.test import Client

from neoarchive.admin.intake import take_in
from neoarchive.ingest import service, suggestions, withdraw
from neoarchive.ingest.files import Piece
from neoarchive.models import Contact, Filing, PressRelease, Proposal, UploadedFiling
from tests.filings import submission
from tests.trust.addresses import addresses

PUBLIC = "zzshown"
HELD = re.compile(r"(?i)zzheld\w*|555.{0,3}0199")
MOST = 250
_LINK = re.compile(r"""(?:href|src)="([^"]+)"|<loc>([^<]+)</loc>|"(https?://testserver[^"]+)"|<id>(http[^<]+)</id>""")
# Ways to a word: itself, in a field, its beginning, all but its end, one letter wrong, in a phrase, with a sign.
ASKED = ("{}", "headline:{}", "company:{}", "{:.8}*", "{:.10}", "{:.9}x", '"{} announces"', "-{}", "contact:{}")


def text_of(mark: str, number: int, phone: str = "555-0142") -> bytes:
    """A filing of a company of its own, with a word of its own in each part of the release."""
    form, mark_of_exhibit, release = (
        submission(f"00099{number:05}-98-000001", f"00099{number:05}").decode().partition("<TYPE>EX-99.1")
    )
    for printed, marked in {
        "Ada Marsh": f"Ada {mark.title()}person",
        "555-0142": phone,
        "INSTRUMENTS ANNOUNCES": f"{mark.upper()}HEADLINE ANNOUNCES",
        "Deliveries begin": f"{mark}body, call 847-{phone} or write to {mark}mail@example.com. Deliveries begin",
        'gloves on,"': f'gloves on and {mark}quotation,"',
        "Nora Whitlock": f"Nora {mark.title()}speaker",
        "pipeline industry": f"pipeline {mark}about industry",
    }.items():
        assert printed in release, printed
        release = release.replace(printed, marked)
    text = form + mark_of_exhibit + release
    return text.replace("Calder Instruments", f"Calder {mark.title()}company").encode()


@pytest.fixture
def archive(db: None, editor: Any, django_user_model: Any) -> None:
    def saved(mark: str, number: int, *, publish: bool = True, user: Any = None, **options: str) -> Filing:
        data = text_of(mark, number, **options)
        return service.save(service.read(data, f"{number}.txt"), data, publish=publish, user=user)

    shown = saved(PUBLIC, 1)
    clerk = django_user_model.objects.create_user("zzheldclerk", "zzheldclerk@example.com", "a long enough password")
    saved("zzhelddraft", 2, publish=False, user=clerk)
    # A release that is withdrawn from a filing that is not: the company keeps its name, so the release alone is marked.
    gone = saved("zzheldgone", 3)
    gone.registrants.update(name="Calder Instruments, Inc.")
    gone.companies.update(name="Calder Instruments, Inc.", slug="calder-of-the-withdrawn")
    withdraw.withdraw(gone.releases.get(), clerk, "Filed by mistake.")
    # A person whose details are withdrawn from a release that is shown, where they stand in the text as well.
    named = saved(f"{PUBLIC}2", 4, phone="555-0199")
    withdraw.withdraw(Contact.objects.get(appearances__release__filing=named), clerk, "Asked for by the person.")
    take_in(clerk, [Piece("zzheldfile.txt", text_of("zzhelddesk", 5), origin="zzheldorigin")])
    UploadedFiling.objects.update(origin="zzheldorigin")
    suggestions.send(shown, shown.releases.get(), (3, 9), "zzheldsuggestion of a reader", "zzheldreader@example.com")
    Proposal.objects.create(filing=shown, path="releases.0.headline", rule="r", before="x", after="zzheldproposal")
    # Addresses that tell nothing themselves: an answer may hold what was asked for.
    for model, of in ((Filing, "filing"), (PressRelease, "release"), (Contact, "person")):
        for record in model._default_manager.all():
            if HELD.search(record.slug):
                model._default_manager.filter(pk=record.pk).update(slug=f"hidden-{of}-{record.pk}")


def body_of(response: Any) -> str:
    data = b"".join(response) if response.streaming else response.content
    data = gzip.decompress(data) if response.get("Content-Encoding") == "gzip" else data
    return "\n".join([*(f"{name}: {value}" for name, value in response.items()), data.decode("utf-8", "replace")])


def crawled(client: Client, start: list[str]) -> Iterator[tuple[str, Any, str]]:
    """Each address with what it answers, and all that these lead to."""
    waiting, seen = list(start), set(start)
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        body = body_of(response)
        yield path, response, body
        for found in _LINK.findall(body):
            address = urldefrag(urljoin(f"http://testserver{path}", "".join(found).replace("&amp;", "&")))[0]
            target = address.removeprefix("http://testserver")
            if target.startswith("/") and not target.startswith(("/admin/", "/static/")) and target not in seen:
                # Combinations of filters have no end.
                if target.count("&") > 1 or len(seen) >= MOST:
                    continue
                seen.add(target)
                waiting.append(target)


def searches() -> list[str]:
    words = ["zzhelddraftbody", "zzheldgonebody", "zzhelddraftcompany", "zzhelddraftperson", "zzheldgonequotation"]
    words += ["zzhelddeskbody", "zzhelddraftheadline", "zzheldgonespeaker"]
    asked = [way.format(word) for word in words for way in ASKED]
    return [*asked, "847-555-0199", "8475550199", "zzheldperson", '"ada zzshown2person"', "*", "calder -zzshown"]


def test_no_address_gives_what_is_held_back(archive: None, client: Client, settings: Any, editor: Any) -> None:
    settings.PAGE_MEMORY_BYTES = 8 * 1024 * 1024
    start = [path for path in addresses() if not path.startswith("/events/")]
    staff = Client()
    staff.force_login(editor)
    met = [HELD.search(body_of(staff.get(path))) for path in start]
    assert sum(map(bool, met)) > 10, "staff sees drafts: the words are there to be met"
    leaks, shown = [], set()
    for path, response, body in crawled(client, start):
        leaks += [f"{path}: {found}" for found in HELD.findall(body)]
        if PUBLIC in body:
            shown.add(response.get("Content-Type", "").partition(";")[0])
        assert response.status_code < 500, path
    assert leaks == [], "\n".join(sorted(set(leaks)))
    kinds = {"text/html", "application/json", "text/csv", "application/atom+xml", "application/xml", "text/plain"}
    assert kinds <= shown


@pytest.mark.parametrize("kind", ["releases.json", "releases/", "releases/feed.atom", "releases.csv"])
def test_no_search_finds_what_is_held_back(archive: None, client: Client, kind: str) -> None:
    for asked in searches():
        response = client.get(f"/{kind}?q={quote(asked)}")
        typed = asked.replace('"', "").replace("*", "").split(":")[-1].lstrip("-").lower()
        body = body_of(response).lower()
        found = {
            one for one in HELD.findall(body) if one.replace("%20", " ") not in typed and not typed.startswith(one)
        }
        assert found <= {typed.partition(" ")[0]}, (asked, found)
        if kind.endswith(".json") and response.status_code == 200 and HELD.search(typed) and not asked.startswith("-"):
            assert response.json()["found"] == 0, asked
    for path in ("/quotations/?q=", "/first-use/?q=", "/organisations/?name=", "/people/?q=", "/companies/?q="):
        for word in ("zzhelddraf", "zzheldgonequ", "Calder Zzhelddraftcompany, Inc."):
            body = body_of(client.get(path + quote(word))).lower()
            assert {one for one in HELD.findall(body) if one not in word.lower()} == set(), (path, word)


def test_a_copy_to_take_home_holds_none_of_it(archive: None, tmp_path: Path) -> None:
    call_command("export_site", str(tmp_path / "copy"), verbosity=0)
    files = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in files}
    assert sum(PUBLIC in text for text in texts.values()) > 10
    leaks = [f"{path.relative_to(tmp_path)}: {found}" for path in texts for found in HELD.findall(texts[path])]
    assert leaks == [], "\n".join(leaks)
    assert [path.name for path in files if HELD.search(path.name)] == []
