# ruff: noqa: E501  a row of a table stays on its line
"""The container: documents, header, wrapper, and what a document holds."""

import pytest

from neoarchive.parser.submission import split_submission
from tests.parser.writing import COVER, bare, submission


def test_a_pem_submission_has_its_documents_and_header():
    text = submission()
    found = split_submission(text)
    assert found.format == "pem"
    assert [d.type.text for d in found.documents] == ["8-K", "EX-99.1"]
    assert found.documents[1].exhibit_number == "99.1"
    assert found.documents[1].description.text == "PRESS RELEASE"
    assert text[slice(*found.header)].startswith("<SEC-HEADER>")
    assert text[slice(*found.documents[1].text)].strip().startswith("EXHIBIT 99.1")
    assert not found.truncated


FORMATS = [
    # No wrapper at all: the text is the one document.
    (bare(), "text", 1, False),
    ("<html><body><p>FORM 8-K</p></body></html>", "html", 1, False),
    # A header of the first years.
    ("<IMS-DOCUMENT>1.txt : 1\n<IMS-HEADER>\nX\n</IMS-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nA\n</TEXT>\n</DOCUMENT>\n", "sgml", 1, False),
    # Cut off in a document, or before </TEXT>: what is there is read.
    ("<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nFORM 8-K\nItem 5.", "sgml", 1, True),
    ("<SEC-DOCUMENT>\n<SEC-HEADER>\nACCESSION NUMBER: 1\n", "sgml", 1, True),
    # </DOCUMENT> was lost between two documents.
    ("<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nA\n</TEXT>\n<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\nB\n</TEXT>\n</DOCUMENT>", "sgml", 2, False),
    # No <TEXT>, and no line of its own for any tag.
    ("<DOCUMENT><TYPE>8-K<SEQUENCE>1<TEXT>A</TEXT></DOCUMENT>", "sgml", 1, False),
    # The first line of the document was lost in copying.
    ("<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\nA\n</TEXT>\n</DOCUMENT>", "sgml", 1, False),
    ("", "text", 1, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "form", "documents", "truncated"), FORMATS)
def test_containers_are_told_by_their_content(text, form, documents, truncated):
    found = split_submission(text)
    assert (found.format, len(found.documents), found.truncated) == (form, documents, truncated)


CONTENTS = [
    ("8-K", COVER, "plain"),
    # The text tags of EDGAR are not HTML.
    ("8-K", "<PAGE>\n<TABLE>\n<CAPTION>\n<S>   <C>\nA   1\n</TABLE>\n", "plain"),
    # Text that speaks of a tag is not HTML.
    ("8-K", "We use <p> and <br> on our web site.\n", "plain"),
    ("8-K", "<html><p>A</p></html>", "html"),
    ("8-K", "<p>A</p>\n<p>B</p>\n<p>C</p>\n", "html"),
    # Inline XBRL is a page; <XBRL> alone says nothing.
    ("8-K", "<XBRL>\n<?xml version='1.0'?>\n<html><body><p>A</p></body></html></XBRL>", "html"),
    ("EX-101.INS", "<XBRL>\n<?xml version='1.0'?>\n<xbrl></xbrl></XBRL>", "not-text"),
    ("XML", "<html><body>R1</body></html>", "not-text"),
    ("EX-99.1", "<PDF>\nbegin 644 a.pdf\nM)5!$\n`\nend\n</PDF>", "not-text"),
    ("GRAPHIC", "begin 644 logo.gif\nM1TE&\n`\nend\n", "not-text"),
    # The financial data schedule is text that no reader wants.
    ("EX-27", "<ARTICLE> 5\n<CASH> 1\n", "not-text"),
    # File contents pasted as text; one stray control character is none.
    ("EX-99.1", "\x01\x02\x03\x04\x05\x06" * 40, "not-text"),
    ("EX-99.1", "Pumps\x01 are round. " * 40, "plain"),
]


@pytest.mark.parametrize(("kind", "content", "expected"), CONTENTS)
def test_content_is_sniffed(kind, content, expected):
    text = f"<DOCUMENT>\n<TYPE>{kind}\n<FILENAME>wrong.pdf\n<TEXT>\n{content}\n</TEXT>\n</DOCUMENT>\n"
    assert split_submission(text).documents[0].content == expected


@pytest.mark.parametrize("text", [case[0] for case in FORMATS] + [submission()])
def test_regions_make_up_the_source(text):
    regions = split_submission(text).regions
    assert "".join(text[r.start : r.end] for r in regions) == text
