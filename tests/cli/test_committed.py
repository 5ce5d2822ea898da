"""What lies beside the worked examples is what they give now."""

import re
import zlib
from pathlib import Path

import pytest

from hria.brief import KINDS
from hria.cli.enclosing import enclosed
from hria.cli.opening import open_assessment
from hria.cli.reporting import subject_of
from hria.cli.submitting import submitted
from hria.content.roots import shipped

REPORTS = shipped() / "reports"
OURS = {"assessment", *KINDS}
EXAMPLES = sorted(path.parent for path in REPORTS.glob("*/*/*/assessment.yaml"))
FILE = re.compile(rb"/EmbeddedFile\b.{,500}?>>\nstream\n(.*?)\nendstream", re.DOTALL)
"""A file inside a PDF, packed; a library would read the whole of it to find them."""


def papers(folder: Path) -> list[Path]:
    """Return the documents for the body that lie in *folder*."""
    return [path for path in folder.iterdir() if path.stem not in OURS]


def test_worked_examples_of_seven_bodies_ship() -> None:
    assert len(EXAMPLES) == 16
    bodies = {path.relative_to(REPORTS).parts[0] for path in EXAMPLES}
    assert bodies == {"3gpp", "etsi", "ietf", "iso", "itu", "itu-t", "w3c"}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_document_for_the_body_is_the_one_that_the_asks_give_now(folder: Path) -> None:
    found = papers(folder)
    assert len(found) == 1
    for path in found:
        assert submitted(folder, path.stem, {}, path).data == path.read_bytes(), "make reports"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.parent.name)
def test_each_pdf_holds_what_the_report_of_today_would_hold(folder: Path) -> None:
    opened = open_assessment(folder)
    subject = subject_of(opened, "en")
    for kind in KINDS:
        made = (folder / f"{kind}.pdf").read_bytes()
        wanted = [each.data for each in enclosed(opened, subject, kind, {})]
        assert [zlib.decompress(held) for held in FILE.findall(made)] == wanted, "make reports"
