"""``demo``: a site to look round in, from an empty folder. Doing it again changes nothing."""

import hashlib
import secrets
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from neoarchive.ingest import service
from neoarchive.ingest.errors import AlreadyHere, IngestError
from neoarchive.models import Source

SAMPLES = settings.BASE_DIR / "neoarchive" / "samples"
USER = "archivist"


def sample_files() -> list[Path]:
    """The sample filings, oldest first: their names begin with the date."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".htm"} and path.name != "README.txt")


class Command(BaseCommand):
    help = "Set up the database and the static files, load the sample filings, and create a first editor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="the port of 127.0.0.1 that the site is to be served on")

    def handle(self, *, port: int | None, **options: Any) -> None:
        if port is not None:
            _check_free(port)
        call_command("migrate", verbosity=0, interactive=False)
        _collect_static()
        loaded = load_samples()
        if loaded:
            self.stdout.write(f"{loaded} sample filings loaded. Companies, people and numbers in them are invented.")
        site = f"http://127.0.0.1:{port}" if port is not None else settings.SITE_URL
        self._create_editor(site)
        if port is not None:
            self.stdout.write(f"The site: {site}/ (Ctrl-C stops it)")

    def _create_editor(self, site: str) -> None:
        users = get_user_model()
        if users.objects.filter(username=USER).exists():
            self.stdout.write(f"The admin: {site}/admin/, user {USER}")
        else:
            password = secrets.token_urlsafe(15)
            users.objects.create_superuser(USER, password=password)
            self.stdout.write(f"The admin: {site}/admin/, user {USER}, password {password}")
            self.stdout.write("The password is shown this once.")
        self.stdout.write(f"To set another one: .venv/bin/python manage.py changepassword {USER}")


def load_samples() -> int:
    """Save the samples that are not in the archive, through the same ingest as everything; gives their number."""
    contents = {path: path.read_bytes() for path in sample_files()}
    known = set(Source.objects.values_list("sha256", flat=True).filter(sha256__in=map(_sha256, contents.values())))
    loaded = 0
    for path, data in contents.items():
        if _sha256(data) in known:
            continue
        try:
            service.save(service.read(data, path.name), data, publish=True, origin="Sample filing", invented=True)
        except AlreadyHere:
            continue  # an older version of the sample, under the same accession number
        except IngestError as error:
            raise CommandError(f"The sample {path.name} can't be saved: {error}") from error
        loaded += 1
    return loaded


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _collect_static() -> None:
    """Run collectstatic where a static file was added, changed or taken away since the last time."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            lines.append(f"{name} {found.st_mtime_ns} {found.st_size}")
    state = _sha256("\n".join(sorted(lines)).encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(state, encoding="ascii")


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of 127.0.0.1 can't be used ({error.strerror}). Choose another: make demo PORT=8001"
            ) from error
