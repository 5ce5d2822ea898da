"""``hria find``: standards by number, title, capability or concern, in any spelling."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, say

_LONGEST = 60
"""How much of a query is repeated in a message."""


class Format(StrEnum):
    """How what is found is printed."""

    text = "text"
    json = "json"


def find(
    words: Annotated[
        list[str],
        typer.Argument(help="A number (y2770, rfc8446), or words of a title, function or concern."),
    ],
    most: Annotated[
        int, typer.Option("--most", min=0, metavar="N", help="How many are listed; 0: all.")
    ] = 20,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json for tools.")
    ] = Format.text,
) -> None:
    """Find standards; what another text has replaced is answered with that text."""
    from hria.cli.finding import as_json, as_text, listed
    from hria.errors import FileError
    from hria.model.finding import find as search
    from hria.model.finding import replacements

    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise FileError("the current folder is gone (change to another one)") from None
    known = listed(here)
    query = " ".join(words)
    short = query if len(query) <= _LONGEST else f"{query[:_LONGEST]} …"
    answer = search(query, known)
    by = replacements(known)
    if format_ is Format.json:
        say(as_json(answer, by, most), end="")
        return
    for each in as_text(answer, by, most):
        say(each)
    if answer.near:
        told = "read as" if answer.hits else "did you mean"
        aside(f"hria: {short!r}: {told} {', '.join(answer.near)}")
    if not answer.hits and not answer.replaced:
        aside(f"hria: nothing is found by {short!r} (hria list standards lists all)")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(find)
