import pytest
from pydantic import ValidationError

from hria.model.checklist import Question
from hria.model.translation import QuestionWords, Translation

WORDS = {"title": "Inspection du contenu", "ask": "Le texte le fait-il ?"}


def test_a_translation_is_the_words_of_questions_by_their_id() -> None:
    whole = {
        **WORDS,
        "why": "…",
        "help": "…",
        "answers": {"yes": "oui", "not-applicable": "sans objet"},
        "grades-note": "…",
        "ask-for": "…",
    }
    found = Translation.model_validate(
        {"title": "Vie priv\u00e9e", "questions": {"PRV-05": whole, "PRV-06": WORDS}}
    )
    assert list(found.questions) == ["PRV-05", "PRV-06"]
    assert found.questions["PRV-05"].answers == {"yes": "oui", "not-applicable": "sans objet"}
    assert found.questions["PRV-06"].why == ""


# FORMATS says: "its words in another language, by question id"; words, and nothing that is scored.
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("worrying", "yes"),
        ("gate", "true"),
        ("max-severity", "4"),
        ("grades", {}),
        ("id", "PRV-05"),
        ("answers", {"oui": "oui"}),
        ("title", " "),
        ("ask", ""),
    ],
)
def test_a_translation_changes_nothing_but_words(key: str, value: object) -> None:
    with pytest.raises(ValidationError):
        QuestionWords.model_validate({**WORDS, key: value})


@pytest.mark.parametrize("id_", ["prv-05", "PRV5", ""])
def test_the_words_belong_to_the_id_of_a_question(id_: str) -> None:
    with pytest.raises(ValidationError):
        Translation.model_validate({"title": "Vie priv\u00e9e", "questions": {id_: WORDS}})


def test_every_word_of_a_question_can_be_translated() -> None:
    # The rest is what is scored, what a question replaces, and the names of other texts.
    rest = {
        "id",
        "state",
        "replaces",
        "worrying",
        "gate",
        "max_severity",
        "features",
        "asked_if",
        "grades",
        "sources",
    }
    assert QuestionWords.model_fields.keys() == Question.model_fields.keys() - rest
