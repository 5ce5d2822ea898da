"""``hria assess``: the questions of the checklists, one by one, in the terminal."""

import shutil
import sys
import textwrap
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

_WIDEST = 96
"""Longer lines are hard to follow."""


def assess(
    standard: Annotated[
        str, typer.Argument(help="The standard: Y.2770, RFC 8484, itu-t/x.509@2019-10.")
    ],
    checklist: Annotated[
        list[str] | None,
        typer.Option(
            "--checklist", "-c", help="A checklist, such as privacy@1.0.0; may be given again."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The assessment file; an existing one goes on."),
    ] = None,
    by: Annotated[str, typer.Option("--as", help="The id of the assessor who answers.")] = "",
) -> None:
    """Ask every question that applies; each answer is saved at once."""
    from hria.cli.assessing import Sitting

    with suppress(ImportError):
        import readline  # noqa: F401 - gives input() its line editing
    sitting = Sitting.begin(standard, checklist or [], output)
    _say(sitting.hold(by, date.today().isoformat(), _read, _say))


def _read(prompt: str) -> str:
    from hria.errors import FileError

    # A prompt on a pipe would run into the next line, so the line is ended there.
    try:
        line = input(prompt)
        line.encode()
    except UnicodeError:
        raise FileError(
            "what was typed is no text (allowed: UTF-8); what came before is saved"
        ) from None
    if not sys.stdin.isatty():
        typer.echo()
    return line


def _say(words: str) -> None:
    """Print *words* in lines that fit the window; further lines hang under the first."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    for line in words.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        hanging = indent + ("   " if indent else "")
        typer.echo("\n".join(textwrap.wrap(line, width, subsequent_indent=hanging)))


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(assess)
