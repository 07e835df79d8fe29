"""States of incorporation: covers print their names, EDGAR's headers their codes."""

_CODES = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky
|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|PR Puerto Rico|RI Rhode Island|SC South Carolina|SD South Dakota
|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"""
STATES = {code: name for code, _, name in (one.strip().partition(" ") for one in _CODES.split("|"))}
_NAMES = {name.lower(): name for name in STATES.values()}


def state_name(text: str) -> str:
    """``Delaware`` of ``DE``, ``DELAWARE`` and ``State of Delaware``; anything else as it is printed.

    >>> state_name("DE"), state_name("delaware"), state_name("Bermuda")
    ('Delaware', 'Delaware', 'Bermuda')
    """
    plain = " ".join(text.split()).strip(" .")
    short = plain.lower().removeprefix("the ").removeprefix("state of ").removeprefix("commonwealth of ")
    return STATES.get(plain.upper()) or _NAMES.get(short) or plain
