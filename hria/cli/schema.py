"""``hria schema``: the JSON Schemas of the files."""

from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import say


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            help="checklist, translation, bibliography, standard, body, assessment or"
            " report; none: names."
        ),
    ] = "",
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write DIR/<kind>.json; no kind: all of them."),
    ] = None,
) -> None:
    """Print or write the JSON Schema (draft 2020-12) of a kind of file."""
    from hria.content.writing import write as put
    from hria.errors import NotFoundError
    from hria.model.schemas import SCHEMAS
    from hria.model.schemas import schema as made

    if kind and kind not in SCHEMAS:
        raise NotFoundError("kind of file", kind, SCHEMAS)
    if write is not None:
        for name in [kind] if kind else SCHEMAS:
            put(write / f"{name}.json", made(name).encode())
    elif kind:
        say(made(kind), end="")
    else:
        say("\n".join(SCHEMAS))


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(schema)
