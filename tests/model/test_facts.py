import pytest
from pydantic import ValidationError

from hria.model.facts import Fact, SourceEntry

FACT = {"value": "It inspects.", "source": "rec", "mark": "verified"}


# FORMATS says: "Every fact carries its own source and mark: verified | secondary | recalled |
# inferred | unknown."
@pytest.mark.parametrize("mark", ["verified", "secondary", "recalled", "inferred", "unknown"])
def test_a_fact_carries_its_source_and_its_mark(mark: str) -> None:
    fact = Fact.model_validate({**FACT, "mark": mark})
    assert (fact.value, fact.source, fact.mark) == ("It inspects.", "rec", mark)
    assert (fact.at, fact.note) == (None, None)


@pytest.mark.parametrize("key", ["value", "source", "mark"])
def test_a_fact_without_one_of_them_is_none(key: str) -> None:
    with pytest.raises(ValidationError, match=key):
        Fact.model_validate({k: v for k, v in FACT.items() if k != key})


@pytest.mark.parametrize(
    ("key", "value"), [("mark", "sure"), ("mark", ""), ("value", " "), ("source", ""), ("at", "")]
)
def test_a_fact_has_no_other_marks_and_no_blank_words(key: str, value: str) -> None:
    with pytest.raises(ValidationError):
        Fact.model_validate({**FACT, key: value})


@pytest.mark.parametrize("kind", ["primary", "copy", "draft", "leaked-draft", "secondary", "none"])
def test_a_source_says_what_it_is(kind: str) -> None:
    entry = SourceEntry.model_validate({"title": "Y.2770 (11/2012)", "kind": kind})
    assert (entry.kind, entry.address, entry.read, entry.on) == (kind, None, None, None)


@pytest.mark.parametrize(
    "wrong", [{"kind": "primary"}, {"title": "T"}, {"title": "T", "kind": "x"}]
)
def test_a_source_needs_a_title_and_a_kind(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        SourceEntry.model_validate(wrong)
