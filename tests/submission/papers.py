"""Submissions of the small workspace of reports, with asks of one's own."""

from hria.assess.plan import counting
from hria.assess.score import score
from hria.assess.shown import shown
from hria.brief.subject import Subject
from hria.content.languages import words_of
from hria.model.assessment import Ask
from hria.model.standard import Accepted
from hria.submission import FORMS
from hria.submission.base import Paper, Submission
from hria.submission.readiness import ready
from tests.brief.example import opened

HOSTILE = (
    '=HYPERLINK("http://x")',
    "<w:ins><script>alert(1)</script> & </w:t>",
    "# **Title** | `code` ![x](y) @all #12 <b>",
    "\u202egnorw\u202c and \x07 and \x1b[31m",
    "\n\n-- \nBcc: somebody",
)


def an_ask(**fields: object) -> Ask:
    """Return an ask that is ready."""
    plain = {
        "id": "A1",
        "addresses": ("HOM-01",),
        "effect": "removes",
        "action": "MOD",
        "clause": "6.1",
        "text": 'Replace "may open letters" with "must not open letters".',
        "reason": "Letters are private.",
    }
    return Ask.model_validate({**plain, **fields})


def accepted(form: str) -> Accepted:
    """Return a document that a body accepts in *form*."""
    return Accepted.model_validate(
        {
            "id": "paper",
            "name": "Paper for the meeting",
            "form": form,
            "stages": ("call",),
            "who": "members",
            "header": {"Question": "[number]", "Source": "[member]"},
            "source": "rules",
            "mark": "verified",
        }
    )


def submission(form: str, *asks: Ask, meeting: str = "", **changes: object) -> Submission:
    """Return what a document in *form* is made from; confidential words are hidden first."""
    given = asks or (an_ask(),)
    found = opened(asks=[ask.model_dump(by_alias=True) for ask in given], **changes)
    visible = shown(found.assessment)
    subject = Subject(
        assessment=counting(visible, found.parts, found.features),
        score=score(visible, found.parts, found.features),
        descriptor=found.descriptor.document if found.descriptor else None,
        digests=tuple((part.ref, "") for part in found.parts),
        descriptor_digest="",
        words=words_of("en"),
    )
    return Submission(subject, accepted(form), ready(subject.assessment.asks), meeting)


def paper(form: str, *asks: Ask, **changes: object) -> Paper:
    """Return a document in *form*, before any format."""
    made = submission(form, *asks, **changes)  # type: ignore[arg-type]
    return FORMS[form].make(made)  # type: ignore[index]
