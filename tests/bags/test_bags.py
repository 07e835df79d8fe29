"""Export and import: an equal archive, row by row; nothing that is not public; damage is told. Also with PostgreSQL."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zlib
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from neoarchive.bags import rows
from neoarchive.bags.bagit import faults_of
from neoarchive.ingest import history, service, withdraw
from neoarchive.management.commands.demo import load_samples, sample_files
from neoarchive.models import (
    Alias,
    Change,
    Company,
    Contact,
    Filing,
    OldAddress,
    PressRelease,
    SearchDocument,
    Source,
    Upload,
    UploadedFiling,
)
from neoarchive.search import index
from tests import with_postgres

pytestmark = pytest.mark.django_db
Tables = dict[str, list[dict[str, Any]]]


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, **options)
    return out.getvalue()


def every_row() -> Tables:
    """Every row of every table of the archive, and of the index; accounts by their names, bytes unpacked."""
    found: Tables = {}
    for model in [*rows.kinds(), SearchDocument]:
        users = [one.attname for one in rows.fields_of(model) if rows.is_user(one)]
        found[rows.name_of(model)] = []
        for row in model._default_manager.order_by("pk").values():
            for name in users:
                row[name] = row[name] and account_names()[row[name]]
            for name, value in row.items():
                if isinstance(value, bytes | memoryview):
                    row[name] = zlib.decompress(bytes(value)) if bytes(value) else b""
                if isinstance(value, datetime):
                    row[name] = value.isoformat()
            found[rows.name_of(model)].append(row)
    return found


def account_names() -> dict[int, str]:
    return dict(get_user_model()._default_manager.values_list("pk", "username"))


def emptied() -> None:
    """The tables without a row, the index too."""
    for model in (Change, OldAddress, Alias, UploadedFiling, Upload):
        model._default_manager.all().delete()
    PressRelease.objects.update(version_of=None)
    Filing.objects.update(amends=None)
    for model in (PressRelease, Filing, Source, Contact, Company):
        for one in model._default_manager.all():
            one.delete()
    for model in rows.kinds():
        model._default_manager.all().delete()


@pytest.fixture
def archive(editor: Any, django_user_model: Any) -> Tables:
    """The samples, and all that editors do to an archive: drafts, edits, history, old addresses, a desk."""
    load_samples()
    helper = django_user_model.objects.create_user("helper", password="a long enough password", is_staff=True)
    helper.groups.set(Group.objects.all()[:1])
    draft = Filing.objects.order_by("pk")[2]
    with history.recording(editor, [draft], Change.Action.UNPUBLISHED, "Not yet"):
        draft.status = Filing.Status.DRAFT
        draft.save()
        draft.releases.update(status="draft")
    release = PressRelease.objects.published().order_by("pk").first()
    assert release is not None
    with history.recording(editor, [release], Change.Action.EDITED, "A slip"):
        before = {"headline": release.headline}
        release.headline = "Another “headline”\u2028with odd characters ☃ 𝄞"
        release.mark_edited(["headline"], editor, before)
        release.save()
    later = PressRelease.objects.published().order_by("-pk").first()
    assert later is not None
    PressRelease.objects.filter(pk=release.pk).update(version_of=later)  # the first refers to one behind it
    withdraw.withdraw(PressRelease.objects.published().order_by("pk")[3], editor, "Filed by mistake.")
    withdraw.withdraw(Contact.objects.published().order_by("-pk")[0], editor, "Asked for it.")
    OldAddress.objects.create(kind="release", slug="once", record=release.pk)
    Alias.objects.create(kind="company", key="old name", record=release.company_id)
    Filing.objects.filter(pk=release.filing_id).update(
        created_by=editor, reviewed_by=helper, reviewed_at=timezone.now()
    )
    desk = Upload.objects.create(created_by=helper)
    data = sample_files()[0].read_bytes()
    UploadedFiling.objects.create(upload=desk, compressed=zlib.compress(data), draft={"a": [1]}, filename="again.txt")
    UploadedFiling.objects.create(upload=desk, compressed=b"", reviews=draft)
    index.rebuild()
    return every_row()


def test_an_archive_moves_whole(archive: Tables, tmp_path: Path, client: Any) -> None:
    pages = {
        one.get_absolute_url(): client.get(one.get_absolute_url()).content for one in PressRelease.objects.published()
    }
    # The last number given out is that of a row that is gone.
    last = Company.objects.create(name="Last", slug="last-company")
    number = last.pk
    last.delete()
    told = run("export", tmp_path / "bag", all=True)
    assert "18 filings" in told
    emptied()
    assert not any(every_row().values())
    run("import_archive", tmp_path / "bag")
    again = every_row()
    assert set(again) == set(archive)
    for name, before in archive.items():
        assert again[name] == before, name
    assert list(index.verify()) == []
    for address, content in pages.items():
        assert client.get(address).content == content
    assert client.get("/releases/once/").status_code == 301
    assert Company.objects.create(name="Next", slug="next-company").pk == number + 1
    with pytest.raises(CommandError, match="holds records already"):
        run("import_archive", tmp_path / "bag")


def test_accounts_come_without_passwords(archive: Tables, tmp_path: Path, django_user_model: Any) -> None:
    groups = sorted(django_user_model.objects.get(username="helper").groups.values_list("name", flat=True))
    run("export", tmp_path / "bag", all=True)
    assert all("password" not in line for line in lines(tmp_path / "bag", "account"))
    emptied()
    django_user_model.objects.get(username="helper").delete()
    kept = django_user_model.objects.get(username="editor").password
    assert "1 accounts came without passwords: helper" in run("import_archive", tmp_path / "bag")
    made = django_user_model.objects.get(username="helper")
    assert (made.has_usable_password(), made.is_staff, made.is_superuser) == (False, True, False)
    assert sorted(made.groups.values_list("name", flat=True)) == groups
    assert django_user_model.objects.get(username="editor").password == kept


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    with (folder / "data" / "records" / f"{name}.jsonl").open("rb") as file:
        return [json.loads(line) for line in file]


def test_nothing_that_is_not_public_is_in_a_public_export(archive: Tables, tmp_path: Path) -> None:
    assert "2 filings left out" in run("export", tmp_path / "bag")
    bag = tmp_path / "bag"
    everything = b"".join(path.read_bytes() for path in sorted(bag.rglob("*")) if path.is_file())
    for name in ("editor", "helper", "Not yet", "A slip"):
        assert f'"{name}'.encode() not in everything
    assert {one["status"] for one in lines(bag, "filing")} == {"published"}
    assert {one["status"] for one in lines(bag, "pressrelease")} == {"published"}
    for name in ("change", "alias", "proposal", "upload", "uploadedfiling"):
        assert lines(bag, name) == []
    assert not (bag / "data/records/account.jsonl").exists()
    held = {path.name for path in (bag / "data/sources").rglob("*") if path.is_file()}
    gone = Filing.objects.exclude(pk__in=[one["id"] for one in lines(bag, "filing")]).values_list("source__sha256")
    assert held == {one["sha256"] for one in lines(bag, "source")}
    assert len(held) == 15
    assert not held & {digest for (digest,) in gone}
    for path in (bag / "data/sources").rglob("*"):
        assert path.is_dir() or hashlib.sha256(path.read_bytes()).hexdigest() == path.name


def test_a_public_export_is_an_archive_too(archive: Tables, tmp_path: Path, client: Any) -> None:
    run("export", tmp_path / "bag")
    pages = {
        line["slug"]: client.get(f"/releases/{line['slug']}.json").json()
        for line in lines(tmp_path / "bag", "pressrelease")
    }
    emptied()
    run("import_archive", tmp_path / "bag")
    assert PressRelease.objects.count() == len(pages)
    for slug, before in pages.items():
        now = client.get(f"/releases/{slug}.json").json()
        for name in ("headline", "evidence", "edited", "blocks", "contacts", "quotations", "source", "company", "url"):
            assert now[name] == before[name], (slug, name)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ({"company": "quillfeather-software"}, lambda f: f.companies.filter(slug="quillfeather-software").exists()),
        (
            {"first": "2001-01-01", "last": "2003-12-31"},
            lambda f: 2001 <= f.shown_date.year <= 2003,
        ),
        ({"query": "has:quotation"}, lambda f: f.releases.filter(has_quotation=True).exists()),
        ({"query": "nosuchwordanywhere"}, lambda f: False),
    ],
)
def test_a_part(tmp_path: Path, options: dict[str, str], wanted: Any) -> None:
    load_samples()
    expected = {one.slug for one in Filing.objects.all() if wanted(one)}
    run("export", tmp_path / "bag", **options)
    assert {one["slug"] for one in lines(tmp_path / "bag", "filing")} == expected
    emptied()
    run("import_archive", tmp_path / "bag")
    assert set(Filing.objects.values_list("slug", flat=True)) == expected


def test_trying_changes_nothing(tmp_path: Path) -> None:
    load_samples()
    run("export", tmp_path / "bag")
    emptied()
    assert "18 filings" in run("import_archive", tmp_path / "bag", dry_run=True)
    assert not any(every_row().values())


# -- the bag itself -------------------------------------------------------------------------------------------------


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    data = sample_files()[0].read_bytes()
    service.save(service.read(data, "a.txt"), data, publish=True, origin="")
    run("export", tmp_path / "bag")
    return tmp_path / "bag"


def test_others_check_it_too(bag: Path) -> None:
    """The sums are such as sha256sum reads, and the folder such as the Library of Congress's bagit.py does."""
    if shutil.which("sha256sum"):
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=bag, check=True)
    assert (bag / "bagit.txt").read_text() == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    info = dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text().splitlines())
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]
    assert info["Payload-Oxum"] == f"{sum(path.stat().st_size for path in files)}.{len(files)}"
    bagit = pytest.importorskip("bagit")
    assert bagit.Bag(str(bag)).validate()


def test_a_whole_one_has_no_faults(bag: Path) -> None:
    assert list(faults_of(bag)) == []
    assert not (bag.parent / "bag.part").exists()


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))


def added(bag: Path, line: str) -> None:
    with (bag / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(line)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda bag: changed(bag / "data/records/filing.jsonl"), "filing.jsonl is not what was written"),
        (lambda bag: (bag / "data/records/filing.jsonl").unlink(), "filing.jsonl is missing"),
        (lambda bag: (bag / "data/more.txt").write_text("x"), "data/more.txt is in no manifest"),
        (lambda bag: changed(bag / "bag-info.txt"), "bag-info.txt is not what was written"),
        (lambda bag: (bag / "bagit.txt").unlink(), "no bagit.txt"),
        (lambda bag: (bag / "manifest-sha256.txt").unlink(), "manifest-sha256.txt is missing"),
        (
            lambda bag: (bag / "manifest-sha256.txt").open("a").write(f"{'0' * 64}  data/../../x\n"),
            "not a file of the bag",
        ),
        (lambda bag: added(bag, "nonsense\n"), "no sum and file name"),
        (lambda bag: shutil.rmtree(bag), "is no bag"),
    ],
)
def test_damage_is_told_and_nothing_loaded(bag: Path, harm: Any, words: str) -> None:
    emptied()
    harm(bag)
    with pytest.raises(CommandError, match=words.replace(".", r"\.")):
        run("import_archive", bag)
    assert not any(every_row().values())


def sealed(bag: Path) -> None:
    """Somebody has changed the bag and written the sums anew."""
    for manifest, files in (
        ("manifest-sha256.txt", sorted(p for p in (bag / "data").rglob("*") if p.is_file())),
        ("tagmanifest-sha256.txt", [bag / name for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")]),
    ):
        if manifest.startswith("manifest"):
            info = "\n".join(x for x in (bag / "bag-info.txt").read_text().splitlines() if "Oxum" not in x)
            (bag / "bag-info.txt").write_text(info + "\n")
        sums = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(bag).as_posix()}\n" for p in files]
        (bag / manifest).write_text("".join(sums))


def rewritten(bag: Path, name: str, **values: Any) -> None:
    found = lines(bag, name)
    found[0] |= values
    text = "".join(json.dumps(line) + "\n" for line in found)
    (bag / "data" / "records" / f"{name}.jsonl").write_text(text)


def described(bag: Path, **values: Any) -> None:
    path = bag / "data" / "archive.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda bag: rewritten(bag, "item", filing=99), "refers to one that is not in the bag"),
        (lambda bag: rewritten(bag, "item", filing="x"), "item.jsonl, line 1, can't be loaded: filing is str"),
        (lambda bag: rewritten(bag, "item", colour="red"), "“colour”, which this version does not know"),
        (lambda bag: rewritten(bag, "filing", report_date="soon"), "filing.jsonl, line 1, can't be loaded"),
        (lambda bag: rewritten(bag, "filing", created_by="nobody"), "the account 'nobody'"),
        (lambda bag: rewritten(bag, "filing", slug=None), "slug is empty"),
        (lambda bag: rewritten(bag, "source", compressed="0" * 64), "is not in the bag"),
        (lambda bag: rewritten(bag, "source", compressed="../../x"), "is not in the bag"),
        (lambda bag: (bag / "data/records/item.jsonl").write_text("{"), "item.jsonl, line 1, is no JSON"),
        (lambda bag: (bag / "data/records/item.jsonl").write_text(""), "item.jsonl has 0 rows"),
        (lambda bag: described(bag, migration="9999_later"), "made by a later version"),
        (lambda bag: described(bag, version=99), "made by a later version"),
        (lambda bag: described(bag, format="else"), "no export of an archive"),
    ],
)
def test_what_can_not_be_loaded_is_told_and_nothing_loaded(bag: Path, harm: Any, words: str) -> None:
    emptied()
    harm(bag)
    sealed(bag)
    with pytest.raises(CommandError) as told:
        run("import_archive", bag)
    assert words in str(told.value)
    assert not any(every_row().values())


def test_an_export_is_there_whole_or_not_at_all(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="is there already"):
        run("export", bag)
    half = bag.parent / "half"
    monkeypatch.setattr(rows, "to_line", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run("export", half)
    assert [path.name for path in bag.parent.iterdir()] == ["bag"]
    monkeypatch.undo()
    (bag.parent / "half.part").mkdir()
    with pytest.raises(CommandError, match="in the way"):
        run("export", half)
    (bag.parent / "half.part" / "bagit.txt").write_text("left by a run that was killed")
    run("export", half)
    assert list(faults_of(half)) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"all": True, "query": "x"}, "--all takes the whole archive"),
        ({"query": '"'}, "--query can't be read"),
        ({"company": "none"}, "no company"),
        ({"first": "soon"}, "--from takes a day"),
    ],
)
def test_what_can_not_be_exported_is_told(tmp_path: Path, options: dict[str, Any], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run("export", tmp_path / "bag", **options)
    assert list(tmp_path.iterdir()) == []


def test_every_table_is_kept_or_made_anew() -> None:
    tables = {name for name in connection.introspection.table_names() if name.startswith("neoarchive_")}
    known = {model._meta.db_table for model in [*rows.kinds(), *rows.DERIVED]}
    # The index of SQLite is a table of its own, with tables of its own behind it.
    assert {name for name in tables if not name.startswith("neoarchive_search")} <= known


@pytest.mark.postgres
def test_from_sqlite_to_postgresql_and_out_again(archive: Tables, tmp_path: Path) -> None:
    """What came from one kind of database is written by the other as the same lines and files."""
    if connection.vendor != "sqlite":
        pytest.skip("moves from SQLite")
    run("export", tmp_path / "first", all=True)
    with with_postgres.running() as url:
        given = {**os.environ, "DATABASE_URL": url, "NEOARCHIVE_DATA_DIR": str(tmp_path / "data")}
        given["NEOARCHIVE_SITE_URL"] = "http://testserver"
        for arguments in (
            ["migrate", "--verbosity=0"],
            ["import_archive", str(tmp_path / "first")],
            ["export", str(tmp_path / "again"), "--all"],
            ["verify_search"],
        ):
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
            done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr[-2000:]
    first, again = (tmp_path / name / "data" for name in ("first", "again"))
    files = {path.relative_to(first) for path in first.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    for name in files:
        if name.suffix == ".jsonl":
            assert lines(again.parent, name.stem) == lines(first.parent, name.stem), name
        elif name.name != "archive.json":
            assert (again / name).read_bytes() == (first / name).read_bytes()
