"""The cases of content: files with the exact lines that ``hria check`` prints for each of them.

A case is a file, or a folder that is a whole workspace. The invalid ones stand beside
NAME.problems.txt. To write those files anew after a message was changed, and to see
in the diff what users will see: ``python -m tests.cases.writing``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from hria.check import problems
from hria.cli.remaking import remade
from hria.content.library import Library
from hria.content.roots import shipped

TODAY = date(2026, 11, 22)
"""The day on which the cases are checked."""

CASES = Path(__file__).resolve().parent
KINDS = ("checklist", "standard", "body", "assessment", "bibliography", "cases", "workspace")


@dataclass(frozen=True)
class Case:
    """One case; its path is a file, or the folder of a workspace."""

    path: Path

    @property
    def name(self) -> str:
        """The name that pytest shows."""
        return str(self.path.relative_to(CASES))

    @property
    def expected(self) -> Path:
        """The file of the lines that must be printed."""
        return self.path.with_name(f"{self.path.stem}.problems.txt")

    def lines(self) -> list[str]:
        """Return the lines that are printed for the case, from the folder it lies in."""
        own = [self.path] if self.path.is_dir() else []
        library = Library([*own, shipped()], self.path.parent)
        return [stable(str(problem)) for problem in problems(library, (self.path,), remade, TODAY)]


def cases(folder: str, *kinds: str) -> Iterator[Case]:
    """Yield the cases in *folder*, valid or invalid, of *kinds*, or of all kinds."""
    for kind in kinds or KINDS:
        for path in sorted((CASES / kind / folder).iterdir()):
            if path.suffix == ".yaml" or path.is_dir():
                yield Case(path)


def stable(line: str) -> str:
    """Return *line* without what changes whenever content is added to the library."""
    standards, sources = _growing()
    line = line.replace(standards, "<standards>").replace(sources, "<sources>")
    return re.sub(r"it is sha256:[0-9a-f]{64}", "it is <digest>", line)


@cache
def _growing() -> tuple[str, str]:
    library = Library([shipped()])
    described = library.descriptor(library.standard("Y.2770")).document
    return ", ".join(map(str, library.standards)), ", ".join(sorted(described.sources))
