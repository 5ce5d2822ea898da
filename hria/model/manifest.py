"""What a report says of itself in ``report.json``, one of the files inside it."""

from typing import Annotated, Literal

from hria.model.assessment import Pin
from hria.model.base import Digest, Document, Text, form

NAME = "report.json"
"""The name of the file."""

FileName = Annotated[str, form(r"^[a-z0-9][a-z0-9.-]{0,127}$", "a name such as assessment.yaml")]
"""The name of a file inside a report; it leads nowhere else."""

KindName = Annotated[str, form(r"^[a-z][a-z0-9-]{0,63}$", "a word such as brief")]
"""A kind of report."""

LanguageTag = Annotated[str, form(r"^[A-Za-z0-9-]{1,35}$", "a tag such as en")]
"""A language."""


class Listed(Document):
    """One of the other files."""

    name: FileName
    """Its name."""

    digest: Digest
    """The digest of its bytes."""


class Manifest(Document):
    """What the report is, and the files from which it can be made again."""

    format: Literal["hria-report-1"]
    """The version of this file's own form."""

    hria: Text
    """The version of hria that made the report."""

    kind: KindName
    """The kind of report."""

    language: LanguageTag
    """Its language."""

    paper: Literal["a4", "letter"] = "a4"
    """The sheet it is printed on."""

    confidential: bool
    """Whether confidential words and names are in it."""

    standard: Text
    """The standard that was assessed."""

    edition: Text | None = None
    """The edition that was read."""

    checklists: tuple[Pin, ...]
    """The checklists that were answered."""

    files: tuple[Listed, ...]
    """The other files, in order of their names."""
