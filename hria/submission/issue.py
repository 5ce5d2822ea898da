"""An issue in a repository, as a horizontal review opens it."""

from collections.abc import Iterator

from hria.brief.blocks import Heading, Items, Paragraph, Strong
from hria.submission.base import Paper, Piece, Submission
from hria.submission.revisions import change
from hria.submission.wording import about, abstract, closing, notice, problem, title


def issue(submission: Submission) -> Paper:
    """Return *submission* as an issue."""
    return Paper(title(submission), submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    yield Heading(1, title(submission))
    yield notice(submission)
    yield Paragraph((abstract(submission),))
    yield Paragraph((about(submission),))
    header = submission.accepted.header.items()
    if header:
        yield Items(tuple((Strong(label), f": {words}") for label, words in header))
    for ask in submission.asks:
        yield Heading(2, f"{ask.id}: {ask.action} {ask.clause}")
        yield Paragraph((Strong("Problem. "), problem(submission, ask)))
        yield change(ask)
    yield Heading(2, "About this issue")
    for words in closing(submission):
        yield Paragraph((words,))
