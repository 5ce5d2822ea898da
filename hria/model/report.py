"""What ``hria report --format json`` gives: everything that a report rests on."""

from typing import Annotated, Literal

from pydantic import WithJsonSchema

from hria.model.assessment import Assessment, Pin, State
from hria.model.base import Digest, Document, Text
from hria.model.grades import QuestionId, Strength
from hria.model.standard import Descriptor

LevelWord = Literal["none", "low", "moderate", "high", "critical"]
"""A level in one word."""

Count = Annotated[int, WithJsonSchema({"type": "integer", "minimum": 0})]
"""How many."""

Share = Annotated[float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1})]
"""A part of a whole."""

Named = Annotated[str | None, WithJsonSchema({"type": ["string", "null"]})]
"""A name, or null where there is none."""


class Withheld(Document):
    """How much is left out because it is confidential."""

    evidence: Count = 0
    """Pieces of evidence whose quote, source and clause are hidden."""

    answers: Count = 0
    """Answers whose reasons are hidden, and who gave them."""

    asks: Count = 0
    """Asks whose words are hidden."""

    safeguards: Count = 0
    """Safeguards whose words are hidden."""

    enabling: Count = 0
    """Good effects whose words are hidden."""

    objections: Count = 0
    """Objections whose words are hidden."""

    dissent: Count = 0
    """Dissents whose words are hidden, and who wrote them."""

    names: Count = 0
    """Assessors whose names are hidden."""


class Digests(Document):
    """The files that the report rests on."""

    checklists: dict[Pin, Digest]
    """The digest of each checklist."""

    descriptor: Digest | None = None
    """The digest of the descriptor."""


class Asked(Document):
    """A question that applies, or may apply."""

    id: QuestionId
    """Its id."""

    right: Text
    """The right that its checklist is about."""

    title: Text
    """Its title."""

    ask: Text
    """The question itself."""

    law: tuple[Text, ...]
    """The law and the technical sources behind it; † marks what nobody has opened yet."""


class RightScore(Document):
    """What an assessment comes to for one right."""

    checklist: Pin
    """The checklist that was answered."""

    result: LevelWord
    """The result after the safeguards of the text."""

    inherent: LevelWord
    """The result without them."""

    floor: LevelWord
    """The lower end of the range."""

    ceiling: LevelWord
    """The upper end of the range."""

    if_asks_accepted: LevelWord
    """The result if every ask is accepted."""

    coverage: Share
    """Answered over applicable questions."""

    answered: Count
    """How many questions are answered yes, partly or no."""

    applicable: Count
    """How many questions apply."""

    provisional: tuple[Text, ...]
    """Why the result is provisional; empty where it is not."""

    profile: dict[LevelWord, Count]
    """How many counted findings there are at each level."""

    set_by: tuple[QuestionId, ...]
    """The findings that set the result."""

    worst: tuple[QuestionId, ...]
    """The three worst findings."""

    unknown: tuple[QuestionId, ...]
    """The questions that are open."""

    escalated: bool
    """Whether a written reason raised the result."""


class FindingScore(Document):
    """What one finding comes to."""

    question: QuestionId
    """The question."""

    right: Text
    """The right."""

    severity: Count
    """The severity without safeguards, 0 to 4."""

    likelihood: Count
    """The likelihood without safeguards, 1 to 4."""

    inherent: LevelWord
    """The level without safeguards."""

    residual: LevelWord
    """The level with the safeguards of the text."""

    if_asks_accepted: LevelWord
    """The level if the asks on it are accepted."""

    counted: bool
    """Whether it can set the result."""

    evidence: Strength
    """Its strongest evidence."""

    vector: Text
    """The finding in one line (METHOD section 9)."""


class AskScore(Document):
    """What one ask would do."""

    id: Text
    """The id of the ask."""

    alone: dict[Text, LevelWord]
    """The results if it alone were accepted."""


class Aside(Document):
    """An answer that is kept aside."""

    question: QuestionId
    """Its question."""

    why: Text
    """What decides that the question does not apply."""


class Scored(Document):
    """What ``hria score --format json`` gives."""

    method: Text
    """The version of the method."""

    standard: Text
    """The standard."""

    edition: Named
    """The edition that was read; null where none is named."""

    rights: dict[Text, RightScore]
    """The results, by right."""

    findings: tuple[FindingScore, ...]
    """The findings."""

    asks: tuple[AskScore, ...]
    """The asks, each alone."""

    smallest_sets: dict[Text, dict[LevelWord, tuple[Text, ...]]]
    """For each right, the smallest set of asks that brings its result below a level."""

    aside: tuple[Aside, ...]
    """What is kept aside."""


class Enclosed(Document):
    """A file inside a report, from which the report can be made again."""

    name: Text
    """Its name."""

    media_type: Text
    """Its kind, as the internet names kinds of files."""

    description: Text
    """What it is, in the language of the report."""

    text: str
    """All of it; in UTF-8 it has the digest that ``report.json`` among these files names."""


class Report(Document):
    """A report as JSON: everything that it rests on."""

    kind: Text
    """The kind of report: ``brief``, ``full`` …"""

    language: Text
    """The language of its own words."""

    title: Text
    """Its title."""

    state: State
    """How far the review has come."""

    draft: bool
    """Whether no rights review has taken place."""

    confidential: bool
    """Whether confidential words and names are in it."""

    banner: tuple[Text, ...]
    """What is to be read first: review, machine answers, reviewers."""

    caution: Text
    """What an assessment of a text cannot show."""

    withheld: Withheld
    """How much is left out because it is confidential."""

    digests: Digests
    """The files that it rests on."""

    assessment: Assessment
    """The assessment, without notes and without what is kept aside."""

    questions: tuple[Asked, ...]
    """The questions that apply, or may apply."""

    score: Scored
    """What the assessment comes to."""

    descriptor: Descriptor | None = None
    """What reports tell of the standard, with its sources; absent where nothing is known."""

    enclosed: tuple[Enclosed, ...]
    """The files that ``hria verify`` makes the report from again, in order of their names."""
