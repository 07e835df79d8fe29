"""Names of companies and people: folded for comparing, shortened for addresses, with their true case where printed."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.text import slugify

from neoarchive.typography import typeset

# Endings that say what kind of company it is: they come and go between filings of one company.
_KIND_OF_COMPANY = re.compile(
    r"(?:,?\s*\b(?:inc|incorporated|corp|corporation|co|company|companies|ltd|limited|llc|l\.l\.c|lp|l\.p|plc|n\.?v|s\.?a|"
    r"ag|holdings?|group|trust)\b\.?)+\s*$",
    re.I,
)
_STATE_SUFFIX = re.compile(r"\s*[/\\](?:[A-Z]{2,3}|NEW)[/\\]?\s*$")
_HONORIFICS = re.compile(r"\b(?:mr|mrs|ms|dr|prof|jr|sr|phd|ph\.d|md|m\.d|cpa|cfa|esq)\b\.?", re.I)


def folded(name: str) -> str:
    """Lower case without accents, punctuation and double blanks: "Ruder Finn, Inc." is "ruder finn inc"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", plain.lower().replace("'", "").replace(".", "")))


def folded_company(name: str) -> str:
    """As ``folded``, without EDGAR's state suffix (``HOME HEALTH CORP \\PA\\``)."""
    return folded(_STATE_SUFFIX.sub("", name))


def short_company(name: str) -> str:
    """A company's name without "Inc.", "Corp." and the like; the whole name if nothing else is in it."""
    name = _STATE_SUFFIX.sub("", name)
    return _KIND_OF_COMPANY.sub("", name).strip(" ,") or name


def folded_person(name: str) -> str:
    """As ``folded``, without titles and degrees."""
    return folded(_HONORIFICS.sub(" ", name)) or folded(name)


def sort_name(name: str) -> str:
    """What a company is sorted under: "The Coca-Cola Company" stands under C."""
    return re.sub(r"^the ", "", folded(name))


def sort_person(name: str) -> str:
    """Last name first: "Carol Hess" is "hess carol"; a double name stays one: "ellison roy margaret"."""
    words = (_HONORIFICS.sub(" ", name).strip(" ,") or name).split()
    return folded(" ".join([*words[-1:], *words[:-1]]))


def with_true_case(name: str, text: str) -> tuple[str, int] | None:
    """A name in capitals as the text prints it elsewhere, with the offset of that place; None if it never does.

    >>> with_true_case("NEOTHERAPEUTICS, INC.", "of NeoTherapeutics, Inc. today")
    ('NeoTherapeutics, Inc.', 3)
    """
    words = re.findall(r"[^\W_]+", name)
    if name != name.upper() or not words or len(name) < 4:
        return None
    pattern = re.compile(r"\b" + r"(?:&nbsp;|&#160;|[^\w<>]){1,3}".join(map(re.escape, words[:12])) + r"\b", re.I)
    for match in _matches(pattern, words[0], text):
        printed = re.sub(r"&nbsp;|&#160;|\xa0", " ", match[0])
        if printed != printed.upper() and printed != printed.lower() and "\n" not in printed:
            stop = "." if name.endswith(".") and text[match.end() : match.end() + 1] == "." else ""
            return printed + stop, match.start()
    return None


def _matches(pattern: re.Pattern[str], start: str, text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with this word: found in small letters first, ten times as fast."""
    small = text.lower()
    if len(small) != len(text):  # some letters become two: places in one text are not those in the other
        yield from pattern.finditer(text)
        return
    at = small.find(start.lower())
    while at >= 0:
        match = pattern.match(text, at)
        if match:
            yield match
        at = small.find(start.lower(), match.end() if match else at + 1)


_EXCHANGES = {
    "nasdaq": "Nasdaq",
    "nyse": "NYSE",
    "new york stock exchange": "NYSE",
    "amex": "AMEX",
    "american stock exchange": "AMEX",
    "otc": "OTC",
}


def exchange_of(printed: str) -> str:
    """One name for the spellings of an exchange: "NASDAQ NM", "Nasdaq National Market" are "Nasdaq".

    Exchanges that are not known keep their printed name.
    """
    words = folded(printed)
    return next(
        (name for start, name in _EXCHANGES.items() if words == start or words.startswith(start + " ")), printed
    )


def slug_of(text: str, limit: int = 70) -> str:
    """Words of a text for an address, cut at a word: "nerve-regeneration-process"."""
    slug = slugify(re.sub(r"['’™®℠©]", "", typeset(text)))
    if len(slug) > limit:
        slug = slug[: limit + 1].rsplit("-", 1)[0]
    return slug or "untitled"
