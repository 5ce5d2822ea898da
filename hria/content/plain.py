"""YAML as text, lists and maps, without guesses, and with the place of every value.

PyYAML's own loaders read ``no`` as false and ``1.10`` as a number, keep the
last of two equal keys without a word, and follow aliases into a bomb. Here
the parser's events are read directly: every scalar is the text that was
written, and whatever could hide something is a fault with its line.
"""

from collections.abc import Callable, Container
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from yaml import MarkedYAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined] # the stubs leave it out
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

MAX_BYTES = 8 << 20
"""The largest file that is read: 8 MiB, some thousand questions."""

MAX_DEPTH = 40
"""How deep lists and maps may be nested."""

MAX_VALUES = 200_000
"""How many values a file may hold."""

MAX_FAULTS = 100
"""After how many faults of writing a file is given up."""

_Event = Any
# What an event carries depends on its kind; the stubs know the base only.


Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a file can hold."""

KeyPath = tuple[str | int, ...]
"""The keys and positions that lead to a value."""

Place = tuple[int, int]
"""Line and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault of writing, before any meaning is read."""

    message: str
    line: int
    column: int


class NotPlainError(Exception):
    """The text cannot be read as plain YAML; carries every slip that was seen."""

    def __init__(self, slips: list[Slip]) -> None:
        self.slips = slips
        super().__init__(slips[0].message)


@dataclass(slots=True)
class Places:
    """Where the wanted values and keys stand, by key path."""

    wanted: Container[KeyPath]
    values: dict[KeyPath, Place]
    keys: dict[KeyPath, Place]


def read(data: bytes) -> Plain:
    """Return what *data* holds; raise NotPlainError with every slip."""
    return _Reader(data, None).document()


def places(data: bytes, wanted: Container[KeyPath]) -> Places:
    """Return where the *wanted* values and keys stand in *data*, as far as it can be read."""
    found = Places(wanted, {}, {})
    with suppress(NotPlainError):
        _Reader(data, found).document()
    return found


class _Reader:
    """One pass over the events of one document."""

    def __init__(self, data: bytes, found: Places | None) -> None:
        self._found = found
        self._slips: list[Slip] = []
        self._data = data
        self._count = 0

    def document(self) -> Plain:
        """Return the one document; raise NotPlainError."""
        if len(self._data) > MAX_BYTES:
            limit = f"the file is larger than {MAX_BYTES >> 20} MiB"
            raise NotPlainError([Slip(limit, 1, 1)])
        if self._data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise NotPlainError([Slip("not text in UTF-8, but in UTF-16 (save it as UTF-8)", 1, 1)])
        parser = None
        try:
            parser = CParser(self._data)
            return self._whole(parser.get_event)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            words = error.problem or error.context or "unreadable"
            self._slip(
                f"not YAML: {words}",
                mark.line + 1 if mark else 1,
                mark.column + 1 if mark else 1,
            )
        except ReaderError as error:
            # The bytes before the bad one are whole, so its line can be counted.
            before = self._data[: error.position]
            line = before.count(b"\n") + 1
            words = f"not text: {error.reason} (allowed: UTF-8)"
            self._slip(words, line, 1)
        finally:
            if parser is not None:
                parser.dispose()
        raise NotPlainError(self._slips)

    def _whole(self, get: Callable[[], _Event]) -> Plain:
        get()
        if type(get()) is StreamEndEvent:
            self._slip("the file is empty", 1, 1)
            raise NotPlainError(self._slips)
        value = self._node(get, get(), (), 0)
        get()
        after = get()
        if type(after) is not StreamEndEvent:
            self._fault("a second document (allowed: one in a file)", after)
        if self._slips:
            raise NotPlainError(self._slips)
        return value

    def _node(self, get: Callable[[], _Event], event: _Event, path: KeyPath, depth: int) -> Plain:
        kind = type(event)
        self._count += 1
        if self._count > MAX_VALUES:
            self._fault(f"more than {MAX_VALUES} values in one file", event)
            raise NotPlainError(self._slips)
        if self._found is not None and path in self._found.wanted:
            self._found.values[path] = _place(event)
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                self._decorated(event)
            return str(event.value)
        if kind is AliasEvent:
            self._fault("an alias (write the value again)", event)
            return ""
        if event.anchor or event.tag:
            self._decorated(event)
        if depth >= MAX_DEPTH:
            self._fault(f"nested more than {MAX_DEPTH} deep", event)
            raise NotPlainError(self._slips)
        if kind is MappingStartEvent:
            return self._map(get, path, depth)
        return self._list(get, path, depth)

    def _map(self, get: Callable[[], _Event], path: KeyPath, depth: int) -> Plain:
        values: dict[str, Plain] = {}
        found = self._found
        while type(event := get()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._fault("a key that is not plain text", event)
                raise NotPlainError(self._slips)
            if event.anchor or event.tag:
                self._decorated(event)
            key: str = event.value
            if key in values:
                # Where a file hides something, nothing that stands in it is repeated.
                named = "a key" if b"confidential:" in self._data else f"the key {key!r}"
                self._fault(f"{named} stands twice in one map", event)
                self._node(get, get(), (*path, key, "twice"), depth + 1)
                continue
            # No path is built unless somebody wants the places: it is half the cost.
            inner = path if found is None else (*path, key)
            if found is not None and inner in found.wanted:
                found.keys[inner] = _place(event)
            values[key] = self._node(get, get(), inner, depth + 1)
        return values

    def _list(self, get: Callable[[], _Event], path: KeyPath, depth: int) -> Plain:
        values: list[Plain] = []
        found = self._found
        while type(event := get()) is not SequenceEndEvent:
            inner = path if found is None else (*path, len(values))
            values.append(self._node(get, event, inner, depth + 1))
        return values

    def _decorated(self, event: _Event) -> None:
        self._fault("an anchor or a tag (write the plain value)", event)

    def _fault(self, message: str, event: _Event) -> None:
        self._slip(message, *_place(event))

    def _slip(self, message: str, line: int, column: int) -> None:
        self._slips.append(Slip(message, line, column))
        if len(self._slips) >= MAX_FAULTS:
            raise NotPlainError(self._slips)


def _place(event: _Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
