"""Numbers and addresses pasted into the search box: which record, or which search, they stand for.

None of these is a guess: a text leads away from the search only where it is wholly such a number and the archive
has a record with it. The same number can always be searched as a word, in quotation marks.
"""

import re

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from neoarchive.models import Company, Filing
from neoarchive.search import find
from neoarchive.search.numbers import file_number, phone_number
from neoarchive.search.query import Fact
from neoarchive.search.values import READERS

from .access import sees_drafts, visible

_ACCESSION = re.compile(r"(?<!\d)(?a:(\d{10})-?(\d{2})-?(\d{6}))(?!\d)")
_EDGAR = re.compile(r"(?i)(?:https?://)?(?:www\.)?sec\.gov/\S+")
_EDGAR_CIK = re.compile(r"(?i)(?:/data/|[?&]CIK=|/CIK)(?a:0*(\d{1,10}))(?!\d)")
_CIK = re.compile(r"(?i)(?:CIK[\s:#.]*(?:No\.?|number)?\s*(?a:(\d{1,10}))|(?a:(\d{5,10})))")
_TICKER = re.compile(
    r"\(?(?:(?i:nasdaq|nyse|amex|otc|otcbb)[\w ]*:\s*|\$)(?P<named>[A-Z][A-Z.]{0,5})\)?|(?P<bare>[A-Z]{2,5})"
)
_FILE = re.compile(r"(?i)(?:(?:commission )?file (?:no\.?|number)[\s:]*)?(?a:(\d{1,3}-\d{3,7}(?:-\d\d)?))")
_PHONE = re.compile(r"(?a:(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s./-]{0,2}\d{3}[\s.-]?\d{4})")


def target(request: HttpRequest, text: str) -> str:
    """The address to go to; "" where the text is to be searched."""
    text = " ".join(text.split())
    if len(text) > 300:
        return ""
    for reader in (_filing, _company_of_number, _company_of_ticker, _file, _phone):
        found = reader(request, text)
        if found:
            return found
    return ""


def _filing(request: HttpRequest, text: str) -> str:
    match = _ACCESSION.search(text) if _EDGAR.fullmatch(text) else _ACCESSION.fullmatch(text)
    number = match and "-".join(match.groups())
    found = visible(request, Filing.objects).filter(accession_number=number).only("slug").first() if number else None
    return str(found.get_absolute_url()) if found else ""


def _company_of_number(request: HttpRequest, text: str) -> str:
    match = _EDGAR_CIK.search(text) if _EDGAR.fullmatch(text) else _CIK.fullmatch(text)
    number = match and next(filter(None, match.groups()))
    return _company(visible(request, Company.objects).filter(cik=number.zfill(10))) if number else ""


def _company_of_ticker(request: HttpRequest, text: str) -> str:
    match = _TICKER.fullmatch(text)
    symbol = match and (match["named"] or match["bare"])
    return _company(visible(request, Company.objects).filter(tickers__symbol=symbol).distinct()) if symbol else ""


def _company(companies: QuerySet[Company]) -> str:
    """The page of the only one of these; several with one number or symbol are for the search."""
    found = list(companies.only("slug")[:2])
    return str(found[0].get_absolute_url()) if len(found) == 1 else ""


def _file(request: HttpRequest, text: str) -> str:
    match = _FILE.fullmatch(text)
    return _search(request, "file", match[1]) if match and file_number(match[1]) else ""


def _phone(request: HttpRequest, text: str) -> str:
    match = _PHONE.fullmatch(text)
    return _search(request, "phone", text) if match and phone_number(text) else ""


def _search(request: HttpRequest, field: str, text: str) -> str:
    """The search for a field, where it finds something."""
    written, values = READERS[field](text)
    found = find.find(find.Asking(Fact(field, written, values)), drafts=sees_drafts(request)).matches
    return reverse("releases") + "?" + urlencode({"q": f"{field}:{written}"}) if found else ""
