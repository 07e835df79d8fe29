#!/usr/bin/env bash
# The site on other versions of Python and Django than those of .venv: reads and saves filings, shows and searches them.
# A Python that is not here is named and left out. CONTRIBUTING.md, "Versions", is the table of what is supported.
set -euo pipefail
cd "$(dirname "$0")/.."

# Each end of what is supported once; .venv, where every test runs, is a third point.
readonly PAIRS=("3.12 django>=6.1,<6.2" "3.13 django>=5.2,<6" "3.13 django>=6.0,<6.1")
readonly TESTS=(tests/test_samples.py tests/ingest/test_service.py tests/admin/test_add_from_text.py
    tests/views/test_pages.py tests/search/test_index.py)

find_python() { # version : prints the program
    local found
    for found in "python$1" "$HOME/.pyenv/versions/$1".*/bin/python; do
        if command -v "$found" >/dev/null && "$found" -c 'import ensurepip, venv, sqlite3' 2>/dev/null; then
            command -v "$found"
            return
        fi
    done
    return 1
}

for pair in "${PAIRS[@]}"; do
    version=${pair%% *} django=${pair#* }
    if ! python=$(find_python "$version"); then
        echo "Python $version is not here: $django on it is left out."
        continue
    fi
    home=".venv/versions/$version-$(cksum <<<"$django" | cut -d ' ' -f 1)"
    if [ ! -e "$home/done" ]; then
        "$python" -m venv --clear "$home"
        "$home/bin/python" -m pip install -qq --disable-pip-version-check \
            -r requirements.txt "$django" pytest pytest-django pytest-xdist hypothesis html5lib
        touch "$home/done"
    fi
    echo "Python $("$home/bin/python" -c 'import platform; print(platform.python_version())'), Django $("$home/bin/python" -m django --version)"
    env DATABASE_URL= NEOARCHIVE_DATA_DIR=.venv/test-data "$home/bin/python" -m pytest -q -n "${PYTEST_WORKERS:-2}" \
        -m "not browser" -p no:cacheprovider "${TESTS[@]}"
done
