"""A table of comments with the usual columns, one row for each ask."""

import re
from collections.abc import Iterator

from hria.brief.blocks import Heading, Line, Paragraph, Table
from hria.model.assessment import Ask
from hria.submission.base import Paper, Piece, Submission
from hria.submission.wording import abstract, closing, header, notice, problem, title, told

COLUMNS = (
    "MB/NC",
    "Line number",
    "Clause/Subclause",
    "Paragraph/Figure/Table",
    "Type of comment",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
)
"""The columns, in their usual order."""

_WIDTHS = (6, 6, 9, 10, 8, 31, 20, 10)
_PART = re.compile(
    r"(?i)^(.*?)[\s,;:]*\b((?:fig(?:ure|\.)|table|para(?:graph|\.)?|note)s?\s+[a-z]?[.-]?\d.*)$"
)


def comment_table(submission: Submission) -> Paper:
    """Return *submission* as a table of comments."""
    return Paper(title(submission), submission.day, tuple(_pieces(submission)))


def _pieces(submission: Submission) -> Iterator[Piece]:
    rows = tuple(_cells(row) for row in _rows(submission))
    yield notice(submission)
    yield header(submission)
    yield Heading(1, "Comments")
    yield Table(_WIDTHS, COLUMNS, rows)
    for words in closing(submission):
        yield Paragraph((words,))


def _cells(row: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple((words,) for words in row)


def _rows(submission: Submission) -> Iterator[tuple[str, ...]]:
    # Whoever takes the rows alone must see at once how far they may be trusted.
    first = f"{told(submission)} {abstract(submission)}"
    yield ("", "", "", "", "ge", first, "", "")
    for ask in submission.asks:
        clause, part = _place(ask)
        kind = "ge" if ask.action == "NOC" else "te"
        proposed = f"{ask.action}: {ask.text}"
        yield ("", "", clause, part, kind, problem(submission, ask), proposed, "")


def _place(ask: Ask) -> tuple[str, str]:
    found = _PART.match(" ".join(ask.clause.split()))
    return (found[1], found[2]) if found else (ask.clause, "")
