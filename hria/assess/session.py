"""Asking the questions one by one; whoever answers stands behind Asker."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hria.assess.plan import Part, concerned
from hria.model.assessment import Answer, Assessment, Entry
from hria.model.checklist import Question

ANSWERED_ANEW = "confirmed or answered anew"
"""Why an old answer is archived once its question has a new one."""


class Move(Enum):
    """What an assessor can do instead of answering."""

    BACK = "back"
    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is put: where it stands in the session, and any earlier answer."""

    part: Part
    question: Question
    position: int
    total: int
    earlier: Answer | None


class Asker(Protocol):
    """Whoever answers: a person at a terminal, or a script in a test."""

    def ask(self, item: Item) -> Answer | Move:
        """Return the answer, or where to go instead."""


def record(assessment: Assessment, name: str, answer: Answer) -> Assessment:
    """Return *assessment* with the answer to the question *name* added or replaced.

    An old answer that waited to be confirmed is archived: nothing is thrown away.
    """
    update: dict[str, object] = {"answers": {**assessment.answers, name: answer}}
    waiting = tuple(f for f in assessment.to_confirm if f.question == name)
    if waiting:
        done = tuple(f.model_copy(update={"reason": ANSWERED_ANEW}) for f in waiting)
        update["to_confirm"] = tuple(f for f in assessment.to_confirm if f.question != name)
        update["archived"] = (*assessment.archived, *done)
    return assessment.model_copy(update=update)


def withdrawn(assessment: Assessment, name: str, by: str | None, at: str) -> Assessment:
    """Return *assessment* with the question *name* open again, and a line of it in the journal."""
    hidden = {"confidential": True} if assessment.answers[name].confidential else {}
    entry = Entry(question=name, did="withdrawn", by=by, at=at, **hidden)
    left = {key: answer for key, answer in assessment.answers.items() if key != name}
    return assessment.model_copy(update={"answers": left, "history": (*assessment.history, entry)})


def conduct(
    assessment: Assessment,
    parts: tuple[Part, ...],
    features: frozenset[str] | None,
    asker: Asker,
    keep: Callable[[Assessment], None],
) -> Assessment:
    """Ask every open question that applies; *keep* is called after each answer."""
    order = [
        (part, question) for part in parts for question in concerned(part, assessment, features)
    ]
    position = _next_open(order, assessment, 0)
    while position < len(order):
        part, question = order[position]
        former = assessment.former(question.id)
        earlier = former.answer if former else assessment.answers.get(question.id)
        given = asker.ask(Item(part, question, position + 1, len(order), earlier))
        if given is Move.STOP:
            break
        if given is Move.BACK:
            position = max(position - 1, 0)
        elif given is Move.SKIP:
            position = _next_open(order, assessment, position + 1)
        elif isinstance(given, Answer):
            assessment = record(assessment, question.id, given)
            keep(assessment)
            position = _next_open(order, assessment, position + 1)
    return assessment


def _next_open(order: list[tuple[Part, Question]], assessment: Assessment, start: int) -> int:
    """Return the position of the first question without an answer, from *start* on."""
    for position in range(start, len(order)):
        if order[position][1].id not in assessment.answers:
            return position
    return len(order)
