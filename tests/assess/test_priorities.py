import pytest
from hypothesis import given, settings

from hria.assess.priorities import (
    aim,
    failed,
    fallback,
    foremost,
    gravest_first,
    leading,
    lowered,
    removing,
    unacceptable,
)
from hria.assess.score import Score, score
from hria.model.assessment import Ask, Assessment
from hria.model.grades import Level
from tests.support.builders import a_part, a_question, an_answer, an_ask, an_assessment, grades
from tests.support.strategies import Case, cases

# Two rights: the first is critical through PRV-01, the second high through EXP-01.
PARTS = (
    a_part(a_question("PRV-01"), a_question("PRV-02"), a_question("PRV-03")),
    a_part(a_question("EXP-01"), right="expression"),
)
HIGH = grades(scale=3)
SLIGHT = grades(scale=1)


def an_answered(*asks: Ask, **fields: object) -> Assessment:
    answers = {
        "PRV-01": an_answer(),
        "PRV-02": an_answer(grades=HIGH),
        "PRV-03": an_answer(grades=SLIGHT),
        "EXP-01": an_answer(grades=HIGH),
    }
    pins = ({"ref": "privacy@1.0.0"}, {"ref": "expression@1.0.0"})
    return an_assessment(answers, checklists=pins, asks=asks, **fields)


def scored(*asks: Ask) -> tuple[Score, Assessment]:
    assessment = an_answered(*asks)
    return score(assessment, PARTS, None), assessment


def names(asks: tuple[Ask, ...]) -> list[str]:
    return [ask.id for ask in asks]


LESS = an_ask("A1", addresses=("PRV-03",))
OTHER = an_ask("A2", addresses=("EXP-01",))
SECOND = an_ask("A3", addresses=("PRV-02",))
WORST = an_ask("A4", addresses=("PRV-01",))


def test_the_gravest_right_comes_first_and_ties_stand_as_in_the_assessment() -> None:
    found, _ = scored()
    assert [r.part.right for r in gravest_first(found)] == ["privacy", "expression"]
    same = an_assessment({}, checklists=({"ref": "privacy@1.0.0"}, {"ref": "expression@1.0.0"}))
    tied = score(same, PARTS, None)
    assert [r.part.right for r in gravest_first(tied)] == ["privacy", "expression"]


# "the asks of the smallest set that brings the gravest right's result below its present level
# first, then those which alone change most"
def test_the_smallest_set_of_the_gravest_right_comes_first_then_what_changes_most() -> None:
    found, assessment = scored(LESS, OTHER, SECOND, WORST)
    aimed = aim(found, assessment.asks)
    assert aimed is not None
    assert (aimed.result.part.right, names(aimed.asks)) == ("privacy", ["A4"])
    # A2 changes the result of a right; A3 and A1 change none, and A3 lowers a graver finding.
    assert names(foremost(found, assessment.asks, 9)) == ["A4", "A2", "A3", "A1"]
    assert names(foremost(found, assessment.asks, 3)) == ["A4", "A2", "A3"]


def test_where_the_gravest_right_cannot_be_lowered_the_next_one_is_the_aim() -> None:
    found, assessment = scored(LESS, OTHER)
    aimed = aim(found, assessment.asks)
    assert aimed is not None
    assert aimed.result.part.right == "expression"
    nothing, none = scored()
    assert aim(nothing, none.asks) is None


def test_an_ask_that_changes_nothing_is_not_put_first() -> None:
    found, assessment = scored(an_ask("A1", effect="advice"), WORST)
    assert names(foremost(found, assessment.asks, 3)) == ["A4"]


def test_an_ask_that_only_works_with_another_is_put_first_where_the_aim_needs_it() -> None:
    # Two findings are critical, and each ask works on one of them.
    asks = (an_ask("A1", effect="limits"), an_ask("A2", effect="limits", addresses=("PRV-02",)))
    assessment = an_assessment({"PRV-01": an_answer(), "PRV-02": an_answer()}, asks=asks)
    found = score(assessment, PARTS[:1], None)
    assert found.alone["A1"]["privacy"] == Level.CRITICAL
    assert names(foremost(found, assessment.asks, 3)) == ["A1", "A2"]


def test_the_finding_behind_an_ask_is_the_gravest_that_it_lowers() -> None:
    both = an_ask("A1", addresses=("PRV-03", "PRV-02"))
    found, _ = scored(both)
    assert [f.id for f in lowered(found, both)] == ["PRV-02", "PRV-03"]
    finding = leading(found, both)
    assert finding is not None
    assert finding.id == "PRV-02"
    idle = an_ask("A1", effect="advice")
    found, _ = scored(idle)
    assert lowered(found, idle) == ()
    addressed = leading(found, idle)
    assert addressed is not None
    assert addressed.id == "PRV-01"
    nothing = an_ask("A1", addresses=("PRV-09",))
    found, _ = scored(nothing)
    assert leading(found, nothing) is None


def test_the_red_line_is_what_sets_the_worst_result_until_an_ask_takes_it_away() -> None:
    assert [f.id for f in unacceptable(scored()[0])] == ["PRV-01"]
    limited, _ = scored(an_ask("A1", effect="limits"))
    assert [(f.id, removing(f)) for f in unacceptable(limited)] == [("PRV-01", ())]
    removed, _ = scored(WORST)
    assert [(f.id, removing(f)) for f in unacceptable(removed)] == [("PRV-01", (WORST,))]


def test_what_no_ask_takes_away_comes_first_on_the_red_line() -> None:
    both = an_assessment({"PRV-01": an_answer(), "PRV-02": an_answer()}, asks=(WORST,))
    found = unacceptable(score(both, PARTS[:1], None))
    assert [f.id for f in found] == ["PRV-02", "PRV-01"]


def test_below_high_no_finding_is_a_red_line() -> None:
    slight = an_assessment({"PRV-01": an_answer(grades=SLIGHT)})
    assert unacceptable(score(slight, PARTS[:1], None)) == ()
    assert unacceptable(score(an_assessment(), PARTS[:1], None)) == ()


def test_failed_steps_of_the_three_part_test_are_those_of_findings_that_count() -> None:
    fails = {"necessity": {"outcome": "fail", "reason": "Less would do."}}
    unclear = {"necessity": {"outcome": "unclear", "reason": "Who knows."}}
    linked = grades(nexus="linked")
    assessment = an_assessment(
        {
            "PRV-01": an_answer(grades=SLIGHT, tests=fails),
            "PRV-02": an_answer(tests=fails),
            "PRV-03": an_answer(tests=unclear),
        }
    )
    assert [f.id for f in failed(score(assessment, PARTS[:1], None))] == ["PRV-02", "PRV-01"]
    uncounted = an_assessment({"PRV-01": an_answer(grades=linked, tests=fails)})
    assert failed(score(uncounted, PARTS[:1], None)) == ()


def test_the_ask_that_lowers_the_same_finding_furthest_takes_the_place_of_a_refused_one() -> None:
    mild = an_ask("A5", effect="limits")
    milder = an_ask("A6", effect="consent")
    found, assessment = scored(WORST, milder, mild)
    instead = fallback(found, assessment, WORST, (WORST,))
    assert instead is not None
    assert (instead.finding.id, names(instead.instead)) == ("PRV-01", ["A5"])
    assert (instead.result.part.right, instead.level) == ("privacy", Level.HIGH)


def test_of_two_that_tie_the_one_that_is_not_asked_for_yet_takes_the_place() -> None:
    mild, same = an_ask("A5", effect="limits"), an_ask("A6", effect="limits")
    found, assessment = scored(WORST, mild, same)
    instead = fallback(found, assessment, WORST, (WORST, mild))
    assert instead is not None
    assert names(instead.instead) == ["A6"]


def test_where_nothing_lowers_the_finding_the_record_has_no_fallback() -> None:
    found, assessment = scored(WORST, OTHER)
    instead = fallback(found, assessment, WORST, (WORST, OTHER))
    assert instead is not None
    assert (instead.instead, instead.level) == ((), Level.CRITICAL)


def test_where_nothing_lowers_the_finding_another_set_may_lower_its_right() -> None:
    # PRV-03 is no reason for the result, so its right can fall without an ask on it.
    found, assessment = scored(LESS, WORST)
    instead = fallback(found, assessment, LESS, (LESS,))
    assert instead is not None
    assert (names(instead.instead), instead.same) == (["A4"], False)
    # What is asked for already takes nobody's place.
    known = fallback(found, assessment, LESS, (LESS, WORST))
    assert known is not None
    assert (known.instead, known.level) == ((), Level.HIGH)


def test_an_ask_on_no_finding_has_no_fallback() -> None:
    nothing = an_ask("A1", addresses=("PRV-09",))
    found, assessment = scored(nothing)
    assert fallback(found, assessment, nothing, (nothing,)) is None


@settings(max_examples=40)
@given(cases())
def test_what_is_put_first_has_an_effect_and_a_fallback_never_makes_it_worse(case: Case) -> None:
    found = score(case.assessment, case.parts, case.features)
    asks = case.assessment.asks
    first = foremost(found, asks, 3)
    assert len(set(names(first))) == len(first) <= 3
    aimed = aim(found, asks)
    for ask in first:
        assert lowered(found, ask) or (aimed and ask in aimed.asks)
    for ask in first:
        instead = fallback(found, case.assessment, ask, first)
        if instead is not None:
            assert ask not in instead.instead
            assert instead.result.if_asks <= instead.level <= instead.result.result


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_more_are_put_first_than_are_wanted(most: int) -> None:
    found, assessment = scored(WORST, OTHER, SECOND)
    assert len(foremost(found, assessment.asks, most)) == most
