"""The arithmetic of one finding: likelihood, severity, level, and what changes them.

METHOD sections 2 to 5. Every function says, through *note*, which rule gave
which step, so that the explanation and the result cannot drift apart.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hria.model.assessment import Answer, Ask, Safeguard
from hria.model.facts import SourceKind
from hria.model.grades import Effect, Force, Grades, Level, Nexus, Strength

Note = Callable[[str, str], None]
"""Takes the section of METHOD and what it gave."""

STRONGEST: Mapping[SourceKind, Strength] = {
    "primary": "E4",
    "copy": "E4",
    "draft": "E3",
    "leaked-draft": "E3",
    "secondary": "E2",
    "none": "E1",
}
"""METHOD section 2: what evidence from a source of each kind can be at most."""

_START: dict[Force, int] = {"N0": 1, "N1": 2, "N2": 2, "N3": 3, "N4": 4}

_LEVELS: tuple[tuple[Level, ...], ...] = (
    (Level.NONE, Level.NONE, Level.NONE, Level.NONE),
    (Level.LOW, Level.LOW, Level.LOW, Level.MODERATE),
    (Level.LOW, Level.MODERATE, Level.MODERATE, Level.MODERATE),
    (Level.MODERATE, Level.MODERATE, Level.HIGH, Level.HIGH),
    (Level.HIGH, Level.HIGH, Level.CRITICAL, Level.CRITICAL),
)
"""METHOD section 4: severity 0 to 4 down, likelihood 1 to 4 across."""

WORST = 4
"""The last step of every scale but that of evidence."""


def silent(_rule: str, _words: str) -> None:
    """Note nothing."""


def derived_likelihood(force: Force | None, *, documented: bool, note: Note = silent) -> int | None:
    """Return the likelihood that follows from force and documented use, or None without force."""
    if force is None:
        return None
    start = _START[force]
    note("2", f"force {force} starts the likelihood at {start}")
    if not documented:
        return start
    raised = min(start + 1, WORST)
    note("2", f"documented use of the same capability makes it {raised}")
    return raised


def likelihood(answer: Answer, grades: Grades, note: Note = silent) -> int:
    """Return the likelihood of the finding; an assessor's own value needs its reason (fit)."""
    documented = bool(answer.documented_use)
    derived = derived_likelihood(grades.force, documented=documented, note=note)
    if grades.likelihood is not None and grades.likelihood != derived:
        why = "with a reason" if derived else "for no force is given"
        note("2", f"the assessor sets the likelihood to {grades.likelihood}, {why}")
        return grades.likelihood
    if derived is None:
        # assess.fit reports such an answer, and nothing unfit is scored.
        message = "a finding has neither force nor likelihood"
        raise ValueError(message)
    return derived


def severity(scale: int, scope: int, irremediability: int, cap: int, note: Note = silent) -> int:
    """Return the severity, 0 to 4 (METHOD section 3)."""
    if scale == 0:
        value = 0
        note("3", "scale 0 gives severity 0")
    elif WORST in (scope, irremediability):
        value = min(scale + 1, 4)
        note("3", f"scale {scale}, with scope or irremediability 4, gives severity {value}")
    elif scope == 1 and irremediability <= 2:  # noqa: PLR2004 - METHOD section 3
        value = max(scale - 1, 1)
        given = f"scale {scale}, with scope 1 and irremediability {irremediability},"
        note("3", f"{given} gives severity {value}")
    else:
        value = scale
        note("3", f"scale {scale} gives severity {value}")
    if value > cap:
        note("3", f"the question's max-severity holds it at {cap}")
    return min(value, cap)


def level(value: int, chance: int, nexus: Nexus, note: Note = silent) -> Level:
    """Return the level for a severity and a likelihood (METHOD section 4)."""
    found = _LEVELS[value][chance - 1]
    note("4", f"severity {value} and likelihood {chance} give {found.word}")
    if nexus == "contributory" and found > Level.HIGH:
        note("4", "a contributory finding is at most high")
        return Level.HIGH
    return found


@dataclass(frozen=True, slots=True)
class Graded:
    """A finding as it stands in one of the three columns."""

    severity: int
    likelihood: int
    level: Level


@dataclass(frozen=True, slots=True)
class Basis:
    """What the arithmetic needs to know of a finding: its grades, likelihood and cap."""

    grades: Grades
    likelihood: int
    cap: int


def graded(
    finding: Basis,
    changes: Iterable[Safeguard | Ask] = (),
    note: Note = silent,
) -> Graded:
    """Return the finding with *changes* in force; each effect works once (METHOD section 5)."""
    effects: dict[Effect, int] = {}
    for change in changes:
        effects[change.effect] = max(effects.get(change.effect, 0), change.steps)
    grades = finding.grades
    remains = grades.irremediability
    if "accountability" in effects:
        remains = max(remains - 1, 1)
        note("5", f"accountability lowers the irremediability to {remains}")
    value = severity(grades.scale, grades.scope, remains, finding.cap, note)
    if "prevents" in effects:
        value = _lower(value, effects["prevents"])
        note("5", f"prevents lowers the severity to {value}")
    if "limits" in effects:
        value = _lower(value, 1)
        note("5", f"limits lowers the severity to {value}")
    chance = finding.likelihood
    if "consent" in effects:
        chance = _lower(chance, 1)
        note("5", f"consent lowers the likelihood to {chance}")
    if "removes" in effects:
        note("5", "removes makes the level none")
        return Graded(value, chance, Level.NONE)
    return Graded(value, chance, level(value, chance, grades.nexus, note))


def _lower(value: int, steps: int) -> int:
    # A severity of 0 is already below what any safeguard leaves.
    return max(value - steps, min(value, 1))
