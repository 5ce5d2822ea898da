"""Problems as text. To add a format, write a module with one function and list it in FORMATS."""

from collections.abc import Callable, Mapping, Sequence

from hria.cli.problems.github import as_github
from hria.cli.problems.junit import as_junit
from hria.cli.problems.plain import as_json, as_text
from hria.cli.problems.sarif import as_sarif
from hria.errors import Problem

FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}
"""The formats of ``hria check``, by the name that --format takes; the only list of them."""
