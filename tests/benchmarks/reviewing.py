#!/usr/bin/env python3
"""What it takes to clear the queue of doubts: keys pressed, and the time that the server makes an editor wait.

    .venv/bin/python tests/benchmarks/reviewing.py                  # 20 filings, in Chromium
    .venv/bin/python tests/benchmarks/reviewing.py --filings 5 --shots shots

The shared filings (``tests/shared.py``) are loaded as ``ingest`` loads them, and the most doubtful are gone through
without a mouse: Tab from doubt to doubt until the button that accepts has the focus, Enter. An editor reads in between;
the seconds given are those from the first Tab until the next filing stands there, and of them those that the answer to
Enter took, with the pages it redirects to.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from playwright.sync_api import Page

PORT = 8797
ADDRESS = f"http://127.0.0.1:{PORT}"
PASSWORD = "a long enough password"
_SERVER_SECONDS = """() => { const t = performance.getEntriesByType("navigation")[0];
    return (t.responseEnd - t.startTime) / 1000; }"""
_WAITING = "from neoarchive.models import Filing; print(Filing.objects.in_doubt().count())"
_USER = f"""from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("editor", password="{PASSWORD}")"""


def manage(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def shell(code: str) -> str:
    return manage("shell", "-v", "0", "-c", code)


def log_in(page: "Page") -> None:
    page.goto(f"{ADDRESS}/admin/login/")
    page.fill("#id_username", "editor")
    page.fill("#id_password", PASSWORD)
    page.click("input[type=submit]")


def review_one(page: "Page") -> tuple[int, int]:
    """Look at every doubt and accept; gives the number of doubts, and of keys."""
    doubts = keys = 0
    while page.evaluate("document.activeElement.name") != "_next":
        doubts += 1
        page.keyboard.press("Tab")
        keys += 1
        if keys > 500:
            sys.exit(f"Tab does not come to the button that accepts: {page.url}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return doubts, keys + 1


def clear(page: "Page", filings: int, shots: Path | None) -> None:
    page.goto(f"{ADDRESS}/admin/neoarchive/filing/review/")
    page.click("text=Begin with the first")
    page.wait_for_selector("form.review")
    print(f"{'filing':>6} {'doubts':>7} {'keys':>5} {'waited s':>9} {'server s':>9}")
    rows = []
    for number in range(1, filings + 1):
        if shots:
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=shots / f"{number:02}-{scheme}.png")
        began = time.perf_counter()
        doubts, keys = review_one(page)
        page.wait_for_load_state("load")
        row = (doubts, keys, time.perf_counter() - began, page.evaluate(_SERVER_SECONDS))
        rows.append(row)
        print("{:6} {:7} {:5} {:9.2f} {:9.2f}".format(number, *row), flush=True)
    print("{:>6} {:7} {:5} {:9.2f} {:9.2f}".format("all", *map(sum, zip(*rows, strict=True))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--filings", type=int, default=20)
    parser.add_argument("--shots", type=Path, help="a folder for a picture of each, light and dark")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    from tests import shared

    folder = shared.folder()
    if folder is None:
        sys.exit("The real filings to measure with are not beside the checkout (tests/shared.py).")
    with tempfile.TemporaryDirectory(prefix="neoarchive-reviewing-") as temporary:
        os.environ["NEOARCHIVE_DATA_DIR"] = temporary
        os.environ["NEOARCHIVE_DEBUG"] = "1"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{temporary}/archive.sqlite3")
        manage("migrate", "-v", "0")
        listed = Path(temporary) / "list.txt"
        listed.write_text("\n".join(map(str, [*shared.gold_sources(), *shared.corpus()])))
        manage("ingest", "--list", str(listed), "-v", "0")
        shell(_USER)
        waiting = int(shell(_WAITING))
        filings = min(waiting, given.filings)
        print(f"{waiting} filings wait; {filings} are looked through", flush=True)
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", str(PORT), "--noreload", "-v", "0"],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(f"{ADDRESS}/admin/login/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path="/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else None,
                    args=["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"],
                )
                page = browser.new_page(viewport={"width": 1280, "height": 900})
                log_in(page)
                if given.shots:
                    given.shots.mkdir(parents=True, exist_ok=True)
                clear(page, filings, given.shots)
                browser.close()
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urlopen(address):
                return
        except OSError:
            time.sleep(0.5)
    sys.exit("The server did not start.")


if __name__ == "__main__":
    main()
