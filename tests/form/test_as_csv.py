"""Comma-separated values, as spreadsheets write them."""

import pytest

from hria.errors import ContentError
from tests.form.forms import brought, read, written
from tests.form.test_merging import answer, case, sheet
from tests.support.builders import an_answer


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@A1", "'=1", "\t=1"])
def test_no_cell_begins_as_a_formula_does(words: str) -> None:
    wild = case(answers={"PRV-01": an_answer("no", rationale=words, by="ab")})
    assert f'"\'{words}"'.encode() in written(wild, "csv")


@pytest.mark.parametrize("between", [";", "\t"])
def test_semicolons_and_tabs_are_understood(between: str) -> None:
    data = sheet(answer()).replace(b",", between.encode())
    assert brought(data, "csv", case()).changes == ("PRV-01 no",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        ("Begründung".encode("latin-1"), "not UTF-8"),
        (b'"Question ID', "not comma-separated values"),
        (b"Answer\n" * 5_100, "more than 5000 rows"),
        (b"Question ID,Answer\n", "the column 'Quote' is missing"),
    ],
)
def test_what_is_no_form_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ContentError, match=words):
        read(data, "csv")
