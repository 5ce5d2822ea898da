"""Which open questions would narrow the range of a result most, if they were settled.

METHOD section 6.3: a ceiling is held up by what is unknown, by what only may apply,
and by findings that do not count for weak evidence alone. Each of them is settled
here in turn, without an adverse finding, and the range is worked out again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from hria.assess.grading import WORST, level
from hria.assess.plan import Part, Standing, counting
from hria.assess.score import Result, result_of
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Question
from hria.model.grades import Level, Word


class Doubt(Enum):
    """Why a question is not settled."""

    UNANSWERED = "unanswered"
    UNKNOWN = "unknown"
    MAY_APPLY = "may apply"
    WEAK = "evidence too weak to count"


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is not settled, and what settling it could do."""

    question: Question
    doubt: Doubt

    reach: Level
    """The level to which it could raise the result, at most."""

    falls_to: Level | None
    """The ceiling if it alone were settled without an adverse finding; None: the same."""

    @property
    def gate(self) -> bool:
        """Whether the result is provisional while it is unknown."""
        return self.question.gate and self.doubt is not Doubt.WEAK


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What could narrow the range of one right, the most telling question first."""

    part: Part
    floor: Level
    ceiling: Level
    open: tuple[Open, ...]

    together: tuple[Question, ...]
    """The questions that hold the ceiling only together; none where one alone does."""


def narrowing(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> tuple[Narrowing, ...]:
    """Return, for each right, which open questions matter, and for what."""
    return tuple(_Right(assessment, part, features).narrowing() for part in parts)


class _Right:
    """One right of an assessment, whose questions can be settled one by one or together."""

    def __init__(self, assessment: Assessment, part: Part, features: frozenset[str] | None) -> None:
        self.assessment = assessment
        self.part = part
        self.features = features
        self.result = self._result(assessment)

    def narrowing(self) -> Narrowing:
        """Return what could narrow the range, ranked."""
        result = self.result
        found = [each for each in self._open() if each.reach > result.floor or each.gate]
        # Sorting keeps the order of the checklist among equals.
        found.sort(key=_rank)
        holding = [e for e in found if e.reach >= result.ceiling > result.floor]
        alone = any(e.falls_to is not None for e in found)
        together = () if alone else self._together(holding)
        return Narrowing(self.part, result.floor, result.ceiling, tuple(found), together)

    def _open(self) -> Iterator[Open]:
        result, unknown = self.result, {q.id for q in self.result.unknown}
        weak = {f.id: f for f in result.findings if f.may_count and not f.counted}
        for question in result.asked:
            if question.id in unknown:
                reach = level(question.max_severity, WORST, "direct")
            elif question.id in weak:
                reach = weak[question.id].residual.level
            else:
                continue
            yield Open(question, self._doubt(question), self._capped(reach), self._falls(question))

    def _doubt(self, question: Question) -> Doubt:
        answer = self.assessment.answers.get(question.id)
        if self.result.applied[question.id].standing is Standing.OPEN:
            return Doubt.MAY_APPLY
        if answer is None:
            return Doubt.UNANSWERED
        return Doubt.UNKNOWN if answer.answer == "unknown" else Doubt.WEAK

    def _capped(self, reach: Level) -> Level:
        # METHOD 6.3: "Where an escalation is written … and this gives high, … critical."
        raised = self.result.escalation and reach == Level.HIGH
        return Level.CRITICAL if raised else reach

    def _falls(self, question: Question) -> Level | None:
        ceiling = self._settled([question]).ceiling
        return ceiling if ceiling < self.result.ceiling else None

    def _together(self, holding: list[Open]) -> tuple[Question, ...]:
        """Return the fewest of *holding* at hand without which the ceiling falls."""
        surely = [e.question for e in holding if e.doubt is not Doubt.MAY_APPLY]
        for questions in (surely, [e.question for e in holding]):
            if questions and self._settled(questions).ceiling < self.result.ceiling:
                return tuple(questions)
        return ()

    def _settled(self, questions: Iterable[Question]) -> Result:
        given = {question.id: _harmless(question) for question in questions}
        answers = {**self.assessment.answers, **given}
        return self._result(self.assessment.model_copy(update={"answers": answers}))

    def _result(self, assessment: Assessment) -> Result:
        counted = counting(assessment, (self.part,), self.features)
        return result_of(self.part, counted, self.features)


def _harmless(question: Question) -> Answer:
    """Return the answer that is no finding, whether or not the question may apply."""
    word: Word = "no" if question.worrying == "yes" else "yes"
    return Answer(answer=word, applies=True)


def _rank(each: Open) -> tuple[int, int, bool]:
    falls = len(Level) if each.falls_to is None else int(each.falls_to)
    return falls, -each.reach, not each.gate
