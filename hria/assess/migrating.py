"""Answers under a new version of their checklist: each is carried, or its fate is told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from hria.assess.plan import Part
from hria.model.assessment import Answer, Assessment, Former, Pinned
from hria.model.checklist import Checklist
from hria.model.versions import WHOLE, Change, Difference, differences

_NOT_ASKED = "the question is no longer asked"


class Fate(StrEnum):
    """What becomes of an answer."""

    CARRIED = "carried"
    TO_CONFIRM = "to confirm again"
    MOVED = "moved"
    ARCHIVED = "archived"
    OPEN = "new and open"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one answer, or of one new question."""

    question: str
    fate: Fate
    reason: str = ""
    to: str = ""
    """The question an answer was moved to."""


@dataclass(frozen=True, slots=True)
class Migration:
    """An assessment under a new version of one checklist, and how it came there."""

    old: str
    new: str
    assessment: Assessment
    steps: tuple[Step, ...]

    def of(self, fate: Fate) -> tuple[Step, ...]:
        """Return the steps with *fate*."""
        return tuple(step for step in self.steps if step.fate is fate)


def migrate(
    assessment: Assessment,
    old: Part,
    new: Part,
    digest: str,
    same_sense: Collection[str] = (),
) -> Migration:
    """Return *assessment* with the checklist *new* in the place of *old*.

    *digest* is that of the new checklist's file; *same_sense* names what
    editors confirmed on the way. Nothing an assessor wrote is thrown away.
    """
    found = differences(old.checklist, new.checklist, same_sense)
    sorted_ = _Sorted({}, list(assessment.to_confirm), list(assessment.archived), {}, set())
    sorted_.taken |= {*assessment.answers, *(former.question for former in sorted_.waiting)}
    mine = {question.id for question in old.checklist.questions}
    steps: list[Step] = []
    for name, answer in assessment.answers.items():
        if name in mine:
            heir = _heir(name, old.checklist, new.checklist, sorted_)
            step = _fate(name, answer, new.checklist, found, heir)
            steps.append(step)
            sorted_.put(step, answer, answer.under or old.ref)
        else:
            sorted_.answers[name] = answer
    steps += sorted_.retire(mine, new.checklist)
    steps += _opened(old.checklist, new.checklist, sorted_)
    pinned = Pinned(ref=new.ref, digest=digest)
    checklists = tuple(pinned if p.ref == old.ref else p for p in assessment.checklists)
    after = sorted_.applied(assessment.model_copy(update={"checklists": checklists}))
    return Migration(old.ref, new.ref, after, tuple(steps))


@dataclass(slots=True)
class _Sorted:
    """The answers of an assessment while they are sorted."""

    answers: dict[str, Answer]
    waiting: list[Former]
    archived: list[Former]
    moved: dict[str, str]
    taken: set[str]
    """The questions that have an answer, or one that waits."""

    def put(self, step: Step, answer: Answer, under: str) -> None:
        """Put *answer* where *step* says."""
        match step.fate:
            case Fate.CARRIED:
                self.answers[step.question] = answer.model_copy(update={"under": under})
            case Fate.MOVED:
                self.moved[step.question] = step.to
                self.taken.add(step.to)
                self.answers[step.to] = answer.model_copy(update={"under": under})
            case _:
                kept = self.waiting if step.fate is Fate.TO_CONFIRM else self.archived
                asked = step.to or step.question
                self.taken.add(asked)
                kept.append(Former(question=asked, under=under, reason=step.reason, answer=answer))

    def retire(self, mine: Collection[str], new: Checklist) -> Iterator[Step]:
        """Archive what waited for a question that is gone, and yield a step for each."""
        asked = {question.id for question in new.active}
        for former in [f for f in self.waiting if f.question in mine and f.question not in asked]:
            self.waiting.remove(former)
            self.archived.append(former)
            yield Step(former.question, Fate.ARCHIVED, _NOT_ASKED)

    def applied(self, assessment: Assessment) -> Assessment:
        """Return *assessment* with the answers as they are sorted."""
        moved = self.moved
        update: dict[str, object] = {
            "answers": self.answers,
            "to_confirm": tuple(self.waiting),
            "archived": tuple(self.archived),
            "safeguards": tuple(
                s.model_copy(update={"question": moved.get(s.question, s.question)})
                for s in assessment.safeguards
            ),
            "asks": tuple(
                a.model_copy(
                    update={"addresses": tuple(dict.fromkeys(moved.get(n, n) for n in a.addresses))}
                )
                for a in assessment.asks
            ),
            "objections": tuple(
                o.model_copy(
                    update={"questions": tuple(dict.fromkeys(moved.get(n, n) for n in o.questions))}
                )
                for o in assessment.objections
            ),
            # Nobody has reviewed the answers under the new wording; who signed stays on record.
            "review": assessment.review.model_copy(
                update={
                    "state": "draft",
                    "dissent": tuple(
                        d.model_copy(update={"question": moved.get(d.question, d.question)})
                        if d.question
                        else d
                        for d in assessment.review.dissent
                    ),
                }
            ),
        }
        # A field that stays as it is is not written into a file that lacks it.
        changed = {n: value for n, value in update.items() if getattr(assessment, n) != value}
        return assessment.model_copy(update=changed)


def _fate(
    name: str, answer: Answer, new: Checklist, found: Collection[Difference], heir: Step
) -> Step:
    """Return what becomes of an answer; *heir* is what does where its question is gone."""
    question = next((q for q in new.questions if q.id == name), None)
    if question is None or question.state == "retired":
        return heir
    reasons = [
        _reason(difference)
        for difference in found
        if difference.change is Change.MAJOR and _touches(difference, name, answer)
    ]
    if reasons:
        return Step(name, Fate.TO_CONFIRM, "; ".join(reasons))
    return Step(name, Fate.CARRIED)


def _heir(name: str, old: Checklist, new: Checklist, sorted_: _Sorted) -> Step:
    """Return what becomes of the answer to a question that is no longer asked."""
    heir = next((q for q in new.active if name in q.replaces), None)
    if heir is None:
        return Step(name, Fate.ARCHIVED, _NOT_ASKED)
    if heir.id in sorted_.taken:
        return Step(name, Fate.ARCHIVED, f"the question is now {heir.id}, which has an answer")
    before = next(q for q in old.questions if q.id == name)
    if before.worrying != heir.worrying:
        why = f"the question is now {heir.id}, and its worrying answer is {heir.worrying}"
        return Step(name, Fate.TO_CONFIRM, why, heir.id)
    return Step(name, Fate.MOVED, f"the question is now {heir.id}", heir.id)


def _reason(difference: Difference) -> str:
    if difference.is_sense:
        return f"the words of {difference.field} changed"
    return f"{difference.field} was {difference.old}, is {difference.new}"


def _touches(difference: Difference, name: str, answer: Answer) -> bool:
    """Return whether *difference* puts the answer to the question *name* in doubt."""
    if difference.subject == name:
        # The answer to a question that does not apply is kept aside; it stands all the same.
        return difference.field not in {"features", "asked-if"}
    if difference.subject == "scales":
        return answer.grades is not None
    return difference.subject in {WHOLE, "rules", "rulings"}


def _opened(old: Checklist, new: Checklist, sorted_: _Sorted) -> Iterator[Step]:
    before = {question.id for question in old.active}
    known = {*sorted_.answers, *(former.question for former in sorted_.waiting)}
    for question in new.active:
        if question.id not in before and question.id not in known:
            yield Step(question.id, Fate.OPEN)
