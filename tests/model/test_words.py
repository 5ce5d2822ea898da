import pytest
from pydantic import ValidationError

from hria.model.grades import Level
from hria.model.words import Phrases, Words

PHRASES = Phrases.model_validate(
    {
        "language": "eo",
        "name": "Esperanto",
        "phrases": {
            "greeting": "Saluton, {name}!",
            "level-none": "neniu",
            "level-critical": "kriza",
            "mark-verified": "kontrolita",
            "answer-not-applicable": "ne aplikebla",
            "reason-text-not-read": "la teksto ne estis legita",
            "strength-E4": "la klauzo mem",
            "source-leaked-draft": "elfluinta malneto",
        },
    }
)
WORDS = Words(PHRASES)


def test_the_names_in_a_phrase_are_filled_in() -> None:
    assert WORDS("greeting", name="mondo") == "Saluton, mondo!"


def test_what_is_filled_in_is_not_read_as_a_phrase() -> None:
    assert WORDS("greeting", name="{name} {0} %s") == "Saluton, {name} {0} %s!"


def test_a_value_may_have_the_name_of_the_key() -> None:
    phrases = PHRASES.model_copy(update={"phrases": {"k": "{key} {self}"}})
    assert Words(phrases)("k", key="a", self="b") == "a b"


@pytest.mark.parametrize("key", ["farewell", "greeting"])
def test_a_missing_phrase_or_name_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        WORDS(key)


def test_each_scale_has_its_words() -> None:
    assert WORDS.level(Level.NONE) == "neniu"
    assert WORDS.level(Level.CRITICAL) == "kriza"
    assert WORDS.mark("verified") == "kontrolita"
    assert WORDS.answer("not-applicable") == "ne aplikebla"
    assert WORDS.reason("text-not-read") == "la teksto ne estis legita"
    assert WORDS.strength("E4") == "la klauzo mem"
    assert WORDS.source_kind("leaked-draft") == "elfluinta malneto"


def test_a_language_has_a_tag_a_name_and_a_direction() -> None:
    assert (WORDS.language, PHRASES.name, PHRASES.direction) == ("eo", "Esperanto", "ltr")
    with pytest.raises(ValidationError):
        Phrases.model_validate({"language": "eo", "name": "Esperanto", "phrases": {"k": " "}})
