"""A score as plain values, for JSON."""

from hria.assess.plan import why
from hria.assess.score import Finding, Result, Score


def plain(score: Score, *, explain: bool = False) -> dict[str, object]:
    """Return *score* as text, numbers, lists and maps; the keys are part of the contract."""
    return {
        "method": "1",
        "standard": score.standard,
        "edition": score.edition,
        "rights": {r.part.right: _right(r) for r in score.results},
        "findings": [_finding(f, explain=explain) for f in score.findings],
        "asks": [
            {"id": ask, "alone": {right: level.word for right, level in alone.items()}}
            for ask, alone in score.alone.items()
        ],
        "smallest-sets": {
            right: {level.word: list(asks) for level, asks in sets.items()}
            for right, sets in score.smallest.items()
        },
        "aside": [{"question": q.id, "why": why(q, applied)} for q, applied in score.aside],
    }


def _right(result: Result) -> dict[str, object]:
    return {
        "checklist": result.part.ref,
        "result": result.result.word,
        "inherent": result.inherent.word,
        "floor": result.floor.word,
        "ceiling": result.ceiling.word,
        "if-asks-accepted": result.if_asks.word,
        "coverage": round(result.coverage, 2),
        "answered": result.answered,
        "applicable": result.applicable,
        "provisional": list(result.provisional),
        "profile": {level.word: count for level, count in result.profile.items()},
        "set-by": [finding.id for finding in result.set_by],
        "worst": [finding.id for finding in result.worst],
        "unknown": [question.id for question in result.unknown],
        "escalated": result.escalated,
    }


def _finding(finding: Finding, *, explain: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "question": finding.id,
        "right": finding.right,
        "severity": finding.inherent.severity,
        "likelihood": finding.inherent.likelihood,
        "inherent": finding.inherent.level.word,
        "residual": finding.residual.level.word,
        "if-asks-accepted": finding.if_asks.level.word,
        "counted": finding.counted,
        "evidence": finding.strength,
        "vector": finding.vector,
    }
    if explain:
        told["steps"] = [{"section": s, "step": words} for s, words in finding.steps]
    return told
