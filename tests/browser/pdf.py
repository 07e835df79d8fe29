"""The text of a PDF that Chromium printed: enough of the format to show that letters, not pictures, are on paper.

Chromium writes every glyph as a two-byte number in a font of its own, with a ToUnicode map from number to text
(ISO 32000-1, 9.10.3). Text comes in the order in which it is drawn.
"""

import re
import zlib

_OBJECT = re.compile(rb"(?s)(\d+) 0 obj\b(.*?)endobj")
_STREAM = re.compile(rb"(?s)stream\r?\n(.*?)\r?\nendstream")
_SHOWN = re.compile(rb"(?s)/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\((?:\\.|[^\\)])*\)|\b(ET|T[dm*])\b")


def text_of(data: bytes) -> str:
    """Text of all pages, a blank where a new piece is placed."""
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    fonts = _fonts(objects)
    pieces = []
    for body in objects.values():
        if b"/Type /Page\n" in body or re.search(rb"/Type\s*/Page\b", body):
            names = {name: fonts[int(number)] for name, number in _named_fonts(body, objects) if int(number) in fonts}
            for number in _contents(body):
                pieces.append(_shown(_stream(objects[number]), names))
    return " ".join(pieces)


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    data = found[1] if found else b""
    return zlib.decompress(data) if b"FlateDecode" in body else data


def _contents(page: bytes) -> list[int]:
    found = re.search(rb"/Contents\s*(\[[^\]]*\]|\d+ 0 R)", page)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found[1])] if found else []


def _named_fonts(page: bytes, objects: dict[int, bytes]) -> list[tuple[bytes, bytes]]:
    held = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects[int(held[1])] if held else page
    found = re.search(rb"(?s)/Font\s*<<(.*?)>>", resources)
    return re.findall(rb"/(\w+) (\d+) 0 R", found[1]) if found else []


def _fonts(objects: dict[int, bytes]) -> dict[int, dict[int, str]]:
    found = {}
    for number, body in objects.items():
        link = re.search(rb"/ToUnicode (\d+) 0 R", body)
        if link:
            found[number] = _map(_stream(objects[int(link[1])]))
    return found


def _map(cmap: bytes) -> dict[int, str]:
    """Numbers of glyphs to text, from the parts ``bfchar`` and ``bfrange`` of a ToUnicode map."""
    found: dict[int, str] = {}
    for part in re.findall(rb"(?s)beginbfchar(.*?)endbfchar", cmap):
        for glyph, text in re.findall(rb"<(\w+)>\s*<(\w+)>", part):
            found[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for part in re.findall(rb"(?s)beginbfrange(.*?)endbfrange", cmap):
        for first, last, text in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                found[glyph] = chr(int(text, 16) + glyph - int(first, 16))
    return found


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    said: list[str] = []
    font: dict[int, str] = {}
    for found in _SHOWN.finditer(content):
        name, glyphs, placed = found.groups()
        if name:
            font = fonts.get(name, {})
        elif glyphs:
            numbers = bytes.fromhex(glyphs.decode())
            pairs = zip(numbers[::2], numbers[1::2], strict=True)
            said += [font.get(high * 256 + low, "") for high, low in pairs]
        elif placed:
            said.append(" ")
    return "".join(said)
