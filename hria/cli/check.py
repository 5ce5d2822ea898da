"""``hria check``: every problem of checklists, descriptors and assessments at once."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; none: the whole workspace, or what ships."),
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json for tools.")
    ] = Format.text,
) -> None:
    """Check content; print each problem with file, line, code and what is allowed."""
    from hria.check import problems
    from hria.cli.opening import library
    from hria.cli.problems import as_json, as_text

    found = library(paths[0] if paths else None)
    listed = problems(found, tuple(paths or ()))
    sys.stdout.write((as_json if format_ is Format.json else as_text)(listed))
    if any(problem.level == "error" for problem in listed):
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(check)
