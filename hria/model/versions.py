"""What changed between two editions of a checklist, and what that does to answers already given.

docs/adr/0003: the number of a version is never chosen. PATCH: every old
answer still stands. MINOR: old answers stand but are no longer complete.
MAJOR: some old answer falls.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum

from pydantic import BaseModel

from hria.model.checklist import Checklist, Question
from hria.model.refs import Version


class Change(IntEnum):
    """How much a difference does to answers already given."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, and what it does to old answers."""

    subject: str
    """The id of the question, or the part of the checklist, such as ``rules``."""

    field: str
    """What of it differs."""

    old: str
    new: str

    change: Change
    """What it does to answers already given."""

    why: str
    """The rule that says so."""

    confirmed: bool = False
    """Whether an editor confirmed that other words have the same sense."""

    @property
    def is_sense(self) -> bool:
        """Whether words differ that may change an answer, until an editor says otherwise."""
        return self.confirmed or self.why == _SENSE


WHOLE = "checklist"
"""The subject of a difference that concerns no single question."""

_SENSE = "other words may have another sense (confirm with --same-sense where they have not)"
_SAME = "other words, and an editor confirmed the same sense"
_FREE = "nothing that decides an answer"
_DECIDES = "it decides what an answer comes to"
_WIDER = "it applies more often: old answers stand and may not be complete"
_NARROWER = "it applies less often: an old answer may not count any more"


def differences(
    old: Checklist, new: Checklist, same_sense: Collection[str] = ()
) -> tuple[Difference, ...]:
    """Return everything that differs from *old* to *new*, in the order of *new*.

    *same_sense* holds the subjects whose other words an editor confirmed.
    """
    return (*_whole(old, new, same_sense), *_questions(old, new, same_sense))


def change_of(found: Collection[Difference]) -> Change:
    """Return the gravest change among *found*."""
    return max((difference.change for difference in found), default=Change.NONE)


def next_version(last: Version | None, change: Change) -> Version:
    """Return the number of the release that makes *change* to the version *last*."""
    if last is None:
        return Version(1, 0, 0)
    match change:
        case Change.MAJOR:
            return Version(last.major + 1, 0, 0)
        case Change.MINOR:
            return Version(last.major, last.minor + 1, 0)
        case _:
            return Version(last.major, last.minor, last.patch + 1)


def _whole(old: Checklist, new: Checklist, same: Collection[str]) -> Iterator[Difference]:
    def changed(read: Callable[[Checklist], object]) -> tuple[str, str] | None:
        before, after = read(old), read(new)
        # The order in which a file explains the steps of a scale is layout: maps compare as maps.
        if before == after:
            return None
        pair = _words(before), _words(after)
        return pair if pair[0] != pair[1] else None

    if pair := changed(lambda c: c.method):
        yield Difference(WHOLE, "method", *pair, Change.MAJOR, _DECIDES)
    senses: dict[str, Callable[[Checklist], object]] = {
        "rules": lambda c: c.rules,
        "scales": lambda c: c.scales,
        "rulings": _general_rulings,
    }
    for field, read in senses.items():
        if pair := changed(read):
            yield _sense(field, field, *pair, same)
    others: dict[str, Callable[[Checklist], object]] = {
        "title": lambda c: c.title,
        "instruments": lambda c: c.instruments,
        "prefix": lambda c: c.prefix,
        "order": lambda c: _order(c, old, new),
        "ruling-numbers": lambda c: [f"{ruling.id}: {ruling.text}" for ruling in c.rulings],
    }
    same_texts = [ruling.text for ruling in old.rulings] == [r.text for r in new.rulings]
    for field, read in others.items():
        if field == "ruling-numbers" and not same_texts:
            continue
        if pair := changed(read):
            yield Difference(WHOLE, field, *pair, Change.PATCH, _FREE)


def _order(checklist: Checklist, old: Checklist, new: Checklist) -> list[str]:
    both = {q.id for q in old.questions} & {q.id for q in new.questions}
    return [q.id for q in checklist.questions if q.id in both]


def _general_rulings(checklist: Checklist) -> list[str]:
    ids = {q.id for q in checklist.questions}
    general = []
    for ruling in checklist.rulings:
        subjects = [subject for subject in ruling.on if subject not in ids]
        if subjects:
            general.append(f"{', '.join(sorted(subjects))}: {ruling.text}")
    return general


def _questions(old: Checklist, new: Checklist, same: Collection[str]) -> Iterator[Difference]:
    before = {q.id: q for q in old.questions}
    after = {q.id: q for q in new.questions}
    for name, question in after.items():
        if name not in before:
            yield _added(question)
        else:
            rulings = (_rulings(old, before[name]), _rulings(new, question))
            yield from _question(before[name], question, rulings, same)
    for name, question in before.items():
        if name not in after:
            why = "a question that is gone leaves its answers without one (retire it instead)"
            yield Difference(name, "question", question.ask, "", Change.MAJOR, why)


def _added(question: Question) -> Difference:
    if question.state == "retired":
        why = "a retired question is not asked"
        return Difference(question.id, "question", "", question.ask, Change.PATCH, why)
    why = "a new question: old answers stand and are not complete"
    return Difference(question.id, "question", "", question.ask, Change.MINOR, why)


def _rulings(checklist: Checklist, question: Question) -> str:
    return _words([ruling.text for ruling in checklist.rulings_on(question)])


def _question(
    old: Question, new: Question, rulings: tuple[str, str], same: Collection[str]
) -> Iterator[Difference]:
    if old.state == new.state == "retired":
        for field, before, after in _pairs(old, new, (*_DECIDING, *_SENSIBLE, *_OTHER, *_ASKING)):
            yield Difference(new.id, field, before, after, Change.PATCH, "nobody answers it")
        if rulings[0] != rulings[1]:
            yield Difference(new.id, "rulings", *rulings, Change.PATCH, "nobody answers it")
        return
    if old.state != new.state:
        why = (
            "a retired question is not asked any more: its answers fall"
            if new.state == "retired"
            else "a retired question may not come back"
        )
        yield Difference(new.id, "state", old.state, new.state, Change.MAJOR, why)
    for field, before, after in _pairs(old, new, _DECIDING):
        yield Difference(new.id, field, before, after, Change.MAJOR, _DECIDES)
    yield from _asking(old, new)
    for field, before, after in _pairs(old, new, _SENSIBLE):
        yield _sense(new.id, field, before, after, same)
    if rulings[0] != rulings[1]:
        yield _sense(new.id, "rulings", *rulings, same)
    for field, before, after in _pairs(old, new, _OTHER):
        yield Difference(new.id, field, before, after, Change.PATCH, _FREE)


_DECIDING = ("worrying", "gate", "max_severity")
_SENSIBLE = ("ask", "help", "answers")
_ASKING = ("features", "asked_if")
_OTHER = ("title", "why", "grades", "grades_note", "sources", "ask_for", "replaces")


def _pairs(old: Question, new: Question, fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    for field in fields:
        before, after = getattr(old, field), getattr(new, field)
        # The order in which a file explains the answers is layout: maps compare as maps.
        if before != after and _words(before) != _words(after):
            yield field.replace("_", "-"), _words(before), _words(after)


def _asking(old: Question, new: Question) -> Iterator[Difference]:
    was, now = (None if f is None else set(f) for f in (old.features, new.features))
    if was != now:
        wider = now is None or (was is not None and was <= now)
        pair = (_words("always" if f is None else f) for f in (old.features, new.features))
        yield _reach(new.id, "features", *pair, wider=wider)
    before, after = ({n: set(w) for n, w in q.asked_if.items()} for q in (old, new))
    if before != after:
        wider = all(name in before and before[name] <= after[name] for name in after)
        told = (_words(q.asked_if or "always") for q in (old, new))
        yield _reach(new.id, "asked-if", *told, wider=wider)


def _reach(subject: str, field: str, old: str, new: str, *, wider: bool) -> Difference:
    change = Change.MINOR if wider else Change.MAJOR
    return Difference(subject, field, old, new, change, _WIDER if wider else _NARROWER)


def _sense(subject: str, field: str, old: str, new: str, same: Collection[str]) -> Difference:
    if subject in same:
        return Difference(subject, field, old, new, Change.PATCH, _SAME, confirmed=True)
    return Difference(subject, field, old, new, Change.MAJOR, _SENSE)


def _words(value: object) -> str:
    """Return *value* as lines that people can compare."""
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(_words, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
