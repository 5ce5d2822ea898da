"""A sitting of ``hria assess``: the file it goes on with, who answers, and how nothing is lost."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from hria.assess.session import Session
from hria.cli.console import Console
from hria.cli.elsewhere import Elsewhere
from hria.cli.keeping import Kept
from hria.content.documents import load, open_source
from hria.content.writing import dump
from hria.errors import (
    BusyError,
    ContentError,
    FileError,
    NotFoundError,
    StoppedError,
)
from hria.model.assessment import Assessment, Assessor
from hria.model.base import Document
from hria.prompt.introducing import KEY, introduced
from hria.prompt.talk import Line, Talk
from hria.prompt.terminal import Terminal


class Typed(Document):
    """What was typed for questions that have no answer yet."""

    lines: dict[str, tuple[tuple[str, str], ...]]
    """What was asked and what was typed, in order, by question."""


@dataclass
class Sitting:
    """Somebody who answers, and the assessment that is kept."""

    kept: Kept
    console: Console
    reading: bool = False
    """Whether another sitting writes the file, so that this one only reads."""

    def hold(self, by: str, start: str = "") -> str:
        """Ask until the questions or the assessor end; return what is said last."""
        console, described = self.console, self.kept.descriptor.document
        self.kept.tell, self.kept.retry = console.say, self._again
        first = self._start(start)
        console.say(f"{described.designation.value}: {described.title.value}")
        with ExitStack() as stack:
            self._take(stack)
            try:
                self._held(by, first)
            except EOFError:
                console.say("")
            except StoppedError:
                # What is said of it begins a line of its own, and not after the prompt.
                console.say("")
                raise StoppedError(self._farewell().strip()) from None
        if self.kept.open:
            console.must_have_asked()
        return self._farewell()

    def _start(self, name: str) -> str | None:
        if not name:
            return None
        known = [q.id for part in self.kept.parts for q in part.checklist.active]
        if name.upper() not in known:
            raise NotFoundError(
                "question", name, (p.checklist.active[0].id + " …" for p in self.kept.parts)
            )
        return name.upper()

    def _take(self, stack: ExitStack) -> None:
        """Make sure that nobody else writes the file meanwhile, and that it can be written."""
        try:
            stack.enter_context(self.kept.alone())
        except BusyError:
            self.reading = True
            self.console.say(
                f"Another sitting writes {self.kept.path}. This one only reads: nothing can be"
                " answered here until the other has ended."
            )
            return
        except FileError as error:
            why = str(error).partition("cannot be written")[2]
            raise FileError(
                f"{self.kept.path}: cannot be written{why} (choose another place with -o)"
            ) from None
        self.console.say(
            f"Answers are saved in {self.kept.path} after every line. ? tells what can be typed."
        )
        # The place is tried before anybody types a word that could not be kept.
        if self.kept.on_disk is None:
            self.kept.save(self.kept.assessment)
        elif not os.access(self.kept.path.parent, os.W_OK):
            raise FileError(
                f"{self.kept.path.parent}: cannot be written (choose another place with -o)"
            )

    def _held(self, by: str, start: str | None) -> None:
        console, described = self.console, self.kept.descriptor.document
        name = "" if self.reading else self._assessor(by)
        elsewhere = Elsewhere(self.kept.library, self.kept.path)
        terminal = Terminal(
            read=console.read,
            say=console.say,
            head=console.head,
            keep=self._keep_lines,
            by=name,
            today=console.today,
            parts=self.kept.parts,
            descriptor=described,
            clock=console.clock,
            law=elsewhere.law,
            others=elsewhere.answers,
            cases=elsewhere.cases,
            offer=console.offer,
            edit=console.edit,
            reading=self.reading,
            typed={} if self.reading else self._typed(),
        )

        def keep(assessment: Assessment) -> Assessment:
            kept = self.kept.save(assessment)
            self._keep_lines(terminal.unfinished)
            return kept

        first = next((q.id for p in self.kept.parts for q in p.checklist.active), None)
        session = Session(
            self.kept.assessment, self.kept.parts, described.features, terminal, keep, console.now
        )
        session.hold(start or (first if self.reading else None))

    def _again(self, error: FileError) -> bool:
        """Let a person make room; return whether to try again."""
        if not self.console.is_terminal:
            return False
        self.console.say(f"{error}")
        typed = self.console.read("Enter tries again; q stops without this line: ")
        return typed.strip().lower() not in {"q", "quit", ":q", ":quit"}

    @property
    def _unfinished(self) -> Path:
        return self.kept.path.with_name(f".{self.kept.path.stem}.typed.yaml")

    def _keep_lines(self, lines: Mapping[str, Sequence[Line]]) -> None:
        if lines:
            kept = Typed(lines={name: tuple(typed) for name, typed in lines.items()})
            self.kept.write(self._unfinished, dump(kept), like=self.kept.path)
        else:
            with suppress(OSError):
                self._unfinished.unlink(missing_ok=True)

    def _typed(self) -> Mapping[str, Sequence[Line]]:
        try:
            kept = load(open_source(self._unfinished), Typed).document
        except (FileError, ContentError):
            return {}
        return kept.lines

    def _assessor(self, by: str) -> str:
        kept = self._typed()

        def keep(lines: Sequence[Line]) -> None:
            self._keep_lines({**kept, KEY: lines})

        console = self.console
        talk = Talk(console.read, console.say, keep)
        who = introduced(self.kept.assessment, by, talk, kept.get(KEY, ()))
        if isinstance(who, Assessor):
            assessors = (*self.kept.assessment.assessors, who)
            self.kept.save(self.kept.assessment.model_copy(update={"assessors": assessors}))
            who = who.id
        if KEY in self._typed():
            self._keep_lines({name: lines for name, lines in kept.items() if name != KEY})
        return who

    def _farewell(self) -> str:
        if self.reading:
            return "\nNothing was written."
        return "\n" + "\n".join(self._last())

    def _last(self) -> Iterator[str]:
        if left := self.kept.open:
            first = left[0][1]
            yield (
                f"Saved in {self.kept.path}. {_open(len(left))}; the same command"
                f" goes on at {first.id} {first.title}."
            )
            return
        yield f"Saved in {self.kept.path}. Every question that applies has an answer."
        yield f"Next: hria score {self.kept.path}"
        yield f"      hria report {self.kept.path} -o brief.pdf"
        name = self.kept.parts[0].checklist.active[0].id
        yield f"      hria assess again, with --question {name}, to change an answer"


def _open(count: int) -> str:
    return "1 question is open" if count == 1 else f"{count} questions are open"
