import gzip
import io
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from neoarchive.ingest.files import Piece, unpack, unpack_file


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_text_is_itself() -> None:
    (piece,) = unpack("a.txt", b"FORM 8-K\r\n")
    assert (piece.name, piece.data, piece.problem) == ("a.txt", b"FORM 8-K\r\n", "")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.4 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG"),
        (b"\x1f\x8b\x08\x00", "cut off"),
        (bytes(range(32)) * 40, "not text"),
    ],
)
def test_what_is_no_text_is_said_in_words(data: bytes, words: str) -> None:
    (piece,) = unpack("a.txt", data)
    assert words in piece.problem
    assert piece.data == b""


def test_text_with_a_few_odd_bytes_is_text() -> None:
    """Filings of the 1990s hold form feeds, 0x01 bytes and an end-of-file mark."""
    (piece,) = unpack("a.txt", b"FORM 8-K\n\x0c\x01 text \x1a")
    assert piece.problem == ""


def test_a_zip_gives_its_members_in_order_of_name_without_clutter() -> None:
    pieces = list(
        unpack("all.zip", _zip({"b.txt": b"two", "a/a.txt": b"one", "__MACOSX/a.txt": b"x", ".DS_Store": b"x"}))
    )
    assert [(p.name, p.data) for p in pieces] == [("a.txt", b"one"), ("b.txt", b"two")]


def test_a_bad_member_does_not_stop_the_rest() -> None:
    pieces = list(unpack("all.zip", _zip({"a.pdf": b"%PDF-1.4", "b.txt": b"fine", "c.zip": _zip({"x": b"y"})})))
    assert [bool(p.problem) for p in pieces] == [True, False, True]
    assert "zip inside an archive" in pieces[2].problem


def test_a_name_keeps_its_last_part_only() -> None:
    (piece,) = unpack("all.zip", _zip({"../../etc/passwd": b"text"}))
    assert piece.name == "passwd"


def test_a_damaged_zip_is_told() -> None:
    (piece,) = unpack("all.zip", _zip({"a.txt": b"text"})[:-30])
    assert "damaged" in piece.problem


def test_limits_are_told_and_hold_whatever_the_zip_declares(settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    (piece,) = unpack("a.txt", b"x" * (1024 * 1024 + 1))
    assert "1 MB" in piece.problem
    (piece,) = unpack("bomb.zip", _zip({"a.txt": b"x" * (20 * 1024 * 1024)}))
    assert "1 MB" in piece.problem
    settings.UPLOAD_MAX_FILES = 2
    (piece,) = unpack("many.zip", _zip({f"{i}.txt": b"x" for i in range(3)}))
    assert "3 files" in piece.problem


def _tar(members: dict[str, bytes], how: str = "w:gz", **options: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=how, **options) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("how", ["w", "w:gz"])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_members_in_their_order(how: str, form: int) -> None:
    long = "20000103/" + "x" * 90 + "/" + "0000950124-00-000001.nc"
    members = {
        "b.nc": b"two",
        long: b"one\n" * 200,
        "../../etc/passwd": b"three",
        "._b.nc": b"clutter",
        "é.txt": b"four",
    }
    pieces = list(unpack("day.tar.gz", _tar(members, how, format=form)))
    assert [(p.name, p.data, p.problem) for p in pieces] == [
        ("b.nc", b"two", ""),
        ("0000950124-00-000001.nc", b"one\n" * 200, ""),
        ("passwd", b"three", ""),
        ("é.txt", b"four", ""),
    ]


def test_links_and_devices_are_passed_over() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("away")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("a.txt")
        info.size = 4
        archive.addfile(info, io.BytesIO(b"text"))
    assert [p.name for p in unpack("a.tar", out.getvalue())] == ["a.txt"]


def test_one_compressed_text() -> None:
    (piece,) = unpack("a.txt.gz", gzip.compress(b"FORM 8-K\n"))
    assert (piece.name, piece.data) == ("a.txt", b"FORM 8-K\n")


def test_an_archive_inside_an_archive_is_told() -> None:
    inside = {"a.zip": _zip({"x": b"y"}), "b.tar": _tar({"x": b"y"}, "w"), "c.tar.gz": _tar({"x": b"y"}), "d": b"text"}
    for outside in (_zip(inside), _tar(inside)):
        pieces = list(unpack("all", outside))
        assert ["zip inside" in pieces[0].problem, "tar inside" in pieces[1].problem] == [True, True]
        assert "gzip archive" in pieces[2].problem
        assert pieces[3].data == b"text"


@pytest.mark.parametrize("cut", [300, 700, 1300, 2100])
def test_what_stands_before_a_cut_is_read(cut: int) -> None:
    whole = _tar({"a.txt": b"one", "b.txt": b"two"}, "w")
    packed = gzip.compress(whole)
    for data in (whole[:cut], packed[: len(packed) * cut // 2100]):
        pieces = list(unpack("day.tar.gz", data))
        assert len(pieces) <= 3
        assert all(p.problem or p.data in (b"one", b"two") for p in pieces)


def _in_time_and_room(work: Callable[[], list[Piece]]) -> list[Piece]:
    """Under 1 s and 50 MB."""
    began = time.process_time()
    work()
    taken = time.process_time() - began
    tracemalloc.start()
    found = work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 1
    assert peak < 50 * 1024 * 1024
    return found


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.tar.gz", "bomb.zip", "names.tar.gz"])
def test_bombs_are_left_before_they_unfold(tmp_path: Path, name: str) -> None:
    """A gigabyte of nothing as a text, as a member, in a thousand members of a megabyte, as a member's name."""
    path = tmp_path / name
    nothing = bytes(1024 * 1024)
    if name == "bomb.zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(200):
                archive.writestr(f"{number}.txt", nothing)
    else:
        head = tarfile.TarInfo("x")
        head.size, head.type = 1024**3, b"x" if name == "names.tar.gz" else tarfile.REGTYPE
        with gzip.open(path, "wb", 1) as out:
            out.write(b"" if name == "bomb.txt.gz" else head.tobuf(tarfile.USTAR_FORMAT))
            for _ in range(256):
                out.write(nothing)
    found = _in_time_and_room(lambda: list(unpack_file(path)))
    assert any("times its size" in p.problem or "MB that are read" in p.problem or "name" in p.problem for p in found)
    assert not any(p.data for p in found)
