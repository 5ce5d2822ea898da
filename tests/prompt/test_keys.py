from collections import Counter

import pytest

from hria.prompt.keys import FEW, KEYS, listed, named
from hria.prompt.showing import ANSWERS


def test_no_letter_and_no_word_stands_for_two_commands_or_for_an_answer() -> None:
    names = [*(n for key in KEYS for n in (key.letter, key.word)), *ANSWERS, *ANSWERS.values(), "?"]
    assert [name for name, count in Counter(names).items() if count > 1] == []


# "skip for now, back, jump to a question, list of open ones, help …, note, confidential on or off,
# undo, quit"
@pytest.mark.parametrize(
    "word", ["skip", "back", "jump", "list", "help", "note", "confidential", "undo", "quit"]
)
def test_every_command_is_known_by_its_letter_and_its_word(word: str) -> None:
    letter = next(key.letter for key in KEYS if key.word == word)
    assert {named(letter), named(word), named(word.upper())} == {word}


def test_other_words_that_people_type_are_understood() -> None:
    assert (named("stop"), named("why"), named("?")) == ("quit", "help", "?")
    assert named("hello") is None
    assert named("") is None


# "Every key is on screen or under `?`."
def test_every_key_is_told_and_the_main_ones_under_each_question() -> None:
    told = list(listed())
    for key in KEYS:
        assert f"  {key.letter}  {key.word}: {key.does}" in told
    for word in ("skip", "back", "jump", "list", "help", "note", "confidential", "undo", "quit"):
        letter = next(key.letter for key in KEYS if key.word == word)
        assert f" {letter} {word}" in FEW
    assert "? tells all" in FEW
