import json

import pytest
from hypothesis import given

from hria.assess.fit import misfits
from hria.assess.score import score
from hria.assess.shown import ASIDE, MASK, bare, shown
from hria.model.assessment import Assessment
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_answer,
    an_ask,
    an_assessment,
    an_assessor,
    evidence,
    grades,
)
from tests.support.strategies import HIDDEN, Case, cases

PART = a_part(a_question("PRV-01"), a_question("PRV-02"))
HISTORY = [{"state": "technical-review", "by": "ab", "on": "2026-11-21"}]


def written(assessment: Assessment) -> str:
    return assessment.model_dump_json(by_alias=True)


def vectors(assessment: Assessment, case: Case) -> list[str]:
    return [f.vector for f in score(assessment, case.parts, case.features).findings]


# FORMATS says: "It hides words and names (rationale, quote, source, clause, text, name,
# affiliation, who answered)"


@given(cases(secrets=True))
def test_no_confidential_word_is_left_anywhere(case: Case) -> None:
    assert HIDDEN not in written(shown(case.assessment))


@given(cases(secrets=True))
def test_what_is_not_confidential_stays_as_it_is(case: Case) -> None:
    before, after = case.assessment, shown(case.assessment)
    for name, answer in before.answers.items():
        if answer.confidential:
            continue
        same = {"by": None, "evidence": ()}
        assert after.answers[name].model_copy(update=same) == answer.model_copy(update=same)
        pairs = zip(answer.evidence, after.answers[name].evidence, strict=True)
        assert all(old == new for old, new in pairs if not old.confidential)
    for lists in (
        zip(before.safeguards, after.safeguards, strict=True),
        zip(before.asks, after.asks, strict=True),
        # Stand-ins for those who answered in confidence may follow.
        zip(before.assessors, after.assessors, strict=False),
    ):
        assert all(old == new for old, new in lists if not old.confidential)
    untouched = {"answers", "safeguards", "asks", "assessors"}
    assert after.model_dump(exclude=untouched) == before.model_dump(exclude=untouched)


# FORMATS says: "never the answer word, the grades or the strength, so that a result stays the same
# and can be checked."


@given(cases(secrets=True))
def test_hiding_changes_no_score(case: Case) -> None:
    hidden = shown(case.assessment)
    assert vectors(hidden, case) == vectors(case.assessment, case)
    before = case.score
    after = score(hidden, case.parts, case.features)
    assert after.alone == before.alone
    assert after.smallest == before.smallest
    for old, new in zip(before.results, after.results, strict=True):
        assert (new.inherent, new.result, new.if_asks, new.ceiling, new.coverage) == (
            old.inherent,
            old.result,
            old.if_asks,
            old.ceiling,
            old.coverage,
        )
        assert new.provisional == old.provisional
        assert [f.id for f in new.set_by] == [f.id for f in old.set_by]


@given(cases(secrets=True))
def test_words_grades_and_strengths_stay(case: Case) -> None:
    hidden = shown(case.assessment)
    for name, answer in case.assessment.answers.items():
        after = hidden.answers[name]
        assert (after.answer, after.reason, after.grades) == (
            answer.answer,
            answer.reason,
            answer.grades,
        )
        assert [e.strength for e in after.evidence] == [e.strength for e in answer.evidence]
        assert len(after.documented_use) == len(answer.documented_use)


@given(cases(secrets=True))
def test_what_is_shown_fits_its_checklists_and_can_be_read_again(case: Case) -> None:
    hidden = shown(case.assessment)
    assert Assessment.model_validate(json.loads(written(hidden))) == hidden
    assert [f for f in misfits(hidden, case.parts) if f.level == "error"] == []


# One thing after another


def test_a_confidential_answer_hides_its_words_and_who_gave_it_and_when() -> None:
    answer = an_answer(
        confidential=True,
        rationale="Said so.",
        evidence=[evidence("E3", clause="6.3", quote="shall inspect", source="a leak")],
        grades=grades(force="N2", likelihood=4),
        likelihood_reason="Seen at work.",
        documented_use=[{"what": "Used in 2011.", "source": "a witness"}],
        tests={"necessity": {"outcome": "fail", "reason": "Shown by nobody."}},
        by="ab",
        on="2026-11-21",
    )
    assessment = an_assessment({"PRV-01": answer}, assessors=[an_assessor("ab", name="Anna B.")])
    assert shown(assessment).answers["PRV-01"] == an_answer(
        confidential=True,
        rationale=MASK,
        evidence=[evidence("E3", clause=MASK, quote=MASK, source=MASK)],
        grades=grades(force="N2", likelihood=4),
        likelihood_reason=MASK,
        documented_use=[{"what": MASK, "source": MASK}],
        tests={"necessity": {"outcome": "fail", "reason": MASK}},
        by="undisclosed-person",
        on=None,
    )


# FORMATS says: "Every report says which answers a machine gave; no state from technical-review on
# can be reached without the sign-off of a person."
@pytest.mark.parametrize("kind", ["person", "machine"])
def test_a_confidential_answer_still_tells_whether_a_machine_gave_it(kind: str) -> None:
    assessors = [an_assessor("ab", kind=kind), an_assessor("cd")]
    answers = {"PRV-01": an_answer("no", confidential=True, by="ab")}
    after = shown(an_assessment(answers, assessors=assessors))
    stand_in = after.assessor(after.answers["PRV-01"].by)
    assert stand_in
    assert (stand_in.kind, stand_in.name) == (kind, MASK)


def test_there_is_no_stand_in_where_nobody_answered_in_confidence() -> None:
    open_ = an_assessment({"PRV-01": an_answer("no", by="ab")}, assessors=[an_assessor("ab")])
    unsigned = an_assessment({"PRV-01": an_answer("no", confidential=True)})
    assert shown(open_).assessors == open_.assessors
    assert shown(unsigned).assessors == ()
    assert shown(unsigned).answers["PRV-01"].by is None


def test_confidential_evidence_hides_its_own_words_only() -> None:
    pieces = [
        evidence("E2", clause="1", quote="said", source="a witness", confidential=True),
        evidence("E4", clause="6.3", quote="shall", source="the text"),
    ]
    answers = {"PRV-01": an_answer("no", rationale="Open words.", evidence=pieces)}
    after = shown(an_assessment(answers)).answers["PRV-01"]
    assert after.rationale == "Open words."
    assert after.evidence == (
        evidence("E2", clause=MASK, quote=MASK, source=MASK, confidential=True),
        pieces[1],
    )


def test_a_confidential_assessor_has_another_id_wherever_it_stands() -> None:
    assessors = [an_assessor("cd"), an_assessor("ab", name="Anna B.", confidential=True)]
    assessment = an_assessment(
        {"PRV-01": an_answer("no", by="ab"), "PRV-02": an_answer("no", by="cd")},
        assessors=assessors,
        review={"state": "technical-review", "history": HISTORY},
    )
    after = shown(assessment)
    assert [a.id for a in after.assessors] == ["cd", "assessor-2"]
    assert after.answers["PRV-01"].by == "assessor-2"
    assert after.answers["PRV-02"].by == "cd"
    assert after.review.history[0].by == "assessor-2"
    assert list(misfits(after, (PART,))) == []


def test_a_confidential_assessor_keeps_a_kind_and_no_name() -> None:
    assessor = an_assessor(
        "ab", name="Anna B.", affiliation="A body", interests="Shares", confidential=True
    )
    after = shown(an_assessment(assessors=[assessor])).assessors
    assert after == (
        an_assessor("assessor-1", name=MASK, affiliation=MASK, interests=MASK, confidential=True),
    )


def test_a_confidential_safeguard_ask_and_enabling_effect_hide_their_words() -> None:
    gain = {"right": "privacy", "text": "Hides who speaks.", "source": "a leak"}
    assessment = an_assessment(
        {"PRV-01": an_answer()},
        safeguards=[a_safeguard(clause="7", text="Secret words.", confidential=True)],
        asks=[an_ask(clause="6.3", text="Delete it.", reason="A secret.", confidential=True)],
        enabling=[{**gain, "confidential": True}, gain],
    )
    after = shown(assessment)
    assert after.safeguards == (a_safeguard(clause=MASK, text=MASK, confidential=True),)
    assert after.asks == (an_ask(clause=MASK, text=MASK, reason=MASK, confidential=True),)
    assert [(e.right, e.text, e.source) for e in after.enabling] == [
        ("privacy", MASK, MASK),
        ("privacy", "Hides who speaks.", "a leak"),
    ]


def test_a_confidential_objection_hides_its_words_and_whose_it_is() -> None:
    objection = {
        "id": "O1",
        "text": "Porters are honest.",
        "by": "A porter",
        "answer": "Some are.",
        "questions": ["PRV-01"],
        "confidential": True,
    }
    plain = {**objection, "id": "O2", "confidential": False}
    found = shown(an_assessment(objections=[objection, plain])).objections
    assert found[0].model_dump() == {
        **objection,
        "text": MASK,
        "by": MASK,
        "answer": MASK,
        "source": "",
        "questions": ("PRV-01",),
    }
    assert found[1].text == "Porters are honest."


@pytest.mark.parametrize("kind", ["person", "machine"])
def test_a_confidential_dissent_hides_its_words_and_who_dissents_and_when(kind: str) -> None:
    dissent = {"by": "ab", "on": "2026-11-21", "question": "PRV-01", "text": "It is graver."}
    after = shown(
        an_assessment(
            assessors=[an_assessor("ab", kind=kind)],
            review={"dissent": [{**dissent, "confidential": True}, dissent]},
        )
    )
    hidden, plain = after.review.dissent
    assert (hidden.by, hidden.on, hidden.text) == (f"undisclosed-{kind}", None, MASK)
    assert hidden.question == "PRV-01"
    assert (plain.by, plain.on, plain.text) == ("ab", "2026-11-21", "It is graver.")
    stand_in = after.assessor(hidden.by)
    assert stand_in is not None
    assert stand_in.kind == kind


def test_the_dissent_of_a_confidential_assessor_tells_not_who_it_is() -> None:
    after = shown(
        an_assessment(
            assessors=[an_assessor("ab", name="A. B.", confidential=True)],
            review={"dissent": [{"by": "ab", "text": "As I said in Geneva."}]},
        )
    )
    assert (after.review.dissent[0].by, after.review.dissent[0].text) == ("assessor-1", MASK)


def test_words_that_were_never_there_are_not_made_to_look_hidden() -> None:
    assessment = an_assessment(
        {"PRV-01": an_answer("no", confidential=True, evidence=[evidence()])},
        safeguards=[a_safeguard(confidential=True)],
        asks=[an_ask(confidential=True)],
    )
    after = shown(assessment)
    answer = after.answers["PRV-01"]
    assert (answer.rationale, answer.likelihood_reason) == ("", "")
    assert (answer.evidence[0].clause, answer.evidence[0].quote) == ("", "")
    assert after.safeguards[0].clause == ""
    assert (after.asks[0].clause, after.asks[0].reason) == ("", "")


def test_an_assessment_without_secrets_is_shown_as_it_is() -> None:
    assessment = an_assessment(
        {"PRV-01": an_answer(by="ab")},
        assessors=[an_assessor("ab")],
        safeguards=[a_safeguard()],
        asks=[an_ask()],
        review={"state": "technical-review", "history": HISTORY},
    )
    assert shown(assessment) == assessment


def test_what_was_given_is_not_changed() -> None:
    assessment = an_assessment({"PRV-01": an_answer("no", rationale="Words.", confidential=True)})
    shown(assessment)
    assert assessment.answers["PRV-01"].rationale == "Words."


# FORMATS says: "Every report says which answers a machine gave"; a name that stands in for a person
# may not be the name of a machine.
@pytest.mark.parametrize("taken", ["assessor-1", "undisclosed-person"])
def test_a_stand_in_is_never_taken_for_somebody_else(taken: str) -> None:
    assessment = an_assessment(
        {
            "PRV-01": an_answer("no", by="ab", confidential=taken == "undisclosed-person"),
            "PRV-02": an_answer("no", by=taken),
        },
        assessors=[an_assessor("ab", confidential=True), an_assessor(taken, kind="machine")],
    )
    after = shown(assessment)
    person = after.assessor(after.answers["PRV-01"].by)
    machine = after.assessor(after.answers["PRV-02"].by)
    assert person
    assert machine
    assert (person.kind, machine.kind) == ("person", "machine")


MOMENT = "2026-11-21T09:30Z"


def entry(question: str = "PRV-01", **fields: object) -> dict[str, object]:
    return {"question": question, "did": "answered", "answer": "no", "at": MOMENT, **fields}


def test_notes_are_not_shown_at_all() -> None:
    assert shown(an_assessment(notes={"PRV-01": "Ask the rapporteur."})).notes == {}


def test_the_journal_names_a_confidential_assessor_as_the_answers_do() -> None:
    assessors = [an_assessor("ab", confidential=True), an_assessor("cd")]
    history = [entry(by="ab"), entry(by="cd"), entry()]
    after = shown(an_assessment(assessors=assessors, history=history)).history
    assert [(e.by, e.at) for e in after] == [
        ("assessor-1", MOMENT),
        ("cd", MOMENT),
        (None, MOMENT),
    ]


@pytest.mark.parametrize("where", ["entry", "answer", "former"])
def test_the_journal_of_a_confidential_answer_tells_neither_who_nor_when(where: str) -> None:
    secret = an_answer("no", confidential=True)
    former = {"question": "PRV-01", "under": "privacy@0.9.0", "reason": "Old.", "answer": secret}
    assessment = an_assessment(
        {"PRV-01": secret} if where == "answer" else {},
        assessors=[an_assessor("ab"), an_assessor("m1", kind="machine")],
        archived=[former] if where == "former" else [],
        history=[
            entry(by="ab", confidential=where == "entry"),
            entry(by="m1", did="withdrawn", confidential=where == "entry"),
            entry(confidential=where == "entry"),
            entry("PRV-02", by="ab"),
        ],
    )
    after = shown(assessment)
    assert [(e.question, e.did, e.by, e.at) for e in after.history] == [
        ("PRV-01", "answered", "undisclosed-person", None),
        ("PRV-01", "withdrawn", "undisclosed-machine", None),
        ("PRV-01", "answered", None, None),
        ("PRV-02", "answered", "ab", MOMENT),
    ]
    assert after.assessor("undisclosed-machine")


def test_what_is_kept_aside_goes_into_a_report_without_its_words() -> None:
    aside = an_answer("no", rationale="A secret reason.", evidence=[evidence()], on="2026-11-21")
    answers = {"PRV-01": aside, "PRV-02": an_answer("no", rationale="Open.")}
    given = an_assessment(answers=answers)
    counted = given.model_copy(update={"answers": {"PRV-02": given.answers["PRV-02"]}})
    found = bare(given, counted).answers
    assert list(found) == ["PRV-01", "PRV-02"]
    assert found["PRV-02"].rationale == "Open."
    assert (found["PRV-01"].answer, found["PRV-01"].rationale) == ("no", ASIDE)
    assert found["PRV-01"].evidence == ()
    assert found["PRV-01"].on is None
