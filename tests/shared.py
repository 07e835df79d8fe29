"""Real filings to test with, which are no part of the project.

They lie in a folder ``shared`` beside the checkout; NEOARCHIVE_SHARED names another place. Where the folder is
absent, the tests that need it are skipped and say so.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


def folder() -> Path | None:
    """The folder ``shared``, None where it is absent. A place that is named and is not there is an error."""
    named = os.environ.get("NEOARCHIVE_SHARED")
    if named:
        if not Path(named).is_dir():
            raise RuntimeError(f"NEOARCHIVE_SHARED is {named!r}, which is no folder.")
        return Path(named).resolve()
    beside = ROOT.parent / "shared"
    return beside.resolve() if beside.is_dir() else None


def need(name: str = "") -> Path:
    """The folder ``shared`` or something in it; skips the test where it is absent."""
    found = folder()
    place = found / name if found else None
    if place is None or not place.exists():
        wanted = f"shared/{name}" if name else "shared"
        pytest.skip(f"{wanted} is not beside the checkout: real filings to test with are kept there")
    return place


def gold_sources() -> list[Path]:
    """The labelled filings, by name; empty where the folder is absent, for use in ``parametrize``."""
    return _files("gold/sources")


def corpus() -> list[Path]:
    """The filings without labels, by name; empty where the folder is absent."""
    return [path for path in _files("corpus") if path.name != "MANIFEST.tsv"]


def gold_label(source: Path) -> dict[str, Any]:
    """What a careful reader finds in a labelled filing."""
    return json.loads((need("gold/labels") / f"{source.stem}.json").read_text(encoding="utf-8"))


def _files(name: str) -> list[Path]:
    found = folder()
    if found is None or not (found / name).is_dir():
        return []
    return sorted(path for path in (found / name).iterdir() if path.is_file())
