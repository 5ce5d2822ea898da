"""Where content lies, and how it is found by name: the workspace first, then what ships."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from hria.content.documents import Loaded, Source, is_file, is_folder, load, open_source
from hria.errors import BadNameError, FileError, HriaError, NotFoundError
from hria.model.assessment import Assessment
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.checklist import Checklist, Question
from hria.model.refs import DRAFT, ChecklistRef, StandardRef, Version, bare
from hria.model.standard import Body, Descriptor

BIBLIOGRAPHY = "checklists/bibliography.yaml"
"""The file that lists what checklists cite."""

CASES = "checklists/cases.yaml"
"""The file that tells what has happened behind questions."""

SCHEMA = "schema/assessment.json"
"""The file of a workspace that tells editors what an assessment may hold."""

CHANGES = "CHANGES.md"
"""The file, beside the releases of a right, that tells what each of them changed."""

LOCK = "RELEASED"
"""The file, in checklists, whose lines are what makes a release."""

_LINE = re.compile(r"(?P<digest>[0-9a-f]{64})  (?P<name>\S+)")


def listed(root: Path) -> tuple[tuple[str, str], ...]:
    """Return the releases listed under *root*: a digest and a file name each."""
    path = root / "checklists" / LOCK
    if not is_file(path):
        return ()
    if not path.resolve().is_relative_to(root.resolve()):
        raise FileError(f"{path}: leads out of the workspace; it was not read")
    return _lines(path.read_bytes())


@lru_cache(maxsize=4)
def _lines(data: bytes) -> tuple[tuple[str, str], ...]:
    # Every checklist is looked up in the same list.
    found = map(_LINE.fullmatch, data.decode(errors="replace").splitlines())
    return tuple((line["digest"], line["name"]) for line in found if line)


class Library:
    """The content under some root folders; what an earlier one holds hides a later one's."""

    def __init__(self, roots: Iterable[Path], base: Path | None = None) -> None:
        self.roots = tuple(dict.fromkeys(root.resolve() for root in roots))
        self.base = base.resolve() if base else None
        self._known: dict[StandardRef, Descriptor | None] = {}

    def checklist(self, ref: ChecklistRef) -> Loaded[Checklist]:
        """Return the checklist; without a version, the newest release."""
        version = ref.version or self.newest(ref.right)
        path = self._find(f"checklists/{ref.right}/{version}.yaml")
        if path is None:
            versions = map(str, self.versions(ref.right))
            known = [f"{ref.right}@{v}" for v in versions] or self.rights
            raise NotFoundError("checklist", str(ref), known)
        return load(self.source(path), Checklist)

    def path_of(self, ref: StandardRef) -> Path | None:
        """Return the file of a standard's descriptor, or None; no other is looked at."""
        return self._find(f"standards/{ref.body}/{ref.id}.yaml")

    def known(self, ref: StandardRef) -> Descriptor | None:
        """Return what is known of a standard, read once; None without a file that can be read."""
        if ref not in self._known:
            try:
                held = self.descriptor(ref).document if self.path_of(ref) else None
            except HriaError:
                held = None
            self._known[ref] = held
        return self._known[ref]

    def descriptor(self, ref: StandardRef) -> Loaded[Descriptor]:
        """Return what is known of a standard."""
        path = self.path_of(ref)
        if path is None:
            raise NotFoundError("standard", str(ref), map(str, self.standards))
        return load(self.source(path), Descriptor)

    def body(self, name: str) -> Loaded[Body] | None:
        """Return the standards body called *name*, or None where it has no file."""
        path = self._find(f"standards/{name}/sdo.yaml")
        return load(self.source(path), Body) if path else None

    def bibliography(self) -> Bibliography | None:
        """Return what checklists may cite, the workspace's entries first; None without a file."""
        return self._bibliography

    @cached_property
    def _bibliography(self) -> Bibliography | None:
        files = [root / BIBLIOGRAPHY for root in self.roots if is_file(root / BIBLIOGRAPHY)]
        loaded = [load(self.source(file), Bibliography).document for file in files]
        # A name that several files have means what the first of them says.
        whole = {name: entry for each in reversed(loaded) for name, entry in each.entries.items()}
        named = {name: whole[name] for each in loaded for name in each.entries}
        return Bibliography(entries=named) if loaded else None

    def cases(self) -> Cases | None:
        """Return what happened behind the questions, the workspace's first; None without a file."""
        return self._cases

    @cached_property
    def _cases(self) -> Cases | None:
        files = [root / CASES for root in self.roots if is_file(root / CASES)]
        loaded = [load(self.source(file), Cases).document for file in files]
        # As with the bibliography: a name means what the first file with it says.
        whole = {name: case for each in reversed(loaded) for name, case in each.cases.items()}
        named = {name: whole[name] for each in loaded for name in each.cases}
        return Cases(cases=named) if loaded else None

    def assessment(self, path: Path) -> Loaded[Assessment]:
        """Return the assessment in the file *path*, or in the folder *path*."""
        file = path / "assessment.yaml" if is_folder(path) else path
        return load(open_source(file), Assessment)

    def standard(self, words: str) -> StandardRef:
        """Return the standard that people mean by *words*, such as ``Y.2770``."""
        name, _, edition = words.strip().partition("@")
        if ".." in name or "\\" in name or name.startswith("/"):
            message = f"no name of a standard: {words!r} (write itu-t/y.2770 or Y.2770)"
            raise BadNameError(message)
        if name in map(str, self.standards):
            return StandardRef.parse(words.strip())
        wanted = bare(name)
        found = [r for r in self.standards if wanted in _spellings(r)]
        if len(found) != 1:
            known = map(str, found or self.standards)
            raise NotFoundError("standard", words, known)
        return StandardRef.parse(f"{found[0]}@{edition}" if edition else str(found[0]))

    @cached_property
    def standards(self) -> tuple[StandardRef, ...]:
        """The standards that have a descriptor, in order of their ids."""
        found = {
            StandardRef(path.parent.name, path.stem)
            for path in self._files("standards/*/*.yaml")
            if path.name != "sdo.yaml"
        }
        return tuple(sorted(found))

    @cached_property
    def rights(self) -> tuple[str, ...]:
        """The rights that have a checklist: in the order of their first release, then by name."""
        found = {path.parent.name for path in self._files("checklists/*/*.yaml")}
        released = dict.fromkeys(name.split("/")[0] for _, name in self.released)
        first = [right for right in released if right in found]
        return (*first, *sorted(found.difference(first)))

    @property
    def released_rights(self) -> tuple[str, ...]:
        """The rights that have a released checklist."""
        return tuple(right for right in self.rights if self.versions(right))

    @cached_property
    def released(self) -> tuple[tuple[str, str], ...]:
        """The lines of the RELEASED files: a digest and a file name each."""
        return tuple(line for root in self.roots for line in listed(root))

    def versions(self, right: str) -> tuple[Version, ...]:
        """Return the released versions of *right*, oldest first."""
        found = set()
        for root in self.roots:
            names = {name for _, name in listed(root)}
            is_listed = is_file(root / "checklists" / LOCK)
            for path in root.glob(f"checklists/{right}/*.yaml"):
                version = Version.parse(path.stem)
                # Where releases are listed, a file that is not is no release.
                if version and (not is_listed or f"{right}/{path.name}" in names):
                    found.add(version)
        return tuple(sorted(found))

    def changes(self, right: str) -> str:
        """Return what the releases of *right* changed, as CHANGES.md tells it."""
        path = self._find(f"checklists/{right}/{CHANGES}")
        return self.source(path).data.decode(errors="replace") if path else ""

    @cached_property
    def assessments(self) -> tuple[Path, ...]:
        """The files of the assessments, in order of their names."""
        return tuple(self._files("reports/*/*/*/assessment.yaml"))

    @cached_property
    def assessment_names(self) -> tuple[str, ...]:
        """The files of the assessments as they are shown to people."""
        return tuple(self.shown(path) for path in self.assessments)

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The standards bodies that have a file."""
        return tuple(sorted(p.parent.name for p in self._files("standards/*/sdo.yaml")))

    def question(self, name: str) -> tuple[Question, Checklist] | None:
        """Return the question called *name* in the newest checklists, with its checklist."""
        for right in self.rights:
            version = str(self.versions(right)[-1]) if self.versions(right) else DRAFT
            checklist = self.checklist(ChecklistRef(right, version)).document
            for question in checklist.questions:
                if question.id == name.upper():
                    return question, checklist
        return None

    def source(self, path: Path) -> Source:
        """Return the bytes of *path*; one that lies in a root may not lead out of the roots."""
        placed, real = path.absolute(), path.resolve()
        inside = any(placed.is_relative_to(root) for root in self.roots)
        if inside and not any(real.is_relative_to(root) for root in self.roots):
            raise FileError(f"{self.shown(path)}: leads out of the workspace; it was not read")
        return open_source(path, self.shown(path))

    def shown(self, path: Path) -> str:
        """Return *path* as it is shown to people: from the folder they stand in."""
        path = path.absolute()
        if self.base and path.is_relative_to(self.base):
            return str(path.relative_to(self.base))
        return str(path)

    def newest(self, right: str) -> str:
        """Return the newest released version of *right*; a draft has to be named as one."""
        if known := self.versions(right):
            return str(known[-1])
        drafted = [f"{right}@{DRAFT}"] if right in self.rights else self.rights
        raise NotFoundError("checklist", right, drafted)

    def _find(self, name: str) -> Path | None:
        paths = (root / name for root in self.roots)
        return next((path for path in paths if is_file(path)), None)

    def _files(self, pattern: str) -> Iterator[Path]:
        seen: set[str] = set()
        for root in self.roots:
            for path in sorted(root.glob(pattern)):
                name = str(path.relative_to(root))
                # What was typed and is not finished lies in hidden files beside content.
                hidden = path.name.startswith(".")
                if name not in seen and not hidden and path.is_file():
                    seen.add(name)
                    yield path


def _spellings(ref: StandardRef) -> set[str]:
    return {bare(ref.id), bare(f"{ref.body}{ref.id}")}
