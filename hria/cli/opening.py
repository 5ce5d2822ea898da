"""What several commands begin with: the library, and an assessment with all that it names."""

from dataclasses import dataclass
from pathlib import Path

from hria.assess.fit import misfits
from hria.assess.plan import Part
from hria.content.documents import Loaded, is_folder
from hria.content.library import Library
from hria.content.roots import shipped, workspace
from hria.errors import ContentError, FileError, NotFoundError
from hria.model.assessment import Assessment
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.checklist import Checklist
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor


def library(start: Path | None = None) -> Library:
    """Return the workspace around *start*, or the current folder, and what ships."""
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise FileError("the current folder is gone (change to another one)") from None
    around = workspace(start or here)
    roots = [around, shipped()] if around else [shipped()]
    return Library(roots, here)


def around() -> Path | None:
    """Return the workspace around the current folder, or None."""
    return workspace(Path.cwd())


@dataclass(frozen=True)
class Opened:
    """An assessment with its checklists and the descriptor of its standard."""

    loaded: Loaded[Assessment]
    checklists: tuple[Loaded[Checklist], ...]
    parts: tuple[Part, ...]
    descriptor: Loaded[Descriptor] | None
    remarks: tuple[str, ...]
    library: Library | None = None
    told: Cases | None = None
    """What has happened behind questions, where it does not come from a library."""

    read: Bibliography | None = None
    """What was read of law and documents, where it does not come from a library."""

    @property
    def cases(self) -> Cases | None:
        """What has happened behind questions, read when it is asked for."""
        return self.library.cases() if self.library else self.told

    @property
    def bibliography(self) -> Bibliography | None:
        """What is known of law and documents, read when it is asked for."""
        return self.library.bibliography() if self.library else self.read

    @property
    def assessment(self) -> Assessment:
        """The assessment."""
        return self.loaded.document

    @property
    def features(self) -> frozenset[str] | None:
        """The capabilities of the standard, or None where nothing is known."""
        return self.descriptor.document.features if self.descriptor else None


def open_assessment(path: Path, *, fitting: bool = True) -> Opened:
    """Return the assessment at *path*; raise ContentError where it does not fit."""
    found = library(path if is_folder(path) else path.parent)
    loaded = found.assessment(path)
    assessment = loaded.document
    checklists = tuple(
        found.checklist(ChecklistRef.parse(pin.ref)) for pin in assessment.checklists
    )
    parts = tuple(
        Part(*ChecklistRef.parse(pin.ref), checklist.document)
        for pin, checklist in zip(assessment.checklists, checklists, strict=True)
    )
    remarks = [
        f"{pin.ref} is not the file that was pinned (digest differs)"
        for pin, checklist in zip(assessment.checklists, checklists, strict=True)
        if pin.digest and pin.digest != checklist.digest
    ]
    try:
        descriptor = found.descriptor(StandardRef.parse(assessment.standard))
    except NotFoundError:
        descriptor = None
        remarks.append(f"no descriptor of {assessment.standard}: every question is taken to apply")
    if fitting:
        faults = [f for f in misfits(assessment, parts) if f.level == "error"]
        if faults:
            raise ContentError(loaded.source.problems(faults))
    return Opened(loaded, checklists, parts, descriptor, tuple(remarks), found)
