"""A score as text for people and as JSON for tools."""

import json
from collections.abc import Iterator

from hria.assess.plain import plain
from hria.assess.plan import why
from hria.assess.score import Finding, Result, Score
from hria.model.grades import Level


def as_json(score: Score, *, explain: bool = False) -> str:
    """Return *score* as JSON; the keys are part of the contract and never change."""
    return json.dumps(plain(score, explain=explain), ensure_ascii=False, indent=2) + "\n"


def as_text(score: Score, *, explain: bool = False) -> str:
    """Return *score* as lines for a terminal or a screen reader."""
    return "\n".join(_lines(score, explain=explain)) + "\n"


def _lines(score: Score, *, explain: bool) -> Iterator[str]:
    edition = f", edition {score.edition}" if score.edition else ""
    yield f"{score.standard}{edition} (method 1)"
    for result in score.results:
        yield ""
        yield from _row(result)
        yield from _aside(score, result)
    if score.alone:
        yield ""
        yield from _asks(score)
    for finding in score.findings if explain else ():
        yield ""
        yield from _steps(finding)


def _row(result: Result) -> Iterator[str]:
    yield f"{result.part.right}: {result.result.word}"
    yield f"  range: {result.floor.word} to {result.ceiling.word}"
    yield (
        f"  without the text's safeguards: {result.inherent.word};"
        f" if the asks are accepted: {result.if_asks.word}"
    )
    yield f"  answered: {result.answered} of {result.applicable} ({result.coverage:.0%})"
    profile = ", ".join(f"{level.word} {n}" for level, n in result.profile.items())
    yield f"  findings that count: {profile}"
    named = ", ".join(f"{f.id} {f.question.title}" for f in result.set_by)
    nothing = "nothing found so far" if result.unknown else "no adverse finding"
    yield f"  set by: {named or nothing}"
    if result.escalated:
        yield "  raised from high to critical by a written escalation"
    yield f"  provisional: {', '.join(result.provisional) or 'no'}"


def _aside(score: Score, result: Result) -> Iterator[str]:
    kept = [f"{q.id} ({why(q, applied)})" for q, applied in score.aside_in(result)]
    if kept:
        yield f"  kept aside: {'; '.join(kept)}"


def _asks(score: Score) -> Iterator[str]:
    yield "asks, each accepted alone:"
    now = {r.part.right: r.result for r in score.results}
    for ask, alone in score.alone.items():
        changed = [
            f"{right} {now[right].word} -> {level.word}"
            for right, level in alone.items()
            if level != now[right]
        ]
        yield f"  {ask}: {', '.join(changed) or 'changes no result'}"
    for right, sets in score.smallest.items():
        for level, asks in sets.items():
            yield f"  {right} below {_word(level)}: {', '.join(asks)}"


def _word(level: Level) -> str:
    return level.word


def _steps(finding: Finding) -> Iterator[str]:
    counted = "counts" if finding.counted else "does not count"
    yield f"{finding.id} {finding.question.title}: {finding.residual.level.word}, {counted}"
    yield f"  {finding.vector}"
    for rule, words in finding.steps:
        place = f"METHOD {rule}" if rule[:1].isdigit() else rule
        yield f"  {place}: {words}"
    if not finding.may_count:
        yield "  METHOD 4: a linked finding is shown and never sets a result"
    elif not finding.counted:
        yield f"  METHOD 4: evidence {finding.strength} is weaker than E2, so it sets no result"
    else:
        yield f"  METHOD 4: nexus {finding.grades.nexus} and evidence {finding.strength}: it counts"
