"""``hria check``: every problem of checklists, descriptors and assessments at once."""

import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hria.cli.printing import say

if TYPE_CHECKING:
    from hria.errors import Problem


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"
    junit = "junit"


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; none: the whole workspace, or what ships."),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="text for people; json, sarif, github (annotations) or junit for tools.",
        ),
    ] = Format.text,
    cache: Annotated[
        bool,
        typer.Option(help="Skip what had no problem and has not changed; never where CI is set."),
    ] = True,
    base: Annotated[
        str, typer.Option(metavar="REV", help="Also compare the releases with this git commit.")
    ] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings count: exit status 1 where there is one.")
    ] = False,
) -> None:
    """Check content; print each problem with file, line, code and what is allowed."""
    from hria.check.base import since
    from hria.cli.checking import checked
    from hria.cli.history import at_commit
    from hria.cli.opening import library
    from hria.cli.problems import FORMATS

    found = library(paths[0] if paths else None)
    earlier: Iterable[Problem] = ()
    if base:
        # A commit that is not there is told before anything is checked.
        earlier = since(found, at_commit(found.roots[0], base))
    listed = checked(found, tuple(paths or ()), remember=cache and not os.environ.get("CI"))
    listed = tuple(sorted({*listed, *earlier}))
    printed = FORMATS[format_](listed)
    if format_ is Format.text:
        say(printed, end="")
    else:
        # Tools read UTF-8, whatever letters and ends of lines a terminal takes.
        sys.stdout.buffer.write(printed.encode(errors="backslashreplace"))
    if any(strict or problem.level == "error" for problem in listed):
        raise typer.Exit(1)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(check)
