"""Amendments are linked with what they amend, corrections with what they replace, whichever comes first."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from neoarchive.ingest import service, versions
from neoarchive.ingest.corrections import says_it_corrects
from neoarchive.models import Filing, PressRelease, Registrant
from tests.factories import make_company, make_filing, make_release

SAMPLES = settings.BASE_DIR / "neoarchive/samples"


@pytest.fixture
def company(db):
    return make_company()


def filed(company, form_type, day, *, event=date(1998, 7, 27), items=("5", "7")):
    return make_filing(company, form_type=form_type, filed_date=day, report_date=event, items=items)


def amends(filing):
    filing.refresh_from_db()
    return filing.amends


def linked(filings) -> None:
    """As when these filings have just been saved."""
    correcting = [
        one.pk
        for one in PressRelease.objects.filter(filing__in=filings)
        if says_it_corrects(one.headline, one.status_line, [deck["text"] for deck in one.subheadlines], [])
    ]
    versions.link(filings, correcting)


@pytest.mark.parametrize("first", ["original", "amendment"])
def test_an_amendment_finds_what_it_amends_whichever_comes_first(company, first) -> None:
    original = filed(company, "8-K", date(1998, 7, 30))
    amendment = filed(company, "8-K/A", date(1998, 8, 3))
    filed(company, "8-K", date(1998, 5, 1), event=date(1998, 4, 27))
    filed(make_company("Other, Inc."), "8-K", date(1998, 7, 30))
    linked([original.pk if first == "amendment" else amendment.pk])
    assert amends(amendment) == original
    assert amends(original) is None


def test_of_two_filings_the_one_with_the_same_item_and_otherwise_none(company) -> None:
    results = filed(company, "8-K", date(2006, 5, 1), items=("2.02",))
    filed(company, "8-K", date(2006, 5, 1), items=("5.02",))
    amendment = filed(company, "8-K/A", date(2006, 5, 9), items=("2.02", "9.01"))
    doubtful = filed(company, "8-K/A", date(2006, 5, 9), items=("8.01",))
    linked([amendment.pk, doubtful.pk])
    assert amends(amendment) == results
    assert amends(doubtful) is None


def test_what_was_filed_later_is_not_amended(company) -> None:
    amendment = filed(company, "8-K/A", date(1998, 8, 3))
    filed(company, "8-K", date(1998, 8, 20))
    linked([amendment.pk])
    assert amends(amendment) is None


def test_an_amendment_of_two_companies_finds_the_filing_of_either(company) -> None:
    other = make_company("Other, Inc.")
    amendment = filed(company, "8-K/A", date(1998, 8, 3))
    Registrant.objects.create(filing=amendment, company=other, name=other.name, position=1)
    for registered in (company, other):
        filed(registered, "8-K", date(1998, 7, 30))
    last = Filing.objects.order_by("pk").last()
    linked([last.pk])
    assert amends(amendment) is None, "which of both, the amendment doesn't say"


def test_linking_a_batch_takes_as_many_queries_as_linking_one(company, django_assert_max_num_queries) -> None:
    filings = [filed(company, "8-K", date(1998, 7, 30), event=date(1998, 6, day)) for day in range(1, 21)]
    with django_assert_max_num_queries(2):
        versions.link([one.pk for one in filings], [])
    amendments = [filed(company, "8-K/A", date(1998, 8, 3), event=date(1998, 6, day)) for day in range(1, 21)]
    with django_assert_max_num_queries(3 + len(amendments)):  # one for each that is linked
        versions.link([one.pk for one in amendments], [])
    assert [amends(one) for one in amendments] == filings


def released(company, headline, day, **values):
    return make_release(make_filing(company, filed_date=day), headline=headline, released_on=day, **values)


HEADLINE = "Calder Reports Record Results for the Third Quarter"


@pytest.mark.parametrize(
    ("headline", "more"),
    [
        (f"CORRECTING and REPLACING {HEADLINE}", {}),
        (f"Correcting and Replacing Press Release: {HEADLINE}", {}),
        (f"/C O R R E C T I O N -- {HEADLINE}", {}),
        (f"CORRECTED: {HEADLINE.upper()}", {}),
        (HEADLINE, {"status_line": "This release replaces the one issued yesterday"}),
        (HEADLINE, {"subheadlines": [{"text": "Corrected version with full tables"}]}),
    ],
)
def test_a_release_that_says_so_replaces_the_one_with_its_headline(company, headline, more) -> None:
    first = released(company, HEADLINE, date(1998, 10, 20))
    released(company, "Calder Names a Treasurer", date(1998, 10, 21))
    released(make_company("Other, Inc."), HEADLINE, date(1998, 10, 20))
    second = released(company, headline, date(1998, 10, 22), **more)
    linked([second.filing_id])
    second.refresh_from_db()
    assert second.version_of == first


@pytest.mark.parametrize(
    ("headline", "day"),
    [
        (HEADLINE, date(1998, 10, 22)),  # says nothing of the kind
        ("CORRECTING and REPLACING Calder Opens a Plant in Ohio", date(1998, 10, 22)),  # of another release
        (f"CORRECTING and REPLACING {HEADLINE}", date(1999, 10, 22)),  # a year later
        ("Corrections Corporation Names Calder as Supplier", date(1998, 10, 22)),
    ],
)
def test_others_replace_nothing(company, headline, day) -> None:
    released(company, HEADLINE, date(1998, 10, 20))
    second = released(company, headline, day)
    linked([second.filing_id])
    second.refresh_from_db()
    assert second.version_of is None


def test_two_that_are_as_like_leave_it_to_an_editor(company) -> None:
    released(company, f"{HEADLINE} of 1998", date(1998, 10, 20))
    released(company, f"{HEADLINE} of 1999", date(1998, 10, 20))
    second = released(company, f"CORRECTING and REPLACING {HEADLINE}", date(1998, 10, 22))
    linked([second.filing_id])
    second.refresh_from_db()
    assert second.version_of is None


def test_a_chain_points_to_its_first_and_every_page_says_which_is_current(company) -> None:
    pages = Client()
    first = released(company, HEADLINE, date(1998, 10, 20))
    second = released(company, f"CORRECTING and REPLACING {HEADLINE}", date(1998, 10, 22))
    third = released(company, f"CORRECTING and REPLACING {HEADLINE}", date(1998, 10, 23))
    linked([second.filing_id])
    linked([third.filing_id])
    assert set(PressRelease.objects.filter(version_of=first)) == {second, third}
    for release in (first, second):
        page = pages.get(release.get_absolute_url())
        assert page.context["current"].slug == third.slug
        assert "<b>Replaced.</b>" in page.content.decode()
    page = pages.get(third.get_absolute_url())
    assert page.context["current"] is None
    assert "<b>Current version.</b>" in page.content.decode()
    third.filing.status = Filing.Status.DRAFT
    PressRelease.objects.filter(pk=third.pk).update(status=Filing.Status.DRAFT)
    assert pages.get(first.get_absolute_url()).context["current"].slug == second.slug, "a draft replaces nothing"


def test_the_same_release_filed_again_by_an_amendment_is_a_version_of_it(company) -> None:
    original = filed(company, "8-K", date(1998, 7, 30))
    first = make_release(original, headline=HEADLINE)
    amendment = filed(company, "8-K/A", date(1998, 8, 3))
    again = make_release(amendment, headline=HEADLINE.upper())
    linked([amendment.pk])
    again.refresh_from_db()
    assert again.version_of == first


def test_it_is_done_when_filings_are_saved_and_both_pages_say_so(db) -> None:
    for name in ("2024-11-07-ostrander-instruments-amendment.txt", "2024-11-05-ostrander-instruments.txt"):
        data = (SAMPLES / name).read_bytes()
        service.save(service.read(data, name), data, publish=True)
    amendment = Filing.objects.get(form_type="8-K/A")
    original = Filing.objects.get(form_type="8-K")
    assert amendment.amends == original
    pages = Client()
    assert "<b>This form amends</b>" in pages.get(amendment.get_absolute_url()).content.decode()
    assert "<b>Amended by</b>" in pages.get(original.get_absolute_url()).content.decode()
