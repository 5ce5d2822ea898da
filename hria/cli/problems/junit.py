"""Problems as JUnit XML, which GitLab and Jenkins show as a list of tests.

The two differ in what they show, so everything is where both find it. The name
of a test holds no line, for they tell by it what is new and what is mended; it
is there once only, for GitLab leaves out a second; what is skipped has its
words as attribute (Jenkins) and as text (GitLab); and where no problem is, one
test passes, for Jenkins takes a report without tests for a failure.
"""

from collections.abc import Sequence
from pathlib import PurePath
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from hria.cli.problems.wording import occurrences, visible
from hria.errors import Problem

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_junit(problems: Sequence[Problem]) -> str:
    """Return a suite with a failed test for each error and a skipped one for each warning."""
    warnings = sum(problem.level == "warning" for problem in problems)
    suites = Element("testsuites")
    suite = SubElement(
        suites,
        "testsuite",
        name="hria check",
        tests=str(len(problems) or 1),
        failures=str(len(problems) - warnings),
        errors="0",
        skipped=str(warnings),
    )
    names = [_name(problem) for problem in problems]
    for problem, name, number in zip(problems, names, occurrences(names), strict=True):
        _add(suite, problem, f"{name} ({number})" if number > 1 else name)
    if not problems:
        SubElement(suite, "testcase", classname="hria.check", name="no problem was found")
    indent(suites)
    return f"{_DECLARATION}{tostring(suites, encoding='unicode')}\n"


def _name(problem: Problem) -> str:
    return visible(f"{_file(problem)}: {problem.message}")


def _file(problem: Problem) -> str:
    return visible(PurePath(problem.where.file).as_posix())


def _add(suite: Element, problem: Problem, name: str) -> None:
    # Jenkins takes what stands before the last dot for a package.
    place = {"classname": f"hria.{problem.code}", "name": name, "file": _file(problem)}
    test = SubElement(suite, "testcase", place)
    if problem.where.line:
        test.set("line", str(problem.where.line))
    kind = "failure" if problem.level == "error" else "skipped"
    outcome = SubElement(test, kind, type=problem.code, message=visible(problem.message))
    outcome.text = visible(str(problem))
