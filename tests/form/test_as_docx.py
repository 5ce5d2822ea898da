"""Word documents, as people send them back."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml

from hria.errors import ContentError
from tests.form.forms import brought, read, unpacked, with_part, written
from tests.form.test_merging import case

FORM = written(case(), "docx")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def filled(label: str, words: str, *, table: int = 1, tracked: bool = False) -> bytes:
    """Return the form with *words* in the row *label* of one of its tables."""
    document = Document(BytesIO(FORM))
    for row in document.tables[table].rows:
        if row.cells[0].text.partition("\n")[0] == label:
            if tracked:
                run = f"<w:ins {W} w:id='1' w:author='x'><w:r><w:t>{words}</w:t></w:r></w:ins>"
                row.cells[1].paragraphs[0]._p.append(parse_xml(run))
            else:
                row.cells[1].text = words
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def problems(data: bytes) -> list[str]:
    with pytest.raises(ContentError) as error:
        brought(data, "docx", case())
    return [str(problem) for problem in error.value.problems]


def test_an_answer_is_written_under_its_question() -> None:
    done = brought(filled("Answer", "No"), "docx", case())
    assert done.changes == ("PRV-01 no",)


def test_words_that_were_inserted_with_changes_tracked_count() -> None:
    done = brought(filled("Answer", "no", tracked=True), "docx", case())
    assert done.changes == ("PRV-01 no",)


def test_a_cell_is_named_by_its_question_and_row() -> None:
    assert problems(filled("Answer", "mabye"))[0].startswith(
        "answers.docx:PRV-01, row Answer: HRIA004 answer is 'mabye' (allowed: yes,"
    )


def test_a_row_that_was_renamed_is_told() -> None:
    document = Document(BytesIO(FORM))
    document.tables[1].rows[1].cells[0].text = "Reply"
    made = BytesIO()
    document.save(made)
    assert "PRV-01: 'Reply' is no row of a form" in problems(made.getvalue())[0]


def test_a_table_of_somebody_else_is_told() -> None:
    document = Document(BytesIO(FORM))
    document.add_table(2, 3).rows[0].cells[0].text = "Sums"
    made = BytesIO()
    document.save(made)
    assert "a table that is none of the form's: Sums" in problems(made.getvalue())[0]


def test_a_form_has_headings_a_language_and_a_title() -> None:
    document = Document(BytesIO(FORM))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert document.core_properties.title == "itu-t/y.2770"
    assert document.core_properties.language == "en-GB"
    whole = unpacked(FORM)
    assert whole.count(b"<w:tblHeader/>") == len(document.tables)
    assert b'<w:lang w:val="en-GB"' in whole


def test_nothing_tells_who_made_a_form_or_when() -> None:
    about = Document(BytesIO(FORM)).core_properties
    assert (about.author, about.last_modified_by) == ("hria", "")
    assert about.created
    assert about.created.year == 1980


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"no zip", "not a file of the kind docx"),
        (with_part(FORM, "word/document.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "entities"),
        (with_part(FORM, "word/document.xml", b"<a"), "no document"),
    ],
)
def test_a_file_that_could_do_harm_is_not_opened(data: bytes, words: str) -> None:
    with pytest.raises(ContentError, match=words):
        read(data, "docx")
