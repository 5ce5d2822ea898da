"""Which command imports what: nobody waits for what is not needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.brief.example import PLACE

HEAVY = ("typer", "pydantic", "yaml", "markdown_it", "weasyprint", "fontTools", "rich")

RUNNER = """
import sys
sys.argv = ["hria", *sys.argv[1:]]
from hria.__main__ import main
try:
    main()
except SystemExit:
    pass
sys.stdout.flush()
sys.stderr.write("\\n".join(sorted(sys.modules)))
"""


WATCHED = """
import sys
asked = []
def watch(event, _arguments):
    if event.startswith("socket."):
        asked.append(event)
sys.addaudithook(watch)
"""


def imported_by(*words: str) -> set[str]:
    """Return the names of the modules that are there after ``hria`` with *words*."""
    command = [sys.executable, "-c", RUNNER, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(ended.stderr.splitlines())


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--version"], [*HEAVY, "hria.cli", "hria.model", "hria.errors"]),
        (
            ["--help"],
            [
                *("pydantic", "yaml", "markdown_it", "weasyprint", "rich"),
                *("hria.model", "hria.content", "hria.brief", "hria.render", "hria.prompt"),
            ],
        ),
        (
            ["assess", "--help"],
            ["yaml", "markdown_it", "weasyprint", "hria.model", "hria.prompt"],
        ),
        (["score", "{place}"], ["markdown_it", "weasyprint", "hria.brief", "hria.render"]),
        (["check", "{place}"], ["markdown_it", "weasyprint", "hria.brief", "hria.render"]),
        (
            ["report", "{place}", "-f", "md"],
            [
                *("markdown_it", "weasyprint", "fontTools"),
                *("hria.brief.full", "hria.render.docx", "hria.render.html"),
            ],
        ),
        (["report", "{place}", "-f", "html"], ["weasyprint", "fontTools"]),
    ],
    ids=lambda given: " ".join(given[:1]),
)
def test_a_command_imports_nothing_that_it_does_not_need(
    words: list[str], unwanted: list[str]
) -> None:
    found = imported_by(*(word.format(place=PLACE) for word in words))
    assert "sys" in found
    assert sorted(found & set(unwanted)) == []


@pytest.mark.parametrize("format_", ["html", "pdf"])
def test_no_command_reaches_the_network(format_: str, tmp_path: Path) -> None:
    # FORMATS says: "No command reaches the network."
    watched = WATCHED + RUNNER.replace("sorted(sys.modules)", "asked")
    words = ["report", str(PLACE), "-f", format_, "-o", str(tmp_path / "x")]
    command = [sys.executable, "-c", watched, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "socket" not in ended.stderr
    assert (tmp_path / "x").stat().st_size > 1000


def test_the_package_itself_is_light() -> None:
    code = "import sys; before = set(sys.modules); import hria; print(set(sys.modules) - before)"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert ended.stdout.strip() == "{'hria'}"
