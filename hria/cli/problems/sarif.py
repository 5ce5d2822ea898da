"""Problems as SARIF 2.1.0, which code scanning shows on the lines they are about."""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from hria import __version__
from hria.cli.problems.rules import described
from hria.cli.problems.wording import occurrences
from hria.errors import Location, Problem

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_sarif(problems: Sequence[Problem]) -> str:
    """Return a log of one run, with a rule for each code that occurs."""
    first = {problem.code: problem.message for problem in reversed(problems)}
    rules = [described(code, _literal(_whole(first[code]))) for code in sorted(first)]
    same = [_same(problem) for problem in problems]
    run = {
        "tool": {"driver": {"name": "hria", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, f"{words}\0{number}")
            for problem, words, number in zip(problems, same, occurrences(same), strict=True)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(problem: Problem, identity: str) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "level": problem.level,
        "message": {"text": _literal(_whole(problem.message))},
        "locations": [{"physicalLocation": _place(problem.where)}],
        "partialFingerprints": {"hriaProblem/v1": hashlib.sha256(identity.encode()).hexdigest()},
    }


def _place(where: Location) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file)}}
    if where.line:
        place["region"] = {"startLine": where.line}
        if where.column:
            place["region"]["startColumn"] = where.column
    return place


def _uri(file: str) -> str:
    """Return the relative reference to *file*; from outside of the folder, a file URI."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _same(problem: Problem) -> str:
    """Return what stays the same when the lines of the file, or the items of its lists, move."""
    message = re.sub(r"\[\d+\]", "[]", _whole(problem.message))
    return "\0".join((problem.code, _uri(problem.where.file), message))


def _whole(text: str) -> str:
    # Half of a surrogate pair is no character, and strict readers of JSON refuse its escape.
    return text.encode(errors="backslashreplace").decode()


def _literal(text: str) -> str:
    # SARIF 3.11.5: braces are doubled, for {0} is a placeholder; 3.11.6: [words](target) is a link.
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
