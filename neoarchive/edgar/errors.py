"""Why something could not be fetched, in words for the operator."""


class EdgarError(Exception):
    """Root of what this package raises."""


class NoContact(EdgarError):
    """The SEC wants to know whom to write to, and was not told."""


class WrongHost(EdgarError):
    """An address, or a redirect, leads away from the SEC's hosts. It is not followed."""


class NotFound(EdgarError):
    """There is nothing at the address, or no such company."""


class TooLarge(EdgarError):
    """The answer is larger than what is asked for can be."""


class CutOff(EdgarError):
    """The answer ended before its end, each time it was asked for."""


class Unreachable(EdgarError):
    """No answer: no network, a timeout, an error of the server. What was fetched is kept; start again later."""


class Refused(EdgarError):
    """The SEC refuses to answer us, and did so after waiting. Going on would make it worse."""


class BadListing(EdgarError):
    """A list of filings is not in the form it is documented to have."""
