"""Filings that hold a hostile text in each place that the site shows: one text a place, several shapes of a filing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from neoarchive.models import Filing

PLACES = (
    "company",
    "file",
    "description",
    "listed",
    "headline",
    "dateline",
    "paragraph",
    "quotation",
    "speaker",
    "cell",
    "about",
    "person",
    "firm",
    "mail",
)
SHAPES = ("text", "html", "html, escaped", "inline xbrl", "inline xbrl, escaped")

_HEADER = """\
<SEC-DOCUMENT>{number}.txt : 19980311
<SEC-HEADER>{number}.hdr.sgml : 19980311
ACCESSION NUMBER:		{number}
CONFORMED SUBMISSION TYPE:	8-K
PUBLIC DOCUMENT COUNT:		2
CONFORMED PERIOD OF REPORT:	19980309
FILED AS OF DATE:		19980311

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			CALDER {n} {company}
		CENTRAL INDEX KEY:			{cik}
		STATE OF INCORPORATION:			DE

	FILING VALUES:
		FORM TYPE:		8-K
		SEC FILE NUMBER:	000-{n}
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>form{file}
<DESCRIPTION>FORM 8-K {description}
<TEXT>
{form}
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>{file}
<DESCRIPTION>PRESS RELEASE {description}
<TEXT>
{release}
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""
_FORM = """\
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                    FORM 8-K

     Date of Report (Date of earliest event reported)   March 9, 1998

                           Calder {n} {company}
             (Exact name of registrant as specified in its charter)

ITEM 5.   OTHER EVENTS

     Reference is made to the press release attached hereto as Exhibit 99.1. {paragraph}

ITEM 7.   EXHIBITS

     99.1     Press Release {listed}

                                   SIGNATURE

     Pursuant to the requirements of the Securities Exchange Act of 1934, the Registrant has duly caused this
report to be signed on its behalf.

                                   Calder {n} {company}

Date:  March 11, 1998            By:  /s/ {person}
                                        {person}
"""
_RELEASE = """\
CONTACT: {person}
Investor Relations {firm}
Calder {n}
(847) 555-0142
{mail}

FOR IMMEDIATE RELEASE

CALDER {n} ANNOUNCES {headline}

     ELGIN, IL {dateline}, March 9, 1998 -- Calder {n} (Nasdaq: CLDR) announced today that its new instrument
measures the wall of a pipe to within a thousandth of an inch. {paragraph}

     "Our customers asked for a gauge that a welder can read with gloves on. {quotation}" said Nora Whitlock, Chief
Financial Officer of Calder {n}.

     "It has been asked for again and again by those who weld," said Ada {speaker}, President of Calder {n}.

                         1998        1997
Sales {cell}            1,000         900
Net income                {cell}      90

     About Calder. Calder {n} is engaged in the design and manufacture of measuring instruments. {about}

                                      ###
"""
_XBRL = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><head><title>8-K</title>'
    '</head><body><div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:EntityRegistrantName" '
    'contextRef="c-1">Calder {n} {company}</ix:nonNumeric></ix:hidden></ix:header></div>{body}</body></html>'
)
_TABLE = """\
<table><tr><td>&nbsp;</td><td>1998</td><td>1997</td></tr>
<tr><td>Sales {cell}</td><td>$</td><td>1,000</td><td>{cell}</td></tr><tr><td>Net income</td><td>90</td><td>80</td></tr>
</table>"""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A filing with the texts that it holds by place, and the name of its file."""

    number: int
    shape: str
    texts: dict[str, str]
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.number} {self.texts['file']}.txt"


def filings(texts: Sequence[str], turns: int = 1) -> Iterator[Hostile]:
    """Each text in ``turns`` of the places; in all, and in each shape about as often, with as many turns as places."""
    size = len(PLACES)
    groups = [list(texts[start : start + size]) for start in range(0, len(texts), size)]
    number = 0
    for turn in range(turns):
        for place, group in enumerate(groups):
            group = group + list(texts[: size - len(group)])
            given = dict(zip(PLACES, group[turn % size :] + group[: turn % size], strict=True))
            yield _filing(number, SHAPES[(turn + place) % len(SHAPES)], given)
            number += 1


def _filing(number: int, shape: str, texts: dict[str, str]) -> Hostile:
    n = str(10_000 + number)
    # What stands in lines of the header can't hold the end of one.
    lines = {place: " ".join(text.split("\n")) for place, text in texts.items()}
    put = {place: escape(text) for place, text in texts.items()} if "escaped" in shape else texts
    form = _FORM.format(**{**put, "n": n})
    release = _RELEASE.format(**{**put, "n": n})
    if shape != "text":
        form = f"<html><body>{_paragraphs(form)}</body></html>"
        if "xbrl" in shape:
            form = _XBRL.format(n=n, company=put["company"], body=_paragraphs(_FORM.format(**{**put, "n": n})))
        head, rest = release.split("                         1998", 1)
        tail = rest[rest.index("     About Calder") :]
        table = _TABLE.format(cell=put["cell"])
        release = f"<html><body>{_paragraphs(head)}{table}{_paragraphs(tail)}</body></html>"
    header = {**lines, "n": n, "number": f"00099{n}-98-000001", "cik": f"00099{n}", "form": form, "release": release}
    return Hostile(number, shape, texts, _HEADER.format(**header).encode("utf-8", "surrogatepass"))


def _paragraphs(text: str) -> str:
    """Blank lines part paragraphs, other lines are kept: what is tidied away in one shape shows in another."""
    return "".join(f"<p>{one.replace(chr(10), '<br>' + chr(10))}</p>\n" for one in text.split("\n\n"))


def kept_as_they_are(hostile: Hostile, filing: Filing) -> list[str]:
    """The texts that stand in the filing's records as words: they have to be escaped wherever these are shown."""
    records: list[Any] = [filing, *filing.exhibits.all(), *filing.registrants.all(), *filing.items.all()]
    for release in filing.releases.all():
        records += [release, *release.quotations.all(), *release.contacts.all()]
    values = " ".join(str(value) for record in records for value in vars(record).values())
    words = _letters(values.replace("\\'", "'").replace("\\\\", "\\"))
    return [text for text in hostile.texts.values() if _letters(text) in words]


def _letters(text: str) -> str:
    return "".join(text.split())
