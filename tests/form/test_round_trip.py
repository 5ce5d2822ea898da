"""What goes out comes back: every format, every field, every letter."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hria.form import FILLABLE
from hria.form.columns import ANSWER_COLUMNS, LISTS
from hria.model import assessment
from hria.model.assessment import (
    Answer,
    Ask,
    Assessment,
    Assessor,
    Enabling,
    Escalation,
    Evidence,
    Safeguard,
    Use,
)
from hria.model.grades import Grades
from tests.form.forms import MOMENT, blank, brought, form_of, unpacked, written
from tests.support.builders import an_assessor
from tests.support.strategies import HIDDEN, Case, cases

FORMATS = sorted(FILLABLE)
NEEDLES = ("Xyzzy", "Plugh-note")

# A whole file is made for each example, and to make a failing one smaller takes minutes.
SLOW = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)

# No form can keep the blanks around words.
odd_words = st.text(max_size=60).map(str.strip).filter(bool) | st.sampled_from(
    ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", "_x0041_", "_x005F_", "a\tb\n\n\tc", "a\rb",
     "\x00x\x0by", "yes", "4.0", "[confidentia]", "<b>&amp;</b>", "# no comment", "a: b", "字。"]
)  # fmt: skip


@st.composite
def odd_cases(draw: st.DrawFn, *, secrets: bool = False, around: str = "") -> Case:
    """Return a case with odd words, *around* before some, and what other strategies leave out."""
    case = draw(cases(secrets=secrets))
    answers = dict(case.assessment.answers)
    for name, answer in answers.items():
        if answer.confidential:
            continue
        pieces = tuple(
            e if e.confidential else e.model_copy(update={"clause": draw(odd_words)})
            for e in answer.evidence
        )
        words, applies = around + draw(odd_words), draw(st.booleans())
        changed = {"rationale": words, "evidence": pieces, "applies": applies}
        answers[name] = answer.model_copy(update=changed)
    right = case.parts[0].right
    effects = [
        Enabling(right=right, text=words, source=draw(odd_words), confidential=False)
        for words in draw(st.lists(odd_words, max_size=2, unique=True))
    ]
    return case.changed(answers=answers, enabling=tuple(effects))


def noted(case: Case) -> Case:
    return case.changed(notes={q.id: "Plugh-note" for q in case.questions})


@pytest.mark.parametrize("format_", FORMATS)
@SLOW
@given(data=st.data())
def test_a_form_that_comes_back_as_it_went_changes_nothing(
    format_: str, data: st.DataObject
) -> None:
    case = noted(data.draw(odd_cases(secrets=True, around=" \n")))
    done = brought(written(case, format_), format_, case)
    assert done.changes == ()
    assert done.assessment == case.assessment


@pytest.mark.parametrize("format_", FORMATS)
@SLOW
@given(data=st.data())
def test_nothing_confidential_and_no_note_leaves_with_a_form(
    format_: str, data: st.DataObject
) -> None:
    case = noted(data.draw(cases(secrets=True)))
    whole = unpacked(written(case, format_)).decode("utf-8", "replace")
    assert HIDDEN in NEEDLES
    for needle in NEEDLES:
        assert needle not in whole


@pytest.mark.parametrize("format_", sorted({*FORMATS} - {"csv"}))
@SLOW
@given(data=st.data())
def test_a_form_makes_the_same_assessment_anew(format_: str, data: st.DataObject) -> None:
    case = data.draw(odd_cases())
    moment = replace(MOMENT, by="zz")
    made = brought(written(case, format_), format_, blank(case), moment).assessment
    assert made.model_copy(update={"history": (), "assessors": ()}) == signed(case.assessment)
    assert [entry.question for entry in made.history] == list(made.answers)


def signed(given_: Assessment) -> Assessment:
    """Return an assessment whose answers are all by whoever brought the form in."""
    answers = {n: a.model_copy(update={"by": "zz"}) for n, a in given_.answers.items()}
    return given_.model_copy(update={"answers": answers})


@SLOW
@given(odd_cases())
def test_a_csv_form_makes_the_same_answers_anew(case: Case) -> None:
    bare = {
        name: answer.model_copy(update={"documented_use": (), "tests": {}, "grades": None})
        for name, answer in case.assessment.answers.items()
        if not answer.grades
    }
    case = case.changed(answers=bare)
    made = brought(written(case, "csv"), "csv", blank(case), replace(MOMENT, by="zz")).assessment
    assert made.answers == signed(case.assessment).answers


@pytest.mark.parametrize("format_", FORMATS)
@SLOW
@given(data=st.data())
def test_the_same_form_is_the_same_bytes(format_: str, data: st.DataObject) -> None:
    case = data.draw(cases())
    assert written(case, format_) == written(case, format_)


def columns() -> Iterator[tuple[str, set[str]]]:
    yield "answers", {column.key for column in ANSWER_COLUMNS if column.key}
    for key, _, _, columns in LISTS:
        yield key, {column.key for column in columns}


@pytest.mark.parametrize(
    ("table", "record", "elsewhere"),
    [
        ("safeguards", Safeguard, set()),
        ("asks", Ask, set()),
        ("enabling", Enabling, set()),
        ("escalations", Escalation, set()),
        ("assessors", Assessor, set()),
        ("documented-use", Use, set()),
        ("tests", assessment.Test, set()),
        # They have tables, or columns, of their own; nobody answers under an old wording.
        ("answers", Answer, {"evidence", "grades", "documented-use", "tests", "under"}),
    ],
)
def test_every_field_has_its_column(table: str, record: type[Answer], elsewhere: set[str]) -> None:
    fields = {field.alias or name for name, field in record.model_fields.items()}
    assert fields - elsewhere <= dict(columns())[table]


@pytest.mark.parametrize(("inside", "record"), [("evidence", Evidence), ("grades", Grades)])
def test_every_field_of_evidence_and_grades_has_its_column(
    inside: str, record: type[Grades]
) -> None:
    assert {f"{inside}.{name}" for name in record.model_fields} <= dict(columns())["answers"]


@SLOW
@given(cases(secrets=True))
def test_an_assessor_without_a_name_of_their_own_is_not_on_the_form(case: Case) -> None:
    people = form_of(case).tables[-1].rows
    hidden = an_assessor(f"{HIDDEN}-0", confidential=True)
    assert all(row[0] != hidden.id for row in people)
