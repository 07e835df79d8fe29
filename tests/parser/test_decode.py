"""Bytes to text."""

import hashlib

import pytest

from neoarchive.parser.decode import decode

CASES = [
    # Plain ASCII is UTF-8.
    (b"FORM 8-K", "FORM 8-K", "utf-8"),
    # UTF-8 is taken where it is strictly valid.
    ("Zürich".encode(), "Zürich", "utf-8"),
    # Windows quotes are no UTF-8.
    (b"\x93Pumps\x94", "“Pumps”", "cp1252"),
    # The holes of Windows-1252 are read as Latin-1 has them, one character each.
    (b"a\x81b\x9d\xe9", "a\x81b\x9dé", "cp1252"),
    # A mark in front is no text.
    (b"\xef\xbb\xbfFORM", "FORM", "utf-8-sig"),
    ("FORM".encode("utf-16"), "FORM", "utf-16"),
    (b"", "", "utf-8"),
    # A NUL is a character like others.
    (b"a\0b", "a\0b", "utf-8"),
]


@pytest.mark.parametrize(("raw", "text", "encoding"), CASES)
def test_bytes_are_read_by_what_they_are(raw, text, encoding):
    found = decode(raw)
    assert (found.text, found.encoding) == (text, encoding)
    assert found.sha256 == hashlib.sha256(raw).hexdigest()
    assert found.byte_length == len(raw)


@pytest.mark.parametrize("raw", [case[0] for case in CASES] + [bytes(range(256)) * 3])
def test_offsets_hold_in_the_codec_named(raw):
    """The scorer and the downloads decode with the codec's name: every character must keep its place."""
    found = decode(raw)
    again = raw.decode(found.encoding, errors="replace")
    assert len(again) == len(found.text)
    assert all(a == b or b == "\ufffd" for a, b in zip(found.text, again, strict=True))


def test_a_str_is_taken_as_it_is():
    assert decode("\ufeffFORM 8-K\0").text == "\ufeffFORM 8-K\0"


def test_lone_surrogates_do_not_raise():
    found = decode("a\ud800")
    assert found.sha256 == hashlib.sha256("a\ud800".encode("utf-8", "surrogatepass")).hexdigest()
