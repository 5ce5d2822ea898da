"""Every case file, and that no code and no kind is without one."""

import re
from pathlib import Path

import pytest

import hria
from tests.cases.reading import KINDS, Case, cases

SOURCE = Path(hria.__file__).resolve().parent
PLACE = r"[^:]+:\d+:\d+: HRIA\d{3} (warning: )?\S.*"

INVALID = list(cases("invalid"))
VALID = list(cases("valid"))


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_an_invalid_case_gives_exactly_its_lines(case: Case) -> None:
    assert case.lines() == case.expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_a_valid_case_gives_no_line(case: Case) -> None:
    assert case.lines() == []


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_every_line_names_file_line_column_and_code(case: Case) -> None:
    lines = case.expected.read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        assert re.fullmatch(PLACE, line)
        assert line.startswith(case.path.name)
        assert not line.endswith((".", " "))


def test_every_code_in_the_source_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    in_source = set(re.findall(r"\bHRIA\d{3}\b", text))
    printed = "".join(case.expected.read_text(encoding="utf-8") for case in INVALID)
    in_cases = set(re.findall(r"\bHRIA\d{3}\b", printed))
    assert in_source - in_cases == set()
    assert in_cases - in_source == set()


def test_every_kind_has_cases_of_both_sorts() -> None:
    for sort in (VALID, INVALID):
        assert {case.path.parent.parent.name for case in sort} == set(KINDS)


def test_no_file_of_problems_is_left_without_its_case() -> None:
    written = {path for case in INVALID for path in case.path.parent.glob("*.problems.txt")}
    assert written == {case.expected for case in INVALID}
