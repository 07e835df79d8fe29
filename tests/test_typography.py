import pytest

from neoarchive.typography import typeset


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NEOTROFIN-TM- works", "NEOTROFIN™ works"),  # EDGAR's ASCII for ™
        ("AIT (TM) and Acme(R)", "AIT™ and Acme®"),  # the other spelling, with and without a blank
        ("Apple-Registered Trademark- II", "Apple® II"),  # spelled out, as financial printers did
        ("-C- 2000 Calder", "© 2000 Calder"),
        ('"turning on" genes', "“turning on” genes"),
        ('He said: "It works"', "He said: “It works”"),
        ("Calder's and the companies' plans", "Calder’s and the companies’ plans"),
        ("in the '90s", "in the ’90s"),  # an apostrophe, not an opening quote
        ("'single' words", "‘single’ words"),
        ("IRVINE, CA -- Calder", "IRVINE, CA — Calder"),
        ("word--word", "word—word"),
        ("well-known 10-K", "well-known 10-K"),  # hyphens stay hyphens
        ("a loss of -5", "a loss of -5"),  # a minus sign is no dash
        ("(c) the third point", "(c) the third point"),  # a list mark is no copyright sign
    ],
)
def test_typeset(text: str, shown: str) -> None:
    assert typeset(text) == shown
