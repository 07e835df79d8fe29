import io
import zipfile

import pytest

from neoarchive.ingest.files import unpack


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
        (b"\x1f\x8b\x08\x00", "gzip"),
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
    assert "zip inside a zip" in pieces[2].problem


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
