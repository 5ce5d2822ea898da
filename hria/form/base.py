"""What a form is, before any format, and what comes back from one, after any format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hria.errors import Fault, Location, Problem
from hria.model.assessment import Assessment

Record = dict[str, Any]
"""A record as a file writes it: text, lists and maps, all the way down."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the field of the record that its cells hold, and its words."""

    key: str
    """The field as files write it; empty for words that are there to be read only."""

    label: str
    """The heading of the column."""

    help: str = ""
    """What is to be written there."""

    allowed: tuple[str, ...] = ()
    """The words that are allowed; none: any words."""

    width: int = 14
    """How many letters are seen in a line."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a form: its columns, and rows of text."""

    name: str
    help: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """What helps to answer one question."""

    id: str
    right: str
    title: str
    ask: str
    gate: bool
    words: tuple[tuple[str, str], ...]
    """Why, how to find the answer, what each answer means, and so on: a label and words."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the steps of the scales mean for one right: scale, step and meaning."""

    right: str
    title: str
    steps: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form ready to be laid out, empty or filled in; nothing confidential is in it."""

    name: str
    """The standard as people know it."""

    assessment: Assessment
    """What is filled in."""

    digests: tuple[tuple[str, str], ...]
    """The checklists and the digests of their files."""

    guides: tuple[Guide, ...]
    anchors: tuple[Anchors, ...]
    left_out: tuple[tuple[str, str, str], ...]
    """The questions that are not on the form: id, title and why."""

    tables: tuple[Table, ...]
    """The tables that can be filled in; the first holds the answers."""

    schema: str = ""
    """Where an editor finds the schema of an assessment, seen from the file."""

    @property
    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """What the form was made for: what it is, its name, and its digest."""
        a = self.assessment
        return (
            ("Standard", a.standard, a.standard_digest or ""),
            ("Edition", a.edition or "", ""),
            *(("Checklist", ref, digest) for ref, digest in self.digests),
        )


@dataclass(frozen=True, slots=True, order=True)
class Spot(Location):
    """A place in a form that people know by words, such as ``Answers!F12``."""

    words: str = ""

    def __str__(self) -> str:
        """Return the place as it is told."""
        return f"{self.file}{self.words}"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody filled in, in the shape of an assessment's file."""

    name: str
    """The file it came in."""

    content: Record
    """The filled-in fields; what was left empty is not there."""

    place: Callable[[Iterable[Fault]], tuple[Problem, ...]]
    """Tells at which cell or line each fault stands."""

    @property
    def is_named(self) -> bool:
        """Whether it says which standard it is about."""
        return "standard" in self.content
