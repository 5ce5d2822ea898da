"""A liaison statement: from one body to another, with what it asks for."""

from collections.abc import Iterator

from hria.brief.blocks import Heading, Paragraph, Strong
from hria.submission.base import Paper, Piece, Submission
from hria.submission.revisions import change
from hria.submission.wording import about, closing, header, notice, problem, title


def liaison(submission: Submission) -> Paper:
    """Return *submission* as a liaison statement."""
    return Paper(title(submission), submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    yield notice(submission)
    yield header(submission)
    yield Heading(1, "Statement")
    yield Paragraph((about(submission),))
    yield Paragraph(("We ask you to consider the following changes, and to tell us the outcome.",))
    for number, ask in enumerate(submission.asks, 1):
        yield Heading(2, f"{number}. {ask.action} {ask.clause}")
        yield Paragraph((Strong("Ground. "), problem(submission, ask)))
        yield change(ask)
    for words in closing(submission):
        yield Paragraph((words,))
