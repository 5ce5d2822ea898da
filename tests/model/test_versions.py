"""Whether the number of a version follows from what it does to old answers, as ADR 0003 says."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hria.check import problems
from hria.content.library import Library
from hria.content.roots import shipped
from hria.model.checklist import Checklist, Question, Ruling
from hria.model.refs import Version
from hria.model.versions import Change, Difference, change_of, differences, next_version
from tests.cases.change.drawing import pairs
from tests.cases.change.reading import Case, cases
from tests.support.builders import PRV_01, a_checklist, a_question

PRV_02 = "PRV-02"

CASES = list(cases())

OLD = a_checklist(a_question(PRV_01), a_question(PRV_02), rules=("Read it whole.",))

versions = st.builds(Version, *[st.integers(0, 99)] * 3)
changes = st.sampled_from(Change)


def edited(name: str = PRV_01, /, **fields: object) -> Checklist:
    """Return the old checklist with *fields* of one question written anew."""
    return a_checklist(
        *(a_question(q.id, **(fields if q.id == name else {})) for q in OLD.questions),
        rules=OLD.rules,
    )


def other(**fields: object) -> Checklist:
    """Return the old checklist with *fields* of the whole written anew."""
    return a_checklist(*OLD.questions, **{"rules": OLD.rules, **fields})


# The cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_exactly_its_verdict(case: Case) -> None:
    assert case.lines() == case.expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_editions_of_a_case_are_whole_checklists(case: Case) -> None:
    found = problems(Library([shipped()]), case.files)
    assert [str(p) for p in found if p.level == "error"] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_confirmed_in_a_case_needed_it(case: Case) -> None:
    plain = {d.subject for d in differences(case.old, case.new) if d.is_sense}
    assert set(case.confirmed) <= plain


def test_every_field_of_a_checklist_and_of_a_question_has_a_case() -> None:
    told = {
        line.split(" ")[1]
        for case in CASES
        for line in case.expected.read_text(encoding="utf-8").splitlines()[:-1]
    }
    # No file can name another method yet; an id that differs is another question.
    needed = {f.alias or n for kind in (Checklist, Question) for n, f in kind.model_fields.items()}
    assert needed - {"id", "method", "questions"} <= told
    assert {"question", "order"} <= told


# The rules


@pytest.mark.parametrize(
    ("new", "change"),
    [
        # ADR 0003: "PATCH: all stand, and are complete: a slip of the pen; a clearer `why` …"
        (edited(why="Somebody may be hurt."), Change.PATCH),
        # ADR 0003: "… a source added"
        (edited(sources=({"instrument": "ICCPR", "at": "art. 17"},)), Change.PATCH),
        # ADR 0003: "MINOR: all stand, and are not complete: a new question"
        (
            other().model_copy(update={"questions": (*OLD.questions, a_question("PRV-03"))}),
            Change.MINOR,
        ),
        # ADR 0003: "MAJOR: some fall: a question retired …"
        (edited(state="retired"), Change.MAJOR),
        # ADR 0003: "… a wording … that could change an answer"
        (edited(ask="Is it always so?"), Change.MAJOR),
        (edited(help="Look at the annexes too."), Change.MAJOR),
        (edited(answers={"yes": "It always is."}), Change.MAJOR),
        (other(rules=("Read the annexes too.",)), Change.MAJOR),
        (other(scales={"scale": {"1": "hardly any"}}), Change.MAJOR),
        # ADR 0003: "… a ruling … that could change an answer"
        (other(rulings=(Ruling(id="1", on=(PRV_01,), text="It counts."),)), Change.MAJOR),
        (other(rulings=(Ruling(id="1", on=("scope",), text="It counts."),)), Change.MAJOR),
        # ADR 0003: "… or a worrying answer that could change an answer"
        (edited(worrying="no"), Change.MAJOR),
        # ADR 0003: "another `max-severity` or `gate` that could change a result"
        (edited(max_severity=3), Change.MAJOR),
        (edited(gate=True), Change.MAJOR),
        # ADR 0005: an answer whose question does not apply any more is kept aside
        (edited(PRV_02, asked_if={PRV_01: ("yes",)}), Change.MAJOR),
    ],
)
def test_a_change_has_the_weight_that_adr_0003_gives_it(new: Checklist, change: Change) -> None:
    assert change_of(differences(OLD, new)) is change


# ADR 0003: "The scoring method has a version of its own, which every checklist … names."
def test_another_method_makes_old_answers_fall() -> None:
    new = OLD.model_copy(update={"method": "2"})
    [found] = differences(OLD, new)
    assert (found.subject, found.field, found.old, found.new) == ("checklist", "method", "1", "2")
    assert found.change is Change.MAJOR
    assert differences(OLD, new, ("checklist", "method")) == (found,)


# ADR 0003: "Whether a new wording could change an answer is a judgement; in doubt, … MAJOR."
@pytest.mark.parametrize(
    ("subject", "new"),
    [
        (PRV_01, edited(ask="Is it always so?")),
        (PRV_01, edited(help="Look at the annexes too.")),
        (PRV_01, edited(answers={"yes": "It always is."})),
        (PRV_01, other(rulings=(Ruling(id="1", on=(PRV_01,), text="It counts."),))),
        ("rulings", other(rulings=(Ruling(id="1", on=("scope",), text="It counts."),))),
        ("rules", other(rules=("Read the annexes too.",))),
        ("scales", other(scales={"scale": {"1": "hardly any"}})),
    ],
)
def test_other_words_are_grave_until_an_editor_confirms_their_sense(
    subject: str, new: Checklist
) -> None:
    [doubtful] = differences(OLD, new)
    assert (doubtful.subject, doubtful.change, doubtful.confirmed) == (subject, Change.MAJOR, False)
    [kept] = differences(OLD, new, (subject,))
    assert (kept.subject, kept.change, kept.confirmed) == (subject, Change.PATCH, True)
    assert differences(OLD, new, (PRV_02,)) == (doubtful,)


@pytest.mark.parametrize("fields", [{"worrying": "no"}, {"max_severity": 3}, {"gate": True}])
def test_nobody_can_confirm_what_decides_an_answer(fields: dict[str, object]) -> None:
    new = edited(**fields)
    assert differences(OLD, new, (PRV_01,)) == differences(OLD, new)


def test_the_words_before_and_after_stand_in_the_difference() -> None:
    old = a_checklist(a_question(answers={"yes": "It is.", "no": "It is not."}))
    new = a_checklist(a_question(answers={"yes": "It is so.", "no": "It is not."}))
    [found] = differences(old, new)
    assert sorted(found.old.splitlines()) == ["no: It is not.", "yes: It is."]
    assert sorted(found.new.splitlines()) == ["no: It is not.", "yes: It is so."]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({PRV_01: ("yes",)}, {}, Change.MINOR),
        ({PRV_01: ("yes",)}, {PRV_01: ("partly", "yes")}, Change.MINOR),
        ({PRV_01: ("yes",), "PRV-03": ("no",)}, {PRV_01: ("yes",)}, Change.MINOR),
        ({PRV_01: ("yes", "no")}, {PRV_01: ("yes",)}, Change.MAJOR),
        ({PRV_01: ("yes",)}, {PRV_01: ("no",)}, Change.MAJOR),
        ({PRV_01: ("yes",)}, {"PRV-03": ("yes",)}, Change.MAJOR),
        ({PRV_01: ("yes", "no")}, {PRV_01: ("no", "yes")}, Change.NONE),
    ],
)
def test_a_question_that_is_asked_after_more_answers_is_asked_more_often(
    old: object, new: object, change: Change
) -> None:
    found = differences(edited(PRV_02, asked_if=old), edited(PRV_02, asked_if=new))
    assert change_of(found) is change
    assert {d.field for d in found} <= {"asked-if"}


# A mapping has no order in YAML, and the program asks in an order of its own.
def test_the_order_in_which_a_file_explains_the_answers_is_layout() -> None:
    one = {"yes": "It is.", "no": "It is not."}
    turned = dict(reversed(one.items()))
    found = differences(edited(answers=one), edited(answers=turned))
    assert change_of(found) <= Change.PATCH


def test_the_order_in_which_a_file_explains_a_scale_is_layout() -> None:
    one = {"1": "little", "4": "all"}
    turned = dict(reversed(one.items()))
    found = differences(other(scales={"scale": one}), other(scales={"scale": turned}))
    assert change_of(found) <= Change.PATCH


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ({"on": ("scope",)}, {"on": ("force",)}),
        ({"on": (PRV_01, "scope")}, {"on": (PRV_01,)}),
        ({"id": "1", "on": ("scope",)}, {"id": "2", "on": ("scope",)}),
    ],
    ids=["on-another-subject", "on-one-subject-less", "under-another-number"],
)
def test_a_ruling_that_differs_in_anything_is_told(
    one: dict[str, object], another: dict[str, object]
) -> None:
    def with_ruling(fields: dict[str, object]) -> Checklist:
        return other(rulings=(Ruling.model_validate({"id": "1", "text": "So.", **fields}),))

    assert differences(with_ruling(one), with_ruling(another))


def test_a_ruling_on_a_retired_question_that_differs_is_told_and_makes_no_answer_fall() -> None:
    retired = a_question(state="retired")

    def with_ruling(text: str) -> Checklist:
        return a_checklist(retired, rulings=(Ruling(id="1", on=(PRV_01,), text=text),))

    found = differences(with_ruling("It counts."), with_ruling("It does not count."))
    assert change_of(found) is Change.PATCH


# Laws


@given(pairs())
def test_nothing_differs_from_itself(pair: tuple[Checklist, Checklist]) -> None:
    for edition in pair:
        assert differences(edition, edition) == ()
        assert differences(edition, Checklist.model_validate(dict(edition))) == ()


@given(pairs(keeping=False))
def test_what_differs_is_told_with_other_words_and_a_reason(
    pair: tuple[Checklist, Checklist],
) -> None:
    for found in differences(*pair):
        assert found.old != found.new
        assert found.change > Change.NONE
        assert re.search(r"\w", found.why)


def _plain(checklist: Checklist) -> dict[str, object]:
    """Return the checklist without the order of capabilities, which says nothing."""
    plain = checklist.model_dump()
    for question in plain["questions"]:
        if question["features"] is not None:
            question["features"] = sorted(question["features"])
    return plain


@given(pairs(keeping=False))
def test_something_is_told_exactly_where_something_differs(
    pair: tuple[Checklist, Checklist],
) -> None:
    old, new = pair
    differs = _plain(old) != _plain(new)
    assert bool(differences(old, new)) == differs
    assert bool(differences(new, old)) == differs


@given(pairs(keeping=False))
def test_the_change_is_the_gravest_of_all_that_differs(
    pair: tuple[Checklist, Checklist],
) -> None:
    found = differences(*pair)
    change = change_of(found)
    assert all(difference.change <= change for difference in found)
    assert change is Change.NONE if not found else change in {d.change for d in found}


# ADR 0003: "MAJOR: some fall: a question retired"
@given(pairs(), st.data())
def test_a_question_that_is_retired_always_makes_a_major_change(
    pair: tuple[Checklist, Checklist], data: st.DataObject
) -> None:
    old, new = pair
    assume(old.active)
    name = data.draw(st.sampled_from(old.active)).id
    questions = [
        q.model_copy(update={"state": "retired"}) if q.id == name else q for q in new.questions
    ]
    found = differences(old, new.model_copy(update={"questions": tuple(questions)}), {name})
    assert change_of(found) is Change.MAJOR
    assert name in {d.subject for d in found if d.change is Change.MAJOR}


# ADR 0003: "MINOR: all stand, and are not complete: a new question"
@given(pairs())
def test_new_questions_alone_make_a_minor_change(pair: tuple[Checklist, Checklist]) -> None:
    old, _ = pair
    new = old.model_copy(update={"questions": (*old.questions, a_question("PRV-09"))})
    assert change_of(differences(old, new)) is Change.MINOR


@given(pairs(), st.randoms(use_true_random=False))
def test_another_order_of_the_questions_is_a_patch(
    pair: tuple[Checklist, Checklist], chance: Random
) -> None:
    old, _ = pair
    turned = list(old.questions)
    chance.shuffle(turned)
    found = differences(old, old.model_copy(update={"questions": tuple(turned)}))
    same = turned == list(old.questions)
    assert [(d.field, d.change) for d in found] == ([] if same else [("order", Change.PATCH)])


@given(pairs(keeping=False), st.data())
def test_confirming_a_sense_never_makes_a_change_graver(
    pair: tuple[Checklist, Checklist], data: st.DataObject
) -> None:
    plain = differences(*pair)
    subjects = sorted({d.subject for d in plain} | {PRV_01, "rules"})
    few = data.draw(st.sets(st.sampled_from(subjects)))
    more = few | data.draw(st.sets(st.sampled_from(subjects)))
    less, least = differences(*pair, few), differences(*pair, more)
    assert change_of(least) <= change_of(less) <= change_of(plain)
    for before, after in zip(plain, less, strict=True):
        assert (before.subject, before.field) == (after.subject, after.field)
        assert after.change <= before.change
        if not (before.is_sense and before.subject in few):
            assert after == before


@given(pairs(keeping=False))
def test_what_was_confirmed_stays_in_question(pair: tuple[Checklist, Checklist]) -> None:
    plain = differences(*pair)
    every = differences(*pair, {d.subject for d in plain})
    assert [d.is_sense for d in every] == [d.is_sense for d in plain]
    assert all(d.confirmed and d.change is Change.PATCH for d in every if d.is_sense)


# Numbers


# ADR 0003: "The version of a checklist has three numbers, and the first that changes says
# what happens to answers given under the version before".
@given(versions, changes)
def test_the_next_version_is_greater_and_begins_its_lower_numbers_anew(
    last: Version, change: Change
) -> None:
    version = next_version(last, change)
    assert version > last
    raised: dict[Change, Callable[[], tuple[int, int, int]]] = {
        Change.NONE: lambda: (last.major, last.minor, last.patch + 1),
        Change.PATCH: lambda: (last.major, last.minor, last.patch + 1),
        Change.MINOR: lambda: (last.major, last.minor + 1, 0),
        Change.MAJOR: lambda: (last.major + 1, 0, 0),
    }
    assert version == raised[change]()


@given(versions, changes, changes)
def test_a_graver_change_makes_a_greater_version(last: Version, one: Change, two: Change) -> None:
    if max(one, two) > Change.PATCH and one != two:
        assert (next_version(last, one) < next_version(last, two)) == (one < two)


@pytest.mark.parametrize("change", list(Change))
def test_the_first_release_is_one(change: Change) -> None:
    assert next_version(None, change) == Version(1, 0, 0)


@pytest.mark.parametrize(
    ("found", "change"),
    [
        ([], Change.NONE),
        ([Change.PATCH, Change.PATCH], Change.PATCH),
        ([Change.MINOR, Change.PATCH], Change.MINOR),
        ([Change.PATCH, Change.MAJOR, Change.MINOR], Change.MAJOR),
    ],
)
def test_one_grave_difference_is_not_made_lighter_by_others(
    found: list[Change], change: Change
) -> None:
    assert change_of([Difference(PRV_01, "ask", "a", "b", each, "why") for each in found]) is change
