"""Whether every fact of a descriptor, or of a body, has a source and a place in it."""

import re
from collections.abc import Iterator

from hria.check.subject import Checked
from hria.content.library import Library
from hria.errors import Fault, HriaError
from hria.model.facts import Fact, SourceEntry
from hria.model.standard import Body, CapabilityFact, Clause, Descriptor, Voice
from hria.model.walking import Sourced, facts

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]*")
_NEEDS_READING = "verified"
_DRAFTS = frozenset({"draft", "leaked-draft"})
_ABOUT_THE_TEXT = ("data_exposed", "control_points", "safeguards", "silences")
"""The fields that say what the text in force does, and what it lacks."""
_IN_FORCE = frozenset({"in-force"})
"""A proposal may be withdrawn or replaced that nobody had adopted: its drafts are all there is."""


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
    yield from _drafts(descriptor)


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
    for at, fact in facts(record):
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
        elif fact.mark == _NEEDS_READING and not _place(fact):
            words = "no place in the source is named (allowed: at: clause, section or page)"
            yield Fault("HRIA407", (*at, "mark"), words)


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
            yield Fault("HRIA411", (*at, place), words)


def _place(fact: Sourced) -> str | None:
    return fact.at or (fact.clause if isinstance(fact, Clause) else None)


def _drafts(descriptor: Descriptor) -> Iterator[Fault]:
    """Yield what only a draft says, where it is told of a text that was adopted."""
    sources = descriptor.sources
    for index, edition in enumerate(descriptor.editions):
        status = edition.status
        if status and status.value in _IN_FORCE:
            for name, fact in (("date", edition.date), ("status", status)):
                if fact and _is_draft(fact, sources):
                    words = f"a draft cannot tell that the text is {status.value}"
                    yield Fault("HRIA404", ("editions", index, name, "source"), words)
    standings = {e.status.value for e in descriptor.editions if e.status}
    if not standings & _IN_FORCE:
        return
    for field in _ABOUT_THE_TEXT:
        key = field.replace("_", "-")
        for index, each in enumerate(getattr(descriptor, field)):
            if _is_draft(each, sources) and not _says_so(each):
                words = "a draft is not the text in force (say in value or note that it is a draft)"
                yield Fault("HRIA404", (key, index, "source"), words)


def _is_draft(fact: Fact, sources: dict[str, SourceEntry]) -> bool:
    entry = sources.get(fact.source)
    return entry is not None and entry.kind in _DRAFTS


def _says_so(fact: Fact) -> bool:
    return bool(re.search(r"(?i)\bdrafts?\b", f"{fact.value} {fact.note or ''}"))
