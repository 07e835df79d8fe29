"""Writing the copy: the pages of all records and those that they lead to, in a bag that is whole or not there."""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db.models.functions import ExtractDay, ExtractMonth
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from neoarchive.bags.bagit import BagError, Writer
from neoarchive.bags.export import one_moment
from neoarchive.models import Company, Contact, Filing, PressRelease

from . import asking, rewrite, searching
from .addresses import SEARCH, SEARCH_ADDRESS, Addresses, Place, file_of

Progress = Callable[[str, int], None]

_FIXED = (
    "home", "releases", "companies", "people", "filings", "events", "calendar", "quotations", "about", "quality",
    "feed", "releases-feed",
)  # fmt: skip
_YEAR = re.compile(r'<h2 class="yr hang" id="y(\d{4})"')
_NEXT = re.compile(r'<a href="(\?page=\d+)" rel="next"')
_TEXT = re.compile(r"text/html|application/xhtml")


@dataclass
class Report:
    """``pages``: those read with a browser; ``missing``: files that stand for what the site did not give out."""

    folder: Path
    pages: int = 0
    files: int = 0
    bytes: int = 0
    releases: int = 0
    missing: int = 0


def write(folder: Path, now: datetime, progress: Progress = lambda what, done: None) -> Report:
    """Write a copy of what visitors may read into a new folder. It has its name once all of it is on the disk."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    writer = Writer(folder)
    try:
        with one_moment():
            copy = _Copy(writer, Report(folder), progress)
            copy.write()
        _tags(writer)
        writer.close(_info(copy.report, now))
    except OSError as error:
        writer.give_up()
        raise BagError(f"The copy could not be written: {error}. Make room, or name another folder.") from error
    except BaseException:
        writer.give_up()
        raise
    copy.report.files, copy.report.bytes = writer.files, writer.bytes
    return copy.report


class _Copy:
    """Each address that a page leads to is promised once and written later: no link is left without its file."""

    def __init__(self, writer: Writer, report: Report, progress: Progress) -> None:
        self.report = report
        self._writer, self._progress = writer, progress
        self._addresses = Addresses(days=_days())
        self._promised: set[str] = {SEARCH}
        self._waiting: deque[Place] = deque()

    def write(self) -> None:
        self._write_companies()
        for name in _FIXED:
            self._promise(reverse(name))
        self._write_waiting()
        for address in _records():
            self._promise(address)
            self._write_waiting()
        self._write_search()

    def _write_companies(self) -> None:
        """First, and all pages of each at once, so that what leads to a year of a company finds its page."""
        slugs = list(Company.objects.published().order_by("pk").values_list("slug", flat=True))
        self._promised.update(file_of(reverse("company", args=[slug])) for slug in slugs)
        for slug in slugs:
            pages: list[tuple[Place, HttpResponse | None]] = []
            address, more = reverse("company", args=[slug]), ""
            years = self._addresses.years[slug] = {}
            while True:
                place = self._addresses.place_of(address + more) or Place(file_of(address), address)
                self._promised.add(place.file)
                answer = asking.ask(place.address)
                pages.append((place, answer))
                text = answer.content.decode() if answer is not None else ""
                for year in _YEAR.findall(text):
                    years.setdefault(year, place.file)
                following = _NEXT.search(text)
                if following is None:
                    break
                more = following[1]
            for place, answer in pages:
                self._put(place, answer)

    def _write_waiting(self) -> None:
        while self._waiting:
            place = self._waiting.popleft()
            if place.file.startswith("static/"):
                self._put_static(place)
            else:
                self._put(place, asking.ask(place.address))

    def _write_search(self) -> None:
        page = render_to_string("offline/search.html", {}, asking.request(SEARCH_ADDRESS))
        self._put_page(Place(SEARCH, SEARCH_ADDRESS), page)
        self._write_waiting()
        for name, content in searching.files():
            self._put_bytes(name, content)

    def _promise(self, address: str) -> Place | None:
        """The place of an address, which is written sooner or later."""
        place = self._addresses.place_of(address)
        if place is not None and place.file not in self._promised:
            self._promised.add(place.file)
            self._waiting.append(place)
        return place

    def _put(self, place: Place, answer: HttpResponse | None) -> None:
        """An answer of the site as a file, or what is to be said where there is none."""
        if answer is None:
            self._put_missing(place)
            return
        kind = answer.headers.get("Content-Type", "")
        if _TEXT.match(kind):
            self._put_page(place, answer.content.decode())
        elif kind.startswith("application/atom+xml"):
            text = rewrite.feed(answer.content.decode(), file=place.file, find=self._promise)
            self._put_bytes(place.file, text.encode())
        else:
            self._put_bytes(place.file, answer.content)

    def _put_missing(self, place: Place) -> None:
        self.report.missing += 1
        if place.file.endswith(".html"):
            page = render_to_string("offline/missing.html", {}, asking.request(place.address))
            self._put_page(place, page)
        else:
            self._put_bytes(place.file, b"The archive does not give this file out, so it is not in this copy.\n")

    def _put_page(self, place: Place, text: str) -> None:
        text = rewrite.page(text, address=place.address, file=place.file, find=self._promise)
        self._put_bytes(place.file, text.encode())
        self.report.pages += 1
        if self.report.pages % 100 == 0:
            self._progress("pages", self.report.pages)
        if re.fullmatch(r"releases/[^/]+/index\.html", place.file):
            self.report.releases += 1

    def _put_static(self, place: Place) -> None:
        name = place.file.removeprefix("static/")
        collected = Path(settings.STATIC_ROOT) / name
        found = collected if collected.is_file() else finders.find(name)
        if not found:
            raise BagError(f"The static file {name} is missing. Run manage.py collectstatic, then try again.")
        self._put_bytes(place.file, Path(str(found)).read_bytes())

    def _put_bytes(self, name: str, content: bytes) -> None:
        with self._writer.file(name) as out:
            out.write(content)


def _records() -> Iterator[str]:
    """The addresses of all published records, in order; what belongs to one is led to from its page."""
    kinds: list[tuple[str, Any]] = [
        ("release", PressRelease.objects.published()),
        ("filing", Filing.objects.published()),
        ("person", Contact.objects.published()),
    ]
    for name, records in kinds:
        for slug in list(records.order_by("pk").values_list("slug", flat=True)):
            yield reverse(name, args=[slug])


def _days() -> set[str]:
    """The pages of the days of the year that have releases."""
    dated = PressRelease.objects.published().exclude(shown_date=None).order_by()
    days = dated.values_list(ExtractMonth("shown_date"), ExtractDay("shown_date")).distinct()
    return {reverse("on-this-day", args=list(day)) for day in days}


def _tags(writer: Writer) -> None:
    """What stands beside the bag's own lists: the way in, and what this is."""
    writer.tag("index.html", render_to_string("offline/start.html"))
    writer.tag("README.txt", render_to_string("offline/README.txt", {"site": settings.SITE_URL}))


def _info(report: Report, now: datetime) -> Mapping[str, str]:
    return {
        "Bag-Software-Agent": "neoarchive",
        "Bagging-Date": f"{now:%Y-%m-%d}",
        "External-Description": f"Press releases as filed with the SEC on Form 8-K, to be read from disk: a copy of "
        f"{settings.SITE_URL}",
        "Internal-Sender-Description": f"{report.releases} releases, {report.pages} pages",
    }
