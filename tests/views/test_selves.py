"""How a company described itself: first, changed, last."""

import re
from datetime import date

import pytest
from django.urls import reverse

from neoarchive.views.contexts import selves
from tests.factories import make_block, make_company, make_filing, make_release

pytestmark = pytest.mark.django_db

OLD = "Calder makes gauges in Dayton, Ohio."
NEW = "Calder makes gauges and valves in Dayton, Ohio."


def described(company, year, text, kind="about", **values):
    release = make_release(make_filing(company, report_date=date(year, 3, 1), **values), headline=f"News of {year}")
    release.blocks = [make_block("Calder said today."), *([make_block(text, kind, (7, 8))] if text else [])]
    release.save()
    return release


@pytest.fixture
def company():
    company = make_company()
    for year, text in ((1996, OLD), (1997, ""), (1998, "Calder  makes gauges\nin Dayton, Ohio."), (1999, NEW)):
        described(company, year, text)
    described(company, 2000, NEW)
    described(company, 2001, "A secret description.", status="draft")
    described(company, 1995, "Risks are many.", "safe_harbor")
    return company


def page(client, company, **asked):
    response = client.get(reverse("company-selves", args=[company.slug]), asked)
    assert response.status_code == 200
    return response.content.decode()


def test_only_changes_are_steps_with_the_words_that_came(client, company, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        html = page(client, company)
    assert re.findall("<h2>([^<]+)</h2>", html) == ["First", "Changed last"]
    assert "gauges <ins>and valves</ins> in Dayton" in html
    assert '1 release after it, until <time datetime="1998-03-01">' in html, "line breaks are no change"
    assert '1 release after it, until <time datetime="2000-03-01">' in html
    assert "source/#L7" in html
    assert "secret" not in html


def test_the_safe_harbor_has_its_own_strip(client, company):
    html = page(client, company, kind="safe_harbor")
    assert "Risks are many." in html
    assert "gauges" not in html
    assert client.get(reverse("company-selves", args=[company.slug]), {"kind": "x"}).status_code == 404


def test_a_page_goes_on_where_the_one_before_ended(client, company, monkeypatch):
    monkeypatch.setattr(selves, "RELEASES", 4)
    second = page(client, company, page=2)
    assert "<h2>First</h2>" not in second
    assert "<ins>and valves</ins>" in second


def test_staff_sees_drafts_and_nobody_an_unknown_company(client, company, editor_client):
    assert "secret" in page(editor_client, company)
    editor_client.logout()
    assert client.get(reverse("company-selves", args=["nobody"])).status_code == 404
