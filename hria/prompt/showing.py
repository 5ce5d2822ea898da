"""How a question is shown: its place, its words, what the descriptor offers, and the help."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from hria.assess.session import Item
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Question, Source
from hria.model.grades import Word
from hria.model.standard import CapabilityFact, Descriptor

ANSWERS: Mapping[str, Word] = {
    "y": "yes",
    "p": "partly",
    "n": "no",
    "a": "not-applicable",
    "u": "unknown",
}
"""The answers, by their letters."""

_UNKNOWN = "you cannot tell; you are asked why"

_BASES = {
    "text": "the text specifies it",
    "draft": "only a draft did",
    "authors": "authors say so",
    "analysis": "our inference",
}

_FEW = 4
"""How many capabilities are shown before somebody asks for all."""

Law = Callable[[Source], Iterable[str]]
"""Returns what a source says, in our words."""

Others = Callable[[str], Iterable[str]]
"""Returns how other assessments answered a question."""


def heading(item: Item) -> str:
    """Return where the question stands, and its name."""
    question = item.question
    gate = ", key question" if question.gate else ""
    place = f"{item.position} of {item.total}" if item.position else "not asked"
    return f"[{place}] {item.part.checklist.title}: {question.id} {question.title}{gate}"


def progress(item: Item, pace: float | None) -> str:
    """Return how much is done and left; *pace* is the usual time of an answer, in seconds."""
    done = f"  answered {item.answered}, open {item.open}"
    if pace is None or not item.open:
        return done
    minutes = max(round(pace * item.open / 60), 1)
    left = f"{minutes} min" if minutes < 100 else f"{minutes / 60:.0f} h"  # noqa: PLR2004
    return f"{done}; about {left} left at your pace"


def by_machine(answer: Answer, assessment: Assessment) -> bool:
    """Return whether a machine gave *answer*."""
    who = assessment.assessor(answer.by)
    return who is not None and who.kind == "machine"


def by(answer: Answer, assessment: Assessment) -> str:
    """Return who gave *answer*, and that it was a machine where it was one."""
    machine = ", a machine" if by_machine(answer, assessment) else ""
    return f", by {answer.by}{machine}" if answer.by else ""


def why_not_asked(item: Item) -> Iterator[str]:
    """Yield why a question does not apply, and what an answer to it does all the same."""
    if item.position:
        return
    applied = item.applied
    if applied.features:
        yield f"  Not asked: the descriptor names none of {', '.join(applied.features)}."
    else:
        yield f"  Not asked: it depends on the answer to {applied.condition}."
    yield "  If you answer it, the answer counts, and says that you found that it applies."


def offered(question: Question, descriptor: Descriptor) -> tuple[CapabilityFact, ...]:
    """Return the capabilities for which the question is asked, in the question's order."""
    wanted = question.features or ()
    found = (c for c in descriptor.capabilities or () if c.capability in wanted)
    return tuple(sorted(found, key=lambda c: wanted.index(c.capability)))


def evidence(question: Question, descriptor: Descriptor, *, whole: bool = False) -> Iterator[str]:
    """Yield what the descriptor offers for the question, numbered."""
    found = offered(question, descriptor)
    if not found:
        if whole:
            yield "  The descriptor offers nothing for this question."
        return
    shown = found if whole else found[:_FEW]
    yield "From the descriptor (a number cites it as evidence; check it in the text):"
    for number, each in enumerate(shown, 1):
        entry = descriptor.sources.get(each.source)
        clause = f"clause {each.clause}" if each.clause else "no clause"
        basis = _BASES.get(each.basis or "", "not recorded whether the text says so")
        yield (
            f"  {number}  {each.capability}, {clause}, force {each.force or 'unknown'}:"
            f" {each.value} [{basis}; {each.mark}: {entry.title if entry else each.source}]"
        )
    if len(shown) < len(found):
        yield f"  {len(found) - len(shown)} more: e"


def answers(question: Question) -> Iterator[str]:
    """Yield the answers, with what each means here."""
    for letter, word in ANSWERS.items():
        meaning = question.answers.get(word, _UNKNOWN if word == "unknown" else "")
        yield f"  {letter}  {word}{f': {meaning}' if meaning else ''}"


def explained(item: Item, law: Law, others: Others, cases: Others) -> Iterator[str]:
    """Yield everything that helps to answer the question."""
    question = item.question
    yield f"  Why: {question.why}"
    yield f"  Help: {question.help}"
    if partly := question.answers.get("partly"):
        yield f"  Partly: {partly}"
    for ruling in item.part.checklist.rulings_on(question):
        yield f"  Ruling {ruling.id}: {ruling.text}"
    for kind, sources in (
        ("Law", question.law),
        ("Technical", tuple(s for s in question.sources if s not in question.law)),
    ):
        for source in sources:
            said = " ".join(law(source))
            yield f"  {kind}: {source.marked}{f': {said}' if said else ''}"
    for line in cases(question.id):
        yield f"  Case: {line}"
    for line in others(question.id):
        yield f"  Elsewhere: {line}"
