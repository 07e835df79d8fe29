"""Hostile texts, stored by the real ingest in every place that a page shows, and opened in Chromium.

Each text once, in one place and one shape of a filing; ``tests.benchmarks.vectors`` puts each into every place.
"""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from neoarchive.admin.intake import take_in
from neoarchive.ingest.files import Piece
from neoarchive.ingest.loading import SAVED, load
from neoarchive.ingest.writer import Options
from neoarchive.models import Company, Contact, Filing, UploadedFiling
from tests.trust import filings
from tests.trust.judging import Watch
from tests.trust.vectors import VECTORS

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = ("/", "/releases/", "/companies/", "/people/", "/filings/", "/quotations/", "/calendar/1998/3/9/", "/quality/")


@pytest.fixture
def stored() -> list[filings.Hostile]:
    found = list(filings.filings(VECTORS))
    results = list(load((Piece(one.name, one.data) for one in found), Options(True, False, None), jobs=1))
    assert [one.words for one in results if one.state != SAVED] == []
    assert sum(one.releases > 0 for one in results) > len(found) * 0.9
    kept = [filings.kept_as_they_are(*pair) for pair in zip(found, Filing.objects.order_by("pk"), strict=True)]
    assert sum(map(len, kept)) > len(VECTORS) * 0.4
    return found


@pytest.fixture
def watch(browser: Any, live_server: Any) -> Iterator[Callable[..., Watch]]:
    contexts = []

    def begin(**options: Any) -> Watch:
        contexts.append(browser.new_context(**options))
        return Watch(contexts[-1].new_page(), live_server.url)

    yield begin
    for context in contexts:
        context.close()


def test_public_pages_and_searches(stored: list[filings.Hostile], watch: Any) -> None:
    """By turns with the policy, which would say on the console what it stopped, and without, where it would run."""
    strict, free = watch(), watch(bypass_csp=True)
    texts = [text for one in stored for text in one.texts.values()]
    for number, path in enumerate(LISTS):
        (strict, free)[number % 2].open(path, texts)
    for number, filing in enumerate(Filing.objects.order_by("pk")):
        given = stored[number].texts.values()
        for release in filing.releases.all():
            free.open(release.get_absolute_url(), given)
            strict.open(release.get_absolute_url() + "source/", given)
        if number % 3 == 0:
            free.open(filing.get_absolute_url(), given)
    for number, record in enumerate([*Company.objects.all()[::8], *Contact.objects.all()[::8]]):
        (free, strict)[number % 2].open(record.get_absolute_url(), texts)
    for number in range(0, len(VECTORS), 50):
        asked = VECTORS[number]
        free.open("/releases/?" + urlencode({"q": asked, "company": VECTORS[number + 1 :][:1]}, doseq=True), [asked])
    assert strict.faults + free.faults == []
    assert strict.opened + free.opened > 80


def test_the_desk_and_the_records_of_the_admin(
    stored: list[filings.Hostile], watch: Any, client: Any, editor: Any, live_server: Any
) -> None:
    client.force_login(editor)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    free, strict = watch(bypass_csp=True), watch()
    for one in (free, strict):
        one.page.context.add_cookies([session])
    waiting = list(filings.filings(VECTORS, turns=2))[len(stored) :: 10]
    taken = take_in(editor, [Piece(one.name, one.data) for one in waiting]).taken
    assert len(taken) == len(waiting)
    for number, uploaded in enumerate(UploadedFiling.objects.order_by("pk")):
        path = f"/admin/neoarchive/filing/add-from-text/{uploaded.upload_id}/{uploaded.position}/"
        (free, strict)[number % 2].open(path, waiting[number].texts.values(), admin=True)
    for number, filing in enumerate(Filing.objects.order_by("pk")[::10]):
        look, given = (free, strict)[number % 2], stored[number * 10].texts.values()
        look.open(f"/admin/neoarchive/filing/{filing.pk}/change/", given, admin=True)
        look.open(f"/admin/neoarchive/source/{filing.source_id}/change/", given, admin=True)
        for release in filing.releases.all():
            look.open(f"/admin/neoarchive/pressrelease/{release.pk}/change/", given, admin=True)
    texts = [text for one in stored for text in one.texts.values()]
    for number, name in enumerate(("filing", "pressrelease", "company", "contact", "quotation", "source")):
        (free, strict)[number % 2].open(f"/admin/neoarchive/{name}/", texts, admin=True)
    strict.open("/admin/neoarchive/filing/add-from-text/", texts, admin=True)
    assert strict.faults + free.faults == []
    assert strict.opened + free.opened > 18


@pytest.mark.parametrize(
    "html", [_one for _one in VECTORS if _one.startswith(("<img src=x", "<script>", "<svg on"))][:3]
)
def test_the_watch_sees_what_gets_through(watch: Any, html: str) -> None:
    """A page with such a text in it as it is: run where the policy is off, refused where it is on."""
    for look, said in ((watch(bypass_csp=True), "RAN alert"), (watch(), "Content Security Policy")):
        page = "<!doctype html><html lang=en><title>x</title>" + html
        policy = {"content-security-policy": "default-src 'none'", "content-type": "text/html"}
        look.page.route("**/planted/", lambda route: route.fulfill(body=page, headers=policy))  # noqa: B023
        look.open("/planted/", [html])
        look.page.wait_for_timeout(100)
        assert any(said in fault for fault in look.faults), look.faults
        assert any("holds as it is" in fault for fault in look.faults)
