"""``hria report``: an assessment as a brief, a full report, talking points or a summary."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, hand_over

_BINARY = frozenset({"docx", "pdf", "xlsx"})


def report(
    assessment: Annotated[
        Path, typer.Argument(help="An assessment.yaml, or the folder it lies in.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            "-k",
            help="brief (two pages), full (every answer), talking-points (one page to speak from)"
            " or summary (a paragraph and a row).",
        ),
    ] = "brief",
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="md, html, pdf, docx, json, csv or xlsx; else by the ending of -o, else md.",
        ),
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="The language of the report.")] = "en",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file to write; else standard output."),
    ] = None,
    *,
    include_confidential: Annotated[
        bool,
        typer.Option(
            "--include-confidential",
            help="Put confidential words and names in; the file's name has to say so.",
        ),
    ] = False,
) -> None:
    """Make a report of an assessment; what is confidential stays out of it."""
    from hria.brief import KINDS
    from hria.cli.opening import open_assessment
    from hria.cli.reporting import named, reported, written_format
    from hria.errors import HriaError, NotFoundError
    from hria.render import FORMATS

    if kind not in KINDS:
        raise NotFoundError("kind of report", kind, KINDS)
    name = written_format(format_, output)
    if name not in FORMATS:
        raise NotFoundError("format", name, FORMATS)
    opened = open_assessment(assessment)
    if include_confidential:
        output = named(opened, kind, name, output)
    if name in _BINARY and output is None and sys.stdout.isatty():
        message = f"{name} is not for the screen (name a file with -o, or send it on)"
        raise HriaError(message)
    for remark in opened.remarks:
        aside(f"hria: {remark}")
    made = reported(opened, kind, name, lang, confidential=include_confidential)
    hand_over(made, output)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(report)
