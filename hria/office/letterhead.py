"""A letterhead of one's own: a Word document or template, of which styles and page are used."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from hria.errors import RenderError
from hria.office.document import W, saved

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.package import OpcPackage
    from docx.opc.part import Part

NO_PART = "Word needs the part hria[docx] (pip install 'hria[docx]'); md and html do without"
"""What is said where the library is missing."""

STYLES = {
    "Title": "Title",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Normal": "Normal",
    "ListBullet": "List Bullet",
    "TableGrid": "Table Grid",
}
"""The styles that a report uses, by the id they have here, with their names in every language."""

_KEPT = ("styles", "settings", "theme", "fontTable", "numbering", "header", "footer")
"""The parts of a document that make up its looks; all else belongs to its words."""

_NO_WORD = "{name}: no document of Word (allowed: .docx, .dotx)"

_TYPES = "[Content_Types].xml"
_TEMPLATE = b"wordprocessingml.template.main+xml"
_DOCUMENT = b"wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """An empty document with somebody's styles, page, head and foot."""

    document: "Document"
    styles: dict[str, str]
    """The ids of its styles, by the ids that they have here."""


def letterhead(data: bytes, name: str) -> Letterhead:
    """Return the letterhead in the file *name*; raise RenderError where it may not be used."""
    try:
        from docx import Document
    except ImportError as error:
        raise RenderError(NO_PART) from error
    try:
        document = Document(BytesIO(_as_document(data, name)))
        section = document.element.body.sectPr
    except RenderError:
        raise
    except Exception as error:
        # A broken file brings whatever the library stumbles over.
        raise RenderError(_NO_WORD.format(name=name)) from error
    if section is None:
        raise RenderError(_NO_WORD.format(name=name))
    _refuse(document.part.package, name)
    for part in document.part.package.iter_parts():
        _refuse(part, name)
    known = {
        str(named.get(f"{W}val")).casefold(): str(style.get(f"{W}styleId"))
        for style in document.styles.element.iter(f"{W}style")
        for named in style.iter(f"{W}name")
    }
    missing = [words for words in STYLES.values() if words.casefold() not in known]
    if missing:
        raise RenderError(
            f"{name}: these styles are missing: {', '.join(missing)}"
            f" (needed: {', '.join(STYLES.values())}; Word keeps those that were used once)"
        )
    _empty(document)
    return Letterhead(document, {id_: known[words.casefold()] for id_, words in STYLES.items()})


def emptied(data: bytes, name: str) -> bytes:
    """Return the letterhead in the file *name* without any words but those of its head and foot."""
    return saved(letterhead(data, name).document, "", "")


def _as_document(data: bytes, name: str) -> bytes:
    """Return a template as a document, which differs from it by one word."""
    from zipfile import BadZipFile, ZipFile

    made = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
            types = old.read(_TYPES)
            if b"macroEnabled" in types or b"vbaProject" in types:
                raise RenderError(f"{name}: holds macros (save it without them, as .dotx)")
            for part in old.namelist():
                content = old.read(part)
                new.writestr(
                    part, content.replace(_TEMPLATE, _DOCUMENT) if part == _TYPES else content
                )
    except BadZipFile as error:
        raise RenderError(_NO_WORD.format(name=name)) from error
    return made.getvalue()


def _refuse(part: "Part | OpcPackage", name: str) -> None:
    outside = [rel.target_ref for rel in part.rels.values() if rel.is_external]
    if outside:
        raise RenderError(
            f"{name}: leads out of the file, to {outside[0]!r}"
            " (take the link away, or the template that is attached; nothing was fetched)"
        )


def _empty(document: "Document") -> None:
    """Take out all words, and whatever was there for their sake."""
    body = document.element.body
    last = body.sectPr
    for element in list(body):
        if element is not last:
            body.remove(element)
    # Their words and pictures would be handed on with the file, unseen.
    used = set(_references(document))
    for key, rel in list(document.part.rels.items()):
        kind = rel.reltype.rpartition("/")[2]
        is_used = key in used if kind in {"header", "footer"} else kind in _KEPT
        if not is_used:
            del document.part.rels[key]
    # So would its properties, and the small picture of its first page.
    about = document.part.package.rels
    for key, rel in list(about.items()):
        if rel.target_part is not document.part:
            del about[key]
    settings = document.settings.element
    for element in list(settings.iter(f"{W}docVars", f"{W}mailMerge")):
        settings.remove(element)


def _references(document: "Document") -> Iterator[str]:
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for element in document.element.body.iter(f"{W}headerReference", f"{W}footerReference"):
        yield str(element.get(relation))
