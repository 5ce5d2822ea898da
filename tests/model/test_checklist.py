from typing import get_args

import pytest
from pydantic import ValidationError

from hria.model.checklist import Checklist, Question, Source
from hria.model.grades import Word
from tests.support.builders import a_checklist, a_question

# FORMATS, "Checklist": the question there, as a file gives it.
AS_IN_FORMATS = {
    "id": "PRV-05",
    "title": "Content inspection",
    "ask": "Does it?",
    "why": "It matters.",
    "help": "Look for it.",
    "answers": {"yes": "a", "partly": "b", "no": "c", "not-applicable": "d"},
    "worrying": "yes",
    "gate": "true",
    "max-severity": "4",
    "features": ["inspect-content"],
    "grades": {"scale": "4", "scope": "3", "irremediability": "3", "nexus": "direct"},
    "sources": [{"instrument": "ICCPR", "at": "art. 17"}, {"ref": "RFC 9620", "at": "4.1"}],
    "ask-for": "An amendment.",
}


def test_a_checklist_as_in_formats_is_one() -> None:
    anchors = {"1": "slight", "2": "moderate", "3": "serious", "4": "grave"}
    checklist = Checklist.model_validate(
        {
            "title": "Privacy",
            "method": "1",
            "scales": {"scale": anchors, "scope": anchors, "irremediability": anchors},
            "questions": [AS_IN_FORMATS],
        }
    )
    (question,) = checklist.questions
    assert (question.gate, question.max_severity) == (True, 4)
    assert question.features == ("inspect-content",)
    assert question.grades
    assert question.grades.scale == 4


def test_a_question_needs_little() -> None:
    question = a_question()
    assert (question.state, question.gate, question.max_severity) == ("active", False, 4)
    # FORMATS, "Checklist": "features ... absent: always asked"
    assert question.features is None


@pytest.mark.parametrize("key", ["id", "title", "ask", "worrying"])
def test_a_question_needs_each_of_these(key: str) -> None:
    given = {k: v for k, v in AS_IN_FORMATS.items() if k != key}
    with pytest.raises(ValidationError, match=key):
        Question.model_validate(given)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("worrying", "partly"),
        ("worrying", "unknown"),
        ("state", "dropped"),
        ("gate", "yes"),
        ("max-severity", "0"),
        ("max-severity", "5"),
        ("features", ["inspect"]),
        ("title", " "),
        ("weight", "3"),
    ],
)
def test_a_question_takes_nothing_else(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Question.model_validate({**AS_IN_FORMATS, key: value})


@pytest.mark.parametrize("worrying", ["yes", "no"])
@pytest.mark.parametrize("word", get_args(Word))
def test_an_answer_is_adverse_when_it_is_the_worrying_word_or_partly(
    worrying: str, word: Word
) -> None:
    # METHOD 1: "An answer is adverse when it equals that word or is partly."
    assert a_question(worrying=worrying).adverse(word) is (word in {worrying, "partly"})


# FORMATS says: "a dropped question stays with state: retired"
def test_retired_questions_stay_and_are_not_active() -> None:
    first, dropped, last = (
        a_question("PRV-02"),
        a_question("PRV-01", state="retired"),
        a_question("PRV-03"),
    )
    checklist = a_checklist(first, dropped, last)
    assert checklist.questions == (first, dropped, last)
    assert checklist.active == (first, last)


def test_a_checklist_is_written_for_method_one() -> None:
    with pytest.raises(ValidationError):
        a_checklist(method="2")


def test_a_ruling_is_found_by_the_questions_it_names() -> None:
    rulings = [
        {"id": "1", "on": ["PRV-01", "PRV-02"], "text": "So it is."},
        {"id": "2", "on": ["scope"], "text": "So it is as well."},
        {"id": "3", "on": ["PRV-01"], "text": "And so."},
    ]
    first, second, third = (a_question(f"PRV-0{n}") for n in (1, 2, 3))
    checklist = a_checklist(first, second, third, rulings=rulings)
    assert [ruling.id for ruling in checklist.rulings_on(first)] == ["1", "3"]
    assert [ruling.id for ruling in checklist.rulings_on(second)] == ["1"]
    assert checklist.rulings_on(third) == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"instrument": "ICCPR", "at": "art. 17"}, "ICCPR art. 17"),
        ({"ref": "RFC 9620", "at": "4.1"}, "RFC 9620 4.1"),
        ({"ref": "RFC 9620"}, "RFC 9620"),
        ({"instrument": "UNGP", "ref": "a link"}, "UNGP"),
        ({}, ""),
    ],
)
def test_a_source_is_told_in_one_line(source: dict[str, str], words: str) -> None:
    assert Source.model_validate(source).words == words


def test_the_law_is_the_instruments_that_are_not_technical() -> None:
    sources = [
        {"ref": "RFC 9620"},
        {"instrument": "ICCPR"},
        {"kind": "technical", "instrument": "A handbook"},
        {"kind": "law", "instrument": "UDHR"},
        {"kind": "law", "ref": "A link"},
    ]
    question = a_question(sources=sources)
    assert [source.instrument for source in question.law] == ["ICCPR", "UDHR"]
