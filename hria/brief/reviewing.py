"""What a full report tells of the review: who signed, who dissents, and what was done when."""

from hria.brief.blocks import Block, Heading, Items, Line, Paragraph, Strong, Table
from hria.brief.subject import Subject
from hria.model.assessment import Dissent, Entry, Escalation, Signature


def reviewed(subject: Subject) -> list[Block]:
    """Return who signed which state and when, every dissent whole, and the escalations."""
    words, assessment = subject.words, subject.assessment
    review = assessment.review
    blocks: list[Block] = [
        Heading(2, words("review")),
        Paragraph((words("made-review", state=subject.state),)),
    ]
    if review.history:
        keys = ("review-state", "review-signed", "column-on", "review-note")
        rows = tuple(_signature(subject, step) for step in review.history)
        blocks.append(Table((20, 26, 14, 40), tuple(words(key) for key in keys), rows))
    else:
        blocks.append(Paragraph((words("review-none"),)))
    if review.dissent:
        lines = tuple(_dissent(subject, each) for each in review.dissent)
        blocks += [Heading(2, words("dissent")), Items(lines)]
    if assessment.escalations:
        lines = tuple(_escalation(subject, each) for each in assessment.escalations)
        blocks += [Heading(2, words("escalations")), Items(lines)]
    return blocks


def journal(subject: Subject) -> list[Block]:
    """Return what was done to the answers, by whom and when, oldest first."""
    words, entries = subject.words, subject.assessment.history
    blocks: list[Block] = [Heading(2, words("history"))]
    if not entries:
        return [*blocks, Paragraph((words("history-none"),))]
    keys = ("history-when", "column-question", "history-did", "column-by")
    rows = tuple(_entry(subject, entry) for entry in entries)
    return [*blocks, Table((24, 16, 30, 30), tuple(words(key) for key in keys), rows)]


def _signature(subject: Subject, step: Signature) -> tuple[Line, ...]:
    state = subject.words(f"state-{step.state}")
    return (state,), (_who(subject, step.by),), (step.on,), (step.note,)


def _dissent(subject: Subject, dissent: Dissent) -> Line:
    words = subject.words
    about = " ".join(
        filter(None, (subject.title_of(dissent.right) if dissent.right else "", dissent.question))
    )
    said = words(
        "dissent-line",
        kind=words(f"kind-{subject.kind_of(dissent.by)}"),
        on=words("full-given-on", day=dissent.on) if dissent.on else "",
        on_what=about or words("dissent-whole"),
        words=dissent.text,
    )
    return (Strong(subject.name_of(dissent.by)), said)


def _escalation(subject: Subject, entry: Escalation) -> Line:
    raised = {r.part.right for r in subject.score.results if r.escalated}
    key = "escalation-works" if entry.right in raised else "escalation-idle"
    effect = subject.words(key)
    said = subject.words("escalation-line", reason=entry.reason, effect=effect)
    return (Strong(subject.title_of(entry.right)), said)


def _entry(subject: Subject, entry: Entry) -> tuple[Line, ...]:
    words = subject.words
    done = words("history-withdrawn")
    if entry.answer:
        done = words("history-answered", answer=words.answer(entry.answer))
    at, by = entry.at or "", _who(subject, entry.by)
    return (at,), (entry.question,), (done,), (by,)


def _who(subject: Subject, by: str | None) -> str:
    kind = subject.words(f"kind-{subject.kind_of(by)}")
    return f"{subject.name_of(by)}, {kind}" if by else kind
