import pytest

from hria.content.languages import languages, words_of
from hria.errors import NotFoundError
from hria.model.grades import Level


def test_the_languages_are_the_files_there_are() -> None:
    assert "en" in languages()
    assert languages() == tuple(sorted(languages()))


@pytest.mark.parametrize("language", languages())
def test_a_language_is_called_as_its_file(language: str) -> None:
    words = words_of(language)
    assert words.language == language
    assert words.file.direction in {"ltr", "rtl"}
    assert words.level(Level.CRITICAL)


@pytest.mark.parametrize(
    "name",
    [
        *("xx", "EN", "en.yaml", "en ", "", ".", "..", "../words/en", "/etc/passwd", "en/../en"),
        *("\x00", "e\n", "a" * 300, "-", "ën"),
    ],
)
def test_an_unknown_language_names_the_known_ones(name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        words_of(name)
    known = ", ".join(languages())
    assert str(caught.value) == f"no language called {name!r} (known: {known})"


def test_a_phrase_is_filled_in() -> None:
    words = words_of("en")
    assert words("title-brief", standard="X.509") == "Human-rights brief: X.509"


def test_braces_in_what_is_filled_in_are_plain_words() -> None:
    assert words_of("en")("title-brief", standard="{0} {x}").endswith(": {0} {x}")


def test_a_phrase_that_is_missing_is_a_bug_and_no_empty_line() -> None:
    with pytest.raises(KeyError, match="no-such-phrase"):
        words_of("en")("no-such-phrase")
