"""Generated pairs of editions of a checklist, and assessments of the older one."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from hria.assess.migrating import Migration, migrate
from hria.assess.plan import Part
from hria.model.assessment import Answer, Assessment, Former
from hria.model.checklist import Checklist, Question, Ruling, Scales
from hria.model.versions import differences
from tests.support.builders import RIGHT, a_checklist, a_part, a_question, an_assessment
from tests.support.strategies import answers, asks, safeguards

DIGEST = "sha256:" + "1" * 64

OTHER = a_part(a_question("EXP-01"), right="expression")
"""Another checklist, that is answered too and never migrated."""

# What an editor may write in a field: a change in each of them has another weight.
_FIELDS: dict[str, tuple[object, ...]] = {
    "ask": ("Is it?", "Is it so?"),
    "help": ("", "Look for it."),
    "answers": ({}, {"yes": "It is."}, {"yes": "It is so."}),
    "worrying": ("yes", "no"),
    "gate": (False, True),
    "max_severity": (4, 3),
    "features": (None, ("log",), ("log", "block"), ("block",)),
    "asked_if": ({}, {"PRV-01": ("yes",)}, {"PRV-01": ("yes", "no")}, {"PRV-02": ("yes",)}),
    "title": ("A title", "Another title"),
    "why": ("", "People need it."),
    "grades_note": ("", "Where it is kept."),
    "ask_for": ("", "Leave it out."),
}

_WHOLE: dict[str, tuple[object, ...]] = {
    "title": ("Privacy", "Private life"),
    "instruments": ((), ("ICCPR 17",)),
    "rules": ((), ("Read it whole.",), ("Read all of it.",)),
    "scales": (None, Scales(scale={"1": "little"}), Scales(scale={"1": "hardly any"})),
}


def _edits(draw: st.DrawFn, fields: dict[str, tuple[object, ...]]) -> dict[str, object]:
    """Return other values for none, one or two of *fields*."""
    names = [draw(st.sampled_from(sorted(fields))) for _ in range(draw(_FEW))]
    return {name: draw(st.sampled_from(fields[name])) for name in names}


_FEW = st.sampled_from((0, 1, 1, 2))


@st.composite
def _first(draw: st.DrawFn) -> Checklist:
    ids = [f"PRV-{number:02}" for number in range(1, draw(st.sampled_from((3, 4, 2, 3, 1))) + 1)]
    retired = draw(st.sampled_from((*ids, "", "", "")))
    questions = [
        a_question(name, state="retired" if name == retired else "active").model_copy(
            update=_edits(draw, _FIELDS)
        )
        for name in ids
    ]
    fields = {**_edits(draw, _WHOLE), "rulings": _rulings(draw, ids)}
    return a_checklist(*questions).model_copy(update=fields)


def _rulings(draw: st.DrawFn, ids: list[str]) -> tuple[Ruling, ...]:
    subjects = {draw(st.sampled_from(("scope", *ids))) for _ in range(draw(_FEW))}
    texts = st.sampled_from(("It counts.", "It does not count."))
    return tuple(Ruling(id=name, on=(name,), text=draw(texts)) for name in sorted(subjects))


def _edited(draw: st.DrawFn, old: Checklist, *, keeping: bool) -> Checklist:
    """Return the next edition; only where it need not keep every id may questions be gone."""
    questions: list[Question] = []
    for question in old.questions:
        fate = draw(st.sampled_from(("retire", "edit", "edit", "retire", "gone")))
        if fate == "gone" and not keeping:
            continue
        state = "retired" if fate == "retire" else question.state
        questions.append(question.model_copy(update={**_edits(draw, _FIELDS), "state": state}))
    added = 1 if not questions else draw(_FEW)
    questions += [
        a_question(f"PRV-0{5 + number}", worrying=draw(st.sampled_from(("no", "yes"))))
        for number in range(added)
    ]
    gone = [q.id for q in questions if q.state == "retired"]
    if gone:
        heirs = st.sampled_from((tuple(gone), (), tuple(gone), (gone[0],)))
        questions = [
            q.model_copy(update={"replaces": draw(heirs)}) if q.state == "active" else q
            for q in questions
        ]
    ids = [q.id for q in questions]
    update = {
        **_edits(draw, _WHOLE),
        "questions": tuple(draw(st.permutations(questions))),
        "rulings": old.rulings if draw(st.booleans()) else _rulings(draw, ids),
    }
    # A copy would keep what was worked out of the questions before.
    fields = {name: getattr(old, name) for name in Checklist.model_fields}
    return Checklist.model_validate({**fields, **update})


@st.composite
def pairs(draw: st.DrawFn, *, keeping: bool = True) -> tuple[Checklist, Checklist]:
    """Return two editions of a checklist; with *keeping*, the newer one has every old id."""
    old = draw(_first())
    return old, _edited(draw, old, keeping=keeping)


@dataclass(frozen=True)
class Case:
    """An assessment under an old edition, and the new one to which it goes."""

    assessment: Assessment
    old: Part
    new: Part
    same_sense: frozenset[str]

    def migrated(self) -> Migration:
        """Return what the migration makes of it."""
        return migrate(self.assessment, self.old, self.new, DIGEST, self.same_sense)

    def unchanged(self) -> "Case":
        """Return the case with no change of the checklist at all."""
        return replace(self, new=self.old)


def _unique(answer: Answer, number: int, *, hidden: bool) -> Answer:
    """Return *answer* with words that stand in no other one."""
    words = f"{answer.rationale if hidden else 'Words'} {number}"
    return answer.model_copy(update={"rationale": words})


@st.composite
def cases(draw: st.DrawFn, *, keeping: bool = True, secrets: bool = False) -> Case:
    """Return a case; some old answers wait or are archived already. With *secrets*, some hide."""
    before, after = draw(pairs(keeping=keeping))
    old = Part(RIGHT, "1.0.0", before)
    given: dict[str, Answer] = {}
    waiting: list[Former] = []
    archived: list[Former] = []
    ids = {q.id: q for q in (*before.questions, *OTHER.checklist.questions)}
    for number, question in enumerate(ids.values()):
        answer = _unique(draw(answers(question, secrets=secrets)), number, hidden=secrets)
        place = draw(st.sampled_from(("answers",) * 6 + ("waiting", "archived", "nowhere")))
        former = Former(question=question.id, under="privacy@0.9.0", reason="Old.", answer=answer)
        if place == "archived":
            archived.append(former)
        elif place == "waiting" and question.state == "active":
            waiting.append(former)
        elif place == "answers" and question.state == "active":
            given[question.id] = answer
    names = tuple(n for n, a in given.items() if ids[n].adverse(a.answer))
    assessment = an_assessment(
        given,
        checklists=[{"ref": old.ref, "digest": DIGEST}, {"ref": OTHER.ref}],
        to_confirm=waiting,
        archived=archived,
        safeguards=[draw(safeguards("S1", names))] if names else [],
        asks=[draw(asks("A1", names))] if names else [],
    )
    doubtful = sorted({d.subject for d in differences(before, after) if d.is_sense})
    same = draw(st.sets(st.sampled_from(doubtful))) if doubtful else set()
    return Case(assessment, old, Part(RIGHT, "2.0.0", after), frozenset(same))
