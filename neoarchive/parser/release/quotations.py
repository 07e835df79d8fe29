"""Reads who is quoted: words in quotation marks that a paragraph gives as someone's own.

The speaker may be named after the words (``"…," said Eldon Miller, chairman``; ``… concluded Dr. Glasky``), before
them (``Dr. Glasky stated that "…"``) or between two parts. A short name is resolved to the full name and title
that the release gives elsewhere. Words without a speaker are no quotation ("turning on").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from neoarchive.parser.text import Passage
from neoarchive.parser.types import Quotation, Value

from .contact_words import is_firm

_SAID = (
    r"(?:said|says|stated|states|added|adds|commented|comments|noted|notes|concluded|concludes"
    r"|explained|explains|continued|continues|remarked|remarks|observed|observes|acknowledged|indicated|believes"
    r"|declared|reported|announced|emphasized|emphasised|stressed|pointed out|went on to say|asserted|affirmed"
    r"|reiterated|summarized|summarised|predicted|told|enthused|cautioned|confirmed|advised|wrote|replied|responded"
    r"|answered|reflected|highlighted|underscored|maintained|contended|argued|agreed|recalled|shared|expressed"
    r"|outlined|mentioned|insisted|opined|exclaimed|quipped|offered|according to)"
)
# A word of a name: "Poe", "McRae", "O'Hara-Smith", "Jean-Luc", "J.", and what stands between: "von der", "de la"
_WORD = (
    r"(?:[A-ZÀ-Þ][a-zà-ÿ'’]{1,20}(?:[A-Z][a-z]{1,20})?(?:-[A-Z][a-z'’]{1,20}(?:[A-Z][a-z]{1,20})?)?"
    r"|[A-ZÀ-Þ]['’][A-Z][a-z]{1,20}(?:-[A-Z][a-z]{1,20})?"
    r"|[A-Z]\.(?:\s?[A-Z]\.){0,2}|(?:de|den|der|di|del|della|da|dos|du|la|le|van|von|ter|ten|bin|al|el)"
    r"(?=\s(?:den|der|la|le|[A-Z])))"
)
_DEGREE = (
    r"(?:Ph\.?\s?D|M\.?D|D\.?O|M\.?B\.?A|J\.?D|R\.?N|M\.?P\.?H|M\.?S|M\.?Sc|Pharm\.?\s?D|D\.?V\.?M|D\.?Sc|CFA|CPA|P\.?\s?Eng"
    r"|P\.?\s?Geo|FACP|FACC|FACS|Esq|CBE|OBE)"
)
NAME = (
    rf"(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Sir|Sen|Senator|Gov|Gen|Admiral|Rev|Hon)\.?\s{{1,2}})?"
    rf"{_WORD}(?:\s{{1,2}}{_WORD}){{0,4}}(?:,?\s(?:Jr|Sr|II|III|IV)\b\.?)?(?:,\s{_DEGREE}\b\.?){{0,3}}"
)
_TITLE_HEAD = (
    r"(?:president|chairman|chairwoman|chairperson|chair|chief|vice|ceo|cfo|coo|cto|cio|cmo|cso|executive|senior|director"
    r"|officer|founder|co-founder|cofounder|manager|treasurer|controller|owner|publisher|editor|commissioner|minister"
    r"|head|partner|secretary|general counsel|professor|managing|evp|svp|vp|interim|global|worldwide|lead|leader"
    r"|group|principal|dean|analyst|spokesman|spokeswoman|spokesperson|investigator|chancellor|governor|mayor"
    r"|co-ceo|co-chief|co-chair|co-chairman|deputy|corporate|board member|member|scientist|economist|advisor|adviser"
    r"|administrator|superintendent|ambassador|trustee|counsel)"
)
# Words that titles are made of, small or large: in "Acme board member Ed Wool" they part the firm from the name.
_TITLE_WORDS = (
    r"(?:[Cc]hairman|[Cc]hairwoman|[Cc]hairperson|[Cc]hair|[Pp]resident|[Cc]hief|[Ee]xecutive|[Oo]fficers?|[Dd]irector"
    r"|[Vv]ice|CEO|CFO|COO|CTO|CIO|EVP|SVP|VP|[Ff]ounder|[Cc]o-[Ff]ounder|[Cc]o-CEO|[Cc]o-[Cc]hair(?:man)?|[Tt]reasurer"
    r"|[Mm]anager|[Ss]enior|[Ff]inancial|[Oo]perating|[Tt]echnology|[Ii]nformation|[Mm]edical|[Ss]cientific|[Mm]arketing"
    r"|[Mm]anaging|[Gg]eneral|[Cc]ounsel|[Cc]ontroller|[Ss]ecretary|[Bb]oard|[Mm]ember|[Ss]pokes(?:man|woman|person)"
    r"|[Aa]nalyst|[Ii]nterim|[Aa]cting|[Dd]eputy|[Pp]rincipal|[Ii]nvestigator|[Rr]egional|[Gg]lobal|[Cc]orporate|[Gg]overnor"
    r"|[Mm]ayor|[Ss]enator|[Pp]artner|[Hh]ead|[Ll]ead|[Cc]ommercial|[Ss]trategy|[Aa]dministrative|[Aa]ccounting|[Ll]egal)"
)
# What a vice president or a director is of: "Vice President of Sales and Marketing"
_DEPARTMENTS = (
    r"(?:Sales|Marketing|Finance|Operations|Engineering|Research|Development|Relations|Communications|Planning|Human"
    r"|Resources|Investor|Public|Product|Business|Affairs|Regulatory|Clinical|Manufacturing)"
)
_TITLE_RUN = (
    rf"{_TITLE_WORDS}(?:(?:\s|,\s|\sand\s|\s?&\s?|/)(?:of\s(?:the\s)?)?{_TITLE_WORDS}"
    rf"|(?:\sof|,|\sand|\s?&)\s{_DEPARTMENTS}(?:\s{_DEPARTMENTS})?){{0,7}}"
)
_TITLE_ONLY = re.compile(_TITLE_RUN)
# "Acme board member " before "Ed Wool", "Acme Chief Executive Officer " before "Ron Vance"
_TITLE_LEADS = re.compile(rf"(?:[A-Z][\w&.'’\-]{{0,24}},?\s{{1,2}}){{0,5}}?({_TITLE_RUN}),?\s{{1,2}}(?=[A-Z])")
_QUOTED = re.compile(r"“([^“”]{1,4000})(?:”|\Z)|\"([^\"]{1,4000})(?:\"|\Z)|``([^`]{12,4000}?)(?:''|\Z)")
# Where one mark of a pair is straight and the other is not, all are taken for straight ones.
_STRAIGHT = str.maketrans("“”", '""')
# After the words: said Acme board member NAME | said NAME | NAME said
_AFTER_TITLED = re.compile(
    rf"[\s,.\-–—]{{0,5}}(?:(?:also|further|then)\s)?{_SAID}\s{{1,3}}(?:by\s)?(?:[Tt]he\s|its\s|our\s)?"
    rf"(?:(?:[A-Z][\w&.'’\-]{{0,24}}|company)\s{{1,2}}){{0,5}}?({_TITLE_RUN}),?\s{{1,2}}({NAME})"
)
_AFTER = re.compile(
    rf"[\s,.\-–—]{{0,5}}(?:(?:also|further|further(?:more)?"
    rf"|then)\s)?(?:{_SAID}\s{{1,3}}(?:by\s)?(?:[a-z][\w ,&'’\-]{{2,80}}?,?\s)??({NAME})"
    rf"|(?:(?:[Cc]ompany |[A-Z]\w{{2,20}} )?(?:[a-z][\w "
    rf"&'’\-]{{2,60}},?\s)??({NAME})(?:,([^\"“”]{{2,160}}?),?)?\s{{1,2}}{_SAID}\b))"
)
# Before the words: NAME, title, said: "…"; NAME stated that "…"
_BEFORE = re.compile(
    rf"({NAME})(?:,\s{{0,2}}([^\"“”]{{2,200}}?))?,?\s{{1,2}}(?:also |further "
    rf"|then )?{_SAID}\b[^\"“”.]{{0,90}}[\s,:.]{{0,3}}\Z"
)
# The same with the name in capitals: "ROBERT L. POE, President, said: "…""; ""…," said ROBERT L. POE, President
_CAPITAL_WORD = r"(?:[A-Z]\.|[A-ZÀ-Þ][A-ZÀ-Þ'’\-]{1,20})"
_CAPITALS = re.compile(
    rf"(?<!\S)({_CAPITAL_WORD}(?:\s{{1,2}}{_CAPITAL_WORD}){{1,3}})"
    rf",\s{{1,2}}([^\"“”]{{2,160}}?),?\s{{1,2}}{_SAID}\b[^\"“”.]{{0,90}}[\s,:.]{{0,3}}\Z"
)
_AFTER_CAPITALS = re.compile(
    rf"[\s,.\-–—]{{0,5}}{_SAID}\s{{1,3}}({_CAPITAL_WORD}(?:\s{{1,2}}{_CAPITAL_WORD}){{1,3}})(?=,\s)"
)
# Who speaks, then a colon: "NAME, title: "…""
_COLON = re.compile(rf"({NAME}),\s{{1,2}}[^\"“”.:]{{2,120}}:\s{{0,3}}\Z")
# Two who speak, each with a title: said NAME, title, and NAME, title
_AND_ANOTHER = re.compile(
    rf"(?:,[^.\"“”]{{2,120}}?)?,?\s(?:and|&)\s(?!{_TITLE_WORDS}\b){_WORD}\s{{1,2}}(?:{_WORD}\s{{0,2}}){{1,3}}"
    rf",\s(?:[\w&.'’]{{1,20}}\s){{0,4}}?{_TITLE_WORDS}\b"
)
# "According to NAME, title, "the …""
_ACCORDING = re.compile(rf"[Aa]ccording\sto\s({NAME})(?:,\s{{0,2}}([^\"“”]{{2,160}}?))?,\s{{0,2}}\Z")
# Two who speak as one: "Jane Doe and John Roe said"
_JOINTLY = re.compile(rf"{NAME}(?:,[^.\"“”]{{2,80}},?)?\s(?:and|&)\s\Z")
# Dear patterns are tried before the words only where one of these stands near
_SAID_WORD = re.compile(_SAID)
_SAID_LAST = re.compile(_SAID + r"\b[^\"“”.]{0,90}[\s,:.]{0,3}\Z")
_SENTENCE_ENDS = re.compile(r"(?<![A-Z])(?<![DM]r)(?<!Ms)[.?!][\"”]?\s{1,3}(?=[A-Z])")
# A title beside a name anywhere in the release
_NAME_COMMA = re.compile(rf"({NAME})(?=,\s{{1,2}})")
_TITLE_NAME = re.compile(
    rf"\b((?:(?:[A-Z][\w&.]{{1,20}}['’]s?\s)?(?:[Ii]nterim |[Ss]enior |[Ee]xecutive |[Vv]ice "
    rf"|[Ff]ormer )?(?:[Cc]hairman|[Pp]resident|[Cc]hief|CEO|CFO|COO|[Dd]irector|[Vv]ice [Pp]resident"
    rf"|[Ff]ounder))[\w ,&\-]{{0,70}}?),?\s((?!(?:{_TITLE_WORDS}|{_DEPARTMENTS})\b)"
    rf"{_WORD}\s{{1,2}}(?:{_WORD}\s{{0,2}}){{1,3}})"
)


@dataclass(slots=True)
class _Known:
    """A person as the release introduces them."""

    full: Value
    title: Value | None


@dataclass(slots=True)
class _Speech:
    """A speaker's name as printed beside the words, and where it stands."""

    name: str
    value: Value
    title: Value | None


@dataclass(slots=True)
class _Spoken:
    """The quotes of one paragraph and who is named beside them; ``whole`` if it holds nothing but the words."""

    block: int
    passage: Passage
    quotes: list[re.Match[str]]
    speaker: _Speech | None
    whole: bool
    unclosed: bool


def read_quotations(passages: Sequence[Passage | None]) -> tuple[Quotation, ...]:
    """The quotations of a release; ``passages`` are its blocks, None for those that cannot hold one (tables)."""
    spoken: list[_Spoken] = []
    for index, passage in enumerate(passages):
        if passage is not None and ("“" in passage.text or '"' in passage.text or "``" in passage.text):
            spoken.append(_spoken(index, passage))
    _announced(spoken, passages)
    _follow_on(spoken)
    people: dict[str, list[_Known]] = {}
    found: list[Quotation] = []
    for one in spoken:
        if one.speaker:
            last = _last_word(one.speaker.name)
            if last not in people:
                people[last] = _people(passages, last)
            known = people[last]
            found.extend(_quotation(one.passage, q, one.speaker, known, passages, one.block) for q in one.quotes)
    return tuple(found)


def _spoken(block: int, passage: Passage) -> _Spoken:
    text = passage.text
    quotes = _quotes(text)
    speaker = _speaker(passage, quotes)
    whole = speaker is None and bool(quotes) and text.lstrip()[:1] in '"“' and quotes[-1].end() >= len(text.rstrip())
    unclosed = bool(quotes) and quotes[-1].end() == len(text) and text[-1:] not in '"”'
    if not (whole and (unclosed or len(quotes) == 1)):
        quotes = [q for q in quotes if _own_words(q)]
    return _Spoken(block, passage, quotes, speaker, whole, unclosed)


def _announced(spoken: Sequence[_Spoken], passages: Sequence[Passage | None]) -> None:
    """A paragraph of words alone below "Jane Doe, Chairman, said:" is hers."""
    for one in spoken:
        above = passages[one.block - 1] if one.whole and one.block else None
        if above is None or len(above.text) > 300 or above.text.rstrip()[-1:] != ":":
            continue
        m = _BEFORE.search(above.text) or _COLON.search(above.text)
        if m:
            found: dict[str, _Speech] = {}
            _add(found, above, m.start(1), m.end(1), _title_after(above, m.end(1)))
            one.speaker = next(iter(found.values()), None)


def _follow_on(spoken: Sequence[_Spoken]) -> None:
    """A paragraph of words alone is the speaker's of the paragraph before it; one whose marks are not closed goes on
    in the next, and is that one's speaker's where the one before names none.
    """
    for before, one in pairwise(spoken):
        if one.whole and one.speaker is None and before.block + 1 == one.block and before.speaker:
            one.speaker = before.speaker
    for one, after in pairwise(spoken):
        if one.whole and one.unclosed and after.speaker and one.block + 1 == after.block:
            one.speaker = one.speaker or after.speaker


def _quotes(text: str) -> list[re.Match[str]]:
    """What stands in quotation marks; where their ends do not match (“so said"), all are read as straight ones."""
    opened, closed = text.count("“"), text.count("”")
    if opened < closed or (opened != closed and '"' in text):
        text = text.translate(_STRAIGHT)
    return list(_QUOTED.finditer(text))


def _inner(q: re.Match[str]) -> tuple[int, int]:
    return q.span(q.lastindex or 0)


def _own_words(q: re.Match[str]) -> bool:
    """A term in quotation marks is not speech: speech has several words and ends like a sentence or a part of one."""
    text = q[q.lastindex or 0].rstrip()
    words = len(text.split())
    return words >= 5 or (words >= 3 and text[-1:] in ",.?!" and not text.istitle())


def _speaker(passage: Passage, quotes: Sequence[re.Match[str]]) -> _Speech | None:
    """The one speaker named beside one of the quotes; None where there is none or there are two."""
    text = passage.text
    found: dict[str, _Speech] = {}
    for q in quotes:
        after = text[q.end() : q.end() + 300]
        if m := _AFTER_TITLED.match(after):
            a = q.end() + m.start(2)
            _add(found, passage, a, a + len(m[2]), _title(passage, q.end() + m.start(1), q.end() + m.end(1)))
            continue
        m = _AFTER.match(after)
        if m and (name := m[1] or m[2]):
            a = q.end() + (m.start(1) if m[1] else m.start(2))
            title = _title_after(passage, a + len(name)) or _title_between(passage, q.end(), a)
            _add(found, passage, a, a + len(name), title)
            continue
        if m := _AFTER_CAPITALS.match(after):
            a = q.end() + m.start(1)
            if title := _title_after(passage, a + len(m[1])):
                _add(found, passage, a, a + len(m[1]), title)
                continue
        before_at = max(q.start() - 320, 0)
        before = text[before_at : q.start()]
        near = max(len(before) - 120, 0)
        according = "ccording" in before
        said = according or bool(_SAID_WORD.search(before, near))
        likely = according or _SAID_LAST.search(before, near) if said else before.rstrip()[-1:] == ":"
        if not likely:
            continue
        sentence = before_at + max([m.end() for m in _SENTENCE_ENDS.finditer(before)], default=0)
        for start in (sentence, before_at):
            part = text[start : q.start()]
            m = (_BEFORE.search(part) or _ACCORDING.search(part)) if said else _COLON.search(part)
            capitals = _CAPITALS.search(part) if said else None
            if capitals and _HAS_TITLE_HEAD.search(capitals[2][:60]):
                m = capitals
            if m:
                a = start + m.start(1)
                title = _title_after(passage, a + len(m[1]))
                if said or title:
                    _add(found, passage, a, a + len(m[1]), title)
                break
    names = {_last_word(name): speech for name, speech in found.items()}
    return next(iter(names.values())) if len(names) == 1 else None


_NO_FIRST_NAME = re.compile(
    r"(?:The|In|For|At|On|This|That|We|He|She|It|They|And|But|Company|Commenting|As|With|Also|Today|Our|A|An)\s"
)
_NAME_ENDS = re.compile(rf"({_WORD}(?:\s{{1,2}}{_WORD}){{1,3}})(?:,?\s{{1,2}}{_SAID}|[.,;]|\Z)")


def _add(found: dict[str, _Speech], passage: Passage, a: int, b: int, title: Value | None) -> None:
    name = passage.text[a:b].strip(" ,")
    before = passage.text[max(a - 130, 0) : a]
    if before.endswith(("and ", "& ")) and _JOINTLY.search(before):
        return
    if _AND_ANOTHER.match(passage.text, a + len(name)):
        return
    first = _NO_FIRST_NAME.match(name)
    if first:
        a, name = a + first.end(), name[first.end() :]
    if _TITLE_ONLY.fullmatch(name):  # "Chairman, President and CEO David M. Ratcliffe said"
        m = _NAME_ENDS.search(passage.text[a : a + 160])
        if not m:
            return
        title = _title(passage, a, a + m.start(1))
        a, name = a + m.start(1), m[1]
    elif lead := _TITLE_LEADS.match(name):  # "Acme Chairman George H. Scholl"
        title = title or _title(passage, a + lead.start(1), a + lead.end(1))
        a, name = a + lead.end(), name[lead.end() :]
    if name[-2:] in ("'s", "’s"):
        return  # "said Acme's vice president of human resources, Jane Doe": the firm's, and no speaker
    if not name or is_firm(name) or name in ("He", "She", "They", "It", "The", "We", "Company", "This", "That", "Inc"):
        return
    value = _folded(passage.value(a, a + len(name)))
    old = found.get(name)
    if old is None or old.title is None:
        found[name] = _Speech(name, value, title)


_TITLE_AFTER = re.compile(
    r",\s{1,3}([^\"“”;]{2,220}?)(?=(?<![ .][A-Z])(?<!Inc)(?<!Corp)(?<!\bCo)\.(?:\s|\Z)|,?\s{1,2}"
    + _SAID
    + r"\b|[\"“]|\Z|,\s(?:who|which|said)\b)"
)


def _title_after(passage: Passage, at: int) -> Value | None:
    """ ", chairman and CEO of Stockwalk.com," after a name."""
    m = _TITLE_AFTER.match(passage.text[at : at + 260])
    return _title(passage, at + m.start(1), at + m.end(1)) if m else None


def _title_between(passage: Passage, a: int, b: int) -> Value | None:
    """ "said Acme's president Jane Doe": the title before the name."""
    m = re.search(_SAID + r"\s{1,3}(.{3,90}?)[\s,]{1,3}\Z", passage.text[a:b])
    return _title(passage, a + m.start(1), a + m.end(1)) if m else None


_HAS_TITLE_HEAD = re.compile(rf"\b{_TITLE_HEAD}\b", re.I)


def _title(passage: Passage, a: int, b: int) -> Value | None:
    """The title in characters a to b, less "NeoTherapeutics'" before it; None if there is no title."""
    text = passage.text[a:b]
    if text.lstrip()[:4] in ("who ", "whos"):
        return None  # "noted Roe, who has been CFO since 1997": said of him, not his title
    lead = re.match(
        r"\s*(?:(?:the|The)\s[a-z]{3,14}['’]s\s{1,2}|(?:the\s|The\s|its\s)?(?:[A-Z][\w.&]{0,24}\s{1,2}){0,4}[A-Z][\w.&]{0,24}(?:['’]s|s['’]"
        r"|['’])\s{1,2}(?:new\s{1,2}|newly\s\w{4,12}\s{1,2})?|(?:the|its|our|new|newly\s\w{4,12})\s{1,2})",
        text,
    )
    if lead:
        a += lead.end()
        text = passage.text[a:b]
    cut = re.search(
        r",\s{1,2}(?:who|which|that|in|at|on|and [a-z]+ed|as|today|also|has|will|when)\s|\s(?:who|which)\s", text
    )
    if cut:
        b = a + cut.start()
        text = passage.text[a:b]
    text = text.rstrip(" ,") if re.search(r"\b(?:Inc|Corp|Co|Ltd)\.[\s,]*\Z", text) else text.rstrip(" ,.:")
    if len(text) > 160 or not _HAS_TITLE_HEAD.search(text[:60]):
        return None
    return _folded(passage.value(a, a + len(text)))


def _folded(value: Value) -> Value:
    """Without the double blanks of justified text."""
    return Value(" ".join(value.text.split()), value.at, value.note)


def _people(passages: Sequence[Passage | None], last: str) -> list[_Known]:
    """Full names that end with this word (see ``_last_word``), with the titles the release gives them.

    Names are dear to look for: only the sentences that hold the word are looked through.
    """
    known: list[_Known] = []
    for passage, a, b in ((p, a, b) for p in passages if p is not None for a, b in _sentences(p.text, last)):
        for m in _NAME_COMMA.finditer(passage.text, a, b):
            if _last_word(m[1]) == last and not _bare_name(m[1]) and not is_firm(m[1]) and not _TITLE_LEADS.match(m[1]):
                title = _title_after(passage, m.end(1))
                if title and not any(k.full.text == m[1] and k.title for k in known):
                    known.append(_Known(passage.value(*m.span(1)), title))
        for m in _TITLE_NAME.finditer(passage.text, a, b):
            if _last_word(m[2]) == last and (title := _title(passage, *m.span(1))) and not known:
                known.append(_Known(passage.value(*m.span(2)), title))
    return known


def _sentences(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where the sentences stand in which a word, in small letters here, is found. A sentence ends with a word of some
    letters and a full stop: what stands before a name with a full stop ("Dr.", "Inc.") is shorter.
    """
    low = text.lower()
    at = low.find(word)
    if at >= 0 and len(low) != len(text):
        yield 0, len(text)
        return
    while at >= 0:
        first = text.rfind(". ", 0, at)
        while first >= 0 and not (text[first - 5 : first].isalpha() and text[first - 5 : first].islower()):
            first = text.rfind(". ", 0, first)
        last = text.find(". ", at)
        while last >= 0 and not (text[last - 5 : last].isalpha() and text[last - 5 : last].islower()):
            last = text.find(". ", last + 1)
        last = last + 1 if last >= 0 else len(text)
        yield first + 1, last
        at = low.find(word, last)


def _bare_name(name: str) -> bool:
    return len(re.sub(r"^(?:Dr|Mr|Ms|Mrs)\.?\s", "", name).split()) == 1


def _full_name(passages: Sequence[Passage | None], last: str) -> Value | None:
    """The one full name in the release that ends with this word, where no title stands beside it."""
    found: dict[str, Value] = {}
    pattern = re.compile(rf"\b({_WORD}\s{{1,2}}(?:{_WORD}\s{{1,2}})?{re.escape(last.capitalize())})\b")
    for passage in passages:
        for m in pattern.finditer(passage.text if passage else ""):
            if passage and not _TITLE_LEADS.match(m[1]):
                found.setdefault(m[1], passage.value(*m.span(1)))
    return next(iter(found.values())) if len(found) == 1 else None


_NAME_WORD = re.compile(r"[\w'’\-]+")
_NAME_END = re.compile(r",?\s(?:Jr|Sr|II|III|IV)\b\.?|,.*\Z")


@lru_cache(maxsize=256)
def _last_word(name: str) -> str:
    words = [w for w in _NAME_WORD.findall(_NAME_END.sub("", name)) if len(w) > 1]
    return words[-1].casefold() if words else name.casefold()


def _quotation(
    passage: Passage,
    q: re.Match[str],
    speech: _Speech,
    known: Sequence[_Known],
    passages: Sequence[Passage | None],
    block: int,
) -> Quotation:
    a, b = _inner(q)
    speaker, title = speech.value, speech.title
    fuller = {k.full.text for k in known}
    if len(fuller) == 1:
        if len(known[0].full.text) > len(speaker.text):
            speaker = Value(" ".join(known[0].full.text.split()), known[0].full.at, f"Named here as {speech.name}")
        title = title or next((k.title for k in known if k.title), None)
    elif not known and _bare_name(speaker.text):
        full = _full_name(passages, _last_word(speech.name))
        speaker = Value(full.text, full.at, f"Named here as {speech.name}") if full else speaker
    text = " ".join(passage.text[a:b].split())
    return Quotation(text, speaker, title, block, passage.spans(a, b))
