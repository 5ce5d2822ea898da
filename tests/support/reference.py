"""METHOD.md worked out slowly and plainly, section by section, without hria.assess.

Written from the text of the method alone, so that a misreading in the code does
not repeat itself here. It uses words and tables, and tries everything.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from hria.model.assessment import Answer, Ask, Assessment, Safeguard
from hria.model.checklist import Checklist, Question

LEVELS = ("none", "low", "moderate", "high", "critical")
STRENGTHS = ("E0", "E1", "E2", "E3", "E4")

# Section 4, row by row; the columns are likelihood 1 to 4.
TABLE = {
    0: ("none", "none", "none", "none"),
    1: ("low", "low", "low", "moderate"),
    2: ("low", "moderate", "moderate", "moderate"),
    3: ("moderate", "moderate", "high", "high"),
    4: ("high", "high", "critical", "critical"),
}


@dataclass(frozen=True)
class Finding:
    """One finding in the three columns."""

    question: str
    severity: int
    residual_severity: int
    likelihood: int
    residual_likelihood: int
    strength: str
    nexus: str
    inherent: str
    residual: str
    if_asks: str
    counted: bool


@dataclass(frozen=True)
class Right:
    """The result of one right, with all that is said beside it."""

    result: str
    inherent: str
    if_asks: str
    floor: str
    ceiling: str
    coverage: Fraction
    provisional: tuple[str, ...]
    profile: dict[str, int]
    set_by: frozenset[str]
    alone: dict[str, str]
    smallest: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def reference(assessment: Assessment, questions: Sequence[Question], right: str) -> Right:
    """Return what METHOD.md says about *right*, whose checklist asks *questions*."""
    words = {q.id: _word(assessment, q) for q in questions}
    found = {
        q.id: (q, assessment.answers[q.id])
        for q in questions
        if words[q.id] in {q.worrying, "partly"}
    }
    escalated = any(e.right == right for e in assessment.escalations)
    everything = [ask.id for ask in assessment.asks]

    def levels(*, safeguards: bool, asks: Collection[str]) -> dict[str, str]:
        return {
            name: _level(assessment, q, answer, safeguards=safeguards, asks=asks)
            for name, (q, answer) in found.items()
        }

    counted = {name for name, (_, answer) in found.items() if _counts(answer)}

    def result(column: Mapping[str, str]) -> str:
        return _result([column[name] for name in counted], escalated=escalated)

    inherent = levels(safeguards=False, asks=())
    residual = levels(safeguards=True, asks=())
    if_asks = levels(safeguards=True, asks=everything)

    # "The highest of the result, the level of every unknown question taken at its
    # max-severity with likelihood 4 and direct nexus, and the residual level of every
    # finding left out only because its evidence is E0 or E1."
    possible = [result(residual)]
    possible += [TABLE[q.max_severity][3] for q in questions if words[q.id] == "unknown"]
    possible += [
        residual[name]
        for name, (_, answer) in found.items()
        if _nexus(answer) != "linked" and _strength(answer) in {"E0", "E1"}
    ]
    ceiling = _highest(possible)
    if escalated and ceiling == "high":
        ceiling = "critical"

    top = _highest([residual[name] for name in counted])
    set_by = frozenset(n for n in counted if top != "none" and residual[n] == top)

    return Right(
        result=result(residual),
        inherent=result(inherent),
        if_asks=result(if_asks),
        floor=result(residual),
        ceiling=ceiling,
        coverage=_coverage(list(words.values())),
        provisional=_provisional(assessment, questions, words, set_by),
        profile={level: len([n for n in counted if residual[n] == level]) for level in LEVELS[1:]},
        set_by=set_by,
        alone={ask: result(levels(safeguards=True, asks=[ask])) for ask in everything},
        smallest={
            level: chosen
            for level in LEVELS[1 : LEVELS.index(result(residual)) + 1]
            for chosen in _first_below(
                level, everything, lambda asks: result(levels(safeguards=True, asks=asks))
            )
        },
        findings=tuple(
            Finding(
                question=name,
                severity=_weights(assessment, q, answer, safeguards=False, asks=())[0],
                residual_severity=_weights(assessment, q, answer, safeguards=True, asks=())[0],
                likelihood=_likelihood(answer),
                residual_likelihood=_weights(assessment, q, answer, safeguards=True, asks=())[1],
                strength=_strength(answer),
                nexus=_nexus(answer),
                inherent=inherent[name],
                residual=residual[name],
                if_asks=if_asks[name],
                counted=name in counted,
            )
            for name, (q, answer) in found.items()
        ),
    )


def _word(assessment: Assessment, question: Question) -> str:
    # Section 1: "A question with no answer counts as unknown."
    answer = assessment.answers.get(question.id)
    return answer.answer if answer else "unknown"


def _strength(answer: Answer) -> str:
    # Section 2: "the highest strength among its pieces of evidence; none is E0."
    seen = {piece.strength for piece in answer.evidence}
    return next((s for s in reversed(STRENGTHS) if s in seen), "E0")


def _nexus(answer: Answer) -> str:
    assert answer.grades
    return answer.grades.nexus


def _counts(answer: Answer) -> bool:
    # Section 4: "its nexus is direct or contributory and its evidence is E2 or better."
    return _nexus(answer) != "linked" and _strength(answer) in {"E2", "E3", "E4"}


def _likelihood(answer: Answer) -> int:
    assert answer.grades
    if answer.grades.likelihood is not None:
        return answer.grades.likelihood
    assert answer.grades.force
    start = {"N0": 1, "N1": 2, "N2": 2, "N3": 3, "N4": 4}[answer.grades.force]
    return {1: 2, 2: 3, 3: 4, 4: 4}[start] if answer.documented_use else start


def _severity(question: Question, scale: int, scope: int, irremediability: int) -> int:
    if scale == 0:
        severity = 0
    elif scope == 4 or irremediability == 4:
        severity = {1: 2, 2: 3, 3: 4, 4: 4}[scale]
    elif scope == 1 and irremediability in {1, 2}:
        severity = {1: 1, 2: 1, 3: 2, 4: 3}[scale]
    else:
        severity = scale
    return min(severity, question.max_severity)


def _step_down(value: int) -> int:
    # Section 5: none of these lowers anything below 1; what is 0 stays 0.
    return {0: 0, 1: 1, 2: 1, 3: 2, 4: 3}[value]


def _working(
    assessment: Assessment, question: Question, *, safeguards: bool, asks: Collection[str]
) -> list[Safeguard | Ask]:
    standing: list[Safeguard | Ask] = [
        s
        for s in assessment.safeguards
        if safeguards and s.question == question.id and s.normative and s.verifiable and s.default
    ]
    return standing + [a for a in assessment.asks if a.id in asks and question.id in a.addresses]


def _weights(
    assessment: Assessment,
    question: Question,
    answer: Answer,
    *,
    safeguards: bool,
    asks: Collection[str],
) -> tuple[int, int]:
    """Return severity and likelihood after the effects: accountability, severity, consent."""
    assert answer.grades
    working = _working(assessment, question, safeguards=safeguards, asks=asks)
    effects = {one.effect for one in working}
    irremediability = answer.grades.irremediability
    if "accountability" in effects:
        irremediability = _step_down(irremediability)
    severity = _severity(question, answer.grades.scale, answer.grades.scope, irremediability)
    if "prevents" in effects:
        severity = _step_down(severity)
    if any(one.effect == "prevents" and one.steps == 2 for one in working):
        severity = _step_down(severity)
    if "limits" in effects:
        severity = _step_down(severity)
    likelihood = _likelihood(answer)
    if "consent" in effects:
        likelihood = _step_down(likelihood)
    return severity, likelihood


def _level(
    assessment: Assessment,
    question: Question,
    answer: Answer,
    *,
    safeguards: bool,
    asks: Collection[str],
) -> str:
    working = _working(assessment, question, safeguards=safeguards, asks=asks)
    if "removes" in {one.effect for one in working}:
        return "none"
    severity, likelihood = _weights(assessment, question, answer, safeguards=safeguards, asks=asks)
    level = TABLE[severity][likelihood - 1]
    # Section 4: "A contributory finding is at most high."
    return "high" if _nexus(answer) == "contributory" and level == "critical" else level


def _highest(levels: Collection[str]) -> str:
    return next((level for level in reversed(LEVELS) if level in levels), "none")


def _result(levels: Sequence[str], *, escalated: bool) -> str:
    highest = _highest(levels)
    if escalated and highest == "high" and levels.count("high") >= 3:
        return "critical"
    return highest


def _coverage(words: Sequence[str]) -> Fraction:
    asked = [word for word in words if word != "not-applicable"]
    answered = [word for word in asked if word != "unknown"]
    return Fraction(len(answered), len(asked)) if asked else Fraction(1)


def _provisional(
    assessment: Assessment,
    questions: Sequence[Question],
    words: Mapping[str, str],
    set_by: Collection[str],
) -> tuple[str, ...]:
    reasons = []
    if _coverage(list(words.values())) < Fraction(3, 5):
        reasons.append("coverage")
    reasons += [f"gate:{q.id}" for q in questions if q.gate and words[q.id] == "unknown"]
    # Section 6, rule 5: "no finding that sets the result has E4 evidence (for the
    # result none: when no answer has)."
    bearing = set_by or {q.id for q in questions if q.id in assessment.answers}
    if all(_strength(assessment.answers[name]) != "E4" for name in bearing):
        reasons.append("evidence")
    return tuple(reasons)


def _first_below(
    level: str, asks: Sequence[str], result: Callable[[Collection[str]], str]
) -> list[tuple[str, ...]]:
    """Return the first of the smallest sets, in the order of the file, or nothing."""
    for size in range(len(asks) + 1):
        for chosen in combinations(asks, size):
            if LEVELS.index(result(chosen)) < LEVELS.index(level):
                return [chosen]
    return []


def asked(
    checklist: Checklist, assessment: Assessment, has: Collection[str] | None
) -> list[Question]:
    """Return the questions that are asked, or may be, of a standard that *has* capabilities."""
    found = _applicable(checklist, assessment, has)
    return [q for q in checklist.questions if found.get(q.id) in {"yes", "maybe"}]


def counted_alone(
    assessment: Assessment, checklists: Sequence[Checklist], has: Collection[str] | None
) -> Assessment:
    """Return *assessment* without the answers whose questions do not surely apply.

    The issue: "answers that no longer apply are kept aside, shown, left out of score and
    outputs"; and so is what addresses nothing else.
    """
    surely = {
        name: verdict == "yes"
        for checklist in checklists
        for name, verdict in _applicable(checklist, assessment, has).items()
    }
    left = {name for name in assessment.answers if surely.get(name, True)}
    gone = set(assessment.answers) - left
    return assessment.model_copy(
        update={
            "answers": {name: assessment.answers[name] for name in sorted(left)},
            "safeguards": tuple(s for s in assessment.safeguards if s.question not in gone),
            "asks": tuple(a for a in assessment.asks if set(a.addresses) - gone),
        }
    )


def _applicable(
    checklist: Checklist, assessment: Assessment, has: Collection[str] | None
) -> dict[str, str]:
    """Return "yes", "no" or "maybe" for each question that is not retired.

    FORMATS: "descriptor capabilities that make it apply; absent: always asked". A verdict is
    given where it can be, round after round, until there is one on each question.
    """
    waiting = {q.id: q for q in checklist.questions if q.state == "active"}
    found: dict[str, str] = {}
    while waiting:
        ready = [q for q in waiting.values() if not any(name in waiting for name in q.asked_if)]
        assert ready, "questions that wait for one another"
        for question in ready:
            found[question.id] = _verdict(question, assessment, has, found)
            del waiting[question.id]
    return found


def _verdict(
    question: Question,
    assessment: Assessment,
    has: Collection[str] | None,
    before: Mapping[str, str],
) -> str:
    given = assessment.answers.get(question.id)
    if given and given.applies:
        return "yes"
    if question.features is not None and has is not None and not set(question.features) & set(has):
        return "no"
    met = [
        _met(words, before[name], assessment.answers.get(name))
        for name, words in question.asked_if.items()
        if name in before
    ]
    if "no" in met:
        return "no"
    return "maybe" if "maybe" in met else "yes"


def _met(words: Collection[str], before: str, answer: Answer | None) -> str:
    if before != "yes":
        return before
    if answer is None or answer.answer == "unknown":
        return "maybe"
    return "yes" if answer.answer in words else "no"
