"""Everything that a report rests on, as plain values for programs (``hria schema report``)."""

from collections.abc import Mapping

from hria.assess.plain import plain
from hria.assess.shown import withheld
from hria.brief.subject import Subject
from hria.model.standard import Descriptor

_USED = {
    "designation",
    "title",
    "body",
    "approval_route",
    "text_access",
    "drafts_access",
    "normative_force",
    "capabilities",
    "concerns",
    "counter_views",
    "open_questions",
    "sources",
}
"""What reports tell of a descriptor, the assessed edition aside."""


def recorded(subject: Subject, kind: str, title: str) -> Mapping[str, object]:
    """Return what *subject* is about; model/report says what each key holds."""
    words, assessment = subject.words, subject.assessment
    record: dict[str, object] = {
        "kind": kind,
        "language": words.language,
        "title": title,
        "state": assessment.review.state,
        "draft": subject.is_draft,
        "confidential": subject.confidential,
        "banner": list(subject.banner()),
        "caution": words("caution"),
        "withheld": {} if subject.confidential else withheld(assessment),
        "digests": _digests(subject),
        "assessment": assessment.model_dump(
            mode="json", by_alias=True, exclude_none=True, exclude={"notes"}
        ),
        "questions": [
            {
                "id": question.id,
                "right": result.part.right,
                "title": question.title,
                "ask": question.ask,
                "law": [subject.reference(source) for source in question.sources],
            }
            for result in subject.score.results
            for question in result.asked
        ],
        "score": plain(subject.score),
    }
    if subject.descriptor is not None:
        record["descriptor"] = _described(subject, subject.descriptor)
    return record


def _digests(subject: Subject) -> dict[str, object]:
    found: dict[str, object] = {"checklists": dict(subject.digests)}
    if subject.descriptor_digest:
        found["descriptor"] = subject.descriptor_digest
    return found


def _described(subject: Subject, descriptor: Descriptor) -> dict[str, object]:
    facts = descriptor.model_dump(mode="json", by_alias=True, exclude_none=True, include=_USED)
    edition = descriptor.edition(subject.assessment.edition or "")
    if edition is not None:
        facts["editions"] = [edition.model_dump(mode="json", by_alias=True, exclude_none=True)]
    return facts
