"""``hria init``: a workspace of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import say


def init(
    folder: Annotated[Path, typer.Argument(help="The folder; made where it is missing.")],
) -> None:
    """Make a folder a workspace: its content comes before what ships."""
    from hria.content.library import SCHEMA
    from hria.content.roots import MARKER
    from hria.content.writing import write
    from hria.errors import HriaError
    from hria.model.schemas import schema

    marker = folder / MARKER
    if marker.exists():
        message = f"{folder} is a workspace already; nothing was changed"
        raise HriaError(message)
    for name in ("checklists", "standards", "reports"):
        keep = folder / name / ".gitkeep"
        if not (folder / name).exists():
            write(keep, b"")
    # An editor that knows it helps to fill in an assessment, without any network.
    write(folder / SCHEMA, schema("assessment").encode())
    write(marker, b"# This file makes the folder a workspace of hria.\n")
    say(f"{folder}: a workspace. Next: cd {folder} && hria assess Y.2770")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(init)
