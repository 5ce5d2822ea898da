"""What is hidden in a PDF is found as well, and no broken file does more than be refused."""

from collections.abc import Callable
from io import BytesIO
from random import Random

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from hria.errors import FileError
from hria.verify.of_pdf import of_pdf
from tests.verify.reports import Desk, failed_of

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
]


def rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def appended(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """Return *data* with a change at its end, as programs do that sign or comment."""
    writer = PdfWriter(BytesIO(data), incremental=True)
    change(writer)
    made = BytesIO()
    writer.write(made)
    assert made.getvalue().startswith(data)
    return made.getvalue()


def note(writer: PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="Approved", rect=(50, 50, 200, 100)))


def script(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("alert()"),
        }
    )
    writer._root_object[NameObject("/OpenAction")] = action


def page(writer: PdfWriter) -> None:
    writer.add_blank_page()


def title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Another"})


def attachment(writer: PdfWriter) -> None:
    writer.add_attachment("more.yaml", b"a: b")


def spoken(writer: PdfWriter) -> None:
    for number in range(1, len(writer._objects)):
        each = writer.get_object(number)
        if isinstance(each, DictionaryObject) and each.get("/S") == "/H1":
            each[NameObject("/ActualText")] = TextStringObject("Another title")


def field(writer: PdfWriter) -> None:
    given = DictionaryObject({NameObject("/V"): TextStringObject("Approved")})
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([given])})
    writer._root_object[NameObject("/AcroForm")] = form


def cover(writer: PdfWriter) -> None:
    """Draw a white box over the words, which can still be read out."""
    drawn = writer.pages[0].get_contents()
    assert drawn is not None
    whole = DecodedStreamObject()
    whole.set_data(drawn.get_data() + b"\nq 1 1 1 rg 0 0 600 600 re f Q")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(whole)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (note, "Contents: Approved"),
        (script, "JS: alert()"),
        (page, "page 3"),
        (title, "Title: Another"),
        (attachment, "report.json does not list it"),
        (spoken, "ActualText: Another title"),
        (field, "V: Approved"),
        (cover, "/Root/Pages/Kids/0/Contents (its content) was changed"),
    ],
)
def test_what_was_hidden_in_a_pdf_is_found(
    change: Callable[[PdfWriter], object], told: str, desk: Desk
) -> None:
    data = rewritten(desk.made("pdf"), change)
    proof = desk.proof(data)
    assert not proof.holds
    assert told in " ".join(failed_of(proof).values())


@pytest.mark.parametrize("change", [note, title])
def test_what_was_added_at_the_end_of_a_pdf_is_found(
    change: Callable[[PdfWriter], object], desk: Desk
) -> None:
    failed = desk.failed(appended(desk.made("pdf"), change))
    assert set(failed) == {"the same file, byte by byte", "the same words"}


def test_a_pdf_that_was_only_written_anew_has_the_same_words(desk: Desk) -> None:
    failed = desk.failed(rewritten(desk.made("pdf"), lambda _: None))
    assert "the same words" not in failed
    assert "the same file, byte by byte" in failed


def test_the_files_of_a_pdf_are_associated_with_it_and_bear_a_day_of_the_assessment(
    desk: Desk,
) -> None:
    found = PdfReader(BytesIO(desk.made("pdf")))
    files = {file.name: file for file in found.attachment_list}
    relations = {name: str(file.associated_file_relationship) for name, file in files.items()}
    assert relations.pop("assessment.yaml") == "/Source"
    assert relations.pop("score.json") == "/Data"
    assert set(relations.values()) == {"/Supplement"}
    assert {str(file.subtype) for file in files.values()} == {
        "/application/json",
        "/application/yaml",
    }
    days = {str(file.modification_date) for file in files.values()}
    assert days == {"2026-11-21 00:00:00+00:00"}
    listed = found.root_object["/AF"]
    assert isinstance(listed, ArrayObject)
    assert len(listed) == len(files)
    assert all(file.description for file in files.values())


# Hostile files


def bomb() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for number in range(3):
        writer.add_attachment(f"{number}.yaml", b"0" * (30 << 20))
    writer.compress_identical_objects()
    for each in writer._objects:
        if isinstance(each, DecodedStreamObject) and each.get("/Type") == "/EmbeddedFile":
            packed = each.flate_encode()
            writer._objects[writer._objects.index(each)] = packed
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def many() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for number in range(120):
        writer.add_attachment(f"{number}.yaml", b"0")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def locked(data: bytes) -> bytes:
    return rewritten(data, lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))


NESTED = b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"
ROUND = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


@pytest.mark.parametrize(
    "data", [b"%PDF-", NESTED, ROUND, b"%PDF-1.7\n" + b"\xff" * 10_000], ids=len
)
def test_a_broken_pdf_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(FileError) as caught:
        of_pdf(data, "x.pdf")
    assert str(caught.value).startswith("x.pdf: not a PDF file that can be read (")
    assert "\n" not in str(caught.value)


def test_what_would_unpack_to_more_than_there_is_room_for_is_refused() -> None:
    data = bomb()
    assert len(data) < 1 << 20
    with pytest.raises(FileError, match=r"larger than|Limit"):
        of_pdf(data, "x.pdf")


def test_a_pdf_with_very_many_files_is_refused() -> None:
    with pytest.raises(FileError, match="holds more than 100 files"):
        of_pdf(many(), "x.pdf")


def test_an_encrypted_pdf_is_refused(desk: Desk) -> None:
    with pytest.raises(FileError, match="it is encrypted, and no report is"):
        of_pdf(locked(desk.made("pdf")), "x.pdf")


def test_a_pdf_that_was_cut_or_scratched_never_holds(desk: Desk) -> None:
    chance, whole = Random(7), desk.made("pdf")  # noqa: S311 - no secret
    for _ in range(6):
        data = bytearray(whole[: chance.randrange(len(whole) // 2, len(whole))])
        data[chance.randrange(5, len(data))] ^= 0x5A
        try:
            assert not desk.proof(bytes(data)).holds
        except FileError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either way is right
