"""Fixity: whether the bytes of a source are those that came in, and its lines begin where they did."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from itertools import pairwise

from neoarchive.models import Source
from neoarchive.sums import folded_sha256

from .faults import Fault

_LEVELS = {0: (1,), 1: (3, 2, 4, 5), 2: (6,), 3: (9, 8, 7)}
"""How hard a source may have been compressed, by what the second byte says of it (RFC 1950, FLEVEL)."""

_MANY_BITS = 17


def faults_of(source: Source, record: str) -> Iterator[Fault]:
    """``record``: what the source is told by, such as the address of its filing."""
    data, fault = unpacked(bytes(source.compressed))
    if fault:
        yield Fault(record, f"the stored source {fault}")
    if data is None:
        return
    if len(data) != source.byte_length:
        yield Fault(record, f"the source has {len(data):,} bytes; {source.byte_length:,} came in")
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        yield Fault(record, f"the SHA-256 of the source is {digest}; {source.sha256} was written down")
    if source.folded_sha256 and folded_sha256(data) != source.folded_sha256:
        yield Fault(record, "the SHA-256 without line ends is another than was written down")
    try:
        text = data.decode(source.encoding, "replace")
    except LookupError:
        yield Fault(record, f"its encoding, “{source.encoding}”, is none that there is")
        return
    yield from _line_faults(source, text, record)


def _line_faults(source: Source, text: str, record: str) -> Iterator[Fault]:
    data, fault = unpacked(bytes(source.compressed_line_starts))
    if fault:
        yield Fault(record, f"the list of its lines {fault}")
    if data is None:
        return
    try:
        starts = json.loads(data)
    except ValueError:
        starts = None
    if not isinstance(starts, list) or not all(type(start) is int for start in starts):
        yield Fault(record, "the list of its lines is no list of numbers")
        return
    if len(starts) != source.line_count:
        yield Fault(record, f"{len(starts):,} lines have a beginning; {source.line_count:,} were counted")
    outside = [start for start in starts if not 0 <= start <= len(text)]
    if outside:
        yield Fault(record, f"line {starts.index(outside[0]) + 1:,} begins outside the source")
    backward = next((n for n, (a, b) in enumerate(pairwise(starts), 2) if b <= a), None)
    if backward:
        yield Fault(record, f"line {backward:,} does not begin after the line before it")
    if source.format == "text" and not outside:
        inside = next((n for n, start in enumerate(starts, 1) if not _begins_line(text, start)), None)
        if inside:
            yield Fault(record, f"line {inside:,} begins in the middle of a line")


def _begins_line(text: str, start: int) -> bool:
    """In plain text a numbered line begins at the beginning, or behind a line end or page break."""
    return start == 0 or text[start - 1] in "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"


def unpacked(stored: bytes) -> tuple[bytes | None, str]:
    """What was compressed, and what is wrong with it: "" where nothing is. None where it can't be had at all.

    A changed bit need not change the data, and zlib's checksum is of the data alone: in a row of blanks one match is
    as good as another. So what is stored is compared with what compressing makes of the data. Another version of
    zlib may make something else altogether, and that is no fault; a few bits are.
    """
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(stored) + unpacker.flush()
    except zlib.error as error:
        return None, f"can't be unpacked ({error})"
    if not unpacker.eof:
        return None, "ends too early"
    if unpacker.unused_data:
        return data, f"has {len(unpacker.unused_data):,} bytes behind its end"
    for level in _LEVELS[stored[1] >> 6]:
        made = zlib.compress(data, level)
        if made == stored:
            break
        bits = (int.from_bytes(made) ^ int.from_bytes(stored)).bit_count() if len(made) == len(stored) else _MANY_BITS
        if bits < _MANY_BITS:
            return data, f"has {bits} bit{'' if bits == 1 else 's'} changed where that does no harm yet"
    return data, ""
