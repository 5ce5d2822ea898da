from hypothesis import given

from hria.assess.narrowing import Doubt, Narrowing, narrowing
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Question
from hria.model.grades import Level
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_answer,
    an_assessment,
    evidence,
    grades,
)
from tests.support.searching import SOME
from tests.support.strategies import Case, cases


def narrowed(assessment: Assessment, *questions: Question) -> Narrowing:
    [found] = narrowing(assessment, (a_part(*questions),), None)
    return found


def ids(found: Narrowing) -> list[str]:
    return [each.question.id for each in found.open]


# METHOD 6.3: "the level of every unknown question taken at its max-severity with likelihood 4 and
# direct nexus, and the residual level of every finding left out only because its evidence is E0 or
# E1"
def test_what_is_open_could_reach_what_the_ceiling_takes_it_at() -> None:
    weak = an_answer(grades=grades(scale=3), evidence=(evidence("E1"),))
    found = narrowed(
        an_assessment({"PRV-02": an_answer("unknown"), "PRV-03": weak}),
        a_question("PRV-01", max_severity=2),
        a_question("PRV-02"),
        a_question("PRV-03"),
        a_question("PRV-04", asked_if={"PRV-02": ("yes",)}, max_severity=1),
    )
    assert [(e.question.id, e.doubt, e.reach, e.falls_to) for e in found.open] == [
        ("PRV-02", Doubt.UNKNOWN, Level.CRITICAL, Level.HIGH),
        ("PRV-03", Doubt.WEAK, Level.HIGH, None),
        ("PRV-01", Doubt.UNANSWERED, Level.MODERATE, None),
        ("PRV-04", Doubt.MAY_APPLY, Level.MODERATE, None),
    ]
    assert (found.floor, found.ceiling, found.together) == (Level.NONE, Level.CRITICAL, ())


def test_a_weak_finding_counts_with_the_safeguards_of_the_text() -> None:
    weak = an_answer(evidence=(evidence("E0"),))
    given = an_assessment({"PRV-01": weak}, safeguards=(a_safeguard(),))
    [only] = narrowed(given, a_question("PRV-01")).open
    assert (only.reach, only.falls_to) == (Level.HIGH, Level.NONE)


def test_a_linked_finding_is_not_open() -> None:
    linked = an_answer(grades=grades(nexus="linked"), evidence=(evidence("E0"),))
    assert narrowed(an_assessment({"PRV-01": linked}), a_question("PRV-01")).open == ()


def test_what_cannot_raise_the_result_is_left_out_unless_it_is_a_gate() -> None:
    found = narrowed(
        an_assessment({"PRV-01": an_answer(grades=grades(scale=3))}),
        a_question("PRV-01"),
        a_question("PRV-02", max_severity=3),
        a_question("PRV-03", max_severity=2, gate=True),
        a_question("PRV-04", max_severity=4),
    )
    assert (found.floor, found.ceiling) == (Level.HIGH, Level.CRITICAL)
    assert ids(found) == ["PRV-04", "PRV-03"]
    assert [e.gate for e in found.open] == [False, True]


def test_the_one_whose_ceiling_falls_comes_first_then_the_level_then_the_gate_then_order() -> None:
    found = narrowed(
        an_assessment(),
        a_question("PRV-01", max_severity=2),
        a_question("PRV-02", max_severity=3),
        a_question("PRV-03", max_severity=3, gate=True),
        a_question("PRV-04", max_severity=2),
        a_question("PRV-05"),
    )
    assert ids(found) == ["PRV-05", "PRV-03", "PRV-02", "PRV-01", "PRV-04"]
    assert [e.falls_to for e in found.open] == [Level.HIGH, None, None, None, None]


def test_several_that_hold_the_ceiling_together_are_named_together() -> None:
    found = narrowed(
        an_assessment(),
        a_question("PRV-01"),
        a_question("PRV-02", max_severity=2),
        a_question("PRV-03"),
    )
    assert [q.id for q in found.together] == ["PRV-01", "PRV-03"]


def test_what_goes_with_the_answer_on_which_it_depends_is_not_named_beside_it() -> None:
    found = narrowed(
        an_assessment(), a_question("PRV-01"), a_question("PRV-02", asked_if={"PRV-01": ("yes",)})
    )
    # The answer no to the first makes the second go away.
    assert [(e.question.id, e.falls_to) for e in found.open] == [
        ("PRV-01", Level.NONE),
        ("PRV-02", None),
    ]


def test_with_an_escalation_a_high_one_could_make_the_result_critical() -> None:
    high = an_answer(grades=grades(scale=3))
    given = an_assessment(
        {"PRV-01": high, "PRV-02": high},
        escalations=[{"right": "privacy", "reason": "They work together."}],
    )
    names = ("PRV-01", "PRV-02", "PRV-03")
    found = narrowed(given, *(a_question(name, max_severity=3) for name in names))
    assert [(e.question.id, e.reach) for e in found.open] == [("PRV-03", Level.CRITICAL)]


def test_a_right_in_which_nothing_is_open_has_nothing_to_narrow() -> None:
    assert narrowed(an_assessment({"PRV-01": an_answer("no")}), a_question()).open == ()


def harmless(question: Question) -> Answer:
    return an_answer("no" if question.worrying == "yes" else "yes", grades=None, applies=True)


@SOME
@given(cases())
def test_what_is_said_of_one_question_is_what_settling_it_gives(case: Case) -> None:
    for index, right in enumerate(narrowing(case.assessment, case.parts, case.features)):
        result = case.score.results[index]
        assert (right.floor, right.ceiling) == (result.floor, result.ceiling)
        for each in right.open:
            settled = case.answering(each.question.id, harmless(each.question))
            after = settled.score.results[index].ceiling
            assert each.falls_to == (after if after < right.ceiling else None)


@SOME
@given(cases())
def test_nothing_reaches_above_the_ceiling_and_nothing_useless_is_named(case: Case) -> None:
    for right in narrowing(case.assessment, case.parts, case.features):
        for each in right.open:
            assert each.reach > right.floor or each.gate
            assert each.reach <= right.ceiling or each.reach <= right.floor
            assert each.falls_to is None or right.floor <= each.falls_to < right.ceiling


@SOME
@given(cases())
def test_those_that_hold_the_ceiling_together_hold_it_and_none_does_alone(case: Case) -> None:
    for index, right in enumerate(narrowing(case.assessment, case.parts, case.features)):
        if right.together:
            assert all(each.falls_to is None for each in right.open)
            settled = case
            for question in right.together:
                settled = settled.answering(question.id, harmless(question))
            assert settled.score.results[index].ceiling < right.ceiling


@SOME
@given(cases())
def test_every_gate_that_makes_a_result_provisional_is_named(case: Case) -> None:
    found = narrowing(case.assessment, case.parts, case.features)
    for result, right in zip(case.score.results, found, strict=True):
        gates = {r.removeprefix("gate:") for r in result.provisional if r.startswith("gate:")}
        assert gates == {each.question.id for each in right.open if each.gate}
