from collections.abc import Iterable, Mapping

import pytest

from hria.assess.plan import Part
from hria.assess.score import Result, Score, score
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Question
from hria.model.grades import Grades, Level, Nexus, Strength, Word
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

# Severity and likelihood as the table of METHOD 4 needs them; scope and irremediability are 3.
CRITICAL = grades(scale=4, force="N4")
HIGH = grades(scale=3, force="N4")
MODERATE = grades(scale=2, force="N4")
LOW = grades(scale=1, force="N1")
NOTHING = grades(scale=0)

ESCALATED = [{"right": "privacy", "reason": "They work together."}]


def finding(given: Grades = CRITICAL, strength: Strength = "E4", **fields: object) -> Answer:
    return an_answer("yes", grades=given, evidence=[evidence(strength)], **fields)


def numbered(items: Iterable[Answer | None]) -> dict[str, Answer]:
    return {f"PRV-{n:02}": answer for n, answer in enumerate(items, 1) if answer}


def part_of(count: int, **fields: object) -> Part:
    return a_part(*(a_question(f"PRV-{n:02}", **fields) for n in range(1, count + 1)))


def scored(assessment: Assessment, *parts: Part, features: frozenset[str] | None = None) -> Score:
    return score(assessment, parts, features)


def result_of(
    *items: Answer | None, features: frozenset[str] | None = None, **fields: object
) -> Result:
    """The row of a checklist whose first answers are *items*; None: no answer."""
    part = part_of(len(items))
    return scored(an_assessment(numbered(items), **fields), part, features=features).results[0]


def result_under(questions: Iterable[Question], answers: Mapping[str, Answer]) -> Result:
    return scored(an_assessment(answers), a_part(*questions)).results[0]


# METHOD 1, answers


@pytest.mark.parametrize(
    ("worrying", "word", "adverse"),
    [
        # METHOD 1: "An answer is adverse when it equals that word or is partly."
        ("yes", "yes", True),
        ("yes", "no", False),
        ("no", "no", True),
        ("no", "yes", False),
        ("yes", "partly", True),
        ("no", "partly", True),
        ("yes", "not-applicable", False),
        ("no", "not-applicable", False),
        ("yes", "unknown", False),
        ("no", "unknown", False),
    ],
)
def test_an_adverse_answer_is_a_finding_and_no_other_is(
    worrying: str, word: Word, *, adverse: bool
) -> None:
    answer = an_answer(word, grades=grades(), evidence=[evidence()])
    result = result_under([a_question(worrying=worrying)], {"PRV-01": answer})
    assert len(result.findings) == adverse
    assert result.result is (Level.CRITICAL if adverse else Level.NONE)


# METHOD 1: "A question with no answer counts as unknown with the reason not-answered."
def test_a_question_without_an_answer_counts_as_unknown() -> None:
    silent, told = result_of(None), result_of(an_answer("unknown"))
    assert [q.id for q in silent.unknown] == [q.id for q in told.unknown] == ["PRV-01"]
    assert silent.ceiling is told.ceiling is Level.CRITICAL
    assert silent.coverage == told.coverage == 0


def test_a_question_that_does_not_apply_is_not_unknown() -> None:
    questions = [a_question("PRV-01", features=["log"], gate=True), a_question("PRV-02")]
    assessment = an_assessment({"PRV-02": an_answer("no", evidence=[evidence()])})
    (result,) = scored(assessment, a_part(*questions), features=frozenset()).results
    assert result.unknown == ()
    assert (result.coverage, result.ceiling, result.provisional) == (1, Level.NONE, ())


# METHOD 4, counting


@pytest.mark.parametrize(
    ("nexus", "strength", "counted"),
    [
        # METHOD 4: "A finding counts when its nexus is direct or contributory and its evidence is
        # E2 or better. Others are shown and never set a result."
        ("direct", "E0", False),
        ("direct", "E1", False),
        ("direct", "E2", True),
        ("direct", "E3", True),
        ("direct", "E4", True),
        ("contributory", "E0", False),
        ("contributory", "E1", False),
        ("contributory", "E2", True),
        ("contributory", "E3", True),
        ("contributory", "E4", True),
        ("linked", "E0", False),
        ("linked", "E1", False),
        ("linked", "E2", False),
        ("linked", "E3", False),
        ("linked", "E4", False),
    ],
)
def test_a_finding_counts_by_nexus_and_evidence(
    nexus: Nexus, strength: Strength, *, counted: bool
) -> None:
    result = result_of(finding(grades(nexus=nexus), strength))
    (one,) = result.findings
    assert one.counted is counted
    assert one.residual.level > Level.NONE
    assert (result.result > Level.NONE) is counted
    assert (result.inherent > Level.NONE) is counted
    assert sum(result.profile.values()) == counted
    assert len(result.set_by) == len(result.worst) == counted


@pytest.mark.parametrize(
    ("strengths", "highest"),
    [
        # METHOD 2: "A finding's evidence strength is the highest strength among its pieces of
        # evidence; none is E0."
        ((), "E0"),
        (("E0",), "E0"),
        (("E1", "E3", "E2"), "E3"),
        (("E4", "E1"), "E4"),
    ],
)
def test_the_strength_of_a_finding_is_that_of_its_strongest_evidence(
    strengths: tuple[Strength, ...], highest: Strength
) -> None:
    pieces = [evidence(strength) for strength in strengths]
    assert result_of(an_answer(evidence=pieces)).findings[0].strength == highest


# METHOD 5, safeguards, asks and the three columns


# METHOD 5: "A safeguard works only if it is normative, verifiable and on by default (three yes/no
# fields)"
@pytest.mark.parametrize("normative", [True, False])
@pytest.mark.parametrize("verifiable", [True, False])
@pytest.mark.parametrize("default", [True, False])
def test_a_safeguard_works_only_if_normative_verifiable_and_on_by_default(
    *, normative: bool, verifiable: bool, default: bool
) -> None:
    safeguard = a_safeguard(
        effect="removes", normative=normative, verifiable=verifiable, default=default
    )
    result = result_of(finding(), safeguards=[safeguard])
    works = normative and verifiable and default
    assert result.result is (Level.NONE if works else Level.CRITICAL)


# METHOD 5: "an ask is taken as if it were."
def test_an_ask_is_taken_to_work() -> None:
    result = result_of(finding(), asks=[an_ask()])
    assert (result.result, result.if_asks) == (Level.CRITICAL, Level.NONE)


# METHOD 5: "Three columns are always kept apart: inherent (no safeguards), residual (safeguards of
# the text; this is the headline), if the asks are accepted (safeguards and asks)."
def test_the_three_columns_are_kept_apart() -> None:
    result = result_of(
        finding(),
        safeguards=[a_safeguard(effect="limits")],
        asks=[an_ask(effect="prevents", steps=2)],
    )
    (one,) = result.findings
    assert [c.severity for c in (one.inherent, one.residual, one.if_asks)] == [4, 3, 1]
    assert [c.level for c in (one.inherent, one.residual, one.if_asks)] == [
        Level.CRITICAL,
        Level.HIGH,
        Level.MODERATE,
    ]
    assert (result.inherent, result.result, result.if_asks) == (
        Level.CRITICAL,
        Level.HIGH,
        Level.MODERATE,
    )
    assert result.floor is result.result


# METHOD 5: "An effect works once per finding, however often it is named (prevents with the larger
# step)."
def test_an_effect_of_the_text_is_not_repeated_by_an_ask() -> None:
    limits = result_of(
        finding(),
        safeguards=[a_safeguard(effect="limits")],
        asks=[an_ask(effect="limits"), an_ask("A2", effect="limits")],
    )
    prevents = result_of(
        finding(),
        safeguards=[a_safeguard(effect="prevents")],
        asks=[an_ask(effect="prevents", steps=2)],
    )
    assert limits.findings[0].if_asks.severity == 3
    assert prevents.findings[0].residual.severity == 3
    assert prevents.findings[0].if_asks.severity == 2


# METHOD 5: "on that finding only"; "Nothing on one finding changes another."
def test_a_safeguard_works_on_its_own_finding_only() -> None:
    result = result_of(finding(), finding(), safeguards=[a_safeguard(effect="removes")])
    assert {f.id: f.residual.level for f in result.findings} == {
        "PRV-01": Level.NONE,
        "PRV-02": Level.CRITICAL,
    }


# FORMATS says: "An ask with addresses works on each finding named."
def test_an_ask_works_on_each_finding_it_addresses() -> None:
    result = result_of(
        finding(), finding(), finding(), asks=[an_ask(addresses=["PRV-01", "PRV-03"])]
    )
    assert {f.id: f.if_asks.level for f in result.findings} == {
        "PRV-01": Level.NONE,
        "PRV-02": Level.CRITICAL,
        "PRV-03": Level.NONE,
    }


def test_a_safeguard_of_a_question_without_a_finding_has_no_effect() -> None:
    result = result_of(finding(), an_answer("no"), safeguards=[a_safeguard(question="PRV-02")])
    assert result.result is Level.CRITICAL


# METHOD 6.1, the result


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # METHOD 6.1: "The highest level among counted findings, none where there is none"
        ([], Level.NONE),
        ([NOTHING], Level.NONE),
        ([LOW], Level.LOW),
        ([LOW, MODERATE, LOW], Level.MODERATE),
        ([HIGH, MODERATE, LOW], Level.HIGH),
        ([LOW, HIGH, CRITICAL], Level.CRITICAL),
        # METHOD, whole: "Nothing is summed, averaged or weighted."
        ([LOW] * 20, Level.LOW),
        ([MODERATE] * 20, Level.MODERATE),
        ([HIGH] * 20, Level.HIGH),
    ],
)
def test_the_result_is_the_highest_level_of_counted_findings(
    given: list[Grades], expected: Level
) -> None:
    assert result_of(an_answer("no"), *map(finding, given)).result is expected


# METHOD 6.1: "The highest level among counted findings"
def test_findings_that_do_not_count_set_no_result() -> None:
    linked = finding(grades(nexus="linked"))
    result = result_of(linked, finding(CRITICAL, "E1"), finding(LOW, "E2"))
    assert (result.result, result.inherent, result.if_asks) == (Level.LOW,) * 3
    assert result.profile == {
        Level.CRITICAL: 0,
        Level.HIGH: 0,
        Level.MODERATE: 0,
        Level.LOW: 1,
    }


# FORMATS says: "profile counts counted findings by residual level."
def test_the_profile_counts_residual_levels() -> None:
    limits = [a_safeguard(effect="limits", question="PRV-01")]
    result = result_of(*map(finding, [CRITICAL, HIGH, LOW, NOTHING]), safeguards=limits)
    assert list(result.profile.items()) == [
        (Level.CRITICAL, 0),
        (Level.HIGH, 2),
        (Level.MODERATE, 0),
        (Level.LOW, 1),
    ]


# METHOD 6: "Rights are never added together."
def test_each_right_has_its_own_row() -> None:
    parts = (
        a_part(a_question("PRV-01")),
        a_part(a_question("XCT-01"), right="process"),
    )
    assessment = an_assessment(
        {"PRV-01": finding(CRITICAL), "XCT-01": finding(LOW)},
        escalations=[*ESCALATED, {"right": "process", "reason": "They work together."}],
    )
    rows = {r.part.right: r.result for r in scored(assessment, *parts).results}
    assert rows == {"privacy": Level.CRITICAL, "process": Level.LOW}


# METHOD 6.2, escalation


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # METHOD 6.2: "escalations raise high to critical for a right with three or more counted
        # findings at high ... With fewer, the escalation has no effect"
        ([HIGH] * 1, Level.HIGH),
        ([HIGH] * 2, Level.HIGH),
        ([HIGH] * 3, Level.CRITICAL),
        ([HIGH] * 4, Level.CRITICAL),
        ([HIGH, HIGH, MODERATE], Level.HIGH),
        # It raises high and nothing else.
        ([MODERATE] * 3, Level.MODERATE),
        ([LOW] * 3, Level.LOW),
        ([NOTHING] * 3, Level.NONE),
    ],
)
def test_an_escalation_needs_three_findings_at_high(given: list[Grades], expected: Level) -> None:
    result = result_of(*map(finding, given), escalations=ESCALATED)
    plain = result_of(*map(finding, given))
    assert result.result is result.floor is result.inherent is result.if_asks is expected
    assert result.escalated is (expected > plain.result)
    assert not plain.escalated


# METHOD 6.2: "and only with a written reason."
def test_without_an_escalation_three_high_findings_are_high() -> None:
    assert result_of(*[finding(HIGH)] * 3).result is Level.HIGH


# METHOD 6.2: "three or more counted findings at high"
def test_only_counted_findings_are_escalated() -> None:
    weak, linked = finding(HIGH, "E1"), finding(grades(scale=3, nexus="linked"))
    result = result_of(finding(HIGH), finding(HIGH), weak, linked, escalations=ESCALATED)
    assert result.result is Level.HIGH
    assert not result.escalated


def test_a_critical_finding_is_no_finding_at_high() -> None:
    result = result_of(*map(finding, [CRITICAL, HIGH, HIGH]), escalations=ESCALATED)
    assert (result.result, result.escalated) == (Level.CRITICAL, False)


def test_an_escalation_is_of_one_right() -> None:
    elsewhere = [{"right": "expression", "reason": "They work together."}]
    assert result_of(*[finding(HIGH)] * 3, escalations=elsewhere).result is Level.HIGH


# METHOD 5: "Three columns are always kept apart"; each is escalated by its own findings at high.
def test_an_escalation_is_judged_in_each_column() -> None:
    result = result_of(
        *[finding(HIGH)] * 4,
        escalations=ESCALATED,
        safeguards=[a_safeguard(question="PRV-01", effect="removes")],
        asks=[an_ask(addresses=["PRV-02"])],
    )
    assert (result.inherent, result.result, result.if_asks) == (
        Level.CRITICAL,
        Level.CRITICAL,
        Level.HIGH,
    )
    safe = a_safeguard("S2", question="PRV-02", effect="removes")
    fewer = result_of(
        *[finding(HIGH)] * 4,
        escalations=ESCALATED,
        safeguards=[safe, a_safeguard(question="PRV-01", effect="removes")],
    )
    assert (fewer.inherent, fewer.result, fewer.escalated) == (Level.CRITICAL, Level.HIGH, False)


# METHOD 6.3, floor and ceiling


@pytest.mark.parametrize(
    ("cap", "ceiling"),
    [
        # METHOD 6.3: "the level of every unknown question taken at its max-severity with
        # likelihood 4 and direct nexus"
        (1, Level.MODERATE),
        (2, Level.MODERATE),
        (3, Level.HIGH),
        (4, Level.CRITICAL),
    ],
)
def test_an_unknown_question_raises_the_ceiling_to_its_max_severity(
    cap: int, ceiling: Level
) -> None:
    questions = [a_question("PRV-01", max_severity=cap), a_question("PRV-02")]
    result = result_under(questions, {"PRV-02": finding(LOW)})
    assert (result.floor, result.ceiling) == (Level.LOW, ceiling)


# METHOD 6.3: "Floor is the result. Ceiling is the highest of the result, ..."
def test_the_ceiling_is_the_result_where_nothing_is_open() -> None:
    result = result_of(finding(MODERATE), an_answer("no"), an_answer("not-applicable"))
    assert (result.floor, result.ceiling) == (Level.MODERATE, Level.MODERATE)


def test_the_ceiling_is_never_below_the_result() -> None:
    questions = [a_question("PRV-01", max_severity=1), a_question("PRV-02")]
    result = result_under(questions, {"PRV-02": finding(CRITICAL)})
    assert (result.floor, result.ceiling) == (Level.CRITICAL, Level.CRITICAL)


# METHOD 6.3: "the level of every unknown question"; a safeguard of it is not yet judged.
def test_a_safeguard_lowers_no_unknown_question() -> None:
    result = result_of(None, safeguards=[a_safeguard(effect="removes")])
    assert result.ceiling is Level.CRITICAL


@pytest.mark.parametrize("strength", ["E0", "E1"])
def test_a_finding_left_out_for_its_evidence_raises_the_ceiling(strength: Strength) -> None:
    # METHOD 6.3: "and the residual level of every finding left out only because its evidence is E0
    # or E1."
    limits = [a_safeguard(effect="limits", question="PRV-02")]
    result = result_of(finding(LOW), finding(CRITICAL, strength), safeguards=limits)
    assert (result.floor, result.ceiling) == (Level.LOW, Level.HIGH)
    contributory = grades(nexus="contributory")
    assert result_of(finding(contributory, strength)).ceiling is Level.HIGH


@pytest.mark.parametrize("strength", ["E0", "E1", "E2", "E3", "E4"])
def test_a_linked_finding_never_raises_the_ceiling(strength: Strength) -> None:
    # METHOD 6.3: "left out only because its evidence is E0 or E1."
    linked = grades(nexus="linked")
    result = result_of(finding(LOW), finding(linked, strength))
    assert (result.floor, result.ceiling) == (Level.LOW, Level.LOW)


# METHOD 6.3: "Where an escalation is written for the right and this gives high, the ceiling is
# critical."
def test_an_escalation_takes_a_ceiling_of_high_to_critical() -> None:
    by_result = result_of(finding(HIGH), escalations=ESCALATED)
    by_weak_evidence = result_of(finding(HIGH, "E1"), escalations=ESCALATED)
    by_unknown = scored(an_assessment(escalations=ESCALATED), part_of(1, max_severity=3)).results[0]
    assert by_result.ceiling is Level.CRITICAL
    assert by_result.floor is Level.HIGH
    assert by_weak_evidence.ceiling is Level.CRITICAL
    assert by_unknown.ceiling is Level.CRITICAL


def test_an_escalation_takes_no_other_ceiling_to_critical() -> None:
    assert result_of(finding(MODERATE), escalations=ESCALATED).ceiling is Level.MODERATE
    elsewhere = [{"right": "expression", "reason": "They work together."}]
    assert result_of(finding(HIGH), escalations=elsewhere).ceiling is Level.HIGH


# METHOD 6.4, coverage


# METHOD 6.4: "Coverage = questions answered yes, partly or no, over questions that are not
# not-applicable."
def test_coverage_is_what_was_answered_over_what_applies() -> None:
    result = result_of(
        finding(),
        an_answer("partly"),
        an_answer("no"),
        an_answer("unknown"),
        None,
        an_answer("not-applicable"),
    )
    assert (result.answered, result.applicable) == (3, 5)
    assert result.coverage == 0.6


# METHOD 6.4: "Where nothing applies, coverage is 1 and the result is none."
def test_where_nothing_applies_coverage_is_one_and_the_result_none() -> None:
    for result in (
        result_of(an_answer("not-applicable"), an_answer("not-applicable")),
        scored(an_assessment(), part_of(2, features=["log"]), features=frozenset()).results[0],
        scored(an_assessment(), part_of(2, state="retired")).results[0],
    ):
        assert (result.answered, result.applicable, result.coverage) == (0, 0, 1)
        assert result.result is result.inherent is result.if_asks is result.ceiling is Level.NONE
        assert "coverage" not in result.provisional


# METHOD 6.5, provisional


@pytest.mark.parametrize(
    ("answered", "applicable", "provisional"),
    [
        # METHOD 6.5: "Provisional, with every reason listed, when coverage < 0.6"
        (3, 5, False),
        (6, 10, False),
        (9, 15, False),
        (27, 45, False),
        (5, 9, True),
        (59, 99, True),
        (60, 99, False),
        (2, 4, True),
        (0, 1, True),
        (1, 1, False),
    ],
)
def test_a_result_is_provisional_below_a_coverage_of_six_tenths(
    answered: int, applicable: int, *, provisional: bool
) -> None:
    no = an_answer("no", evidence=[evidence()])
    result = result_of(*[no] * answered, *[None] * (applicable - answered))
    assert ("coverage" in result.provisional) is provisional
    assert ("evidence" in result.provisional) is (answered == 0)


@pytest.mark.parametrize("word", ["yes", "partly", "no", "not-applicable", "unknown", None])
def test_a_result_is_provisional_while_a_gate_is_unknown(word: Word | None) -> None:
    # METHOD 6.5: "when a question marked gate is unknown"
    gate, other = a_question("PRV-01", gate=True), a_question("PRV-02")
    answers = {"PRV-02": finding(HIGH)} | ({"PRV-01": an_answer(word)} if word else {})
    provisional = result_under([gate, other], answers).provisional
    assert ("gate:PRV-01" in provisional) is (word in {"unknown", None})


def test_an_unknown_question_that_is_no_gate_leaves_the_result_as_it_is() -> None:
    known = [an_answer("no", evidence=[evidence()])] * 3
    assert result_of(*known, None).provisional == ()


@pytest.mark.parametrize(
    ("given", "provisional"),
    [
        # METHOD 6.5: "when no finding that sets the result has E4 evidence"
        ([(HIGH, "E4")], False),
        ([(HIGH, "E3")], True),
        ([(HIGH, "E2")], True),
        ([(HIGH, "E3"), (HIGH, "E4")], False),
        # E4 of a finding that does not set the result is of no use.
        ([(HIGH, "E3"), (LOW, "E4")], True),
        ([(HIGH, "E4"), (LOW, "E2")], False),
        # METHOD 6.5: "(for the result none: when no answer has)."
        ([(NOTHING, "E4")], False),
        ([(NOTHING, "E3")], True),
    ],
)
def test_a_result_is_provisional_without_the_clause_itself(
    given: list[tuple[Grades, Strength]], *, provisional: bool
) -> None:
    result = result_of(*(finding(g, strength) for g, strength in given))
    assert result.provisional == (("evidence",) if provisional else ())


# METHOD 6.5: "(for the result none: when no answer has)."
def test_no_adverse_finding_is_provisional_without_the_clause_itself_anywhere() -> None:
    read, heard = (an_answer("no", evidence=[evidence(s)]) for s in ("E4", "E3"))
    assert result_of(read, heard).provisional == ()
    assert result_of(heard, heard).provisional == ("evidence",)
    assert result_of(an_answer("no")).provisional == ("evidence",)
    linked = finding(grades(nexus="linked"), "E4")
    assert result_of(linked, heard).provisional == ()
    removed = result_of(finding(HIGH, "E3"), read, safeguards=[a_safeguard(effect="removes")])
    assert (removed.result, removed.provisional) == (Level.NONE, ())


# METHOD 6.5: "no finding that sets the result"; where one was raised, those at high set it.
def test_an_escalated_result_rests_on_its_high_findings() -> None:
    weak = result_of(*[finding(HIGH, "E3")] * 3, finding(LOW, "E4"), escalations=ESCALATED)
    assert weak.provisional == ("evidence",)
    assert [f.id for f in weak.set_by] == ["PRV-01", "PRV-02", "PRV-03"]


# METHOD 6.5: "with every reason listed"; FORMATS gives the words and their order.
def test_every_reason_is_listed() -> None:
    questions = [
        a_question("PRV-01", gate=True),
        a_question("PRV-02"),
        a_question("PRV-03", gate=True),
    ]
    result = result_under(questions, {"PRV-02": finding(HIGH, "E3")})
    assert result.provisional == ("coverage", "gate:PRV-01", "gate:PRV-03", "evidence")


# METHOD 6.6, what sets the result


# METHOD 6.6: "The findings that set the result are named"
def test_the_findings_that_set_the_result_are_named() -> None:
    result = result_of(*map(finding, [LOW, HIGH, MODERATE, HIGH]))
    assert [f.id for f in result.set_by] == ["PRV-02", "PRV-04"]
    assert result_of(finding(NOTHING)).set_by == ()
    assert result_of().set_by == ()


def test_what_sets_the_result_is_judged_after_the_safeguards() -> None:
    safe = [a_safeguard(question="PRV-01", effect="removes")]
    result = result_of(finding(CRITICAL), finding(MODERATE), safeguards=safe)
    assert [f.id for f in result.set_by] == ["PRV-02"]


# METHOD 6.6: "the report gives the three worst in plain words, ordered by level, severity,
# likelihood, evidence strength, question id."
@pytest.mark.parametrize(
    ("given", "order"),
    [
        # By level: high before moderate before low; only three.
        ([(LOW, "E4"), (MODERATE, "E4"), (HIGH, "E4"), (CRITICAL, "E4")], [4, 3, 2]),
        # By severity, both high: severity 4 at likelihood 2 before severity 3 at likelihood 4.
        ([(HIGH, "E4"), (grades(force="N2"), "E2")], [2, 1]),
        # By likelihood, both high at severity 3.
        ([(grades(scale=3, force="N3"), "E4"), (HIGH, "E2")], [2, 1]),
        # By evidence strength.
        ([(HIGH, "E2"), (HIGH, "E4"), (HIGH, "E3")], [2, 3, 1]),
        # By question id.
        ([(HIGH, "E3"), (HIGH, "E3"), (HIGH, "E3"), (HIGH, "E3")], [1, 2, 3]),
        # Findings that do not count are not among them, and none is no finding to tell of.
        ([(CRITICAL, "E1"), (LOW, "E2"), (NOTHING, "E4")], [2]),
    ],
)
def test_the_three_worst_come_in_their_order(
    given: list[tuple[Grades, Strength]], order: list[int]
) -> None:
    result = result_of(*(finding(g, strength) for g, strength in given))
    assert [f.id for f in result.worst] == [f"PRV-{n:02}" for n in order]


# METHOD 5: "residual (safeguards of the text; this is the headline)"
def test_the_three_worst_are_judged_after_the_safeguards() -> None:
    by_severity = result_of(
        *[finding(CRITICAL)] * 2,
        safeguards=[a_safeguard(question="PRV-01", effect="consent")],
    )
    assert [f.id for f in by_severity.worst] == ["PRV-02", "PRV-01"]


def test_findings_that_do_not_count_come_after_the_others() -> None:
    result = result_of(finding(CRITICAL, "E1"), finding(LOW, "E2"), finding(HIGH, "E1"))
    assert [f.id for f in result.findings] == ["PRV-02", "PRV-01", "PRV-03"]


# METHOD 7, asks


# METHOD 7: "For each ask: the results if it alone were accepted."
def test_each_ask_is_tried_alone_on_every_right() -> None:
    parts = (
        a_part(a_question("PRV-01"), a_question("PRV-02")),
        a_part(a_question("EXP-01"), right="expression"),
    )
    assessment = an_assessment(
        {"PRV-01": finding(CRITICAL), "PRV-02": finding(HIGH), "EXP-01": finding(HIGH)},
        safeguards=[a_safeguard(question="EXP-01", effect="limits")],
        asks=[
            an_ask("A1", addresses=["PRV-01", "EXP-01"]),
            an_ask("A2", addresses=["PRV-02"]),
            an_ask("A3", addresses=["PRV-01"], effect="advice"),
        ],
    )
    assert scored(assessment, *parts).alone == {
        "A1": {"privacy": Level.HIGH, "expression": Level.NONE},
        "A2": {"privacy": Level.CRITICAL, "expression": Level.MODERATE},
        "A3": {"privacy": Level.CRITICAL, "expression": Level.MODERATE},
    }


def test_an_ask_alone_can_undo_an_escalation() -> None:
    assessment = an_assessment(
        numbered([finding(HIGH)] * 3), escalations=ESCALATED, asks=[an_ask()]
    )
    assert scored(assessment, part_of(3)).alone == {"A1": {"privacy": Level.HIGH}}


# METHOD 4: "Others are shown and never set a result."
def test_an_ask_alone_is_judged_by_counted_findings() -> None:
    linked = finding(grades(nexus="linked"))
    assessment = an_assessment(
        {"PRV-01": finding(HIGH), "PRV-02": linked, "PRV-03": finding(CRITICAL, "E1")},
        asks=[an_ask()],
    )
    assert scored(assessment, part_of(3)).alone == {"A1": {"privacy": Level.NONE}}


def smallest_sets(
    given: list[Grades], asks: list[tuple[list[int], str]], **fields: object
) -> dict[str, list[str]]:
    """The smallest sets for findings with grades *given* and asks A1, A2 and so on."""
    proposed = [
        an_ask(f"A{n}", addresses=[f"PRV-{q:02}" for q in addressed], effect=effect)
        for n, (addressed, effect) in enumerate(asks, 1)
    ]
    assessment = an_assessment(numbered(map(finding, given)), asks=proposed, **fields)
    sets = scored(assessment, part_of(len(given))).smallest["privacy"]
    return {level.word: list(chosen) for level, chosen in sets.items()}


# METHOD 7: "And for each right, the smallest set of asks that brings its result below each level it
# can reach (exact; ties by the order of the file)."
def test_the_smallest_set_for_each_level_is_told() -> None:
    assert smallest_sets(
        [CRITICAL, HIGH, LOW],
        [([1], "limits"), ([1], "removes"), ([2], "removes"), ([3], "removes")],
    ) == {
        "critical": ["A1"],
        "high": ["A2", "A3"],
        "moderate": ["A2", "A3"],
        "low": ["A2", "A3", "A4"],
    }


# FORMATS says: "a level the asks cannot get below is absent."
def test_a_level_the_asks_cannot_get_below_is_absent() -> None:
    assert smallest_sets([CRITICAL, HIGH], [([1], "removes")]) == {"critical": ["A1"]}
    assert smallest_sets([CRITICAL], [([1], "advice")]) == {}
    assert smallest_sets([CRITICAL], []) == {}


def test_a_level_above_the_result_needs_no_set() -> None:
    assert list(smallest_sets([LOW], [([1], "removes")])) == ["low"]
    assert smallest_sets([NOTHING], [([1], "removes")]) == {}


def test_one_ask_that_serves_all_is_better_than_one_for_each() -> None:
    asks = [([1], "removes"), ([2], "removes"), ([1, 2], "limits")]
    assert smallest_sets([CRITICAL, CRITICAL], asks)["critical"] == ["A3"]


def test_asks_can_be_needed_together_on_one_finding() -> None:
    asks = [([1], "consent"), ([1], "limits"), ([1], "prevents")]
    assert smallest_sets([CRITICAL], asks) == {
        "critical": ["A2"],
        "high": ["A2", "A3"],
    }


# METHOD 7: "ties by the order of the file"
def test_of_equal_sets_the_first_in_the_file_is_told() -> None:
    asks = [([2], "removes"), ([1], "removes"), ([2], "removes"), ([1], "removes")]
    assert smallest_sets([CRITICAL, CRITICAL], asks)["low"] == ["A1", "A2"]


# METHOD 6.2 and 7: with an escalation, one of three high findings fewer is below critical.
def test_a_smallest_set_undoes_an_escalation() -> None:
    asks = [([2], "removes"), ([1], "removes"), ([3], "removes")]
    assert smallest_sets([HIGH] * 3, asks, escalations=ESCALATED) == {
        "critical": ["A1"],
        "high": ["A1", "A2", "A3"],
        "moderate": ["A1", "A2", "A3"],
        "low": ["A1", "A2", "A3"],
    }


def test_a_finding_brought_down_to_high_can_be_the_third() -> None:
    asks = [([1], "limits"), ([1], "removes")]
    given = [CRITICAL, HIGH, HIGH]
    assert smallest_sets(given, asks, escalations=ESCALATED) == {"critical": ["A2"]}
    assert smallest_sets(given, asks) == {"critical": ["A1"]}


def test_only_findings_at_high_are_counted_for_the_escalation() -> None:
    asks = [([1], "limits")]
    given = [CRITICAL, HIGH, MODERATE, LOW]
    assert smallest_sets(given, asks, escalations=ESCALATED) == {"critical": ["A1"]}


def test_findings_that_do_not_count_need_no_ask() -> None:
    assessment = an_assessment(
        {"PRV-01": finding(CRITICAL, "E1"), "PRV-02": finding(HIGH)},
        asks=[an_ask("A1", addresses=["PRV-01"]), an_ask("A2", addresses=["PRV-02"])],
    )
    sets = scored(assessment, part_of(2)).smallest["privacy"]
    assert set(sets.values()) == {("A2",)}


# METHOD 9, the vector


def test_the_vector_is_that_of_section_9() -> None:
    # METHOD 9: "HRIA:1/Q:PRV-05@1.0.0/NX:direct/SC:4/SP:3/IR:3/LK:3/EV:E3/SV:4/LV:critical"
    answer = finding(grades(scale=4, scope=3, irremediability=3, force="N3"), "E3")
    (one,) = scored(an_assessment({"PRV-05": answer}), a_part(a_question("PRV-05"))).findings
    assert (
        one.vector == "HRIA:1/Q:PRV-05@1.0.0/NX:direct/SC:4/SP:3/IR:3/LK:3/EV:E3/SV:4/LV:critical"
    )


# METHOD 9: "(residual values in SV and LV; LK as graded, before safeguards)."
def test_the_vector_has_residual_severity_and_level_and_the_likelihood_as_graded() -> None:
    safeguards = [
        a_safeguard("S1", effect="consent"),
        a_safeguard("S2", effect="limits"),
        a_safeguard("S3", effect="accountability"),
    ]
    answer = finding(
        grades(scale=3, scope=2, irremediability=4, force="N2", nexus="contributory"),
        "E2",
        documented_use=[{"what": "Used in 2011.", "source": "a report"}],
    )
    assessment = an_assessment({"PRV-01": answer}, safeguards=safeguards, asks=[an_ask()])
    (one,) = scored(assessment, a_part(version="2.10.3")).findings
    assert (
        one.vector
        == "HRIA:1/Q:PRV-01@2.10.3/NX:contributory/SC:3/SP:2/IR:4/LK:3/EV:E2/SV:2/LV:moderate"
    )


def test_the_vector_of_a_draft_says_so() -> None:
    (one,) = scored(an_assessment({"PRV-01": finding()}), a_part(version="draft")).findings
    assert one.vector.startswith("HRIA:1/Q:PRV-01@draft/")


# The score as a whole


def test_a_score_names_the_standard_and_the_edition() -> None:
    named = scored(an_assessment(edition="2012-11"), a_part())
    assert (named.standard, named.edition) == ("itu-t/y.2770", "2012-11")
    assert scored(an_assessment(), a_part()).edition is None


def test_findings_come_right_by_right_in_the_order_of_their_ids() -> None:
    parts = (
        a_part(a_question("XCT-01"), right="process"),
        a_part(a_question("PRV-01"), a_question("PRV-02")),
    )
    answers = {"PRV-02": finding(CRITICAL), "PRV-01": finding(LOW), "XCT-01": finding(LOW)}
    found = scored(an_assessment(answers), *parts).findings
    assert [f.id for f in found] == ["XCT-01", "PRV-01", "PRV-02"]


def test_an_assessment_that_does_not_fit_is_not_scored() -> None:
    ungraded = an_assessment({"PRV-01": an_answer(grades=None)})
    with pytest.raises(ValueError, match="PRV-01: an adverse answer without grades"):
        scored(ungraded, a_part())


def test_the_steps_of_a_finding_are_told_where_they_are_asked_for() -> None:
    assessment = an_assessment(
        {"PRV-01": finding(HIGH)},
        safeguards=[a_safeguard(effect="limits")],
        asks=[an_ask(effect="consent")],
    )
    (told,) = score(assessment, (a_part(),), None, explain=True).findings
    (silent,) = score(assessment, (a_part(),), None).findings
    assert silent.steps == ()
    assert told.steps == (
        ("2", "force N4 starts the likelihood at 4"),
        ("inherent", "without the safeguards of the text"),
        ("3", "scale 3 gives severity 3"),
        ("4", "severity 3 and likelihood 4 give high"),
        ("residual", "with 1 working safeguard(s) of the text"),
        ("3", "scale 3 gives severity 3"),
        ("5", "limits lowers the severity to 2"),
        ("4", "severity 2 and likelihood 4 give moderate"),
        ("if asks", "with 1 ask(s) accepted as well"),
        ("3", "scale 3 gives severity 3"),
        ("5", "limits lowers the severity to 2"),
        ("5", "consent lowers the likelihood to 3"),
        ("4", "severity 2 and likelihood 3 give moderate"),
    )
