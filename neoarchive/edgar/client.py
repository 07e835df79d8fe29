"""Asking the SEC's servers as it wants to be asked.

By its rules for automated access (www.sec.gov, "Accessing EDGAR data"): a User-Agent that names whom to write to, at
most ten requests a second, and no more while it refuses. One request at a time, one connection for each server.
"""

import http.client
import re
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from .addresses import SEC, Site
from .errors import CutOff, EdgarError, NoContact, NotFound, Refused, TooLarge, Unreachable, WrongHost

_CONTACT = re.compile(r"[\x21-\x7e][\x20-\x7e]*")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_REDIRECTS = {301, 302, 303, 307, 308}
# 403 is the SEC's answer to a client it takes for a robot without a contact, or that came too fast.
_WAIT_AND_ASK_AGAIN = {403, 429, 500, 502, 503, 504}
_MOST_REDIRECTS = 5
_CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds and numbers: between two requests, for an answer to begin, for all of it, tries, waits between tries."""

    between: float = 0.11  # nine a second: the limit is ten over all, and clocks are not exact
    timeout: float = 30.0
    whole: float = 600.0
    tries: int = 5
    first_wait: float = 2.0
    first_wait_refused: float = 30.0
    longest_wait: float = 900.0  # the SEC shuts out who came too fast for ten minutes


@dataclass(slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Client:
    """Gives the bytes behind an address, or says why not. ``told`` is given a sentence before each long wait."""

    def __init__(
        self,
        contact: str,
        *,
        site: Site = SEC,
        manners: Manners | None = None,
        told: Callable[[str], None] = lambda words: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not (_CONTACT.fullmatch(contact) and len(contact) <= 200 and _ADDRESS.search(contact)):
            raise NoContact("The SEC wants a name and an e-mail address to write to, in plain letters.")
        self.site = site
        self._agent = f"neoarchive {contact}"
        self._manners = manners or Manners()
        self._told, self._sleep = told, sleep
        self._connections: dict[tuple[str, str], http.client.HTTPConnection] = {}
        self._next = 0.0

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *of: object) -> None:
        for connection in self._connections.values():
            connection.close()

    def get(self, address: str, *, limit: int) -> bytes:
        """What is at an address, at most ``limit`` bytes. Raises a kind of ``EdgarError``."""
        for _ in range(_MOST_REDIRECTS + 1):
            self.site.check(address)
            answer = self._ask_patiently(address, limit)
            if answer.status not in _REDIRECTS:
                return answer.body
            address = _redirected(address, answer.headers.get("Location", ""))
        raise WrongHost(f"{address[:200]} is redirected more than {_MOST_REDIRECTS} times.")

    def _ask_patiently(self, address: str, limit: int) -> _Answer:
        manners, problem = self._manners, EdgarError("never asked")
        for number in range(manners.tries):
            wait = manners.first_wait * 2**number
            try:
                answer = self._ask(address, limit)
            except (TimeoutError, ConnectionError, OSError, http.client.HTTPException) as error:
                problem = _problem(address, error)
            else:
                if answer.status == 404:
                    raise NotFound(f"There is nothing at {address}.")
                if answer.status < 400:
                    return answer
                if answer.status not in _WAIT_AND_ASK_AGAIN:
                    raise Unreachable(f"{address} was answered with the error {answer.status}.")
                problem, wait = self._after(answer, address, number)
            if number < manners.tries - 1:
                self._wait(wait, str(problem))
        raise problem

    def _after(self, answer: _Answer, address: str, number: int) -> tuple[EdgarError, float]:
        """What a refusal means, and how long to wait: as long as it says, but not for ever."""
        refused = answer.status in (403, 429)
        first = self._manners.first_wait_refused if refused else self._manners.first_wait
        wait = min(_retry_after(answer.headers.get("Retry-After")) or first * 2**number, self._manners.longest_wait)
        if refused:
            words = f"The SEC refuses to answer ({answer.status}): too many requests, or a contact it does not accept."
            return Refused(words), wait
        return Unreachable(f"{address} was answered with the error {answer.status}."), wait

    def _wait(self, seconds: float, why: str) -> None:
        if seconds >= 10:
            self._told(f"{why} Waiting {seconds:.0f} s.")
        self._sleep(seconds)

    def _ask(self, address: str, limit: int) -> _Answer:
        """One request, in its turn. The connection is thrown away unless the answer was read to its end."""
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = time.monotonic() + self._manners.between
        parts = urlsplit(address)
        server = (parts.scheme, parts.netloc)
        connection = self._connections.pop(server, None) or self._connect(*server)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"User-Agent": self._agent, "Accept-Encoding": "gzip"})
            response = connection.getresponse()
            # Of a page that says no, the words do not matter: a little is read, to keep the connection.
            whole = response.status < 300
            body = self._body(response, limit if whole else 16 * _CHUNK)
        except BaseException:
            connection.close()
            raise
        self._connections[server] = connection
        return _Answer(response.status, response.headers, body)

    def _connect(self, scheme: str, host: str) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        return kind(host, timeout=self._manners.timeout)

    def _body(self, response: http.client.HTTPResponse, limit: int) -> bytes:
        """The body, unfolded, within its limit and its time: a server may send a byte a minute and never be silent."""
        unfold = zlib.decompressobj(31) if response.headers.get("Content-Encoding", "").lower() == "gzip" else None
        until = time.monotonic() + self._manners.whole
        found = bytearray()
        while chunk := response.read1(_CHUNK):
            found += unfold.decompress(chunk, limit + 1 - len(found)) if unfold else chunk
            if len(found) > limit:
                raise TooLarge(f"The answer is larger than the {limit // 2**20} MB that are taken.")
            if time.monotonic() > until:
                raise TimeoutError(f"the answer took longer than {self._manners.whole:.0f} s")
        # read1 takes the end of the connection for the end of the body.
        if response.length or (unfold and found and not unfold.eof):
            raise http.client.IncompleteRead(b"", response.length)
        response.close()  # which read1 leaves to do: the connection is free for the next request
        return bytes(found)


def _redirected(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:  # brackets that hold no IPv6 address
        raise WrongHost(f"{address} is redirected to {location[:200]}, which is no address.") from error


def _problem(address: str, error: Exception) -> EdgarError:
    if isinstance(error, http.client.IncompleteRead):
        return CutOff(f"The answer of {address} was cut off.")
    words = "no answer in time" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
    return Unreachable(f"{address} can't be reached ({words}).")


def _retry_after(value: str | None) -> float | None:
    """Seconds: given as such, or as a date. None where there is neither."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds(), 1.0)
    except (ValueError, TypeError):
        return None
