"""The grammar of titles: which lines have a verb, and which words a title does not end or begin with."""

from __future__ import annotations

import re

from .patterns import vocabulary

VERBS = frozenset(
    vocabulary(
        "announces announce reports report reported acquires acquire completes complete names name appoints "
        "appoint signs sign issues issue declares declare records record demonstrates demonstrate drives drive "
        "increases increase raises raise receives receive launches launch enters enter agrees agree elects elect "
        "expands expand introduces introduce wins win sells sell posts post sets set updates update files file "
        "closes close provides provide begins begin adopts adopt approves approve settles settle delivers deliver "
        "achieves achieve exceeds exceed expects expect awards award selects select licenses license purchases "
        "purchase merges merge joins join shows show reaffirms confirms responds comments adds cuts stops rises "
        "rise falls fall grows grow reaches reach leads lead fuels fuel improves improve strengthens authorizes "
        "authorize amends terminates terminate releases promotes hires resigns retires plans plan seeks seek "
        "offers offer extends extend secures secure obtains obtain initiates initiate presents present publishes "
        "schedules schedule redeems redeem repurchases prices price commences commence discontinues acknowledges "
        "elevates forms form invests invest opens open restructures revises lowers narrows swings doubles triples "
        "triple surpasses will is are has have was were be to includes include combine combines creates create "
        "builds recalls requests withdraws rejects reject urges enhances benefits enables help helps continues "
        "continue remains bolstered returned becomes become unveils partners earns enrolls enroll submits submit "
        "affirms sues boosts invites celebrates relocates renames suspends resumes ratifies refinances spins "
        "consolidates converts cancels defers discloses disposes divests eliminates emerges engages establishes "
        "finalizes identifies implements integrates makes negotiates nominates operates participates pays produces "
        "proposes reduces registers reinstates reorganizes repays replaces reschedules resolves restates satisfies "
        "serves streamlines succeeds trims warns ships ship aligns allows analyzes applauds applies asks assigns "
        "assumes attains attends backs beats believes bolsters brings broadens captures chooses cites clarifies "
        "clears collaborates commends commits complies concludes conducts considers contributes cooperates "
        "curtails decides dedicates defends denies deploys develops discovers discusses dismisses donates eases "
        "encourages endorses ensures evaluates evaluate executes expedites explores explore expresses finds "
        "focuses follows garners gets gives halts holds hosts idles incurs indicates innovates installs intends "
        "investigates keeps kicks lends liquidates loses mails maintains meets misses modifies mourns nears "
        "notifies opposes organizes outpaces outperforms overcomes passes plunges postpones predicts prepares "
        "preserves prevails progresses prohibits proves pulls pursues pursue puts qualifies quits reacts realigns "
        "rebounds rebrands recapitalizes recognizes recommends reconfirms recovers recruits redesigns refocuses "
        "refutes regains reinforces reiterates relies relists reopens represents requires rescinds resets restarts "
        "restores retains reveals reverses sees sends separates shuts slashes slips soars solicits solidifies "
        "stays tells transforms tumbles undergoes undertakes unifies unites validates verifies waives weighs "
        "welcomes widens writes appointed elected completed acquired approved received signed declared launched "
        "joined promoted awarded "
    )
)
# Words that end a title as nouns at least as often: "reaches new all-time record"
ALSO_NOUNS = frozenset(
    vocabulary(
        "record report release offer increase award return returns plan plans purchase lead help close "
        "form forms show shows price prices post issue issues sign "
        "file fuel license update announce benefits program sales rise falls fall grow growth help price "
        "set sets open request close"
    )
)
OPEN_END = re.compile(
    r"(?:[,;&\-–—:/]|\b(?:a|an|the|of|for|to|in|on|at|by|with|from|and|or|as|its|their|our|into|than"
    r"|that|which|per|is|are|was|were|will|has|have|be|following|between|under|upon|over|via|through"
    r"|against|after|during|its|it|vs\.?|de|inc\.,))\Z",
    re.I,
)
# Words that a title seldom ends with: the next line goes on with it
HALF_OPEN = re.compile(
    r"\b(?:new|up|down|million|billion|quarterly|annual|definitive|strategic|initial|additional|fiscal|first|second|third"
    r"|fourth|preferred|regular|proposed|senior|executive|full|common|cumulative|independent|underwritten|secondary"
    r"|semi-annual|previously announced)\Z",
    re.I,
)
# "2019 Results" below "Reports Fourth Quarter and Full Year"
YEAR_ENDS = re.compile(r"(?:19|20)\d\d(?:\s[A-Za-z\-]+){0,4}\Z")
# "ACME REPORTS THIRD QUARTER" wants its "EARNINGS AND …", "Reports Fiscal 2006" its "Fourth Quarter … Results"
_PERIOD_ENDS = re.compile(
    r"(?:\b(?:quarter|half|year|month|[a-z]{3,5}-month|year-end|annual|monthly|interim|preliminary|q[1-4])"
    r"|\b(?:fiscal|fy|for|year|quarter|half|q[1-4])\s(?:19|20)\d\d|'s)\Z",
    re.I,
)
RESULTS = re.compile(
    r"(?:results|earnings|income|sales|revenues?|profits?|loss(?:es)?|dividends?|distributions?|ffo|ebitda"
    r"|performance|production|figures|guidance|growth|outlook|report)\b",
    re.I,
)
_PERIOD_OR_RESULTS = re.compile(
    r"(?:(?:record|strong|higher|lower|net|financial|operating|cash|improved|solid|consolidated|audited|unaudited"
    r"|first|second|third|fourth|full|fiscal|nine|six|twelve|three|19\d\d|20\d\d|quarter|half|year|month|end|year-end"
    r"|full-year|[a-z]{3,6}-quarter|[a-z]{3,6}-month)\s){0,4}"
    + RESULTS.pattern
    + r"|(?:first|second|third|fourth|full)"
    r"[\s-](?:quarter|half|year)\b|(?:full-)?year-end\b",
    re.I,
)
GOES_ON = re.compile(
    r"(?:[(&]|(?:of|for|to|in|on|at|by|with|from|and|or|as|into|than|that|which|per|under|upon|via"
    r"|through|against|during|between|following|vs\.?|is|are|was|will|has|have|due|regarding"
    r"|including|after|before|excluding|despite|compared|versus|without|within|across|among|amid)\b"
    r"|(?:chief|president|chairman|executive vice|vice president|director|senior vice|general counsel"
    r"|chief executive)\b)",
    re.I,
)


def has_verb(text: str) -> bool:
    """Is there a verb in these words that headlines are made with ("announces", "to acquire")?"""
    words = [w.strip(",.;:'\"“”").casefold() for w in text.split()]
    return any(w in VERBS for w in words[1:]) or (bool(words) and words[0] in VERBS)


# What may stand before the verb that a title's next line begins with: "and reports", "today announces"
_BEFORE_VERB = frozenset(vocabulary("and & to today also jointly again has have will is are"))


def verb_first(text: str) -> bool:
    """Does a line begin with a verb whose subject stands in the line above? "Company Raises Guidance" has its own."""
    words = [w.strip(",.;:").casefold() for w in text.split()[:2]]
    return bool(words) and (words[0] in VERBS or (words[0] in _BEFORE_VERB and words[-1] in VERBS))


def clause(text: str) -> bool:
    """Has a line a verb of its own? "Purchase of Toledo Works" begins with a noun that could be one."""
    first = text.split()[0].strip(",.;:").casefold() if text.split() else ""
    return has_verb(text[len(first) :] if first in ALSO_NOUNS else text)


def wants_results(title: str, text: str) -> bool:
    """Does a title that reports something end with the period ("REPORTS THIRD QUARTER"), and this line say what?"""
    if not _PERIOD_ENDS.search(title) or not _PERIOD_OR_RESULTS.match(text) or not has_verb(title):
        return False
    return RESULTS.search(title) is None


def joined_clause(text: str) -> bool:
    """Has the first verb of a line its subject in the line above? "EARNINGS AND DECLARES CASH DIVIDEND"."""
    words = [w.strip(",.;:").casefold() for w in text.split()]
    verb = next((i for i, w in enumerate(words) if i and w in VERBS), 0)
    return verb > 1 and words[verb - 1] in ("and", "&") and words[verb] not in ALSO_NOUNS
