"""A sitting of ``hria assess``: the file it goes on with, who answers, and how nothing is lost."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from hria.assess.fit import misfits
from hria.assess.merging import Conflict, merged
from hria.assess.plan import Part, unanswered
from hria.assess.session import Session
from hria.cli.console import Console
from hria.cli.elsewhere import Elsewhere
from hria.cli.opening import library, open_assessment
from hria.content.documents import Loaded, Source, load, open_source
from hria.content.library import Library, workspace
from hria.content.locking import held
from hria.content.writing import dump, unused, write
from hria.errors import (
    BusyError,
    ContentError,
    FileError,
    HriaError,
    NotFoundError,
    StoppedError,
)
from hria.model.assessment import Assessment, Assessor, Pinned
from hria.model.base import Document
from hria.model.checklist import Question
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor
from hria.prompt.introducing import KEY, introduced
from hria.prompt.talk import Line, Talk
from hria.prompt.terminal import Terminal


class Typed(Document):
    """What was typed for questions that have no answer yet."""

    lines: dict[str, tuple[tuple[str, str], ...]]
    """What was asked and what was typed, in order, by question."""


@dataclass
class Sitting:
    """One run of the command."""

    path: Path
    assessment: Assessment
    parts: tuple[Part, ...]
    descriptor: Loaded[Descriptor]
    library: Library
    on_disk: bytes | None
    """What this sitting last read or wrote; None where there is no file yet."""

    untouched: bool = False
    """Whether the file is still as it was found: perhaps as a person laid it out."""

    console: Console = field(init=False)
    """Where somebody answers; there is one for the whole command."""

    reading: bool = False
    """Whether another sitting writes the file, so that this one only reads."""

    @classmethod
    def begin(cls, standard: str, checklists: list[str], output: Path | None) -> "Sitting":
        """Open the assessment of *standard*, or make one."""
        found = library(output.parent if output else None)
        ref = found.standard(standard)
        path = output or place(ref)
        if path.is_dir():
            path = path / "assessment.yaml"
        if path.exists():
            return cls._resume(path, ref, checklists, found)
        return cls._new(path, ref, checklists, found)

    @classmethod
    def _resume(
        cls, path: Path, ref: StandardRef, checklists: list[str], found: Library
    ) -> "Sitting":
        opened = open_assessment(path)
        assessment, source = opened.assessment, opened.loaded.source
        if assessment.standard != f"{ref.body}/{ref.id}":
            message = (
                f"{path} assesses {assessment.standard}, not {ref} (choose another file with -o)"
            )
            raise HriaError(message)
        if ref.edition and ref.edition != assessment.edition:
            raise HriaError(
                f"{path} assesses the edition {assessment.edition}, not {ref.edition}"
                " (choose another file with -o)"
            )
        pinned = {pin.ref for pin in assessment.checklists}
        other = [c for c in checklists if not any(p == c or p.startswith(f"{c}@") for p in pinned)]
        if other:
            message = (
                f"{path} answers {', '.join(sorted(pinned))}, not {', '.join(other)}"
                " (choose another file with -o)"
            )
            raise HriaError(message)
        if opened.descriptor is None:
            message = f"no descriptor of {assessment.standard} (hria standard new describes it)"
            raise HriaError(message)
        return cls(
            path, assessment, opened.parts, opened.descriptor, found, source.data, untouched=True
        )

    @classmethod
    def _new(cls, path: Path, ref: StandardRef, checklists: list[str], found: Library) -> "Sitting":
        descriptor = found.descriptor(ref)
        editions = [edition.id for edition in descriptor.document.editions]
        if ref.edition and ref.edition not in editions:
            raise NotFoundError(f"edition of {ref.body}/{ref.id}", ref.edition, editions)
        refs = [ChecklistRef.parse(c) for c in checklists or found.released_rights]
        # privacy and privacy@1.0.0 may be the same: it is asked once.
        named = list(
            dict.fromkeys(ChecklistRef(r.right, r.version or found.newest(r.right)) for r in refs)
        )
        loaded = [found.checklist(name) for name in named]
        assessment = Assessment(
            standard=f"{ref.body}/{ref.id}",
            edition=ref.edition or (editions[0] if editions else None),
            standard_digest=descriptor.digest,
            checklists=tuple(
                Pinned(ref=str(name), digest=checklist.digest)
                for name, checklist in zip(named, loaded, strict=True)
            ),
        )
        parts = tuple(
            Part(name.right, name.version, checklist.document)
            for name, checklist in zip(named, loaded, strict=True)
        )
        return cls(path, assessment, parts, descriptor, found, None)

    def hold(self, by: str, console: Console, start: str = "") -> str:
        """Ask until the questions or the assessor end; return what is said last."""
        self.console = console
        described = self.descriptor.document
        first = self._start(start)
        console.say(f"{described.designation.value}: {described.title.value}")
        with ExitStack() as stack:
            self._take(stack)
            try:
                self._held(by, first)
            except EOFError:
                console.say("")
            except StoppedError:
                raise StoppedError(self._farewell().strip()) from None
        if self._left():
            console.must_have_asked()
        return self._farewell()

    def _start(self, name: str) -> str | None:
        if not name:
            return None
        known = [q.id for part in self.parts for q in part.checklist.active]
        if name.upper() not in known:
            raise NotFoundError(
                "question", name, (p.checklist.active[0].id + " …" for p in self.parts)
            )
        return name.upper()

    def _take(self, stack: ExitStack) -> None:
        """Make sure that nobody else writes the file meanwhile, and that it can be written."""
        try:
            stack.enter_context(held(self.path.with_name(f".{self.path.name}.lock"), "sitting"))
        except BusyError:
            self.reading = True
            self.console.say(
                f"Another sitting writes {self.path}. This one only reads: nothing can be answered"
                " here until the other has ended."
            )
            return
        except FileError as error:
            why = str(error).partition("cannot be written")[2]
            raise FileError(
                f"{self.path}: cannot be written{why} (choose another place with -o)"
            ) from None
        self.console.say(
            f"Answers are saved in {self.path} after every line. ? tells what can be typed."
        )
        # The place is tried before anybody types a word that could not be kept.
        if self.on_disk is None:
            self.save(self.assessment)
        elif not os.access(self.path.parent, os.W_OK):
            raise FileError(f"{self.path.parent}: cannot be written (choose another place with -o)")

    def _held(self, by: str, start: str | None) -> None:
        console, described = self.console, self.descriptor.document
        name = "" if self.reading else self._assessor(by)
        elsewhere = Elsewhere(self.library, self.path)
        terminal = Terminal(
            read=console.read,
            say=console.say,
            head=console.head,
            keep=self._keep_lines,
            by=name,
            today=console.today,
            parts=self.parts,
            descriptor=described,
            clock=console.clock,
            law=elsewhere.law,
            others=elsewhere.answers,
            offer=console.offer,
            edit=console.edit,
            reading=self.reading,
            typed={} if self.reading else self._typed(),
        )

        def keep(assessment: Assessment) -> Assessment:
            kept = self.save(assessment)
            self._keep_lines(terminal.unfinished)
            return kept

        first = next((q.id for p in self.parts for q in p.checklist.active), None)
        session = Session(
            self.assessment, self.parts, described.features, terminal, keep, console.now
        )
        session.hold(start or (first if self.reading else None))

    def save(self, assessment: Assessment) -> Assessment:
        """Put *assessment* on the disk, with what somebody else wrote there meanwhile.

        Return it as it then is. Where both changed the same answer, both versions are kept.
        """
        now = self.path.read_bytes() if self.path.exists() else None
        if now != self.on_disk:
            assessment = self._joined(assessment, now)
        data = dump(assessment)
        if data != now:
            if self.untouched and now is not None:
                self._keep_layout(now)
            self.untouched = False
            self._write(self.path, data)
        self.on_disk, self.assessment = data, assessment
        return assessment

    def _keep_layout(self, found: bytes) -> None:
        """Keep what a person laid out, comments too, beside the file: saving lays it out anew."""
        whole = load(Source(self.path, str(self.path), found), Assessment).document
        if dump(whole) != found:
            self._write(unused(self.path, "before"), found, like=self.path)

    def _joined(self, mine: Assessment, now: bytes | None) -> Assessment:
        """Return *mine* with what the file holds by now; where that cannot be, refuse."""
        if now is None:
            raise self._refused(mine, "is gone")
        try:
            theirs = load(open_source(self.path), Assessment).document
        except ContentError as error:
            raise self._refused(mine, f"cannot be read any more ({error.problems[0]})") from None
        joined = merged(self.assessment, mine, theirs)
        if isinstance(joined, Conflict):
            names = ", ".join(joined.names)
            raise self._refused(mine, f"was changed in the same place ({names})")
        wrong = [f for f in misfits(joined, self.parts) if f.level == "error"]
        if wrong or (joined.standard, joined.edition, joined.checklists) != (
            mine.standard,
            mine.edition,
            mine.checklists,
        ):
            why = wrong[0].message if wrong else "it names another standard or other checklists"
            raise self._refused(mine, f"was changed, and does not fit any more: {why}")
        self.console.say(f"  {self.path} was changed meanwhile; both changes are in it now.")
        self.untouched = True
        return joined

    def _refused(self, mine: Assessment, why: str) -> FileError:
        kept = unused(self.path, "mine")
        write(kept, dump(mine), like=self.path)
        return FileError(
            f"{self.path} {why}: somebody else did that meanwhile;"
            f" your answers are in {kept}, and that file was left alone"
        )

    def _write(self, path: Path, data: bytes, like: Path | None = None) -> None:
        """Write, and on a terminal let a person make room and try again."""
        while True:
            try:
                write(path, data, like=like)
            except FileError as error:
                if not self.console.is_terminal or self.on_disk is None:
                    raise
                self.console.say(f"{error}")
                typed = self.console.read("Enter tries again; q stops without this line: ")
                if typed.strip().lower() in {"q", "quit", ":q", ":quit"}:
                    raise
            else:
                return

    @property
    def _unfinished(self) -> Path:
        return self.path.with_name(f".{self.path.stem}.typed.yaml")

    def _keep_lines(self, lines: Mapping[str, Sequence[Line]]) -> None:
        if lines:
            kept = Typed(lines={name: tuple(typed) for name, typed in lines.items()})
            self._write(self._unfinished, dump(kept), like=self.path)
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
        who = introduced(self.assessment, by, talk, kept.get(KEY, ()))
        if isinstance(who, Assessor):
            assessors = (*self.assessment.assessors, who)
            self.save(self.assessment.model_copy(update={"assessors": assessors}))
            who = who.id
        if KEY in self._typed():
            self._keep_lines({name: lines for name, lines in kept.items() if name != KEY})
        return who

    def _farewell(self) -> str:
        if self.reading:
            return "\nNothing was written."
        return "\n" + "\n".join(self._last())

    def _left(self) -> list[tuple[Part, Question]]:
        features = self.descriptor.document.features
        return list(unanswered(self.parts, self.assessment, features))

    def _last(self) -> Iterator[str]:
        if left := self._left():
            first = left[0][1]
            yield (
                f"Saved in {self.path}. {len(left)} questions are open; the same command"
                f" goes on at {first.id} {first.title}."
            )
            return
        yield f"Saved in {self.path}. Every question that applies has an answer."
        yield f"Next: hria score {self.path}"
        yield f"      hria report {self.path} -o brief.pdf"
        yield "      hria assess again, with --question PRV-05, to change an answer"


def place(ref: StandardRef) -> Path:
    """Return where the assessment of a standard lies that somebody makes for themselves."""
    here = Path.cwd()
    folder = workspace(here) or here
    path = folder / "reports" / ref.body / ref.id / "own" / "assessment.yaml"
    return path.relative_to(here) if path.is_relative_to(here) else path
