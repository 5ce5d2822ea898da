"""Addresses of sources: whether somebody else can open them, as far as their form tells."""

import ipaddress
import re
from urllib.parse import urlsplit

ALLOWED = "https://…, http://…, doi:10.… or hdl:…"
"""The forms of an address, in words."""

_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_NAMED = re.compile(r"doi:10\.[0-9]{4,9}/\S+|hdl:[0-9.]+/\S+")
_PRIVATE = frozenset({"localhost", "local", "internal", "lan", "home", "intranet", "corp"})
"""Last labels of hosts that only some network knows."""


def flaw(address: str) -> str | None:
    """Return what is wrong with *address*, or None where others can open it."""
    if re.search(r"\s", address) or not address.isprintable():
        return "it holds a blank"
    if _NAMED.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "it cannot be read as an address"
    if parts.scheme not in {"https", "http"}:
        return "it begins with neither https:// nor http://"
    if "@" in parts.netloc:
        return "it holds a name or a password"
    return _host(host)


def _host(host: str) -> str | None:
    try:
        return None if ipaddress.ip_address(host).is_global else "its host is not public"
    except ValueError:
        labels = host.rstrip(".").split(".")
    if labels[-1] in _PRIVATE:
        return "its host is not public"
    whole = len(labels) > 1 and all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
    return None if whole else "its host is no name on the Internet"
