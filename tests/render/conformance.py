"""What a printed report has to be: PDF/UA-1 and PDF/A-3a, looked at from three sides."""

import re
from collections.abc import Iterator
from io import BytesIO

import page
from pypdf import PdfReader

from hria.content.roots import shipped

_REPORTS = shipped() / "reports"

WHOLE = [
    _REPORTS / "itu-t" / "y.2770" / "worked-example",
    _REPORTS / "itu-t" / "new-ip" / "worked-example",
    _REPORTS / "ietf" / "rfc8484" / "worked-example",
]
"""Those of which every kind is printed whole: the longest, the one of a proposal, and one with
results of every kind."""

PAGES = {"brief": 2, "talking-points": 1, "summary": 1}
"""How many pages each kind of report that ships has; others have any number."""

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)

MISJUDGED = "PDFA3A-STREAM-LENGTH-001"
"""page-validation takes a carriage return at the end of packed data for the end of a line."""


def faults(made: bytes, *, looked_into: bool = True, pages: int = 0) -> list[str]:
    """Return what is wrong with the PDF *made*.

    *looked_into* says whether its pages are read, *pages* how many there must be; 0: any number.
    """
    found = [
        str(fault)
        for profile in PROFILES
        for fault in page.validate_pdf_bytes(made, profile=profile).failures
    ]
    found = [fault for fault in found if MISJUDGED not in fault]
    return [*found, *(untagged(made, pages) if looked_into else ()), *mismeasured(made)]


def mismeasured(made: bytes) -> Iterator[str]:
    """Yield each stream that is not as long as it says (ISO 19005-3, 6.1.7.1); as veraPDF looks."""
    found = list(re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", made))
    assert found
    for each in found:
        if made[each.end() + int(each[1]) :][:10] != b"\nendstream":
            yield each[0].decode("latin-1")


def untagged(made: bytes, pages: int = 0) -> Iterator[str]:
    """Yield what is drawn on a page and neither tagged nor marked as an artifact.

    A number of *pages* that is not the expected one is told as well.

    ISO 14289-1, 7.1: "Content shall be marked as Artifact or tagged as real content".
    page-validation does not look into what a page draws as one thing; veraPDF does.
    """
    number = 0
    for number, sheet in enumerate(PdfReader(BytesIO(made)).pages, 1):
        drawn = sheet.get_contents()
        assert drawn is not None
        inside = 0
        # The library writes an operator at the end of each line.
        for line in drawn.get_data().split(b"\n"):
            operator = line.rpartition(b" ")[2]
            if operator in {b"BDC", b"BMC"}:
                inside += 1
            elif operator == b"EMC":
                inside -= 1
            elif operator in {b"Do", b"Tj", b"TJ", b"f", b"S", b"B", b"sh"} and not inside:
                yield f"page {number}: {line.decode()}"
    if pages and number != pages:
        yield f"{number} pages in place of {pages}"
