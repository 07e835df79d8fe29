"""What holds for the whole project: imports go one way, migrations are complete, files keep to the house's form."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "neoarchive"
NOT_OURS = {".git", ".venv", "var", "staticfiles", "__pycache__", "htmlcov", ".hypothesis", ".env"}

# What a room (a folder or a module of the package) may import of the others. One direction: whoever meets people
# stands on ingest and search, these stand on models and the parser, these on nothing of ours.
PEOPLE = {"ingest", "search", "models", "parser", "typography", "sanitize"}
ROOMS: dict[str, set[str]] = {
    "parser": set(),
    "edgar": set(),
    "links": set(),
    "models": {"links"},
    "typography": set(),
    "sanitize": set(),
    "cells": set(),
    "withheld": {"models"},
    "env": set(),
    "sums": set(),
    "converters": set(),
    "context": set(),
    "databases": set(),
    "stamps": {"databases"},
    "reads": {"databases"},
    "caching": {"databases", "reads", "stamps"},
    "middleware": {"databases"},
    "visitors": set(),
    "codes": set(),
    "logins": {"models", "visitors"},
    "limits": {"visitors"},
    "logs": set(),
    "health": {"databases"},
    "request_log": {"health", "logs"},
    "settings": {"env", "logs"},
    "unchanged": {"caching", "databases", "middleware", "stamps"},
    "metrics": {"health", "middleware"},
    "wsgi": {"metrics", "unchanged"},
    "search": {"databases", "models", "stamps", "typography", "withheld"},
    "ingest": {"cells", "parser", "search", "models", "sanitize", "stamps", "sums", "typography", "withheld"},
    "templatetags": {"links", "models", "search", "typography"},
    "filters": {"models", "search"},
    "views": PEOPLE | {"caching", "cells", "databases", "filters", "links", "logs", "visitors", "withheld"},
    "admin": PEOPLE | {"codes", "filters", "logins", "middleware", "visitors"},
    # Rows go into tables as ingest puts them there.
    "bags": {"durable", "ingest", "models", "search"},
    # The copy to take home is made of the site's own answers; its search, of what lists show and the index holds.
    "offline": {"bags", "models", "search", "typography", "views", "withheld"},
    "management": PEOPLE | {"backup", "bags", "cells", "edgar", "logs", "offline", "stamps", "verify"},
    "durable": set(),
    "backup": {"durable"},
    # What it checks is stored: it reads with nothing that reads filings.
    "verify": {"models", "search", "sums"},
    "feeds": PEOPLE | {"filters"},
    "sitemaps": {"models"},
    "checks": {"databases"},
    "apps": {"checks", "logins", "search", "stamps"},
    "urls": {"admin", "converters", "feeds", "sitemaps", "views"},
}
# The parser reads text that it is given: no files, no network, no clock, no chance.
NOT_IN_THE_PARSER = {
    "io", "logging", "os", "pathlib", "random", "shutil", "socket", "subprocess", "tempfile", "time",
}  # fmt: skip
LONGEST_MODULE = 600
LARGEST_FILE = 100_000


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def ours() -> Iterator[Path]:
    """Every file of the project: what git would keep."""
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        if path.is_file() and not parts & NOT_OURS and not any(part.endswith("_cache") for part in parts):
            yield path


def imported(path: Path) -> Iterator[str]:
    """Dotted names of what a module imports, relative ones made absolute, "from neoarchive import x" as both."""
    home = ("neoarchive", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert room in ROOMS, f"{room} is a new room: say in ROOMS what it may import"
    names = [name.split(".") for name in imported(path)]
    found = {parts[1] for parts in names if parts[0] == "neoarchive" and len(parts) > 1}
    assert sorted(found - ROOMS[room] - {room}) == []


def test_the_rooms_make_no_circle() -> None:
    """Every room can be put after those it imports."""
    left, placed = dict(ROOMS), set()
    while left:
        ready = {room for room, needs in left.items() if needs <= placed}
        assert ready, f"a circle among {sorted(left)}"
        placed |= ready
        left = {room: needs for room, needs in left.items() if room not in ready}


@pytest.mark.parametrize("path", [p for p in modules() if room_of(p) == "parser"], ids=name_of)
def test_the_parser_needs_the_standard_library_alone(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)} - {"neoarchive"}
    assert sorted(outside - sys.stdlib_module_names) == []
    assert sorted(outside & NOT_IN_THE_PARSER) == []
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = {ast.unparse(node.func) for node in tree if isinstance(node, ast.Call)}
    assert sorted(calls & {"open", "print", "input", "date.today", "datetime.now", "datetime.today"}) == []


def test_only_the_sanitiser_imports_bleach() -> None:
    users = {name_of(path) for path in modules() for name in imported(path) if name.split(".")[0] == "bleach"}
    assert users == {"neoarchive/sanitize.py"}


@pytest.mark.django_db
def test_no_migration_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit:
        pytest.fail(f"Run makemigrations:\n{capsys.readouterr().out}")


@pytest.mark.parametrize("path", [p for p in ours() if p.suffix == ".py"], ids=name_of)
def test_modules_are_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_no_file_is_large() -> None:
    """But for the locks, which are as long as what they pin."""
    written = {name_of(path): path.stat().st_size for path in ours() if path.suffix != ".lock"}
    assert {name: size for name, size in written.items() if size > LARGEST_FILE} == {}


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    """A path of one machine works there alone."""
    machine = re.compile(r"(?<![\w.:/-])/(?:work|root|home|tmp|Users|mnt|opt)/\w")
    found = []
    for path in ours():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if machine.search(line):
                found.append(f"{name_of(path)}, line {number}: {line.strip()[:100]}")
    assert found == []


def test_whoever_copies_rows_changes_the_stamp() -> None:
    """COPY goes past the watch over statements in ``neoarchive.stamps``: pages would stay as they were."""
    for path in modules():
        text = path.read_text(encoding="utf-8")
        if re.search(r"\.copy\((?!\))", text) and "COPY" in text:
            assert "stamps.before_copy()" in text, name_of(path)


def test_every_setting_is_explained() -> None:
    """.env.example has each variable that the settings read, and no other."""
    settings = (PACKAGE / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\("(\w+)"', settings))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?\s?([A-Z_]{6,})=", example, re.MULTILINE)) == read
