"""Two changed editions of one assessment made one, by what each changed since they parted.

What only one side changed is taken from it. What both changed otherwise is a
conflict, which names what it is about and none of the words. An undo is a merge
as well: of the state before a change into the present one, since the state after it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hria.model.assessment import Assessment, Entry

_Keyed = Callable[[Any], Hashable]

_LISTS: Mapping[str, _Keyed] = {
    "assessors": lambda item: item.id,
    "to_confirm": lambda item: (item.question, item.under),
    "archived": lambda item: (item.question, item.under),
    "safeguards": lambda item: item.id,
    "asks": lambda item: item.id,
    "enabling": lambda item: (item.right, item.text),
    "escalations": lambda item: item.right,
    "objections": lambda item: item.id,
}
"""The lists that are merged entry by entry, and what tells one entry from another."""

_MAPS = ("answers", "notes")
"""The maps that are merged question by question."""

_GONE = object()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed, each otherwise."""

    names: tuple[str, ...]
    """Such as ``answers PRV-05``, ``asks A1`` or ``edition``; never words that may hide."""


def merged(base: Assessment, mine: Assessment, theirs: Assessment) -> Assessment | Conflict:
    """Return *theirs* with what *mine* changed since *base*, or what they disagree about."""
    values: dict[str, Any] = {}
    names: list[str] = []
    for field in Assessment.model_fields:
        old, ours, other = (getattr(each, field) for each in (base, mine, theirs))
        if other == old:
            values[field] = ours
        elif ours in (old, other):
            values[field] = other
        else:
            values[field], disputed = _field(field, old, ours, other)
            names += disputed
    if names:
        return Conflict(tuple(names))
    return Assessment.model_construct(_written(values, base, mine, theirs), **values)


def _written(values: Mapping[str, Any], *editions: Assessment) -> set[str]:
    """Return the fields that are written out: an undo leaves no empty ones of its own."""
    was, mine, theirs = (each.model_fields_set for each in editions)
    fields = Assessment.model_fields
    merged_ = {n for n in fields if n in (mine if (n in theirs) == (n in was) else theirs)}
    return merged_ | {n for n in fields if values[n] != fields[n].get_default()}


def _field(field: str, old: Any, mine: Any, theirs: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - a field is of any kind
    """Return a field that both sides changed, and what they disagree about in it."""
    if field == "history":
        return _union(mine, theirs), []
    if field in _MAPS:
        found, keys = _keys(old, mine, theirs)
        return found, [f"{_name(field)} {key}" for key in keys]
    if field in _LISTS:
        grouped = [_grouped(side, _LISTS[field]) for side in (old, mine, theirs)]
        found, keys = _keys(*grouped)
        items = tuple(item for group in found.values() for item in group)
        disputed = [[item for side in grouped for item in side.get(key, ())] for key in keys]
        return items, [_label(field, entries) for entries in disputed]
    return theirs, [_name(field)]


def _keys(
    old: Mapping[Any, Any], mine: Mapping[Any, Any], theirs: Mapping[Any, Any]
) -> tuple[dict[Any, Any], list[Any]]:
    """Return what stands under each key, those of *theirs* first, and the disputed keys."""
    found: dict[Any, Any] = {}
    disputed: list[Any] = []
    for key in dict.fromkeys((*theirs, *mine)):
        was, ours, other = (side.get(key, _GONE) for side in (old, mine, theirs))
        value = other if ours in (was, other) else ours
        if other not in (was, ours) and ours != was:
            disputed.append(key)
        elif value is not _GONE:
            found[key] = value
    return found, disputed


def _grouped(items: Iterable[Any], key: _Keyed) -> dict[Hashable, tuple[Any, ...]]:
    # A file may hold a key twice, which hria check reports; nothing of it is lost here.
    groups: dict[Hashable, tuple[Any, ...]] = {}
    for item in items:
        groups[key(item)] = (*groups.get(key(item), ()), item)
    return groups


def _union(mine: Sequence[Entry], theirs: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the lines of both journals; a journal forgets nothing."""
    there = Counter(theirs)
    new: list[Entry] = []
    for entry in mine:
        if there[entry]:
            there[entry] -= 1
        else:
            new.append(entry)
    return (*theirs, *new)


def _label(field: str, entries: Sequence[Any]) -> str:
    """Return the name of an entry in its editions; one that tells who hides is not told."""
    if field == "assessors" and any(entry.confidential for entry in entries):
        return "assessors (confidential)"
    given = (getattr(entries[0], key, None) for key in ("id", "question", "right"))
    return f"{_name(field)} {next(filter(None, given))}"


def _name(field: str) -> str:
    return field.replace("_", "-")
