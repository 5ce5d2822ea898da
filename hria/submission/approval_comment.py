"""A comment in the last call of an approval: reasons, and the changes that would cure them."""

from collections.abc import Iterator

from hria.brief.blocks import Heading, Paragraph
from hria.submission.base import Paper, Piece, Submission
from hria.submission.revisions import change
from hria.submission.wording import about, closing, header, notice, problem, title


def approval_comment(submission: Submission) -> Paper:
    """Return *submission* as a comment in the last call of an approval."""
    return Paper(title(submission), submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    yield notice(submission)
    yield header(submission)
    yield Paragraph((about(submission),))
    for number, ask in enumerate(submission.asks, 1):
        yield Heading(1, f"Comment {number}: {ask.clause}")
        yield Paragraph((f"Reasons: {problem(submission, ask)}",))
        yield Paragraph(("Change that would make approval possible:",))
        yield change(ask)
    for words in closing(submission):
        yield Paragraph((words,))
