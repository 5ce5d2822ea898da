"""What can go wrong: problems of content, which are values, and errors that stop a command."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; lines and columns count from 1, and 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return the place as editors and terminals link it."""
        parts = [self.file]
        if self.line:
            parts += [str(self.line), str(self.column)]
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a key path of one document, before its file is known."""

    code: str
    at: tuple[str | int, ...]
    message: str
    level: Literal["error", "warning"] = "error"
    on_key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with content, at its place; collected and printed, never raised alone."""

    where: Location
    code: str
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Return the one line that is printed for the problem."""
        mark = "" if self.level == "error" else "warning: "
        return f"{self.where}: {self.code} {mark}{self.message}"


class HriaError(Exception):
    """A command could not be carried out; the text says why and what helps."""

    status = 2
    """The exit status of the command: 1 for problems of content, 2 for all else."""


class ContentError(HriaError):
    """A file that is needed has problems."""

    status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotFoundError(HriaError):
    """A name that stands for nothing in the workspace or the library."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = ", ".join(known) or "none"
        super().__init__(f"no {kind} called {name!r} (known: {names})")


class BadNameError(HriaError):
    """A name that cannot be one: it would lead out of the workspace, or is misspelt."""


class FileError(HriaError):
    """A file could not be read or written."""


class BusyError(FileError):
    """Somebody else is at work on a file."""


class StoppedError(HriaError):
    """Somebody pressed Ctrl-C."""


class EnoughError(Exception):
    """Whoever reads the output has closed it, as ``head`` does; nothing is wrong."""


class ReleaseError(HriaError):
    """A draft cannot be released as it is."""


class RenderError(HriaError):
    """A format could not be made."""
