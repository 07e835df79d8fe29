"""The demo's set-up: everything once, and nothing a second time."""

import re
import socket
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from neoarchive.management.commands import demo
from neoarchive.models import Company, Filing, PressRelease, Source

pytestmark = pytest.mark.django_db


def run(**options: Any) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_it_loads_every_sample_and_prints_a_password_that_works() -> None:
    said = run()
    number = len(demo.sample_files())
    assert f"{number} sample filings loaded" in said
    assert Filing.objects.published().count() == number
    assert not Company.objects.filter(invented=False).exists()
    password = re.search(r"password (\S+)", said)
    assert password is not None
    user = authenticate(username=demo.USER, password=password[1])
    assert user is not None
    assert user.is_superuser


def test_a_second_time_changes_nothing() -> None:
    run()
    before = User.objects.get().password
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    collected = stamp.stat().st_mtime_ns
    counts = Filing.objects.count(), PressRelease.objects.count(), Company.objects.count()
    said = run()
    assert "loaded" not in said
    assert "password " not in said.replace("changepassword ", "")
    assert User.objects.get().password == before
    assert stamp.stat().st_mtime_ns == collected
    assert (Filing.objects.count(), PressRelease.objects.count(), Company.objects.count()) == counts


def test_one_company_under_two_names_is_one_company() -> None:
    demo.load_samples()
    company = Company.objects.get(cik="0009990002")
    assert {"larkspur", "pellucid"} <= {name.name.split()[0].casefold() for name in company.names.all()}
    assert {ticker.symbol for ticker in company.tickers.all()} == {"PLQD", "LKQB"}
    assert company.name.casefold().startswith("larkspur")


def test_filings_without_a_cik_go_to_the_company_that_has_one() -> None:
    """The bare texts and the page of 2009 have no header: the IRS number says whose they are."""
    demo.load_samples()
    whose = {filing.source.filename: filing.companies.get() for filing in Filing.objects.filter(companies__isnull=False)
             if filing.companies.count() == 1}  # fmt: skip
    assert whose["1997-10-15-blue-lantern.txt"] == whose["1999-03-11-blue-lantern.txt"]
    assert whose["2009-10-20-blue-lantern.htm"] == whose["1999-03-11-blue-lantern.txt"]
    assert whose["2002-02-20-quillfeather-software.txt"] == whose["2012-08-02-quillfeather-software.txt"]
    assert whose["2000-09-13-cardinal-ferry-bancorp.txt"] == whose["2007-04-03-cardinal-ferry-bancorp.txt"]


def test_the_bytes_are_kept_as_they_are() -> None:
    demo.load_samples()
    kept = {source.filename: source.data for source in Source.objects.all()}
    assert kept == {path.name: path.read_bytes() for path in demo.sample_files()}


def test_every_page_of_every_sample_answers(client: Client) -> None:
    demo.load_samples()
    pages = [*PressRelease.objects.all(), *Filing.objects.all(), *Company.objects.all()]
    wrong = {page.get_absolute_url(): client.get(page.get_absolute_url()).status_code for page in pages}
    assert {address: code for address, code in wrong.items() if code != 200} == {}


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} .* can't be used"):
            run(port=port)
    assert not User.objects.exists()


def test_a_sample_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.txt").write_text("no form, no company, no date\n", encoding="ascii")
    monkeypatch.setattr(demo, "SAMPLES", tmp_path)
    with pytest.raises(CommandError, match=r"broken\.txt can't be saved"):
        demo.load_samples()
