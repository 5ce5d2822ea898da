"""Which questions concern a standard, and which of them are still open."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def applies(question: Question, features: frozenset[str] | None) -> bool:
    """Return whether *question* concerns a standard with the capabilities *features*.

    Where nobody has looked at the capabilities (None), every question does:
    what is not known may not make a question go away.
    """
    if question.features is None or features is None:
        return True
    return not features.isdisjoint(question.features)


def concerned(
    part: Part, assessment: Assessment, features: frozenset[str] | None
) -> tuple[Question, ...]:
    """Return the questions of *part* that apply, or were answered all the same."""
    answered = {*assessment.answers, *(former.question for former in assessment.to_confirm)}
    return tuple(
        question
        for question in part.checklist.active
        if question.id in answered or applies(question, features)
    )


def unanswered(
    parts: tuple[Part, ...], assessment: Assessment, features: frozenset[str] | None
) -> Iterator[tuple[Part, Question]]:
    """Yield the questions still to be answered, in the order in which they are asked."""
    for part in parts:
        for question in concerned(part, assessment, features):
            if question.id not in assessment.answers:
                yield part, question
