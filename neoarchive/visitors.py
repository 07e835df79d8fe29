"""Who asks: the address of a visitor, right behind proxies as well."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

_NETWORK = 64
"""Bits of an IPv6 address that tell one subscriber from another: each has 2⁶⁴ addresses of their own."""


def address_of(request: HttpRequest) -> str:
    """The visitor's address, that of the network for IPv6; "" where it can't be known.

    A header is believed only if a setting names it: any visitor can send one. Of a list (``X-Forwarded-For``) each
    proxy adds the address it was asked from at the end, so that with one proxy the last is true, with two the last
    but one; whatever stands before was sent by the visitor.
    """
    name = settings.CLIENT_ADDRESS_HEADER
    if not name:
        return _network(request.META.get("REMOTE_ADDR", ""))
    told = [part.strip() for part in request.headers.get(name, "").split(",")]
    place = settings.CLIENT_PROXIES
    return _network(told[-place]) if len(told) >= place else ""


def _network(text: str) -> str:
    """``2001:db8:1:2::`` of ``2001:db8:1:2:3:4:5:6``; IPv4 as it is, also written as IPv6 or with a port."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> (128 - _NETWORK) << (128 - _NETWORK)))
    return str(found)
