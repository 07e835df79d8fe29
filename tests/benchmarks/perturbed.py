"""Changes labelled filings in ways that leave the labels true, or change the labels in step, and scores the reading.

    .venv/bin/python tests/benchmarks/perturbed.py                       # every change, as filed and flattened
    .venv/bin/python tests/benchmarks/perturbed.py people wires --worst  # some of them, with what was lost where

The rules of the parser were written with these filings at hand; the archive will hold others. A rule that fits one
filing only fails when that filing has other names, another town or wire, wider lines, contacts in another place.
Prints one line for each change: how many releases it touched, their score before and after. Reads the shared folder
(see tests/shared.py) and its scorer.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from neoarchive.parser import parse_filing
from neoarchive.parser.as_json import as_json
from tests.benchmarks import perturbed_text  # noqa: F401  more changes
from tests.benchmarks.perturbations import CHANGES, Case, Label, Unchanged
from tests.shared import folder, gold_sources


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("shared/gold/score.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _flattener(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_flatten", shared / "gold" / "flatten.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("shared/gold/flatten.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(shared: Path) -> Iterator[Case]:
    """The labelled filings with releases, as filed and flattened; releases and labels must be as many."""
    flattener = _flattener(shared)
    for path in gold_sources():
        label = json.loads((shared / "gold" / "labels" / f"{path.stem}.json").read_text(encoding="utf-8"))
        if not label.get("releases"):
            continue
        filed = parse_filing(path.read_bytes())
        for flat in (False, True):
            text = flattener.flatten(filed.text) if flat else filed.text
            filing = parse_filing(text.encode()) if flat else filed
            if len(filing.releases) == len(label["releases"]):
                pairs = tuple(zip(filing.releases, label["releases"], strict=True))
                yield Case(path.name, filing.text, filing, label, pairs, flat)


_LOST_WHEN_FLAT = ("release.tables", "release.paragraphs")


def scores(score: ModuleType, text: str, label: Label, flat: bool) -> dict[str, float]:
    """The scores of the fields of the releases, by field."""
    filing = parse_filing(text.encode())
    found = score.score_filing(label, json.loads(json.dumps(as_json(filing, label["file"]))))
    return {k: v for k, v in found.items() if k.startswith("release") and not (flat and k in _LOST_WHEN_FLAT)}


def mean(values: dict[str, float]) -> float:
    return sum(values.values()) / len(values) if values else 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("changes", nargs="*", help="names of changes, or how they begin; all where none is given")
    parser.add_argument("--worst", action="store_true", help="also list what was lost where")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write down the changed texts that lost")
    args = parser.parse_args()
    shared = folder()
    if shared is None:
        print("The shared folder is not beside the checkout.")
        return 1
    score = scorer(shared)
    all_cases = list(cases(shared))
    before = {(c.name, c.flat): scores(score, c.text, c.label, c.flat) for c in all_cases}
    total = []
    for name, made in CHANGES.items():
        if args.changes and not any(name.startswith(wanted) for wanted in args.changes):
            continue
        for flat in (False, True):
            old: list[float] = []
            new: list[float] = []
            lost = []
            for case in (c for c in all_cases if c.flat == flat):
                try:
                    text, label = made(case, random.Random(f"{args.seed}{case.name}"))
                except Unchanged:
                    continue
                was, now = before[case.name, flat], scores(score, text, label, flat)
                old.append(mean(was))
                new.append(mean(now))
                less = {k: round(v, 2) for k, v in now.items() if v < was.get(k, 1) - 1e-9}
                if less:
                    lost.append((case.name, less))
                    if args.write:
                        args.write.mkdir(parents=True, exist_ok=True)
                        (args.write / f"{name}{'-flat' if flat else ''}-{case.name}").write_text(text, encoding="utf-8")
            if old:
                a, b = sum(old) / len(old), sum(new) / len(new)
                total.append((a, b))
                print(f"{name + (' (flat)' if flat else ''):40} {len(old):3} filings  {a:.4f} -> {b:.4f}")
                if args.worst:
                    for where, less in lost:
                        print("       ", where, ", ".join(f"{k.removeprefix('release.')} {v}" for k, v in less.items()))
    if total:
        was, now = (sum(pair[i] for pair in total) / len(total) for i in (0, 1))
        print(f"{'mean':40}              {was:.4f} -> {now:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
