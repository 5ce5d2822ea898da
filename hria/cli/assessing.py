"""A sitting of ``hria assess``: the file it goes on with, who answers, and how nothing is lost."""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hria.assess.plan import Part, unanswered
from hria.assess.session import conduct
from hria.cli.opening import library, open_assessment
from hria.content.documents import Loaded, load, open_source
from hria.content.library import Library, workspace
from hria.content.writing import dump, unused, write
from hria.errors import (
    BadNameError,
    ContentError,
    FileError,
    HriaError,
    NotFoundError,
    StoppedError,
)
from hria.model.assessment import NAME, Assessment, Assessor, Pinned
from hria.model.base import Document
from hria.model.grades import QuestionId
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor
from hria.prompt import Terminal

Read = Callable[[str], str]
Say = Callable[[str], None]


class Typed(Document):
    """What was typed for questions that have no answer yet."""

    lines: dict[QuestionId, tuple[str, ...]]
    """The lines, in order, by question."""


@dataclass
class Sitting:
    """One run of the command."""

    path: Path
    assessment: Assessment
    parts: tuple[Part, ...]
    descriptor: Loaded[Descriptor]
    on_disk: bytes | None
    """What this sitting last read or wrote; None where there is no file yet."""

    layout: bytes | None = None
    """The file as a person laid it out, where saving will lay it out anew."""

    @classmethod
    def begin(cls, standard: str, checklists: list[str], output: Path | None) -> "Sitting":
        """Open the assessment of *standard*, or make one."""
        found = library(output.parent if output else None)
        ref = found.standard(standard)
        path = output or place(ref)
        if path.is_dir():
            path = path / "assessment.yaml"
        if path.exists():
            return cls._resume(path, ref, checklists)
        return cls.new(path, ref, checklists, found)

    @classmethod
    def _resume(cls, path: Path, ref: StandardRef, checklists: list[str]) -> "Sitting":
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
            message = f"no descriptor of {assessment.standard}"
            raise HriaError(message)
        layout = source.data if dump(assessment) != source.data else None
        return cls(path, assessment, opened.parts, opened.descriptor, source.data, layout)

    @classmethod
    def new(cls, path: Path, ref: StandardRef, checklists: list[str], found: Library) -> "Sitting":
        """Return a sitting whose assessment has no answers and is not on the disk yet."""
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
        return cls(path, assessment, parts, descriptor, None)

    def hold(self, by: str, today: str, read: Read, say: Say) -> str:
        """Ask until the questions or the assessor end; return what is said last."""
        described = self.descriptor.document
        say(f"{described.designation.value}: {described.title.value}")
        say(f"Answers are saved in {self.path} after every line. :help tells what can be typed.")
        # The place is tried before anybody types a word that could not be kept.
        if self.on_disk is None:
            self.save(self.assessment)
        elif not os.access(self.path.parent, os.W_OK):
            raise FileError(f"{self.path.parent}: cannot be written (choose another place with -o)")
        try:
            name = self._assessor(by, read, say)
            terminal = Terminal(
                read=read,
                say=say,
                keep=self._keep_lines,
                by=name,
                today=today,
                sources=described.sources,
                typed=self._typed(),
            )

            def keep(assessment: Assessment) -> None:
                self.save(assessment)
                self._keep_lines(terminal.unfinished)

            conduct(self.assessment, self.parts, described.features, terminal, keep)
        except EOFError:
            say("")
        except StoppedError:
            raise StoppedError(self._farewell().strip()) from None
        return self._farewell()

    def save(self, assessment: Assessment) -> None:
        """Put *assessment* on the disk; what somebody else wrote meanwhile is not overwritten."""
        data = dump(assessment)
        now = self.path.read_bytes() if self.path.exists() else None
        if now != self.on_disk:
            mine = unused(self.path, "mine")
            write(mine, data, like=self.path)
            message = (
                f"{self.path} was changed by somebody else meanwhile;"
                f" your answers are in {mine}, and that file was left alone"
            )
            raise FileError(message)
        if data == now:
            return
        if self.layout is not None:
            # Saving lays a file out anew; what a person wrote, comments too, is kept beside it.
            write(unused(self.path, "before"), self.layout, like=self.path)
            self.layout = None
        write(self.path, data)
        self.on_disk, self.assessment = data, assessment

    @property
    def _unfinished(self) -> Path:
        return self.path.with_name(f".{self.path.stem}.typed.yaml")

    def _keep_lines(self, lines: Mapping[str, Sequence[str]]) -> None:
        if lines:
            kept = Typed(lines={name: tuple(typed) for name, typed in lines.items()})
            write(self._unfinished, dump(kept))
        else:
            with suppress(OSError):
                self._unfinished.unlink(missing_ok=True)

    def _typed(self) -> Mapping[str, Sequence[str]]:
        try:
            kept = load(open_source(self._unfinished), Typed).document
        except (FileError, ContentError):
            return {}
        return kept.lines

    def _assessor(self, by: str, read: Read, say: Say) -> str:
        people = [a.id for a in self.assessment.assessors if a.kind == "person"]
        machines = [a.id for a in self.assessment.assessors if a.kind == "machine"]
        if by and (wrong := _no_name(by, machines)):
            raise BadNameError(f"--as {by}: {wrong}")
        if not by and len(people) == 1:
            say(f"Answering as {people[0]} (--as ID for somebody else).")
            return people[0]
        if people and not by:
            say(f"Who is answering? Known: {', '.join(people)}; anything else is somebody new.")
        while not by:
            by = read("Your initials or a pseudonym: ").strip()
            if wrong := _no_name(by, machines):
                say(f"  {wrong}")
                by = ""
        if by in people:
            return by
        say("Name and affiliation may stay empty; they can be kept out of every output.")
        given = {
            "id": by,
            "kind": "person",
            "name": read("Name (Enter: none): ").strip(),
            "affiliation": read("Affiliation (Enter: none): ").strip(),
            "interests": read("Interests a reader should know of (Enter: none): ").strip(),
        }
        hidden = read("Keep name and affiliation out of every output? y or n [n]: ")
        if hidden.strip().lower() in {"y", "yes"}:
            given["confidential"] = "true"
        assessor = Assessor.model_validate({k: v for k, v in given.items() if v})
        assessors = (*self.assessment.assessors, assessor)
        self.save(self.assessment.model_copy(update={"assessors": assessors}))
        return by

    def _farewell(self) -> str:
        features = self.descriptor.document.features
        left = list(unanswered(self.parts, self.assessment, features))
        if left:
            first = left[0][1]
            return (
                f"\nSaved in {self.path}. {len(left)} questions are open; the same command"
                f" goes on at {first.id} {first.title}."
            )
        return (
            f"\nSaved in {self.path}. Every question that applies has an answer.\n"
            f"Next: hria score {self.path}\n      hria report {self.path} -o brief.pdf"
        )


def place(ref: StandardRef) -> Path:
    """Return where one's own assessment of a standard lies."""
    here = Path.cwd()
    folder = workspace(here) or here
    path = folder / "reports" / ref.body / ref.id / "own" / "assessment.yaml"
    return path.relative_to(here) if path.is_relative_to(here) else path


def _no_name(by: str, machines: Sequence[str]) -> str:
    """Return why *by* cannot be the id of a person who answers; empty where it can."""
    if not re.fullmatch(NAME, by):
        return "allowed: letters, digits, dots, hyphens and underscores"
    if by in machines:
        return f"{by} is a machine; nobody answers under its name"
    return ""
