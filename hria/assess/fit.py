"""Whether an assessment fits the checklists it names: everything a schema cannot say."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from hria.assess.grading import derived_likelihood
from hria.assess.plan import Part
from hria.errors import Fault
from hria.model.assessment import STATES, Answer, Assessment
from hria.model.checklist import Question

_NEEDS_PERSON = STATES.index("technical-review")


def misfits(assessment: Assessment, parts: tuple[Part, ...]) -> Iterator[Fault]:
    """Yield every fault of *assessment* under its checklists *parts*."""
    questions = {q.id: q for part in parts for q in part.checklist.questions}
    if not assessment.checklists:
        words = "an assessment names at least one checklist (such as privacy@1.0.0)"
        yield Fault("HRIA501", ("checklists",), words)
    yield from _answers(assessment, questions)
    yield from _changes(assessment, questions)
    yield from _rights(assessment, parts)
    yield from _replies(assessment, parts, questions)
    yield from _twice("asks", [a.id for a in assessment.asks])
    yield from _twice("objections", [o.id for o in assessment.objections])
    yield from _twice("safeguards", [s.id for s in assessment.safeguards])
    hidden = {a.id for a in assessment.assessors if a.confidential}
    yield from _twice("assessors", [a.id for a in assessment.assessors], hidden)
    yield from _review(assessment)


def _answers(assessment: Assessment, questions: dict[str, Question]) -> Iterator[Fault]:
    assessors = {a.id for a in assessment.assessors}
    named = _named(assessment)
    for name, answer in assessment.answers.items():
        at = ("answers", name)
        question = questions.get(name)
        if question is None:
            known = f"{', '.join(_range(questions))}" or "none"
            words = f"no question {name} in the checklists named (known: {known})"
            yield Fault("HRIA502", at, words, on_key=True)
        elif question.state == "retired":
            yield Fault("HRIA502", at, f"{name} is retired and is not asked", on_key=True)
        else:
            yield from _answer(question, answer)
        if answer.by is not None and answer.by not in assessors:
            who = "no such assessor" if answer.confidential else f"no assessor {answer.by!r}"
            words = f"{name}: {who} (known: {named})"
            yield Fault("HRIA510", (*at, "by"), words)
    for index, entry in enumerate(assessment.history):
        if entry.by is not None and entry.by not in assessors:
            who = "no such assessor" if entry.confidential else f"no assessor {entry.by!r}"
            words = f"the journal of {entry.question}: {who} (known: {named})"
            yield Fault("HRIA510", ("history", index, "by"), words, "warning")


def _answer(question: Question, answer: Answer) -> Iterator[Fault]:
    name, at = question.id, ("answers", question.id)
    word = answer.answer
    if word == "not-applicable" and not answer.rationale.strip():
        yield Fault("HRIA505", at, f"{name}: not-applicable needs a rationale")
    if word == "unknown" and answer.reason is None:
        words = (
            f"{name}: unknown needs a reason (allowed: text-not-public, text-not-read,"
            " text-ambiguous, not-in-this-text, depends-on-deployment,"
            " outside-competence)"
        )
        yield Fault("HRIA506", at, words)
    if word != "unknown" and answer.reason is not None:
        words = f"{name}: a reason belongs to the answer unknown (write a rationale)"
        yield Fault("HRIA506", (*at, "reason"), words)
    if question.adverse(word):
        yield from _grades(question, answer)
    elif answer.grades is not None:
        words = f"{name}: the answer {word} is not adverse, so its grades have no effect"
        yield Fault("HRIA504", (*at, "grades"), words, "warning")


def _grades(question: Question, answer: Answer) -> Iterator[Fault]:
    name, at = question.id, ("answers", question.id)
    grades = answer.grades
    if grades is None:
        words = (
            f"{name}: the answer {answer.answer} is adverse and needs grades"
            " (scale, scope, irremediability, force or likelihood, nexus)"
        )
        yield Fault("HRIA503", at, words)
        return
    documented = bool(answer.documented_use)
    derived = derived_likelihood(grades.force, documented=documented)
    reasoned = bool(answer.likelihood_reason.strip())
    if derived is None and grades.likelihood is None:
        words = f"{name}: without force, likelihood is needed (allowed: 1, 2, 3, 4)"
        yield Fault("HRIA507", (*at, "grades"), words)
    elif derived and grades.likelihood not in {None, derived} and not reasoned:
        words = (
            f"{name}: likelihood {grades.likelihood} needs a likelihood-reason"
            f" ({derived} follows from force{' and documented use' if documented else ''})"
        )
        yield Fault("HRIA507", (*at, "grades", "likelihood"), words)


def _changes(assessment: Assessment, questions: dict[str, Question]) -> Iterator[Fault]:
    found = {q.id for q, _ in assessment.adverse(tuple(questions.values()))}
    for index, safeguard in enumerate(assessment.safeguards):
        at = ("safeguards", index, "question")
        yield from _addressed(safeguard.id, safeguard.question, at, questions, found)
    for index, ask in enumerate(assessment.asks):
        if not ask.addresses:
            words = f"{ask.id}: addresses no question (name at least one)"
            yield Fault("HRIA508", ("asks", index, "addresses"), words)
        for place, name in enumerate(ask.addresses):
            at_ask = ("asks", index, "addresses", place)
            yield from _addressed(ask.id, name, at_ask, questions, found)


def _addressed(
    who: str,
    name: str,
    at: tuple[str | int, ...],
    questions: dict[str, Question],
    found: set[str],
) -> Iterator[Fault]:
    if name not in questions:
        yield _no_question(who, name, at, questions)
    elif name not in found:
        words = f"{who}: {name} has no finding, so this has no effect"
        yield Fault("HRIA508", at, words, "warning")


def _no_question(
    who: str, name: str, at: tuple[str | int, ...], questions: dict[str, Question]
) -> Fault:
    known = ", ".join(_range(questions)) or "none"
    words = f"{who}: no question {name} in the checklists named (known: {known})"
    # One text may ask for more than the rights that are assessed here.
    elsewhere = name.rpartition("-")[0] not in {q.rpartition("-")[0] for q in questions}
    return Fault("HRIA508", at, words, "warning" if elsewhere else "error")


def _replies(
    assessment: Assessment, parts: tuple[Part, ...], questions: dict[str, Question]
) -> Iterator[Fault]:
    """Yield what is wrong with whom and what objections and dissent name."""
    for index, objection in enumerate(assessment.objections):
        for place, name in enumerate(objection.questions):
            if name not in questions:
                asked = ("objections", index, "questions", place)
                yield _no_question(objection.id, name, asked, questions)
    assessors = {a.id for a in assessment.assessors}
    rights = [part.right for part in parts]
    for index, dissent in enumerate(assessment.review.dissent):
        at = ("review", "dissent", index)
        if dissent.by not in assessors:
            who = "no such assessor" if dissent.confidential else f"no assessor {dissent.by!r}"
            words = f"dissent: {who} (known: {_named(assessment)})"
            yield Fault("HRIA510", (*at, "by"), words)
        if dissent.question and dissent.question not in questions:
            yield _no_question("dissent", dissent.question, (*at, "question"), questions)
        if dissent.right and dissent.right not in rights:
            yield _no_right(dissent.right, (*at, "right"), rights)


def _rights(assessment: Assessment, parts: tuple[Part, ...]) -> Iterator[Fault]:
    rights = [part.right for part in parts]
    yield from _twice("checklists", [p.ref.split("@")[0] for p in assessment.checklists])
    named = [
        *(("enabling", index, e.right) for index, e in enumerate(assessment.enabling)),
        *(("escalations", index, e.right) for index, e in enumerate(assessment.escalations)),
    ]
    for key, index, right in named:
        if right not in rights:
            yield _no_right(right, (key, index, "right"), rights)


def _no_right(right: str, at: tuple[str | int, ...], rights: list[str]) -> Fault:
    known = ", ".join(rights) or "none"
    return Fault("HRIA509", at, f"no right {right!r} is assessed here (known: {known})")


def _twice(key: str, names: list[str], hidden: Collection[str] = ()) -> Iterator[Fault]:
    counts = Counter(names)
    for index, name in enumerate(names):
        if counts[name] > 1 and names.index(name) != index:
            shown = "an id" if name in hidden else repr(name)
            yield Fault("HRIA511", (key, index), f"{shown} stands twice in {key}")


def _review(assessment: Assessment) -> Iterator[Fault]:
    review = assessment.review
    people = {a.id for a in assessment.assessors if a.kind == "person"}
    known = {a.id for a in assessment.assessors}
    for index, step in enumerate(review.history):
        at = ("review", "history", index, "by")
        if step.by not in known:
            words = f"no assessor {step.by!r} (known: {_named(assessment)})"
            yield Fault("HRIA512", at, words)
        elif STATES.index(step.state) >= _NEEDS_PERSON and step.by not in people:
            words = f"{step.state} needs the sign-off of a person, and a machine signed it"
            yield Fault("HRIA512", at, words)
    reached = STATES.index(review.state)
    signed = {s.state for s in review.history if s.by in people}
    if reached >= _NEEDS_PERSON and review.state not in signed:
        words = (
            f"the state {review.state} needs an entry in history,"
            " signed by an assessor of kind person"
        )
        yield Fault("HRIA512", ("review", "state"), words)


def _named(assessment: Assessment) -> str:
    """Return the ids of the assessors, but for those who are confidential."""
    return ", ".join(sorted(a.id for a in assessment.assessors if not a.confidential)) or "none"


def _range(questions: Iterable[str]) -> list[str]:
    """Return the ids, shortened to first and last of each prefix."""
    ranges: dict[str, list[str]] = {}
    for name in questions:
        ranges.setdefault(name.rpartition("-")[0], []).append(name)
    return [
        names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}" for names in ranges.values()
    ]
