"""A report as a Word document, taken apart."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring
from zipfile import ZipFile

from hria.content.documents import Source
from hria.errors import ContentError
from hria.form.packing import looked_through
from hria.office.custom import SPACE, file_of
from hria.office.document import W
from hria.verify.base import Said, Taken, broken, gathered

_WORDS = ("word/", "docProps/")
"""Where the words of a document stand."""

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
        readable = (p for p in sorted(parts) if p.startswith(_WORDS) and p.endswith(".xml"))
        return tuple(each for p in readable for each in _said(p, _root(p, parts[p], name)))

    return Taken(files, twice, said, lambda: parts)


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    try:
        # It looks for bombs and entities before anything is read as XML.
        opened = looked_through(Source(Path(name), name, data), "docx")
    except ContentError as error:
        raise broken(name, "docx", error.problems[0].message) from error
    with ZipFile(BytesIO(opened.getvalue())) as pack:
        names = pack.namelist()
        if len(names) != len(set(names)):
            raise broken(name, "docx", "a part stands twice in it")
        if "word/document.xml" not in names:
            raise broken(name, "docx", "it has no text; reports as xlsx hold no files")
        return {part: pack.read(part) for part in names}


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
    """Yield each paragraph of a part, and what stands in none."""
    paragraphs = list(root.iter(f"{W}p"))
    for number, paragraph in enumerate(paragraphs, 1):
        texts = (e.text or "" for e in paragraph.iter() if e.tag in _TEXTS)
        yield Said(f"{part}, paragraph {number}", "".join(texts))
    if not paragraphs:
        for element in root.iter():
            words = (element.text or "").strip()
            if words:
                yield Said(f"{part}, {element.tag.rpartition('}')[2]}", words)
