"""The copy to take home: no link without its file, nothing that is not public, whole or not there, verified."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from neoarchive.bags.bagit import MANIFEST, faults_of
from neoarchive.ingest import service, withdraw
from neoarchive.management.commands.demo import sample_files
from neoarchive.models import Contact, Filing, PressRelease
from neoarchive.offline import asking, copy, postings, rewrite
from neoarchive.offline.addresses import Addresses, Place, file_of, link_to
from tests.factories import make_company, make_filing, make_release
from tests.offline import links

# Most tests look at one copy, which is made before the first; without the mark there would be no database for it.
pytestmark = pytest.mark.django_db
SAMPLES = 5
HIDDEN = "Quuxwhistle"


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def load_some(number: int = SAMPLES) -> None:
    for path in sample_files()[:number]:
        data = path.read_bytes()
        service.save(service.read(data, path.name), data, publish=True, origin="Sample filing")


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of some samples, with a draft, a withdrawn release and a withdrawn person that have no place in it."""
    folder = tmp_path_factory.mktemp("site") / "copy"
    cache.clear()
    with django_db_blocker.unblock(), transaction.atomic():
        load_some()
        editor = get_user_model().objects.create_superuser("quincunx", password="a long enough password")
        company = make_company(f"{HIDDEN} Works, Inc.")
        make_release(make_filing(company, status=Filing.Status.DRAFT), headline=f"{HIDDEN} draft", status="draft")
        shown = make_company("Open Doors, Inc.")
        gone = make_release(make_filing(shown), headline=f"{HIDDEN} was here")
        withdraw.withdraw(gone, editor, "Filed by mistake.")
        withdraw.withdraw(Contact.objects.published().order_by("pk")[0], editor, "Asked for it.")
        run("export_site", folder)
        transaction.set_rollback(True)
    yield folder
    shutil.rmtree(folder)


def test_every_link_leads_to_a_file_of_the_copy(site: Path) -> None:
    assert list(links.dead(site / "data")) == []
    assert list(links.dead(site)) == []


def test_the_copy_works_where_it_is_put(site: Path, tmp_path: Path) -> None:
    """No file names the place it was written to, and links hold in a folder of any depth."""
    moved = tmp_path / "a b" / "c#d"
    shutil.copytree(site / "data" / "releases", moved / "releases")
    assert not [p for p in moved.rglob("*.html") if str(site).encode() in p.read_bytes()]
    for path in (site / "data").rglob("*.html"):
        assert not [link for _, link in links.read(path).links if link.startswith("/")], path


def test_each_kind_of_page_is_there(site: Path) -> None:
    data = site / "data"
    for name in ("index", "releases/index", "companies/index", "people/index", "filings/index", "events/index",
                 "calendar/index", "quotations/index", "about/index", "quality/index", "search/index"):  # fmt: skip
        assert (data / f"{name}.html").is_file(), name
    release = next(path.parent for path in sorted(data.glob("releases/*/source/index.html")))
    assert (release.parent / "index.html").is_file()
    assert list(data.glob("releases/*.bib")), "citations"
    assert list(data.glob("releases/*.ris")), "citations"
    assert list(data.glob("calendar/*/*/*/index.html")), "days"
    assert list(data.glob("calendar/on/*/*/index.html")), "days of every year"
    assert list(data.glob("companies/*/timeline/index.html")), "timelines"
    assert list(data.glob("companies/*/in-its-words/kind-safe_harbor.html")), "passages"
    assert list(data.glob("releases/year-*.html")), "lists"


def test_the_originals_are_the_bytes_that_came(site: Path) -> None:
    received = {path.read_bytes() for path in sample_files()[:SAMPLES]}
    held = {path.read_bytes() for path in (site / "data").glob("filings/*/original.txt")}
    # Some hold what is withdrawn, and are not given out at the site either: they say so.
    assert len(received & held) >= SAMPLES - 2
    assert len([one for one in held if b"does not give this file out" in one]) == 1


def test_nothing_that_is_not_public_is_in_the_copy(site: Path) -> None:
    found = [p for p in site.rglob("*") if p.is_file() and HIDDEN.lower().encode() in p.read_bytes().lower()]
    assert found == []
    everything = b"".join(path.read_bytes() for path in site.rglob("*.html"))
    assert b"/admin/" not in everything
    assert b"quincunx" not in everything


def test_pages_need_nothing_inline_and_say_so(site: Path) -> None:
    for path in (site / "data").rglob("*.html"):
        page = links.read(path)
        assert (page.scripts_within, page.styles_within) == (0, 0), path
        assert path.read_text().count(rewrite.POLICY) == 1, path


def test_what_needs_a_server_is_left_out(site: Path) -> None:
    for path in (site / "data").rglob("*.html"):
        text = path.read_text()
        for word in ("Suggest a correction", "(CSV)", "(JSON)", "For programs", 'method="post"'):
            allowed = word == "(CSV)" and path.parent.name == "tables"
            assert allowed or word not in text, f"{path}: {word}"


def test_feeds_lead_into_the_copy(site: Path) -> None:
    feeds = list((site / "data").rglob("*.atom"))
    assert len(feeds) > SAMPLES
    for path in feeds:
        found = ElementTree.fromstring(path.read_text()).iter("{http://www.w3.org/2005/Atom}link")
        targets = [path.parent / one.attrib["href"] for one in found]
        assert targets, path
        assert all(target.is_file() for target in targets), path


def test_sums_tell_what_is_missing_changed_or_added(site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(site, folder)
    assert "is whole" in run("export_site", folder, verify=True)
    if shutil.which("sha256sum"):
        for name in (MANIFEST, "tagmanifest-sha256.txt"):
            assert subprocess.run(["sha256sum", "--quiet", "-c", name], cwd=folder, check=False).returncode == 0
    (folder / "data" / "about" / "index.html").unlink()
    (folder / "data" / "index.html").write_text("another")
    (folder / "data" / "more.html").write_text("more")
    (folder / "README.txt").write_text("another")
    out = StringIO()
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("export_site", str(folder), verify=True, stderr=out)
    told = out.getvalue()
    assert "data/about/index.html is missing" in told
    assert "data/index.html is not what was written" in told
    assert "data/more.html is in no manifest" in told
    assert "README.txt is not what was written" in told


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        run("export_site", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError("a page fails")])
def test_a_copy_that_is_interrupted_leaves_nothing(
    failure: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fails(address: str) -> Any:
        asked.append(address)
        if len(asked) > 8:
            raise failure
        return real(address)

    real = asking.ask
    monkeypatch.setattr(copy.asking, "ask", fails)
    (tmp_path / "copy").mkdir()
    with pytest.raises((KeyboardInterrupt, RuntimeError)):
        copy.write(tmp_path / "copy", timezone.now())
    assert list(tmp_path.iterdir()) == []


def test_what_a_power_cut_leaves_is_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody cleans up: what stands there has another name, and is told to be no bag; the next run takes its place."""
    monkeypatch.setattr(copy.Writer, "give_up", lambda self: None)
    monkeypatch.setattr(copy.searching, "files", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        copy.write(tmp_path / "copy", timezone.now())
    assert [path.name for path in tmp_path.iterdir()] == ["copy.part"]
    assert any("is missing" in fault for fault in faults_of(tmp_path / "copy.part"))
    monkeypatch.undo()
    copy.write(tmp_path / "copy", timezone.now())
    assert [path.name for path in tmp_path.iterdir()] == ["copy"]
    assert list(faults_of(tmp_path / "copy")) == []


def test_the_same_archive_gives_the_same_bytes_on_any_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_some(2)
    now = timezone.now()
    copy.write(tmp_path / "one", now)
    cache.clear()
    later = now + timedelta(days=200)
    monkeypatch.setattr(timezone, "now", lambda: later)
    copy.write(tmp_path / "two", later)
    assert (tmp_path / "one" / MANIFEST).read_text() == (tmp_path / "two" / MANIFEST).read_text()


def test_an_empty_archive_has_a_copy(tmp_path: Path) -> None:
    told = run("export_site", tmp_path / "copy")
    assert "0 releases" in told
    assert list(links.dead(tmp_path / "copy" / "data")) == []


def test_a_company_can_be_taken_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lists and counts are of the part: nothing of the others is named."""
    load_some(2)
    monkeypatch.setenv("NEOARCHIVE_DEBUG", "1")
    monkeypatch.setenv("NEOARCHIVE_DATA_DIR", str(settings.DATA_DIR))
    wanted, other = PressRelease.objects.order_by("pk")[0].company, PressRelease.objects.order_by("-pk")[0].company
    assert wanted != other
    run("export_site", tmp_path / "copy", company=wanted.slug)
    data = tmp_path / "copy" / "data"
    assert (data / "companies" / wanted.slug / "index.html").is_file()
    assert not (data / "companies" / other.slug).exists()
    assert other.name not in (data / "index.html").read_text()
    assert list(links.dead(data)) == []
    with pytest.raises(CommandError, match="No published filing"):
        run("export_site", tmp_path / "none", company=wanted.slug, first="2030-01-01")


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/releases/?page=1", "releases/index.html"),
        ("/releases/?month=7&year=1998&page=3", "releases/year-1998-month-7-page-3.html"),
        ("/releases/?start=1998-07-27.123", "releases/start-1998-07-27.123.html"),
        ("/releases/aux/", "releases/aux-/index.html"),
        ("/filings/x/original", "filings/x/original.txt"),
        ("/companies/x/in-its-words/?kind=about", "companies/x/in-its-words/index.html"),
    ],
)
def test_addresses_have_files(address: str, file: str) -> None:
    place = Addresses().place_of(address)
    assert place is not None
    assert place.file == file


def test_names_of_any_signs_make_file_names_that_differ() -> None:
    one, two = (file_of("/organisations/", [("name", name)]) for name in ("Smith & Co. / NY", "Smith & Co: NY"))
    assert one != two
    assert re.fullmatch(r"organisations/name-[a-z0-9-]+\.html", one)


@pytest.mark.parametrize(
    "address", ["/admin/", "/releases.csv", "/index.json", "/api/", "/releases/x/suggest/", "/first-use/", "/nowhere/",
                "/people/?page=9", "/calendar/on/2/29/", "/calendar/today/", "/opensearch.xml"],
)  # fmt: skip
def test_what_needs_a_server_has_no_file(address: str) -> None:
    assert Addresses().place_of(address) is None


def test_lists_that_are_not_written_are_searched_for() -> None:
    known = Addresses(years={"acme": {"1998": "companies/acme/page-2.html"}})
    for address, place in {
        "/releases/?q=nerve+growth&sort=company": Place("search/index.html", query="?q=nerve+growth&sort=company"),
        "/releases/?company=acme": Place("companies/acme/index.html", "/companies/acme/"),
        "/releases/?company=acme&year=1998": Place("companies/acme/page-2.html", "/companies/acme/", fragment="y1998"),
        "/releases/?company=acme&year=1999": Place("search/index.html", query="?company=acme&year=1999"),
        "/releases/?item=5.02&page=2": Place("search/index.html", query="?item=5.02"),
        "/releases/?all=year": Place("calendar/index.html", "/calendar/"),
        "/quotations/?q=speaker%3A%22Ann%22": Place("search/index.html", query="?q=speaker%3A%22Ann%22"),
    }.items():
        assert known.place_of(address) == place


def test_links_within_a_page_stay_within_it() -> None:
    assert link_to(Place("a/b.html"), within="a/b.html", fragment="L8") == "#L8"
    assert link_to(Place("a/b.html"), within="a/b.html") == "b.html"


def test_numbers_of_the_index_come_in_their_order() -> None:
    """Distances and weights as characters of five bits: the browser's side is held to this in tests/browser."""
    found = postings.Postings()
    found.add(0, [("one", postings.ONCE), ("two", postings.HEADLINE)])
    found.add(5, [("two", postings.OFTEN)])
    found.add(40_000, [("two", postings.ONCE)])
    assert list(found.parts({"two": "a  name"})) == [("one", "one A\ntwo DWsn8E a name")]


def test_parts_of_the_index_are_small_and_in_order() -> None:
    found = postings.Postings()
    for number in range(3000):
        found.add(number, [(f"word{number:05}{'x' * 60}", 0), ("often", 1)])
    parts = list(found.parts({}))
    assert len(parts) > 2
    assert [first for first, _ in parts] == sorted(first for first, _ in parts)
    assert all(lines.startswith(f"{first} ") and len(lines) < postings.PART * 1.1 for first, lines in parts)


def test_a_page_without_a_place_for_the_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        rewrite.page("<p>", address="/", file="index.html", find=lambda address: None)
