"""Problems as lines for people, each clickable, and as JSON for tools."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from hria.cli.problems.wording import visible
from hria.errors import Problem


def as_text(problems: Sequence[Problem]) -> str:
    """Return one line for each problem; nothing where there is none."""
    return "".join(f"{visible(str(problem))}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a list of objects."""
    listed = [
        {
            **asdict(problem.where),
            "code": problem.code,
            "level": problem.level,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
