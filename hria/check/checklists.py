"""Whether a checklist lies where it should, and whether its questions are whole."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from hria.check.subject import Checked
from hria.errors import Fault
from hria.model.checklist import Checklist, Question
from hria.model.refs import DRAFT, Version

_KNOWN = "yes, partly, no, not-applicable"


def misplaced(checked: Checked) -> Iterator[Fault]:
    """Yield a fault where the file's name is no version, or an id has another prefix."""
    checklist = checked.record(Checklist)
    stem = checked.source.path.stem
    lies_in_library = checked.source.path.resolve().parent.parent.name == "checklists"
    if lies_in_library and stem != DRAFT and not Version.parse(stem):
        words = f"{stem!r} is no version (allowed: draft, or a version such as 1.0.0)"
        yield Fault("HRIA101", (), words)
    prefixes = Counter(q.id.partition("-")[0] for q in checklist.questions)
    prefix = checklist.prefix or (prefixes.most_common(1)[0][0] if prefixes else "")
    seen: set[str] = set()
    for index, question in enumerate(checklist.questions):
        at = ("questions", index, "id")
        if question.id.partition("-")[0] != prefix:
            yield Fault("HRIA102", at, f"{question.id}: ids of this checklist begin with {prefix}-")
        if question.id in seen:
            yield Fault("HRIA103", at, f"the id {question.id} stands twice (an id is never reused)")
        seen.add(question.id)
    if not checklist.questions:
        yield Fault("HRIA104", ("questions",), "a checklist needs at least one question")


def ill_worded(checked: Checked) -> Iterator[Fault]:
    """Yield a fault for each question that is not one, or lacks a reason or a source."""
    checklist = checked.record(Checklist)
    ids = {question.id for question in checklist.questions}
    earlier: set[str] = set()
    for index, question in enumerate(checklist.questions):
        if question.state == "active":
            yield from _wording(index, question)
            yield from _conditions(index, question, earlier)
            earlier.add(question.id)
        for place, name in enumerate(question.replaces):
            old = next((q for q in checklist.questions if q.id == name), None)
            if old is None or old.state == "active":
                words = f"{question.id}: replaces {name}, which is no retired question here"
                yield Fault("HRIA307", ("questions", index, "replaces", place), words)
    for index, ruling in enumerate(checklist.rulings):
        for place, name in enumerate(ruling.on):
            if re.fullmatch(r"[A-Z]+-\d+", name) and name not in ids:
                words = f"ruling {ruling.id}: no question {name} in this checklist"
                yield Fault("HRIA305", ("rulings", index, "on", place), words)


def _conditions(index: int, question: Question, earlier: Collection[str]) -> Iterator[Fault]:
    for name, answers in question.asked_if.items():
        at = ("questions", index, "asked-if", name)
        if name not in earlier:
            words = (
                f"{question.id}: asked-if names {name}, which is no earlier question that is asked"
            )
            yield Fault("HRIA311", at, words, on_key=True)
        if not answers:
            words = f"{question.id}: no answer to {name} makes it apply (name one, or leave it out)"
            yield Fault("HRIA311", at, words)
        if "unknown" in answers:
            words = f"{question.id}: while {name} is unknown it may apply (allowed: {_KNOWN})"
            yield Fault("HRIA311", at, words)


def _wording(index: int, question: Question) -> Iterator[Fault]:
    at = ("questions", index)
    if not question.ask.rstrip().endswith("?"):
        words = f"{question.id}: ask must end with a question mark"
        yield Fault("HRIA301", (*at, "ask"), words)
    if question.ask.count("?") > 1:
        words = f"{question.id}: ask holds more than one question (ask one thing)"
        yield Fault("HRIA302", (*at, "ask"), words)
    if not question.why.strip():
        words = f"{question.id}: why is missing (say what is at stake for people)"
        yield Fault("HRIA303", at, words, "warning")
    if not question.sources:
        words = f"{question.id}: sources is missing (name the law or text it rests on)"
        yield Fault("HRIA304", at, words, "warning")
    if question.features == ():
        words = f"{question.id}: no feature makes it apply (leave the key out: always asked)"
        yield Fault("HRIA306", (*at, "features"), words)
    for place, source in enumerate(question.sources):
        if source.instrument is None and source.ref is None:
            words = f"{question.id}: a source needs instrument (law) or ref (a document)"
            yield Fault("HRIA304", (*at, "sources", place), words)
