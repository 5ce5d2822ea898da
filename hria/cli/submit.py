"""``hria submit``: the asks of an assessment as a document that the body accepts."""

from pathlib import Path
from typing import Annotated

import typer


def submit(
    assessment: Annotated[
        Path, typer.Argument(help="An assessment.yaml, or the folder it lies in.")
    ],
    as_: Annotated[
        str,
        typer.Option(
            "--as", metavar="FORM", help="The document, as hria show of the body names it."
        ),
    ],
    meeting: Annotated[
        str,
        typer.Option("--meeting", metavar="DAY", help="The first day of the meeting, YYYY-MM-DD."),
    ] = "",
    opening: Annotated[
        str,
        typer.Option(
            "--opening", metavar="DAY", help="The day the period for comments opens, YYYY-MM-DD."
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write; its ending tells the format."),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there without asking.")
    ] = False,
) -> None:
    """Make a document that the body accepts; what is confidential stays out of it."""
    from hria.cli.printing import aside, hand_over, may_write
    from hria.cli.submitting import submitted

    may_write(output, force=force)
    made = submitted(assessment, as_, {"meeting": meeting, "opening": opening}, output)
    for remark in made.remarks:
        aside(f"hria: {remark}")
    hand_over(made.data, output)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(submit)
