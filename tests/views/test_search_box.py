"""What the search box takes: queries that are told part by part, passages set apart, numbers and paragraphs pasted."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from neoarchive.models import CompanyTicker, Registrant
from neoarchive.search import find, index
from tests.factories import make_appearance, make_block, make_company, make_contact, make_filing, make_release

pytestmark = pytest.mark.django_db
PASSAGE = """The Company today announced that its lead compound, NEOTROFIN-TM-, demonstrated statistically significant
nerve regeneration in an animal model of spinal cord injury, and that it will begin human trials next year."""
PART = re.compile(r'<a href="([^"]*)">([^<]*) <span class="x"[^<]*</span><span class="vh">, remove this part')


def shown(client: Client, text: str = "", status: int = 200, **parameters: str) -> str:
    response = client.get("/releases/", {"q": text, **parameters})
    assert response.status_code == status, (text, response.get("Location"))
    return html.unescape(response.content.decode())


def parts(page: str) -> dict[str, str]:
    """Texts of the parts of a query and the addresses without them."""
    return {text: url for url, text in PART.findall(page)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nerve", {}),
        ("nerve growth", {"“nerve”": "?q=growth", "“growth”": "?q=nerve"}),
        ('"nerve growth"', {"“nerve growth” in this order": "./"}),
        ("neuro* -stroke", {"words that begin with “neuro”": "?q=-stroke", "not “stroke”": "?q=neuro%2A"}),
        ("nerve NEAR/5 growth", {"“nerve” within 5 words of “growth”": "./"}),
        (
            "(a OR b c) item:5.02",
            {"“a” or (“b” and “c”)": "?q=item%3A5.02", "item 5.02 by either numbering": "?q=a+OR+%28b+c%29"},
        ),
        (
            "year:1996..1999 state:de",
            {"years 1996 to 1999": "?q=state%3ADelaware", "incorporated in Delaware": "?q=year%3A1996..1999"},
        ),
        (
            "before:1999-07 after:1998",
            {"before 1999-07": "?q=after%3A1998", "after 1998": "?q=before%3A1999-07"},
        ),
        (
            "speaker:marsh has:quote",
            {
                "“marsh” in the name or title of somebody quoted": "?q=has%3Aquote",
                "has a quotation": "?q=speaker%3Amarsh",
            },
        ),
    ],
)
def test_it_says_how_the_query_was_read_and_each_part_can_be_removed(
    client: Client, text: str, expected: dict[str, str]
) -> None:
    make_release()
    page = shown(client, text)
    assert parts(page) == expected
    for url in expected.values():
        assert client.get("/releases/" + url.removeprefix("./")).status_code == 200


def test_passages_set_apart_do_not_count_until_they_are_asked_for(client: Client) -> None:
    make_release(headline="Zinc", body=("We mine zinc.",))
    make_release(headline="Other", blocks=[make_block("Of something."), make_block("Calder sells zinc.", "about")])
    page = shown(client, "zinc")
    assert "<b>1 release</b>" in page
    assert '<a href="?q=zinc&passages=1" rel="nofollow">Search them too: 1 more</a>' in page
    page = shown(client, "zinc", passages="1")
    assert "<b>2 releases</b>" in page
    assert "Calder sells <mark>zinc</mark>." in page
    assert '<a href="?q=zinc" rel="nofollow">Leave them out</a>' in page
    assert '<input type="hidden" name="passages" value="1">' in page
    # Where they add nothing, nothing is offered; where nothing else is found, they are.
    assert "Search them too" not in shown(client, "other")
    offered = "The same search in passages about the company, forward-looking statements and contacts as well"
    assert f'<a href="?q=sells&passages=1">{offered}</a>: 1 release' in shown(client, "sells")
    assert "can’t be read" in shown(client, "zinc", 400, passages="yes")


def test_the_name_of_the_company_counts(client: Client) -> None:
    make_release(make_filing(make_company("Brightwater Pumps, Inc.")), headline="One", body=("Nothing.",))
    assert "<b>1 release</b>" in shown(client, "brightwater")


def test_what_is_pasted_leads_to_its_record(client: Client) -> None:
    company = make_company("NeoTherapeutics, Inc.", cik="0000831547")
    CompanyTicker.objects.create(company=company, exchange="Nasdaq", symbol="NEOT")
    filing = make_filing(company, accession_number="0000912057-98-000123")
    Registrant.objects.filter(filing=filing).update(file_number="000-28782", phone="(714) 788-6700")
    release = make_release(filing)
    make_appearance(release, make_contact(), phones=["212/593-5890 ext. 4"])
    edgar = "https://www.sec.gov/Archives/edgar/data/831547"
    filing_page, company_page = filing.get_absolute_url(), company.get_absolute_url()
    for text, expected in {
        "0000912057-98-000123": filing_page,
        " 000091205798000123 ": filing_page,
        f"{edgar}/0000912057-98-000123.txt": filing_page,
        f"{edgar}/000091205798000123/d8k.htm": filing_page,
        edgar: company_page,
        "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000831547&type=8-K": company_page,
        "831547": company_page,
        "0000831547": company_page,
        "CIK 831547": company_page,
        "NEOT": company_page,
        "$NEOT": company_page,
        "(Nasdaq: NEOT)": company_page,
        "0-28782": "/releases/?q=file%3A0-28782",
        "File No. 000-28782": "/releases/?q=file%3A0-28782",
        "(714) 788-6700": "/releases/?q=phone%3A7147886700",
        "+1 714.788.6700": "/releases/?q=phone%3A7147886700",
        "212-593-5890": "/releases/?q=phone%3A2125935890",
    }.items():
        response = client.get("/releases/", {"q": text})
        assert response.get("Location") == expected, text
        assert client.get(expected).status_code == 200
    assert "<b>1 release</b>" in shown(client, "phone:2125935890")
    assert parts(shown(client, "file:0-28782")) == {"file number 0-28782": "./"}
    # With a filter, in quotation marks or in lower case the same is a search; so is a number that nothing has.
    for text in [
        '"NEOT"',
        "neot",
        "NEOTROFIN",
        "0000912057-98-000124",
        "99999",
        "555-0142",
        "0-11111",
        "(212) 555-0199",
    ]:
        shown(client, text)
    shown(client, "NEOT", year="1998")


def test_pasted_numbers_tell_visitors_nothing_of_drafts(editor_client: Client) -> None:
    company = make_company("Secret", cik="0000012345")
    filing = make_filing(company, status="draft", accession_number="0000912057-98-000123")
    Registrant.objects.filter(filing=filing).update(file_number="0-28782")
    index.index_release(make_release(filing))
    visitor = Client()
    for text in ["0000912057-98-000123", "0000012345", "0-28782"]:
        assert visitor.get("/releases/", {"q": text}).status_code == 200
        assert editor_client.get("/releases/", {"q": text}).status_code == 302


def test_a_pasted_paragraph_finds_the_releases_that_share_a_stretch_of_it(client: Client) -> None:
    words = PASSAGE.split()
    make_release(headline="Most", body=(PASSAGE,), released_on=date(1998, 1, 1))
    make_release(headline="Some", body=(" ".join(words[:12]) + " and no more.",), released_on=date(1999, 1, 1))
    make_release(headline="Boilerplate", blocks=[make_block("x"), make_block(PASSAGE, "safe_harbor")])
    make_release(headline="Other", body=(" ".join(sorted(words)),))
    page = shown(client, PASSAGE)
    assert "these releases share at least eight words of it in a row" in page
    found = re.findall(r"<h2[^>]*><a [^>]+>(.*?)</a></h2>", page)
    assert sorted(found) == ["Boilerplate", "Most", "Some"]
    assert found.index("Most") < found.index("Some")
    assert "<mark>" in page
    nothing = shown(client, " ".join(f"word{i}" for i in range(400)))
    assert "No release shares a stretch of 8 words with this passage." in nothing
    # A long query of operators is a query.
    assert "Read as a passage" not in shown(client, " OR ".join(f"w{i}" for i in range(25)))


def test_what_passages_would_add_is_counted_to_a_bound(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        blocks = [make_block("x" if number else "zinc"), make_block("zinc", "about")]
        make_release(headline=f"Number {number}", blocks=blocks)
    monkeypatch.setattr(find, "COUNTED", 2)
    assert "Search them too: over 2</a>" in shown(client, "zinc")
