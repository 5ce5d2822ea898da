"""``hria standard``: descriptors, made by answering prompts or from bibliographic records."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, say

standard = typer.Typer(
    help="Describe a standard, or bring in and hand out bibliographic records.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How an import is told."""

    text = "text"
    json = "json"


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


@standard.command("import")
def import_(
    path: Annotated[
        Path,
        typer.Argument(help="A record, a folder of records, or a tar or zip archive of them."),
    ],
    into: Annotated[
        Path | None, typer.Option("--into", help="The workspace; else the one around this folder.")
    ] = None,
    body: Annotated[
        str, typer.Option(help="Take only what this body made; records may leave out its name.")
    ] = "",
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json for tools.")
    ] = Format.text,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Describe standards from Relaton records (YAML); a file that is there is left as it is."""
    from hria.cli.recording import as_json, summed_up, taken_in

    done = taken_in(path, into, body, dry_run=dry_run)
    for line in summed_up(done, dry_run=dry_run):
        aside(line)
    if format_ is Format.json:
        say(as_json(done), end="")
    if done.problems:
        raise typer.Exit(1)


@standard.command()
def export(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STANDARD]...", help="Standards, such as x.509 or x.509@2016-10."),
    ] = None,
    edition: Annotated[
        str, typer.Option(help="The edition the record is about; else the newest.")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="The file; a folder where there are several."),
    ] = None,
    *,
    relaton: Annotated[
        bool, typer.Option("--relaton", help="As a Relaton record (YAML), the one format there is.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Every standard there is.")] = False,
) -> None:
    """Write the identity of standards as bibliographic records; what is not sure is left out."""
    from hria.cli.recording import handed_out
    from hria.errors import HriaError

    if not relaton:
        message = "name the format: --relaton"
        raise HriaError(message)
    for remark in handed_out(names or [], edition, output, every=every):
        aside(f"hria: {remark}")


def add_to(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.add_typer(standard, name="standard")
