"""What PostgreSQL refuses and SQLite takes does not break an ingest on either."""

import random

import pytest

from neoarchive.ingest import service
from neoarchive.models import PressRelease
from neoarchive.search import find
from neoarchive.search.find import Asking
from neoarchive.search.query import parse
from tests import filings

pytestmark = pytest.mark.django_db


def saved(body: str) -> PressRelease:
    data = filings.bare(body=body)
    return service.save(service.read(data), data, publish=True).releases.get()


def is_found(text: str) -> bool:
    return find.count(Asking(parse(text)), drafts=False) == 1


def test_more_different_words_than_a_tsvector_holds() -> None:
    """PostgreSQL refuses a vector of over 1 MB: what goes beyond is left out of the index, not of the release."""
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=11)) for _ in range(150_000)]
    lines = "\n".join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6))
    release = saved(f"quenching {lines} annealing")
    assert "annealing" in "".join(block["text"] for block in release.blocks)
    assert is_found("quenching")


def test_a_nul_is_no_text_and_stays_out() -> None:
    release = saved("The qua\x00drature was\x00 measured.")
    texts = [release.headline, release.summary, *(block["text"] for block in release.blocks)]
    assert not any("\x00" in text for text in texts)
    assert release.filing.source.data.count(b"\x00") == 2  # the bytes as received
    assert is_found("measured")
