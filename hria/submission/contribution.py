"""A contribution to a meeting: header, discussion, and a proposal with revision marks."""

from collections.abc import Iterator

from hria.brief.blocks import Heading, Paragraph, Strong
from hria.submission.base import Paper, Piece, Submission
from hria.submission.revisions import change
from hria.submission.wording import about, closing, header, notice, problem, title

_LEGEND = (
    "ADD adds, MOD changes, SUP deletes, NOC keeps without change. Words to come and words to go"
    " carry revision marks; what stands around them tells where they belong. An order that names"
    " no exact words carries none."
)


def contribution(submission: Submission) -> Paper:
    """Return *submission* as a contribution."""
    return Paper(title(submission), submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    yield notice(submission)
    yield header(submission)
    yield Heading(1, "Discussion")
    yield Paragraph((about(submission),))
    for ask in submission.asks:
        yield Paragraph((Strong(f"{ask.id}. "), problem(submission, ask)))
    yield Heading(1, "Proposal")
    yield Paragraph((_LEGEND,))
    for ask in submission.asks:
        yield change(ask)
    for words in closing(submission):
        yield Paragraph((words,))
