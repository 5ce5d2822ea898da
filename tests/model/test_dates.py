from datetime import date

import pytest

from hria.model.dates import earliest, is_ahead

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-11", date(2026, 11, 1)),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-21T10:00:00Z", date(2026, 11, 21)),
        ("11/2012", date(2012, 11, 1)),
        ("November 2012", date(2012, 11, 1)),
        ("Nov. 2012", date(2012, 11, 1)),
        ("5 December 2012", date(2012, 12, 5)),
        ("December 5, 2012", date(2012, 12, 5)),
    ],
)
def test_a_day_is_known_as_exactly_as_it_is_written(words: str, day: date) -> None:
    assert earliest(words) == day


@pytest.mark.parametrize(
    "words", ["", "soon", "2019-20", "13/2012", "30 February 2012", "Brumaire 2012", "edition 9"]
)
def test_what_names_no_day_is_not_guessed(words: str) -> None:
    assert earliest(words) is None
    assert not is_ahead(words, TODAY)


@pytest.mark.parametrize("words", ["2026", "2026-11", "2026-11-22", "2026-11-23", "November 2026"])
def test_today_and_tomorrow_elsewhere_are_not_ahead(words: str) -> None:
    assert not is_ahead(words, TODAY)


@pytest.mark.parametrize("words", ["2027", "2026-12", "2026-11-24", "December 2026"])
def test_what_has_not_begun_anywhere_is_ahead(words: str) -> None:
    assert is_ahead(words, TODAY)
