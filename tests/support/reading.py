"""What can be read from a report in any format: by people, and by whoever takes it apart."""

import re
from base64 import b64decode
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import StreamObject

from tests.render.pages import Page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def said(name: str, made: bytes) -> str:
    """Return the words that people see in a report of the format *name*."""
    match name:
        case "html":
            return Page(made.decode()).text("main")
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        case "docx":
            body = Document(BytesIO(made)).element.body
            paragraphs = (p.iter(f"{W}t") for p in body.iter(f"{W}p"))
            return "\n".join("".join(t.text or "" for t in texts) for texts in paragraphs)
        case "xlsx":
            book = load_workbook(BytesIO(made))
            cells = (c.value for sheet in book for row in sheet.iter_rows() for c in row)
            return "\n".join(str(value) for value in cells if value is not None)
        case _:
            return made.decode("utf-8-sig")


def everything(made: bytes) -> str:
    """Return all that stands in a file: its parts unpacked, its metadata, and its words."""
    if is_zipfile(BytesIO(made)):
        with ZipFile(BytesIO(made)) as pack:
            parts = [f"{part}\n{pack.comment!r}" for part in pack.infolist()]
            parts += [pack.read(part).decode(errors="replace") for part in pack.infolist()]
            parts += [inner for part in parts for inner in _enclosed(part)]
        # Word and Excel may cut a sentence into runs; without tags it is whole.
        return "\n".join([*parts, *(re.sub(r"<[^>]*>", "", part) for part in parts)])
    if made.startswith(b"%PDF-"):
        return "\n".join([made.decode("latin-1"), *_taken_apart(PdfReader(BytesIO(made)))])
    return "\n".join([made.decode(), *_enclosed(made.decode())])


def _enclosed(text: str) -> list[str]:
    """Return the files that stand in *text* as base64, in the elements of HTML and XML."""
    found = re.findall(r"<(?:template|enclosure)\b[^>]*>([^<]*)<", text)
    return [b64decode(held).decode() for held in found]


def traces(made: bytes, *needles: str) -> list[str]:
    """Return the ways in which *needles* are written anywhere in a file, unpacked or not."""
    parts = [made]
    if is_zipfile(BytesIO(made)):
        with ZipFile(BytesIO(made)) as pack:
            parts += [pack.read(part) for part in pack.infolist()]
        parts += [re.sub(rb"<[^>]*>", b"", part) for part in parts[1:]]
    elif made.startswith(b"%PDF-"):
        parts += [each.encode(errors="replace") for each in _taken_apart(PdfReader(BytesIO(made)))]
        # The words of a page may be broken anywhere.
        parts += [b"".join(each.split()) for each in parts[1:]]
    whole = b"\0\0".join(parts).lower()
    return [
        f"{needle} in {code}, {way}"
        for needle in needles
        for code in ("utf-8", "utf-16-be", "utf-16-le")
        for way, each in (
            ("as it is", needle.lower().encode(code)),
            ("in hexadecimal", needle.encode(code).hex().encode()),
        )
        if each in whole
    ]


def _taken_apart(found: PdfReader) -> list[str]:
    parts = [repr(found.metadata), *(page.extract_text() for page in found.pages)]
    for number in range(1, int(str(found.trailer["/Size"]))):
        try:
            each = found.get_object(number)
            parts.append(repr(each))
            if isinstance(each, StreamObject):
                parts.append(each.get_data().decode("latin-1"))
        except (PyPdfError, NotImplementedError):
            continue
    return parts
