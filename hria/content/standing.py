"""What has replaced a standard, by the bibliography and by the descriptors of a library."""

import re
from collections.abc import Iterator

from hria.content.library import Library
from hria.errors import HriaError
from hria.model.designations import Named, called, named
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

_CITED = re.compile(
    r"(?:RFC|BCP|STD)[ -]?[0-9]+"
    r"|ITU-[TRD]\s[A-Z]\.[0-9.]*[0-9](?:\s\([0-9]{2}/[0-9]{4}\))?"
    r"|(?:ISO|IEC|ISO/IEC)\s[0-9]+(?:-[0-9]+)*(?::[0-9]{4})?"
    r"|ETSI\s[A-Z]{2}\s[0-9][0-9 -]*[0-9]"
    r"|3GPP\sT[SR]\s[0-9.]+[0-9]"
    r"|IEEE\s(?:Std\s)?[0-9.]+[0-9](?:-[0-9]{4})?"
)


def cited(title: str) -> Named | None:
    """Return the standard that the *title* of a source begins with, or None."""
    found = _CITED.match(title)
    return named(" ".join(found[0].split())) if found else None


def mentioned(text: str) -> Iterator[StandardRef]:
    """Yield the standards whose descriptors can say that a source named in *text* is superseded."""
    for cited in sorted(set(_CITED.findall(text))):
        if meant := named(" ".join(cited.split())):
            yield meant.ref


def replacement(library: Library, meant: Named) -> str | None:
    """Return what stands in the place of *meant* now, or None where nothing is known to."""
    try:
        known = library.bibliography()
    except HriaError:
        known = None
    if known and (now := known.replacement(meant.designation)):
        return now
    described = library.known(StandardRef(meant.ref.body, meant.ref.id))
    return successor(described, meant.edition) if described else None


def successor(described: Descriptor, edition: str = "") -> str | None:
    """Return what the descriptor says has replaced the standard, or its *edition*."""
    later = next((r for r in described.related if r.relation == "superseded-by"), None)
    if later is not None:
        meant = named(later.value.partition(",")[0])
        if meant:
            return meant.designation
        return called(later.id) if later.id else later.value
    old = described.edition(edition) if edition else None
    if old and old.status and old.status.value == "superseded":
        newer = [e.id for e in described.editions if e.status and e.status.value == "in-force"]
        return f"the edition {newer[0]}" if newer else "a later edition"
    return None
