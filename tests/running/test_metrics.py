"""Figures for Prometheus: of all processes together, for whoever has the token."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from neoarchive import env

ROOT = Path(env.__file__).parent.parent
TOKEN = "a-token-that-nobody-guesses"


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def site(tmp_path):
    """The site on gunicorn with two processes, on a database of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "NEOARCHIVE_METRICS_TOKEN": TOKEN, "NEOARCHIVE_DATA_DIR": str(tmp_path)}
    environment |= {"NEOARCHIVE_DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3"}
    run = {"cwd": ROOT, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, **run)
    command = [sys.executable, "-m", "gunicorn", "neoarchive.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2"]
    server = subprocess.Popen([*command, "--no-control-socket"], **run)
    url = f"http://127.0.0.1:{port}"
    until = time.monotonic() + 60
    while True:
        try:
            assert get(f"{url}/healthz")[0] == 200
            break
        except OSError:
            assert server.poll() is None, server.stderr.read().decode()
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)
    yield url
    server.terminate()
    server.communicate(timeout=60)


def figure(text, name):
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_all_processes_count_together(site):
    for _ in range(12):
        assert get(f"{site}/releases/?q=nerve")[0] == 200
    assert get(f"{site}/releases/not-there/")[0] == 404
    assert get(f"{site}/anything/Secret%20words/")[0] == 404
    status, text = get(f"{site}/metrics", Authorization=f"Bearer {TOKEN}")
    assert status == 200
    assert figure(text, 'neoarchive_requests_total{method="GET",part="releases",status="200"}') == 12
    assert figure(text, 'neoarchive_requests_total{method="GET",part="releases",status="404"}') == 1
    assert figure(text, 'neoarchive_requests_total{method="GET",part="other",status="404"}') == 1
    assert figure(text, 'neoarchive_request_seconds_count{part="releases"}') == 13
    assert figure(text, "neoarchive_ready") == 1
    assert figure(text, "neoarchive_disk_free_bytes") > 0
    # What readers look for is nobody's business.
    assert "nerve" not in text
    assert "ecret" not in text


def test_whoever_lacks_the_token_is_told_of_nothing(site):
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}):
        status, text = get(f"{site}/metrics", **headers)
        assert status == 404
        assert "neoarchive_requests" not in text


def test_without_a_token_there_is_no_such_address(client, db):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("value", ["short", "ä" * 30, "with a\nline break and more"])
def test_a_token_that_is_easy_to_guess_is_refused(monkeypatch, value):
    monkeypatch.setenv("NEOARCHIVE_METRICS_TOKEN", value)
    with pytest.raises(ImproperlyConfigured, match="at least 20 random letters and digits"):
        env.token("NEOARCHIVE_METRICS_TOKEN")
