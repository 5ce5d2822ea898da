from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hria.model.base import Day, Digest, Document, Grade, Gravity, Steps, Text, Truth


class Sample(Document):
    """A record to try the base with."""

    max_size: Grade = 1
    """How large it may be."""

    from_: Text = "here"
    """Where it is from."""


GRAVITY, GRADE, STEPS = TypeAdapter(Gravity), TypeAdapter(Grade), TypeAdapter(Steps)
TRUTH, TEXT = TypeAdapter(Truth), TypeAdapter(Text)
DAY, DIGEST = TypeAdapter(Day), TypeAdapter(Digest)


def taken(kind: TypeAdapter[Any], value: object) -> object:
    """What a field of *kind* makes of *value*; None where it is refused."""
    try:
        return kind.validate_python(value)
    except ValidationError:
        return None


# Records


def test_keys_are_written_with_hyphens() -> None:
    sample = Sample.model_validate({"max-size": "2", "from": "there"})
    assert (sample.max_size, sample.from_) == (2, "there")
    assert sample.model_dump(by_alias=True) == {"max-size": 2, "from": "there"}


def test_python_may_use_its_own_names() -> None:
    assert Sample(max_size=2, from_="there") == Sample.model_validate(
        {"max-size": 2, "from": "there"}
    )


def test_a_key_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError, match="max-sise"):
        Sample.model_validate({"max-sise": "2"})


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Sample().max_size = 2  # type: ignore[misc]  # that it is refused is the point


def test_the_docstring_of_a_field_is_its_description_in_the_schema() -> None:
    fields = Sample.model_json_schema()["properties"]
    assert fields["max-size"]["description"] == "How large it may be."


# Numbers


@pytest.mark.parametrize(
    ("kind", "lowest", "highest"), [(GRAVITY, 0, 4), (GRADE, 1, 4), (STEPS, 1, 2)]
)
def test_a_step_of_a_scale_is_a_number_of_the_scale_or_its_digit(
    kind: TypeAdapter[Any], lowest: int, highest: int
) -> None:
    for value in range(-1, 6):
        expected = value if lowest <= value <= highest else None
        assert taken(kind, value) == expected
        assert taken(kind, str(value)) == expected


@pytest.mark.parametrize("kind", [GRAVITY, GRADE, STEPS])
@pytest.mark.parametrize(
    "value",
    ["", " 1", "1 ", "01", "+1", "1.0", "one", "1\n", "\u0661", 1.0, True, False, None, [1], {}],
)
def test_a_step_of_a_scale_is_nothing_else(kind: TypeAdapter[Any], value: object) -> None:
    assert taken(kind, value) is None


@pytest.mark.parametrize(
    ("kind", "lowest", "highest"), [(GRAVITY, 0, 4), (GRADE, 1, 4), (STEPS, 1, 2)]
)
def test_the_schema_of_a_step_tells_its_range(
    kind: TypeAdapter[Any], lowest: int, highest: int
) -> None:
    schema = kind.json_schema()
    assert schema == {"type": "integer", "minimum": lowest, "maximum": highest}


def test_a_message_says_what_is_allowed() -> None:
    with pytest.raises(ValidationError, match="allowed: 1, 2, 3, 4"):
        Sample.model_validate({"max-size": "5"})
    with pytest.raises(ValidationError, match="allowed: true, false"):
        TRUTH.validate_python("yes")


# Truth values


def test_true_and_false_are_the_words_for_truth() -> None:
    assert taken(TRUTH, "true") is True
    assert taken(TRUTH, "false") is False
    assert taken(TRUTH, value=True) is True
    assert taken(TRUTH, value=False) is False


# FORMATS says: "YAML scalars are text: no, on, 1.10 and dates mean exactly what is written (never
# booleans, floats or date objects)"
@pytest.mark.parametrize(
    "value", ["yes", "no", "on", "off", "True", "FALSE", "1", "0", "", " true", 1, 0, None, 1.0]
)
def test_no_other_word_is_a_truth_value(value: object) -> None:
    assert taken(TRUTH, value) is None


# Words


@pytest.mark.parametrize("text", ["x", " x ", "\nx", "no", "1.10", "2026-11-21"])
def test_words_are_kept_as_they_are_written(text: str) -> None:
    assert taken(TEXT, text) == text


@pytest.mark.parametrize("text", ["", " ", "\n\t", 1, True, None, ["x"]])
def test_words_are_text_that_is_not_blank(text: object) -> None:
    assert taken(TEXT, text) is None


# Days


@given(st.dates())
def test_every_day_is_a_day(day: object) -> None:
    assert taken(DAY, str(day)) == str(day)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "2026-00-10",
        "0000-01-01",
        "2026-1-1",
        "20261121",
        "2026-W47-6",
        "21-11-2026",
        "2026-11-21T00:00",
        " 2026-11-21",
        "2026-11-21\n",
        "\u0662026-11-21",
        "today",
        "",
    ],
)
def test_nothing_else_is_a_day(text: str) -> None:
    assert taken(DAY, text) is None


# Digests


def test_a_digest_is_sha256_in_lower_case_hexadecimal() -> None:
    digest = "sha256:" + "0123456789abcdef" * 4
    assert taken(DIGEST, digest) == digest


@pytest.mark.parametrize(
    "text",
    [
        "0" * 64,
        "sha256:" + "0" * 63,
        "sha256:" + "0" * 65,
        "sha256:" + "A" * 64,
        "sha512:" + "0" * 64,
        "sha256:" + "0" * 64 + "\n",
    ],
)
def test_nothing_else_is_a_digest(text: str) -> None:
    assert taken(DIGEST, text) is None
