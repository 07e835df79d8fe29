"""Filings of invented companies for the tests of the admin, and what an editor's browser does with a preview."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

ADD = "/admin/neoarchive/filing/add-from-text/"

FILING = """\
                       SECURITIES AND EXCHANGE COMMISSION
                             WASHINGTON, D.C. 20549

                                    FORM 8-K

                                 CURRENT REPORT

      Date of Report (Date of earliest event reported)   {date}

                            {name}
             (Exact name of registrant as specified in its charter)

        Illinois                  0-91823                  36-4479016
(State or other jurisdiction    (Commission              (IRS Employer
    of incorporation)           File Number)           Identification No.)

              40 Harbour Street, Chicago, Illinois              60611
            (Address of principal executive offices)          (Zip Code)

Registrant's telephone number, including area code:  (312) 555-0142

ITEM 5.   OTHER EVENTS

     Reference is made to the press release attached as Exhibit 99.1.

ITEM 7.   EXHIBITS

          99.1   Press Release dated {date}.

                                   SIGNATURE

     Pursuant to the requirements of the Securities Exchange Act of 1934, the
Registrant has duly caused this report to be signed on its behalf.

                                   {name}

Date:  {date}                By:  /s/ Ada Marsh
                                   Ada Marsh
                                   Chief Financial Officer

                                                               EXHIBIT 99.1

CONTACT:  Jonas Weir
          Investor Relations
          {name}
          (312) 555-0177

FOR IMMEDIATE RELEASE

          {name} Announces New Instrument

     CHICAGO, IL, {capitals} -- {name} (Nasdaq: CALD) announced today a new
instrument for measuring harbour tides, which ships in the autumn.

     "The instrument is the best we have built," said Ada Marsh, Chief Financial
Officer of the company.

     This press release contains forward-looking statements that involve risks
and uncertainties. Actual results may differ materially.

                                     # # #
"""


def filing(name: str = "Calder Instruments, Inc.", date: str = "July 27, 1998") -> str:
    return FILING.format(name=name, date=date, capitals=date.upper())


def file(name: str, text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text, "text/plain")


def zipped(**members: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return held.getvalue()


class _Fields(HTMLParser):
    """The fields of a page as a browser would send them, without its buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.textarea = self.select = ""
        self.buttons: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, kind = found.get("name") or "", found.get("type", "text")
        if tag == "textarea":
            self.textarea, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and ("selected" in found or self.select not in self.values):
            self.values[self.select] = found.get("value") or ""
        elif tag == "button" or (tag == "input" and kind == "submit"):
            self.buttons.append((name, found.get("value") or ""))
        elif tag == "input" and kind == "checkbox":
            if "checked" in found:
                self.values[name] = found.get("value") or "on"
        elif tag == "input" and kind != "file":
            self.values[name] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # A browser drops the line break after the tag and ends lines with CR LF.
            text = self.values[self.textarea].removeprefix("\n")
            self.values[self.textarea], self.textarea = text.replace("\n", "\r\n"), ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea] += data


def fields(response: Any) -> dict[str, str]:
    """What a browser would send back of a page if nobody touched it."""
    reader = _Fields()
    reader.feed(response.content.decode())
    return {name: value for name, value in reader.values.items() if name and name != "csrfmiddlewaretoken"}


def buttons(response: Any) -> list[tuple[str, str]]:
    reader = _Fields()
    reader.feed(response.content.decode())
    return reader.buttons


def paste(client: Any, text: str, **more: str) -> str:
    """Paste a text; gives the address of its preview."""
    response = client.post(ADD, {"text": text.replace("\n", "\r\n"), **more})
    assert response.status_code == 302, response.content.decode()[:2000]
    return response["Location"]


def press(client: Any, address: str, button: str, value: str = "1", **typed: str | None) -> Any:
    """Type into the preview and press a button. ``None`` takes the tick out of a box; ``__`` stands for a dot."""
    sent = fields(client.get(address))
    for name, text in typed.items():
        if text is None:
            sent.pop(name.replace("__", "."), None)
        else:
            sent[name.replace("__", ".")] = text
    return client.post(address, {**sent, button: value})
