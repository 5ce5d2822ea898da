"""The file of an assessment: how it is found or begun, and how changes get into it.

Nothing is lost: what somebody else wrote meanwhile is joined, question by
question, and where both changed the same, both versions are kept.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from hria.assess.fit import misfits
from hria.assess.merging import Conflict, merged
from hria.assess.plan import Part, unanswered
from hria.cli.opening import library, open_assessment
from hria.content.documents import Loaded, Source, load, open_source
from hria.content.library import Library
from hria.content.locking import held
from hria.content.roots import workspace
from hria.content.writing import dump, unused, write
from hria.errors import ContentError, FileError, HriaError, NotFoundError
from hria.model.assessment import Assessment, Pinned
from hria.model.checklist import Question
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.standard import Descriptor


@dataclass
class Kept:
    """An assessment, and the file in which it is kept."""

    path: Path
    assessment: Assessment
    parts: tuple[Part, ...]
    descriptor: Loaded[Descriptor]
    library: Library
    on_disk: bytes | None
    """What was last read or written; None where there is no file yet."""

    untouched: bool = False
    """Whether the file is still as it was found: perhaps as a person laid it out."""

    tell: Callable[[str], None] = lambda _words: None
    """Tells somebody what was done with the file."""

    retry: Callable[[FileError], bool] = lambda _error: False
    """Tells somebody what went wrong, and returns whether to try again."""

    @classmethod
    def begin(cls, standard: str, checklists: list[str], output: Path | None) -> "Kept":
        """Open the assessment of *standard*, or make one."""
        found = library(output.parent if output else None)
        try:
            ref = found.standard(standard)
        except NotFoundError as error:
            raise HriaError(f"{error}; hria standard new describes another") from None
        path = output or place(ref)
        if path.is_dir():
            path = path / "assessment.yaml"
        if path.exists():
            return cls._resume(path, ref, checklists, found)
        return cls.new(path, ref, checklists, found)

    @classmethod
    def _resume(cls, path: Path, ref: StandardRef, checklists: list[str], found: Library) -> "Kept":
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
    def new(cls, path: Path, ref: StandardRef, checklists: list[str], found: Library) -> "Kept":
        """Return an assessment that has no answers, and is not on the disk yet."""
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

    @property
    def open(self) -> list[tuple[Part, Question]]:
        """The questions still to be answered, in the order in which they are asked."""
        features = self.descriptor.document.features
        return list(unanswered(self.parts, self.assessment, features))

    def alone(self) -> AbstractContextManager[None]:
        """Return what keeps others from writing the file meanwhile; raise BusyError."""
        return held(self.path.with_name(f".{self.path.name}.lock"), f"sitting at {self.path}")

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
            self.write(self.path, data)
        self.on_disk, self.assessment = data, assessment
        return assessment

    def _keep_layout(self, found: bytes) -> None:
        """Keep what a person laid out, comments too, beside the file: saving lays it out anew."""
        whole = load(Source(self.path, str(self.path), found), Assessment).document
        if dump(whole) != found:
            self.write(unused(self.path, "before"), found, like=self.path)

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
        self.tell(f"  {self.path} was changed meanwhile; both changes are in it now.")
        self.untouched = True
        return joined

    def _refused(self, mine: Assessment, why: str) -> FileError:
        kept = unused(self.path, "mine")
        write(kept, dump(mine), like=self.path)
        return FileError(
            f"{self.path} {why}: somebody else did that meanwhile;"
            f" your answers are in {kept}, and that file was left alone"
        )

    def write(self, path: Path, data: bytes, like: Path | None = None) -> None:
        """Write *data*, again and again as long as somebody makes room for it."""
        while True:
            try:
                write(path, data, like=like)
            except FileError as error:
                # Where nothing was ever kept, another place is the better way.
                if self.on_disk is None or not self.retry(error):
                    raise
            else:
                return


def place(ref: StandardRef) -> Path:
    """Return where the assessment of a standard lies that somebody makes for themselves."""
    here = Path.cwd()
    folder = workspace(here) or here
    path = folder / "reports" / ref.body / ref.id / "own" / "assessment.yaml"
    return path.relative_to(here) if path.is_relative_to(here) else path
