"""``hria form``: the questions with their guidance, to print or to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, hand_over, may_write


def form(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="STANDARD_OR_ASSESSMENT",
            help="A standard, for an empty form; or an assessment, for a form with its answers.",
        ),
    ],
    checklist: Annotated[
        list[str] | None,
        typer.Option(
            "--checklist", "-c", help="A checklist, such as privacy@1.0.0; may be given again."
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="md or pdf to print; docx, xlsx, csv or yaml to fill in; else by the ending of"
            " -o, else md.",
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write; else standard output."),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite what is there without asking.")
    ] = False,
) -> None:
    """Make a form of all questions that apply; what is confidential stays out of it."""
    from hria.cli.forming import formed

    may_write(output, force=force)
    made = formed(subject, checklist or [], format_, output)
    for remark in made.remarks:
        aside(f"hria: {remark}")
    hand_over(made.data, output)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(form)
