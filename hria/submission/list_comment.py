"""A comment by e-mail in plain text: for each issue the section, the problem and the words."""

from collections.abc import Iterator

from hria.brief.blocks import Heading, Paragraph
from hria.submission.base import Paper, Piece, Submission
from hria.submission.revisions import change
from hria.submission.wording import about, closing, named, problem, told


def list_comment(submission: Submission) -> Paper:
    """Return *submission* as a comment by e-mail."""
    count = len(submission.asks)
    issues = "1 issue" if count == 1 else f"{count} issues"
    name = f"{submission.accepted.name}: {named(submission)}, {issues} on human rights"
    return Paper(name, submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    yield Paragraph((told(submission),))
    for label, words in submission.accepted.header.items():
        yield Paragraph((f"{label}: {words}",))
    yield Paragraph((about(submission),))
    for number, ask in enumerate(submission.asks, 1):
        yield Heading(1, f"Issue {number} ({ask.id})")
        yield Paragraph((f"Section: {ask.clause}",))
        yield Paragraph((f"Problem: {problem(submission, ask)}",))
        yield change(ask)
    yield Heading(1, "About this comment")
    for words in closing(submission):
        yield Paragraph((words,))
