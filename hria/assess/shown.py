"""The assessment as it may be shown: what is confidential is hidden before anything is made.

The rule: confidential hides words and names, never the answer word, the grades
or the strength, so that the result stays the same and can be checked. Notes
are the assessors' own, and are in no output at all.
"""

from collections.abc import Iterator, Mapping

from hria.model.assessment import (
    Answer,
    Assessment,
    Assessor,
    Dissent,
    Entry,
    Evidence,
    Objection,
    Signature,
)

_ROLES = frozenset({"assessor", "reconciler", "reviewer"})

MASK = "[confidential]"
"""What stands in place of hidden words."""

ASIDE = "[kept aside]"
"""What stands in place of the words of an answer that is kept aside."""


def shown(assessment: Assessment) -> Assessment:
    """Return *assessment* without its confidential words and names."""
    taken = {a.id for a in assessment.assessors}
    names = {
        a.id: _free(f"assessor-{position}", taken) if a.confidential else a.id
        for position, a in enumerate(assessment.assessors, 1)
    }
    stand_ins = {kind: _free(f"undisclosed-{kind}", taken) for kind in ("person", "machine")}
    return assessment.model_copy(
        update={
            "assessors": (
                *(_assessor(a, names[a.id]) for a in assessment.assessors),
                *_undisclosed(assessment, stand_ins),
            ),
            "answers": {
                name: _answer(answer, assessment, names, stand_ins)
                for name, answer in assessment.answers.items()
            },
            "to_confirm": tuple(
                f.model_copy(update={"answer": _answer(f.answer, assessment, names, stand_ins)})
                for f in assessment.to_confirm
            ),
            "archived": tuple(
                f.model_copy(update={"answer": _answer(f.answer, assessment, names, stand_ins)})
                for f in assessment.archived
            ),
            "safeguards": tuple(
                s.model_copy(update={"clause": _mask(s.clause), "text": MASK})
                if s.confidential
                else s
                for s in assessment.safeguards
            ),
            "asks": tuple(
                a.model_copy(
                    update={
                        "clause": _mask(a.clause),
                        "text": MASK,
                        "reason": _mask(a.reason),
                    }
                )
                if a.confidential
                else a
                for a in assessment.asks
            ),
            "enabling": tuple(
                e.model_copy(update={"text": MASK, "source": MASK}) if e.confidential else e
                for e in assessment.enabling
            ),
            "objections": tuple(
                _objection(o) if o.confidential else o for o in assessment.objections
            ),
            "notes": {},
            "history": tuple(
                _entry(entry, assessment, names, stand_ins) for entry in assessment.history
            ),
            "review": assessment.review.model_copy(
                update={
                    "history": tuple(
                        _signature(s, assessment, names) for s in assessment.review.history
                    ),
                    "dissent": tuple(
                        _dissent(d, assessment, names, stand_ins) for d in assessment.review.dissent
                    ),
                }
            ),
        }
    )


def whole(assessment: Assessment) -> Assessment:
    """Return *assessment* with its confidential words and names, for those who may know them."""
    return assessment.model_copy(update={"notes": {}})


def bare(assessment: Assessment, counted: Assessment) -> Assessment:
    """Return *counted* with the answers of *assessment* that are kept aside, without their words.

    No report holds their reasons; the answers show that they are kept aside.
    """
    counting = counted.answers.keys()
    answers = {
        name: answer if name in counting else _word(answer)
        for name, answer in assessment.answers.items()
    }
    return counted.model_copy(update={"answers": answers})


def withheld(assessment: Assessment) -> dict[str, int]:
    """Return how much is confidential, kind by kind; the same before and after it is hidden."""
    answers = [answer for _, answer in _all_answers(assessment)]
    return {
        "evidence": sum(
            answer.confidential or piece.confidential
            for answer in answers
            for piece in answer.evidence
        ),
        "answers": sum(answer.confidential for answer in answers),
        "asks": sum(ask.confidential for ask in assessment.asks),
        "safeguards": sum(safeguard.confidential for safeguard in assessment.safeguards),
        "enabling": sum(effect.confidential for effect in assessment.enabling),
        "objections": sum(objection.confidential for objection in assessment.objections),
        "dissent": sum(dissent.confidential for dissent in assessment.review.dissent),
        "names": sum(assessor.confidential for assessor in assessment.assessors),
    }


def _free(name: str, taken: set[str]) -> str:
    """Return *name*, made longer until it is nobody's, so that nobody is taken for another."""
    while name in taken:
        name += "-"
    return name


def _signature(step: Signature, assessment: Assessment, names: Mapping[str, str]) -> Signature:
    signer = assessment.assessor(step.by)
    # Remarks in the signer's own words may tell who it is.
    secret = signer is not None and signer.confidential
    note = _mask(step.note) if secret else step.note
    return step.model_copy(update={"by": names.get(step.by, step.by), "note": note})


def _dissent(
    dissent: Dissent,
    assessment: Assessment,
    names: Mapping[str, str],
    stand_ins: Mapping[str, str],
) -> Dissent:
    author = assessment.assessor(dissent.by)
    if dissent.confidential:
        kind = author.kind if author else "person"
        hidden = {"by": stand_ins[kind], "on": None, "text": MASK}
        return dissent.model_copy(update=hidden)
    # What somebody writes in their own words may tell who it is.
    text = MASK if author is not None and author.confidential else dissent.text
    return dissent.model_copy(update={"by": names.get(dissent.by, dissent.by), "text": text})


def _objection(objection: Objection) -> Objection:
    hidden = {name: _mask(getattr(objection, name)) for name in ("by", "source", "answer")}
    return objection.model_copy(update={**hidden, "text": MASK})


def _mask(words: str) -> str:
    # Words that were never there are not made to look hidden.
    return MASK if words else ""


def _assessor(assessor: Assessor, name: str) -> Assessor:
    if not assessor.confidential:
        return assessor
    return assessor.model_copy(
        update={
            "id": name,
            "name": MASK,
            # A role in the assessor's own words may tell who it is.
            "role": assessor.role if assessor.role in _ROLES else MASK,
            "affiliation": _mask(assessor.affiliation),
            "interests": _mask(assessor.interests),
        }
    )


def _undisclosed(assessment: Assessment, stand_ins: Mapping[str, str]) -> tuple[Assessor, ...]:
    """Return stand-ins that tell no more than whether a person or a machine answered."""
    secret = [
        *(answer.by for _, answer in _all_answers(assessment) if answer.confidential),
        *(entry.by for entry in assessment.history if _is_secret(entry, assessment)),
        *(dissent.by for dissent in assessment.review.dissent if dissent.confidential),
    ]
    hidden = {a.kind for by in secret if (a := assessment.assessor(by))}
    return tuple(Assessor(id=stand_ins[kind], name=MASK, kind=kind) for kind in sorted(hidden))


def _all_answers(assessment: Assessment) -> Iterator[tuple[str, Answer]]:
    yield from assessment.answers.items()
    for former in (*assessment.to_confirm, *assessment.archived):
        yield former.question, former.answer


def _is_secret(entry: Entry, assessment: Assessment) -> bool:
    """Return whether *entry* could tell who gave an answer in confidence, or when."""
    return entry.confidential or any(
        answer.confidential for name, answer in _all_answers(assessment) if name == entry.question
    )


def _entry(
    entry: Entry,
    assessment: Assessment,
    names: Mapping[str, str],
    stand_ins: Mapping[str, str],
) -> Entry:
    by = entry.by
    if not _is_secret(entry, assessment):
        return entry.model_copy(update={"by": names.get(by, by) if by else None})
    assessor = assessment.assessor(by)
    hidden = {"by": stand_ins[assessor.kind] if assessor else None, "at": None}
    return entry.model_copy(update=hidden)


def _answer(
    answer: Answer,
    assessment: Assessment,
    names: Mapping[str, str],
    stand_ins: Mapping[str, str],
) -> Answer:
    by = answer.by
    if not answer.confidential:
        return answer.model_copy(
            update={
                "by": names.get(by, by) if by else None,
                "evidence": tuple(_evidence(e) if e.confidential else e for e in answer.evidence),
            }
        )
    assessor = assessment.assessor(by)
    return answer.model_copy(
        update={
            "rationale": _mask(answer.rationale),
            "evidence": tuple(map(_evidence, answer.evidence)),
            "documented_use": tuple(
                use.model_copy(update={"what": MASK, "source": MASK})
                for use in answer.documented_use
            ),
            "likelihood_reason": _mask(answer.likelihood_reason),
            "tests": {
                name: test.model_copy(update={"reason": MASK})
                for name, test in answer.tests.items()
            },
            "by": stand_ins[assessor.kind] if assessor else None,
            "on": None,
        }
    )


def _word(answer: Answer) -> Answer:
    """Return *answer* without its words, names and days; what an assessment must have stays."""
    return answer.model_copy(
        update={
            "rationale": ASIDE if answer.rationale else "",
            "evidence": (),
            "documented_use": tuple(
                use.model_copy(update={"what": ASIDE, "source": ASIDE})
                for use in answer.documented_use
            ),
            "likelihood_reason": ASIDE if answer.likelihood_reason else "",
            "tests": {},
            "by": None,
            "on": None,
        }
    )


def _evidence(evidence: Evidence) -> Evidence:
    return evidence.model_copy(
        update={
            "clause": _mask(evidence.clause),
            "quote": _mask(evidence.quote),
            "source": MASK,
        }
    )
