"""Documents to a body: the asks in the form in which it accepts them.

To add a form, write a module with one function and list it in FORMS with the
formats it takes; the body's ``sdo.yaml`` says who offers it.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hria.model.standard import SubmissionForm
from hria.submission.approval_comment import approval_comment
from hria.submission.as_csv import as_csv
from hria.submission.as_docx import as_docx
from hria.submission.as_markdown import as_markdown
from hria.submission.as_text import as_text
from hria.submission.base import Paper, Submission
from hria.submission.comment_table import comment_table
from hria.submission.contribution import contribution
from hria.submission.issue import issue
from hria.submission.liaison import liaison
from hria.submission.list_comment import list_comment


class Form(NamedTuple):
    """A form: how it is worded, and the formats it takes, the usual one first."""

    make: Callable[[Submission], Paper]
    formats: tuple[str, ...]


FORMS: Mapping[SubmissionForm, Form] = {
    "contribution": Form(contribution, ("docx",)),
    "liaison": Form(liaison, ("docx",)),
    "list-comment": Form(list_comment, ("txt",)),
    "comment-table": Form(comment_table, ("docx", "csv")),
    "issue": Form(issue, ("md",)),
    "approval-comment": Form(approval_comment, ("docx", "txt")),
}
"""The forms, by the name that ``sdo.yaml`` gives; the only list of them."""

LAYOUTS: Mapping[str, Callable[[Paper], bytes]] = {
    "csv": as_csv,
    "docx": as_docx,
    "md": as_markdown,
    "txt": as_text,
}
"""The formats, by the ending of their files."""
