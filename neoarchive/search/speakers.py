"""Speakers of quotations, as a query names them."""


def speaker_query(name: str) -> str:
    """A query that finds what somebody of this name said.

    >>> speaker_query('Alvin J. "Al" Glasky, Ph.D.')
    'speaker:"Alvin J. Al Glasky, Ph.D."'
    """
    plain = " ".join("".join(c for c in name if c not in '"“”„«»*').split())
    return f'speaker:"{plain}"'
