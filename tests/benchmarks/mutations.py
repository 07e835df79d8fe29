"""Damages real filings at random and reads them: the parser must give a result each time, and keep its promises.

    .venv/bin/python tests/benchmarks/mutations.py 100000            # of the shared filings, on every core
    .venv/bin/python tests/benchmarks/mutations.py 5000 --seed 7 --longest 30000

Prints how many texts were read, and for each failure the seed that brings it back. The suite runs a few thousand of
the same (tests/parser/test_never_fails.py).
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from neoarchive.parser import ParsedFiling, parse_filing
from neoarchive.parser.as_json import as_json
from neoarchive.parser.types import Spans
from tests.parser.writing import bare, flat, submission
from tests.shared import corpus, gold_sources

SPLICES = [
    b"\r",
    b"\r\n",
    b"\n",
    b"\x00",
    b"\x01",
    b"\x0c",
    b"\x1a",
    b"\x85",
    b"\xa0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xe2\x80\xa8",
    b"\xe2\x80\x8b",
    b"\xc2\xad",
    b"\xcc\x81",
    b"\xef\xbf\xbd",
    b"<",
    b">",
    b"&",
    b"&#",
    b"&#x110000;",
    b"&nbsp;",
    b'"',
    b"(",
    b")",
    b"[",
    b"- -",
    b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n",
    b"<DOCUMENT>\n",
    b"</DOCUMENT>\n",
    b"<TYPE>EX-99.1\n",
    b"<TYPE>8-K\n",
    b"<TEXT>\n",
    b"</TEXT>\n",
    b"<SEC-HEADER>\n",
    b"</SEC-HEADER>\n",
    b"<SUBMISSION>\n",
    b"<PAGE>\n",
    b"<TABLE>\n",
    b"</TABLE>\n",
    b"<html>",
    b"<table><tr><td>",
    b"</td></tr></table>",
    b"<pre>",
    b"</pre>",
    b"<!--",
    b"-->",
    b"<style>",
    b"<div style='display:none'>",
    b"<br>",
    b"<td colspan=999>",
    b"<td colspan=0>",
    b"\nItem 5. Other Events\n",
    b"\nItem 99\n",
    b"\nItem 1 through 9\n",
    b"\nItem 9.01(d)\n",
    b"\nSIGNATURES\n",
    b"\nPursuant to the requirements of\n",
    b"\nBy: /s/ ",
    b"\nEXHIBIT INDEX\n",
    b"\nEXHIBIT 99.1\n",
    b"99.1  Press release\n",
    b"\nContact:\n",
    b"\nFOR IMMEDIATE RELEASE\n",
    b"February 30, 1999",
    b"99/99/99",
    b"(212) 555-0100",
    b"(Nasdaq: X)",
    b"\n# # #\n",
    b"- more -\n",
    b"\nPage 1 of 999\n",
    "²".encode(),
    "٣".encode(),
    "𝟗".encode(),
    "İ".encode(),
    "ß".encode(),
    b"PUBLIC DOCUMENT COUNT:\t\xc2\xb2\n",
    b"ACCESSION NUMBER:\t\n",
]


def damaged(source: bytes, rng: random.Random) -> bytes:
    """The bytes with one to five things done to them."""
    for _ in range(rng.randint(1, 5)):
        source = rng.choice(_DAMAGES)(source, rng)
    return source


def _place(source: bytes, rng: random.Random) -> int:
    return rng.randrange(len(source) + 1)


def _cut(source: bytes, rng: random.Random) -> bytes:
    return source[: _place(source, rng)] if rng.random() < 0.5 else source[_place(source, rng) :]


def _remove(source: bytes, rng: random.Random) -> bytes:
    a = _place(source, rng)
    return source[:a] + source[a + rng.choice((1, 3, 20, 400, 5000)) :]


def _double(source: bytes, rng: random.Random) -> bytes:
    a = _place(source, rng)
    piece = source[a : a + rng.choice((1, 5, 60, 2000))]
    return source[:a] + piece * rng.choice((2, 3, 40)) + source[a + len(piece) :]


def _move(source: bytes, rng: random.Random) -> bytes:
    a, b = _place(source, rng), _place(source, rng)
    piece = source[a : a + rng.choice((10, 300, 3000))]
    return source[:b] + piece + source[b:]


def _splice(source: bytes, rng: random.Random) -> bytes:
    a = _place(source, rng)
    return source[:a] + rng.choice(SPLICES) * rng.choice((1, 1, 1, 2, 30)) + source[a:]


def _flip(source: bytes, rng: random.Random) -> bytes:
    found = bytearray(source)
    for _ in range(rng.choice((1, 5, 50))):
        if found:
            found[rng.randrange(len(found))] = rng.randrange(256)
    return bytes(found)


def _line_ends(source: bytes, rng: random.Random) -> bytes:
    return source.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\n", b" ", b"", b"\r\r\n", b"\x0c\n")))


def _untagged(source: bytes, rng: random.Random) -> bytes:
    tag = rng.choice(
        (b"<TEXT>", b"</TEXT>", b"<DOCUMENT>", b"</DOCUMENT>", b"</td>", b"</tr>", b"<tr", b"</p>", b"</table>", b">")
    )
    return source.replace(tag, b"", rng.choice((1, 3, -1)))


def _recoded(source: bytes, rng: random.Random) -> bytes:
    return source.decode("latin-1").encode(rng.choice(("utf-8", "utf-16", "utf-32", "utf-8-sig")))


_DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    _cut, _remove, _double, _move, _splice, _splice, _splice, _flip, _line_ends, _untagged, _recoded,
]  # fmt: skip


def promises(filing: ParsedFiling) -> None:
    """What holds of every result, whatever the text was. Raises AssertionError."""
    text = filing.text
    assert "".join([text[s.start : s.end] for s in filing.segments]) == text
    assert all(s.start < s.end for s in filing.segments)
    starts = filing.line_starts
    assert (not starts and not text) or starts[0] == 0
    assert all(a < b for a, b in pairwise(starts))
    assert not starts or starts[-1] < len(text)
    known = set(starts)
    assert all(s.start in known for s in filing.segments)
    for what, spans in _spans(filing):
        assert all(0 <= a < b <= len(text) for a, b in spans), (what, spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), (what, spans)
    for segment in filing.segments:
        assert segment.release is None or 0 <= segment.release < len(filing.releases)
        blocks = len(filing.releases[segment.release].blocks) if segment.release is not None else 0
        assert segment.block is None or 0 <= segment.block < blocks
    as_json(filing, "x")


def _spans(filing: ParsedFiling) -> Iterator[tuple[str, Spans]]:
    """Every value's place, with its kind. A list of places that are no single value is left out."""
    todo: list[tuple[str, object]] = [(name, getattr(filing, name)) for name in filing.__slots__ if name != "text"]
    while todo:
        name, one = todo.pop()
        if isinstance(one, tuple):
            todo += [(name, part) for part in one]
        elif hasattr(one, "__slots__") and hasattr(one, "__dataclass_fields__"):
            if hasattr(one, "at") and type(one).__name__ not in ("Warning", "Contact", "Value"):
                yield f"{name}: {type(one).__name__}", one.at
            elif hasattr(one, "at"):
                yield f"{name}: {type(one).__name__}", tuple(sorted(one.at))
            todo += [(name, getattr(one, field)) for field in one.__dataclass_fields__ if field != "at"]


def read(source: bytes | str) -> ParsedFiling:
    """Read a text and check what was promised."""
    filing = parse_filing(source)
    promises(filing)
    return filing


def _originals(longest: int) -> list[bytes]:
    own = [submission().encode(), bare().encode(), flat(bare()).encode()]
    real = [path.read_bytes() for path in (*gold_sources(), *corpus())]
    return own + [raw[:longest] for raw in real]


def _share(work: tuple[int, int, int]) -> tuple[int, list[str], float]:
    """Read the mutations first … stop of a seed's; each has a seed of its own, so that it can be made again."""
    first, stop, longest = work
    originals = _originals(longest)
    failures: list[str] = []
    slowest = 0.0
    for seed in range(first, stop):
        rng = random.Random(seed)
        source = damaged(rng.choice(originals), rng)
        began = time.process_time()
        try:
            read(source)
        except Exception:
            failures.append(f"seed {seed}: {traceback.format_exc(limit=-3)}")
        slowest = max(slowest, time.process_time() - began)
    return stop - first, failures, slowest


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many texts to read")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--longest", type=int, default=60_000, help="bytes kept of each original")
    parser.add_argument("--workers", type=int, default=None)
    given = parser.parse_args()
    size = 500
    stop = given.seed + given.count
    work = [(a, min(a + size, stop), given.longest) for a in range(given.seed, stop, size)]
    done, failed, slowest = 0, 0, 0.0
    with ProcessPoolExecutor(given.workers) as pool:
        for count, failures, longest in pool.map(_share, work):
            done, failed, slowest = done + count, failed + len(failures), max(slowest, longest)
            for failure in failures:
                print(failure, flush=True)
    print(f"{done:,} texts read, {failed} failures, the slowest in {slowest:.2f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
