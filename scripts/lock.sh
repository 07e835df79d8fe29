#!/usr/bin/env bash
# Writes requirements.lock and requirements-dev.lock: every package that requirements.txt and requirements-dev.txt lead
# to, at one version, with the SHA-256 of each of its files for every system and Python. Run it to take new versions.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check uv

for name in requirements requirements-dev; do
    {
        printf '%s\n' "# Made by scripts/lock.sh from $name.txt: edit that, and run the script again."
        "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
            "$name.txt"
    } >"$name.lock.new"
    mv "$name.lock.new" "$name.lock"
done
