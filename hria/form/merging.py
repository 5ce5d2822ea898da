"""What was filled in, put into the assessment it was made for; nothing that is there is lost."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from hria.assess.fit import misfits
from hria.assess.plan import Part
from hria.assess.session import record
from hria.assess.shown import MASK, shown
from hria.content.documents import examined
from hria.content.plain import KeyPath
from hria.errors import ContentError, Fault
from hria.form.base import Given, Record
from hria.form.filling import plain
from hria.model.assessment import (
    MOST_WORDS,
    Answer,
    Ask,
    Assessment,
    Assessor,
    Enabling,
    Escalation,
    Safeguard,
    words_in,
)
from hria.model.base import Document

D = TypeVar("D", bound=Document)
NOT_BROUGHT_IN = ("objections", "review", "history", "to-confirm", "archived")
"""The parts of an assessment that are nobody's answers."""

_ROOT = ("standard", "edition", "standard-digest", "checklists")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is done, and in whose name where the form does not say so."""

    by: str
    today: str
    at: str
    kind: Literal["person", "machine"] = "person"
    """What whoever is named is, where nobody has said so before."""


@dataclass(frozen=True, slots=True)
class Merged:
    """An assessment with what was filled in, and what that changed."""

    assessment: Assessment
    changes: tuple[str, ...]


def merged(base: Assessment, given: Given, parts: tuple[Part, ...], moment: Moment) -> Merged:
    """Return *base* with what is *given*; raise ContentError with every problem."""
    foreign = tuple(_foreign(base, given.content))
    if foreign:
        raise ContentError(given.place(foreign))
    content: Record = {**plain(_bare(base)), **given.content}
    found, faults = examined(content, Assessment)
    if found is None:
        # What is right is looked at all the same, so that every problem is told at once.
        found, _ = examined(_without(content, faults), Assessment)
    work = _Merging(base, moment, list(faults))
    if found is not None:
        work.take(found)
        work.faults += [
            work.as_given(fault)
            for fault in misfits(work.assessment, parts)
            if fault.level == "error"
        ]
    if work.faults:
        raise ContentError(given.place(work.faults))
    return Merged(work.assessment, tuple(work.changes))


def _bare(base: Assessment) -> Assessment:
    return Assessment(
        standard=base.standard,
        edition=base.edition,
        standard_digest=base.standard_digest,
        checklists=base.checklists,
    )


def _foreign(base: Assessment, content: Record) -> Iterator[Fault]:
    """Yield why *content* cannot be brought into *base* at all."""
    for key in NOT_BROUGHT_IN:
        if key in content:
            words = f"{key} is not brought in (it belongs to the assessment itself)"
            yield Fault("HRIA003", (key,), words, on_key=True)
    if content.get("standard", base.standard) != base.standard:
        words = f"the form is about {content['standard']}, the assessment about {base.standard}"
        yield Fault("HRIA004", ("standard",), words)
    if content.get("edition", base.edition) != base.edition:
        words = f"the form is about the edition {content['edition']}, not {base.edition}"
        yield Fault("HRIA004", ("edition",), words)
    pinned = {pin.ref for pin in base.checklists}
    pins = content.get("checklists", [])
    for index, pin in enumerate(pins if isinstance(pins, list) else []):
        ref = pin.get("ref") if isinstance(pin, dict) else None
        if isinstance(ref, str) and ref not in pinned:
            known = ", ".join(sorted(pinned))
            words = f"the form was made for {ref}, the assessment answers {known}"
            yield Fault("HRIA004", ("checklists", index), words)


def _without(content: Record, faults: Iterable[Fault]) -> Record:
    """Return *content* without what is at fault."""
    left = dict(content)
    for fault in faults:
        at = [str(part) for part in fault.at]
        held = left.get(at[0]) if at else None
        if isinstance(held, dict) and len(at) > 1:
            left[at[0]] = {key: value for key, value in held.items() if key != at[1]}
        elif at and at[0] not in _ROOT:
            left.pop(at[0], None)
    return left


@dataclass(slots=True)
class _Merging:
    """The assessment as far as it is merged, and what was found on the way."""

    assessment: Assessment
    moment: Moment
    faults: list[Fault]
    changes: list[str] = field(default_factory=list)
    visible: Assessment = field(init=False)
    names: dict[str, str] = field(init=False)
    """The true ids of those who have a stand-in on the form."""

    came_from: dict[KeyPath, KeyPath] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Work out what the form showed of the assessment."""
        self.visible = shown(self.assessment)
        pairs = zip(self.visible.assessors, self.assessment.assessors, strict=False)
        self.names = {seen.id: raw.id for seen, raw in pairs}

    def take(self, found: Assessment) -> None:
        """Take in everything that was filled in."""
        self._assessors(found.assessors)
        for name, answer in found.answers.items():
            self._answer(name, answer)
        self._notes(found.notes)
        self._listed("safeguards", Safeguard, found.safeguards)
        self._listed("asks", Ask, found.asks)
        self._listed("escalations", Escalation, found.escalations)
        self._enabling(found.enabling)

    def as_given(self, fault: Fault) -> Fault:
        """Return *fault* at its place in what was given."""
        at = fault.at
        if at[:2] in self.came_from:
            at = (*self.came_from[at[:2]], *at[2:])
        return Fault(fault.code, at, fault.message, fault.level, fault.on_key)

    def _wrong(self, at: KeyPath, message: str, code: str = "HRIA004") -> None:
        self.faults.append(Fault(code, at, message))

    def _set(self, **fields: object) -> None:
        self.assessment = self.assessment.model_copy(update=fields)

    def _unmasked(
        self, new: Record, seen: Record, raw: Record, at: KeyPath, *, hidden: bool = False
    ) -> Record:
        """Return *new* with the words that the form hid."""
        masked = [key for key, value in new.items() if value == MASK]
        for key in masked:
            if seen.get(key) != MASK:
                self._wrong((*at, key), f"{key} is {MASK}, and the file has no such words to keep")
            else:
                new = {**new, key: raw[key]}
        if masked and not hidden and new.get("confidential") != "true":
            words = "the words that are kept are confidential (allowed: true)"
            self._wrong((*at, "confidential"), words)
        return new

    def _pieces(self, at: KeyPath, new: Record, seen: Record, raw: Record, *, hidden: bool) -> None:
        """Put back the hidden words of the pieces that *new* holds under the last key of *at*."""
        key = str(at[-1])
        pieces = new.get(key, [])
        before, kept = (r.get(key, []) for r in (seen, raw))
        masked = [i for i, piece in enumerate(pieces) if MASK in piece.values()]
        hides = [i for i, piece in enumerate(before) if MASK in piece.values()]
        if masked and len(masked) != len(hides):
            words = (
                f"{len(masked)} pieces say {MASK}, and the file keeps {len(hides)}"
                " (leave each of them, or none)"
            )
            self._wrong((*at, masked[0]), words)
            return
        for i, j in zip(masked, hides, strict=False):
            there = (*at, i)
            pieces[i] = self._unmasked(pieces[i], before[j], kept[j], there, hidden=hidden)

    def _answer(self, name: str, answer: Answer) -> None:
        raw, seen = self.assessment.answers.get(name), self.visible.answers.get(name)
        was: Record = plain(raw) if raw else {}
        saw: Record = plain(seen) if seen else {}
        new = plain(answer)
        at: KeyPath = ("answers", name)
        before = len(self.faults)
        hidden = new.get("confidential") == "true"
        new = self._unmasked(new, saw, was, at)
        for key in ("evidence", "documented-use"):
            self._pieces((*at, key), new, saw, was, hidden=hidden)
        for test, held in new.get("tests", {}).items():
            before_, kept = (r.get("tests", {}).get(test, {}) for r in (saw, was))
            there = (*at, "tests", test)
            new["tests"][test] = self._unmasked(held, before_, kept, there, hidden=hidden)
        for key in ("documented-use", "tests"):
            # They have a table of their own: an empty one takes nothing away.
            if key not in new and key in was:
                new[key] = was[key]
        if was.get("confidential") and not hidden and new.get("by") and new["by"] == saw.get("by"):
            words = "who answered is confidential (allowed: true, or another name in By)"
            self._wrong((*at, "confidential"), words)
        if len(self.faults) > before:
            return
        self._attribute(name, new, was, saw)

    def _attribute(self, name: str, new: Record, was: Record, saw: Record) -> None:
        """Find out who gave the answer, and when, and put it into the assessment."""
        at: KeyPath = ("answers", name)
        by, on = str(new.pop("by", "")), str(new.pop("on", ""))
        held_by, held_on = str(was.pop("by", "")), str(was.pop("on", ""))
        was.pop("under", None)
        new.pop("under", None)
        if by and by == saw.get("by"):
            by = held_by
        by = self.names.get(by, by)
        if _said(new) == _said(was):
            taken = by and by != held_by
            machine = self.assessment.assessor(held_by)
            if taken and machine is not None and machine.kind == "machine":
                words = f"{name}: a machine gave this answer, and it stays the machine's"
                self._wrong((*at, "by"), words, "HRIA510")
                return
            if not taken and on in {"", held_on}:
                return
            by, on = by or held_by, on or held_on
        else:
            by = (by if by != held_by else "") or self.moment.by or by or self._only_person()
            on = (on if on != held_on else "") or self.moment.today
            if not by:
                words = f"{name}: who answered? (fill in By, or name somebody with --as)"
                self._wrong((*at, "by"), words, "HRIA510")
                return
        self._quotes(at, new, was)
        self._record(name, Answer.model_validate({**new, "by": by or None, "on": on or None}))

    def _record(self, name: str, answer: Answer) -> None:
        if answer.by == self.moment.by and self.assessment.assessor(answer.by) is None:
            newcomer = Assessor(id=self.moment.by, kind=self.moment.kind)
            self._set(assessors=(*self.assessment.assessors, newcomer))
        self.assessment = record(self.assessment, name, answer, by=answer.by, at=self.moment.at)
        self.changes.append(f"{name} {answer.answer}")

    def _only_person(self) -> str:
        people = [a.id for a in self.assessment.assessors if a.kind == "person"]
        return people[0] if len(people) == 1 else ""

    def _quotes(self, at: KeyPath, new: Record, was: Record) -> None:
        known = [piece.get("quote") for piece in was.get("evidence", [])]
        for index, piece in enumerate(new.get("evidence", [])):
            quote = piece.get("quote", "")
            length = words_in(str(quote))
            if length > MOST_WORDS and quote not in known:
                words = f"quote is {length} words long (allowed: {MOST_WORDS} at most)"
                self._wrong((*at, "evidence", index, "quote"), words)

    def _notes(self, notes: Mapping[str, str]) -> None:
        for name, note in notes.items():
            if note == MASK or note == self.assessment.notes.get(name):
                continue
            self._set(notes={**self.assessment.notes, name: note})
            self.changes.append(f"{name} note")

    def _assessors(self, given: Sequence[Assessor]) -> None:
        known = {a.id for a in self.assessment.assessors}
        stand_ins = {a.id for a in self.visible.assessors} - set(self.names)
        for index, assessor in enumerate(given):
            if assessor.id in stand_ins:
                continue
            at: KeyPath = ("assessors", index)
            name = self.names.get(assessor.id, assessor.id)
            held = self.assessment.assessor(name)
            if held is not None and name in known and held.kind != assessor.kind:
                words = f"{assessor.id} is a {held.kind}, and stays one"
                self._wrong((*at, "kind"), words, "HRIA510")
        taken = tuple(
            a.model_copy(update={"id": self.names.get(a.id, a.id)})
            for a in given
            if a.id not in stand_ins
        )
        places = [i for i, a in enumerate(given) if a.id not in stand_ins]
        self._listed("assessors", Assessor, taken, places)

    def _listed(
        self, key: str, kind: type[D], given: Sequence[D], places: Sequence[int] = ()
    ) -> None:
        """Take in the records of a list, each by its id."""
        old = getattr(self.assessment, key)
        seen = getattr(self.visible, key)
        order = {_id(record): position for position, record in enumerate(old)}
        new, met = list(old), set[str]()
        for index, record_ in enumerate(given):
            at: KeyPath = (key, places[index] if places else index)
            name = _id(record_)
            if name in met:
                self._wrong(at, f"{name!r} stands twice in {key}", "HRIA511")
                continue
            met.add(name)
            position = order.get(name)
            saw = plain(seen[position]) if position is not None else {}
            was = plain(old[position]) if position is not None else {}
            content = self._unmasked(plain(record_), {**saw}, was, at)
            if _said(content) == _said(was):
                continue
            whole = kind.model_validate(content, by_alias=True, by_name=False)
            if position is None:
                position = len(new)
                new.append(whole)
            else:
                new[position] = whole
            self.came_from[key, position] = at
            self.changes.append(f"{key} {name}")
        if tuple(new) != old:
            self._set(**{key: tuple(new)})

    def _enabling(self, given: Sequence[Enabling]) -> None:
        """Take in good effects; they have no id, so one with other words is one more."""
        new = list(self.assessment.enabling)
        hidden = {
            right: [
                raw
                for raw, seen in zip(self.assessment.enabling, self.visible.enabling, strict=True)
                if seen.text == MASK and seen.right == right
            ]
            for right in {effect.right for effect in given}
        }
        for index, effect in enumerate(given):
            at: KeyPath = ("enabling", index)
            if MASK in {effect.text, effect.source}:
                raw = hidden[effect.right].pop(0) if hidden[effect.right] else None
                was = plain(raw) if raw else {}
                saw: Record = {"text": MASK, "source": MASK} if raw else {}
                content = self._unmasked(plain(effect), saw, was, at)
                if raw is None or _said(content) == _said(was):
                    continue
                new[new.index(raw)] = Enabling.model_validate(content)
            elif _said(plain(effect)) in [_said(plain(held)) for held in new]:
                continue
            else:
                self.came_from["enabling", len(new)] = at
                new.append(effect)
            self.changes.append(f"enabling {effect.right}")
        if tuple(new) != self.assessment.enabling:
            self._set(enabling=tuple(new))


def _said(value: object) -> object:
    """Return *value* without blanks around its words: no form keeps them."""
    if isinstance(value, dict):
        return {key: said for key, inner in value.items() if (said := _said(inner))}
    if isinstance(value, list):
        return [_said(inner) for inner in value]
    return str(value).strip()


def _id(record_: Document) -> str:
    return str(getattr(record_, "id", "") or getattr(record_, "right", ""))
