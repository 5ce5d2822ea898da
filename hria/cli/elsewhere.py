"""What lies elsewhere and helps with a question: the law in our words, and other answers to it."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from hria.assess.plan import counting
from hria.assess.shown import shown
from hria.cli.opening import open_assessment
from hria.content.library import Library
from hria.errors import HriaError
from hria.model.assessment import Answer, Assessment
from hria.model.checklist import Source

_MOST = 300
"""How many letters of a rationale are shown."""

_SHOWN = 4
"""How many answers of others are shown with their rationale."""


class Elsewhere:
    """Reads the bibliography and the other assessments, once somebody asks for help."""

    def __init__(self, library: Library, own: Path) -> None:
        self._library = library
        self._own = own.resolve()

    def law(self, source: Source) -> Iterator[str]:
        """Yield what *source* says, in our words, each with its mark."""
        listed = self._library.bibliography()
        if listed is not None:
            for cited, passage in listed.passages(source.name, source.at):
                told = "" if cited == source.words else f"{cited}: "
                yield f"{told}{passage.marked}"

    def cases(self, question: str) -> Iterator[str]:
        """Yield what has happened behind *question*, each with its source and mark."""
        known = self._library.cases()
        for case in known.behind(question) if known else ():
            yield f"{case.told} [{case.sourced}]"

    def answers(self, question: str) -> Iterator[str]:
        """Yield how others answered *question*, persons first; nothing confidential.

        Of most there is only told which answers they gave.
        """
        given = [
            (name, assessment, answer)
            for name, assessment in self._others
            if (answer := assessment.answers.get(question)) is not None
        ]
        given.sort(key=lambda each: _kind(each[2], each[1]) != "person")
        for name, assessment, answer in given[:_SHOWN]:
            yield f"{name}: {_said(answer, assessment)}"
        if more := Counter(answer.answer for _, _, answer in given[_SHOWN:]):
            counts = ", ".join(f"{word} {count}" for word, count in sorted(more.items()))
            yield f"{more.total()} more: {counts}"

    @cached_property
    def _others(self) -> tuple[tuple[str, Assessment], ...]:
        found = []
        for path in self._library.assessments:
            if path.resolve() == self._own:
                continue
            try:
                opened = open_assessment(path)
            except HriaError:
                # A file that somebody is still writing is no help here, and no hindrance.
                continue
            counted = counting(opened.assessment, opened.parts, opened.features)
            described = opened.descriptor
            name = described.document.designation.value if described else counted.standard
            found.append((name, shown(counted)))
        return tuple(found)


def _kind(answer: Answer, assessment: Assessment) -> str:
    """Return whether a person or a machine gave *answer*; empty where it is not known."""
    who = assessment.assessor(answer.by)
    return who.kind if who else ""


def _said(answer: Answer, assessment: Assessment) -> str:
    kind = _kind(answer, assessment)
    state = f"a {kind} answered, " if kind else ""
    words = " ".join(answer.rationale.split())
    if len(words) > _MOST:
        words = f"{words[:_MOST].rsplit(' ', 1)[0]} […]"
    said = f"{answer.answer} ({state}{assessment.review.state})"
    return f"{said}: {words}" if words else said
