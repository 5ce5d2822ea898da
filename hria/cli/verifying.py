"""From the files inside a report to the report made again, and what the library knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from hria import __version__
from hria.assess.fit import misfits
from hria.assess.plan import Part
from hria.brief import KINDS
from hria.brief.enclosures import (
    ASSESSMENT,
    CASES,
    LAW,
    LETTERHEAD,
    STANDARD,
    checklist_name,
    with_words,
)
from hria.brief.subject import Subject
from hria.cli.opening import Opened, library
from hria.cli.reporting import subject_from
from hria.cli.scoring import as_json
from hria.content.documents import Loaded, Source, load
from hria.content.library import Library, listed
from hria.content.roots import shipped
from hria.errors import ContentError, FileError, HriaError, NotFoundError
from hria.form.packing import looked_through
from hria.model.assessment import Assessment
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.checklist import Checklist
from hria.model.manifest import Manifest
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor
from hria.render import FORMATS
from hria.verify.base import MOST_BYTES, too_large
from hria.verify.files import Known
from hria.verify.proving import Proof, proved


def verified(path: Path) -> Proof:
    """Return what holds of the report in the file *path*; raise FileError where it is none."""
    # What lies beside the file came with it, so it is no witness.
    return proved(_bytes_of(path), str(path), __version__, known_of(library()), Again)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except IsADirectoryError:
        raise FileError(f"{path}: a folder, where a report was expected") from None
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise too_large(str(path))
    return data


def known_of(found: Library) -> Known:
    """Return what the content in *found*, and what ships, can tell of a report."""
    own = shipped().resolve()
    roots = [own, *(root for root in found.roots if root != own)]
    named = {own: "the library that ships with hria"}
    releases = chain.from_iterable(
        ((named.get(root, f"the workspace {root}"), digest, name) for digest, name in listed(root))
        for root in roots
    )

    def descriptor(standard: str) -> str | None:
        try:
            return found.descriptor(StandardRef.parse(standard)).digest
        except HriaError:
            return None

    return Known(tuple(releases), descriptor)


@dataclass(frozen=True)
class Again:
    """Makes everything again from the files inside a report, and from nothing else."""

    manifest: Manifest
    files: Mapping[str, bytes]

    def __post_init__(self) -> None:
        """Read the files, so that what is wrong with them is told at once."""
        if LETTERHEAD in self.files:
            looked_through(self._source(LETTERHEAD), "docx")
        _ = self._opened

    @property
    def assessment(self) -> Assessment:
        """The assessment among the files."""
        return self._opened.assessment

    def score(self) -> str:
        """Return what the score would hold."""
        return as_json(self._subject.score)

    def report(self, format_: str) -> bytes:
        """Return the report, with the same files in it."""
        if self.manifest.kind not in KINDS:
            raise NotFoundError("kind of report", self.manifest.kind, KINDS)
        subject = self._subject
        files = with_words(self.files, self.assessment, subject.words)
        brief = replace(KINDS[self.manifest.kind](subject), enclosed=lambda: files)
        return FORMATS[format_](brief)

    @cached_property
    def _opened(self) -> Opened:
        loaded = load(self._source(ASSESSMENT), Assessment)
        refs = [ChecklistRef.parse(pin.ref) for pin in loaded.document.checklists]
        checklists = tuple(load(self._source(checklist_name(str(r))), Checklist) for r in refs)
        parts = tuple(Part(*r, c.document) for r, c in zip(refs, checklists, strict=True))
        descriptor: Loaded[Descriptor] | None = None
        if STANDARD in self.files:
            descriptor = load(self._source(STANDARD), Descriptor)
        cases = load(self._source(CASES), Cases).document if CASES in self.files else None
        law = load(self._source(LAW), Bibliography).document if LAW in self.files else None
        return Opened(loaded, checklists, parts, descriptor, (), told=cases, read=law)

    @cached_property
    def _subject(self) -> Subject:
        opened = self._opened
        subject = subject_from(
            opened.assessment,
            opened,
            self.manifest.language,
            confidential=self.manifest.confidential,
            paper=self.manifest.paper,
        )
        faults = [f for f in misfits(subject.assessment, opened.parts) if f.level == "error"]
        if faults:
            raise ContentError(opened.loaded.source.problems(faults))
        return subject

    def _source(self, name: str) -> Source:
        if name not in self.files:
            raise FileError(f"{name} is not in the report")
        return Source(Path(name), name, self.files[name])
