import pytest

from hria.model.searching import matches

TEXT = "itu-t y.2770 ITU-T Y.2770: Requirements for deep packet inspection in réseaux"


@pytest.mark.parametrize(
    "query",
    [
        *("", "deep", "DEEP packet", "inspection deep", "Y.2770", "y2770", "Y 2770", "2770"),
        *("itu", "ITU-T", "inspecton", "pakcet", "reseaux", "requir"),
    ],
)
def test_a_text_is_found_by_its_words_in_any_order_and_spelling(query: str) -> None:
    assert matches(query, TEXT)


@pytest.mark.parametrize("query", ["deep sea", "y2771", "log", "spect", "xyz", "2771"])
def test_every_word_has_to_be_met(query: str) -> None:
    assert not matches(query, TEXT)


def test_letters_of_other_scripts_are_found() -> None:
    assert matches("замки", "Дверные ЗАМКИ")
    assert not matches("замки", "Двери")
