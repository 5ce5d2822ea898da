"""Problems as workflow commands, which GitHub shows as annotations on the lines of a change."""

from collections.abc import Sequence
from pathlib import PurePath

from hria.errors import Problem

# As escapeData and escapeProperty in actions/toolkit, packages/core/src/command.ts.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(problems: Sequence[Problem]) -> str:
    """Return one workflow command for each problem; nothing where there is none."""
    return "".join(f"{_annotation(problem)}\n" for problem in problems)


def _annotation(problem: Problem) -> str:
    properties = {
        "file": PurePath(problem.where.file).as_posix(),
        "line": problem.where.line,
        "col": problem.where.column,
        "title": problem.code,
    }
    told = ",".join(
        f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items() if value
    )
    return f"::{problem.level} {told}::{problem.message.translate(_DATA)}"
