"""What a database is asked: tokens of the index and how they combine. Made from a query by ``compile``."""

from dataclasses import dataclass
from datetime import date, timedelta

from . import facts
from .query import All, Either, Fact, Near, Node, Not, Term, terms
from .values import FIRST_YEAR, LAST_YEAR

KeyRange = tuple[int, int]
"""Smallest and largest key (``facts.key_of``) looked at."""


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens in this order; the last one may be the beginning of a word. ``headline``: only there."""

    tokens: tuple[str, ...]
    prefix: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What fulfils the one and not the other. Neither database can look for what is missing alone."""

    base: "Condition"
    excluded: "Condition"


@dataclass(frozen=True, slots=True)
class Close:
    """Both, in either order and in one part of the text, with at most ``distance`` words between them."""

    first: Words
    second: Words
    distance: int


Condition = Words | And | Or | Without | Close
Narrowed = tuple[Condition | None, KeyRange | None]
"""A question to the index: what is to be fulfilled (None: nothing), within which keys (None: all)."""

EVERYTHING = Or((Words((facts.PUBLISHED,)), Words((facts.DRAFT,))))
_FIELD_SIGNS = {"company": facts.COMPANY_WORD, "contact": facts.CONTACT_WORD, "speaker": facts.SPEAKER_WORD}
_FACT_SIGNS = {
    "year": (facts.YEAR,),
    "item": (facts.ITEM,),
    "event": (facts.ITEM,),
    "has": (facts.HAS,),
    "ticker": (facts.TICKER,),
    "form": (facts.FORM,),
    "cik": (facts.CIK,),
    "exhibit": (facts.EXHIBIT,),
    "state": (facts.STATE,),
    "file": (facts.FILE,),
    "phone": (facts.PHONE,),
}
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def compile(node: Node, *, apart: bool = False) -> Condition:
    """The condition of a query. A part with a minus is taken from what stands beside it, else from everything.

    ``apart``: words are looked for in about passages, forward-looking statements and contacts as well.
    """
    match node:
        case Term():
            return _words(node, apart)
        case Near():
            return _close(node, apart)
        case Fact(field="before" | "after"):
            first, last = _days(node)
            # A day before all others: nothing is earlier, and nothing has this token.
            return any_of(*(facts.span_tokens(first, last) or [facts.DAY]))
        case Fact():
            return any_of(*(sign + facts.shield(v) for v in node.values for sign in _FACT_SIGNS[node.field]))
        case Either():
            return Or(tuple(compile(part, apart=apart) for part in node.parts))
        case Not():
            return Without(EVERYTHING, compile(node.part, apart=apart))
        case All():
            wanted = [compile(part, apart=apart) for part in node.parts if not isinstance(part, Not)]
            found: Condition = And(tuple(wanted)) if len(wanted) > 1 else wanted[0] if wanted else EVERYTHING
            for part in node.parts:
                if isinstance(part, Not):
                    found = Without(found, compile(part.part, apart=apart))
            return found


def set_apart(node: Node) -> Condition | None:
    """What fulfils a phrase, a word or two words near one another in passages set apart. None for any other query."""
    if not isinstance(node, Term | Near):
        return None
    found = compile(node, apart=True)
    return found.parts[1] if isinstance(found, Or) else None


def leading(node: Node | None) -> Condition | None:
    """What has a word of the query in its headline. None for beginnings of words: these are not looked up twice."""
    wanted = terms(node)
    if not wanted or any(term.prefix for term in wanted):
        return None
    parts = tuple(Words(term.tokens, headline=True) for term in wanted)
    return parts[0] if len(parts) == 1 else Or(parts)


def _words(term: Term, apart: bool) -> Condition:
    sign = _FIELD_SIGNS.get(term.field, "")
    found = Words(tuple(sign + t for t in term.tokens), term.prefix, term.field == "headline")
    if term.field or not apart:
        return found
    return Or((found, Words(tuple(facts.APART_WORD + t for t in term.tokens), term.prefix)))


def _close(near: Near, apart: bool) -> Condition:
    def of(sign: str) -> Close:
        first, second = (Words(tuple(sign + t for t in term.tokens), term.prefix) for term in near.parts)
        return Close(first, second, near.distance)

    return Or((of(""), of(facts.APART_WORD))) if apart else of("")


def _days(fact: Fact) -> tuple[date, date]:
    """The first and the last day that before: and after: take in."""
    day = date.fromisoformat(fact.values[0])
    one = timedelta(days=1)
    return (_FIRST_DAY, day - one) if fact.field == "before" else (day + one, _LAST_DAY)


def dated(node: Node | None) -> tuple[KeyRange | None, Node | None]:
    """The dates that a query asks for as a whole, as a span of keys, and what else it asks for.

    Reading a span of the index costs nothing, where the tokens of many years would have to be merged.
    """
    spans, others = [], []
    for part in node.parts if isinstance(node, All) else [node] if node else []:
        if isinstance(part, Fact) and part.field in ("before", "after"):
            spans.append(facts.keys_between(*_days(part)))
        elif isinstance(part, Fact) and part.field == "year":
            spans.append((facts.year_keys(int(part.values[0]))[0], facts.year_keys(int(part.values[-1]))[1]))
        else:
            others.append(part)
    keys = (max(first for first, _ in spans), min(last for _, last in spans)) if spans else None
    rest = All(tuple(others)) if len(others) > 1 else others[0] if others else None
    return keys, rest


def any_of(*tokens: str) -> Condition:
    parts = tuple(Words((token,)) for token in tokens)
    return parts[0] if len(parts) == 1 else Or(parts)


def both(*conditions: Condition | None) -> Condition | None:
    """All of these that there are; None where there is none."""
    given = tuple(c for c in conditions if c is not None)
    return And(given) if len(given) > 1 else given[0] if given else None
