"""How a query was read, part by part, in words, each with the query without it."""

from neoarchive.search import events
from neoarchive.search.query import All, Either, Fact, Near, Node, Not, Term, write

from .listing import Asked, Chip

_FIELDS = {"headline": "in the headline", "company": "in a company’s name", "contact": "in a contact"}
_FIELDS |= {"speaker": "in the name or title of somebody quoted"}
_FACTS = {"cik": "CIK", "form": "form", "ticker": "ticker", "exhibit": "exhibit", "file": "file number"}
_FACTS |= {"phone": "telephone", "state": "incorporated in", "before": "before", "after": "after", "year": "year"}


def parts_of(asked: Asked) -> list[Chip]:
    """The parts that all have to be fulfilled; none for a single word, which can't be read in two ways."""
    node = asked.query
    if node is None or asked.passage or (isinstance(node, Term) and not (node.field or node.quoted or node.prefix)):
        return []
    parts = node.parts if isinstance(node, All) else (node,)
    found = []
    for part in parts:
        rest = tuple(one for one in parts if one is not part)
        query = write(rest[0] if len(rest) == 1 else All(rest)) if rest else None
        found.append(Chip("q", in_words(part), asked.address.but(q=query)))
    return found


def in_words(node: Node) -> str:
    """``the words “nerve growth” in this order``, ``not “stroke”``, ``item 5.02 by either numbering``."""
    match node:
        case Term():
            return _term(node)
        case Near():
            first, second = (_term(part) for part in node.parts)
            return f"{first} within {node.distance} words of {second}"
        case Fact():
            return _fact(node)
        case Not():
            return f"not {in_words(node.part)}"
        case Either():
            return " or ".join(_inside(part) for part in node.parts)
        case All():
            return " and ".join(_inside(part) for part in node.parts)


def _inside(node: Node) -> str:
    return f"({in_words(node)})" if isinstance(node, All | Either) else in_words(node)


def _term(term: Term) -> str:
    text = f"“{term.text}”"
    if term.prefix:
        text = f"words that begin with {text}" if len(term.tokens) == 1 else f"{text} and what goes on so"
    elif len(term.tokens) > 1:
        text += " in this order"
    return f"{text} {_FIELDS[term.field]}" if term.field else text


def _fact(fact: Fact) -> str:
    if fact.field == "item":
        return f"item {fact.text} by either numbering"
    if fact.field == "event":
        return f"event “{events.BY_SLUG[fact.text].name.lower()}”"
    if fact.field == "has":
        return f"has a {fact.values[0]}"
    if fact.field == "year" and len(fact.values) > 1:
        first, last = fact.text.split("..")
        return (
            f"years {first} to {last}"
            if first and last
            else f"year {first} or later"
            if first
            else f"year {last} or earlier"
        )
    return f"{_FACTS[fact.field]} {fact.text}"
