"""What a database is asked: tokens of the index and how they combine. Made from a query by ``compile``."""

from dataclasses import dataclass

from . import facts
from .query import All, Either, Fact, Node, Not, Term


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


Condition = Words | And | Or | Without

EVERYTHING = Or((Words((facts.PUBLISHED,)), Words((facts.DRAFT,))))
_FIELD_SIGNS = {"company": facts.COMPANY_WORD, "contact": facts.CONTACT_WORD}
_FACT_SIGNS = {
    "year": (facts.YEAR,),
    "item": (facts.ITEM,),
    "has": (facts.HAS,),
    "ticker": (facts.TICKER,),
    "form": (facts.FORM,),
    "cik": (facts.CIK,),
}


def compile(node: Node, *, apart: bool = False) -> Condition:
    """The condition of a query. A part with a minus is taken from what stands beside it, else from everything.

    ``apart``: words are looked for in about passages, forward-looking statements and contacts as well.
    """
    match node:
        case Term():
            return _words(node, apart)
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


def _words(term: Term, apart: bool) -> Condition:
    sign = _FIELD_SIGNS.get(term.field, "")
    found = Words(tuple(sign + t for t in term.tokens), term.prefix, term.field == "headline")
    if term.field or not apart:
        return found
    return Or((found, Words(tuple(facts.APART_WORD + t for t in term.tokens), term.prefix)))


def any_of(*tokens: str) -> Condition:
    parts = tuple(Words((token,)) for token in tokens)
    return parts[0] if len(parts) == 1 else Or(parts)


def both(*conditions: Condition | None) -> Condition | None:
    """All of these that there are; None where there is none."""
    given = tuple(c for c in conditions if c is not None)
    return And(given) if len(given) > 1 else given[0] if given else None


def has_prefix(condition: Condition | None) -> bool:
    """Whether some word is given by its beginning: to find those, an index merges the lists of many words."""
    match condition:
        case Words():
            return condition.prefix
        case And() | Or():
            return any(has_prefix(part) for part in condition.parts)
        case Without():
            return has_prefix(condition.base) or has_prefix(condition.excluded)
    return False
