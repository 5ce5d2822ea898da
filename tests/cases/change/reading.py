"""The cases of change: two editions of a checklist, and the verdict on what differs.

Each folder holds old.yaml, new.yaml and change.txt; where an editor confirmed that other
words keep their sense, confirmed.txt names the subjects. To write the verdicts anew after
a rule was changed, and to see in the diff what editors will see:
``python -m tests.cases.change.writing``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hria.content.documents import load, open_source
from hria.model.checklist import Checklist
from hria.model.versions import change_of, differences

CHANGES = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Case:
    """One pair of editions."""

    folder: Path

    @property
    def name(self) -> str:
        """The name that pytest shows."""
        return self.folder.name

    @property
    def files(self) -> tuple[Path, Path]:
        """The files of the older and of the newer edition."""
        return self.folder / "old.yaml", self.folder / "new.yaml"

    @property
    def old(self) -> Checklist:
        """The older edition."""
        return load(open_source(self.files[0]), Checklist).document

    @property
    def new(self) -> Checklist:
        """The newer edition."""
        return load(open_source(self.files[1]), Checklist).document

    @property
    def confirmed(self) -> tuple[str, ...]:
        """The subjects whose other words keep their sense, as an editor confirmed."""
        file = self.folder / "confirmed.txt"
        return tuple(file.read_text(encoding="utf-8").split()) if file.is_file() else ()

    @property
    def expected(self) -> Path:
        """The file of the verdict."""
        return self.folder / "change.txt"

    def lines(self) -> list[str]:
        """Return the verdict: a line for each difference, and the gravest change."""
        found = differences(self.old, self.new, self.confirmed)
        told = [f"{d.subject} {d.field} ({d.change.name}): {d.why}" for d in found]
        return [*told, change_of(found).name]


def cases() -> Iterator[Case]:
    """Yield the cases, in order of their names."""
    for folder in sorted(CHANGES.iterdir()):
        if (folder / "old.yaml").is_file():
            yield Case(folder)
