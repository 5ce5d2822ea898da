"""``hria assess``: the questions of the checklists, one by one, in the terminal."""

from pathlib import Path
from typing import Annotated

import typer


def assess(
    standard: Annotated[
        str,
        typer.Argument(
            help="The standard: Y.2770, RFC 8484, itu-t/x.509@2019-10; none: it is chosen."
        ),
    ] = "",
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
    question: Annotated[
        str,
        typer.Option("--question", "-q", help="Begin at this question, answered or not."),
    ] = "",
    plain: Annotated[
        bool,
        typer.Option("--plain", help="For screen readers: whole lines, nothing wrapped or bold."),
    ] = False,
) -> None:
    """Ask every question that applies; each line is saved at once."""
    from hria.cli.assessing import Sitting
    from hria.cli.console import Console
    from hria.cli.keeping import Kept

    console = Console(plain)
    if not standard:
        from hria.cli.choosing import choose
        from hria.cli.opening import around, library

        chosen = choose(library(), around(), console.read, console.say)
        if chosen is None:
            console.must_have_asked()
            console.say("Nothing was begun.")
            return
        standard, checklist = chosen.standard, checklist or chosen.checklists
        output = output or chosen.path
    kept = Kept.begin(standard, checklist or [], output)
    console.say(Sitting(kept, console).hold(by, question))


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(assess)
