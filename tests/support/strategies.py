"""Generated checklists, and assessments that fit them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from hypothesis import strategies as st

from hria.assess.grading import derived_likelihood
from hria.assess.plan import Part, counting
from hria.assess.score import Score, score
from hria.model.assessment import Answer, Ask, Assessment, Assessor, Evidence, Safeguard
from hria.model.checklist import Question
from hria.model.grades import Effect, Force, Grades, Nexus, Strength, UnknownReason, Word
from tests.support.builders import (
    a_part,
    a_question,
    a_safeguard,
    an_ask,
    an_assessment,
    an_assessor,
    evidence,
    grades,
)

HIDDEN = "Xyzzy"
"""Stands in every word that is confidential, and nowhere else."""

Mood = Literal["any", "high", "grave"]
"""Whether generated findings are of any kind, mostly high, or mostly high and critical."""

EFFECTS: tuple[Effect, ...] = get_args(Effect)
FORCES: tuple[Force, ...] = get_args(Force)
NEXUSES: tuple[Nexus, ...] = ("linked", "contributory", "direct")
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
WORDS: tuple[Word, ...] = get_args(Word)
REASONS: tuple[UnknownReason, ...] = get_args(UnknownReason)

_RIGHTS = (("privacy", "PRV"), ("expression", "EXP"))
_CAPABILITIES = ("log", "block", "decrypt")


@dataclass(frozen=True)
class Case:
    """An assessment with all that its score depends on."""

    assessment: Assessment
    parts: tuple[Part, ...]
    features: frozenset[str] | None = None

    @property
    def score(self) -> Score:
        """What it comes to."""
        return score(self.assessment, self.parts, self.features)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all checklists that are not retired."""
        return tuple(q for part in self.parts for q in part.checklist.active)

    @property
    def counting(self) -> Assessment:
        """The assessment without what is kept aside."""
        return counting(self.assessment, self.parts, self.features)

    @property
    def findings(self) -> tuple[Question, ...]:
        """The questions whose answers are adverse and not kept aside."""
        return tuple(q for q, _ in self.counting.adverse(self.questions))

    def part_of(self, question: Question) -> Part:
        """Return the part that asks *question*."""
        return next(part for part in self.parts if question in part.checklist.questions)

    def changed(self, **fields: object) -> "Case":
        """Return the case with *fields* of the assessment replaced."""
        return replace(self, assessment=self.assessment.model_copy(update=fields))

    def answering(self, question: str, answer: Answer) -> "Case":
        """Return the case with *answer* as the answer to *question*."""
        return self.changed(answers={**self.assessment.answers, question: answer})

    def asking(self, part: Part, *questions: Question) -> "Case":
        """Return the case with *questions* as the questions of *part*."""
        new = a_part(*questions, right=part.right, version=part.version)
        return replace(self, parts=tuple(new if old is part else old for old in self.parts))


def _words(*, hidden: bool) -> str:
    return f"Words {HIDDEN} words" if hidden else "Plain words"


def _hiding(*, secrets: bool) -> st.SearchStrategy[bool]:
    return st.booleans() if secrets else st.just(value=False)


@st.composite
def conditions(draw: st.DrawFn, earlier: Sequence[str]) -> dict[str, tuple[Word, ...]]:
    """Return which answers to *earlier* questions a question is asked after; mostly to none."""
    if not earlier:
        return {}
    names = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2))
    some: tuple[Word, ...] = ("yes", "partly", "no")
    words = st.lists(st.sampled_from(some), unique=True, min_size=1)
    return {name: tuple(draw(words)) for name in names} if draw(st.booleans()) else {}


@st.composite
def questions(draw: st.DrawFn, id_: str, earlier: Sequence[str] = ()) -> Question:
    """Return a question, rarely a retired one; it may depend on *earlier* ones."""
    return a_question(
        id_,
        state=draw(st.sampled_from(("active",) * 15 + ("retired",))),
        worrying=draw(st.sampled_from(("yes", "no"))),
        gate=draw(st.booleans()),
        max_severity=draw(st.sampled_from((4, 4, 4, 4, 3, 3, 2, 1))),
        features=draw(
            st.none() | st.lists(st.sampled_from(_CAPABILITIES), unique=True, max_size=2)
        ),
        asked_if=draw(conditions(earlier)),
    )


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Return one checklist or two, with one to eight questions in all, in any order."""
    count = draw(st.sampled_from((8, 7, 6, 5, 4, 3, 2, 1)))
    numbers = draw(st.permutations(range(1, count + 1)))
    split = count - draw(st.sampled_from((0, *range(count)))) // 2
    shares = [numbers[:split], numbers[split:]]
    return tuple(
        a_part(*_share(draw, [f"{prefix}-{number:02}" for number in share]), right=right)
        for (right, prefix), share in zip(_RIGHTS, shares, strict=True)
        if share
    )


def _share(draw: st.DrawFn, ids: list[str]) -> list[Question]:
    found: list[Question] = []
    for id_ in ids:
        earlier = [q.id for q in found if q.state == "active"]
        found.append(draw(questions(id_, earlier)))
    return found


@st.composite
def all_grades(draw: st.DrawFn, mood: Mood = "any") -> Grades:
    """Return grades with a force, a likelihood or both."""
    force = draw(st.sampled_from((*FORCES, None) if mood == "any" else ("N3", "N4", None)))
    chance = st.sampled_from((1, 2, 3, 4) if mood == "any" else (3, 4))
    scales, scopes, remains = {
        "any": ((0, 1, 2, 3, 4), (1, 2, 3, 4), (1, 2, 3, 4)),
        "high": ((3,), (2, 3), (3,)),
        "grave": ((4, 3), (3, 4, 1), (3, 4, 1)),
    }[mood]
    return grades(
        scale=draw(st.sampled_from(scales)),
        scope=draw(st.sampled_from(scopes)),
        irremediability=draw(st.sampled_from(remains)),
        force=force,
        likelihood=draw(chance if force is None else st.none() | chance),
        nexus=draw(st.sampled_from(("direct", "direct", "direct", "contributory", "linked"))),
    )


@st.composite
def pieces(draw: st.DrawFn, mood: Mood, *, secrets: bool, hidden: bool) -> Evidence:
    """Return a piece of evidence of any strength, mostly strong enough to count."""
    secret = draw(_hiding(secrets=secrets))
    words = _words(hidden=secret or hidden)
    strong: tuple[Strength, ...] = ("E4", "E3", "E2")
    strength = draw(st.sampled_from(STRENGTHS if mood == "any" else (*strong * 3, *STRENGTHS)))
    return evidence(strength, clause=words, quote=words, source=words, confidential=secret)


@st.composite
def answers(
    draw: st.DrawFn,
    question: Question,
    words: tuple[Word, ...] = WORDS,
    mood: Mood = "any",
    *,
    secrets: bool = False,
) -> Answer:
    """Return an answer that fits *question*, with one of *words*."""
    word = draw(st.sampled_from(words))
    hidden = draw(_hiding(secrets=secrets))
    text = _words(hidden=hidden)
    piece = pieces(mood, secrets=secrets, hidden=hidden)
    fields: dict[str, object] = {
        "answer": word,
        "rationale": text,
        "evidence": [draw(piece) for _ in range(draw(st.sampled_from((1, 1, 2, 0))))],
        "confidential": hidden,
        "applies": draw(st.sampled_from((False, False, True))),
        "on": "2026-11-21",
    }
    if word == "unknown":
        fields["reason"] = draw(st.sampled_from(REASONS))
    if question.adverse(word):
        given = draw(all_grades(mood))
        uses = draw(st.sampled_from((0, 0, 1, 2)))
        derived = derived_likelihood(given.force, documented=uses > 0)
        fields |= {
            "grades": given,
            "documented_use": [{"what": text, "source": text}] * uses,
            "likelihood_reason": "" if given.likelihood in {None, derived} else text,
            "tests": {"necessity": {"outcome": "fail", "reason": text}},
        }
    return Answer.model_validate(fields)


@st.composite
def safeguards(
    draw: st.DrawFn, id_: str, names: tuple[str, ...], *, secrets: bool = False
) -> Safeguard:
    """Return a safeguard for one of the questions *names*; most of them work."""
    hidden = draw(_hiding(secrets=secrets))
    words = _words(hidden=hidden)
    kept = st.sampled_from((True, True, True, False))
    return a_safeguard(
        id_,
        question=draw(st.sampled_from(names)),
        effect=draw(st.sampled_from(EFFECTS)),
        steps=draw(st.integers(1, 2)),
        normative=draw(kept),
        verifiable=draw(kept),
        default=draw(kept),
        confidential=hidden,
        text=words,
        clause=words,
    )


@st.composite
def asks(draw: st.DrawFn, id_: str, names: tuple[str, ...], *, secrets: bool = False) -> Ask:
    """Return an ask that addresses some of the questions *names*."""
    hidden = draw(_hiding(secrets=secrets))
    words = _words(hidden=hidden)
    addressed = st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=4)
    return an_ask(
        id_,
        addresses=draw(addressed),
        effect=draw(st.sampled_from(("removes", "limits", "prevents", *EFFECTS))),
        steps=draw(st.integers(1, 2)),
        action=draw(st.sampled_from(("ADD", "MOD", "SUP"))),
        confidential=hidden,
        text=words,
        clause=words,
        reason=words,
    )


@st.composite
def assessors(draw: st.DrawFn) -> tuple[Assessor, ...]:
    """Return up to three assessors; the id of a confidential one tells the secret."""
    found = []
    for number in range(draw(st.integers(0, 3))):
        hidden = draw(st.booleans())
        words = _words(hidden=hidden)
        found.append(
            an_assessor(
                f"{HIDDEN}-{number}" if hidden else f"ab-{number}",
                kind=draw(st.sampled_from(("person", "machine"))),
                name=words,
                affiliation=words,
                interests=words,
                confidential=hidden,
            )
        )
    return tuple(found)


@st.composite
def cases(draw: st.DrawFn, *, secrets: bool = False) -> Case:
    """Return an assessment that fits its checklists; many of them are grave.

    Only with *secrets* is anything confidential.
    """
    drawn = draw(parts())
    active = [q for part in drawn for q in part.checklist.active]
    mood: Mood = draw(st.sampled_from(("high", "grave", "any")))
    people = draw(assessors()) if secrets else ()
    given: dict[str, Answer] = {}
    for question in draw(st.permutations(active)):
        if mood != "any" or draw(st.sampled_from((True, True, True, True, False))):
            worst: tuple[Word, ...] = (*[question.worrying] * 4, "partly", "unknown")
            words = WORDS if mood == "any" else worst
            answer = draw(answers(question, words, mood, secrets=secrets))
            by = draw(st.sampled_from((*people, None))) if people else None
            given[question.id] = answer.model_copy(update={"by": by.id if by else None})
    found = tuple(q.id for q in active if q.id in given and q.adverse(given[q.id].answer))
    names = found or tuple(q.id for q in active)
    numbers = draw(st.permutations(range(1, 6))) if names else []
    guards = numbers[: draw(st.sampled_from((2, 1, 4, 0)))]
    wishes = numbers[: draw(st.sampled_from((3, 5, 2, 4, 1, 0)))]
    return Case(
        an_assessment(
            given,
            checklists=[{"ref": part.ref} for part in drawn],
            assessors=people,
            safeguards=[draw(safeguards(f"S{n}", names, secrets=secrets)) for n in guards],
            asks=[draw(asks(f"A{n}", names, secrets=secrets)) for n in wishes],
            escalations=[
                {"right": part.right, "reason": "They work together."}
                for part in drawn
                if draw(st.booleans())
            ],
        ),
        drawn,
        draw(st.none() | st.frozensets(st.sampled_from(_CAPABILITIES))),
    )
