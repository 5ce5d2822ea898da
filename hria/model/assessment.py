"""An assessment: the answers given about one edition of one standard."""

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from hria.model.base import Day, Digest, Document, Steps, Text, Truth, form
from hria.model.checklist import Question
from hria.model.grades import (
    Effect,
    Grades,
    QuestionId,
    Strength,
    UnknownReason,
    Word,
)

NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
"""What the id of an assessor, an ask or a safeguard looks like."""

Name = Annotated[str, form(f"^{NAME}$", "letters, digits, dots, hyphens and underscores")]
"""A short id: letters, digits, dots, hyphens and underscores."""

Standard = Annotated[
    str,
    form(
        r"^[a-z0-9][a-z0-9-]*/[a-z0-9]+([._-][a-z0-9]+)*$",
        "<body>/<id> in lower case, such as itu-t/y.2770",
    ),
]
"""The id of a standard, ``<body>/<id>`` in lower case."""

Pin = Annotated[
    str,
    form(
        r"^[a-z][a-z0-9-]*@((0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2}|draft)$",
        "a checklist and its version, such as privacy@1.0.0",
    ),
]
"""A checklist at a version, ``privacy@1.0.0``."""

State = Literal[
    "draft",
    "self-checked",
    "technical-review",
    "rights-review",
    "consulted",
    "approved",
    "published",
    "superseded",
]
"""How far the review of an assessment has come, in this order."""

STATES: tuple[State, ...] = State.__args__  # type: ignore[attr-defined]
"""The review states in order."""


class Pinned(Document):
    """The checklist that was answered, and the digest of its file."""

    ref: Pin
    """The checklist and its version."""

    digest: Digest | None = None
    """The digest of the checklist's file when it was answered."""


class Assessor(Document):
    """Whoever answered: a person, or a machine."""

    id: Name
    """The short name that answers cite."""

    name: str = ""
    """The name, or a pseudonym."""

    kind: Literal["person", "machine"]
    """A machine's answers are always shown as a machine's."""

    role: Text = "assessor"
    """What this assessor did."""

    affiliation: str = ""
    """For whom the assessor works."""

    interests: str = ""
    """Interests that a reader should know of."""

    confidential: Truth = False
    """Whether name and affiliation are kept out of every output."""


MOST_WORDS = 25
"""How many words a quote may have: enough to find the place, no copy of the text."""

# In these scripts a word has no blanks around it, so each sign of theirs counts.
_IDEOGRAPH = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def words_in(quote: str) -> int:
    """Return how many words *quote* has; each sign of Chinese or Japanese is one."""
    rest, signs = _IDEOGRAPH.subn(" ", quote)
    return signs + sum(any(map(str.isalnum, word)) for word in rest.split())


class Evidence(Document):
    """Where in a text or a record an answer can be checked."""

    clause: str = ""
    """The clause or section."""

    quote: str = ""
    """A few words of the text."""

    source: Text
    """A key of the descriptor's sources, or the source in words."""

    strength: Strength
    """How strong the evidence is, E0 to E4."""

    confidential: Truth = False
    """Whether quote, source and clause are kept out of every output."""


class Use(Document):
    """A documented use of the same capability against people."""

    what: Text
    """What happened, where and when."""

    source: Text
    """The citation."""


class Test(Document):
    """One step of the three-part test; recorded, never scored (METHOD section 8)."""

    outcome: Literal["pass", "fail", "unclear", "needs-law"]
    """The outcome on the text alone."""

    reason: Text
    """Why."""


TestName = Literal[
    "legality",
    "legitimate-aim",
    "necessity",
    "proportionality",
    "essence",
    "non-discrimination",
    "remedy",
]
"""The steps of the test of a limit on a right."""


class Answer(Document):
    """The answer to one question, with its reasons."""

    answer: Word
    """The answer."""

    reason: UnknownReason | None = None
    """Why the answer is unknown; needed for ``unknown``."""

    rationale: str = ""
    """Why this answer, in plain words; needed for ``not-applicable``."""

    evidence: tuple[Evidence, ...] = ()
    """Where the answer can be checked."""

    grades: Grades | None = None
    """The grades of the finding; needed where the answer is adverse."""

    documented_use: tuple[Use, ...] = ()
    """Uses of the same capability against people; they raise the likelihood by one."""

    likelihood_reason: str = ""
    """Why the likelihood is not the one that follows from force and documented use."""

    tests: dict[TestName, Test] = {}
    """The three-part test, where the severity is 3 or 4."""

    confidential: Truth = False
    """Whether the words of the answer, and who gave it, are kept out of every output."""

    applies: Truth = False
    """Whether the assessor finds that the question applies, although it is not asked here."""

    under: Pin | None = None
    """The wording that was answered, where it is not that of the pinned version."""

    by: Name | None = None
    """The id of the assessor who answered."""

    on: Day | None = None
    """The day of the answer."""

    @property
    def strength(self) -> Strength:
        """The highest strength among the pieces of evidence; E0 where there is none."""
        return max((piece.strength for piece in self.evidence), default="E0")


class Former(Document):
    """An answer to an earlier wording that no longer stands by itself; never thrown away."""

    question: QuestionId
    """The question that was answered."""

    under: Pin
    """The checklist and version whose wording was answered."""

    reason: Text
    """Why the answer does not stand by itself any more."""

    answer: Answer
    """The answer, whole."""


class Safeguard(Document):
    """A protection that stands in the text, aimed at one finding."""

    id: Name
    """The short name, such as ``S1``."""

    question: QuestionId
    """The question whose finding it addresses."""

    effect: Effect
    """What it does to the finding."""

    steps: Steps = 1
    """How many steps ``prevents`` takes off the severity."""

    clause: str = ""
    """Where it stands."""

    text: Text
    """What it says, in the assessor's words."""

    normative: Truth
    """Whether the text requires it."""

    verifiable: Truth
    """Whether a test, a log or an audit can show that it is kept."""

    default: Truth
    """Whether it is on without anybody's action."""

    confidential: Truth = False
    """Whether clause and text are kept out of every output."""

    @property
    def works(self) -> bool:
        """Whether it has its effect: normative, verifiable and on by default."""
        return self.normative and self.verifiable and self.default


class Ask(Document):
    """A change that the assessor proposes to the body."""

    id: Name
    """The short name, such as ``A1``."""

    addresses: tuple[QuestionId, ...]
    """The questions whose findings it works on."""

    effect: Effect
    """What it would do to each of them."""

    steps: Steps = 1
    """How many steps ``prevents`` takes off the severity."""

    action: Literal["ADD", "MOD", "SUP", "NOC"]
    """Add, modify, suppress, or keep without change."""

    clause: str = ""
    """The clause to be changed."""

    text: Text
    """The words to add, or what is to be deleted."""

    reason: str = ""
    """Why."""

    confidential: Truth = False
    """Whether clause, text and reason are kept out of every output."""


class Enabling(Document):
    """A good effect on a right: shown beside the result, never subtracted from it."""

    right: Text
    """The right that gains."""

    text: Text
    """What the standard makes possible."""

    source: Text
    """A key of the descriptor's sources, or the source in words."""

    confidential: Truth = False
    """Whether text and source are kept out of every output."""


class Escalation(Document):
    """A written reason why three or more high findings together are critical."""

    right: Text
    """The right whose result is raised."""

    reason: Text
    """Why they work together."""


class Objection(Document):
    """What somebody says against the findings or the asks, and what the record answers."""

    id: Name
    """The short name, such as ``O1``."""

    text: Text
    """The objection, in the assessor's words."""

    by: str = ""
    """Who raises it, or has raised it."""

    source: str = ""
    """A key of the descriptor's sources, or the source in words; empty where it is expected."""

    answer: str = ""
    """The answer; left out where what stands at the questions answers it."""

    questions: tuple[QuestionId, ...] = ()
    """The questions whose answers, evidence and tests meet it."""

    confidential: Truth = False
    """Whether text, names, source and answer are kept out of every output."""


class Signature(Document):
    """A step of the review: who took the assessment to which state, and when."""

    state: State
    """The state that was reached."""

    by: Name
    """The id of the assessor or reviewer who signs."""

    on: Day
    """The day."""

    note: str = ""
    """Remarks; dissent has a place of its own."""


class Dissent(Document):
    """What an assessor or a reviewer does not agree with; every report says that it is there."""

    by: Name
    """The id of the assessor or reviewer who dissents."""

    on: Day | None = None
    """The day."""

    question: QuestionId | None = None
    """The question whose answer or grades are disputed."""

    right: str = ""
    """The right whose result is disputed; with no question and no right, it is the whole."""

    text: Text
    """The dissent, in its author's words."""

    confidential: Truth = False
    """Whether text, author and day are kept out of every output."""


Moment = Annotated[
    str,
    form(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$", "a moment such as 2026-11-21T09:30Z"),
]
"""A day and a minute of universal time, ``YYYY-MM-DDThh:mmZ``."""


class Entry(Document):
    """A line of the journal: what was done to the answer to a question, by whom and when."""

    question: QuestionId
    """The question."""

    did: Literal["answered", "withdrawn"]
    """Whether an answer was given, or one was taken back."""

    answer: Word | None = None
    """The answer that stood afterwards; none where the question was open again."""

    by: Name | None = None
    """The id of the assessor who did it."""

    at: Moment | None = None
    """When, to the minute."""

    confidential: Truth = False
    """Whether who did it and when are kept out of every output."""


class Review(Document):
    """How far the review has come."""

    state: State = "draft"
    """The state."""

    history: tuple[Signature, ...] = ()
    """The steps so far, oldest first."""

    dissent: tuple[Dissent, ...] = ()
    """Who does not agree, and with what."""


class Assessment(Document):
    """The answers about one edition of one standard, under pinned checklists."""

    standard: Standard
    """The standard."""

    edition: Text | None = None
    """The edition that was read."""

    standard_digest: Digest | None = None
    """The digest of the descriptor's file when the assessment was made."""

    checklists: tuple[Pinned, ...]
    """The checklists that were answered."""

    assessors: tuple[Assessor, ...] = ()
    """Who answered and reviewed."""

    answers: dict[QuestionId, Answer] = {}
    """The answers, by question."""

    notes: dict[QuestionId, Text] = {}
    """The assessors' own notes, by question; they are in no output."""

    to_confirm: tuple[Former, ...] = ()
    """Old answers that somebody has to confirm or to give anew; until then the question is open."""

    archived: tuple[Former, ...] = ()
    """Old answers whose question is gone, or that were given anew."""

    safeguards: tuple[Safeguard, ...] = ()
    """Protections that stand in the text."""

    asks: tuple[Ask, ...] = ()
    """Changes proposed to the body."""

    enabling: tuple[Enabling, ...] = ()
    """Good effects on rights."""

    escalations: tuple[Escalation, ...] = ()
    """Rights whose high findings together are critical, with the reason."""

    objections: tuple[Objection, ...] = ()
    """What is said against it, with the answers; talking points rest on them."""

    review: Review = Review()
    """How far the review has come."""

    history: tuple[Entry, ...] = ()
    """The journal of the answers, oldest entry first."""

    def assessor(self, name: str | None) -> Assessor | None:
        """Return the assessor with the id *name*, or None."""
        return next((a for a in self.assessors if a.id == name), None)

    def former(self, question: str) -> Former | None:
        """Return the old answer to *question* that waits to be confirmed, or None."""
        return next((f for f in self.to_confirm if f.question == question), None)

    def adverse(self, questions: tuple[Question, ...]) -> Iterator[tuple[Question, Answer]]:
        """Yield the questions whose answers are findings, with their answers."""
        for question in questions:
            answer = self.answers.get(question.id)
            if answer and question.adverse(answer.answer):
                yield question, answer
