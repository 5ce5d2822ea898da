"""Reports to what can be proved of them. To add a format, write a module and list it in TAKEN."""

from collections.abc import Callable, Mapping

from hria.errors import FileError
from hria.verify.base import Taken
from hria.verify.of_docx import of_docx
from hria.verify.of_html import of_html
from hria.verify.of_json import of_json
from hria.verify.of_pdf import of_pdf

TAKEN: Mapping[str, Callable[[bytes, str], Taken]] = {
    "pdf": of_pdf,
    "docx": of_docx,
    "html": of_html,
    "json": of_json,
}
"""What takes a report apart, by its format; the only list of the formats that enclose files."""


def format_of(data: bytes, name: str) -> str:
    """Return the format of *data*; raise FileError where it is none that encloses files."""
    start = data[:1024].lstrip().lower()
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if start.startswith(b"{"):
        return "json"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    raise FileError(
        f"{name}: no report that can be verified (allowed: {', '.join(TAKEN)};"
        " md, csv and xlsx hold no files)"
    )
