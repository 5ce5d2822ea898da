"""Files inside a text document, as the custom XML parts that office programs keep."""

from base64 import b64decode, encodebytes
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

if TYPE_CHECKING:
    from docx.document import Document

SPACE = "urn:hria:enclosure:1"
"""The namespace by which a part is known to hold a file."""

_FIRST = 2
"""The number of the first part; the library's own empty document has one already."""

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'


def add_file(document: "Document", position: int, data: bytes, about: Mapping[str, str]) -> None:
    """Put a file into *document*, as the part at *position* counted from 0, with its name *about*.

    What *about* holds besides becomes attributes of the part.
    """
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only a document needs the library
    from docx.opc.part import Part  # noqa: PLC0415 - the same

    number = position + _FIRST
    package = document.part.package

    def part(stem: str, kind: str, content: str) -> Part:
        where = PackURI(f"/customXml/{stem}{number}.xml")
        return Part(where, kind, (_HEAD + content).encode(), package)

    told = "".join(f' {key}="{escape(words)}"' for key, words in about.items())
    held = part(
        "item",
        "application/xml",
        f'<enclosure xmlns="{SPACE}"{told}>\n{encodebytes(data).decode()}</enclosure>',
    )
    # Word knows a part by such a number; it follows from the name, so it is always the same.
    own = str(uuid5(NAMESPACE_URL, f"{SPACE}:{about['name']}")).upper()
    properties = part(
        "itemProps",
        _PROPERTIES,
        '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
        f' ds:itemID="{{{own}}}"><ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>",
    )
    held.relate_to(properties, f"{_RELATION}Props")
    document.part.relate_to(held, _RELATION)


def file_of(words: str) -> bytes:
    """Return the bytes of a file from the *words* of its part; ValueError where they are none."""
    return b64decode("".join(words.split()), validate=True)
