"""Whatever is changed in a Word document is found, and none can do harm."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from hria.errors import FileError
from hria.verify.of_docx import of_docx
from tests.verify.reports import Desk, Files


def changed(data: bytes, change: Callable[[Files], object]) -> bytes:
    """Return the document *data* with other parts."""
    with ZipFile(BytesIO(data)) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    change(parts)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return made.getvalue()


def swap(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(parts: Files) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (swap("word/document.xml", b"Draft, review", b"Final, review"), "word/document.xml, para"),
        (swap("word/header1.xml", b"DRAFT", b"FINAL"), "word/header1.xml, paragraph 1"),
        (swap("docProps/core.xml", b"Human-rights brief", b"Brief"), "the title: the file says"),
        (swap("word/styles.xml", b"12385C", b"FFFFFF"), "word/styles.xml was changed"),
        (lambda parts: parts.update({"word/vba.bin": b"x"}), "word/vba.bin was added"),
        (lambda parts: parts.pop("word/theme/theme1.xml"), "word/theme/theme1.xml is missing"),
        (lambda _: None, "every part of it is the same, but packed otherwise"),
    ],
)
def test_a_changed_part_is_found(change: Callable[[Files], object], told: str, desk: Desk) -> None:
    data = changed(desk.made("docx"), change)
    assert not desk.proof(data).holds
    assert told in " ".join(desk.failed(data).values())


def test_the_document_still_opens_with_its_files_inside(desk: Desk) -> None:
    made = desk.made("docx")
    names = {str(part.partname) for part in Document(BytesIO(made)).part.package.iter_parts()}
    assert len([name for name in names if name.startswith("/customXml/item2")]) == 1
    assert len(of_docx(made, "x.docx").files) == 6


def entities(parts: Files) -> None:
    inner = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    parts["customXml/item2.xml"] = b"<!DOCTYPE x [%s]><x>&e9;</x>" % inner


def deep(parts: Files) -> None:
    name = "customXml/item2.xml"
    parts[name] = b'<enclosure xmlns="urn:hria:enclosure:1">' * 90_000


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (entities, "declares entities"),
        (deep, "item2.xml"),
        (lambda p: p.update({"x.xml": b" " * (40 << 20)}), "packed more than 250 times"),
        (lambda p: p.update({f"{n}.bin": b"" for n in range(600)}), "more than 500 parts"),
        (lambda p: p.pop("word/document.xml"), "reports as xlsx hold no files"),
        (lambda p: p.update({"customXml/item2.xml": b"urn:hria:enclosure:1"}), "item2.xml"),
    ],
    ids=["entities", "deep", "tight", "many", "no text", "no XML"],
)
def test_a_document_that_could_do_harm_is_refused(
    change: Callable[[Files], object], why: str, desk: Desk
) -> None:
    with pytest.raises(FileError, match=why) as caught:
        desk.proof(changed(desk.made("docx"), change))
    assert "\n" not in str(caught.value)


def test_a_part_that_stands_twice_is_refused(desk: Desk) -> None:
    held = BytesIO(desk.made("docx"))
    with ZipFile(held, "a") as pack, pytest.warns(UserWarning, match="Duplicate"):
        pack.writestr("word/document.xml", b"<x/>")
    with pytest.raises(FileError, match="stands twice"):
        desk.proof(held.getvalue())
