"""Whether every fact of a descriptor, or of a body, has a source that can be found."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from hria.check.subject import Checked
from hria.content.library import Library
from hria.errors import Fault, HriaError
from hria.model.facts import Fact, SourceEntry
from hria.model.standard import Accepted, Body, CapabilityFact, Descriptor, Stage, Voice

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*")
_NEEDS_READING = "verified"
_Sourced = Fact | Stage | Accepted


def unsourced(checked: Checked) -> Iterator[Fault]:
    """Yield the faults of a descriptor: sources, marks, and drafts shown as the text."""
    descriptor = checked.record(Descriptor)
    yield from _facts(descriptor, descriptor.sources)
    ids = [edition.id for edition in descriptor.editions]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Fault("HRIA403", ("editions", index, "id"), f"the edition {name} stands twice")
    for index, each in enumerate(descriptor.capabilities or ()):
        yield from _capability(("capabilities", index), each, descriptor.sources)
    for key in ("concerns", "counter_views", "asks"):
        for index, voice in enumerate(getattr(descriptor, key)):
            at = (key.replace("_", "-"), index, "questions")
            yield from _asked(at, voice, checked.library)


def body_unsourced(checked: Checked) -> Iterator[Fault]:
    """Yield the faults of a body: sources and stages that are missing, and ids that stand twice."""
    body = checked.record(Body)
    yield from _facts(body, body.sources)
    stages = [stage.id for stage in body.stages]
    for index, document in enumerate(body.documents):
        for place, name in enumerate(document.stages):
            if name not in stages:
                words = f"no stage {name!r} in stages (known: {', '.join(stages) or 'none'})"
                yield Fault("HRIA405", ("documents", index, "stages", place), words)
    yield from _twice("stages", stages)
    yield from _twice("documents", [document.id for document in body.documents])


def _twice(key: str, ids: list[str]) -> Iterator[Fault]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield Fault("HRIA406", (key, index, "id"), f"{name!r} stands twice in {key}")


def _facts(record: Descriptor | Body, sources: dict[str, SourceEntry]) -> Iterator[Fault]:
    for at, fact in _walk(record, ()):
        entry = sources.get(fact.source)
        if entry is None and _KEY.fullmatch(fact.source):
            known = ", ".join(sorted(sources)) or "none"
            words = f"no source {fact.source!r} in sources (known: {known})"
            yield Fault("HRIA401", (*at, "source"), words)
        elif entry is not None and entry.kind == "none" and fact.mark == _NEEDS_READING:
            words = f"{fact.source!r} is no source that can be read, so the mark cannot be verified"
            yield Fault("HRIA402", (*at, "mark"), words)
        elif entry is not None and entry.kind == "secondary" and fact.mark == _NEEDS_READING:
            words = f"{fact.source!r} is a report about the text, so the mark is at best secondary"
            yield Fault("HRIA402", (*at, "mark"), words)


def _capability(
    at: tuple[str | int, ...], each: CapabilityFact, sources: dict[str, SourceEntry]
) -> Iterator[Fault]:
    entry = sources.get(each.source)
    if entry is None or each.basis != "text":
        return
    if entry.kind in {"draft", "leaked-draft"}:
        words = f"{each.capability}: a draft is not the text in force (allowed: basis: draft)"
        yield Fault("HRIA404", (*at, "basis"), words)


def _asked(at: tuple[str | int, ...], voice: Voice, library: Library) -> Iterator[Fault]:
    for place, name in enumerate(voice.questions):
        try:
            known = library.question(name)
        except HriaError:
            # A checklist with problems of its own is told of by itself.
            continue
        if known is None:
            words = f"no question {name} in any checklist (hria list shows the checklists)"
            yield Fault("HRIA407", (*at, place), words)


def _walk(
    value: object, at: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], _Sourced]]:
    """Yield every fact in *value*, with the key path at which it stands."""
    if isinstance(value, _Sourced):
        yield at, value
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        for name, field in fields.items():
            yield from _walk(getattr(value, name), (*at, field.alias or name))
    elif isinstance(value, tuple):
        yield from _each(value, at)


def _each(
    values: Iterable[object], at: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], _Sourced]]:
    for index, value in enumerate(values):
        yield from _walk(value, (*at, index))
