import re

from hria.content.library import Library
from hria.content.roots import shipped
from hria.model.cases import Case, Cases

CASE = Case(
    title="A thing",
    happened="It happened.",
    when="2012",
    where="W",
    questions=("PRV-05",),
    source="S",
    kind="none",
    mark="recalled",
    note="From memory.",
)


def test_a_case_tells_what_where_and_when_in_one_line() -> None:
    assert CASE.told == "A thing (W, 2012). It happened."
    assert CASE.sourced == "recalled: S; From memory"


def test_the_cases_behind_a_question_are_found() -> None:
    cases = Cases(cases={"a": CASE})
    assert cases.behind("PRV-05") == (CASE,)
    assert cases.behind("PRV-06") == ()


def test_every_case_that_ships_says_where_it_was_read_or_that_it_was_not() -> None:
    cases = Library([shipped()]).cases()
    assert cases is not None
    assert len(cases.cases) >= 15
    for name, case in cases.cases.items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert case.address or case.mark == "recalled", name
        assert len(case.happened.split()) <= 50, name
