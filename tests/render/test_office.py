"""A report for Word in another office program, and back again."""

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from hria.render.docx import docx
from tests.brief.example import brief_of
from tests.support.reading import W

OFFICE = shutil.which("soffice")
HEADS = ("Title", "Heading 1", "Heading 2", "Heading 3")


def shape(data: bytes) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[list[str], bool]]]:
    """Return the headings, and the cells of each table with whether its first row is a header."""
    found = Document(BytesIO(data))
    headings = [
        (p.style.name, p.text) for p in found.paragraphs if p.style and p.style.name in HEADS
    ]
    tables = [
        (
            [cell.text for row in table.rows for cell in row.cells],
            table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None,
        )
        for table in found.tables
    ]
    return headings, tables


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice (Debian: libreoffice-writer)")
def test_libreoffice_opens_a_report_and_gives_it_back_with_all_its_headings_and_tables(
    tmp_path: Path,
) -> None:
    assert OFFICE
    made = docx(brief_of("full"))
    (tmp_path / "report.docx").write_bytes(made)
    for ending, source in (("odt", "report.docx"), ("docx", "report.odt")):
        command = [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"]
        command += ["--convert-to", ending, "--outdir", str(tmp_path), str(tmp_path / source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    headings, tables = shape((tmp_path / "report.docx").read_bytes())
    before = shape(made)
    assert headings == before[0]
    for after, earlier in zip(tables, before[1], strict=True):
        assert after == earlier
    assert len(headings) > 10
    assert all(is_headed for _, is_headed in tables)
