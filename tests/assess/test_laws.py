"""The laws of METHOD section 10, over generated checklists and assessments."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hria.assess.fit import misfits
from hria.assess.score import Finding, Result, Score
from hria.model.assessment import Answer, Ask, Safeguard
from hria.model.checklist import Question
from hria.model.grades import Level, Nexus
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
    evidence,
    grades,
)
from tests.support.reference import asked, counted_alone, reference
from tests.support.searching import SOME
from tests.support.strategies import (
    FORCES,
    NEXUSES,
    STRENGTHS,
    WORDS,
    Case,
    Mood,
    answers,
    cases,
)

ROOT = Path(__file__).parents[2]


# What a score says, as plain values


def levels(result: Result) -> dict[str, Level]:
    return {
        "result": result.result,
        "inherent": result.inherent,
        "if asks": result.if_asks,
        "floor": result.floor,
        "ceiling": result.ceiling,
    }


def all_levels(score: Score) -> dict[str, Level]:
    found = {
        f"{result.part.right} {name}": level
        for result in score.results
        for name, level in levels(result).items()
    }
    found |= {
        f"{right} with {ask} alone": level
        for ask, alone in score.alone.items()
        for right, level in alone.items()
    }
    return found | finding_levels(score.findings)


def finding_levels(findings: Iterable[Finding]) -> dict[str, Level]:
    return {
        f"{finding.id} {name}": graded.level
        for finding in findings
        for name, graded in [
            ("inherent", finding.inherent),
            ("residual", finding.residual),
            ("if asks", finding.if_asks),
        ]
    }


def everything(score: Score) -> dict[str, object]:
    """All that *score* says of rights, findings and asks, but for the smallest sets."""
    rows: dict[str, object] = {
        result.part.right: (
            result.coverage,
            result.answered,
            result.applicable,
            sorted(result.provisional),
            result.profile,
            [finding.id for finding in result.set_by],
            [finding.id for finding in result.worst],
            sorted(question.id for question in result.unknown),
            result.escalated,
        )
        for result in score.results
    }
    findings = [(f.id, f.right, f.counted, f.vector, f.inherent, f.if_asks) for f in score.findings]
    by_id = {ask: dict(alone) for ask, alone in score.alone.items()}
    return {**rows, "levels": all_levels(score), "findings": sorted(findings), "asks": by_id}


def without_escalations(case: Case) -> Case:
    return case.changed(escalations=())


@SOME
@given(cases(secrets=True))
def test_generated_assessments_fit_their_checklists(case: Case) -> None:
    assert [f for f in misfits(case.assessment, case.parts) if f.level == "error"] == []


# METHOD, whole: the code against a second reading of the text


@settings(max_examples=100)
@given(cases())
def test_a_score_is_what_a_second_reading_of_the_method_gives(case: Case) -> None:
    score = case.score
    checklists = [part.checklist for part in case.parts]
    counted = counted_alone(case.assessment, checklists, case.features)
    for result in score.results:
        right = result.part.right
        questions = asked(result.part.checklist, case.assessment, case.features)
        expected = reference(counted, questions, right)
        assert result.result.word == expected.result
        assert result.inherent.word == expected.inherent
        assert result.if_asks.word == expected.if_asks
        assert result.floor.word == expected.floor
        assert result.ceiling.word == expected.ceiling
        assert result.coverage == pytest.approx(float(expected.coverage))
        assert result.provisional == expected.provisional
        assert {k.word: v for k, v in result.profile.items()} == expected.profile
        assert {f.id for f in result.set_by} == expected.set_by
        alone = {ask: levels[right].word for ask, levels in score.alone.items()}
        assert alone == expected.alone
        smallest = {level.word: ids for level, ids in score.smallest[right].items()}
        assert smallest == expected.smallest
        assert {
            (
                f.id,
                f.inherent.severity,
                f.residual.severity,
                f.inherent.likelihood,
                f.residual.likelihood,
                f.strength,
                f.grades.nexus,
                f.inherent.level.word,
                f.residual.level.word,
                f.if_asks.level.word,
                f.counted,
            )
            for f in result.findings
        } == {tuple(vars(f).values()) for f in expected.findings}


# METHOD 10: "Making any grade of a finding worse never lowers any level or result."


def worse(answer: Answer) -> list[Answer]:
    """Every answer that differs by one grade, which is worse."""
    given = answer.grades
    assert given
    # An assessor's own value has its reason, whatever force it departs from.
    reasoned = answer.model_copy(update={"likelihood_reason": "Seen in the field."})
    steps: dict[str, Sequence[object]] = {
        "scale": range(given.scale + 1, 5),
        "scope": range(given.scope + 1, 5),
        "irremediability": range(given.irremediability + 1, 5),
        "nexus": NEXUSES[NEXUSES.index(given.nexus) + 1 :],
    }
    if given.force is not None:
        steps["force"] = FORCES[FORCES.index(given.force) + 1 :]
    if given.likelihood is not None:
        steps["likelihood"] = range(given.likelihood + 1, 5)
    return [
        *(
            reasoned.model_copy(update={"grades": given.model_copy(update={grade: value})})
            for grade, values in steps.items()
            for value in values
        ),
        *(
            answer.model_copy(update={"evidence": (*answer.evidence, evidence(strength))})
            for strength in STRENGTHS[STRENGTHS.index(answer.strength) + 1 :]
        ),
    ]


@SOME
@given(cases(), st.data())
def test_making_a_grade_worse_lowers_no_level_and_no_result(
    case: Case, data: st.DataObject
) -> None:
    assume(case.findings)
    question = data.draw(st.sampled_from(case.findings))
    given = case.assessment.answers[question.id]
    before = all_levels(case.score)
    for answer in worse(given):
        after = all_levels(case.answering(question.id, answer).score)
        lowered = {name for name in before if after[name] < before[name]}
        if _nexus(given) == "linked" and _nexus(answer) == "contributory":
            # See the test after this one.
            lowered -= {f"{question.id} {column}" for column in ("inherent", "residual", "if asks")}
        assert lowered == set()


def _nexus(answer: Answer) -> Nexus | None:
    return answer.grades.nexus if answer.grades else None


# METHOD 4: "A contributory finding is at most high."; against METHOD 10: "Making any grade of a
# finding worse never lowers any level or result." Rule 4 caps contributory findings and not
# linked ones, so the level that is shown of a linked one, which never counts, can fall.
def test_a_critical_linked_finding_is_high_once_it_is_contributory() -> None:
    part = a_part()
    linked = Case(an_assessment({"PRV-01": an_answer(grades=grades(nexus="linked"))}), (part,))
    closer = linked.answering("PRV-01", an_answer(grades=grades(nexus="contributory")))
    assert linked.score.findings[0].residual.level is Level.CRITICAL
    assert closer.score.findings[0].residual.level is Level.HIGH
    assert linked.score.results[0].result is Level.NONE
    assert closer.score.results[0].result is Level.HIGH


# METHOD 10: "Changing one unknown to an answer never widens the range: the new floor to ceiling
# lies inside the old."
@SOME
@given(cases(), st.data())
def test_an_answer_in_place_of_unknown_never_widens_the_range(
    case: Case, data: st.DataObject
) -> None:
    score = case.score
    unknown = [question for result in score.results for question in result.unknown]
    assume(unknown)
    # A question on which others depend says more than the others.
    deciding = [q for q in unknown if any(q.id in o.asked_if for o in case.questions)]
    question = data.draw(st.sampled_from(deciding or unknown) | st.sampled_from(unknown))
    words = tuple(word for word in WORDS if word != "unknown")
    mood: Mood = data.draw(st.sampled_from(("high", "grave", "any")))
    answer = data.draw(answers(question, words, mood))
    known = case.answering(question.id, answer).score
    for old, new in zip(score.results, known.results, strict=True):
        assert old.floor <= new.floor <= new.ceiling <= old.ceiling


# METHOD 10: "Order of questions, answers, findings, safeguards or asks changes nothing."


def shuffled(case: Case, data: st.DataObject, *keys: str) -> Case:
    """The case with the lists *keys* of its assessment, and all else, in another order."""
    assessment = case.assessment
    order = data.draw(st.permutations(list(assessment.answers)))
    answers = {
        name: assessment.answers[name].model_copy(
            update={"evidence": assessment.answers[name].evidence[::-1]}
        )
        for name in order
    }
    lists = {key: tuple(data.draw(st.permutations(getattr(assessment, key)))) for key in keys}
    changed = case.changed(answers=answers, **lists)
    for part in case.parts:
        changed = changed.asking(part, *data.draw(st.permutations(part.checklist.questions)))
    return changed


@SOME
@given(cases(), st.data())
def test_the_order_of_questions_answers_and_safeguards_changes_nothing(
    case: Case, data: st.DataObject
) -> None:
    other = shuffled(case, data, "safeguards", "escalations", "assessors").score
    assert everything(other) == everything(case.score)
    assert other.smallest == case.score.smallest


@SOME
@given(cases(), st.data())
def test_the_order_of_asks_changes_nothing_but_which_set_of_equals_is_named(
    case: Case, data: st.DataObject
) -> None:
    # METHOD 7: "ties by the order of the file"
    score, other = case.score, shuffled(case, data, "asks").score
    assert everything(other) == everything(score)
    assert _sizes(other) == _sizes(score)


def _sizes(score: Score) -> dict[str, dict[Level, int]]:
    return {
        right: {level: len(asks) for level, asks in sets.items()}
        for right, sets in score.smallest.items()
    }


@SOME
@given(cases())
def test_the_order_of_checklists_changes_no_row(case: Case) -> None:
    other = Case(case.assessment, case.parts[::-1], case.features).score
    assert everything(other) == everything(case.score)
    assert other.smallest == case.score.smallest


# METHOD 10: "A duplicate of a question changes no result."


def duplicated(case: Case, question: Question) -> Case:
    """The case with *question* twice: same words, answer, safeguards and asks, another id."""
    part = case.part_of(question)
    copy = question.model_copy(update={"id": f"{question.id[:3]}-777"})
    assessment = case.assessment
    answer = assessment.answers.get(question.id)
    return case.asking(part, *part.checklist.questions, copy).changed(
        answers={**assessment.answers, **({copy.id: answer} if answer else {})},
        safeguards=(
            *assessment.safeguards,
            *(
                s.model_copy(update={"id": f"{s.id}-copy", "question": copy.id})
                for s in assessment.safeguards
                if s.question == question.id
            ),
        ),
        asks=tuple(
            a.model_copy(update={"addresses": (*a.addresses, copy.id)})
            if question.id in a.addresses
            else a
            for a in assessment.asks
        ),
    )


# Rule 6.2 counts findings, so with a written escalation a duplicate may be the third: the test
# after this one. The law is read as one about results that nobody escalated.
@SOME
@given(cases().map(without_escalations), st.data())
def test_a_duplicate_of_a_question_changes_no_result(case: Case, data: st.DataObject) -> None:
    assume(case.questions)
    question = data.draw(st.sampled_from(case.questions))
    score, twice = case.score, duplicated(case, question).score
    for once, again in zip(score.results, twice.results, strict=True):
        assert levels(again) == levels(once)
    assert twice.alone == score.alone
    assert twice.smallest == score.smallest


# METHOD 6.2: "escalations raise high to critical for a right with three or more counted findings
# at high"; against METHOD 10: "A duplicate of a question changes no result."
def test_with_an_escalation_a_duplicate_counts_as_one_more_high_finding() -> None:
    names = ("PRV-01", "PRV-02")
    part = a_part(*(a_question(name, max_severity=3) for name in names))
    escalations = [{"right": "privacy", "reason": "They work together."}]
    case = Case(
        an_assessment({name: an_answer() for name in names}, escalations=escalations), (part,)
    )
    assert case.score.results[0].result is Level.HIGH
    twice = duplicated(case, part.checklist.questions[0])
    assert twice.score.results[0].result is Level.CRITICAL


# METHOD 10: "Fifty protective answers beside one critical finding change no result."
@SOME
@given(cases(), st.sampled_from(("yes", "no")))
def test_fifty_protective_answers_beside_a_critical_finding_change_no_result(
    case: Case, worrying: str
) -> None:
    part = case.parts[0]
    critical = case.asking(part, *part.checklist.questions, a_question("PRV-100"))
    critical = critical.answering("PRV-100", an_answer("yes"))
    fifty = [a_question(f"PRV-{number}", worrying=worrying) for number in range(101, 151)]
    protective = an_answer("no" if worrying == "yes" else "yes", grades=None)
    many = critical.asking(critical.parts[0], *critical.parts[0].checklist.questions, *fifty)
    many = many.changed(
        answers={**critical.assessment.answers, **{q.id: protective for q in fifty}}
    )
    before, after = critical.score, many.score
    assert before.results[0].result is Level.CRITICAL
    assert all_levels(after) == all_levels(before)
    assert after.smallest == before.smallest
    for old, new in zip(before.results, after.results, strict=True):
        assert [f.id for f in new.set_by] == [f.id for f in old.set_by]
        assert new.profile == old.profile


# METHOD 10: "Accepting an ask never raises a level."
@SOME
@given(cases())
def test_accepting_an_ask_never_raises_a_level(case: Case) -> None:
    asks = case.assessment.asks
    score = case.score
    for size in range(len(asks)):
        for accepted in combinations(asks, size):
            fewer = _accepting(score, accepted)
            for ask in asks:
                more = _accepting(score, (*accepted, ask))
                assert {name for name in more if more[name] > fewer[name]} == set()


def _accepting(score: Score, accepted: tuple[Ask, ...]) -> dict[str, Level]:
    return {finding.id: finding.accepting(accepted) for finding in score.findings}


@SOME
@given(cases())
def test_dropping_an_ask_never_lowers_what_the_asks_come_to(case: Case) -> None:
    score = case.score
    asks = case.assessment.asks
    for index in range(len(asks)):
        fewer = case.changed(asks=asks[:index] + asks[index + 1 :]).score
        for one, all_ in zip(fewer.results, score.results, strict=True):
            assert one.if_asks >= all_.if_asks
            assert levels(one) | {"if asks": None} == levels(all_) | {"if asks": None}


# METHOD 10: "advice changes nothing."
@SOME
@given(cases(), st.data())
def test_advice_changes_nothing(case: Case, data: st.DataObject) -> None:
    assume(case.questions)
    # What is kept aside nobody is advised on.
    names = [q.id for q in case.questions if q.id not in {q.id for q, _ in case.score.aside}]
    assume(names)
    advice = an_ask("ADVICE", effect="advice", steps=2, addresses=names)
    told = a_safeguard("ADVICE", effect="advice", question=data.draw(st.sampled_from(names)))
    before = case.score
    after = case.changed(
        asks=(*case.assessment.asks, advice), safeguards=(*case.assessment.safeguards, told)
    ).score
    assert after.alone["ADVICE"] == {result.part.right: result.result for result in before.results}
    kept = all_levels(before)
    assert {name: all_levels(after)[name] for name in kept} == kept
    assert after.smallest == before.smallest


# METHOD 10: "Floor <= ceiling; residual <= inherent; if-asks <= residual."
@SOME
@given(cases())
def test_floor_and_columns_are_in_their_order(case: Case) -> None:
    for result in case.score.results:
        assert result.floor <= result.ceiling
        assert result.if_asks <= result.result <= result.inherent
        for finding in result.findings:
            columns = finding.if_asks, finding.residual, finding.inherent
            assert [c.level for c in columns] == sorted(c.level for c in columns)
            assert [c.severity for c in columns] == sorted(c.severity for c in columns)
            assert [c.likelihood for c in columns] == sorted(c.likelihood for c in columns)


# METHOD 10: "Only explicit inputs matter: same checklist, same assessment, same output, on any
# machine, any day."
@SOME
@given(cases())
def test_the_same_input_gives_the_same_output(case: Case) -> None:
    read_again = type(case.assessment).model_validate(
        json.loads(case.assessment.model_dump_json(by_alias=True))
    )
    assert read_again == case.assessment
    again = Case(read_again, case.parts, case.features).score
    assert again == case.score
    assert repr(again) == repr(case.score)


PRINTS_A_SCORE = """
from tests.assess.test_laws import a_rich_case
print(repr(a_rich_case().score))
"""


def a_rich_case() -> Case:
    """Return a case in which sets of texts are walked: features, asks, several findings."""
    names = [f"PRV-{number:02}" for number in range(1, 9)]
    part = a_part(*(a_question(name, features=["log", "block"]) for name in names))
    return Case(
        an_assessment(
            {name: an_answer() for name in names[:6]},
            safeguards=[a_safeguard(f"S{name}", question=name) for name in names[:3]],
            asks=[an_ask(f"A{name}", addresses=[name, names[0]]) for name in names],
        ),
        (part,),
        frozenset({"log", "decrypt"}),
    )


def test_another_process_gives_the_same_output() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINTS_A_SCORE],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    (output,) = outputs
    assert "PRV-06" in output


# METHOD 5: "Nothing on one finding changes another."
@SOME
@given(cases(), st.data())
def test_nothing_on_one_finding_changes_another(case: Case, data: st.DataObject) -> None:
    assume(case.findings)
    question = data.draw(st.sampled_from(case.findings))
    effect = data.draw(st.sampled_from(("removes", "prevents", "accountability")))
    # Another answer could decide whether another question applies.
    given = case.assessment.answers[question.id]
    lighter = given.model_copy(update={"grades": grades(scale=1)})
    changed = case.answering(question.id, lighter).changed(
        safeguards=(
            *case.assessment.safeguards,
            a_safeguard("OTHER", question=question.id, effect=effect),
        )
    )
    assert _others(changed, question) == _others(case, question)


def _others(case: Case, question: Question) -> Mapping[str, Level]:
    return finding_levels(f for f in case.score.findings if f.id != question.id)


# METHOD 5: "A safeguard works only if it is normative, verifiable and on by default"
@SOME
@given(cases())
def test_safeguards_that_do_not_work_change_nothing(case: Case) -> None:
    def works(safeguard: Safeguard) -> bool:
        return safeguard.normative and safeguard.verifiable and safeguard.default

    kept = tuple(s for s in case.assessment.safeguards if works(s))
    without = case.changed(safeguards=kept).score
    assert everything(without) == everything(case.score)
    assert without.smallest == case.score.smallest


# METHOD 7: "the smallest set of asks that brings its result below each level it can reach (exact;
# ties by the order of the file)."
@SOME
@given(cases())
def test_a_smallest_set_is_the_first_of_the_smallest_that_are_enough(case: Case) -> None:
    score = case.score
    asks = case.assessment.asks
    for result in score.results:
        sets = score.smallest[result.part.right]
        assert list(sets) == sorted(sets, reverse=True)
        for level in range(Level.LOW, result.result + 1):
            enough = (
                chosen
                for size in range(len(asks) + 1)
                for chosen in combinations(asks, size)
                if _result_with(case, result.part.right, chosen) < level
            )
            first = next(enough, None)
            found = None if first is None else tuple(ask.id for ask in first)
            assert sets.get(Level(level)) == found


def _result_with(case: Case, right: str, chosen: tuple[Ask, ...]) -> Level:
    return next(r.if_asks for r in case.changed(asks=chosen).score.results if r.part.right == right)
