"""One file to one record: the record, or every problem with its line and what is allowed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hria.content.plain import (
    MAX_BYTES,
    KeyPath,
    NotPlainError,
    Places,
    Plain,
    places,
    read,
)
from hria.errors import ContentError, Fault, FileError, Location, Problem
from hria.model.base import FORMS, Document

D = TypeVar("D", bound=Document)

_MOST = 500
"""How many problems of one file are told; after that many they have one cause."""

_CODES = {"extra_forbidden": "HRIA003", "missing": "HRIA002"}

_WITHHELD = (
    "something here is missing, misspelt or of the wrong form"
    " (it is marked confidential and not repeated; hria schema tells what is allowed)"
)

_SHORT = 40
"""How long a wrong value may be to be repeated in a message."""


@dataclass(frozen=True)
class Source:
    """The bytes of one file, under the name by which people know it."""

    path: Path
    name: str
    data: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes, as assessments pin it."""
        return "sha256:" + hashlib.sha256(self.data).hexdigest()

    def problems(self, faults: Iterable[Fault]) -> tuple[Problem, ...]:
        """Return *faults* as problems of this file, each at its place, or where it would be."""
        listed = tuple(faults)
        if not listed:
            return ()
        # A second pass over the bytes, made only where places must be shown.
        found = places(self.data, {path for fault in listed for path in _upwards(fault.at)})
        return tuple(
            Problem(self._where(fault, found), fault.code, fault.message, fault.level)
            for fault in listed
        )

    def _where(self, fault: Fault, found: Places) -> Location:
        at = fault.at
        if len(at) == 1 and isinstance(at[0], int):
            # A file of lines, such as RELEASED, has no keys.
            return Location(self.name, at[0], 1)
        if fault.on_key and at in found.keys:
            return Location(self.name, *found.keys[at])
        held = next((path for path in _upwards(at) if path in found.values), None)
        return Location(self.name, *(found.values[held] if held is not None else (1, 1)))


def _upwards(at: KeyPath) -> Iterator[KeyPath]:
    """Yield *at*, then the path of what holds it, up to the whole file."""
    for length in range(len(at), -1, -1):
        yield at[:length]


@dataclass(frozen=True)
class Loaded(Generic[D]):
    """A record and the file it came from."""

    document: D
    source: Source

    @property
    def digest(self) -> str:
        """The digest of the file."""
        return self.source.digest


def is_file(path: Path) -> bool:
    """Return whether *path* is a file; a name that no file system takes is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether *path* is a folder; a name that no file system takes is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def open_source(path: Path, name: str | None = None) -> Source:
    """Return the bytes of *path*; raise FileError where they cannot be had."""
    shown = name or str(path)
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                limit = f"the file is larger than {MAX_BYTES >> 20} MiB"
                raise ContentError([Problem(Location(shown, 1, 1), "HRIA001", limit)])
            return Source(path, shown, file.read(MAX_BYTES + 1))
    except IsADirectoryError:
        raise FileError(f"{shown}: a folder, where a file was expected") from None
    except FileNotFoundError:
        raise FileError(f"{shown}: there is no such file") from None
    except OSError as error:
        raise FileError(f"{shown}: cannot be read: {error.strerror}") from error


def load(source: Source, kind: type[D]) -> Loaded[D]:
    """Return the record of *kind* in *source*; raise ContentError with every problem."""
    return _load(source, kind)


# The same bytes give the same record, and a checklist is needed by many an assessment.
@lru_cache(maxsize=24)
def _load(source: Source, kind: type[Any]) -> Loaded[Any]:
    return Loaded(validate(held(source), kind, source), source)


def held(source: Source) -> Plain:
    """Return what *source* holds, before any meaning; raise ContentError with every slip."""
    try:
        return read(source.data)
    except NotPlainError as error:
        slips = [
            Problem(Location(source.name, s.line, s.column), "HRIA001", s.message)
            for s in error.slips
        ]
        raise ContentError(slips) from None


def validate(value: Plain, kind: type[D], source: Source) -> D:
    """Return *value* as a record of *kind*; raise ContentError with every problem."""
    record, faults = examined(value, kind)
    if record is None:
        raise ContentError(source.problems(faults))
    return record


def examined(value: Plain, kind: type[D]) -> tuple[D | None, tuple[Fault, ...]]:
    """Return *value* as a record of *kind*, or None and every fault, wherever it came from."""
    try:
        return kind.model_validate(value, by_name=False, by_alias=True), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
    faults = list(_faults(details[:_MOST], kind, value))
    if len(details) > _MOST:
        words = f"{len(details) - _MOST} more problems of this kind are not shown"
        faults.append(Fault("HRIA004", (), words))
    return None, tuple(faults)


def _faults(details: Iterable[ErrorDetails], kind: type[Document], value: Plain) -> Iterator[Fault]:
    for detail in details:
        path = _written(detail["loc"], value)
        if _is_confidential(value, path):
            # Neither a value nor a key that somebody typed there is repeated.
            yield Fault(_CODES.get(detail["type"], "HRIA004"), path, _WITHHELD)
            continue
        match detail["type"]:
            case "extra_forbidden":
                allowed = _fields(kind, path[:-1])
                words = f"{_dotted(path[:-1])}{_unknown(path[-1], allowed)}"
                yield Fault("HRIA003", path, words, on_key=True)
            case "missing":
                words = f"{_dotted(path[:-1])}{path[-1]} is missing"
                yield Fault("HRIA002", path[:-1], words)
            case _:
                on_key = "[key]" in detail["loc"]
                yield Fault("HRIA004", path, _wrong(detail, path), on_key=on_key)


def _written(loc: tuple[int | str, ...], value: Plain) -> KeyPath:
    """Return the part of pydantic's *loc* that stands in the file.

    The last part is kept even where nothing stands there: it names a missing key.
    """
    path: list[int | str] = []
    for index, part in enumerate(loc):
        if part == "[key]":
            continue
        last = index == len(loc) - 1
        if isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        elif isinstance(value, dict) and part in value:
            value = value[str(part)]
        elif not last:
            continue
        path.append(part)
    return tuple(path)


def _is_confidential(value: Plain, path: KeyPath) -> bool:
    """Return whether anything on the way along *path* is marked confidential."""
    for part in path:
        if isinstance(value, dict):
            # Whoever writes anything but false means to hide something.
            if value.get("confidential", "false") != "false":
                return True
            value = value.get(str(part), "")
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
    return False


def _wrong(detail: ErrorDetails, path: KeyPath) -> str:
    given = detail.get("input")
    short = isinstance(given, str) and len(given) <= _SHORT
    said = f" is {given!r}" if short else ""
    name = f"{_dotted(path)[:-2]}" if path else "the file"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "choice":
            words = _choices(given, str(context["allowed"]))
        case "literal_error":
            words = _choices(given, _plain_list(str(context["expected"])))
        case "string_pattern_mismatch" if context["pattern"] == r"\S":
            return f"{name} is empty (allowed: words)"
        case "string_pattern_mismatch":
            words = f"allowed: {FORMS.get(context['pattern'], context['pattern'])}"
        case "day":
            words = str(detail["msg"])
        case "string_type":
            return f"{name} is {_shape(given)} (allowed: text)"
        case "tuple_type":
            return f"{name} is {_shape(given)} (allowed: a list)"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{name} is {_shape(given)} (allowed: keys and values)"
        case _:
            words = detail["msg"]
    return f"{name}{said} ({words})"


def _plain_list(expected: str) -> str:
    return expected.replace("' or '", "', '").replace("'", "")


def _choices(given: object, allowed: str) -> str:
    guess = isinstance(given, str) and not given.isdigit()
    near = get_close_matches(str(given), allowed.split(", "), 1) if guess else []
    return f"allowed: {allowed}" + (f"; did you mean {near[0]}?" if near else "")


def _shape(given: object) -> str:
    if given == "":
        return "empty"
    if isinstance(given, dict):
        return "keys and values"
    return "a list" if isinstance(given, list) else "text"


def _dotted(path: KeyPath) -> str:
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{words.removeprefix('.')}: " if path else ""


def _unknown(key: int | str, allowed: list[str]) -> str:
    near = get_close_matches(str(key), allowed, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"unknown field {key!r} (allowed: {', '.join(allowed)}){hint}"


def _fields(kind: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys allowed at *path* in a record of *kind*."""
    inner: object = kind
    for part in path:
        inner = _inside(inner, part)
    record = _record(inner)
    return [f.alias or n for n, f in record.model_fields.items()] if record else []


def _inside(annotation: object, part: int | str) -> object:
    """Return what stands at *part* in something of the type *annotation*."""
    record = _record(annotation)
    if record is not None:
        fields = {f.alias or n: f for n, f in record.model_fields.items()}
        return fields[str(part)].annotation if part in fields else None
    for form in (annotation, *get_args(annotation)):
        if get_origin(form) in {dict, tuple}:
            # Keys and values, or items and an ellipsis: what is held comes where it always does.
            return get_args(form)[1 if get_origin(form) is dict else 0]
    return None


def _record(annotation: object) -> type[BaseModel] | None:
    """Return the record that *annotation* is, or may be besides None."""
    for form in (annotation, *get_args(annotation)):
        if isinstance(form, type) and issubclass(form, BaseModel):
            return form
        if get_origin(annotation) in {dict, tuple}:
            break
    return None
