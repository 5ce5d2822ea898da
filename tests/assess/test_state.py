from hypothesis import given

from hria.assess.plan import Standing, aside, unanswered
from hria.assess.shown import MASK, shown
from hria.assess.state import State, Stated, states, told
from tests.support.builders import a_part, a_question, an_answer, an_assessment
from tests.support.strategies import Case, cases

PART = a_part(
    a_question("PRV-01"),
    a_question("PRV-02"),
    a_question("PRV-03"),
    a_question("PRV-04"),
    a_question("PRV-05", asked_if={"PRV-02": ("yes", "partly")}),
    a_question("PRV-06", asked_if={"PRV-01": ("yes",)}),
    a_question("PRV-07", features=["log", "retain"]),
    a_question("PRV-08", features=["log"]),
    a_question("PRV-09", asked_if={"PRV-02": ("yes",)}),
    a_question("PRV-10", state="retired"),
)
GIVEN = an_assessment(
    {
        "PRV-01": an_answer("no"),
        "PRV-02": an_answer("unknown", reason="text-not-read"),
        "PRV-03": an_answer("not-applicable", rationale="Nothing moves."),
        "PRV-08": an_answer("no"),
        "PRV-09": an_answer("no"),
    }
)


# "a printed list of what is unanswered, unknown, not applicable and why"
def test_the_list_says_of_every_question_how_it_stands_and_why() -> None:
    assert list(told(states(GIVEN, (PART,), frozenset()))) == [
        "privacy@1.0.0: Privacy (9 questions)",
        "  answered: 1",
        "    PRV-01  Title PRV-01: no",
        "  unanswered: 1",
        "    PRV-04  Title PRV-04",
        "  unknown: 1",
        "    PRV-02  Title PRV-02: the text was not read for this",
        "  not applicable: 1",
        "    PRV-03  Title PRV-03: Nothing moves.",
        "  may apply: 1",
        "    PRV-05  Title PRV-05: it depends on the answer to PRV-02, which is not known",
        "  not asked: 2",
        "    PRV-06  Title PRV-06: it is asked only where PRV-01 is answered yes",
        "    PRV-07  Title PRV-07: the descriptor names none of: log, retain",
        "  kept aside: 2",
        "    PRV-08  Title PRV-08: the descriptor names none of: log",
        "    PRV-09  Title PRV-09: it depends on the answer to PRV-02, which is not known",
    ]


def test_an_old_answer_that_waits_is_told() -> None:
    former = {
        "question": "PRV-04",
        "under": "privacy@0.9.0",
        "reason": "Old.",
        "answer": an_answer("no"),
    }
    waiting = an_assessment({}, to_confirm=[former])
    lines = list(told(states(waiting, (PART,), None)))
    assert "    PRV-04  Title PRV-04: an old answer waits to be confirmed" in lines


def test_rights_are_apart_by_an_empty_line() -> None:
    other = a_part(a_question("EXP-01"), right="expression")
    lines = list(told(states(an_assessment(), (a_part(), other), None)))
    assert lines[3:5] == ["", "expression@1.0.0: Privacy (1 questions)"]


def test_a_confidential_reason_is_not_in_the_list_of_what_may_be_shown() -> None:
    secret = an_answer("not-applicable", rationale="Zebrafish.", confidential=True)
    lines = "\n".join(told(states(shown(an_assessment({"PRV-01": secret})), (a_part(),), None)))
    assert MASK in lines
    assert "Zebrafish" not in lines


@given(cases())
def test_every_question_that_is_not_retired_has_exactly_one_state(case: Case) -> None:
    rows = states(case.assessment, case.parts, case.features)
    assert [s.question for row in rows for s in row.questions] == list(case.questions)
    for row in rows:
        assert sum(len(row.of(state)) for state in State) == len(row.questions)


@given(cases())
def test_the_list_says_what_the_plan_and_the_score_say(case: Case) -> None:
    rows = states(case.assessment, case.parts, case.features)
    found = [stated for row in rows for stated in row.questions]
    assert _ids(found, State.ASIDE) == [
        q.id for q, _ in aside(case.parts, case.assessment, case.features)
    ]
    assert _ids(found, State.UNANSWERED) == [
        q.id for _, q in unanswered(case.parts, case.assessment, case.features)
    ]
    for row, result in zip(rows, case.score.results, strict=True):
        assert len(row.of(State.ANSWERED)) == result.answered
        unknown = [s for s in row.questions if s.question in result.unknown]
        assert {s.state for s in unknown} <= {
            State.UNANSWERED,
            State.UNKNOWN,
            State.MAY_APPLY,
            State.ASIDE,
        }
        assert all(s.applied.standing is Standing.OPEN for s in unknown if s.state is State.ASIDE)


def _ids(found: list[Stated], state: State) -> list[str]:
    return [stated.question.id for stated in found if stated.state is state]
