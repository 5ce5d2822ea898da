"""Somebody who types, with nothing else to look at than the lines."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hria.assess.plan import Applied, Part, Standing
from hria.assess.session import Given, Item, Noted, Session, Way
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Checklist, Question, Source
from hria.model.standard import Descriptor
from hria.prompt.talk import Line
from hria.prompt.terminal import Terminal
from tests.support.builders import a_checklist, a_question, an_assessment

DESCRIPTOR = Descriptor.model_validate(
    {
        "designation": {"value": "T.1", "source": "text", "mark": "verified"},
        "title": {"value": "Doors", "source": "text", "mark": "verified"},
        "capabilities": [
            {
                "capability": "inspect-content",
                "value": "the porter opens each letter",
                "source": "text",
                "mark": "verified",
                "clause": "6.1",
                "force": "N4",
                "basis": "text",
            },
            {"capability": "block", "value": "rings", "source": "text", "mark": "verified"},
            {
                "capability": "retain",
                "value": "letters are kept",
                "source": "press",
                "mark": "secondary",
                "basis": "authors",
            },
        ],
        "sources": {
            "text": {"title": "The text itself", "kind": "primary"},
            "press": {"title": "A newspaper", "kind": "secondary"},
        },
    }
)

SUGGESTED = {"scale": 4, "scope": 3, "irremediability": 2, "nexus": "direct", "force": "N3"}

GRADED = a_question(
    why="Letters are private.",
    help="Look for the word open.",
    answers={"yes": "letters are read", "no": "nobody reads them"},
    grades=SUGGESTED,
    **{"grades-note": "Graver in wartime."},
    gate=True,
    sources=[{"instrument": "ICCPR", "at": "art. 17"}, {"ref": "RFC 1"}],
)
"""A question that suggests its grades."""

ASKING = a_question(grades=SUGGESTED, **{"ask-for": "Delete clause 6."})
"""A question that suggests its grades and an amendment."""

PLAIN = a_question()

NO = ["n", "", ""]
"""The shortest answer: no reason, no evidence."""

YES = ["y", "", "", *[""] * 7, "", "", *[""] * 7]
"""The shortest adverse answer: the suggested grades, no safeguard, no ask, no test."""


@dataclass
class Typist:
    """Types the lines it was given, one for each prompt, and then ends the input."""

    lines: list[str]
    prompts: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    kept: list[Mapping[str, Sequence[Line]]] = field(default_factory=list)
    offered: list[Sequence[str]] = field(default_factory=list)
    written: str | None = None
    """What comes back from the editor; None: there is no editor."""

    given_to_editor: list[str] = field(default_factory=list)
    seconds: float = 0.0
    """How long each line takes."""

    time: float = 0.0

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if not self.lines:
            raise EOFError
        self.time += self.seconds
        return self.lines.pop(0)

    def edit(self, text: str) -> str | None:
        self.given_to_editor.append(text)
        return self.written

    def terminal(
        self,
        typed: Mapping[str, Sequence[Line]] | None = None,
        parts: tuple[Part, ...] = (),
        *,
        descriptor: Descriptor = DESCRIPTOR,
        by: str = "ab",
        reading: bool = False,
    ) -> Terminal:
        return Terminal(
            read=self.read,
            say=self.said.append,
            head=self.said.append,
            keep=lambda lines: self.kept.append(dict(lines)),
            by=by,
            today=lambda: "2026-11-21",
            parts=parts,
            descriptor=descriptor,
            clock=lambda: self.time,
            law=law,
            others=lambda name: [f"T.2: no (a person answered, draft): none in {name}"],
            offer=self.offered.append,
            edit=self.edit,
            reading=reading,
            typed=typed or {},
        )

    @property
    def all_said(self) -> str:
        return "\n".join(self.said)


def law(source: Source) -> Iterable[str]:
    """Return what a source says, in our words."""
    return ["Nobody's letters are opened."] if source.instrument == "ICCPR" else []


def an_item(
    question: Question = PLAIN,
    earlier: Answer | None = None,
    *,
    former: Answer | None = None,
    checklist: Checklist | None = None,
    applied: Applied | None = None,
    **assessment: object,
) -> Item:
    """Return *question* as the second of seven that are put."""
    here = {question.id: earlier} if earlier else {}
    return Item(
        Part("privacy", "1.0.0", checklist or a_checklist(question)),
        question,
        2 if applied is None or applied.standing is Standing.APPLIES else 0,
        7,
        an_assessment(here, **assessment),
        open=5,
        answered=len(here),
        former=former,
        applied=applied or Applied(Standing.APPLIES),
    )


def asked(  # noqa: PLR0913 - each test names the few it needs
    *lines: str,
    question: Question = PLAIN,
    earlier: Answer | None = None,
    item: Item | None = None,
    typed: Mapping[str, Sequence[Line]] | None = None,
    descriptor: Descriptor = DESCRIPTOR,
    written: str | None = None,
    **checklist: object,
) -> tuple[Given | Noted | Way, Typist]:
    """Ask one question of a person who types *lines*."""
    typist = Typist(list(lines), written=written)
    whole = a_checklist(question, **checklist)
    put = item or an_item(question, earlier, checklist=whole)
    terminal = typist.terminal(typed, (put.part,), descriptor=descriptor)
    return terminal.ask(put), typist


def given(*lines: str, question: Question = PLAIN, **more: object) -> Given:
    """Return what a person gives who types exactly *lines*."""
    reply, typist = asked(*lines, question=question, **more)  # type: ignore[arg-type]
    assert isinstance(reply, Given), (reply, typist.prompts[-1])
    assert typist.lines == []
    return reply


def answered(*lines: str, question: Question = PLAIN, **more: object) -> Answer:
    """Return the answer of a person who types exactly *lines* and adds nothing to it."""
    return given(*lines, question=question, **more).answer


def lines(*pairs: str) -> tuple[Line, ...]:
    """Return lines from what was asked and what was typed, in turn."""
    return tuple(zip(pairs[::2], pairs[1::2], strict=True))


def sat(  # noqa: PLR0913 - each test names the few it needs
    typed: Sequence[str],
    *questions: Question,
    start: Assessment | None = None,
    kept: Mapping[str, Sequence[Line]] | None = None,
    features: frozenset[str] | None = None,
    more: tuple[Part, ...] = (),
    seconds: float = 0.0,
) -> tuple[Assessment, Typist, list[Assessment]]:
    """Hold a whole sitting; return the assessment, who typed, and what was saved when."""
    typist = Typist(list(typed), seconds=seconds)
    saved: list[Assessment] = []
    parts = (Part("privacy", "1.0.0", a_checklist(*questions)), *more)

    def keep(assessment: Assessment) -> Assessment:
        saved.append(assessment)
        return assessment

    terminal = typist.terminal(kept, parts)
    made = Session(start or an_assessment(), parts, features, terminal, keep).hold()
    return made, typist, saved


def three() -> list[Question]:
    """Return three questions."""
    return [a_question(f"PRV-0{n}") for n in (1, 2, 3)]
