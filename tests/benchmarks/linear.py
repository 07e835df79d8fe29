"""Takes the time of reading hostile texts, of a size and of twice the size.

    .venv/bin/python tests/benchmarks/linear.py              # 200,000 characters and twice that
    .venv/bin/python tests/benchmarks/linear.py 1000000 rows items

Prints for each shape the CPU time of both, their ratio, and "over" where that is more than 2.6.
"""

import argparse
import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from neoarchive.parser import parse_filing
from tests.benchmarks.hostile import HTMLS, TEXTS, Shape


def seconds(text: str) -> float:
    """The better of two runs, or the first where it is long."""
    best = float("inf")
    for _ in range(2):
        # What the texts before left behind is no work of this one.
        gc.collect()
        gc.freeze()
        began = time.process_time()
        parse_filing(text)
        best = min(best, time.process_time() - began)
        if best > 1:
            break
    return best


def measure(kind: str, name: str, shape: Shape, size: int) -> bool:
    """Print one shape's row; True where it is slower than it may be."""
    once, twice = seconds(shape(size)), seconds(shape(2 * size))
    ratio = twice / once if once > 0.002 else 2.0
    slow = ratio > 2.6
    print(
        f"{kind:5}{name:34}{once * 1000:10.1f}{twice * 1000:10.1f} ms{ratio:7.2f}{'  over' if slow else ''}", flush=True
    )
    return slow


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("size", type=int, nargs="?", default=200_000)
    parser.add_argument("names", nargs="*", help="shapes to measure; all of them otherwise")
    given = parser.parse_args()
    slow = 0
    for kind, shapes in (("text", TEXTS), ("html", HTMLS)):
        for name, shape in shapes.items():
            if not given.names or name in given.names:
                slow += measure(kind, name, shape, given.size)
    print(f"{slow} of the shapes take more than 2.6 times as long for twice the text")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
