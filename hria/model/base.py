"""The base of every record that stands in a file, and the plain kinds of value it may hold.

A file gives text, lists and maps only (hria.content.plain), so numbers and
truth values are recognised here, by the exact words that may stand for them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
)
from pydantic.types import StringConstraints
from pydantic_core import PydanticCustomError


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Document(BaseModel):
    """A frozen record; keys are written with hyphens, and unknown keys are refused."""

    model_config = ConfigDict(
        alias_generator=_kebab,
        defer_build=True,
        extra="forbid",
        frozen=True,
        use_attribute_docstrings=True,
        validate_by_name=True,
    )


def _chooser(words: Mapping[str, object]) -> Callable[[object], object]:
    values = tuple(words.values())

    def choose(given: object) -> object:
        # True == 1 in Python, so the kind is compared too.
        if any(given is value for value in values):
            return given
        if isinstance(given, str) and given in words:
            return words[given]
        raise PydanticCustomError("choice", "allowed: {allowed}", {"allowed": ", ".join(words)})

    return choose


def _steps(lowest: int, highest: int) -> dict[str, object]:
    return {str(step): step for step in range(lowest, highest + 1)}


Gravity = Annotated[
    int,
    BeforeValidator(_chooser(_steps(0, 4))),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 4}),
]
"""A step of a scale from 0 none to 4 grave."""

Grade = Annotated[
    int,
    BeforeValidator(_chooser(_steps(1, 4))),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 4}),
]
"""A step of a scale from 1 to 4."""

Steps = Annotated[
    int,
    BeforeValidator(_chooser(_steps(1, 2))),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 2}),
]
"""One step of severity, or two."""

_MOST = 999


def _counted(given: object) -> int:
    words = str(given)
    if isinstance(given, int | str) and words.isascii() and words.isdecimal():
        count = int(words[:4])
        if 0 < count <= _MOST and str(count) == words:
            return count
    allowed = f"a whole number from 1 to {_MOST}"
    raise PydanticCustomError("choice", "allowed: {allowed}", {"allowed": allowed})


Count = Annotated[
    int,
    BeforeValidator(_counted),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST}),
]
"""A whole number from 1 to 999."""

Truth = Annotated[
    bool,
    BeforeValidator(_chooser({"true": True, "false": False})),
    WithJsonSchema({"type": "boolean"}),
]
"""Exactly ``true`` or ``false``."""

FORMS: dict[str, str] = {}
"""What text of each form looks like, in words, by its pattern."""


def form(pattern: str, words: str) -> StringConstraints:
    """Return the rule that text has the form *pattern*, told to people as *words*."""
    FORMS[pattern] = words
    return StringConstraints(pattern=pattern)


Text = Annotated[str, form(r"\S", "words")]
"""Words that are not blank."""


def _real_day(day: str) -> str:
    try:
        date.fromisoformat(day)
    except ValueError:
        raise PydanticCustomError("day", "allowed: a day such as 2026-11-21") from None
    return day


Day = Annotated[
    str,
    form(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day such as 2026-11-21"),
    AfterValidator(_real_day),
]
"""A calendar day, ``YYYY-MM-DD``."""

Digest = Annotated[str, form(r"^sha256:[0-9a-f]{64}$", "sha256: and 64 digits or letters a to f")]
"""The SHA-256 of a file's bytes, in lower-case hexadecimal after ``sha256:``."""
