"""What is asked once a right has all its answers, and what it all comes to in the end."""

from collections.abc import Iterator

from hria.assess.narrowing import Narrowing, Open, narrowing
from hria.assess.plan import Part
from hria.assess.score import ENOUGH_HIGH, Result, Score, score
from hria.assess.session import Closing
from hria.model.assessment import Assessment, Enabling, Escalation
from hria.model.grades import Level
from hria.prompt.talk import Talk


def close(
    talk: Talk,
    part: Part,
    assessment: Assessment,
    parts: tuple[Part, ...],
    features: frozenset[str] | None,
) -> Closing:
    """Return the good effects on a right, and a reason to raise its result, as far as given."""
    found = score(assessment, parts, features)
    result = next(r for r in found.results if r.part.right == part.right)
    talk.show("")
    talk.show(f"{result.title}: every question that applies has an answer.")
    talk.show(f"  {_row(result)}")
    return Closing(
        tuple(_enabling(talk, part, assessment)),
        tuple(_escalations(talk, part, assessment, result)),
    )


def _enabling(talk: Talk, part: Part, assessment: Assessment) -> Iterator[Enabling]:
    for effect in assessment.enabling:
        if effect.right == part.right:
            talk.say(f"  A good effect is recorded: {effect.text}")
    label, hint = "What does the text make possible for this right", " (Enter: nothing)"
    while text := talk.words(label, hint):
        source = talk.words("Its source (a key, or words)", needed=True)
        yield Enabling(right=part.right, text=text, source=source)
        label, hint = "Another good effect", " (Enter: no more)"


def _escalations(
    talk: Talk, part: Part, assessment: Assessment, result: Result
) -> Iterator[Escalation]:
    high = [f.id for f in result.findings if f.counted and f.residual.level == Level.HIGH]
    written = any(e.right == part.right for e in assessment.escalations)
    if written or result.result != Level.HIGH or len(high) < ENOUGH_HIGH:
        return
    talk.say(f"  {len(high)} findings are high: {', '.join(high)}. Together they may be critical.")
    reason = talk.words("Why they are critical together", " (Enter: they are not)")
    if reason:
        yield Escalation(right=part.right, reason=reason)


_MOST = 4
"""How many open questions of a right are named in the summary."""

_REASONS = {
    "coverage": "fewer than six in ten questions could be answered",
    "evidence": "nothing that sets it rests on the clause itself (E4)",
}


def _row(result: Result) -> str:
    span = (
        f"{result.floor.word} only"
        if result.floor == result.ceiling
        else f"from {result.floor.word} to {result.ceiling.word}"
    )
    return (
        f"{result.title}: {_word(result)}; range {span};"
        f" answered {result.answered} of {result.applicable}"
    )


def _word(result: Result) -> str:
    """Return the result in one word; silence is never shown as an all-clear."""
    weak = any(f.may_count and not f.counted for f in result.findings)
    if result.result > Level.NONE or not (result.unknown or weak):
        return result.result.word
    return "none found so far" if result.answered else "not known"


def _provisional(result: Result) -> Iterator[str]:
    gates = [r.removeprefix("gate:") for r in result.provisional if r.startswith("gate:")]
    reasons = [_REASONS[r] for r in result.provisional if r in _REASONS]
    if gates:
        reasons.append(f"key questions are unknown: {', '.join(gates)}")
    if reasons:
        yield f"  provisional: {'; '.join(reasons)}"


def summary(
    assessment: Assessment, parts: tuple[Part, ...], features: frozenset[str] | None
) -> Iterator[str]:
    """Yield what the assessment comes to, what would change it, and what to do next."""
    found = score(assessment, parts, features)
    yield ""
    yield "What it comes to"
    for result in found.results:
        yield f"  {_row(result)}"
        yield from (f"  {line}" for line in _provisional(result))
        for finding in result.worst:
            yield f"    {finding.residual.level.word}: {finding.id} {finding.question.title}"
    yield from _narrowing(narrowing(assessment, parts, features))
    yield from _asks(assessment, found)


def _narrowing(rights: tuple[Narrowing, ...]) -> Iterator[str]:
    if not any(right.open for right in rights):
        return
    yield ""
    yield "Which open questions matter most (l lists all)"
    for right in rights:
        for each in right.open[:_MOST]:
            said = "; ".join(_matters(each, right))
            yield f"  {each.question.id} {each.question.title}: {said}"
        if len(right.open) > _MOST:
            yield f"  {right.part.checklist.title}: {len(right.open) - _MOST} more"
        if right.together:
            names = ", ".join(question.id for question in right.together)
            yield f"  Only together do these hold the range at {right.ceiling.word}: {names}"


def _matters(each: Open, right: Narrowing) -> Iterator[str]:
    yield each.doubt.value
    if each.falls_to is not None:
        yield f"without it the range ends at {each.falls_to.word}"
    elif each.reach > right.floor:
        yield f"it may be {each.reach.word}"
    if each.gate:
        yield "a key question"


def _asks(assessment: Assessment, found: Score) -> Iterator[str]:
    if not assessment.asks:
        return
    yield ""
    yield "Which asks matter"
    # The same asks may bring a result below several levels: the lowest says it all.
    lowest = {
        (result.title, ids): level
        for result in found.results
        for level, ids in found.smallest[result.part.right].items()
    }
    for (title, ids), level in lowest.items():
        yield f"  {title} below {level.word}: {', '.join(ids)}"
    if not lowest:
        yield "  As the answers stand, no ask brings a result below another level."
