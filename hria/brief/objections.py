"""What is said against an assessment, each with the answer that its own record gives."""

from collections.abc import Iterator
from dataclasses import dataclass

from hria.brief.citations import Citations
from hria.brief.subject import Subject, first_sentence, shorten
from hria.model.assessment import Answer, Objection, Safeguard
from hria.model.checklist import Question
from hria.model.grades import Level
from hria.model.standard import Voice

_LETTERS = 180


@dataclass(frozen=True, slots=True)
class Said:
    """An objection in words, who raises it, and the answer from the record."""

    words: str
    who: str
    answer: str
    """Says so where nothing on record answers it."""


def said_against(subject: Subject, cited: Citations, most: int | None = None) -> Iterator[Said]:
    """Yield the objections: those of the assessment, linked views, safeguards, other views.

    Of the questions that an objection names, *most* answer it; None: all of them.
    """
    for objection in subject.assessment.objections:
        yield _objection(subject, cited, objection, most)
    views = subject.descriptor.counter_views if subject.descriptor else ()
    for view in views:
        if view.questions:
            yield _view(subject, cited, view, most)
    for safeguard in subject.assessment.safeguards:
        yield _safeguard(subject, safeguard)
    for view in views:
        if not view.questions:
            yield _view(subject, cited, view, most)


def _objection(subject: Subject, cited: Citations, objection: Objection, most: int | None) -> Said:
    words = subject.words
    source = cited.cite(objection.source) if objection.source else ""
    who = "; ".join(filter(None, (objection.by, source))) or words("objection-expected")
    record = _record(subject, cited, objection.questions, most)
    answer = " ".join(filter(None, (objection.answer, record)))
    return Said(objection.text, who, answer or words("objection-unanswered"))


def _view(subject: Subject, cited: Citations, view: Voice, most: int | None) -> Said:
    words = subject.words
    who = f"{view.by or words('nobody')}; {subject.checked(view, cited)}"
    record = _record(subject, cited, view.questions, most)
    return Said(view.value, who, record or words("objection-unanswered"))


def _safeguard(subject: Subject, safeguard: Safeguard) -> Said:
    words = subject.words
    clause = safeguard.clause or words("clause-none")
    said = words("objection-safeguard", id=safeguard.id, text=first_sentence(safeguard.text, 160))
    return Said(said, words("full-clause", clause=clause), _weighed(subject, safeguard))


def _weighed(subject: Subject, safeguard: Safeguard) -> str:
    words = subject.words
    works = words("objection-works", works=subject.works(safeguard))
    finding = next((f for f in subject.score.findings if f.id == safeguard.question), None)
    if finding is None:
        return works
    key = "objection-level" if finding.residual.level > Level.NONE else "objection-met"
    named = {"title": finding.question.title, "id": finding.id}
    return f"{works} {words(key, **named, level=words.level(finding.residual.level))}"


def _record(
    subject: Subject, cited: Citations, questions: tuple[str, ...], most: int | None
) -> str:
    """Return what stands at those of *questions* that are answered; empty where none is."""
    asked = {q.id: q for result in subject.score.results for q in result.asked}
    answers = subject.assessment.answers
    found = [
        (asked[name], answer)
        for name in questions
        if name in asked
        and (answer := answers.get(name)) is not None
        and answer.answer != "unknown"
        and answer.rationale
    ]
    return " ".join(_stands(subject, cited, *each) for each in found[:most])


def _stands(subject: Subject, cited: Citations, question: Question, answer: Answer) -> str:
    words = subject.words
    piece = max(answer.evidence, key=lambda each: each.strength, default=None)
    said = words(
        "objection-record",
        title=question.title,
        id=question.id,
        plain=first_sentence(answer.rationale, _LETTERS),
        evidence=subject.evidence(piece, cited.cite(piece.source) if piece else ""),
    )
    failed = [
        f"{words('full-tests')}: {subject.test(name, test)}"
        for name, test in answer.tests.items()
        if test.outcome == "fail"
    ]
    return " ".join([said, *(shorten(each, 2 * _LETTERS) for each in failed[:1])])
