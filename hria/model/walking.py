"""Every fact of a descriptor or a body, with the place at which it stands."""

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from hria.model.facts import Fact
from hria.model.standard import Accepted, Body, Descriptor, Stage

Sourced = Fact | Stage | Accepted
"""What has a source and a mark."""

KeyPath = tuple[str | int, ...]


def facts(record: Descriptor | Body) -> Iterator[tuple[KeyPath, Sourced]]:
    """Yield every fact of *record*, in order, with the key path at which it stands."""
    yield from _walk(record, ())


def _walk(value: object, at: KeyPath) -> Iterator[tuple[KeyPath, Sourced]]:
    """Yield every fact in *value*, with the key path at which it stands."""
    if isinstance(value, Sourced):
        yield at, value
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        for name, field in fields.items():
            yield from _walk(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, tuple):
        yield from _each(value, at)


def _each(values: Iterable[object], at: KeyPath) -> Iterator[tuple[KeyPath, Sourced]]:
    for index, value in enumerate(values):
        yield from _walk(value, (*at, index))
