#!/usr/bin/env python3
"""What the site is made of: an SBOM of the installed packages that requirements.txt leads to, or their licences.

    .venv/bin/python scripts/sbom.py                  CycloneDX 1.6 as JSON, on standard output
    .venv/bin/python scripts/sbom.py --licences       the table of docs/licences.md

Told is what is installed, not what was meant to be. The same packages give the same bytes: there is no time and no
number of chance in them. Where requirements.lock has the version, its hashes are told with it.
"""

import argparse
import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?")
# What packages without an SPDX expression of their own say in words.
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "MIT License": "MIT",
}


def folded(name: str) -> str:
    """A package's name as the index knows it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements() -> list[tuple[str, set[str]]]:
    """What requirements.txt asks for itself: names with their extras."""
    found = []
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        asked = _REQUIREMENT.match(line)
        if asked and not line.startswith(("#", "-")):
            found.append((folded(asked[1]), set(filter(None, re.split(r"[,\s]+", asked[2] or "")))))
    return found


def needs(name: str, extras: set[str]) -> list[tuple[str, set[str]]]:
    """What a package asks for here; what its markers leave out on this system is not installed and not told."""
    found = []
    for line in metadata.requires(name) or []:
        asked = _REQUIREMENT.match(line)
        assert asked is not None, line
        marker = asked[4] or ""
        wanted = re.search(r"""extra\s*==\s*['"]([\w-]+)['"]""", marker)
        if wanted and wanted[1] not in extras:
            continue
        if is_installed(asked[1]):
            found.append((folded(asked[1]), set(filter(None, re.split(r"[,\s]+", asked[2] or "")))))
    return found


def is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def packages() -> dict[str, list[str]]:
    """Every package the site runs on, and the names of those it needs."""
    found: dict[str, set[str]] = {}
    waiting = requirements()
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, tuple(sorted(extras))) in seen:
            continue
        seen.add((name, tuple(sorted(extras))))
        further = needs(name, extras)
        found.setdefault(name, set()).update(one for one, _ in further)
        waiting += further
    return {name: sorted(found[name]) for name in sorted(found)}


def licence(name: str) -> str:
    """As an SPDX expression where the package's metadata says it in a form that can be read, else in its own words."""
    about = metadata.metadata(name)
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    said = [one.rsplit(" :: ", 1)[1] for one in about.get_all("Classifier") or [] if one.startswith("License :: ")]
    words = [_SPDX.get(one, one) for one in said if one != "OSI Approved"]
    own = str(about.get("License") or "not told").splitlines()[0]
    return " OR ".join(words) or _SPDX.get(own, own)


def locked() -> dict[tuple[str, str], list[str]]:
    """The hashes of requirements.lock, by name and version."""
    file = ROOT / "requirements.lock"
    text = file.read_text(encoding="utf-8").replace("\\\n", " ") if file.exists() else ""
    found = {}
    for line in text.splitlines():
        pinned = re.match(r"([\w.-]+)==([^\s;]+)", line)
        if pinned:
            found[folded(pinned[1]), pinned[2]] = re.findall(r"--hash=sha256:([0-9a-f]{64})", line)
    return found


def address(name: str) -> str:
    return f"pkg:pypi/{name}@{metadata.version(name)}"


def bill() -> dict[str, Any]:
    """The CycloneDX document."""
    known, hashes = packages(), locked()
    components = []
    for name in known:
        version, words = metadata.version(name), licence(name)
        spdx = re.fullmatch(r"[\w.+-]+(?: (?:OR|AND|WITH) [\w.+-]+)*", words)
        component = {
            "type": "library",
            "bom-ref": address(name),
            "name": name,
            "version": version,
            "purl": address(name),
            "licenses": [{"expression": words}] if spdx else [{"license": {"name": words}}],
        }
        if (name, version) in hashes:
            component["properties"] = [
                {"name": "neoarchive:locked-sha256", "value": one} for one in hashes[name, version]
            ]
        components.append(component)
    dependencies = [
        {"ref": "neoarchive", "dependsOn": [address(name) for name in sorted({n for n, _ in requirements()})]}
    ]
    dependencies += [{"ref": address(name), "dependsOn": [address(one) for one in known[name]]} for name in known]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "neoarchive", "name": "neoarchive"}},
        "components": components,
        "dependencies": dependencies,
    }


def licences() -> str:
    """A table of packages, versions and licences."""
    rows = [f"| {name} | {metadata.version(name)} | {licence(name)} |" for name in packages()]
    return "\n".join(["| package | version | licence |", "|---|---|---|", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--licences", action="store_true", help="the table of licences instead")
    given = parser.parse_args()
    sys.stdout.write(licences() if given.licences else json.dumps(bill(), indent=2))
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
