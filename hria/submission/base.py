"""What a document to a body is, before any format."""

from dataclasses import dataclass
from typing import Literal

from hria.brief.blocks import Heading, Items, Notice, Paragraph, Table
from hria.brief.subject import Subject
from hria.model.assessment import Ask
from hria.model.standard import Accepted

Revision = Literal["kept", "added", "deleted"]
"""What a proposal does to a run of words."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change to the text."""

    label: str
    """The action and the clause, such as ``MOD 6.3``."""

    words: str
    """The words as the assessor wrote them."""

    runs: tuple[tuple[Revision, str], ...]
    """The same words run by run, with what becomes of each."""


Piece = Heading | Paragraph | Notice | Items | Table | Change


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be laid out: every word of it is decided."""

    title: str
    day: str
    """The last day of the assessment; empty where it has none."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """What a document is made from; confidential words are hidden already."""

    subject: Subject
    accepted: Accepted
    """The document as the body describes it."""

    asks: tuple[Ask, ...]
    """The asks that are ready."""

    meeting: str = ""
    """The first day of the meeting; empty where none was named."""

    @property
    def day(self) -> str:
        """The last day on which something was answered or signed; empty where there is none."""
        assessment = self.subject.assessment
        answered = (answer.on for answer in assessment.answers.values())
        signed = (step.on for step in assessment.review.history)
        return max((day for day in (*answered, *signed) if day), default="")
