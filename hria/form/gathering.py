"""The rows of a filled-in form to the shape of an assessment's file, each cell with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from hria.content.plain import KeyPath
from hria.errors import ContentError, Fault, Location, Problem
from hria.form.base import Column, Given, Record
from hria.form.columns import ABOUT_EVIDENCE, ANSWER_COLUMNS, ANSWERS, LISTS, OF_ANSWERS

MAX_ROWS = 5_000
"""How many rows a table may have."""

_WHOLE = re.compile(r"([0-9]+)\.0+")
_MISSING = re.compile(r"([\w-]+) is missing$")
NESTED = re.compile(r"^(?:[\w-]+(?:\[\d+\])?(?:\.|: ))+(?=[\w-]+(?:\[\d+\])? is )")
"""The keys before the name of a field in a message: a cell is placed without them."""

_COLUMNS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    ANSWERS: ("answers", ANSWER_COLUMNS),
    **{name: (key, columns) for key, name, _, columns in LISTS},
}
_FACTS = {"Standard": "standard", "Edition": "edition"}


class Cell(NamedTuple):
    """What stands in a cell, and where that is."""

    words: str
    place: Location


Row = Mapping[str, Cell]
"""The cells of a row, by the keys of their columns."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it came back: the cells of its header, and of each row."""

    name: str
    place: Location
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class _Book:
    """What was gathered so far."""

    file: str
    content: Record = field(default_factory=dict)
    values: dict[KeyPath, Location] = field(default_factory=dict)
    keys: dict[KeyPath, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: Location, code: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(place, code, message))

    def place(self, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """Return *faults*, each at its cell."""
        return tuple(
            Problem(self._where(f), f.code, NESTED.sub("", f.message), f.level) for f in faults
        )

    def _where(self, fault: Fault) -> Location:
        if fault.on_key and fault.at in self.keys:
            return self.keys[fault.at]
        at = fault.at
        if fault.code == "HRIA002" and (missing := _MISSING.search(fault.message)):
            at = (*at, missing[1])
        upwards = (at[:length] for length in range(len(at), 0, -1))
        return next((self.values[a] for a in upwards if a in self.values), Location(self.file))


def gathered(
    file: str, facts: Iterable[tuple[Cell, Cell, Cell]], sheets: Iterable[Sheet], *, alone: bool
) -> Given:
    """Return what was filled in; raise ContentError where the tables are not those of a form.

    Only where the answers come *alone* may the other tables be missing.
    """
    book = _Book(file)
    _name(book, facts)
    found = {sheet.name: sheet for sheet in sheets}
    needed = (ANSWERS,) if alone else tuple(_COLUMNS)
    for name in needed:
        if name not in found:
            book.wrong(Location(file), "HRIA002", f"the table {name!r} is missing")
    for name, sheet in found.items():
        rows = list(_rows(book, sheet))
        if name == ANSWERS:
            _answers(book, rows)
        elif name in _COLUMNS:
            _list(book, _COLUMNS[name][0], rows)
    if book.problems:
        raise ContentError(book.problems)
    return Given(file, book.content, book.place)


def _name(book: _Book, facts: Iterable[tuple[Cell, Cell, Cell]]) -> None:
    pins: list[Record] = []
    for label, value, digest in facts:
        if label.words == "Checklist":
            pin: Record = {"ref": value.words}
            book.values["checklists", len(pins)] = value.place
            if digest.words:
                pin["digest"] = digest.words
            pins.append(pin)
        elif label.words in _FACTS and value.words:
            key = _FACTS[label.words]
            book.content[key] = value.words
            book.values[(key,)] = value.place
            if key == "standard" and digest.words:
                book.content["standard-digest"] = digest.words
    if pins:
        book.content["checklists"] = pins


def _rows(book: _Book, sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of *sheet* that hold anything, by the keys of their columns."""
    if sheet.name not in _COLUMNS:
        known = ", ".join(_COLUMNS)
        words = f"{sheet.name!r} is no table of a form (known: {known})"
        book.wrong(sheet.place, "HRIA003", words)
        return
    columns = {column.label: column for column in _COLUMNS[sheet.name][1]}
    if not _header_fits(book, sheet, columns):
        return
    if len(sheet.rows) > MAX_ROWS:
        book.wrong(sheet.place, "HRIA001", f"more than {MAX_ROWS} rows in a table")
        return
    order = [columns.get(cell.words) for cell in sheet.header]
    for cells in sheet.rows:
        row = {
            column.key: Cell(_chosen(column, cell.words), cell.place)
            for column, cell in zip(order, cells, strict=False)
            if column is not None and column.key
        }
        if any(cell.words for key, cell in row.items() if key != "question"):
            yield row


def _header_fits(book: _Book, sheet: Sheet, columns: Mapping[str, Column]) -> bool:
    before = len(book.problems)
    seen: set[str] = set()
    for cell in sheet.header:
        if not cell.words and any(row[sheet.header.index(cell)].words for row in sheet.rows):
            book.wrong(cell.place, "HRIA003", "a column without a heading (name it, or empty it)")
        elif cell.words and cell.words not in columns:
            near = get_close_matches(cell.words, columns, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            allowed = ", ".join(columns)
            words = f"unknown column {cell.words!r} (allowed: {allowed}){hint}"
            book.wrong(cell.place, "HRIA003", words)
        elif cell.words in seen:
            book.wrong(cell.place, "HRIA003", f"the column {cell.words!r} stands twice")
        seen.add(cell.words)
    for label, column in columns.items():
        if column.key and label not in seen:
            book.wrong(sheet.place, "HRIA002", f"the column {label!r} is missing")
    return len(book.problems) == before


def _chosen(column: Column, words: str) -> str:
    """Return *words* as they are allowed, where they mean an allowed word."""
    words = words.strip()
    if not column.allowed:
        return words
    plain = _WHOLE.sub(r"\1", words).casefold()
    return next((word for word in column.allowed if word.casefold() == plain), words)


def _answers(book: _Book, rows: list[Row]) -> None:
    answers: Record = {}
    notes: Record = {}
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        if not row["question"].words:
            words = "the question ID is missing (such as PRV-05)"
            book.wrong(row["question"].place, "HRIA002", words)
        grouped.setdefault(row["question"].words, []).append(row)
    for name, group in grouped.items():
        book.keys["answers", name] = group[0]["question"].place
        for row in group:
            if row["note"].words:
                if name in notes:
                    book.wrong(row["note"].place, "HRIA511", f"{name} has two notes")
                notes[name] = row["note"].words
                book.values["notes", name] = row["note"].place
        if name and (answer := _answer(book, name, group)):
            answers[name] = answer
    if answers:
        book.content["answers"] = answers
    if notes:
        book.content["notes"] = notes


_EVIDENCE = frozenset(column.key for column in ABOUT_EVIDENCE)


def _answer(book: _Book, name: str, group: list[Row]) -> Record:
    """Return the answer to one question; its rows without an answer add evidence."""
    given = [row for row in group if row["answer"].words]
    for second in given[1:]:
        first = given[0]["answer"]
        words = f"{name} is answered twice: {first.words!r} at {first.place} as well"
        book.wrong(second["answer"].place, "HRIA511", words)
    main = given[0] if given else group[0]
    if not given:
        if not any(c.words for r in group for k, c in r.items() if k not in {"question", "note"}):
            return {}
        allowed = next(c.allowed for c in ANSWER_COLUMNS if c.key == "answer")
        words = f"answer is missing (allowed: {', '.join(allowed)})"
        book.wrong(main["answer"].place, "HRIA002", words)
    at: KeyPath = ("answers", name)
    book.values[at] = main["answer"].place
    answer: Record = {}
    grades: Record = {}
    for key, cell in main.items():
        outer, _, inner = key.partition(".")
        if outer == "grades":
            book.values[(*at, outer, inner)] = cell.place
            if cell.words:
                grades[inner] = cell.words
        elif key not in _EVIDENCE and key not in {"question", "note"}:
            book.values[(*at, key)] = cell.place
            if cell.words:
                answer[key] = cell.words
    if grades:
        answer["grades"] = grades
    _add_evidence(book, at, answer, [main, *(row for row in group if row is not main)])
    return answer


def _add_evidence(book: _Book, at: KeyPath, answer: Record, rows: list[Row]) -> None:
    pieces: list[Record] = []
    for position, row in enumerate(rows):
        piece = {k.partition(".")[2]: row[k] for k in row if k in _EVIDENCE}
        others = {"question", "note", "answer", *_EVIDENCE}
        for key, cell in row.items():
            if position and cell.words and key not in others:
                words = f"{key.partition('.')[2] or key} belongs in the row that has the answer"
                book.wrong(cell.place, "HRIA003", words)
        if any(cell.words for cell in piece.values()):
            for key, cell in piece.items():
                book.values[(*at, "evidence", len(pieces), key)] = cell.place
            pieces.append({key: cell.words for key, cell in piece.items() if cell.words})
    if pieces:
        answer["evidence"] = pieces


def _list(book: _Book, key: str, rows: list[Row]) -> None:
    records: list[Record] = []
    for row in rows:
        record: Record = {k: cell.words for k, cell in row.items() if cell.words}
        if key in OF_ANSWERS:
            _add_to_answer(book, key, row, record)
            continue
        if "addresses" in record:
            names = re.split(r"[\s,;]+", row["addresses"].words)
            record["addresses"] = [name for name in names if name]
        at = (key, len(records))
        book.values[at] = next(iter(row.values())).place
        book.values |= {(*at, k): cell.place for k, cell in row.items()}
        records.append(record)
    if records:
        book.content[key] = records


def _add_to_answer(book: _Book, key: str, row: Row, record: Record) -> None:
    name = str(record.pop("question", ""))
    place = row["question"].place
    if not name:
        book.wrong(place, "HRIA002", "the question ID is missing (such as PRV-05)")
        return
    answers = book.content.setdefault("answers", {})
    answer = answers.setdefault(name, {})
    book.values.setdefault(("answers", name), place)
    book.keys.setdefault(("answers", name), place)
    at: KeyPath
    if key == "tests":
        test = str(record.pop("test", ""))
        tests = answer.setdefault(key, {})
        at = ("answers", name, key, test)
        if test in tests:
            book.wrong(row["test"].place, "HRIA511", f"{name}: {test} stands twice")
        tests[test] = record
        book.keys[at] = row["test"].place
    else:
        uses = answer.setdefault(key, [])
        at = ("answers", name, key, len(uses))
        uses.append(record)
    book.values[at] = place
    book.values |= {(*at, k): cell.place for k, cell in row.items()}
