"""A workspace for tests: whole and without problems, to be broken in one place."""

from pathlib import Path
from shutil import copytree

from hria.check import problems
from hria.content.library import Library
from tests.cases.reading import CASES

CHECKLIST = "checklists/movement/1.0.0.yaml"
DRAFT = "checklists/movement/draft.yaml"
RELEASED = "checklists/RELEASED"
DESCRIPTOR = "standards/example/e.1.yaml"
BODY = "standards/example/sdo.yaml"
ASSESSMENT = "reports/example/e.1/own/assessment.yaml"


class Workspace:
    """A copy of the whole workspace among the cases."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "workspace"
        copytree(CASES / "workspace" / "valid" / "whole", self.root)

    def write(self, name: str, text: str | bytes) -> Path:
        """Put *text* in the file *name* and return its path."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, name: str) -> str:
        """Return the text of the file *name*."""
        return (self.root / name).read_text(encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace *old*, which must be there, by *new*."""
        text = self.read(name)
        assert old in text
        self.write(name, text.replace(old, new))

    def lines(self, *names: str) -> list[str]:
        """Return the problems of the files *names*, or of the workspace."""
        library = Library([self.root], self.root)
        paths = tuple(self.root / name for name in names)
        return [str(problem) for problem in problems(library, paths)]

    def codes(self, *names: str) -> list[str]:
        """Return the codes of the problems of the files *names*, or of the workspace."""
        library = Library([self.root], self.root)
        paths = tuple(self.root / name for name in names)
        return [problem.code for problem in problems(library, paths)]
