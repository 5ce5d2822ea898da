from typing import get_args

import pytest

from hria.describing.vocabulary import VOCABULARY, found
from hria.model.facts import Capability


def test_every_capability_is_explained_in_the_order_of_the_model() -> None:
    assert tuple(VOCABULARY) == get_args(Capability)
    assert all(meaning.meaning and meaning.words for meaning in VOCABULARY.values())


@pytest.mark.parametrize("name", get_args(Capability))
def test_a_capability_is_found_by_its_own_name(name: Capability) -> None:
    assert name in found(name)
    assert name in found(name.replace("-", " "))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        *(("log", "log"), ("decrypt", "decrypt"), ("face", "recognise-biometric")),
        *(("wiretap", "intercept-target"), ("location", "geolocate"), ("shutdown", "disconnect")),
        *(("censor", "block"), ("retention", "retain"), ("survailance", "inspect-content")),
    ],
)
def test_a_capability_is_found_by_what_people_call_it(query: str, name: Capability) -> None:
    assert name in found(query)


def test_words_that_lead_nowhere_find_nothing() -> None:
    assert found("marmalade") == []
