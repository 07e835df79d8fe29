"""Files that would fill the memory: refused in time and room, by name and reason, with nothing beside them lost.

What archives are, and what is told of damaged ones, is in ``tests/ingest/test_files.py``.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from neoarchive.ingest.files import unpack_file, unpack_stream
from neoarchive.ingest.loading import FAILED, SAVED, load
from neoarchive.ingest.writer import Options
from neoarchive.models import Filing, UploadedFiling
from neoarchive.views import refusals
from tests.filings import bare
from tests.trust.bombs import BOMBS, GOOD, MB

ADD = "/admin/neoarchive/filing/add-from-text/"
# Run by itself: the most memory that a process has ever had is not given back. It is asked of Linux, as what
# getrusage tells begins with that of the process which started this one.
_MEASURE = """
import json, sys
from time import process_time
from pathlib import Path
from django.conf import settings
settings.configure(UPLOAD_MAX_BYTES=64 * 2**20, UPLOAD_MAX_FILES=500)
from neoarchive.ingest.files import unpack_file

def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024

before = peak()
for path in map(Path, sys.argv[1:]):
    began = process_time()
    said = [[one.name, len(one.data), one.problem] for one in unpack_file(path)]
    print(json.dumps([path.name, [peak() - before, process_time() - began, said]]))
"""
ROOT = Path(refusals.__file__).parents[2]


def measured(paths: list[Path]) -> dict[str, tuple[float, float, list[list[Any]]]]:
    """Of each file: the most megabytes so far, CPU seconds, and name, bytes and problem of each piece."""
    command = [sys.executable, "-c", _MEASURE, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    return dict(map(json.loads, done.stdout.splitlines()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bombs, and a filing among them."""
    place = tmp_path_factory.mktemp("bombs")
    for name, (write, _) in BOMBS.items():
        write(place / name)
    (place / GOOD).write_bytes(bare())
    return place


@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
def test_each_is_refused_in_time_and_room_and_told_why(folder: Path) -> None:
    found = measured([folder / name for name in BOMBS])
    assert found["words.txt.gz"][0] > 1, "what is measured is memory"
    for name, (_, words) in BOMBS.items():
        room, taken, said = found[name]
        assert taken < 1, name
        assert room < 50, name
        assert any(words in problem for _, _, problem in said), (name, said[:3])
        assert sum(size for _, size, _ in said) < MB, name
        assert all(len(piece) <= 255 and "/" not in piece and "\\" not in piece for piece, _, _ in said), name


def test_nothing_else_of_the_batch_is_lost(folder: Path, db: None) -> None:
    """Some of what archives hold is text: the archive says that it is no Form 8-K, or keeps it as a bare text."""
    found = [piece for path in sorted(folder.iterdir()) for piece in unpack_file(path) if piece.name != GOOD]
    pieces = list(dict.fromkeys(replace(piece, position=0) for piece in found))
    place = len(pieces) // 2
    given = [*pieces[:place], *unpack_file(folder / GOOD), *pieces[place:]]
    results = list(load(given, Options(publish=True), jobs=1))
    assert len(results) == len(given)
    by_name = {one.piece: one for one in results}
    assert by_name[GOOD].state == SAVED
    assert [one.piece for one in results if one.state == FAILED and not one.words] == []
    assert Filing.objects.filter(source__sha256=hashlib.sha256(bare()).hexdigest()).count() == 1


def test_an_upload_of_all_of_them_saves_what_is_good(folder: Path, editor_client: Client) -> None:
    small = [path for path in sorted(folder.iterdir()) if path.stat().st_size < 8 * MB]
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in small]
    assert len(files) > len(BOMBS) - 4
    response = editor_client.post(ADD, {"text": "", "files": files}, follow=True)
    assert response.status_code == 200
    assert UploadedFiling.objects.filter(filename=GOOD).count() == 1
    page = response.content.decode()
    for name, (_, words) in BOMBS.items():
        told = escape(words)
        assert (folder / name) not in small or told in page or "100,000 files; 500" in page, name


class Unread:
    """A body that nobody may read."""

    def read(self, *of: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = __iter__ = read


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"])
@pytest.mark.parametrize("path", [ADD, "/admin/login/", "/releases/", "/nothing/"])
def test_a_gigabyte_is_refused_before_it_is_read(editor_client: Client, settings: Any, kind: str, path: str) -> None:
    for client, most in ((Client(), "4 MB"), (editor_client, f"{4 * settings.UPLOAD_MAX_BYTES // MB} MB")):
        sent = {"CONTENT_LENGTH": str(1024**3), "CONTENT_TYPE": kind, "wsgi.input": Unread()}
        response = client.generic("POST", path, **sent)
        assert response.status_code == 413
        assert f"At most {most} can be sent in one go" in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "9" * 5000, "٣٣٣٣٣٣٣٣٣"])
def test_a_length_that_is_none_is_no_fault_of_ours(client: Client, db: None, length: str) -> None:
    client.raise_request_exception = False
    assert client.generic("POST", "/releases/", CONTENT_LENGTH=length).status_code in (400, 405, 413)


@pytest.mark.parametrize(
    "name",
    [
        "x" * 500,
        "../../../etc/passwd",
        "..\\..\\boot.ini",
        "a\r\nX: y.txt",
        "\u202egpj.exe",
        "a\x00b.txt",
        "<b>.txt",
        " ",
    ],
)
def test_names_of_uploads_stay_names(editor_client: Client, name: str) -> None:
    file = SimpleUploadedFile("x", bare())
    file._name = name  # as a client could send it
    response = editor_client.post(ADD, {"text": "", "files": file}, follow=True)
    assert response.status_code == 200
    for uploaded in UploadedFiling.objects.all():
        assert len(uploaded.filename) <= 255
        assert "/" not in uploaded.filename
    assert b"<b>.txt" not in response.content


def test_a_name_of_ten_kilobytes_is_refused_with_the_limit(editor_client: Client) -> None:
    editor_client.raise_request_exception = False
    file = SimpleUploadedFile("x", bare())
    file._name = "x" * 10_240
    response = editor_client.post(ADD, {"text": "", "files": file})
    assert response.status_code == 400
    assert "900 bytes" in response.content.decode()
    assert not UploadedFiling.objects.exists()


def test_a_name_gives_no_orders_to_a_terminal(tmp_path: Path, db: None) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("\x1b[2J\x1b]0;pwned\x07\u202e.txt", bare())
    said = StringIO()
    call_command("ingest", str(tmp_path / "a.zip"), jobs=1, stdout=said, stderr=said)
    assert "saved" in said.getvalue()
    assert all(c.isprintable() or c == "\n" for c in said.getvalue())


def test_standard_input_is_read_up_to_the_limit(settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = MB
    asked: list[int] = []

    class Endless:
        def read(self, size: int) -> bytes:
            asked.append(size)
            return bytes(size)

    (piece,) = unpack_stream("standard input", Endless())  # type: ignore[arg-type]
    assert asked == [MB + 1]
    assert "1 MB" in piece.problem
