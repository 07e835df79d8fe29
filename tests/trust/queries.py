"""Query strings that no page of the site makes, from a seed: what a visitor, a robot or a scanner may send."""

from collections.abc import Iterator
from random import Random
from urllib.parse import quote, quote_plus

# Everything that takes a query, and what the names of each are.
PATHS = (
    "/releases/", "/releases/", "/releases/", "/releases.json", "/releases.json", "/releases.csv",
    "/releases/feed.atom", "/quotations/", "/quotations.json", "/first-use/", "/filings/", "/filings.json",
    "/filings.csv", "/companies/", "/companies.json", "/companies.csv", "/people/", "/people.json", "/people.csv",
    "/organisations/", "/events/", "/events/directors/", "/calendar/", "/calendar/1998/", "/calendar/on/3/9/",
    "/quality/", "/about/", "/", "/index.json", "/feed.atom", "/sitemap.xml", "/opensearch.xml", "/api/",
    "/api/openapi.json", "{release}", "{release}source/", "{release}suggest/", "{release}history/", "{release}tables/",
    "{filing}", "{filing}suggest/", "{company}", "{company}in-its-words/", "{company}timeline/", "{person}",
)  # fmt: skip
_NAMES = (
    "q", "q", "q", "q", "year", "month", "event", "item", "ticker", "state", "company", "has_contact", "has_quotation",
    "has_table", "sort", "passages", "page", "all", "start", "lines", "sent", "name", "number", "term", "speaker",
    "letter", "format", "callback", "next", "order", "limit", "offset", "utm_source", "id", "from", "to", "by", "",
)  # fmt: skip
_FIELDS = (
    "company", "headline", "contact", "about", "item", "event", "ticker", "state", "year", "date", "quote", "speaker",
    "title", "text", "exhibit", "cik", "filing", "accession", "has", "is", "sort", "before", "after", "from", "to",
    "near", "nosuchfield",
)  # fmt: skip
_WORDS = (
    "calder", "gauge", "results", "the", "a", "NEOT", "5.02", "1998", "1998-07-27", "2.02", "8-K", "R&D", "o'neil",
    "C++", "api/v1", "foo\"", "AND", "OR", "NOT", "NEAR", "NEAR/3", "TO", "é", "İ", "ß", "ﬁ", "中文", "🙂", "\u0301",
    "x" * 300, "0x1F", "1e309", "-1", "nan", "inf", "None", "null", "true", "%", "%s", "{}", "${7*7}", "\\", "'", "--",
    ";", "/*", "' OR 1=1 --", "\") OR (\"", "*:*", "../../etc/passwd", "<script>", "_", ".", ",", "?", "*", "a*", "*a",
)  # fmt: skip
_NUMBERS = (
    "0", "1", "-1", "12", "13", "31", "1993", "1998", "2026", "9999", "10000", "99999999999", "2" * 19, "9" * 40,
    "9" * 5000, "1.5", "1e3", "0x10", "٣", "１９９８", "²", " 1998 ", "1998;", "+1998", "1_998", "", "NaN", "01",
)  # fmt: skip
_DATES = (
    "1998-07-27", "1998-13-45", "0000-00-00", "9999-12-31", "10000-01-01", "1998-02-29", "-1-1-1", "1998", "1998-07",
    "July 27, 1998", "27.7.1998", "1998..2001", "..1998", "1998..", "1998-07-27.123", "undated.9", "1998-07-27.", ".1",
    "1998-07-27.99999999999999999999", "today", "1998-W30", "1998-07-27T00:00:00Z",
)  # fmt: skip
# As bytes that no reader of UTF-8 or of addresses expects.
_RAW = (
    "%00", "%", "%%", "%zz", "%u0041", "%ff", "%c0%80", "%c0%af", "%ed%a0%80", "%f4%90%80%80", "%80", "%e2%80%ae",
    "%ef%bf%bf", "%f0%9f%99", "%0d%0aSet-Cookie:x=1", "%0a", "%0b", "%1b[2J", "%7f", "%c2%85", "%e2%80%a8", "%2500",
    "%EF%BB%BF", "+", "%20" * 50, "\u00ff", "[]", "[0]", "[a][b]", "%5B%5D", "&", ";", "==", "#x", "%26q%3D",
)  # fmt: skip


def addresses(seed: int, number: int, records: dict[str, str]) -> Iterator[str]:
    """So many addresses; ``records``: what stands for {release} and so on."""
    chance = Random(seed)
    for _ in range(number):
        path = chance.choice(PATHS).format(**records)
        yield f"{path}?{_query(chance)}"


def _query(chance: Random) -> str:
    if chance.random() < 0.04:
        return "".join(chance.choice((*_RAW, "q=", "year=", "a")) for _ in range(chance.randint(1, 12)))
    if chance.random() < 0.02:
        return "&".join(f"q={n}" for n in range(chance.choice((200, 999, 1001, 3000))))
    parts = [_pair(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 6)))]
    if chance.random() < 0.15:
        parts.append(chance.choice(parts))
    return chance.choice("&&&&&;").join(parts)


def _pair(chance: Random) -> str:
    name = chance.choice(_NAMES)
    kinds = {"q": 0.9, "year": 0.1, "start": 0.1, "page": 0.1}
    value = _asked(chance) if chance.random() < kinds.get(name, 0.3) else chance.choice(_NUMBERS + _DATES + _WORDS)
    if chance.random() < 0.12:
        place = chance.randint(0, len(value))
        return f"{_written(chance, name)}={_written(chance, value[:place])}{chance.choice(_RAW)}{quote(value[place:])}"
    suffix = chance.choice(("", "", "", "", "", "[]", "[0]", "__contains", "__gt", ".x"))
    return f"{_written(chance, name + suffix)}={_written(chance, value)}"


def _written(chance: Random, text: str) -> str:
    how = chance.random()
    if how < 0.6:
        return quote_plus(text)
    if how < 0.9:
        return quote(text, safe="/:()\"'*")
    return quote(text.encode("utf-16-le" if how < 0.95 else "latin-1", "replace"))


def _asked(chance: Random, depth: int = 0) -> str:
    """Something like the language of the search, and less and less so."""
    kind = chance.random()
    if depth > 6 or kind < 0.35:
        return chance.choice(_WORDS)
    if kind < 0.5:
        sign = chance.choice((":", ":", ":", "=", ":>", ":<", ":>=", ":..", "::", " : "))
        return f"{chance.choice(_FIELDS)}{sign}{chance.choice(_WORDS + _NUMBERS + _DATES)}"
    if kind < 0.6:
        end = chance.choice(('"', '"', "", '"~3', '"*'))
        return f'"{_asked(chance, depth + 1)} {_asked(chance, depth + 1)}{end}'
    if kind < 0.72:
        between, end = (
            chance.choice((" OR ", " AND ", " ", " NOT ", "|", "&&", ",")),
            chance.choice((")", ")", "", "))")),
        )
        return f"({between.join(_asked(chance, depth + 1) for _ in range(chance.randint(1, 4)))}{end}"
    if kind < 0.8:
        return chance.choice("-+!~^") + _asked(chance, depth + 1)
    if kind < 0.84:
        return chance.choice(("(", '"', "-", "a:", "NOT ", "a OR ", "((", "[", "{")) * chance.choice((3, 60, 700))
    if kind < 0.88:
        ranges = (range(1, 0x250), range(0x1F000, 0x1FB00), range(0x2000, 0x2070))
        return "".join(chr(chance.choice(chance.choice(ranges))) for _ in range(chance.randint(1, 60)))
    if kind < 0.9:
        return " ".join([_asked(chance, depth + 3)] * chance.choice((5, 80, 400)))
    return f"{_asked(chance, depth + 1)} {_asked(chance, depth + 1)}"
