"""Where things are on EDGAR, and which addresses may be asked at all."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from .errors import BadListing, WrongHost

# ASCII: figures of other scripts are figures to Python too, and no part of an address.
ACCESSION_NUMBER = re.compile(r"\d{10}-\d{2}-\d{6}", re.ASCII)
_PATH = re.compile(r"edgar/data/(\d{1,10})/(?:\d{18}/)?(\d{10}-\d{2}-\d{6})\.txt", re.ASCII)
_OLDER = re.compile(r"CIK\d{10}-submissions-\d{3}\.json", re.ASCII)
_DAILY = re.compile(r"master\.(\d{8}|\d{6})\.idx", re.ASCII)
# What an address is written in: urlsplit passes over line ends and tabs, and no server is asked for other letters.
_PLAIN = re.compile(r"[\x21-\x5b\x5d-\x7e]+")

Origin = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Site:
    """The two servers that EDGAR is, as addresses without a path. Nothing else is ever asked."""

    archives: str
    data: str

    def check(self, address: str) -> None:
        """Raises ``WrongHost`` for any address that is not on one of the two servers, by the same scheme and port."""
        if _origin(address) not in (_origin(self.archives), _origin(self.data)):
            raise WrongHost(f"The address {address[:200]} is not one of the SEC's ({self.archives}, {self.data}).")

    def tickers(self) -> str:
        return f"{self.archives}/files/company_tickers.json"

    def company(self, cik: int) -> str:
        return f"{self.data}/submissions/CIK{cik:010}.json"

    def older(self, name: str) -> str:
        """A further page of a company's filings, by the name its first page gives. Raises ``BadListing``."""
        if not _OLDER.fullmatch(name):
            raise BadListing(f"A company's list names a further page {name[:100]!r}, which is no name of one.")
        return f"{self.data}/submissions/{name}"

    def quarter(self, year: int, quarter: int) -> str:
        return f"{self.archives}/Archives/edgar/full-index/{year}/QTR{quarter}/master.idx"

    def days(self, year: int, quarter: int) -> str:
        """The folder of a quarter's daily lists, as JSON."""
        return f"{self.archives}/Archives/edgar/daily-index/{year}/QTR{quarter}/index.json"

    def day(self, year: int, quarter: int, name: str) -> str:
        return f"{self.archives}/Archives/edgar/daily-index/{year}/QTR{quarter}/{name}"

    def submission(self, cik: int, accession_number: str) -> str:
        """The full text of a submission: the form with all its exhibits."""
        return f"{self.archives}/Archives/edgar/data/{cik}/{accession_number}.txt"


SEC = Site("https://www.sec.gov", "https://data.sec.gov")


def _origin(address: str) -> Origin | None:
    """Scheme, host and port; None for what is no plain address of a server, as one with a user's name in it."""
    if not _PLAIN.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.password is not None or not parts.hostname:
        return None
    if port is None:
        port = {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, parts.hostname, port


def path_of(filename: str) -> tuple[int, str]:
    """CIK and accession number of a path in a list: ``edgar/data/831547/0000892569-98-001148.txt``."""
    found = _PATH.fullmatch(filename)
    if not found:
        raise BadListing(f"A list gives the path {filename[:100]!r}, which is none of a submission.")
    return int(found[1]), found[2]


def day_of(name: str) -> date | None:
    """The day of a daily list, by its name: ``master.20240517.idx``, before 1998 ``master.970102.idx``."""
    found = _DAILY.fullmatch(name)
    if not found:
        return None
    figures = found[1] if len(found[1]) == 8 else ("19" if found[1] > "90" else "20") + found[1]
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None


def quarters(first: date, last: date) -> list[tuple[int, int]]:
    """Year and number of every quarter that has a day of the span."""
    start, end = first.year * 4 + (first.month - 1) // 3, last.year * 4 + (last.month - 1) // 3
    return [(number // 4, number % 4 + 1) for number in range(start, end + 1)]
