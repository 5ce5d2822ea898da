"""``hria audit``: what a person should check next, the most consequential first."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, say


class Format(StrEnum):
    """How the list is printed."""

    text = "text"
    json = "json"
    md = "md"


def audit(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Assessments, or folders of them; none: all of the workspace and what ships."
        ),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="N", help="How many are listed; 0: all.")
    ] = 20,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, md for a page, json.")
    ] = Format.text,
) -> None:
    """List what results rest on, the most consequential first, with the address to open."""
    from hria.cli.auditing import FORMATS, audited, found

    library, assessments, remarks = audited(tuple(paths or ()))
    for remark in remarks:
        aside(f"hria: {remark}")
    listed, total = found(library, assessments, most)
    say(FORMATS[format_.value](listed, total), end="")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(audit)
