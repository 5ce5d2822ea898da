"""Whether a day that a file names has come."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.errors import Fault
from hria.model.assessment import Assessment
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.dates import is_ahead
from hria.model.facts import SourceEntry
from hria.model.standard import Body, Descriptor

_Dated = Iterator[tuple[tuple[str | int, ...], str | None]]


def ahead(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each day in the future; words that name no day are let alone."""
    if checked.today is None:
        return
    for at, words in _dated(checked):
        if words is not None and is_ahead(words, checked.today):
            told = f"a day in the future: {words} (today is {checked.today.isoformat()})"
            yield Fault("HRIA410", at, told)


def _dated(checked: Checked) -> _Dated:
    document = checked.loaded.document if checked.loaded else None
    match document:
        case Descriptor():
            yield from _of_descriptor(document)
        case Body():
            yield from _of_sources(document.sources)
        case Assessment():
            yield from _of_assessment(document)
        case Bibliography():
            for name, entry in document.entries.items():
                yield ("entries", name, "date"), entry.date
        case Cases():
            for name, case in document.cases.items():
                yield ("cases", name, "when"), case.when
        case _:
            return


def _of_descriptor(descriptor: Descriptor) -> _Dated:
    for index, edition in enumerate(descriptor.editions):
        date = edition.date
        yield ("editions", index, "date", "value"), date.value if date else None
    for key in ("concerns", "counter_views", "asks"):
        for index, voice in enumerate(getattr(descriptor, key)):
            yield (key.replace("_", "-"), index, "on"), voice.on
    for index, check in enumerate(descriptor.checked):
        yield ("checked", index, "on"), check.on
    yield from _of_sources(descriptor.sources)


def _of_sources(sources: dict[str, SourceEntry]) -> _Dated:
    for key, entry in sources.items():
        yield ("sources", key, "on"), entry.on


def _of_assessment(assessment: Assessment) -> _Dated:
    for name, answer in assessment.answers.items():
        yield ("answers", name, "on"), answer.on
    for index, step in enumerate(assessment.review.history):
        yield ("review", "history", index, "on"), step.on
    for index, entry in enumerate(assessment.history):
        yield ("history", index, "at"), entry.at
