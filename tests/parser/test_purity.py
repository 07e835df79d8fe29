"""The parser is a leaf: it imports the standard library and itself, opens nothing, and asks no clock."""

import ast
import sys
from pathlib import Path

import pytest

import neoarchive.parser

FOLDER = Path(neoarchive.parser.__file__).parent
MODULES = sorted(FOLDER.rglob("*.py"))
# Modules of the standard library that reach outside: files, network, processes, environment, time of day.
REACHING = {
    "os",
    "pathlib",
    "io",
    "socket",
    "subprocess",
    "urllib",
    "http",
    "time",
    "logging",
    "tempfile",
    "shutil",
    "random",
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(FOLDER)) for p in MODULES])
def test_modules_import_only_what_is_pure(path):
    names = {name.split(".")[0] for name in imported(path) if not f"{name}.".startswith("neoarchive.parser.")}
    assert names <= set(sys.stdlib_module_names)
    assert not names & REACHING


@pytest.mark.parametrize("path", MODULES, ids=[str(p.relative_to(FOLDER)) for p in MODULES])
def test_modules_open_no_file_and_ask_no_clock(path):
    called = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called.add(node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""))
    assert not called & {"open", "print", "input", "today", "now", "utcnow", "eval", "exec"}
