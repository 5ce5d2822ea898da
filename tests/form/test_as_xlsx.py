"""Workbooks, as office programs and those who mean harm may send them."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from hria.errors import ContentError
from tests.form.forms import brought, read, unpacked, with_part, written
from tests.form.test_merging import case
from tests.support.builders import an_answer

FORM = written(case(), "xlsx")


def edited(change: Callable[[Workbook], object], data: bytes = FORM) -> bytes:
    """Return a form after somebody changed it in an office program."""
    book = load_workbook(BytesIO(data))
    change(book)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def filled(**cells: object) -> bytes:
    def change(book: Workbook) -> None:
        for place, value in cells.items():
            book["Answers"][place].value = value
            if isinstance(value, datetime):
                book["Answers"][place].number_format = "yyyy-mm-dd"

    return edited(change)


def problems(data: bytes) -> list[str]:
    with pytest.raises(ContentError) as error:
        brought(data, "xlsx", case())
    return [str(problem) for problem in error.value.problems]


def test_a_cell_is_named_by_its_sheet_and_place() -> None:
    (problem,) = problems(filled(D2="mabye"))
    assert problem == (
        "answers.xlsx:Answers!D2: HRIA004 answer is 'mabye'"
        " (allowed: yes, partly, no, not-applicable, unknown)"
    )


def test_numbers_and_days_of_excel_are_understood() -> None:
    cells = {"L2": 4.0, "M2": 3, "N2": 3.0, "O2": "N4", "Q2": "direct"}
    data = filled(D2="yes", **cells, W2=datetime(2026, 11, 20))  # noqa: DTZ001 - Excel knows no zones
    given = brought(data, "xlsx", case()).assessment.answers["PRV-01"]
    assert given.grades
    assert (given.grades.scale, given.on) == (4, "2026-11-20")


def test_a_formula_is_refused_and_not_worked_out() -> None:
    (problem,) = problems(filled(F2="=1+1"))
    assert problem == (
        "answers.xlsx:Answers!F2: HRIA004 a formula"
        " (write the words themselves; formulas are not worked out)"
    )


def test_words_that_look_like_a_formula_are_text() -> None:
    wild = case(answers={"PRV-01": an_answer("no", rationale="=HYPERLINK(1)", by="ab")})
    book = load_workbook(BytesIO(written(wild, "xlsx")))
    cell = book["Answers"]["F2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("=HYPERLINK(1)", "s", "@")
    assert b"<f>" not in unpacked(written(wild, "xlsx"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda b: b.remove(b["Asks"]), "answers.xlsx: HRIA002 the table 'Asks' is missing"),
        (lambda b: b.remove(b["Read me"]), "the sheet 'Read me' is missing"),
        (lambda b: b.create_sheet("Sums"), "'Sums' is no table of a form (known: Answers,"),
        (
            lambda b: setattr(b["Answers"]["D1"], "value", "Anwser"),
            "answers.xlsx:Answers!D1: HRIA003 unknown column 'Anwser' (allowed:",
        ),
        (lambda b: b["Answers"].delete_cols(4), "the column 'Answer' is missing"),
    ],
)
def test_sheets_and_columns_are_those_of_the_form(
    change: Callable[[Workbook], object], words: str
) -> None:
    assert any(words in problem for problem in problems(edited(change)))


def test_a_form_has_headings_that_stay_and_words_to_choose_from() -> None:
    book = load_workbook(BytesIO(FORM))
    sheet = book["Answers"]
    assert book.sheetnames[:2] == ["Read me", "Answers"]
    assert sheet.freeze_panes == "B2"
    rules = {r.formula1 for r in sheet.data_validations.dataValidation}
    assert '"yes,partly,no,not-applicable,unknown"' in rules


def test_nothing_tells_who_made_a_form_or_when() -> None:
    about = load_workbook(BytesIO(FORM)).properties
    assert (about.creator, about.lastModifiedBy) == ("hria", None)
    assert about.created.year == about.modified.year == 1980


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a file of the kind xlsx"),
        (b"PK\x03\x04 broken", "not a file of the kind xlsx"),
        (FORM[: len(FORM) // 2], "not a file of the kind xlsx"),
        (with_part(FORM, "xl/workbook.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "entities"),
        (
            with_part(FORM, "xl/workbook.xml", "<!DOCTYPE x><x/>".encode("utf-16")),
            "declares entities",
        ),
        (with_part(FORM, "xl/bomb.xml", b" " * (9 << 20)), "packed more than 250 times"),
        (with_part(FORM, "xl/tags.xml", b"<a/>" * 1_000_001), "more than"),
        (with_part(FORM, "xl/workbook.xml", b"<x"), "no workbook"),
    ],
    ids=["empty", "broken", "half", "entity", "utf-16", "bomb", "tags", "other"],
)
def test_a_file_that_could_do_harm_is_not_opened(data: bytes, words: str) -> None:
    with pytest.raises(ContentError, match=words):
        read(data, "xlsx")


def test_a_row_far_below_is_no_reason_to_read_a_million() -> None:
    def change(book: Workbook) -> None:
        book["Answers"]["A1000000"].value = "PRV-01"

    with pytest.raises(ContentError, match="more than 5000 rows"):
        read(edited(change), "xlsx")
