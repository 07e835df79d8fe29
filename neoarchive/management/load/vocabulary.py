"""Words as often as real releases have them, and texts made of those.

Frequencies follow the law of Zipf and Mandelbrot over words in order of rank: the first thirty stand in more than
three releases of four, rank 70 in every second, rank 450 in one of ten, rank 4,000 in one of a hundred. The first
ranks are words that announcements do have; behind them come invented ones, made of syllables. Names that stand in a
handful of releases are drawn from a pool much larger than the vocabulary.
"""

import random
from itertools import product

from neoarchive.search import words

_FIRST = """the of and to in a for company on with is that by its as at be this has are or which from will an was inc
corporation announced today said quarter net million year share per our ended we been not results have income other
compared financial operations any business increase under first sales common stock shares total revenues may new
management approximately also including market than second cash first-quarter these earnings september products board
directors president chief executive officer agreement customers their related expected continue services december
three months nine growth period june march operating prior certain development due all more costs subject interest
information fourth third exchange one statements loss future based program during between expenses gross margin tax
provided such technology transaction capital through research two following dividend shareholders stockholders value
conference call acquisition general cost time public securities production credit energy available plan over use group
product it into well current fiscal were would could out decrease commission additional compares record outlook
number current-year assets debt purchase bank terms completed industry number-one fully impact strong offering senior
notes price potential system systems lower higher united states international manufacturing data approval review
clinical trial patients drug treatment therapy disease merger definitive letter intent closing vice chairman appointed
resigned successor committee audit plant facility employees restructuring charge reduction segment volume demand
pricing orders backlog contract contracts award software network wireless internet platform license licensing patent
royalty loan loans deposits mortgage insurance premium reserves oil gas well drilling barrels pipeline power electric
utility rate rates store stores retail restaurants consumer brand advertising media hotel real estate properties
tenant lease leases airline aircraft passengers freight shipping steel copper gold mine mining ounces chemical paper
packaging food beverage water health hospital physician medical device devices diagnostics nerve spinal regeneration
stroke compound genetic vaccine antibody memory semiconductor wafer laser optical fiber satellite cable broadcast
subscribers education students homes builder land timber auto truck engine parts supplier dealer rental casino gaming
""".split()  # noqa: SIM905  a column of quotation marks would hide the order
_ONSETS = "b br c ch cl d dr f fl g gl h j k l m n p pl qu r s sh st t th tr v w z".split()  # noqa: SIM905
_VOWELS = ["a", "e", "i", "o", "u", "ea", "io"]
_CODAS = ["n", "r", "l", "s", "x", "nd", "rt", "m", "ck"]

SIZE = 40_000
_TABLE = 2**20

SAFE_HARBOR = (
    "This release contains forward-looking statements within the meaning of the Private Securities Litigation Reform "
    "Act of 1995. Actual results may differ materially from those projected as a result of risks and uncertainties, "
    "including those described in the company’s filings with the Securities and Exchange Commission. The company "
    "undertakes no obligation to update any forward-looking statement."
)


def _invented() -> list[str]:
    """Words of two or three syllables, in an order that has nothing to do with the alphabet."""
    syllables = ["".join(parts) for parts in product(_ONSETS, _VOWELS)]
    made = list(dict.fromkeys(a + b + c for a, b, c in product(syllables, syllables, _CODAS)))
    random.Random("vocabulary").shuffle(made)
    return made


_MADE = _invented()
RANKED = (list(dict.fromkeys(_FIRST)) + _MADE)[:SIZE]
RARE = _MADE[SIZE:]
"""Names of people, drugs and places: more than releases can use up."""

FOLDED = {word: words.folded(word) for word in RANKED}


def _table() -> list[str]:
    """The vocabulary, each word as often as it is drawn: a text is read off it at random places."""
    weights = [1 / (rank + 2.7) for rank in range(1, SIZE + 1)]
    whole = sum(weights)
    found: list[str] = []
    upto = 0.0
    for word, weight in zip(RANKED, weights, strict=True):
        upto += weight
        found += [word] * (round(_TABLE * upto / whole) - len(found))
    return found


_DRAWN = _table()


def draw(chance: random.Random, length: int) -> list[str]:
    """So many words, in lower case."""
    return [_DRAWN[place & 0xFFFFF] for place in memoryview(chance.randbytes(4 * length)).cast("I")]


def name(chance: random.Random) -> str:
    """A rare word as a name."""
    return RARE[int(chance.random() * len(RARE))].capitalize()
