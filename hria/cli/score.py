"""``hria score``: what an assessment comes to."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, say


class Format(StrEnum):
    """How the score is printed."""

    text = "text"
    json = "json"


def score(
    assessment: Annotated[
        Path, typer.Argument(help="An assessment.yaml, or the folder it lies in.")
    ],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json for tools.")
    ] = Format.text,
    *,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print which rule gave which step.")
    ] = False,
) -> None:
    """Print one word for each right, with its range and its reasons."""
    from hria.assess import score as scoring
    from hria.cli.opening import open_assessment
    from hria.cli.scoring import as_json, as_text

    opened = open_assessment(assessment)
    for remark in opened.remarks:
        aside(f"hria: {remark}")
    found = scoring.score(opened.assessment, opened.parts, opened.features, explain=explain)
    printed = (
        as_json(found, explain=explain)
        if format_ is Format.json
        else as_text(found, explain=explain)
    )
    say(printed, end="")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(score)
