"""A checklist: the questions of one right at one version, with the scales they are graded on."""

from functools import cached_property
from typing import Annotated, Literal

from hria.model.base import Document, Grade, Text, Truth, form
from hria.model.facts import Capability, Mark
from hria.model.grades import Nexus, QuestionId, Suggestion, Word


class Source(Document):
    """A law or a technical document on which a question rests."""

    kind: Literal["law", "technical"] | None = None
    """Whether it is law, in the widest sense, or a technical document."""

    instrument: Text | None = None
    """A treaty, general comment, resolution, report, judgment or principle."""

    ref: Text | None = None
    """A technical document, such as ``RFC 9620``."""

    at: Text | None = None
    """The article, paragraph or section."""

    mark: Mark | None = None
    """How well the reference was checked."""

    note: Text | None = None
    """What a reader must know about the reference."""

    @property
    def name(self) -> str:
        """The law or the document, as the bibliography names it."""
        return self.instrument or self.ref or ""

    @property
    def was_read(self) -> bool:
        """Whether the reference needs no mark: it was checked, or nothing is said of it."""
        return self.mark in {None, "verified"}

    @property
    def words(self) -> str:
        """The reference in one line, such as ``ICCPR art. 17``."""
        return f"{self.name} {self.at}" if self.at else self.name

    @property
    def marked(self) -> str:
        """The reference with how well it was checked, such as ``ICCPR art. 17 [recalled]``."""
        told = "; ".join(filter(None, (self.mark, self.note)))
        return f"{self.words} [{told}]" if told else self.words


class Question(Document):
    """One thing asked of a standard's text; its id never changes its sense."""

    id: QuestionId
    """The code that findings cite, such as ``PRV-05``. Never reused."""

    state: Literal["active", "retired"] = "active"
    """A question that is dropped stays, retired, so that its id is not used again."""

    title: Text
    """Two or three words that name the question."""

    ask: Text
    """The question itself: one plain yes or no."""

    why: str = ""
    """What is at stake for people, in words that need no technical knowledge."""

    help: str = ""
    """How to find the answer in a text."""

    answers: dict[Word, Text] = {}
    """What each answer means here."""

    worrying: Literal["yes", "no"]
    """The answer that is adverse; ``partly`` always is."""

    gate: Truth = False
    """Whether the result is provisional while the answer is unknown."""

    max_severity: Grade = 4
    """The highest severity a finding under this question can have."""

    features: tuple[Capability, ...] | None = None
    """The capabilities of a standard that make the question apply; absent: always asked."""

    asked_if: dict[QuestionId, tuple[Word, ...]] = {}
    """Earlier questions of the same checklist, and the answers to each that make this one apply."""

    replaces: tuple[QuestionId, ...] = ()
    """Retired questions whose answers are carried over to this one, in the same sense."""

    grades: Suggestion | None = None
    """Grades suggested to the assessor."""

    grades_note: str = ""
    """Why these grades are suggested, and when others fit."""

    sources: tuple[Source, ...] = ()
    """The law and the technical documents on which the question rests."""

    ask_for: str = ""
    """The typical amendment."""

    @property
    def law(self) -> tuple[Source, ...]:
        """The legal sources, in the order of the file."""
        return tuple(s for s in self.sources if s.kind != "technical" and s.instrument)

    def adverse(self, word: Word) -> bool:
        """Return whether the answer *word* is a finding (METHOD section 1)."""
        return word in {self.worrying, "partly"}


class Ruling(Document):
    """A doubt about the wording that was settled, as a court's ruling settles a law."""

    id: Text
    """The number of the ruling."""

    on: tuple[Text, ...]
    """The ids of the questions it concerns, or ``scope``, ``force``, ``rule-6``."""

    text: Text
    """The ruling."""


class Scales(Document):
    """The anchors of the ordinal scales: what each step means for this right."""

    scale: dict[Literal["0", "1", "2", "3", "4"], Text] = {}
    """Gravity of the effect, 0 to 4."""

    scope: dict[Literal["1", "2", "3", "4"], Text] = {}
    """Who can be reached, 1 to 4."""

    irremediability: dict[Literal["1", "2", "3", "4"], Text] = {}
    """How far the effect can be undone, 1 to 4."""

    force: dict[Literal["N0", "N1", "N2", "N3", "N4"], Text] = {}
    """The force of a clause."""

    likelihood: dict[Literal["1", "2", "3", "4"], Text] = {}
    """How probable the effect is, 1 to 4."""

    nexus: dict[Nexus, Text] = {}
    """How the text is tied to the effect."""


class Checklist(Document):
    """The questions of one right; the right and the version are its folder and file name."""

    title: Text
    """The name of the right, or of the cross-cutting theme."""

    prefix: Annotated[str, form(r"^[A-Z]{2,6}$", "capital letters, such as PRV")] | None = None
    """The letters with which the ids of its questions begin."""

    method: Literal["1"]
    """The version of the scoring method the questions are written for."""

    instruments: tuple[Text, ...] = ()
    """The articles that protect the right."""

    rules: tuple[Text, ...] = ()
    """How the questions are to be read."""

    scales: Scales | None = None
    """What the steps of the scales mean for this right."""

    rulings: tuple[Ruling, ...] = ()
    """Doubts about the wording that were settled."""

    questions: tuple[Question, ...]
    """The questions, in the order in which they are asked."""

    @cached_property
    def active(self) -> tuple[Question, ...]:
        """The questions that are not retired, in order."""
        return tuple(q for q in self.questions if q.state == "active")

    def rulings_on(self, question: Question) -> tuple[Ruling, ...]:
        """Return the rulings that name *question*."""
        return tuple(r for r in self.rulings if question.id in r.on)

    def lost(self, release: "Checklist") -> tuple[QuestionId, ...]:
        """Return the ids of *release* that are gone here; each should stay, retired."""
        here = {q.id for q in self.questions}
        return tuple(q.id for q in release.questions if q.id not in here)

    def revived(self, release: "Checklist") -> tuple[QuestionId, ...]:
        """Return the ids that *release* retired and that are asked again here."""
        asked = {q.id for q in self.active}
        return tuple(q.id for q in release.questions if q.state == "retired" and q.id in asked)
