"""A standard as its descriptor tells it, and the body that made it."""

from functools import cached_property
from typing import Annotated, Literal

from hria.model.base import Count, Document, Text, form
from hria.model.facts import Capability, Fact, Mark, SourceEntry
from hria.model.grades import QuestionId

SourceKey = Annotated[
    str, form(r"^[a-z0-9][a-z0-9.-]*$", "lower-case letters, digits, dots and hyphens")
]
"""The key of a source: lower-case letters, digits, dots and hyphens."""

Status = Literal["draft", "in-force", "superseded", "withdrawn", "proposal", "unknown"]
"""The standing of an edition."""


class StatusFact(Fact):
    """The standing of an edition, with its source."""

    value: Status
    """The standing."""


class Edition(Document):
    """One edition of a standard; assessments name the one that was read."""

    id: Annotated[
        str, form(r"^[0-9A-Za-z][0-9A-Za-z-]*$", "letters, digits and hyphens, such as 2012-11")
    ]
    """The name used after ``@``, such as ``2012-11``."""

    date: Fact | None = None
    """The day or month of approval or publication."""

    status: StatusFact | None = None
    """Its standing."""

    note: Text | None = None
    """What a reader must know about the edition."""


class Clause(Fact):
    """A fact that stands at a clause of the text."""

    clause: Text | None = None
    """The clause."""

    force: Literal["N0", "N1", "N2", "N3", "N4", "unknown"] | None = None
    """The force of the clause."""


class CapabilityFact(Clause):
    """Something the standard can do that touches people."""

    capability: Capability
    """The word of the vocabulary."""

    basis: Literal["text", "draft", "authors", "analysis"] | None = None
    """Whether the text specifies it, only a draft did, authors say so, or it is our inference."""

    used_by: Text | None = None
    """Who can use it."""

    against: Text | None = None
    """On whom it acts."""

    visible: Literal["yes", "no", "unknown"] | None = None
    """Whether the person can notice it."""


class Voice(Fact):
    """A concern, a counter-view or a demand, by somebody."""

    by: Text | None = None
    """Who says so."""

    on: Text | None = None
    """When, as exactly as known."""

    questions: tuple[QuestionId, ...] = ()
    """The questions it bears on; talking points answer it from what stands there."""


class Relation(Fact):
    """How another text is related."""

    relation: Literal[
        "supersedes",
        "superseded-by",
        "updates",
        "updated-by",
        "profile-of",
        "profiled-by",
        "companion",
        "competitor",
    ]
    """The relation of this standard to the other."""

    id: Text | None = None
    """The other standard, as ``<body>/<id>``."""


class Check(Document):
    """A person's check of the facts of a descriptor."""

    by: Text
    """Who checked."""

    on: Text
    """When."""

    what: Text | None = None
    """What was checked."""


class Descriptor(Document):
    """What is known of one standard; body and id are its folder and file name."""

    designation: Fact
    """The number or short name, such as ``ITU-T Y.2770``."""

    title: Fact
    """The exact official title."""

    editions: tuple[Edition, ...] = ()
    """The editions, newest first."""

    body: Fact | None = None
    """The group that made it."""

    approval_route: Fact | None = None
    """How it was approved."""

    text_access: Fact | None = None
    """Who may read the text."""

    drafts_access: Fact | None = None
    """Who could read the drafts."""

    normative_force: Fact | None = None
    """Whether it binds, and whom."""

    adoption_path: tuple[Fact, ...] = ()
    """Law, procurement and trade rules that cite it."""

    layer: Fact | None = None
    """Where in the network it works."""

    actors: tuple[Fact, ...] = ()
    """Who can act through it."""

    capabilities: tuple[CapabilityFact, ...] | None = None
    """What it can do that touches people; absent where nobody has looked."""

    data_exposed: tuple[Fact, ...] = ()
    """Which data becomes visible to whom, and for how long."""

    control_points: tuple[Fact, ...] = ()
    """What can be refused, revoked or cut, and by whom."""

    safeguards: tuple[Clause, ...] = ()
    """Protections that stand in the text."""

    silences: tuple[Fact, ...] = ()
    """Subjects that a rights-aware text would cover and this one does not."""

    concerns: tuple[Voice, ...] = ()
    """What others have said against it."""

    counter_views: tuple[Voice, ...] = ()
    """What its makers and others answer."""

    asks: tuple[Voice, ...] = ()
    """Changes that have been proposed; those whose mark is inferred are our own."""

    related: tuple[Relation, ...] = ()
    """Companions, predecessors and competitors."""

    open_questions: tuple[Fact, ...] = ()
    """What is unknown, and how to find out."""

    checked: tuple[Check, ...] = ()
    """Checks of the facts by people; empty where there was none."""

    sources: dict[SourceKey, SourceEntry] = {}
    """The sources, by the key that facts name."""

    @cached_property
    def features(self) -> frozenset[str] | None:
        """The capabilities as words, or None where nobody has looked."""
        if self.capabilities is None:
            return None
        return frozenset(c.capability for c in self.capabilities)

    def edition(self, name: str) -> Edition | None:
        """Return the edition called *name*, or None."""
        return next((e for e in self.editions if e.id == name), None)


class Stage(Document):
    """A stage of a body's process at which a text can still be changed."""

    id: SourceKey
    """The short name of the stage."""

    name: Text
    """The stage in words."""

    happens: Text
    """What happens at this stage."""

    who: Text | None = None
    """Who may act."""

    document: Text | None = None
    """The form in which to act."""

    deadline: Text | None = None
    """By when, or by which rule."""

    note: Text | None = None
    """What a reader must know."""

    source: Text
    """A key of ``sources`` in the same file, or the source in words."""

    mark: Mark
    """How well it was checked."""

    at: Text | None = None
    """The clause, section or page of the source; needed where the mark is ``verified``."""


class Rule(Document):
    """A rule by which one day follows from another."""

    count: Count
    """How many days, weeks or months."""

    unit: Literal["days", "weeks", "months"]
    """What is counted; days are calendar days."""

    side: Literal["before", "after"]
    """On which side of the other day."""

    of: Literal["meeting", "opening"]
    """The other day: the first of a meeting, or the one on which a period opens."""


class Deadline(Fact):
    """By when a document must be there, in words, and as a rule where it can be worked out."""

    rule: Rule | None = None
    """The rule; absent where no day follows from a day that people know."""


SubmissionForm = Literal[
    "contribution", "liaison", "list-comment", "comment-table", "issue", "approval-comment"
]
"""A form in which the program can write a document to a body."""


class Accepted(Document):
    """A document in which a body accepts a proposal."""

    id: SourceKey
    """The short name, by which the document is asked for."""

    name: Text
    """What the body calls it."""

    form: SubmissionForm | None = None
    """The form in which the program writes it; absent where it writes none."""

    stages: tuple[SourceKey, ...]
    """The stages at which it can be used."""

    who: Text
    """Who may send it."""

    header: dict[Text, Text] = {}
    """The lines of its head that only the sender can fill in, and what belongs there."""

    deadlines: tuple[Deadline, ...] = ()
    """By when it must be there; none: unknown."""

    note: Text | None = None
    """What a sender must know."""

    source: Text
    """A key of ``sources`` in the same file, or the source in words."""

    mark: Mark
    """How well it was checked."""

    at: Text | None = None
    """The clause, section or page of the source; needed where the mark is ``verified``."""


class Body(Document):
    """A standards body: its name, its process, and how a comment reaches it."""

    name: Fact
    """The full name."""

    short: Text
    """The usual short name, such as ``ITU-T``."""

    address: Text | None = None
    """Its site."""

    about: Fact | None = None
    """What it is, in one sentence."""

    stages: tuple[Stage, ...] = ()
    """The stages of its process, in order of time."""

    documents: tuple[Accepted, ...] = ()
    """The documents in which it accepts a proposal."""

    comment: tuple[Fact, ...] = ()
    """How somebody outside submits a comment."""

    sources: dict[SourceKey, SourceEntry] = {}
    """The sources, by the key that facts name."""
