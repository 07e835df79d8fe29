"""Bytes to text, without losing or moving a character."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass

# The five bytes that Windows-1252 leaves undefined; Latin-1 reads them as C1 controls.
_HOLES = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}
_CP1252 = "".join(_HOLES.get(byte) or bytes([byte]).decode("cp1252") for byte in range(256))

# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """``encoding`` is the name of a codec under which the same bytes give text of the same length."""

    text: str
    encoding: str
    sha256: str
    byte_length: int


def decode(source: bytes | str) -> Decoded:
    """Read bytes by their byte order mark, else as strict UTF-8, else as Windows-1252. Never raises.

    EDGAR asked for ASCII until about 2000 and takes Latin-1 or UTF-8 since; copies add what Windows made of
    them. A str is taken as it is; its hash is that of its UTF-8 form, lone surrogates included.
    """
    if isinstance(source, str):
        raw = source.encode("utf-8", "surrogatepass")
        return Decoded(source, "utf-8", hashlib.sha256(raw).hexdigest(), len(raw))
    raw = bytes(source)
    text, encoding = _text_of(raw)
    return Decoded(text, encoding, hashlib.sha256(raw).hexdigest(), len(raw))


def _text_of(raw: bytes) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            return raw.decode(codec, "replace"), codec
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return codecs.charmap_decode(raw, "strict", _CP1252)[0], "cp1252"
