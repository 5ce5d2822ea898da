"""What a report is made of, before any format: headings, paragraphs, tables and lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Paper = Literal["a4", "letter"]
"""A sheet: 210 by 297 millimetres, or 8.5 by 11 inches."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


Inline = str | Strong
"""A run of words; always plain text, escaped by the format and nowhere else."""

Line = tuple[Inline, ...]
"""Runs that make up one paragraph, cell or item."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; rank 1 is the title."""

    rank: int
    words: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph that must be seen before anything else."""

    line: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list without an order."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the widths of its columns are shares of a hundred."""

    widths: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A line of a drawn scale; its places are steps of the scale, counted from 0."""

    name: str
    """What is measured."""

    said: str
    """What the line shows, in words."""

    low: int
    high: int
    """The ends of the bar."""

    mark: int | None
    """Where the mark stands; None where nothing is known."""

    sure: bool
    """Whether the mark is filled; an open one is provisional."""

    then: int | None = None
    """Where an arrow from the mark leads; None: no arrow."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Lines along one scale, each with a bar and a mark."""

    steps: tuple[str, ...]
    """The words of the scale, the mildest first."""

    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a map: the level that holds in it, and what lies there."""

    level: str
    """The name of the level, for colouring."""

    word: str
    names: tuple[str, ...]

    @property
    def said(self) -> str:
        """The field in words."""
        return f"{self.word}: {', '.join(self.names)}" if self.names else self.word


@dataclass(frozen=True, slots=True)
class Map:
    """Fields in rows and columns; the first row is drawn on top."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Field, ...]], ...]
    """The name of each row, and its fields."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing, and the table that says the same in words; what it names, the drawing names."""

    title: str
    description: str
    """All that it shows, in sentences, for those who do not see it."""

    drawing: Scale | Map
    table: Table


Block = Heading | Paragraph | Notice | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of plain text for spreadsheets; the widths of its columns are in letters."""

    name: str
    widths: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Role = Literal["source", "data", "supplement"]
"""What a file is to a report: what it is made from, what it says as data, what goes with it."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside a report, from which the report can be made again."""

    name: str
    media_type: str
    description: str
    role: Role

    data: bytes = field(repr=False)
    day: str
    """The day it bears where a format needs one, as YYYY-MM-DD; never the day of the making."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A report ready to be laid out: every word of it is decided."""

    kind: str
    """Its kind: ``brief``, ``full`` …"""

    language: str
    direction: str
    title: str
    watermark: str
    """The word across every page of a draft; empty where there is none."""

    footer: str
    """What stands before the page number."""

    pages: int
    """How many pages it may fill when it is printed; 0: as many as it needs."""

    of: str
    """The word between page number and page count."""

    blocks: tuple[Block, ...]

    levels: tuple[tuple[str, str], ...]
    """The words for the levels in this language, and their names, for colouring."""

    paper: Paper = "a4"
    """The sheet it is printed on."""

    confidential: str = ""
    """The word on every page of a report that holds what is confidential; empty in others."""

    record: Callable[[], Mapping[str, object]] = dict
    """Returns everything that the report rests on, for programs; its keys: ``model/report``."""

    sheets: Callable[[], tuple[Sheet, ...]] = tuple
    """Returns the same as tables, for spreadsheets; the findings first."""

    enclosed: Callable[[], tuple[Enclosure, ...]] = tuple
    """Returns the files that go with it, in order of their names; the renderers put them in."""
