"""``hria standard``: descriptors, made by answering prompts or from a bibliographic record."""

from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import say

standard = typer.Typer(help="Describe a standard.", no_args_is_help=True, rich_markup_mode=None)


@standard.command()
def new(
    name: Annotated[
        str,
        typer.Argument(metavar="[ID]", help="Its id, such as itu-t/y.2771, or its designation."),
    ] = "",
    relaton: Annotated[
        Path | None,
        typer.Option(help="A Relaton record (YAML) to take the identity from, without prompts."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The file; else standards/<body>/<id>.yaml in the workspace."
        ),
    ] = None,
) -> None:
    """Describe a standard by answering prompts, or from a Relaton file."""
    from hria.cli.describing import describe, take_over

    if relaton is not None:
        for line in take_over(relaton, name, output):
            say(line)
        return
    from hria.cli.console import Console

    console = Console()
    describe(name, console.read, console.say, output)


def add_to(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.add_typer(standard, name="standard")
