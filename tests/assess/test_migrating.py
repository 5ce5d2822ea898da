"""Whether answers go on under a new version as they may, and none of their words is lost."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings

from hria.assess.fit import misfits
from hria.assess.migrating import Fate, Migration, Step, migrate
from hria.assess.plan import Part
from hria.assess.score import score
from hria.assess.session import ANSWERED_ANEW, Session, record
from hria.assess.shown import MASK, shown
from hria.brief import KINDS
from hria.model.assessment import Answer, Assessment, Former
from hria.model.checklist import Question, Ruling
from hria.model.grades import Level
from hria.render.markdown import markdown
from tests.brief.example import made
from tests.cases.change.drawing import DIGEST, OTHER, Case, cases
from tests.support.askers import Scripted
from tests.support.builders import (
    PRV_01,
    RIGHT,
    a_checklist,
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
from tests.support.strategies import HIDDEN

PRV_02, PRV_09 = "PRV-02", "PRV-09"

OLD = a_part(a_question(PRV_01), a_question(PRV_02))
YES = an_answer("yes", rationale="Clause 6 lets it.", by="ab", on="2026-11-20")
NO = an_answer("no", rationale="No clause lets it.", by="ab", on="2026-11-20")

RETIRED = a_question(PRV_01, state="retired")
HEIR = a_question(PRV_09, replaces=(PRV_01,))


def new(*questions: Question, **fields: object) -> Part:
    """Return the next version: of *questions*, or of the old ones where none is given."""
    asked = questions or OLD.checklist.questions
    return Part(RIGHT, "2.0.0", a_checklist(*asked, **fields))


def under(part: Part, given: Assessment | None = None, *same_sense: str) -> Migration:
    """Return what becomes of *given*, or of two answers, under *part*."""
    before = given or an_assessment({PRV_01: YES, PRV_02: NO})
    return migrate(before, OLD, part, DIGEST, same_sense)


def former(name: str = PRV_01, answer: Answer = YES, **fields: object) -> Former:
    """Return an answer to an older wording."""
    given = {"question": name, "under": "privacy@0.9.0", "reason": "Old.", "answer": answer}
    return Former.model_validate({**given, **fields})


def since(answer: Answer, ref: str = "privacy@1.0.0") -> Answer:
    """Return *answer* with the wording that it answers."""
    return answer.model_copy(update={"under": ref})


# Each fate


def test_an_answer_whose_question_stays_is_carried_with_the_wording_it_answers() -> None:
    migration = under(new(a_question(PRV_01, why="People need it."), a_question(PRV_02)))
    assert migration.steps == (Step(PRV_01, Fate.CARRIED), Step(PRV_02, Fate.CARRIED))
    assert migration.assessment.answers == {PRV_01: since(YES), PRV_02: since(NO)}
    assert (migration.old, migration.new) == ("privacy@1.0.0", "privacy@2.0.0")


def test_an_answer_that_was_carried_before_keeps_the_wording_it_answers() -> None:
    given_answers = {PRV_01: since(YES, "privacy@0.9.0"), PRV_02: NO}
    migration = under(new(), an_assessment(given_answers))
    assert migration.assessment.answers == {PRV_01: since(YES, "privacy@0.9.0"), PRV_02: since(NO)}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"ask": "Is it so?"}, "the words of ask changed"),
        ({"help": "Look for it."}, "the words of help changed"),
        ({"answers": {"yes": "It is."}}, "the words of answers changed"),
        ({"worrying": "no"}, "worrying was yes, is no"),
        ({"gate": True}, "gate was false, is true"),
        ({"max_severity": 2}, "max-severity was 4, is 2"),
        (
            {"gate": True, "ask": "Is it so?", "why": "People need it."},
            "gate was false, is true; the words of ask changed",
        ),
    ],
)
def test_an_answer_in_doubt_waits_with_the_reason_beside_it(
    fields: dict[str, object], reason: str
) -> None:
    migration = under(new(a_question(PRV_01, **fields), a_question(PRV_02)))
    assert migration.of(Fate.TO_CONFIRM) == (Step(PRV_01, Fate.TO_CONFIRM, reason),)
    assert migration.of(Fate.CARRIED) == (Step(PRV_02, Fate.CARRIED),)
    waiting = Former(question=PRV_01, under="privacy@1.0.0", reason=reason, answer=YES)
    assert migration.assessment.to_confirm == (waiting,)
    assert migration.assessment.answers == {PRV_02: since(NO)}


@pytest.mark.parametrize("fields", [{"ask": "Is it so?"}, {"help": "Look for it."}])
def test_an_answer_stands_where_an_editor_confirmed_the_sense(fields: dict[str, object]) -> None:
    part = new(a_question(PRV_01, **fields), a_question(PRV_02))
    assert len(under(part, None, PRV_01).of(Fate.CARRIED)) == 2
    assert len(under(part, None, PRV_02).of(Fate.TO_CONFIRM)) == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"rules": ("Read it whole.",)}, "rules"),
        ({"rulings": (Ruling(id="1", on=("scope",), text="It counts."),)}, "rulings"),
    ],
)
def test_a_change_for_all_questions_puts_every_answer_in_doubt(
    fields: dict[str, object], field: str
) -> None:
    migration = under(new(**fields))
    reason = f"the words of {field} changed"
    assert [(s.question, s.reason) for s in migration.of(Fate.TO_CONFIRM)] == [
        (PRV_01, reason),
        (PRV_02, reason),
    ]
    assert len(under(new(**fields), None, field).of(Fate.CARRIED)) == 2


def test_another_method_puts_every_answer_in_doubt() -> None:
    # No file can name another method yet.
    checklist = OLD.checklist.model_copy(update={"method": "2"})
    migration = under(Part(RIGHT, "2.0.0", checklist))
    assert {s.reason for s in migration.of(Fate.TO_CONFIRM)} == {"method was 1, is 2"}
    assert not migration.assessment.answers


def test_a_ruling_on_one_question_puts_its_answer_in_doubt_and_no_other() -> None:
    rulings = (Ruling(id="1", on=(PRV_02,), text="It counts."),)
    migration = under(new(rulings=rulings))
    reason = "the words of rulings changed"
    assert migration.of(Fate.TO_CONFIRM) == (Step(PRV_02, Fate.TO_CONFIRM, reason),)


def test_scales_put_in_doubt_only_what_was_graded() -> None:
    migration = under(new(scales={"scale": {"1": "hardly any"}}))
    assert [s.question for s in migration.of(Fate.TO_CONFIRM)] == [PRV_01]
    assert [s.question for s in migration.of(Fate.CARRIED)] == [PRV_02]


@pytest.mark.parametrize("features", [("log",), ("log", "block"), None])
def test_where_a_question_applies_is_no_doubt_of_an_answer_to_it(
    features: tuple[str, ...] | None,
) -> None:
    old = a_part(a_question(PRV_01, features=("log", "retain")), a_question(PRV_02))
    part = new(a_question(PRV_01, features=features), a_question(PRV_02))
    migration = migrate(an_assessment({PRV_01: YES}), old, part, DIGEST)
    assert migration.steps == (Step(PRV_01, Fate.CARRIED),)


def test_after_which_answers_a_question_is_asked_is_no_doubt_of_an_answer_to_it() -> None:
    # Where it does not apply any more, the answer is kept aside and not taken away.
    part = new(a_question(PRV_01), a_question(PRV_02, asked_if={PRV_01: ("no",)}))
    assert [s.question for s in under(part).of(Fate.CARRIED)] == [PRV_01, PRV_02]


def test_the_answer_to_a_retired_question_is_archived_whole() -> None:
    migration = under(new(RETIRED, a_question(PRV_02)))
    reason = "the question is no longer asked"
    assert migration.of(Fate.ARCHIVED) == (Step(PRV_01, Fate.ARCHIVED, reason),)
    kept = Former(question=PRV_01, under="privacy@1.0.0", reason=reason, answer=YES)
    assert migration.assessment.archived == (kept,)
    assert migration.assessment.answers == {PRV_02: since(NO)}


def test_the_answer_to_a_question_that_is_gone_is_archived_whole() -> None:
    migration = under(new(a_question(PRV_02)))
    assert [(f.question, f.answer) for f in migration.assessment.archived] == [(PRV_01, YES)]


def test_an_answer_moves_to_the_question_that_replaces_its_own() -> None:
    migration = under(new(RETIRED, a_question(PRV_02), HEIR))
    step = Step(PRV_01, Fate.MOVED, "the question is now PRV-09", PRV_09)
    assert migration.of(Fate.MOVED) == (step,)
    assert migration.assessment.answers == {PRV_09: since(YES), PRV_02: since(NO)}
    assert migration.of(Fate.OPEN) == ()


def test_an_answer_does_not_move_onto_another_one() -> None:
    old = a_part(*OLD.checklist.questions, a_question(PRV_09))
    before = an_assessment({PRV_01: YES, PRV_09: NO})
    migration = migrate(before, old, new(RETIRED, HEIR), DIGEST)
    assert migration.assessment.answers == {PRV_09: since(NO)}
    assert [(f.question, f.answer) for f in migration.assessment.archived] == [(PRV_01, YES)]


# "nothing an assessor wrote is ever dropped"
def test_of_two_answers_to_questions_that_became_one_neither_is_lost() -> None:
    heir = a_question(PRV_09, replaces=(PRV_01, PRV_02))
    migration = under(new(RETIRED, a_question(PRV_02, state="retired"), heir))
    assert kept(migration.assessment) == kept(an_assessment({PRV_01: YES, PRV_02: NO}))
    assert list(migration.assessment.answers) == [PRV_09]


def test_an_answer_does_not_move_onto_one_that_waits() -> None:
    # Else the one that waits is never put again: its question has an answer.
    old = a_part(*OLD.checklist.questions, a_question(PRV_09))
    before = an_assessment({PRV_01: YES}, to_confirm=(former(PRV_09, NO),))
    after = migrate(before, old, new(RETIRED, HEIR), DIGEST).assessment
    assert {f.question for f in after.to_confirm}.isdisjoint(after.answers)
    assert kept(after) == kept(before)


def test_an_answer_does_not_simply_move_to_where_the_other_word_is_the_worrying_one() -> None:
    # A "no" that was no finding would be one, without the grades that a finding needs.
    heir = a_question(PRV_09, replaces=(PRV_01,), worrying="no")
    part = new(RETIRED, heir)
    before = an_assessment({PRV_01: NO}, assessors=(an_assessor("ab"),))
    after = under(part, before).assessment
    assert [f.message for f in misfits(after, (part,)) if f.level == "error"] == []
    assert kept(after) == kept(before)


def test_a_question_that_is_new_is_open() -> None:
    migration = under(new(*OLD.checklist.questions, a_question(PRV_09)))
    assert migration.of(Fate.OPEN) == (Step(PRV_09, Fate.OPEN),)
    assert PRV_09 not in migration.assessment.answers


def test_a_question_that_was_open_before_is_not_called_new() -> None:
    migration = under(new(), an_assessment({PRV_01: YES}))
    assert migration.steps == (Step(PRV_01, Fate.CARRIED),)


def test_a_retired_question_that_is_new_is_not_open() -> None:
    assert (
        under(new(*OLD.checklist.questions, a_question(PRV_09, state="retired"))).of(Fate.OPEN)
        == ()
    )


# What else stands in the file


def test_the_new_version_is_pinned_in_the_place_of_the_old_one() -> None:
    pins = ({"ref": OTHER.ref}, {"ref": OLD.ref, "digest": DIGEST.replace("1", "2")})
    after = under(new(), an_assessment({}, checklists=pins)).assessment
    assert [(p.ref, p.digest) for p in after.checklists] == [
        (OTHER.ref, None),
        ("privacy@2.0.0", DIGEST),
    ]


def test_answers_to_other_checklists_are_left_alone() -> None:
    before = an_assessment({"EXP-01": NO, PRV_01: YES}, to_confirm=(former("EXP-02"),))
    after = under(new(RETIRED), before).assessment
    assert after.answers == {"EXP-01": NO}
    assert after.to_confirm == before.to_confirm


def test_safeguards_and_asks_follow_an_answer_that_moves() -> None:
    before = an_assessment(
        {PRV_01: YES, PRV_02: NO},
        safeguards=(a_safeguard("S1"), a_safeguard("S2", question=PRV_02)),
        asks=(an_ask("A1", addresses=(PRV_02, PRV_01)), an_ask("A2", addresses=(PRV_02,))),
    )
    after = under(new(RETIRED, a_question(PRV_02), HEIR), before).assessment
    assert [s.question for s in after.safeguards] == [PRV_09, PRV_02]
    assert [a.addresses for a in after.asks] == [(PRV_02, PRV_09), (PRV_02,)]
    unmoved = {"question": PRV_01}
    assert after.safeguards[0].model_copy(update=unmoved) == before.safeguards[0]


def test_objections_and_dissent_follow_an_answer_that_moves() -> None:
    before = an_assessment(
        {PRV_01: YES, PRV_02: NO},
        objections=[{"id": "O1", "text": "So what?", "questions": (PRV_02, PRV_01)}],
        review={
            "dissent": [
                {"by": "ab", "text": "No.", "question": PRV_01},
                {"by": "ab", "text": "No.", "right": "privacy"},
            ]
        },
    )
    after = under(new(RETIRED, a_question(PRV_02), HEIR), before).assessment
    assert after.objections[0].questions == (PRV_02, PRV_09)
    assert [d.question for d in after.review.dissent] == [PRV_09, None]


def test_an_ask_names_no_question_twice() -> None:
    both = an_ask(addresses=(PRV_01, PRV_09))
    old = a_part(*OLD.checklist.questions, a_question(PRV_09))
    after = migrate(an_assessment({PRV_01: YES}, asks=(both,)), old, new(RETIRED, HEIR), DIGEST)
    assert after.of(Fate.MOVED)
    assert [a.addresses for a in after.assessment.asks] == [(PRV_09,)]


def test_safeguards_and_asks_stay_where_an_answer_waits_or_is_archived() -> None:
    before = an_assessment(
        {PRV_01: YES}, safeguards=(a_safeguard(),), asks=(an_ask(addresses=(PRV_01,)),)
    )
    for part in (new(RETIRED), new(a_question(PRV_01, gate=True))):
        after = under(part, before).assessment
        assert (after.safeguards, after.asks) == (before.safeguards, before.asks)


def test_nobody_has_reviewed_the_new_wording_and_who_signed_stays_on_record() -> None:
    review = {
        "state": "approved",
        "history": [{"state": "approved", "by": "ab", "on": "2026-11-21", "note": "Well done."}],
    }
    before = an_assessment({PRV_01: YES}, assessors=(an_assessor("ab"),), review=review)
    after = under(new(), before).assessment
    assert after.review.state == "draft"
    assert after.review.history == before.review.history


def test_a_field_that_the_file_lacks_is_not_written_into_it() -> None:
    after = under(new(), an_assessment({PRV_01: YES})).assessment
    assert after.model_fields_set == {"standard", "checklists", "answers"}


# Again and again


def test_a_second_migration_keeps_what_waits_and_what_is_archived() -> None:
    waiting, archived = former(PRV_01), former(PRV_02, NO)
    before = an_assessment({PRV_02: NO}, to_confirm=(waiting,), archived=(archived,))
    after = under(new(a_question(PRV_01, gate=True), a_question(PRV_02)), before).assessment
    assert (after.to_confirm, after.archived) == ((waiting,), (archived,))


def test_what_waits_is_archived_when_its_question_is_retired() -> None:
    waiting, archived = former(PRV_01), former(PRV_02, NO)
    before = an_assessment({PRV_02: NO}, to_confirm=(waiting,), archived=(archived,))
    migration = under(new(RETIRED, a_question(PRV_02)), before)
    assert migration.assessment.to_confirm == ()
    assert [(f.question, f.answer) for f in migration.assessment.archived] == [
        (PRV_02, NO),
        (PRV_01, YES),
    ]
    assert [s.question for s in migration.of(Fate.ARCHIVED)] == [PRV_01]


def test_what_waits_is_archived_when_its_question_is_gone() -> None:
    # Nobody will ever be asked to confirm it.
    after = under(new(a_question(PRV_02)), an_assessment({}, to_confirm=(former(),))).assessment
    assert after.to_confirm == ()
    assert [f.answer for f in after.archived] == [YES]


def test_two_migrations_that_turn_a_question_and_turn_it_back_leave_it_to_be_confirmed() -> None:
    turned = new(a_question(PRV_01, worrying="no"), a_question(PRV_02))
    once = under(turned).assessment
    back = migrate(once, turned, Part(RIGHT, "3.0.0", OLD.checklist), DIGEST).assessment
    assert [f.question for f in back.to_confirm] == [PRV_01]
    assert back.to_confirm[0].under == "privacy@1.0.0"


@given(cases())
def test_the_same_checklist_changes_nothing_but_which_wording_was_answered(case: Case) -> None:
    migration = case.unchanged().migrated()
    before, after = case.assessment, migration.assessment
    assert {step.fate for step in migration.steps} <= {Fate.CARRIED}
    mine = {q.id for q in case.old.checklist.questions}
    assert after.answers == {
        name: since(a, a.under or case.old.ref) if name in mine else a
        for name, a in before.answers.items()
    }
    assert after.model_copy(update={"answers": before.answers}) == before


# Nothing is lost


def kept(assessment: Assessment) -> Counter[str]:
    """Return the answers that stand anywhere in *assessment*, without which wording they answer."""
    formers = (*assessment.to_confirm, *assessment.archived)
    found = (*assessment.answers.values(), *(former.answer for former in formers))
    return Counter(answer.model_copy(update={"under": None}).model_dump_json() for answer in found)


@given(cases())
def test_every_answer_is_found_again_exactly_once(case: Case) -> None:
    migration = case.migrated()
    assert kept(migration.assessment) == kept(case.assessment)


@given(cases(keeping=False))
def test_every_answer_is_found_again_where_questions_are_gone(case: Case) -> None:
    assert kept(case.migrated().assessment) == kept(case.assessment)


@given(cases())
def test_every_answer_keeps_the_name_of_the_wording_it_answers(case: Case) -> None:
    before, after = case.assessment, case.migrated().assessment
    told = {a.rationale: a.under or case.old.ref for a in before.answers.values()}
    told |= {f.answer.rationale: f.under for f in (*before.to_confirm, *before.archived)}
    mine = {q.id for q in (*case.old.checklist.questions, *case.new.checklist.questions)}
    for name, answer in after.answers.items():
        if name in mine:
            assert answer.under == told[answer.rationale]
    for each in (*after.to_confirm, *after.archived):
        assert each.under == told[each.answer.rationale]
        assert each.reason


@given(cases())
def test_every_answer_and_every_new_question_has_one_step(case: Case) -> None:
    migration = case.migrated()
    mine = [q.id for q in case.old.checklist.questions]
    answered = [name for name in case.assessment.answers if name in mine]
    gone = [
        f.question
        for f in case.assessment.to_confirm
        if f.question in {q.id for q in case.new.checklist.questions if q.state == "retired"}
    ]
    told = [s.question for s in migration.steps if s.fate is not Fate.OPEN]
    assert sorted(told) == sorted([*answered, *gone])
    for step in migration.of(Fate.OPEN):
        assert step.question not in mine
        assert step.question not in migration.assessment.answers


@given(cases())
def test_what_was_migrated_fits_its_new_checklists(case: Case) -> None:
    before = {f.message for f in misfits(case.assessment, (case.old, OTHER)) if f.level == "error"}
    assert before == set()
    after = misfits(case.migrated().assessment, (case.new, OTHER))
    assert [f.message for f in after if f.level == "error"] == []


@given(cases(keeping=False))
def test_what_waits_belongs_to_a_question_that_is_asked_and_has_no_answer(case: Case) -> None:
    after = case.migrated().assessment
    asked = {q.id for q in (*case.new.checklist.active, *OTHER.checklist.active)}
    waiting = [f.question for f in after.to_confirm]
    assert set(waiting) <= asked - set(after.answers)
    assert len(set(waiting)) == len(waiting)


# Until it is confirmed


@given(cases())
def test_a_score_never_counts_an_answer_that_waits(case: Case) -> None:
    after = case.migrated().assessment
    without = after.model_copy(update={"to_confirm": (), "archived": ()})
    parts = (case.new, OTHER)
    assert score(after, parts, None) == score(without, parts, None)
    waiting = {f.question for f in after.to_confirm} - set(after.answers)
    for result in score(after, parts, None).results:
        assert waiting.isdisjoint(f.question.id for f in result.findings)


def test_a_finding_that_waits_lowers_the_result_and_its_coverage() -> None:
    part = new(a_question(PRV_01, gate=True), a_question(PRV_02))
    migration = under(part)
    [before] = score(an_assessment({PRV_01: YES, PRV_02: NO}), (OLD,), None).results
    [after] = score(migration.assessment, (part,), None).results
    assert (before.result, before.coverage) == (Level.CRITICAL, 1)
    assert (after.result, after.coverage) == (Level.NONE, 0.5)
    assert "gate:PRV-01" in after.provisional


@pytest.mark.parametrize(("features", "put"), [(None, True), (("log",), False)])
def test_what_waits_is_put_again_where_its_question_applies(
    features: tuple[str, ...] | None, *, put: bool
) -> None:
    # Where the question does not apply the old answer goes on waiting: nothing is thrown away.
    part = new(a_question(PRV_01, ask="Is it so?", features=features), a_question(PRV_02))
    migration = under(part)
    asker = Scripted([YES])
    named = frozenset({"block"})
    after = Session(migration.assessment, (part,), named, asker, lambda kept: kept).hold()
    asked = [(item.question.id, item.earlier) for item in asker.asked]
    assert asked == ([(PRV_01, YES)] if put else [])
    assert (after.to_confirm == ()) is put


def test_an_answer_given_anew_archives_the_one_that_waited() -> None:
    waiting = former(PRV_01, reason="gate was false, is true")
    before = an_assessment({}, to_confirm=(waiting, former(PRV_02, NO)), archived=(former(),))
    after = record(before, PRV_01, NO, by=None, at=None)
    assert after.answers == {PRV_01: NO}
    assert after.to_confirm == (former(PRV_02, NO),)
    done = waiting.model_copy(update={"reason": ANSWERED_ANEW})
    assert after.archived == (former(), done)


def test_an_answer_to_another_question_leaves_what_waits() -> None:
    before = an_assessment({}, to_confirm=(former(PRV_01),))
    after = record(before, PRV_02, NO, by=None, at=None)
    assert after.to_confirm == before.to_confirm
    assert after.archived == ()


# What is confidential

SECRET = an_answer(
    "yes",
    rationale=HIDDEN,
    evidence=(evidence(clause=HIDDEN, quote=HIDDEN, source=HIDDEN),),
    grades=grades(likelihood=3),
    likelihood_reason=HIDDEN,
    documented_use=({"what": HIDDEN, "source": HIDDEN},),
    tests={"necessity": {"outcome": "fail", "reason": HIDDEN}},
    confidential=True,
    by="ab",
    on="2026-11-19",
)


@pytest.mark.parametrize("place", ["to_confirm", "archived"])
def test_a_former_answer_hides_its_words_and_keeps_what_decides(place: str) -> None:
    given_former = former(PRV_01, SECRET)
    before = an_assessment({}, assessors=(an_assessor("ab"),), **{place: (given_former,)})
    visible = shown(before)
    [hidden] = getattr(visible, place)
    assert hidden.answer.rationale == MASK
    assert HIDDEN not in visible.model_dump_json()
    assert (hidden.answer.by, hidden.answer.on) == ("undisclosed-person", None)
    assert visible.assessor("undisclosed-person")
    assert (hidden.question, hidden.under, hidden.reason) == (PRV_01, "privacy@0.9.0", "Old.")
    assert (hidden.answer.answer, hidden.answer.grades) == ("yes", SECRET.grades)
    assert [e.strength for e in hidden.answer.evidence] == ["E4"]


def test_confidential_evidence_of_a_former_answer_hides_its_own_words_only() -> None:
    secret = evidence("E3", clause=HIDDEN, quote=HIDDEN, source=HIDDEN, confidential=True)
    answer = an_answer("yes", rationale="Open words.", evidence=(secret, evidence(clause="6")))
    [hidden] = shown(an_assessment({}, archived=(former(PRV_01, answer),))).archived
    assert hidden.answer.rationale == "Open words."
    assert [(e.clause, e.source) for e in hidden.answer.evidence] == [
        (MASK, MASK),
        ("6", "the text"),
    ]


@given(cases(secrets=True))
def test_no_confidential_word_of_a_former_answer_is_shown(case: Case) -> None:
    visible = shown(case.migrated().assessment)
    assert HIDDEN not in visible.model_dump_json()


@settings(max_examples=20)
@given(cases(secrets=True))
def test_no_confidential_word_of_a_former_answer_is_in_any_report(case: Case) -> None:
    after = case.migrated().assessment
    for kind in KINDS:
        printed = markdown(made(after, (case.new, OTHER), None, kind)).decode()
        assert HIDDEN not in printed


@settings(max_examples=20)
@given(cases())
def test_a_full_report_shows_every_former_answer_with_its_wording_and_reason(case: Case) -> None:
    after = case.migrated().assessment
    printed = markdown(made(after, (case.new, OTHER), None, "full")).decode()
    plain = printed.replace("\\", "")
    for each in (*after.to_confirm, *after.archived):
        for words in (each.question, each.under, each.reason, each.answer.rationale):
            assert words in plain


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - what JSON holds
    if isinstance(value, dict):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in _texts(inner))
    elif isinstance(value, str):
        yield value


@given(cases())
def test_what_is_told_of_a_migration_holds_no_word_of_an_answer(case: Case) -> None:
    migration = case.migrated()
    told = " ".join(f"{s.question} {s.reason} {s.to}" for s in migration.steps)
    for answer in case.assessment.answers.values():
        written = json.loads(answer.model_dump_json(include={"rationale"}))
        assert all(text not in told for text in _texts(written))
