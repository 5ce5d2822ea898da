"""The form on paper."""

from hria.form.printed import printed
from tests.brief.example import words
from tests.form.forms import form_of
from tests.form.test_merging import case
from tests.support.builders import a_part, a_question, an_answer
from tests.support.strategies import Case


def test_every_question_has_its_words_and_room_for_an_answer() -> None:
    said = words(printed(form_of(case())))
    assert "PRV-01 Title PRV-01" in said
    assert "Is it PRV-01?" in said
    assert said.count("In your words") == 2


def test_an_answer_that_was_given_is_ticked() -> None:
    said = words(printed(form_of(case(answers={"PRV-01": an_answer("no", by="ab")}))))
    assert "(x) no" in said


def test_a_question_that_is_left_out_is_named_with_the_reason() -> None:
    part = a_part(a_question("PRV-01"), a_question("PRV-02", asked_if={"PRV-01": ["yes"]}))
    given = case(answers={"PRV-01": an_answer("no", by="ab")}).assessment
    form = form_of(Case(given, (part,)))
    assert form.left_out == (("PRV-02", "Title PRV-02", "it depends on the answer to PRV-01"),)
    assert "PRV-02 Title PRV-02: it depends on the answer to PRV-01" in words(printed(form))
