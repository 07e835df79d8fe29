"""``fetch_edgar``: Forms 8-K with their exhibits from the SEC, by company or by date, into the archive."""

import fcntl
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from neoarchive.edgar import addresses, listing
from neoarchive.edgar.client import Client
from neoarchive.edgar.download import fetch, kept, origin_of, place_of
from neoarchive.edgar.errors import EdgarError, NoContact, Refused, Unreachable
from neoarchive.edgar.listing import Listed
from neoarchive.ingest.files import Piece, unpack_file
from neoarchive.ingest.loading import BATCH_FILINGS, HERE, SAVED, Result, load
from neoarchive.ingest.readers import cores
from neoarchive.ingest.writer import Options
from neoarchive.management.loads import Course, Reporter, run
from neoarchive.models import Filing

SITE = addresses.SEC
MANNERS = None
_NO_CONTACT = (
    "NEOARCHIVE_EDGAR_CONTACT is not set, or has no e-mail address in it. The SEC wants to know whom to write to about "
    "automated requests: set it to a name and an address, such as “Example Library archive@example.org”."
)


class Command(BaseCommand):
    help = (
        "Fetch Forms 8-K with their exhibits from the SEC and save them. Asks at most nine times a second, waits when "
        "told to, and does not fetch again what is in the archive or was fetched before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("--cik", action="append", default=[], metavar="NUMBER", help="a company's filings, by its CIK")
        add("--ticker", action="append", default=[], metavar="SYMBOL", help="a company's filings, by today's symbol")
        add("--accession", action="append", default=[], metavar="NUMBER", help="one filing: 0000892569-98-001148")
        add("--from", dest="first", type=_day, metavar="DATE", help="filed on this day (2024-05-17) or later")
        add("--to", dest="last", type=_day, metavar="DATE", help="filed on this day or earlier; with --from, today")
        add("--draft", action="store_true", help="hold back what is saved: only staff sees it")
        add("--dry-run", action="store_true", help="tell what would be fetched, and fetch nothing")
        add("--keep", action="store_true", help="leave the fetched files in the folder when they are saved")
        add("--folder", type=Path, help="where fetched files are put until they are saved (edgar in the data folder)")
        add("--report", default="", metavar="FILE.csv", help="what became of each filing, as a table")
        add("--jobs", type=int, default=cores(), metavar="N", help="processes that read (default: one for each core)")

    def handle(self, **options: Any) -> None:
        _check(options)
        folder: Path = options["folder"] or settings.DATA_DIR / "edgar"
        with _alone(folder), self._client() as client:
            try:
                wanted = list(self._wanted(client, options))
            except EdgarError as error:
                raise CommandError(str(error)) from error
            missing = list(_not_here(wanted))
            here = len(wanted) - len(missing)
            self.stdout.write(f"{len(wanted):,} Forms 8-K found, {here:,} of them in the archive already.")
            if options["dry_run"]:
                for one in missing:
                    address = SITE.submission(one.cik, one.accession_number)
                    self.stdout.write(f"would fetch  {one.form} of {one.filed}: {address}")
                return
            self._load(client, missing, folder, options)

    def _client(self) -> Client:
        try:
            return Client(settings.EDGAR_CONTACT, site=SITE, manners=MANNERS, told=self.stderr.write)
        except NoContact as error:
            raise CommandError(_NO_CONTACT) from error

    def _wanted(self, client: Client, options: dict[str, Any]) -> Iterator[Listed]:
        first, last = options["first"], options["last"]
        ciks = [int(cik) for cik in options["cik"]] + [listing.cik_of(client, one) for one in options["ticker"]]
        for cik in dict.fromkeys(ciks):
            yield from listing.of_company(client, cik, first, last)
        for number in options["accession"]:
            found = [one for cik in ciks for one in listing.of_company(client, cik) if one.accession_number == number]
            yield found[0] if found else listing.of_number(client, number)
        if first and not ciks and not options["accession"]:
            yield from listing.of_days(client, first, last or date.today())

    def _load(self, client: Client, missing: list[Listed], folder: Path, options: dict[str, Any]) -> None:
        fetching = _Fetching(client, folder)
        # What an earlier run fetched and did not come to save is saved first.
        paths = {place_of(folder, one) for one in missing}
        left = [path for path in kept(folder) if path not in paths] if not options["keep"] else []
        course = Course([1] * (len(left) + len(missing)))
        pieces = (p for n, part in enumerate(fetching.pieces(left, missing)) for p in course.follow(n, part))
        reporter = Reporter(
            self.stdout, self.stderr, verbosity=options["verbosity"], report=options["report"], course=course
        )
        results = load(pieces, Options(publish=not options["draft"]), jobs=options["jobs"], batch=_BATCH)
        run(results if options["keep"] else map(fetching.done_with, results), reporter, self.stdout)
        if fetching.stopped:
            words = "What was fetched is kept. Start again later: it goes on where it was."
            raise CommandError(f"{fetching.stopped} {words}")
        if reporter.failed:
            sys.exit(1)


# Smaller batches than of files that lie ready: fetching takes its time, and what is saved is off the desk.
_BATCH = min(BATCH_FILINGS, 50)


class _Fetching:
    """Submissions one after the other as texts to be read; ``stopped`` says why the rest was not fetched."""

    def __init__(self, client: Client, folder: Path) -> None:
        self._client, self._folder = client, folder
        self._paths: dict[str, Path] = {}
        self.stopped = ""

    def pieces(self, left: list[Path], missing: list[Listed]) -> Iterator[list[Piece]]:
        for path in left:
            yield self._read(path)
        for one in missing:
            try:
                yield self._read(fetch(self._client, one, self._folder))
            except (Refused, Unreachable) as error:
                self.stopped = str(error)
                return
            except (EdgarError, OSError) as error:
                yield [Piece(f"{one.accession_number}.txt", problem=str(error))]

    def _read(self, path: Path) -> list[Piece]:
        self._paths[path.name] = path
        origin = origin_of(self._client.site, path)
        return [Piece(one.name, one.data, one.problem, 1, origin) for one in unpack_file(path)]

    def done_with(self, result: Result) -> Result:
        """Where the archive has its bytes, or those of its twin, the file has done its work."""
        path = self._paths.pop(result.piece, None)
        if path and result.state in (SAVED, HERE):
            path.unlink(missing_ok=True)
        return result


def _check(options: dict[str, Any]) -> None:
    if not (options["cik"] or options["ticker"] or options["accession"] or options["first"]):
        raise CommandError("Say what to fetch: --cik, --ticker, --accession, or --from and --to.")
    if options["last"] and options["first"] and options["last"] < options["first"]:
        raise CommandError(f"--to {options['last']} is before --from {options['first']}.")
    for cik in options["cik"]:
        if not (cik.isascii() and cik.isdigit() and 0 < int(cik) < 10**10):
            raise CommandError(f"“{cik}” is no CIK: it has up to ten figures.")
    for number in options["accession"]:
        if not addresses.ACCESSION_NUMBER.fullmatch(number):
            raise CommandError(f"“{number}” is no accession number: it is written 0000892569-98-001148.")
    if options["jobs"] < 1:
        raise CommandError("--jobs is the number of processes that read: give 1 or more.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The SEC's limit holds for all that one machine asks: a second run at the same time would go beyond it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise CommandError(f"The folder {folder} can't be written to ({error.strerror}).") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError("fetch_edgar is running already. Wait until it is through, or stop it.") from error
        yield


def _not_here(wanted: Iterable[Listed]) -> Iterator[Listed]:
    """Those that the archive lacks, each once."""
    source = iter({one.accession_number: one for one in wanted}.values())
    while some := list(islice(source, 500)):
        numbers = [one.accession_number for one in some]
        known = Filing.objects.filter(accession_number__in=numbers).values_list("accession_number", flat=True)
        yield from (one for one in some if one.accession_number not in set(known))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is no date: write it as 2024-05-17.") from None
