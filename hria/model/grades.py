"""The ordinal scales of the method; all of them have order, none has distance.

METHOD sections 1 and 2: nothing here is ever summed, averaged or weighted.
"""

from enum import IntEnum
from typing import Annotated, Literal

from hria.model.base import Document, Grade, Gravity, form

Word = Literal["yes", "partly", "no", "not-applicable", "unknown"]
"""The five words an answer can be."""

UnknownReason = Literal[
    "text-not-public",
    "text-not-read",
    "text-ambiguous",
    "not-in-this-text",
    "depends-on-deployment",
    "outside-competence",
]
"""Why an answer is unknown."""

Force = Literal["N0", "N1", "N2", "N3", "N4"]
"""The force of a clause, from forbidden (N0) to required (N4)."""

Nexus = Literal["direct", "contributory", "linked"]
"""How the text is tied to the effect (after UNGP 13 and 19)."""

Strength = Literal["E0", "E1", "E2", "E3", "E4"]
"""How strong a piece of evidence is, from none (E0) to the clause in force (E4)."""

Effect = Literal["removes", "prevents", "limits", "consent", "accountability", "advice"]
"""What a safeguard or an ask does to the finding it addresses (METHOD section 5)."""

QuestionId = Annotated[str, form(r"^[A-Z]{2,6}-[0-9]{2,4}$", "an id such as PRV-05")]
"""The code of a question, such as ``PRV-05``: never reused, the same in every language."""


class Level(IntEnum):
    """The level of a finding or a result; METHOD section 4."""

    NONE = 0
    LOW = 1
    MODERATE = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The level as files and outputs write it, such as ``high``."""
        return self.name.lower()


class Suggestion(Document):
    """The grades a checklist suggests to an assessor; each may be left open."""

    scale: Gravity | None = None
    """The gravity of the effect, from 0 none to 4 grave."""

    scope: Grade | None = None
    """Who can be reached: 1 a named opt-in group to 4 a cross-border default."""

    irremediability: Grade | None = None
    """How far the effect can be undone: 1 at once by the user to 4 not at all."""

    force: Force | None = None
    """The force of the clause, N0 to N4."""

    likelihood: Grade | None = None
    """How probable the effect is: 1 remote to 4 near certain."""

    nexus: Nexus | None = None
    """How the text is tied to the effect."""


class Grades(Document):
    """The grades of one finding, given with the safeguards of the text set aside."""

    scale: Gravity
    """The gravity of the effect, from 0 none to 4 grave."""

    scope: Grade
    """Who can be reached: 1 a named opt-in group to 4 a cross-border default."""

    irremediability: Grade
    """How far the effect can be undone: 1 at once by the user to 4 not at all."""

    force: Force | None = None
    """The force of the clause, N0 to N4; where it is left out, likelihood is needed."""

    likelihood: Grade | None = None
    """How probable the effect is: 1 remote to 4 near certain; else it follows from force."""

    nexus: Nexus
    """How the text is tied to the effect."""
