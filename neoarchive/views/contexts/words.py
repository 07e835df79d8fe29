"""A search told in words: the title of its page, and the sentence where it finds nothing."""

from neoarchive.search import events, facts
from neoarchive.search.find import COUNTED, Found
from neoarchive.search.passage import STRETCH
from neoarchive.search.query import All, Node, Term, write
from neoarchive.views.formats.answers import MOST as ROWS
from neoarchive.views.formats.answers import PAGE as RECORDS

from .listing import MONTHS, PARTS, Asked

PASSAGES = "passages about the company, forward-looking statements and contacts"


def title(asked: Asked, size: int, over: bool = False) -> str:
    """``nerve growth, 1998: 14 releases``; ``Releases`` for the whole list."""
    if not asked.query and not asked.filters:
        return "Releases"
    return f"{subject(asked)}: {number_of(size, over)}"


def subject(asked: Asked) -> str:
    """What is asked for: ``nerve growth, 1998``; ``all releases`` for the whole list."""
    text = asked.text if len(asked.text) <= 80 else asked.text[:80].rsplit(" ", 1)[0] + "…"
    parts = [text] if asked.query else []
    for name in asked.filters:
        value = asked.values[name]
        if name == "month":
            parts[-1] = f"{MONTHS[value - 1]} {parts[-1]}"
        else:
            parts.append(str(value) if name == "year" else asked.in_words(name))
    return ", ".join(parts) or "all releases"


def number_of(size: int, over: bool = False) -> str:
    """``14 releases``, ``over 10,000 releases``, ``no releases``."""
    number = f"{'over ' if over else ''}{size:,}" if size else "no"
    return f"{number} release{'' if size == 1 else 's'}"


def counted(number: int) -> str:
    """A number that was counted up to a bound."""
    return number_of(min(number, COUNTED), number > COUNTED)


def bound(asked: Asked, sorted_here: int, paged: int, size: int) -> str:
    """What is told of a list that is longer than what is sorted here; "" where every release of it has its page."""
    if asked.sort == "best":
        return f"Ranked here are the newest {sorted_here:,}."
    if asked.sort == "company":
        return f"Sorted by company here are the newest {sorted_here:,}."
    if paged >= size:
        return ""
    oldest = "oldest" if asked.sort == "oldest" else "newest"
    return f"The {oldest} {paged:,} have numbered pages; the last of these leads on to the rest."


def least(asked: Asked, found: Found) -> str:
    """What a plus beside the numbers of facets means; "" where none has one."""
    if found.more:
        age = "oldest" if asked.sort == "oldest" else "newest"
        return f"A number with + is the least there is: counted are the {age} {len(found.matches):,} releases."
    if found.sampled:
        return f"A number with + is the least there is, counted among the newest {found.queried:,} without filters."
    return ""


def table_bound(size: int) -> str:
    """What is told of a table that does not hold a whole list."""
    return f"A table holds at most {ROWS:,} rows; its header Link leads on. Records come by the {RECORDS}." * (
        size > ROWS
    )


def further(asked: Asked) -> str:
    """``Releases of July 27, 1998 and before, the newest first``."""
    day = facts.day_of(asked.start or 0)
    oldest = asked.sort == "oldest"
    order = "oldest" if oldest else "newest"
    if not day:
        return f"Releases {'from among those without a date on' if oldest else 'without a date'}, the {order} first"
    return f"Releases of {day:%B} {day.day}, {day.year} and {'after' if oldest else 'before'}, the {order} first"


def nothing(asked: Asked) -> str:
    """``No release of NeoTherapeutics, Inc. in 2001 has the word “neurotropin”.``"""
    values = asked.values
    told = "No release"
    if asked.company:
        told += f" of {asked.company.name}"
    if values.get("month"):
        told += f" in {MONTHS[values['month'] - 1]} {values['year']}"
    elif values.get("year"):
        told += f" in {values['year']}"
    if values.get("event"):
        told += f" of the event “{events.BY_SLUG[values['event']].name.lower()}”"
    if values.get("item"):
        told += f" under item {values['item']}"
    if values.get("state"):
        told += f" incorporated in {values['state']}"
    if values.get("ticker"):
        told += " without a ticker" if values["ticker"] == "-" else f" with the ticker {values['ticker'].upper()}"
    for name, part in PARTS.items():
        if values.get(name) in (True, False):
            told += f" with{'' if values[name] else 'out'} a {part}"
    if asked.passage:
        return f"{told} shares a stretch of {STRETCH} words with this passage."
    return f"{told} {_wanted(asked.query)}." if asked.query else f"{told} is in the archive."


def _wanted(node: Node | None) -> str:
    if isinstance(node, Term):
        return _has(node)
    if isinstance(node, All) and all(isinstance(p, Term) and not (p.field or p.prefix or p.quoted) for p in node.parts):
        texts = [f"“{part.text}”" for part in node.parts if isinstance(part, Term)]
        return f"has {'both ' if len(texts) == 2 else 'all of '}{', '.join(texts[:-1])} and {texts[-1]}"
    return f"fits the query {write(node)}" if node else ""


def _has(term: Term) -> str:
    where = {
        "speaker": " in the name or title of somebody quoted",
        "headline": " in its headline",
        "company": " in a company’s name",
        "contact": " in a contact",
    }
    what = "the words in this order" if len(term.tokens) > 1 else "the word"
    what = "a word that begins with" if term.prefix and len(term.tokens) == 1 else what
    return f"has {what} “{term.text}”{where.get(term.field, '')}"


def other_in_words(kind: str, what: str, asked: Asked) -> str:
    """What another search is, as the text of its link."""
    if kind == "spelling":
        return what
    if kind == "passages":
        return f"The same search in {PASSAGES} as well"
    if kind == "word":
        return f"The same search without {what}"
    if kind == "query":
        return "All releases with these filters, whatever their words"
    if kind == "filters":
        return "The same search without any filter"
    shown = {
        "company": "of every company",
        "year": "in every year",
        "month": "in every month of the year",
        "event": "whatever the event",
        "item": "under every item",
        "ticker": "with every ticker",
        "state": "in every state",
    }
    return f"The same search {shown.get(what, 'whether it ' + asked.in_words(what) + ' or not')}"
