"""Which questions concern a standard, which answers count, and which questions are still open.

Nothing here is remembered: applicability is worked out anew, each time, from the
descriptor and the answers. An answer whose question does not apply is kept
aside; it stays in the file, and counts again as soon as its question applies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from hria.model.assessment import Assessment
from hria.model.checklist import Checklist, Question


@dataclass(frozen=True, slots=True)
class Part:
    """One checklist of an assessment: a row of the result."""

    right: str
    version: str
    checklist: Checklist

    @property
    def ref(self) -> str:
        """The checklist as it is cited, such as ``privacy@1.0.0``."""
        return f"{self.right}@{self.version}"


class Standing(Enum):
    """Whether a question applies."""

    APPLIES = "applies"
    OPEN = "open"
    """It depends on the answer to another question, and that answer is not known."""

    NOT = "does not apply"


@dataclass(frozen=True, slots=True)
class Applied:
    """Whether a question applies, and what decides it."""

    standing: Standing
    features: tuple[str, ...] = ()
    """The capabilities that would make it apply, and that the descriptor does not name."""

    condition: str = ""
    """The question whose answer decides it."""


def why(question: Question, applied: Applied) -> str:
    """Return in words what decides that *question* does not apply, or only may."""
    if applied.features:
        return f"the descriptor names none of: {', '.join(applied.features)}"
    if applied.standing is Standing.OPEN:
        return f"it depends on the answer to {applied.condition}, which is not known"
    return f"it is asked only where {condition(question, applied.condition)}"


def condition(question: Question, name: str) -> str:
    """Return in words what the answer to the question *name* must be for *question* to apply."""
    return f"{name} is answered {' or '.join(question.asked_if[name])}"


_YES = Applied(Standing.APPLIES)


def applicability(
    part: Part, assessment: Assessment, features: frozenset[str] | None
) -> dict[str, Applied]:
    """Return whether each active question of *part* applies, by id.

    Where nobody has looked at the capabilities (None), every question does:
    what is not known may not make a question go away. The order of the
    questions decides nothing.
    """
    questions = {question.id: question for question in part.checklist.active}
    found: dict[str, Applied] = {}

    def settled(name: str) -> Applied:
        if name not in found:
            conditions = {
                other: settled(other)
                for other in questions[name].asked_if
                # What cannot be decided makes no question go away; hria check reports it.
                if other in questions and not _leads(other, name, questions)
            }
            found[name] = _applied(questions[name], assessment, features, conditions)
        return found[name]

    return {name: settled(name) for name in questions}


def _leads(start: str, goal: str, questions: Mapping[str, Question]) -> bool:
    """Return whether the question *start* depends, on whatever way, on *goal*."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name == goal:
            return True
        if name in questions and name not in seen:
            seen.add(name)
            ahead += questions[name].asked_if
    return False


def _applied(
    question: Question,
    assessment: Assessment,
    features: frozenset[str] | None,
    conditions: Mapping[str, Applied],
) -> Applied:
    answer = assessment.answers.get(question.id)
    if answer is not None and answer.applies:
        return _YES
    wanted = question.features
    if wanted is not None and features is not None and features.isdisjoint(wanted):
        return Applied(Standing.NOT, features=wanted)
    open_ = ""
    for name, before in conditions.items():
        asked = assessment.answers.get(name)
        if before.standing is Standing.NOT:
            return Applied(Standing.NOT, condition=name)
        if before.standing is Standing.OPEN or asked is None or asked.answer == "unknown":
            open_ = open_ or name
        elif asked.answer not in question.asked_if[name]:
            return Applied(Standing.NOT, condition=name)
    return Applied(Standing.OPEN, condition=open_) if open_ else _YES


def concerned(
    part: Part, assessment: Assessment, features: frozenset[str] | None
) -> tuple[Question, ...]:
    """Return the questions of *part* that apply, or may apply, in order."""
    found = applicability(part, assessment, features)
    return tuple(q for q in part.checklist.active if found[q.id].standing is not Standing.NOT)


def aside(
    parts: tuple[Part, ...], assessment: Assessment, features: frozenset[str] | None
) -> Iterator[tuple[Question, Applied]]:
    """Yield the answered questions whose answers are kept aside, with what decides it."""
    for part in parts:
        found = applicability(part, assessment, features)
        for question in part.checklist.active:
            kept = found[question.id].standing is not Standing.APPLIES
            if kept and question.id in assessment.answers:
                yield question, found[question.id]


def counting(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> Assessment:
    """Return *assessment* without what is kept aside.

    Safeguards and asks that address nothing else go with the answers.
    """
    names = {question.id for question, _ in aside(parts, assessment, features)}
    if not names:
        return assessment
    return assessment.model_copy(
        update={
            "answers": {n: a for n, a in assessment.answers.items() if n not in names},
            "safeguards": tuple(s for s in assessment.safeguards if s.question not in names),
            "asks": tuple(a for a in assessment.asks if not names.issuperset(a.addresses)),
        }
    )


def unanswered(
    parts: tuple[Part, ...], assessment: Assessment, features: frozenset[str] | None
) -> Iterator[tuple[Part, Question]]:
    """Yield the questions still to be answered, in the order in which they are asked.

    A question that only may apply is not asked before the one that decides it.
    """
    for part in parts:
        found = applicability(part, assessment, features)
        for question in part.checklist.active:
            applies = found[question.id].standing is Standing.APPLIES
            if applies and question.id not in assessment.answers:
                yield part, question
