"""What a printed report has to be: PDF/UA-1 and PDF/A-3a, looked at from three sides."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
from pypdf import PdfReader

from hria.brief import KINDS
from hria.brief.blocks import Block, Brief, Figure, Items, Line, Notice, Paragraph, Strong, Table
from hria.cli.enclosing import enclosed
from hria.cli.opening import open_assessment
from hria.cli.reporting import subject_of
from hria.content.roots import shipped
from tests.brief.example import words

_REPORTS = shipped() / "reports"

WHOLE = [
    _REPORTS / "itu-t" / "y.2770" / "worked-example",
    _REPORTS / "itu-t" / "new-ip" / "worked-example",
    _REPORTS / "ietf" / "rfc8484" / "worked-example",
]
"""Those of which every kind is printed whole: the longest, the one of a proposal, and one with
results of every kind."""

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)

MISJUDGED = "PDFA3A-STREAM-LENGTH-001"
"""page-validation takes a carriage return at the end of packed data for the end of a line."""

SHORT = 40
"""How many letters of each cell and paragraph an abridged report has."""


def faults(made: bytes) -> list[str]:
    """Return what is wrong with the PDF *made*."""
    found = [
        str(fault)
        for profile in PROFILES
        for fault in page.validate_pdf_bytes(made, profile=profile).failures
    ]
    found = [fault for fault in found if MISJUDGED not in fault]
    return [*found, *untagged(made), *mismeasured(made)]


def mismeasured(made: bytes) -> Iterator[str]:
    """Yield each stream that is not as long as it says (ISO 19005-3, 6.1.7.1); as veraPDF looks."""
    found = list(re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", made))
    assert found
    for each in found:
        if made[each.end() + int(each[1]) :][:10] != b"\nendstream":
            yield each[0].decode("latin-1")


def untagged(made: bytes) -> Iterator[str]:
    """Yield what is drawn on a page and neither tagged nor marked as an artifact.

    ISO 14289-1, 7.1: "Content shall be marked as Artifact or tagged as real content".
    page-validation does not look into what a page draws as one thing; veraPDF does.
    """
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


def abridged(path: Path, kind: str) -> Brief:
    """Return a report with every block, cell, link, enclosed file and rare letter of the whole.

    Only the rest of long sentences is left out: it costs most of the time of a full report, and
    nothing that a standard asks for depends on it.
    """
    opened = open_assessment(path)
    subject = subject_of(opened, "en")
    brief = KINDS[kind](subject)
    rare = "".join(sorted({letter for letter in words(brief) if letter > "~"}))
    blocks = (*map(_cut_block, brief.blocks), Paragraph((rare,)))
    return replace(brief, blocks=blocks, enclosed=lambda: enclosed(opened, subject, kind))


def _cut_block(block: Block) -> Block:
    match block:
        case Paragraph() | Notice():
            return replace(block, line=_cut(block.line))
        case Items():
            return replace(block, lines=tuple(map(_cut, block.lines)))
        case Table():
            rows = tuple(tuple(map(_cut, row)) for row in block.rows)
            return replace(block, rows=rows)
        case Figure():
            cut = _cut_block(block.table)
            assert isinstance(cut, Table)
            return replace(block, table=cut)
        case _:
            return block


def _cut(line: Line) -> Line:
    """Return the beginning of *line*, and every number in it that leads to a source."""
    whole = "".join(run.words if isinstance(run, Strong) else run for run in line)
    if len(whole) <= SHORT:
        return line
    first, *_ = line
    start = Strong(first.words[:SHORT]) if isinstance(first, Strong) else whole[:SHORT]
    return (start, *re.findall(r"\[\d+\]", whole[SHORT:]))
