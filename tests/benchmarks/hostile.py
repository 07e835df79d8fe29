"""Texts that make careless readers slow: forms and releases with one thing repeated without end.

Each shape is a function of a size; a text of twice the size is twice as long. They are shared by the test that counts
the parser's steps and by the command that takes its time.
"""

from collections.abc import Callable

from tests.parser.writing import COVER, ITEM_5, ITEM_7, SIGNATURE, SUBMISSION

Shape = Callable[[int], str]

PROSE = "The company fired its largest kiln on Tuesday and said that nothing broke, which pleased everyone. "
RELEASE_TOP = """\
FOR IMMEDIATE RELEASE

MARLOW FIRES ITS LARGEST KILN

DAYTON, Ohio, March 3, 1999 -- Marlow Kilns, Inc. (Nasdaq: MRLW) said today that it
has fired the largest kiln that it has ever built.

"""


def _form(inside: str) -> str:
    """A form whose Item 5 holds the text."""
    return COVER + "Item 5.  Other Events.\n\n" + inside + "\n" + SIGNATURE


def _release(inside: str, above: str = "") -> str:
    """A submission whose release holds the text, or has it above its headline."""
    head, tail = SUBMISSION.format(cover=COVER, items=ITEM_5 + ITEM_7, signature=SIGNATURE).split("MARLOW FIRES", 1)
    return head + above + RELEASE_TOP + inside + "\n" + tail[tail.index("</TEXT>") :]


def _cover(inside: str) -> str:
    return COVER.replace("     9 Clay Road", inside + "\n     9 Clay Road") + ITEM_5 + SIGNATURE


def _after(inside: str) -> str:
    """Text behind the signature of a form that lists an exhibit."""
    return COVER + ITEM_5 + ITEM_7 + SIGNATURE + "\n" + inside


def _html(inside: str) -> str:
    """A page of HTML with a form's cover above and its signature below."""
    cover, signature = (text.replace("\n\n", "<p>").replace("\n", "<br>") for text in (COVER, SIGNATURE))
    return f"<html><body><p>{cover}<p>Item 5. Other Events.<p>{inside}<p>{signature}</body></html>"


def _html_release(inside: str) -> str:
    """A submission whose release is HTML."""
    top = RELEASE_TOP.replace("\n\n", "</p><p>")
    head, tail = SUBMISSION.format(cover=COVER, items=ITEM_5 + ITEM_7, signature=SIGNATURE).split("MARLOW FIRES", 1)
    return f"{head}<html><body><p>{top}{inside}</body></html>\n{tail[tail.index('</TEXT>') :]}"


TEXTS: dict[str, Shape] = {
    "prose": lambda n: _release((PROSE * 5 + "\n\n") * (n // 500)),
    "one line": lambda n: _form(PROSE * (n // 100)),
    "one line of a release": lambda n: _release(PROSE * (n // 100)),
    "a word without end": lambda n: _release("x" * n),
    "blanks in a line": lambda n: _release("x" + " " * n + "y"),
    "blank lines": lambda n: _release("\n" * n + "end"),
    "blanks of the form": lambda n: _form((" " * 900 + "x\n") * (n // 900)),
    "items": lambda n: _form("Item 5. Other Events\n\n" * (n // 22)),
    "items in a line": lambda n: _form("Item 5 " * (n // 7)),
    "item numbers": lambda n: _form("Items " + "5 and " * (n // 6)),
    "exhibits listed": lambda n: _after("EXHIBIT INDEX\n\n" + "99.1  Press release\n" * (n // 20)),
    "exhibit headings": lambda n: _after("EXHIBIT 99.1\n\n" * (n // 14)),
    "exhibits in a line": lambda n: _form("attached as Exhibit 99.1 " * (n // 25)),
    "contacts": lambda n: _release("Contact: Jane Doe\n(212) 555-0100\n\n" * (n // 34)),
    "contact words": lambda n: _release("Contact: " * (n // 9)),
    "names": lambda n: _release("Contact:\n" + "Jane Doe, President, Marlow Kilns, Inc.\n" * (n // 40)),
    "signers": lambda n: COVER + ITEM_5 + SIGNATURE + "By: /s/ Ruth Okafor\n" * (n // 20),
    "marks of a hand": lambda n: COVER + ITEM_5 + SIGNATURE + "By: " + "/s/ " * (n // 4),
    "dates": lambda n: _release("March 3, 1999 " * (n // 14)),
    "dates of the cover": lambda n: _cover("Date of Report March 3, 1999 " * (n // 29)),
    "dashes": lambda n: _release("-" * n),
    "dashes apart": lambda n: _release("- " * (n // 2)),
    "dots": lambda n: _form("." * n),
    "leaders": lambda n: _release(("Sales" + "." * 60 + "1,000  2,000\n") * (n // 78)),
    "columns": lambda n: _release("Sales        1,000      2,000      3,000\n" * (n // 41)),
    "quotation marks": lambda n: _release('"' * n),
    "quotations": lambda n: _release('"We are pleased with our kilns," said Jane Doe, president. ' * (n // 60)),
    "names said": lambda n: _release('"We are pleased with it all" ' + "Jane Doe Roe Poe " * (n // 17)),
    "parentheses": lambda n: _release("(" * n),
    "tickers": lambda n: _release("Marlow (Nasdaq: MRLW) " * (n // 22)),
    "capitals": lambda n: _release("KILN " * (n // 5), above="KILN " * (n // 5)),
    "headlines": lambda n: _release("end", above="Marlow Fires Kiln\n" * (n // 18)),
    "figures": lambda n: _release("1,000.00 " * (n // 9)),
    "phones": lambda n: _release("(212) 555-0100 " * (n // 15)),
    "addresses of mail": lambda n: _release("a.b" * (n // 3) + "@"),
    "web": lambda n: _release("www.marlow.example " * (n // 19)),
    "form feeds": lambda n: _release("\f" * n),
    "pages": lambda n: _form("<PAGE>\n" * (n // 7)),
    "tags of tables": lambda n: _form("<TABLE>\n<S> <C>\n" * (n // 16)),
    "documents": lambda n: "<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n" * (n // 31),
    "types": lambda n: "x <TYPE>8-K\n" * (n // 12),
    "header": lambda n: "<SEC-HEADER>\n" + "FILER:\n\tCOMPANY CONFORMED NAME:\tX\n" * (n // 33),
    "captions": lambda n: _cover("(Exact name of registrant)\n" * (n // 27)),
    "less than": lambda n: "<" * n,
    "zeros": lambda n: "\x00" * n,
    "letters apart": lambda n: _release("N E W S " * (n // 8)),
}

HTMLS: dict[str, Shape] = {
    "paragraphs": lambda n: _html_release(f"<p>{PROSE * 4}</p>" * (n // 407)),
    "nested": lambda n: _html("<div>" * (n // 11) + "x" + "</div>" * (n // 11)),
    "nested, never closed": lambda n: _html("<div>" * (n // 5)),
    "closed, never opened": lambda n: _html("</div>" * (n // 6)),
    "nested with text": lambda n: _html("<div>x" * (n // 6)),
    "bold, never closed": lambda n: _html("<b>x " * (n // 5)),
    "bold and not": lambda n: _html("<p>" + "<b>x</b> y " * (n // 11)),
    "less than": lambda n: _html("<" * n),
    "less than, spaced": lambda n: _html("a < b " * (n // 6)),
    "greater than": lambda n: _html(">" * n),
    "a tag without end": lambda n: _html("<p " + "x" * n),
    "attributes": lambda n: _html("<p " + "a='b' " * (n // 6) + ">x"),
    "comments, never closed": lambda n: _html("<!-- x " * (n // 7)),
    "comments": lambda n: _html("<!-- x -->y" * (n // 11)),
    "scripts, never closed": lambda n: _html("<script>x" * (n // 9)),
    "hidden, never closed": lambda n: _html('<div style="display:none">x' * (n // 27)),
    "hidden": lambda n: _html('<i style="display:none">x</i>' * (n // 29)),
    "display: none without tags": lambda n: _html("display:none " * (n // 13)),
    "hidden elements of many names": lambda n: _html("".join(f'<x{i} style="display:none">' for i in range(n // 28))),
    "references": lambda n: _html("&amp;" * (n // 5)),
    "references without end": lambda n: _html("&amp" * (n // 4)),
    "ampersands": lambda n: _html("&" * n),
    "blanks that are references": lambda n: _html("&nbsp;" * (n // 6)),
    "tables, never closed": lambda n: _html("<table><tr><td>x" * (n // 16)),
    "tables in tables": lambda n: _html("<table><tr><td>" * (n // 36) + "x" + "</td></tr></table>" * (n // 36)),
    "rows": lambda n: _html_release("<table>" + "<tr><td>Sales</td><td>1,000</td></tr>" * (n // 37) + "</table>"),
    "cells in a row": lambda n: _html_release("<table><tr>" + "<td>1,000</td>" * (n // 14) + "</tr></table>"),
    "cells of two lines": lambda n: _html_release("<table><tr>" + "<td>a<br>b</td>" * (n // 15) + "</tr></table>"),
    "columns across": lambda n: _html_release(
        "<table>"
        + "".join(f"<tr><td colspan={i % 90 + 1}>a</td><td>1,0{i % 10}0</td></tr>" for i in range(n // 42))
        + "</table>"
    ),
    "rows without tables": lambda n: _html("<tr><td>x" * (n // 9)),
    "breaks": lambda n: _html("<br>" * (n // 4)),
    "breaks and text": lambda n: _html_release("x<br>" * (n // 5)),
    "paragraphs, never closed": lambda n: _html_release("<p align=center>x" * (n // 17)),
    "lists": lambda n: _html_release("<ul>" + "<li>x" * (n // 5)),
    "pre": lambda n: _html("<pre>x\n" * (n // 7)),
    "pre with tags": lambda n: _html("<pre>" + "<b>x</b> &amp;\n" * (n // 15) + "</pre>"),
    "gaps that differ": lambda n: _html("".join(f"<p id={i}>x</p>" for i in range(n // 14))),
    "invisible blanks": lambda n: _html("\u200b" * n),
    "items": lambda n: _html("<p>Item 5. Other Events</p>" * (n // 27)),
    "contacts": lambda n: _html_release("<p>Contact: Jane Doe<br>(212) 555-0100</p>" * (n // 43)),
    "centred": lambda n: _html("<center>x" * (n // 9)),
    "declarations": lambda n: _html("<!x>" * (n // 4)),
}
