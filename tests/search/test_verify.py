"""The index is compared with the rows, and made anew while the site serves and takes filings."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from neoarchive.models import PressRelease, SearchDocument
from neoarchive.search import index
from tests.factories import make_appearance, make_quotation, make_release


def verified() -> tuple[int, str]:
    told = StringIO()
    try:
        call_command("verify_search", stdout=told)
    except SystemExit as end:
        return int(str(end.code)), told.getvalue()
    return 0, told.getvalue()


@pytest.mark.django_db
def test_it_agrees_with_what_was_saved_and_names_what_differs() -> None:
    assert verified() == (0, "The search index agrees with all releases.\n")
    releases = [make_release(headline=f"Nerve {number}", tickers=("NEOT",)) for number in range(4)]
    make_quotation(releases[0])
    make_appearance(releases[0])
    assert verified()[0] == 0
    PressRelease.objects.filter(pk=releases[1].pk).update(headline="Changed behind its back")
    index.remove(releases[2].pk)
    assert list(index.verify()) == [releases[1].pk, releases[2].pk]
    code, told = verified()
    assert code == 1
    assert releases[1].get_absolute_url() in told
    assert releases[0].get_absolute_url() not in told
    assert "Run rebuild_search" in told
    call_command("rebuild_search", stdout=StringIO())
    assert verified()[0] == 0


@pytest.mark.django_db
def test_damage_of_the_index_itself_is_told() -> None:
    make_release(headline="Nerve")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO neoarchive_search(neoarchive_search) VALUES ('delete-all')")
        else:
            cursor.execute("DROP INDEX neoarchive_search")
    assert list(index.verify()) == [0]
    assert verified()[0] == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_made_anew_while_the_site_serves_and_takes_filings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its steps, in this test of one release each, pages are answered and a release is saved."""
    monkeypatch.setattr(index, "_BATCH", 1)
    for number in range(6):
        make_release(headline=f"Nerve {number}")
    seen: list[int] = []
    came_in: list[PressRelease] = []

    def meanwhile(done: int, total: int) -> None:
        def visitor() -> None:
            seen.append(Client().get("/releases/", {"q": "nerve"}).content.count(b'<li class="entry">'))
            if done == 3:
                came_in.append(make_release(headline="Nerve that came in"))
            connections.close_all()

        thread = threading.Thread(target=visitor)
        thread.start()
        thread.join()

    index.rebuild(meanwhile)
    assert seen == [6, 6, 6, 7, 7, 7]
    assert SearchDocument.objects.filter(pk=came_in[0].pk).exists()
    assert verified()[0] == 0
