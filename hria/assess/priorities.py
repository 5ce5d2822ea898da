"""What comes first where time is short: a few asks, the red line, and the fallbacks.

Nothing is scored here: the choice follows from the levels of the score alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hria.assess.score import Finding, Result, Score, smallest_sets, worst_first
from hria.model.assessment import Ask, Assessment
from hria.model.grades import Level


@dataclass(frozen=True, slots=True)
class Aim:
    """The right that comes first, and the fewest asks that bring it below its present level."""

    result: Result
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """What to accept where an ask is refused, and what the result would then be."""

    refused: Ask
    finding: Finding
    """The gravest finding on which the refused ask works."""

    result: Result
    """The right of that finding."""

    instead: tuple[Ask, ...]
    """The asks that take its place; empty where the record has none."""

    same: bool
    """Whether they work on the same finding; if not, on others of its right."""

    level: Level
    """The result with these and with the other asks that come first."""


def gravest_first(score: Score) -> tuple[Result, ...]:
    """Return the results, the worst first; those that tie stand as in the assessment."""
    return tuple(sorted(score.results, key=lambda result: -result.result))


def aim(score: Score, asks: Sequence[Ask]) -> Aim | None:
    """Return the gravest right that the asks can bring below its level; None where none is."""
    by_id = {ask.id: ask for ask in asks}
    for result in gravest_first(score):
        if found := score.smallest[result.part.right].get(result.result):
            return Aim(result, tuple(by_id[name] for name in found))
    return None


def foremost(score: Score, asks: Sequence[Ask], most: int) -> tuple[Ask, ...]:
    """Return the *most* asks to be put first, in their order.

    Those of the aim come first, then those that alone change most: the results of
    more rights, then a finding of a higher level, then more findings; those that tie
    stand as in the file. An ask that alone changes nothing is among them only where
    the aim needs it.
    """
    aimed = aim(score, asks)
    needed = aimed.asks if aimed else ()
    others = [ask for ask in asks if ask not in needed and lowered(score, ask)]
    return (*_ranked(score, needed), *_ranked(score, others))[:most]


def lowered(score: Score, ask: Ask) -> tuple[Finding, ...]:
    """Return the counted findings whose level *ask* alone lowers, worst first."""
    found = [f for f in _addressed(score, ask) if f.accepting((ask,)) < f.residual.level]
    return tuple(found)


def leading(score: Score, ask: Ask) -> Finding | None:
    """Return the gravest counted finding that *ask* lowers, or at least addresses."""
    return next(iter((*lowered(score, ask), *_addressed(score, ask))), None)


def unacceptable(score: Score) -> tuple[Finding, ...]:
    """Return what sets a result at the worst level, high or critical.

    Those that are still findings if every ask is accepted come first.
    """
    worst = max((result.result for result in score.results), default=Level.NONE)
    if worst < Level.HIGH:
        return ()
    found = [f for r in score.results if r.result == worst for f in r.set_by]
    return tuple(sorted(found, key=lambda f: f.if_asks.level == Level.NONE))


def removing(finding: Finding) -> tuple[Ask, ...]:
    """Return the asks that each alone take *finding* away."""
    return tuple(a for a in finding.asks if finding.accepting((a,)) == Level.NONE)


def failed(score: Score) -> tuple[Finding, ...]:
    """Return the counted findings that fail a step of the three-part test, worst first."""
    found = [
        f
        for f in score.findings
        if f.counted and any(test.outcome == "fail" for test in f.answer.tests.values())
    ]
    return tuple(sorted(found, key=worst_first))


def fallback(
    score: Score, assessment: Assessment, refused: Ask, first: Sequence[Ask]
) -> Fallback | None:
    """Return what may take the place of *refused*; None where it works on no finding.

    The ask that alone brings the same finding lowest comes first; where none lowers it,
    the next smallest set of asks that brings its right below its present level.
    """
    finding = leading(score, refused)
    if finding is None:
        return None
    result = next(r for r in score.results if r.part.right == finding.right)
    others = tuple(ask for ask in assessment.asks if ask.id != refused.id)
    milder = [
        ask
        for ask in others
        if finding.id in ask.addresses and finding.accepting((ask,)) < finding.residual.level
    ]
    # An ask that is not made yet is more to offer than one that is made anyway.
    milder.sort(key=lambda ask: (finding.accepting((ask,)), ask in first))
    kept = [ask for ask in first if ask.id != refused.id]
    instead = tuple(milder[:1])
    if not instead:
        names = smallest_sets(result, others).get(result.result, ())
        # Where all of them are asked for already, nothing takes the place.
        if not {ask.id for ask in kept}.issuperset(names):
            instead = tuple(ask for ask in others if ask.id in names)
    level = result.accepting([*kept, *instead])
    return Fallback(refused, finding, result, instead, bool(milder), level)


def _addressed(score: Score, ask: Ask) -> list[Finding]:
    found = [f for f in score.findings if f.counted and f.id in ask.addresses]
    return sorted(found, key=worst_first)


def _ranked(score: Score, asks: Sequence[Ask]) -> tuple[Ask, ...]:
    return tuple(sorted(asks, key=lambda ask: _changes(score, ask)))


def _changes(score: Score, ask: Ask) -> tuple[int, int, int]:
    rights = sum(score.alone[ask.id][r.part.right] < r.result for r in score.results)
    found = lowered(score, ask)
    gravest = max((f.residual.level for f in found), default=Level.NONE)
    return -rights, -gravest, -len(found)
