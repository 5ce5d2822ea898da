"""The sentences that several documents share; none of them says what only a court can say."""

from collections.abc import Iterator

from hria.assess.score import Finding
from hria.assess.shown import MASK
from hria.brief.blocks import Notice, Strong, Table
from hria.brief.subject import first_sentence, listed
from hria.model.assessment import Ask
from hria.model.grades import Strength
from hria.submission.base import Submission

_LETTERS = 400
_NOT_SHOWN = ("fail", "unclear")

CONTACT = "[name, organisation and e-mail address of whoever sends this]"
"""What stands where only the sender can be named."""


def notice(submission: Submission) -> Notice:
    """Return the first lines: draft or not, what a machine answered, who reviewed it."""
    subject = submission.subject
    first, *others = subject.banner()
    draft = f"{subject.words('draft')}. " if subject.is_draft else ""
    return Notice((Strong(f"{draft}{first}"), *(f" {said}" for said in others)))


def told(submission: Submission) -> str:
    """Return the first lines as plain words."""
    line = notice(submission).line
    return "".join(run.words if isinstance(run, Strong) else run for run in line)


def title(submission: Submission) -> str:
    """Return what the document is about."""
    return f"Human rights in {named(submission)}: proposed changes"


def named(submission: Submission) -> str:
    """Return the standard with its edition, and whether that is a draft."""
    subject = submission.subject
    edition = subject.assessment.edition
    return f"{subject.name} ({edition})" if edition else f"{subject.name} (edition not named)"


def abstract(submission: Submission) -> str:
    """Return in two sentences what the document proposes, and on what ground."""
    count = len(submission.asks)
    changes = "one change" if count == 1 else f"{count} changes"
    where = "; ".join(dict.fromkeys(" ".join(ask.clause.split()) for ask in submission.asks))
    return (
        f"This document proposes {changes} to {named(submission)}, at: {where}."
        " It rests on a human-rights impact assessment of the text alone; use and implementation"
        " were not studied."
    )


def about(submission: Submission) -> str:
    """Return which text was assessed, and how far its identity was checked."""
    subject, described = submission.subject, submission.subject.descriptor
    if described is None:
        return f"Text assessed: {named(submission)}. No description of it was found."
    edition = described.edition(subject.assessment.edition or "")
    status = (
        f", {subject.words(f'stage-{edition.status.value}')}" if edition and edition.status else ""
    )
    mark = subject.words.mark(described.title.mark)
    return f"Text assessed: {named(submission)}, “{described.title.value}” ({mark}){status}."


def problem(submission: Submission, ask: Ask) -> str:
    """Return what the assessment finds on the text alone, and why the change is proposed."""
    findings = [f for f in submission.subject.score.findings if f.id in ask.addresses]
    said = [_finding(submission, finding) for finding in findings]
    if said:
        lead = "On the text alone, the assessment comes to this: " + " ".join(said)
    else:
        ids = ", ".join(ask.addresses) or "none named"
        lead = f"On the text alone, no finding is made yet on the questions addressed ({ids})."
    reason = " ".join(ask.reason.split())
    return f"{lead} Reason for the change: {reason}" if reason and reason != MASK else lead


def _finding(submission: Submission, finding: Finding) -> str:
    words = submission.subject.words
    level = words.level(finding.residual.level)
    counts = "" if finding.counted else "; it sets no result"
    strength = finding.answer.strength
    by = submission.subject.kind_of(finding.answer.by)
    who = "; answered by a machine" if by == "machine" else ""
    graded = f"level {level}, evidence {strength}{counts}{who}"
    label = f"{finding.question.title} ({finding.id}, {graded})"
    rationale = finding.answer.rationale
    shown = rationale if rationale != MASK else ""
    why = f": {first_sentence(shown, _LETTERS)}" if shown else "."
    end = "" if why[-1] in ".!?" else "."
    return f"{label}{why}{end}{_tests(submission, finding)}"


def _tests(submission: Submission, finding: Finding) -> str:
    """Return which steps of the three-part test the text does not meet, or leaves open."""
    words, tests = submission.subject.words, finding.answer.tests
    said = ""
    for outcome in _NOT_SHOWN:
        names = [words(f"test-{name}").lower() for name in tests if tests[name].outcome == outcome]
        if names:
            said += f" On the text alone, {listed(names)}: {words(f'outcome-{outcome}')}."
    return said


def header(submission: Submission) -> Table:
    """Return the head of a document: what the sender fills in, the title and the abstract."""
    rows = [
        *submission.accepted.header.items(),
        *([("Meeting", submission.meeting)] if submission.meeting else []),
        ("Title", title(submission)),
        ("Contact", CONTACT),
        ("Abstract", abstract(submission)),
    ]
    lines = tuple(((Strong(label),), (words,)) for label, words in rows)
    return Table((20, 80), ("Document", submission.accepted.name), lines)


def closing(submission: Submission) -> Iterator[str]:
    """Yield what stands last: how it was made, and what it is not."""
    subject = submission.subject
    refs = ", ".join(ref for ref, _ in subject.digests)
    day = f" The last answer is of {submission.day}." if submission.day else ""
    strengths: tuple[Strength, ...] = ("E0", "E1", "E2", "E3", "E4")
    means = "; ".join(f"{each} {subject.words.strength(each)}" for each in strengths)
    yield f"Evidence: {means}."
    yield f"Made from an assessment under {refs or 'no checklist'}.{day}"
    yield subject.words("caution")
