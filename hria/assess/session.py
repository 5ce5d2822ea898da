"""Asking the questions one by one; whoever answers stands behind Asker.

Which questions apply is worked out anew after every answer, so that going back
and answering otherwise asks what applies now, and nothing else.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from hria.assess.merging import Conflict, merged
from hria.assess.plan import Applied, Part, Standing, applicability, counting, unanswered
from hria.model.assessment import (
    Answer,
    Ask,
    Assessment,
    Enabling,
    Entry,
    Escalation,
    Safeguard,
)
from hria.model.checklist import Question

ANSWERED_ANEW = "confirmed or answered anew"
"""Why an old answer is archived once its question has a new one."""


class Move(Enum):
    """What an assessor can do instead of answering."""

    BACK = "back"
    """To the question before, answered or not."""

    NEXT = "next"
    """To the question after, answered or not."""

    SKIP = "skip"
    """To the next question that is open."""

    UNDO = "undo"
    """Take back what was given last."""

    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Jump:
    """To the question with this id."""

    question: str


Way = Move | Jump
"""Where an assessor goes."""


@dataclass(frozen=True, slots=True)
class Given:
    """What an assessor gave to a question: the answer, and what belongs to it."""

    answer: Answer
    safeguards: tuple[Safeguard, ...] = ()
    """New safeguards of the text."""

    asks: tuple[Ask, ...] = ()
    """New asks, and asks that now address this question too, by their ids."""

    note: str | None = None
    """The assessor's note on the question; empty: none any more; None: as it was."""

    way: Way = Move.SKIP
    """Where the assessor goes afterwards."""

    by: str | None = None
    """Who gave it, where that is not who answered."""


@dataclass(frozen=True, slots=True)
class Noted:
    """No answer, but a note on the question."""

    note: str
    way: Way


@dataclass(frozen=True, slots=True)
class Closing:
    """What belongs to a right as a whole, given once its questions have answers."""

    enabling: tuple[Enabling, ...] = ()
    escalations: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is put: where it stands, and any earlier answer."""

    part: Part
    question: Question
    position: int
    """Its place among the questions of its right that apply, from 1."""

    total: int
    """How many questions of its right apply."""

    assessment: Assessment
    """The assessment as it stands."""

    open: int = 0
    """How many questions are open, over all rights."""

    answered: int = 0
    """How many questions that apply have an answer, over all rights."""

    last: bool = False
    """Whether it is the only question of its right that is open."""

    former: Answer | None = None
    """An answer to an earlier wording, which waits to be confirmed."""

    applied: Applied = field(default_factory=lambda: Applied(Standing.APPLIES))
    """Whether the question applies."""

    @property
    def earlier(self) -> Answer | None:
        """The answer that stands, or that waits to be confirmed."""
        return self.former or self.answer

    @property
    def answer(self) -> Answer | None:
        """The answer that stands."""
        return self.assessment.answers.get(self.question.id)


class Asker(Protocol):
    """Whoever answers: a person at a terminal, or a script in a test."""

    @property
    def unclosed(self) -> Collection[str]:
        """The rights whose closing was cut off in an earlier sitting."""

    def ask(self, item: Item) -> Given | Noted | Way:
        """Return what is given to the question, or where to go instead."""

    def close(self, part: Part, assessment: Assessment) -> Closing | Way:
        """Return what belongs to the right of *part*, whose questions all have answers."""

    def undone(self, question: str | None) -> None:
        """Take note that the answer to *question* was taken back; None: there was none to take."""

    def rest(self, assessment: Assessment) -> Way:
        """Return where to go when the last question is passed; to stop, STOP or NEXT."""


def record(
    assessment: Assessment, name: str, answer: Answer | None, *, by: str | None, at: str | None
) -> Assessment:
    """Return *assessment* with the answer to the question *name* set, or taken back (None).

    The journal tells who did it and when. An old answer that waited to be
    confirmed is archived: nothing is thrown away.
    """
    answers = {n: a for n, a in assessment.answers.items() if n != name or answer is not None}
    if answer is not None:
        answers[name] = answer
    entry = {"question": name, "did": "answered" if answer else "withdrawn", "by": by, "at": at}
    if answer is not None:
        entry["answer"] = answer.answer
    told: dict[str, object] = {key: value for key, value in entry.items() if value is not None}
    if any(a and a.confidential for a in (answer, assessment.answers.get(name))):
        told["confidential"] = True
    history = (*assessment.history, Entry.model_validate(told))
    update: dict[str, object] = {"answers": answers, "history": history}
    waiting = tuple(f for f in assessment.to_confirm if f.question == name)
    if waiting and answer is not None:
        done = tuple(f.model_copy(update={"reason": ANSWERED_ANEW}) for f in waiting)
        update["to_confirm"] = tuple(f for f in assessment.to_confirm if f.question != name)
        update["archived"] = (*assessment.archived, *done)
    return assessment.model_copy(update=update)


def noted(assessment: Assessment, name: str, note: str) -> Assessment:
    """Return *assessment* with the note on the question *name* set, or without it where empty."""
    notes = {**assessment.notes, name: note} if note.strip() else dict(assessment.notes)
    if not note.strip():
        notes.pop(name, None)
    return assessment.model_copy(update={"notes": notes})


def _with(assessment: Assessment, given: Given, name: str, at: str | None) -> Assessment:
    after = record(assessment, name, given.answer, by=given.by or given.answer.by, at=at)
    if given.note is not None:
        after = noted(after, name, given.note)
    asks = {ask.id: ask for ask in (*after.asks, *given.asks)}
    update: dict[str, object] = {}
    if given.safeguards:
        update["safeguards"] = (*after.safeguards, *given.safeguards)
    if given.asks:
        update["asks"] = tuple(asks.values())
    return after.model_copy(update=update)


Keep = Callable[[Assessment], Assessment]
"""Saves an assessment, and returns it as it then stands, with what others wrote meanwhile."""


@dataclass
class Session:
    """One sitting: where it stands, and the way back through all that was done in it."""

    assessment: Assessment
    parts: tuple[Part, ...]
    features: frozenset[str] | None
    asker: Asker
    keep: Keep
    now: Callable[[], str | None] = lambda: None
    """The moment, for the journal."""

    _trail: list[tuple[str, Assessment, Assessment]] = field(default_factory=list)
    _left: set[str] = field(default_factory=set)
    """The rights whose closing was left before its end."""

    _at: str | None = None

    def hold(self, start: str | None = None) -> Assessment:
        """Ask until the questions or the assessor end; return the assessment as it is then."""
        self._at = start or self._next_open(None)
        way = self._reopened()
        while True:
            while way is Move.UNDO:
                way = self._undo()
            if way is not None:
                if way is Move.STOP or (self._at is None and way in {Move.NEXT, Move.SKIP}):
                    return self.assessment
                self._go(way)
            way = self.asker.rest(self.assessment) if self._at is None else self._ask(self._at)

    def _reopened(self) -> Way | None:
        """Close the rights whose closing was cut off; return where the assessor goes instead."""
        for part in self.parts:
            if part.right not in self.asker.unclosed or self._is_open(part):
                continue
            if (way := self._close(part)) is not None:
                # There is no question yet from which the next one could be told.
                return None if way in {Move.NEXT, Move.SKIP} else way
        return None

    def _ask(self, name: str) -> Way:
        item = self._item(name)
        given = self.asker.ask(item)
        if isinstance(given, Noted):
            self._save(name, noted(self.assessment, name, given.note))
            return given.way
        if not isinstance(given, Given):
            return given
        was_open = self._is_open(item.part) or item.part.right in self._left
        self._save(name, _with(self.assessment, given, name, self.now()))
        if was_open and not self._is_open(item.part):
            return self._close(item.part) or given.way
        return given.way

    def _save(self, name: str, after: Assessment) -> None:
        before = self.assessment
        self.assessment = self.keep(after)
        self._trail.append((name, before, after))

    def _close(self, part: Part) -> Way | None:
        """Ask for what belongs to a right as a whole."""
        closing = self.asker.close(part, self.assessment)
        if not isinstance(closing, Closing):
            self._left.add(part.right)
            found = applicability(part, self.assessment, self.features)
            applying = [n for n, each in found.items() if each.standing is Standing.APPLIES]
            # Before the closing comes the last question of the right.
            return Jump(applying[-1]) if closing is Move.BACK and applying else closing
        self._left.discard(part.right)
        if closing.enabling or closing.escalations:
            now = self.assessment
            update = {
                "enabling": (*now.enabling, *closing.enabling),
                "escalations": (*now.escalations, *closing.escalations),
            }
            self._save(part.right, now.model_copy(update=update))
        return None

    def _go(self, way: Way) -> None:
        match way:
            case Jump():
                self._at = way.question
            case Move.SKIP:
                self._at = self._next_open(self._at)
            case Move.BACK:
                before, _ = self._around()
                self._at = before[-1] if before else self._at
            case _:
                _, after = self._around()
                self._at = after[0] if after else None

    def _undo(self) -> Way | None:
        """Take back what was given last; return where the assessor goes then."""
        if not self._trail:
            self.asker.undone(None)
            return None
        name, before, after = self._trail.pop()
        # The journal is never shortened: taking back is an entry of its own.
        history = self.assessment.history
        whole = {"history": history}
        back = merged(
            after.model_copy(update=whole), before.model_copy(update=whole), self.assessment
        )
        if isinstance(back, Conflict):
            # Somebody else changed the same answer since: what they wrote stands.
            self.asker.undone(None)
            return None
        answer, given = back.answers.get(name), self.assessment.answers.get(name)
        if answer != given:
            by = given.by if given else None
            history = record(self.assessment, name, answer, by=by, at=self.now()).history
        self.assessment = self.keep(back.model_copy(update={"history": history}))
        self.asker.undone(name)
        for part in self.parts:
            if part.right == name:
                return self._close(part)
        return Jump(name)

    def _item(self, name: str) -> Item:
        part = next(p for p in self.parts if any(q.id == name for q in p.checklist.active))
        question = next(q for q in part.checklist.active if q.id == name)
        found = applicability(part, self.assessment, self.features)
        applying = [n for n, each in found.items() if each.standing is Standing.APPLIES]
        former, left = self.assessment.former(name), self._open()
        return Item(
            part=part,
            question=question,
            position=applying.index(name) + 1 if name in applying else 0,
            total=len(applying),
            assessment=self.assessment,
            open=len(left),
            last=[q.id for p, q in left if p.right == part.right] == [name],
            answered=len(counting(self.assessment, self.parts, self.features).answers),
            former=former.answer if former else None,
            applied=found[name],
        )

    def _is_open(self, part: Part) -> bool:
        return any(each.right == part.right for each, _ in self._open())

    def _open(self) -> list[tuple[Part, Question]]:
        return list(unanswered(self.parts, self.assessment, self.features))

    def _around(self) -> tuple[list[str], list[str]]:
        """Return the questions that apply before and after the present one, in order."""
        before: list[str] = []
        after: list[str] = []
        passed = False
        for part in self.parts:
            found = applicability(part, self.assessment, self.features)
            for name, each in found.items():
                if name == self._at:
                    passed = True
                elif each.standing is Standing.APPLIES:
                    (after if passed else before).append(name)
        return before, after

    def _next_open(self, after: str | None) -> str | None:
        """Return the first open question after the question *after*; None where there is none."""
        left = [question.id for _, question in self._open()]
        if after is None:
            return next(iter(left), None)
        _, following = self._around()
        return next((name for name in following if name in left), None)
