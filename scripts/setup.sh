#!/usr/bin/env bash
# What the Makefile's targets stand on. Every step looks first whether it is done.
#
#   scripts/setup.sh site     .venv with requirements.txt, at the versions and hashes of requirements.lock
#   scripts/setup.sh tests    .venv with requirements-dev.txt likewise, PostgreSQL and Chromium for the tests
#
# As root on Debian or Ubuntu, missing packages are installed with apt-get. Elsewhere what is missing is named.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly VENV=.venv
readonly OLDEST="3.11"

say() { printf '%s\n' "$*" >&2; }

apt_install() { # packages… : fails where apt-get can't be used
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing with apt-get: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >&2 || say "apt-get update met a problem; trying all the same"
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_pip() { "$1" -c 'import sys, importlib.util as u; sys.exit(u.find_spec("pip") is None)' 2>/dev/null; }
makes_venvs() { "$1" -c 'import ensurepip, venv; ensurepip.version()' 2>/dev/null; }

find_python() { # prints a Python that is recent enough and can make virtual environments
    local name
    for name in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && recent "$name" && makes_venvs "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    if [ -x "$VENV/bin/python" ] && recent "$VENV/bin/python" && has_pip "$VENV/bin/python"; then
        return
    fi
    local python
    if ! python=$(find_python) && ! { apt_install python3 python3-venv && python=$(find_python); }; then
        say "Python $OLDEST or newer with venv is needed; here is: $(python3 --version 2>&1 || true)."
        say "On Debian and Ubuntu: apt-get install python3 python3-venv. Or name one: make PYTHON=/path/to/python3.12"
        exit 1
    fi
    say "Making $VENV with $("$python" --version)"
    "$python" -m venv --clear "$VENV"
}

install_locked() { # requirements : each file as it was when the lock was made; fails where a version is not to be had
    local told
    if told=$("$VENV/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$1.lock" 2>&1); then
        return
    fi
    if grep -q "DO NOT MATCH THE HASHES" <<<"$told"; then
        # Never got round: it is what the hashes are there to find.
        say "$told"
        say "A package is not the one that $1.lock names. Nothing was installed."
        exit 1
    fi
    say "$(grep -v '^WARNING' <<<"$told" | tail -n 1)"
    say "$1.lock can't be had here whole; installing what $1.txt allows"
    return 1
}

install_requirements() { # stamp name, requirement files without .txt… : the last one is installed
    local stamp="$VENV/$1.stamp" wanted
    shift
    wanted=$(cat "${@/%/.txt}" "${@/%/.lock}" | cksum)
    if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    say "Installing ${!#}"
    install_locked "${!#}" || "$VENV/bin/python" -m pip install -qq --disable-pip-version-check -r "${!#}.txt"
    printf '%s\n' "$wanted" >"$stamp"
}

missing() { # message : a failure on the build machine, a hint elsewhere
    say "$1"
    if [ "${CI:-}" = true ]; then
        exit 1
    fi
    say "The tests that need it are skipped."
}

get_postgres() {
    if "$VENV/bin/python" tests/with_postgres.py --check >/dev/null; then
        return
    fi
    apt_install postgresql || missing "$("$VENV/bin/python" tests/with_postgres.py --check || true)"
}

has_browser() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # Ubuntu's package is a stub that wants snap: what can't say its version is no browser.
        if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
            return
        fi
    done
    "$VENV/bin/python" - <<'PYTHON'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as driver:
    sys.exit(not pathlib.Path(driver.chromium.executable_path).exists())
PYTHON
}

get_driver() { # Playwright's driver is a Node that wants libatomic, which a bare Debian has not
    local node
    node=$(echo "$VENV"/lib/python3*/site-packages/playwright/driver/node)
    if "$node" --version >/dev/null 2>&1; then
        return
    fi
    if apt_install libatomic1 && "$node" --version >/dev/null 2>&1; then
        return
    fi
    missing "Playwright's driver does not run: $("$node" --version 2>&1 | tail -n 1). On Debian: apt-get install libatomic1"
}

get_browser() {
    if has_browser; then
        return
    fi
    if apt_install chromium fonts-liberation && has_browser; then
        return
    fi
    say "Trying Playwright's own Chromium"
    "$VENV/bin/python" -m playwright install chromium 2>&1 | tail -n 4 >&2 || true
    has_browser || missing "No Chromium found. Install it: 'apt-get install chromium' on Debian, \
'$VENV/bin/python -m playwright install --with-deps chromium' elsewhere."
}

case "${1:-}" in
    site)
        make_venv
        install_requirements site requirements
        ;;
    tests)
        make_venv
        install_requirements tests requirements requirements-dev
        get_postgres
        get_driver
        get_browser
        ;;
    *)
        say "Usage: scripts/setup.sh site|tests"
        exit 2
        ;;
esac
