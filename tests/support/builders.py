"""The smallest valid things; every field can be given by keyword, as Python or a file names it."""

from collections.abc import Mapping

from hria.assess.plan import Part
from hria.model.assessment import Answer, Ask, Assessment, Assessor, Evidence, Safeguard
from hria.model.checklist import Checklist, Question
from hria.model.grades import Grades, Strength, Word

RIGHT = "privacy"
PRV_01 = "PRV-01"


def a_question(id_: str = PRV_01, /, **fields: object) -> Question:
    """Return an active question whose worrying answer is yes."""
    smallest = {"id": id_, "title": f"Title {id_}", "ask": f"Is it {id_}?", "worrying": "yes"}
    return Question.model_validate({**smallest, **fields})


def a_checklist(*questions: Question, **fields: object) -> Checklist:
    """Return a checklist of *questions*, or of one question where none is given."""
    asked = questions or (a_question(),)
    return Checklist.model_validate(
        {"title": "Privacy", "method": "1", "questions": asked, **fields}
    )


def a_part(*questions: Question, right: str = RIGHT, version: str = "1.0.0") -> Part:
    """Return a released checklist of *questions* as a part of an assessment."""
    return Part(right, version, a_checklist(*questions))


def grades(**fields: object) -> Grades:
    """Return grades that come to critical: severity 4, likelihood 4, direct."""
    worst = {"scale": 4, "scope": 3, "irremediability": 3, "force": "N4", "nexus": "direct"}
    return Grades.model_validate({**worst, **fields})


def evidence(strength: Strength = "E4", /, **fields: object) -> Evidence:
    """Return a piece of evidence of *strength*."""
    return Evidence.model_validate({"source": "the text", "strength": strength, **fields})


def an_answer(word: Word = "yes", /, **fields: object) -> Answer:
    """Return an answer with what its word needs.

    An adverse answer counts, and is critical: yes and partly come with grades and E4
    evidence. Where a question worries about no, give *grades* and *evidence*.
    """
    needed: dict[Word, dict[str, object]] = {
        "yes": {"grades": grades(), "evidence": (evidence(),)},
        "partly": {"grades": grades(), "evidence": (evidence(),)},
        "no": {},
        "not-applicable": {"rationale": "The text has no such part."},
        "unknown": {"reason": "text-not-read"},
    }
    return Answer.model_validate({"answer": word, **needed[word], **fields})


def an_assessment(answers: Mapping[str, Answer] | None = None, **fields: object) -> Assessment:
    """Return an assessment with *answers*, none where none are given."""
    smallest = {
        "standard": "itu-t/y.2770",
        "checklists": ({"ref": f"{RIGHT}@1.0.0"},),
        "answers": dict(answers or {}),
    }
    return Assessment.model_validate({**smallest, **fields})


def an_assessor(id_: str = "ab", /, **fields: object) -> Assessor:
    """Return an assessor who is a person."""
    return Assessor.model_validate({"id": id_, "kind": "person", **fields})


def a_safeguard(id_: str = "S1", /, **fields: object) -> Safeguard:
    """Return a safeguard that works, and limits the finding of the first question."""
    working = {
        "question": PRV_01,
        "effect": "limits",
        "text": "Content is not kept.",
        "normative": True,
        "verifiable": True,
        "default": True,
    }
    return Safeguard.model_validate({"id": id_, **working, **fields})


def an_ask(id_: str = "A1", /, **fields: object) -> Ask:
    """Return an ask that would remove the finding of the first question."""
    smallest = {
        "addresses": (PRV_01,),
        "effect": "removes",
        "action": "SUP",
        "text": "Delete the clause.",
    }
    return Ask.model_validate({"id": id_, **smallest, **fields})
