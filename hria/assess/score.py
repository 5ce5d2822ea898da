"""Answers to findings, findings to one word per right; METHOD sections 5 to 7 and 9.

Nothing is added up. A result is its worst counted finding, shown with its
reasons; what is unknown widens the range instead of improving the result.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hria.assess.grading import (
    WORST,
    Basis,
    Graded,
    Note,
    graded,
    level,
    likelihood,
    silent,
)
from hria.assess.plan import Applied, Part, Standing, applicability, aside, counting
from hria.assess.smallest import Owed, smallest_set
from hria.model.assessment import Answer, Ask, Assessment, Safeguard
from hria.model.checklist import Question
from hria.model.grades import Grades, Level, Strength

_COUNTING: frozenset[Strength] = frozenset({"E2", "E3", "E4"})
ENOUGH_HIGH = 3
"""METHOD section 6.2: an escalation needs three counted findings at high."""


@dataclass(frozen=True, slots=True)
class Finding:
    """An adverse answer with its grades, and what they come to in the three columns."""

    question: Question
    right: str
    ref: str
    answer: Answer
    grades: Grades
    basis: Basis
    safeguards: tuple[Safeguard, ...]
    asks: tuple[Ask, ...]
    inherent: Graded
    residual: Graded
    if_asks: Graded
    strength: Strength
    steps: tuple[tuple[str, str], ...] = ()
    """Which rule of METHOD gave which step; filled where it is asked for."""

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.question.id

    @property
    def may_count(self) -> bool:
        """Whether its nexus lets it set a result, whatever the evidence."""
        return self.grades.nexus != "linked"

    @property
    def counted(self) -> bool:
        """Whether it can set a result (METHOD section 4)."""
        return self.may_count and self.strength in _COUNTING

    @property
    def vector(self) -> str:
        """The finding in one machine-readable line (METHOD section 9)."""
        g = self.grades
        return (
            f"HRIA:1/Q:{self.id}@{self.ref.partition('@')[2]}/NX:{g.nexus}"
            f"/SC:{g.scale}/SP:{g.scope}/IR:{g.irremediability}/LK:{self.basis.likelihood}"
            f"/EV:{self.strength}/SV:{self.residual.severity}/LV:{self.residual.level.word}"
        )

    def accepting(self, accepted: Iterable[Ask]) -> Level:
        """Return the level with the safeguards of the text and the asks *accepted*."""
        mine = [ask for ask in accepted if self.id in ask.addresses]
        return graded(self.basis, [*self.safeguards, *mine]).level


@dataclass(frozen=True, slots=True)
class Result:
    """The row of one right."""

    part: Part
    title: str
    applied: Mapping[str, Applied]
    """Whether each question applies, by id, and what decides it."""

    asked: tuple[Question, ...]
    """The questions that apply, or may apply, in order."""

    findings: tuple[Finding, ...]
    """All findings of the right, worst first."""

    unknown: tuple[Question, ...]
    """The questions without an answer, or with the answer unknown."""

    inherent: Level
    result: Level
    if_asks: Level
    ceiling: Level
    answered: int
    applicable: int
    provisional: tuple[str, ...]
    set_by: tuple[Finding, ...]
    escalation: bool
    """Whether a reason to escalate is written for the right."""

    @property
    def floor(self) -> Level:
        """The lower end of the range: the result itself."""
        return self.result

    @property
    def escalated(self) -> bool:
        """Whether the written reason raised the result from high to critical."""
        return bool(self.set_by) and self.result > self.set_by[0].residual.level

    def accepting(self, accepted: Iterable[Ask]) -> Level:
        """Return the result with the safeguards of the text and the asks *accepted*."""
        asks = tuple(accepted)
        levels = (f.accepting(asks) for f in self.findings if f.counted)
        return _worst(levels, escalated=self.escalation)

    @property
    def coverage(self) -> float:
        """Answered over applicable questions; 1 where nothing applies."""
        return self.answered / self.applicable if self.applicable else 1.0

    @property
    def profile(self) -> dict[Level, int]:
        """How many counted findings stand at each residual level, worst first."""
        levels = (Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.LOW)
        counted = [f.residual.level for f in self.findings if f.counted]
        return {each: counted.count(each) for each in levels}

    @property
    def worst(self) -> tuple[Finding, ...]:
        """The three worst counted findings, those that set the result first."""
        ranked = [f for f in self.findings if f.counted and f.residual.level > Level.NONE]
        return tuple(ranked[:3])


@dataclass(frozen=True, slots=True)
class Score:
    """Everything that follows from an assessment."""

    standard: str
    edition: str | None
    results: tuple[Result, ...]
    alone: Mapping[str, Mapping[str, Level]]
    """For each ask, the results if it alone were accepted."""

    smallest: Mapping[str, Mapping[Level, tuple[str, ...]]]
    """For each right, the smallest set of asks that brings its result below a level."""

    aside: tuple[tuple[Question, Applied], ...] = ()
    """The questions whose answers are kept aside, and what decides it."""

    def aside_in(self, result: Result) -> tuple[tuple[Question, Applied], ...]:
        """Return what is kept aside of one right."""
        return tuple((q, applied) for q, applied in self.aside if q.id in result.applied)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, right by right, in the order of the questions."""
        return tuple(
            finding
            for result in self.results
            for finding in sorted(result.findings, key=lambda f: f.id)
        )


def score(
    assessment: Assessment,
    parts: tuple[Part, ...],
    features: frozenset[str] | None,
    *,
    explain: bool = False,
) -> Score:
    """Return what *assessment* comes to; it must fit its checklists (assess.fit)."""
    kept_aside = tuple(aside(parts, assessment, features))
    assessment = counting(assessment, parts, features)
    results = tuple(result_of(part, assessment, features, explain=explain) for part in parts)
    return Score(
        assessment.standard,
        assessment.edition,
        results,
        {ask.id: {r.part.right: r.accepting((ask,)) for r in results} for ask in assessment.asks},
        {r.part.right: smallest_sets(r, assessment.asks) for r in results},
        kept_aside,
    )


def result_of(
    part: Part,
    assessment: Assessment,
    features: frozenset[str] | None,
    *,
    explain: bool = False,
) -> Result:
    """Return the row of one right; what is kept aside is left out already (plan.counting)."""
    applied = applicability(part, assessment, features)
    asked = tuple(q for q in part.checklist.active if applied[q.id].standing is not Standing.NOT)
    findings = tuple(
        sorted(
            (
                _finding(part, question, answer, assessment, explain=explain)
                for question, answer in assessment.adverse(asked)
            ),
            key=worst_first,
        )
    )
    escalation = any(e.right == part.right for e in assessment.escalations)
    unknown = tuple(q for q in asked if _word(assessment, q) == "unknown")
    words = [_word(assessment, q) for q in asked]
    answered = sum(word in {"yes", "partly", "no"} for word in words)
    applicable = sum(word != "not-applicable" for word in words)
    counted = [f for f in findings if f.counted]
    worst = max((f.residual.level for f in counted), default=Level.NONE)
    set_by = tuple(f for f in counted if f.residual.level == worst > Level.NONE)
    result = _worst((f.residual.level for f in counted), escalated=escalation)
    strengths = [f.strength for f in set_by] or [
        a.strength for q in asked if (a := assessment.answers.get(q.id))
    ]
    provisional = [
        *(["coverage"] if answered * 10 < applicable * 6 else []),
        *(f"gate:{q.id}" for q in unknown if q.gate),
        *(["evidence"] if "E4" not in strengths else []),
    ]
    return Result(
        part=part,
        title=part.checklist.title,
        applied=applied,
        asked=asked,
        findings=findings,
        unknown=unknown,
        inherent=_worst((f.inherent.level for f in counted), escalated=escalation),
        result=result,
        if_asks=_worst((f.if_asks.level for f in counted), escalated=escalation),
        ceiling=_ceiling(result, findings, unknown, escalated=escalation),
        answered=answered,
        applicable=applicable,
        provisional=tuple(provisional),
        set_by=set_by,
        escalation=escalation,
    )


def _word(assessment: Assessment, question: Question) -> str:
    answer = assessment.answers.get(question.id)
    return answer.answer if answer else "unknown"


def _finding(
    part: Part,
    question: Question,
    answer: Answer,
    assessment: Assessment,
    *,
    explain: bool,
) -> Finding:
    if answer.grades is None:
        # assess.fit reports such an answer, and nothing unfit is scored.
        message = f"{question.id}: an adverse answer without grades"
        raise ValueError(message)
    steps: list[tuple[str, str]] = []
    note: Note = _noting(steps) if explain else silent
    basis = Basis(answer.grades, likelihood(answer, answer.grades, note), question.max_severity)
    working = tuple(s for s in assessment.safeguards if s.question == question.id and s.works)
    asks = tuple(a for a in assessment.asks if question.id in a.addresses)
    note("inherent", "without the safeguards of the text")
    inherent = graded(basis, (), note)
    note("residual", f"with {len(working)} working safeguard(s) of the text")
    residual = graded(basis, working, note)
    note("if asks", f"with {len(asks)} ask(s) accepted as well")
    if_asks = graded(basis, [*working, *asks], note)
    return Finding(
        question=question,
        right=part.right,
        ref=part.ref,
        answer=answer,
        grades=answer.grades,
        basis=basis,
        safeguards=working,
        asks=asks,
        inherent=inherent,
        residual=residual,
        if_asks=if_asks,
        strength=answer.strength,
        steps=tuple(steps),
    )


def _noting(steps: list[tuple[str, str]]) -> Note:
    def note(rule: str, words: str) -> None:
        steps.append((rule, words))

    return note


def worst_first(finding: Finding) -> tuple[int, int, int, int, int, str]:
    """Return the rank of a finding: METHOD section 6.6, those that cannot set a result last."""
    r = finding.residual
    return (
        -finding.counted,
        -r.level,
        -r.severity,
        -r.likelihood,
        -int(finding.strength[1]),
        finding.id,
    )


def _worst(levels: Iterable[Level], *, escalated: bool) -> Level:
    found = list(levels)
    worst = max(found, default=Level.NONE)
    if escalated and worst == Level.HIGH and found.count(worst) >= ENOUGH_HIGH:
        return Level.CRITICAL
    return worst


def _ceiling(
    result: Level,
    findings: tuple[Finding, ...],
    unknown: tuple[Question, ...],
    *,
    escalated: bool,
) -> Level:
    might_be = [level(q.max_severity, WORST, "direct") for q in unknown]
    left_out = [f.residual.level for f in findings if f.may_count and not f.counted]
    highest = max([result, *might_be, *left_out])
    if escalated and highest == Level.HIGH:
        return Level.CRITICAL
    return highest


def smallest_sets(result: Result, asks: tuple[Ask, ...]) -> dict[Level, tuple[str, ...]]:
    """Return the smallest set of *asks* that brings *result* below each level it can leave."""
    found: dict[Level, tuple[str, ...]] = {}
    for target in range(result.result, Level.NONE, -1):
        chosen = smallest_set(len(asks), _owing(result, asks, Level(target)))
        if chosen is None:
            break
        found[Level(target)] = tuple(asks[position].id for position in chosen)
    return found


def _owing(result: Result, asks: tuple[Ask, ...], target: Level) -> Owed:
    """Return what is owed until *result* is below *target*."""
    counted = [f for f in result.findings if f.counted]
    addressing = {
        f.id: frozenset(i for i, ask in enumerate(asks) if f.id in ask.addresses) for f in counted
    }

    def owed(accepted: frozenset[int]) -> list[frozenset[int]]:
        taken = [asks[position] for position in accepted]
        levels = {f.id: f.accepting(taken) for f in counted}
        debts = [addressing[i] - accepted for i, v in levels.items() if v >= target]
        high = [i for i, v in levels.items() if v == Level.HIGH]
        if result.escalation and target == Level.CRITICAL and len(high) >= ENOUGH_HIGH:
            debts.append(frozenset().union(*(addressing[i] for i in high)) - accepted)
        return debts

    return owed
