"""What a person should check next: what results rest on, the most consequential first.

Ordered by what a statement does (it sets a result, it answers a key question, it
counts, it is only shown), then by the level, then the law after the facts, then
the weakest mark first, then by how many findings rest on it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from hria.assess.plan import Part, counting
from hria.assess.score import Result, result_of
from hria.model.assessment import Answer, Assessment
from hria.model.bibliography import Bibliography
from hria.model.checklist import Question
from hria.model.grades import Level
from hria.model.standard import Descriptor

KeyPath = tuple[str | int, ...]

BIBLIOGRAPHY = "bibliography"
"""Stands for the file of the bibliography."""

_CERTAIN = "verified"
_DOUBT = {
    word: rank
    for rank, words in enumerate(
        (("unknown", "E0"), ("recalled", "E1"), ("inferred",), ("secondary", "E2"), ("E3",))
    )
    for word in words
}
"""The weakest first; what is not among them is as certain as can be."""


class Role(IntEnum):
    """What a statement does to a result, the most consequential first."""

    SETS = 0
    GATE = 1
    COUNTS = 2
    SHOWN = 3


class Rest(NamedTuple):
    """An answer that rests on a statement."""

    role: Role
    assessment: str
    question: str
    right: str
    level: Level


@dataclass(frozen=True, slots=True)
class Item:
    """A statement to check, where it stands, and what rests on it."""

    what: str
    """The statement."""

    file: str
    """The name of the file that holds it, or BIBLIOGRAPHY."""

    at: KeyPath
    """Where in the file it stands."""

    mark: str
    """Its mark, or the strength of the evidence."""

    source: str
    """The title of its source."""

    address: str
    """The address to open; empty where none is known."""

    place: str
    """The clause, section or page; empty where none is named."""

    rests: tuple[Rest, ...]
    """What rests on it, the most consequential first."""

    @property
    def order(self) -> tuple[object, ...]:
        """What comes first."""
        first = self.rests[0]
        law = self.file == BIBLIOGRAPHY
        doubt = _DOUBT.get(self.mark, len(_DOUBT))
        at = tuple(str(key).rjust(4, "0") for key in self.at)
        return (first.role, -first.level, law, doubt, -len(self.rests), self.file, at)


class Audited(NamedTuple):
    """An assessment with all that it names."""

    name: str
    """The name of its file."""

    assessment: Assessment
    parts: tuple[Part, ...]
    descriptor: Descriptor | None
    described: str
    """The name of the descriptor's file; empty where there is none."""


def audit(audited: Iterable[Audited], known: Bibliography | None) -> tuple[Item, ...]:
    """Return what a person should check, in order; what is confidential is left out."""
    found: dict[tuple[str, KeyPath], Item] = {}
    for each in audited:
        for item in _items(each, known):
            key = (item.file, item.at)
            before = found[key].rests if key in found else ()
            rests = tuple(sorted({*before, *item.rests}, key=lambda r: (r[0], -r.level, r[1:4])))
            found[key] = replace(item, rests=rests)
    return tuple(sorted(found.values(), key=lambda item: item.order))


def _items(audited: Audited, known: Bibliography | None) -> Iterator[Item]:
    features = audited.descriptor.features if audited.descriptor else None
    assessment = counting(audited.assessment, audited.parts, features)
    for part in audited.parts:
        result = result_of(part, assessment, features)
        for question in result.asked:
            rest = _rest(audited, result, question)
            answer = assessment.answers.get(question.id)
            if rest is None:
                continue
            if answer is None or answer.answer == "unknown":
                yield from _open(audited, question, answer, rest)
                continue
            yield from _evidence(audited, question, answer, rest)
            yield from _facts(audited, question, rest)
            yield from _law(question, known, rest)


def _rest(audited: Audited, result: Result, question: Question) -> Rest | None:
    finding = next((f for f in result.findings if f.id == question.id), None)
    if finding is None and not question.gate:
        return None
    level = finding.residual.level if finding else Level.NONE
    role = Role.SHOWN
    if finding in result.set_by:
        role = Role.SETS
    elif question.gate:
        role = Role.GATE
    elif finding and finding.counted:
        role = Role.COUNTS
    return Rest(role, audited.name, question.id, result.part.right, level)


def _open(
    audited: Audited, question: Question, answer: Answer | None, rest: Rest
) -> Iterator[Item]:
    """Yield a key question that nobody could answer: the range stays wide until somebody can."""
    reason = answer.reason if answer and answer.reason else "not-answered"
    entry = _text_of(audited)
    at: KeyPath = ("answers", question.id) if answer else ("answers",)
    what = f"{question.id} {question.title}, a key question, is unknown ({reason}): {question.ask}"
    yield Item(
        what, audited.name, at if answer else (*at, question.id), "unknown", entry[0], entry[1], "",
        (rest,),
    )  # fmt: skip


def _text_of(audited: Audited) -> tuple[str, str]:
    sources = audited.descriptor.sources if audited.descriptor else {}
    texts = [s for s in sources.values() if s.kind in {"primary", "copy"}]
    return (texts[0].title, texts[0].address or "") if texts else (audited.assessment.standard, "")


def _where(audited: Audited, key: str) -> tuple[str, str]:
    """Return the title of a source and the address to open; the text's own where it has none."""
    entry = audited.descriptor.sources.get(key) if audited.descriptor else None
    title = entry.title if entry else key
    if entry and entry.address:
        return title, entry.address
    text, address = _text_of(audited)
    return (f"{title}; to be checked against {text}", address) if address else (title, "")


def _evidence(audited: Audited, question: Question, answer: Answer, rest: Rest) -> Iterator[Item]:
    if answer.confidential:
        return
    who = audited.assessment.assessor(answer.by)
    by_person = who is not None and who.kind == "person"
    for index, piece in enumerate(answer.evidence):
        if piece.confidential or (by_person and piece.strength == "E4"):
            continue
        said = f": {piece.quote}" if piece.quote else ""
        yield Item(
            f"{question.id} {question.title} is answered {answer.answer}{said}",
            audited.name,
            ("answers", question.id, "evidence", index),
            piece.strength,
            *_where(audited, piece.source),
            piece.clause or "",
            (rest,),
        )


def _facts(audited: Audited, question: Question, rest: Rest) -> Iterator[Item]:
    described = audited.descriptor
    if described is None or rest.level is Level.NONE:
        return
    for index, fact in enumerate(described.capabilities or ()):
        if fact.capability not in (question.features or ()):
            continue
        if fact.mark == _CERTAIN and described.checked:
            continue
        yield Item(
            f"{fact.capability}: {fact.value}",
            audited.described,
            ("capabilities", index),
            fact.mark,
            *_where(audited, fact.source),
            fact.at or fact.clause or "",
            (rest,),
        )


def _law(question: Question, known: Bibliography | None, rest: Rest) -> Iterator[Item]:
    if known is None or rest.level is Level.NONE:
        return
    for source in question.sources:
        name = source.name
        entry = known.entries.get(name)
        if entry is None:
            continue
        said = known.passages(name, source.at)
        if not said and entry.mark != _CERTAIN:
            what = f"{source.words}: nobody has opened it, and nothing is recorded of what it says"
            at: KeyPath = ("entries", name)
            address, place = entry.address or "", source.at or ""
            yield Item(what, BIBLIOGRAPHY, at, entry.mark, entry.title, address, place, (rest,))
        for cited, passage in said:
            if passage.mark == _CERTAIN:
                continue
            part = cited.removeprefix(name).strip()
            at = ("entries", name, *(("parts", part) if part else ("whole",)))
            yield Item(
                f"{cited}: {passage.says}",
                BIBLIOGRAPHY,
                at,
                passage.mark,
                entry.title,
                entry.address or "",
                part,
                (rest,),
            )
