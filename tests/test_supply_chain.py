"""What the site is made of is pinned, told and licensed as the documents say."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Of a licence that asks more of the whole than to be named, nothing may come in unseen.
KNOWN = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "LGPL-3.0-only", "MIT", "PSF-2.0", "Unlicense"}


def sbom(*arguments):
    command = [sys.executable, "scripts/sbom.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def bill():
    return json.loads(sbom())


def pinned(name):
    """Name and version of each package of a lock, with its hashes."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = {}
    for line in lines:
        parts = re.match(r"([\w.-]+)==([^\s;]+)", line)
        assert parts, f"{name}: not at one version: {line[:80]}"
        found[parts[1], parts[2]] = re.findall(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)", line)
    return found


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_is_at_one_version_with_the_hashes_of_its_files(name):
    for (package, version), hashes in pinned(f"{name}.lock").items():
        assert hashes, f"{package} {version} has no hash: run scripts/lock.sh"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_has_what_the_requirements_ask_for(name):
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    locked = {package for package, _ in pinned(f"{name}.lock")}
    missing = [one for one in asked if one.lower() not in locked]
    assert missing == [], "run scripts/lock.sh"


def test_both_locks_have_the_same_versions():
    """Else the tests would judge another site than the one that is run."""
    assert set(pinned("requirements.lock")) <= set(pinned("requirements-dev.lock"))


def test_the_bill_names_every_package_with_version_address_licence_and_needs(bill):
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    names = {one["name"] for one in bill["components"]}
    assert {"django", "bleach", "whitenoise", "gunicorn", "psycopg", "psycopg-binary", "sqlparse"} <= names
    assert "pytest" not in names
    refs = {one["bom-ref"] for one in bill["components"]}
    for one in bill["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert one["licenses"]
    assert {one["ref"] for one in bill["dependencies"]} == refs | {"neoarchive"}
    assert all(set(one["dependsOn"]) <= refs for one in bill["dependencies"])


def test_the_bill_is_the_same_each_time():
    assert sbom() == sbom()


def test_no_licence_is_new(bill):
    said = {one["name"]: next(iter(one["licenses"][0].values())) for one in bill["components"]}
    assert {name: words for name, words in said.items() if not set(words.split(" AND ")) <= KNOWN} == {}


def test_the_table_of_licences_names_what_is_installed():
    """Versions may be newer here than where the table was made; packages and licences are the same."""

    def rows(text):
        return {tuple(cell.strip() for cell in line.split("|")[1:4:2]) for line in text.splitlines() if line[:1] == "|"}

    assert rows((ROOT / "docs" / "licences.md").read_text()) == rows(sbom("--licences"))
