from typing import get_args

import pytest

from hria.assess.fit import misfits
from hria.assess.plan import Part
from hria.errors import Fault
from hria.model.assessment import STATES, Assessment
from hria.model.grades import UnknownReason, Word
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
    an_assessor,
    grades,
)

PART = a_part(
    a_question("PRV-01"),
    a_question("PRV-02", worrying="no"),
    a_question("PRV-03", state="retired"),
)
NEEDS_A_PERSON = STATES[STATES.index("technical-review") :]


def faults(assessment: Assessment, *parts: Part) -> list[Fault]:
    return list(misfits(assessment, parts or (PART,)))


def the_fault(assessment: Assessment, *parts: Part) -> Fault:
    (fault,) = faults(assessment, *parts)
    return fault


def codes(assessment: Assessment) -> list[str]:
    return [fault.code for fault in faults(assessment)]


def test_an_empty_assessment_fits() -> None:
    assert faults(an_assessment()) == []


@pytest.mark.parametrize("word", get_args(Word))
def test_each_word_fits_with_what_it_needs(word: Word) -> None:
    assert faults(an_assessment({"PRV-01": an_answer(word)})) == []


# Questions


def test_a_question_that_is_not_in_the_checklists_does_not_fit() -> None:
    assert the_fault(an_assessment({"EXP-01": an_answer("no")})) == Fault(
        "HRIA502",
        ("answers", "EXP-01"),
        "no question EXP-01 in the checklists named (known: PRV-01 to PRV-03)",
        on_key=True,
    )


def test_the_questions_of_every_checklist_are_known() -> None:
    other = a_part(a_question("EXP-07"), right="expression")
    assert faults(an_assessment({"EXP-07": an_answer("no")}), PART, other) == []
    fault = the_fault(an_assessment({"XCT-01": an_answer("no")}), PART, other)
    assert fault.message.endswith("(known: PRV-01 to PRV-03, EXP-07)")


def test_no_question_fits_where_no_checklist_is_named() -> None:
    fault = next(misfits(an_assessment({"PRV-01": an_answer("no")}), ()))
    assert fault.message.endswith("(known: none)")


def test_a_retired_question_is_not_answered() -> None:
    fault = the_fault(an_assessment({"PRV-03": an_answer("no")}))
    assert (fault.code, fault.at, fault.on_key) == ("HRIA502", ("answers", "PRV-03"), True)
    assert "retired" in fault.message


def test_an_assessment_names_a_checklist() -> None:
    fault = the_fault(an_assessment(checklists=()))
    assert (fault.code, fault.at, fault.level) == ("HRIA501", ("checklists",), "error")


# Answers


@pytest.mark.parametrize("rationale", ["", "  \n"])
def test_not_applicable_needs_a_rationale(rationale: str) -> None:
    # METHOD 1: "not-applicable needs a rationale."
    fault = the_fault(an_assessment({"PRV-01": an_answer("not-applicable", rationale=rationale)}))
    assert (fault.code, fault.at) == ("HRIA505", ("answers", "PRV-01"))


# METHOD 1: "unknown needs a reason"
def test_unknown_needs_a_reason() -> None:
    fault = the_fault(an_assessment({"PRV-01": an_answer("unknown", reason=None)}))
    assert (fault.code, fault.at) == ("HRIA506", ("answers", "PRV-01"))
    assert all(reason in fault.message for reason in get_args(UnknownReason))


@pytest.mark.parametrize("reason", get_args(UnknownReason))
def test_every_reason_for_unknown_fits(reason: UnknownReason) -> None:
    # METHOD 1: "text-not-public | text-not-read | text-ambiguous | not-in-this-text |
    # depends-on-deployment | outside-competence"
    assert faults(an_assessment({"PRV-01": an_answer("unknown", reason=reason)})) == []


@pytest.mark.parametrize("word", ["yes", "partly", "no", "not-applicable"])
def test_a_reason_belongs_to_unknown_alone(word: Word) -> None:
    fault = the_fault(an_assessment({"PRV-01": an_answer(word, reason="text-not-read")}))
    assert (fault.code, fault.at) == ("HRIA506", ("answers", "PRV-01", "reason"))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        # METHOD 1: "An answer is adverse when it equals that word or is partly."
        # METHOD 2: "Each adverse answer is a finding and carries grades."
        ("PRV-01", "yes"),
        ("PRV-01", "partly"),
        ("PRV-02", "no"),
        ("PRV-02", "partly"),
    ],
)
def test_an_adverse_answer_needs_grades(question: str, word: Word) -> None:
    fault = the_fault(an_assessment({question: an_answer(word, grades=None)}))
    assert (fault.code, fault.at, fault.level) == ("HRIA503", ("answers", question), "error")


@pytest.mark.parametrize(
    ("question", "word"),
    [("PRV-01", "no"), ("PRV-02", "yes"), ("PRV-01", "not-applicable"), ("PRV-01", "unknown")],
)
def test_grades_of_an_answer_that_is_not_adverse_are_warned_of(question: str, word: Word) -> None:
    fault = the_fault(an_assessment({question: an_answer(word, grades=grades())}))
    assert (fault.code, fault.at) == ("HRIA504", ("answers", question, "grades"))
    assert fault.level == "warning"


# METHOD 2: "Where force is not given, likelihood must be."
def test_without_force_likelihood_is_needed() -> None:
    fault = the_fault(an_assessment({"PRV-01": an_answer(grades=grades(force=None))}))
    assert (fault.code, fault.at) == ("HRIA507", ("answers", "PRV-01", "grades"))


@pytest.mark.parametrize("likelihood", [1, 2, 3, 4])
def test_without_force_a_likelihood_needs_no_reason(likelihood: int) -> None:
    # METHOD 2: "An assessor may set another value only with a likelihood-reason."; without force
    # there is no value from which it would differ.
    answer = an_answer(grades=grades(force=None, likelihood=likelihood))
    assert faults(an_assessment({"PRV-01": answer})) == []


@pytest.mark.parametrize("likelihood", [1, 2, 4])
@pytest.mark.parametrize("reason", ["", "  "])
def test_another_likelihood_needs_its_reason(likelihood: int, reason: str) -> None:
    # METHOD 2: "An assessor may set another value only with a likelihood-reason."
    given = grades(force="N3", likelihood=likelihood)
    fault = the_fault(an_assessment({"PRV-01": an_answer(grades=given, likelihood_reason=reason)}))
    assert (fault.code, fault.at) == ("HRIA507", ("answers", "PRV-01", "grades", "likelihood"))
    assert "3 follows from force" in fault.message


@pytest.mark.parametrize("likelihood", [1, 2, 3, 4])
def test_a_likelihood_with_its_reason_fits(likelihood: int) -> None:
    for force in ("N0", "N4", None):
        given = grades(force=force, likelihood=likelihood)
        answer = an_answer(grades=given, likelihood_reason="Seen in the field.")
        assert faults(an_assessment({"PRV-01": answer})) == []


# METHOD 2: "An assessor may set another value only with a likelihood-reason."
def test_the_likelihood_that_follows_anyway_needs_no_reason() -> None:
    use = [{"what": "Used in 2011.", "source": "a report"}]
    plain = an_answer(grades=grades(force="N3", likelihood=3))
    raised = an_answer(grades=grades(force="N3", likelihood=4), documented_use=use)
    lagging = an_answer(grades=grades(force="N3", likelihood=3), documented_use=use)
    assert faults(an_assessment({"PRV-01": plain})) == []
    assert faults(an_assessment({"PRV-01": raised})) == []
    assert codes(an_assessment({"PRV-01": lagging})) == ["HRIA507"]


# Safeguards and asks


FINDING = {"PRV-01": an_answer("yes")}


def test_safeguards_and_asks_that_address_a_finding_fit() -> None:
    assert faults(an_assessment(FINDING, safeguards=[a_safeguard()], asks=[an_ask()])) == []


def test_a_safeguard_of_no_question_does_not_fit() -> None:
    fault = the_fault(an_assessment(FINDING, safeguards=[a_safeguard(question="PRV-99")]))
    assert (fault.code, fault.at) == ("HRIA508", ("safeguards", 0, "question"))
    assert fault.level == "error"


def test_an_ask_of_no_question_does_not_fit() -> None:
    asks = [an_ask(), an_ask("A2", addresses=["PRV-01", "PRV-99"])]
    fault = the_fault(an_assessment(FINDING, asks=asks))
    assert (fault.code, fault.at) == ("HRIA508", ("asks", 1, "addresses", 1))
    assert fault.level == "error"


def test_an_ask_may_name_a_question_of_a_right_that_is_not_assessed_here() -> None:
    asks = [an_ask("A1", addresses=["PRV-01", "EXP-01"])]
    fault = the_fault(an_assessment(FINDING, asks=asks))
    assert (fault.code, fault.at) == ("HRIA508", ("asks", 0, "addresses", 1))
    assert fault.level == "warning"


def test_an_ask_addresses_something() -> None:
    fault = the_fault(an_assessment(FINDING, asks=[an_ask(addresses=())]))
    assert (fault.code, fault.at) == ("HRIA508", ("asks", 0, "addresses"))
    assert fault.level == "error"


@pytest.mark.parametrize("word", ["no", "unknown", "not-applicable", None])
def test_what_addresses_no_finding_is_warned_of(word: Word | None) -> None:
    answers = {"PRV-01": an_answer(word)} if word else {}
    assessment = an_assessment(answers, safeguards=[a_safeguard()], asks=[an_ask()])
    found = faults(assessment)
    assert [(f.code, f.at, f.level) for f in found] == [
        ("HRIA508", ("safeguards", 0, "question"), "warning"),
        ("HRIA508", ("asks", 0, "addresses", 0), "warning"),
    ]


# Rights


def test_enabling_effects_and_escalations_are_of_rights_that_are_assessed() -> None:
    here = {"right": "privacy", "text": "Hides who speaks.", "source": "the text"}
    there = {**here, "right": "assembly"}
    why = {"right": "privacy", "reason": "They work together."}
    assessment = an_assessment(
        enabling=[here, there], escalations=[why, {**why, "right": "Privacy"}]
    )
    assert [(f.code, f.at) for f in faults(assessment)] == [
        ("HRIA509", ("enabling", 1, "right")),
        ("HRIA509", ("escalations", 1, "right")),
    ]


# Names


def test_an_answer_is_by_an_assessor_who_is_listed() -> None:
    assessors = [an_assessor("ab"), an_assessor("cd")]
    known = an_assessment({"PRV-01": an_answer("no", by="ab")}, assessors=assessors)
    stranger = an_assessment({"PRV-01": an_answer("no", by="zz")}, assessors=assessors)
    assert faults(known) == []
    fault = the_fault(stranger)
    assert (fault.code, fault.at) == ("HRIA510", ("answers", "PRV-01", "by"))
    assert "ab, cd" in fault.message


def test_no_id_stands_twice() -> None:
    assessment = an_assessment(
        FINDING,
        asks=[an_ask("A1"), an_ask("A2"), an_ask("A1"), an_ask("A1")],
        safeguards=[a_safeguard("S1"), a_safeguard("S1")],
        assessors=[an_assessor("ab"), an_assessor("ab")],
        checklists=[{"ref": "privacy@1.0.0"}, {"ref": "privacy@draft"}],
    )
    assert sorted((f.code, f.at) for f in faults(assessment)) == [
        ("HRIA511", ("asks", 2)),
        ("HRIA511", ("asks", 3)),
        ("HRIA511", ("assessors", 1)),
        ("HRIA511", ("checklists", 1)),
        ("HRIA511", ("safeguards", 1)),
    ]


def test_an_ask_and_a_safeguard_may_share_an_id() -> None:
    both = an_assessment(FINDING, asks=[an_ask("X")], safeguards=[a_safeguard("X")])
    assert faults(both) == []


# Review


PERSON = an_assessor("ab")
MACHINE = an_assessor("m1", kind="machine")


def reviewed(state: str, *history: tuple[str, str]) -> Assessment:
    steps = [{"state": s, "by": by, "on": "2026-11-21"} for s, by in history]
    review = {"state": state, "history": steps}
    return an_assessment(assessors=[PERSON, MACHINE], review=review)


@pytest.mark.parametrize("state", ["draft", "self-checked"])
def test_the_first_states_need_no_person(state: str) -> None:
    assert faults(reviewed(state)) == []
    assert faults(reviewed(state, (state, "m1"))) == []


@pytest.mark.parametrize("state", NEEDS_A_PERSON)
def test_no_state_from_technical_review_on_is_reached_without_a_person(state: str) -> None:
    # FORMATS says: "no state from technical-review on can be reached without the sign-off of a
    # person."
    unsigned, by_a_machine = reviewed(state), reviewed(state, (state, "m1"))
    by_a_person = reviewed(state, (state, "ab"))
    assert the_fault(unsigned).at == ("review", "state")
    assert [f.at for f in faults(by_a_machine)] == [
        ("review", "history", 0, "by"),
        ("review", "state"),
    ]
    assert {f.code for f in faults(by_a_machine)} == {"HRIA512"}
    assert faults(by_a_person) == []


def test_a_person_signs_the_state_that_is_reached_and_not_another() -> None:
    assert the_fault(reviewed("approved", ("technical-review", "ab"))).at == ("review", "state")


@pytest.mark.parametrize("state", NEEDS_A_PERSON)
def test_a_machine_signs_no_later_step_even_where_the_state_went_back(state: str) -> None:
    fault = the_fault(reviewed("draft", (state, "m1")))
    assert (fault.code, fault.at) == ("HRIA512", ("review", "history", 0, "by"))


def test_who_signs_a_step_is_listed() -> None:
    fault = the_fault(reviewed("draft", ("self-checked", "zz")))
    assert (fault.code, fault.at) == ("HRIA512", ("review", "history", 0, "by"))
    assert "ab, m1" in fault.message


def test_where_nothing_is_known_the_message_says_so() -> None:
    signed = [{"state": "self-checked", "by": "zz", "on": "2026-11-21"}]
    assessment = an_assessment(
        {"EXP-01": an_answer("no", by="zz")},
        checklists=(),
        asks=[an_ask()],
        enabling=[{"right": "privacy", "text": "Hides who speaks.", "source": "the text"}],
        review={"history": signed},
    )
    found = list(misfits(assessment, ()))
    assert [fault.code for fault in found if fault.message.endswith("(known: none)")] == [
        "HRIA502",
        "HRIA510",
        "HRIA508",
        "HRIA509",
        "HRIA512",
    ]


# FORMATS says: "confidential: true may stand on ... an assessor. It hides words and names"
def test_no_message_names_a_confidential_assessor() -> None:
    assessors = [
        an_assessor("Xyzzy-1", name="Xyzzy", confidential=True),
        an_assessor("Xyzzy-2", name="Xyzzy", kind="machine", confidential=True),
        an_assessor("ab"),
    ]
    signed = [
        {"state": "self-checked", "by": "zz", "on": "2026-11-21"},
        {"state": "approved", "by": "Xyzzy-2", "on": "2026-11-21"},
    ]
    assessment = an_assessment(
        {"PRV-01": an_answer("no", by="zz"), "PRV-02": an_answer(grades=None, by="Xyzzy-1")},
        assessors=assessors,
        review={"state": "approved", "history": signed},
    )
    found = faults(assessment)
    assert {fault.code for fault in found} >= {"HRIA510", "HRIA512"}
    assert "Xyzzy" not in "".join(fault.message for fault in found)


# FORMATS says: "who answered" is hidden with a confidential answer.
def test_no_message_names_who_gave_a_confidential_answer() -> None:
    secret = an_answer("no", by="Xyzzy", confidential=True)
    fault = the_fault(an_assessment({"PRV-01": secret}, assessors=[an_assessor("ab")]))
    assert (fault.code, fault.at) == ("HRIA510", ("answers", "PRV-01", "by"))
    assert "Xyzzy" not in fault.message
    assert "(known: ab)" in fault.message


# Everything at once


def test_every_fault_is_told_not_only_the_first() -> None:
    assessment = an_assessment(
        {
            "PRV-01": an_answer("yes", grades=None, by="zz"),
            "PRV-02": an_answer("unknown", reason=None),
            "EXP-01": an_answer("no"),
        },
        asks=[an_ask(addresses=["EXP-01"])],
        escalations=[{"right": "assembly", "reason": "They work together."}],
    )
    assert sorted(codes(assessment)) == [
        "HRIA502",
        "HRIA503",
        "HRIA506",
        "HRIA508",
        "HRIA509",
        "HRIA510",
    ]
