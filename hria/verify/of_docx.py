"""A report as a Word document, taken apart."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZipFile

from hria.content.documents import Source
from hria.errors import ContentError
from hria.form.packing import looked_through
from hria.office.custom import SPACE, file_of
from hria.office.document import W
from hria.verify.base import Said, Taken, broken, gathered

_PAGE = re.compile(r"word/(document|header|footer|footnotes|endnotes|comments)[^/]*\.xml")
"""Where the words of a document stand; what else there is tells how they look."""

_TITLE = "{http://purl.org/dc/elements/1.1/}title"

_TEXTS = frozenset({f"{W}t", f"{W}delText", f"{W}instrText"})


def of_docx(data: bytes, name: str) -> Taken:
    """Return the report as a document in *data* with the files inside it."""
    parts = _parts(data, name)
    found = []
    for part, content in sorted(parts.items()):
        if part.startswith("customXml/") and SPACE.encode() in content:
            root = _root(part, content, name)
            if root.tag == f"{{{SPACE}}}enclosure":
                found.append((root.get("name", ""), _file(root)))
    files, twice = gathered(name, found)

    def said() -> tuple[Said, ...]:
        pages = [part for part in sorted(parts) if _PAGE.fullmatch(part)]
        found = [each for part in pages for each in _said(part, _root(part, parts[part], name))]
        properties = _root("docProps", parts.get("docProps/core.xml", b"<x/>"), name)
        return (*found, *(Said("the title", e.text or "") for e in properties.iter(_TITLE)))

    return Taken(files, twice, said, lambda: parts)


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    try:
        # It looks for bombs and entities before anything is read as XML.
        opened = looked_through(Source(Path(name), name, data), "docx")
    except ContentError as error:
        raise broken(name, "docx", error.problems[0].message) from error
    try:
        with ZipFile(opened) as pack:
            names = pack.namelist()
            parts = {part: pack.read(part) for part in names}
    except Exception as error:  # zlib.error and whatever else a broken zip brings
        raise broken(name, "docx", error) from error
    if len(names) != len(parts):
        raise broken(name, "docx", "a part stands twice in it")
    if "word/document.xml" not in parts:
        raise broken(name, "docx", "it has no text; reports as xlsx hold no files")
    return parts


def _root(part: str, content: bytes, name: str) -> Element:
    try:
        return fromstring(content)  # noqa: S314 - entities are refused above
    except (ParseError, ValueError, RecursionError) as error:
        raise broken(name, "docx", f"{part}: {error}") from error


def _file(root: Element) -> bytes:
    words = root.text or ""
    try:
        return file_of(words)
    except ValueError:
        return words.encode()


def _said(part: str, root: Element) -> Iterator[Said]:
    """Yield the paragraphs of a part that have words."""
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        words = "".join(e.text or "" for e in paragraph.iter() if e.tag in _TEXTS)
        if words.strip():
            yield Said(f"{part}, paragraph {number}", words)
