"""What is taken out of a report, and what is said of it: one line for each thing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from hria.errors import FileError

MOST_BYTES = 64 << 20
"""How large a report may be, and all that is taken out of it together."""

MOST_FILES = 100
"""How many files a report may hold."""

MOST_SAID = 200_000
"""How many lines and words that are not seen a report may have."""


class Said(NamedTuple):
    """One line of a report, or words that are not seen on it but read aloud or kept with it."""

    place: str
    words: str


@dataclass(frozen=True)
class Taken:
    """A report, taken apart."""

    files: Mapping[str, bytes]
    """The files inside, by name."""

    twice: tuple[str, ...]
    """The names that several of them have."""

    said: Callable[[], tuple[Said, ...]]
    """Returns all words of the report, in order; only where its bytes are not the expected ones."""

    parts: Callable[[], Mapping[str, object]]
    """Returns what the file consists of, by name, to tell which part of it was changed."""

    placed: bool = False
    """Whether words belong to their places, as values do to their keys."""


class Outcome(StrEnum):
    """What came of looking."""

    HOLDS = "holds"
    FAILS = "does not hold"
    OPEN = "cannot be checked"


class Line(NamedTuple):
    """What was looked at, and what came of it."""

    what: str
    outcome: Outcome
    why: str
    decides: bool = True
    """Whether the report is only proved where this holds."""


def holds(what: str, why: str) -> Line:
    """Return the line that something holds."""
    return Line(what, Outcome.HOLDS, why)


def fails(what: str, why: str) -> Line:
    """Return the line that something does not hold."""
    return Line(what, Outcome.FAILS, why)


def unknown(what: str, why: str, *, decides: bool = True) -> Line:
    """Return the line that something cannot be checked."""
    return Line(what, Outcome.OPEN, why, decides)


def gathered(name: str, found: list[tuple[str, bytes]]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return files by name, and the names that stand twice; raise FileError where they are many."""
    if len(found) > MOST_FILES:
        raise FileError(f"{name}: holds more than {MOST_FILES} files; it was not verified")
    if sum(len(data) for _, data in found) > MOST_BYTES:
        raise too_large(name)
    names = [each for each, _ in found]
    twice = tuple(sorted({each for each in names if names.count(each) > 1}))
    return dict(reversed(found)), twice


def too_large(name: str) -> FileError:
    """Return the error that a report, or what is in it, is too large."""
    return FileError(f"{name}: larger than {MOST_BYTES >> 20} MiB; it was not verified")


def broken(name: str, kind: str, why: object) -> FileError:
    """Return the error that a report cannot be taken apart."""
    words = " ".join(str(why).split())[:200]
    return FileError(f"{name}: not a {kind} file that can be read ({words})")
