"""Where a description is written: whole, once, and beside it what was typed so far."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hria.content.documents import load, open_source
from hria.content.library import Library
from hria.content.roots import shipped
from hria.content.writing import dump, write
from hria.describing.interview import Interview, Place
from hria.describing.lines import LeftError, Lines
from hria.errors import BadNameError, ContentError, FileError, HriaError
from hria.model.base import Document, Text
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

Read = Callable[[str], str]
Say = Callable[[str], None]


class Typed(Document):
    """What was typed for a description that is not finished."""

    designation: Text
    """The designation."""

    lines: tuple[str, ...]
    """The lines that followed, in order."""


def described(  # noqa: PLR0913 - the two last say where, by name
    name: str, library: Library, read: Read, say: Say, *, root: Path, output: Path | None = None
) -> Path | None:
    """Describe a standard by asking, and return the file of its descriptor.

    *name* is what is known of its name: an id (``itu-t/y.2771``), words
    (``Y.2771``), or nothing. The file is written in the workspace *root*, or
    is *output*. *read* shows a prompt and returns the line that was typed, and
    raises EOFError at the end; *say* shows a line. None where the person
    leaves: then nothing is written but the lines that were typed, which are
    filled in the next time.
    """
    desk = Desk(root, library, output)
    ref = desk.named(name)
    if ref:
        desk.take(ref)
    lines = Lines(read, say, desk.keep)
    say("A standard is described. ? helps, :back goes back, :quit leaves and keeps the lines.")
    try:
        place, descriptor = lines.hold(lambda: _talk(desk, lines, name, ref))
    except LeftError:
        for line in desk.farewell():
            say(line)
        return None
    path = desk.write(place.ref, descriptor)
    for line in summary(library.shown(path), str(place.ref), descriptor):
        say(line)
    return path


def _talk(
    desk: "Desk", lines: Lines, name: str, ref: StandardRef | None
) -> tuple[Place, Descriptor]:
    # Begun anew whenever a line is taken back, so nothing outlives it.
    interview = Interview(lines, desk.library)
    if ref and not lines.is_filled_in and (typed := desk.typed()):
        _fill_in(lines, (typed.designation, *typed.lines))
    place = interview.place(name, ref)
    desk.take(place.ref, lines.count, place.typed)
    if not lines.is_filled_in and (typed := desk.typed()):
        _fill_in(lines, typed.lines)
    descriptor = interview.descriptor(place)
    interview.confirmed(desk.library.shown(desk.path))
    return place, descriptor


def _fill_in(lines: Lines, typed: Sequence[str]) -> None:
    lines.say("(what you typed before is filled in; :again empties it)")
    lines.fill_in(typed)


@dataclass
class Desk:
    """The place of one descriptor that is not written yet."""

    root: Path
    """The workspace."""

    library: Library
    """What is described already."""

    output: Path | None = None
    """The file, where somebody chose one."""

    _path: Path | None = None
    _before: int = 1
    _designation: str = ""

    @property
    def path(self) -> Path:
        """The file of the descriptor, once its place is known."""
        assert self._path is not None  # noqa: S101 - take() comes first
        return self._path

    def named(self, name: str) -> StandardRef | None:
        """Return the standard that *name*, or the file that was chosen, is the id of."""
        if self.output and not _is_ref(name):
            name = f"{self.output.absolute().parent.name}/{self.output.stem}"
            if self.output.suffix != ".yaml" or not _is_ref(name):
                raise BadNameError(
                    f"{self.output}: no place of a descriptor"
                    " (write standards/<body>/<id>.yaml, in lower case)"
                )
        return StandardRef.parse(name) if _is_ref(name) else None

    def take(self, ref: StandardRef, before: int = 1, designation: str = "") -> None:
        """Take the place of *ref*; raise where it is not free.

        The first *before* lines, the *designation* among them, have told it.
        """
        path = self.output or self.root / "standards" / ref.body / f"{ref.id}.yaml"
        if self.output is None and ref in self.library.standards:
            raise HriaError(
                f"{ref} is described already; nothing was changed (hria show {ref}; to correct"
                " it, edit its file, or copy it into the workspace)"
            )
        _refuse(path, None if self.output else self.root)
        self._path, self._before, self._designation = path, before, designation

    def write(self, ref: StandardRef, descriptor: Descriptor) -> Path:
        """Write the descriptor of *ref*, and forget the lines; return its file."""
        if self._path is None:
            self.take(ref)
        # Somebody else may have written it while the questions were asked.
        _refuse(self.path, None if self.output else self.root)
        write(self.path, header(self.path) + dump(descriptor))
        self._forget()
        return self.path

    def keep(self, lines: Sequence[str]) -> None:
        """Keep the *lines* typed so far, from the first one after the id."""
        if self._path is None:
            return
        mine = tuple(lines[self._before :])
        if mine:
            write(self._unfinished, dump(Typed(designation=self._designation, lines=mine)))
        else:
            self._forget()

    def typed(self) -> Typed | None:
        """Return what an earlier sitting kept, or None."""
        try:
            return load(open_source(self._unfinished), Typed).document
        except (FileError, ContentError):
            return None

    def farewell(self) -> Iterator[str]:
        """Yield what to say to somebody who leaves."""
        yield ""
        yield "No descriptor was written."
        if self._path is not None and self.typed():
            kept = self.library.shown(self._unfinished)
            yield f"What you typed is in {kept}; the same command fills it in."

    @property
    def _unfinished(self) -> Path:
        return self.path.with_name(f".{self.path.stem}.typed.yaml")

    def _forget(self) -> None:
        with suppress(OSError):
            self._unfinished.unlink(missing_ok=True)


def summary(path: str, ref: str, descriptor: Descriptor) -> Iterator[str]:
    """Yield what to say of a descriptor that was written."""
    held = ["designation", "title"]
    if count := len(descriptor.editions):
        held.append(f"{count} edition{'s' * (count > 1)}")
    if descriptor.text_access:
        held.append("who may read it")
    if count := len(descriptor.related):
        held.append(f"{count} related")
    if descriptor.capabilities is None:
        held.append("no list of capabilities (every question applies)")
    else:
        held.append(f"capabilities: {len(descriptor.capabilities) or 'none, as was claimed'}")
    yield ""
    yield f"Written: {path} ({', '.join(held)})"
    yield "More can be added in the file: safeguards, silences, concerns (docs/authoring.md)."
    yield f"Next: hria show {ref}"
    yield f"      hria assess {ref}"


def _is_ref(name: str) -> bool:
    try:
        ref = StandardRef.parse(name)
    except BadNameError:
        return False
    return not ref.edition and ref.id != "sdo"


def _refuse(path: Path, root: Path | None) -> None:
    """Raise where a descriptor may not be written to *path*."""
    if path.exists() or path.is_symlink():
        raise FileError(f"{path} exists already; nothing was changed (choose another id)")
    real, package = path.resolve(), shipped()
    # In a checkout the content is there to be edited; an installed package is not.
    if package.name == "_data" and real.is_relative_to(package.parent):
        raise FileError(f"{path} lies in the installed program (choose a place in a workspace)")
    if root is not None and not real.is_relative_to(root.resolve()):
        raise FileError(f"{path} leads out of the workspace; nothing was written")


def header(path: Path) -> bytes:
    """Return the line by which editors find the schema, where there is one."""
    schema = path.absolute().parents[2] / "docs" / "schema" / "standard.json"
    if not schema.is_file():
        return b""
    return b"# yaml-language-server: $schema=../../docs/schema/standard.json\n"
