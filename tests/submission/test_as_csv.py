import csv
import io

import pytest

from hria.submission.as_csv import as_csv
from hria.submission.comment_table import COLUMNS
from tests.submission.papers import an_ask, paper


def rows(*asks: object) -> list[list[str]]:
    text = as_csv(paper("comment-table", *asks)).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text), strict=True))


def test_the_columns_are_the_usual_ones() -> None:
    head, first, ask = rows()
    assert tuple(head) == COLUMNS
    assert (first[4], ask[4]) == ("ge", "te")
    assert ask[2] == "6.1"
    assert ask[6].startswith("MOD: Replace")
    assert ask[0] == ask[7] == ""


@pytest.mark.parametrize(
    ("clause", "split"),
    [
        ("6.3", ("6.3", "")),
        ("6.3, Figure 2", ("6.3", "Figure 2")),
        ("6.3 Table A.1", ("6.3", "Table A.1")),
        ("Annex B, paragraph 4", ("Annex B", "paragraph 4")),
        ("Notes on use", ("Notes on use", "")),
    ],
)
def test_a_figure_has_a_column_of_its_own(clause: str, split: tuple[str, str]) -> None:
    assert tuple(rows(an_ask(clause=clause))[2][2:4]) == split


def test_what_is_to_be_kept_is_a_general_comment() -> None:
    assert rows(an_ask(action="NOC"))[2][4] == "ge"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "'", "\t=", "\r\n=", " =", "\uff1d"])
def test_no_cell_begins_a_formula(start: str) -> None:
    for row in rows(an_ask(clause=f"{start}1+1", text=f"{start}1+1", reason=f"{start}x")):
        assert not [c for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))]
