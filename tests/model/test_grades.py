from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from hria.model.grades import (
    Effect,
    Force,
    Grades,
    Level,
    Nexus,
    QuestionId,
    Strength,
    Suggestion,
    UnknownReason,
    Word,
)
from tests.support.builders import grades


# METHOD 4: "none < low < moderate < high < critical."
def test_levels_have_their_order_and_their_words() -> None:
    assert [level.word for level in sorted(Level)] == [
        "none",
        "low",
        "moderate",
        "high",
        "critical",
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        # METHOD 1: "yes | partly | no | not-applicable | unknown"
        (Word, "yes partly no not-applicable unknown"),
        # METHOD 1: "text-not-public | text-not-read | text-ambiguous | not-in-this-text |
        # depends-on-deployment | outside-competence"
        (
            UnknownReason,
            (
                "text-not-public text-not-read text-ambiguous not-in-this-text"
                " depends-on-deployment outside-competence"
            ),
        ),
        # METHOD 2, the table of grades.
        (Force, "N0 N1 N2 N3 N4"),
        (Nexus, "direct contributory linked"),
        (Strength, "E0 E1 E2 E3 E4"),
        # METHOD 5, the table of effects.
        (Effect, "removes prevents limits consent accountability advice"),
    ],
)
def test_the_words_of_a_scale_are_those_of_the_method(kind: object, words: str) -> None:
    assert list(get_args(kind)) == words.split()


@pytest.mark.parametrize("id_", ["PRV-05", "XCT-01", "AB-0001", "ABCDEF-999"])
def test_a_question_id_is_a_prefix_and_a_number(id_: str) -> None:
    assert TypeAdapter(QuestionId).validate_python(id_) == id_


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "PRV",
        "PRV-5",
        "PRV-00005",
        "P-05",
        "ABCDEFG-05",
        "prv-05",
        "PRV05",
        "PRV_05",
        "PRV-05 ",
        "PRV-05\n",
        "PRV-\u0660\u0665",
    ],
)
def test_nothing_else_is_a_question_id(id_: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(QuestionId).validate_python(id_)


@pytest.mark.parametrize("missing", ["scale", "scope", "irremediability", "nexus"])
def test_a_finding_carries_these_grades(missing: str) -> None:
    # METHOD 2: "Each adverse answer is a finding and carries grades."
    given = grades(likelihood=4).model_dump()
    del given[missing]
    with pytest.raises(ValidationError, match=missing):
        Grades.model_validate(given)


# METHOD 2: "Where force is not given, likelihood must be."; assess.fit sees to it.
def test_force_and_likelihood_may_each_be_left_out() -> None:
    assert grades(force=None, likelihood="3").likelihood == 3
    assert grades(force="N1").likelihood is None


@pytest.mark.parametrize(
    ("grade", "values"),
    [
        # METHOD 2, the table of grades.
        ("scale", "01234"),
        ("scope", "1234"),
        ("irremediability", "1234"),
        ("likelihood", "1234"),
    ],
)
def test_a_grade_has_the_values_of_the_method(grade: str, values: str) -> None:
    for value in "012345":
        for kind, rest in ((Grades, grades().model_dump()), (Suggestion, {})):
            if value in values:
                given = kind.model_validate({**rest, grade: value})
                assert getattr(given, grade) == int(value)
            else:
                with pytest.raises(ValidationError):
                    kind.model_validate({**rest, grade: value})


def test_a_suggestion_may_leave_every_grade_open() -> None:
    assert set(Suggestion().model_dump().values()) == {None}
    assert Suggestion.model_fields.keys() == Grades.model_fields.keys()
