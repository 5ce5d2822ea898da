"""``hria migrate``: an assessment goes on under a new version of its checklists."""

from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import say


def migrate(
    assessment: Annotated[
        Path, typer.Argument(help="An assessment.yaml, or the folder it lies in.")
    ],
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="A version, such as privacy@2.0.0; else the newest of each."),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would become of each answer.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Go back to the assessment before its last migration.")
    ] = False,
) -> None:
    """Carry the answers to a new version of the checklists; no answer is thrown away."""
    from hria.cli.migrating import migrated, undone

    for line in (
        undone(assessment, dry_run=dry_run)
        if undo
        else migrated(assessment, to or [], dry_run=dry_run)
    ):
        say(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(migrate)
