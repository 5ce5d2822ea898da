"""How each question of an assessment stands, with its reason: the list that can be printed.

It holds words of answers, so it is made from an assessment that may be shown (assess.shown).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hria.assess.plan import Applied, Part, Standing, applicability, why
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Question
from hria.model.grades import UnknownReason


class State(Enum):
    """How a question stands; each question has one state."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"
    MAY_APPLY = "may apply"
    NOT_ASKED = "not asked"
    ASIDE = "kept aside"


@dataclass(frozen=True, slots=True)
class Stated:
    """One question and how it stands."""

    question: Question
    state: State
    applied: Applied
    answer: Answer | None
    waits: bool
    """Whether an old answer waits to be confirmed."""

    @property
    def reason(self) -> str:
        """Why it stands so, or the answer; nothing where there is nothing to say."""
        told = ""
        if self.state in {State.MAY_APPLY, State.NOT_ASKED, State.ASIDE}:
            told = why(self.question, self.applied)
        elif self.state is State.NOT_APPLICABLE and self.answer:
            told = self.answer.rationale
        elif self.state is State.UNKNOWN and self.answer and self.answer.reason:
            told = _REASONS[self.answer.reason]
        elif self.state is State.ANSWERED and self.answer:
            told = self.answer.answer
        waits = "an old answer waits to be confirmed" if self.waits else ""
        return "; ".join(filter(None, (told, waits)))


@dataclass(frozen=True, slots=True)
class Row:
    """The questions of one right, in order, each with its state."""

    part: Part
    questions: tuple[Stated, ...]

    def of(self, state: State) -> tuple[Stated, ...]:
        """Return the questions that stand so, in order."""
        return tuple(stated for stated in self.questions if stated.state is state)


_REASONS: dict[UnknownReason, str] = {
    "text-not-public": "the text is not public",
    "text-not-read": "the text was not read for this",
    "text-ambiguous": "the text can be read in more than one way",
    "not-in-this-text": "the fact lies outside this text",
    "depends-on-deployment": "it depends on how the standard is used",
    "outside-competence": "it lies outside the assessor's competence",
}


def states(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> tuple[Row, ...]:
    """Return, for each right, how each of its questions stands."""
    return tuple(_row(part, assessment, features) for part in parts)


def _row(part: Part, assessment: Assessment, features: frozenset[str] | None) -> Row:
    found = applicability(part, assessment, features)
    return Row(part, tuple(_stated(q, found[q.id], assessment) for q in part.checklist.active))


def _stated(question: Question, applied: Applied, assessment: Assessment) -> Stated:
    answer = assessment.answers.get(question.id)
    waits = assessment.former(question.id) is not None
    return Stated(question, _state(applied, answer), applied, answer, waits)


def _state(applied: Applied, answer: Answer | None) -> State:
    if applied.standing is not Standing.APPLIES:
        if answer is not None:
            return State.ASIDE
        return State.MAY_APPLY if applied.standing is Standing.OPEN else State.NOT_ASKED
    if answer is None:
        return State.UNANSWERED
    if answer.answer == "unknown":
        return State.UNKNOWN
    return State.NOT_APPLICABLE if answer.answer == "not-applicable" else State.ANSWERED


def told(rows: tuple[Row, ...]) -> Iterator[str]:
    """Yield *rows* as lines for a terminal: what is open, and why, before what is not asked."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield f"{row.part.ref}: {row.part.checklist.title} ({len(row.questions)} questions)"
        for state in State:
            if found := row.of(state):
                yield f"  {state.value}: {len(found)}"
            for stated in found:
                reason = f": {stated.reason}" if stated.reason else ""
                yield f"    {stated.question.id}  {stated.question.title}{reason}"
