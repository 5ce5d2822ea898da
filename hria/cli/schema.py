"""``hria schema``: the JSON Schemas of the files."""

import json
from typing import Annotated

import typer


def schema(
    kind: Annotated[
        str, typer.Argument(help="checklist, standard, body or assessment; none: names.")
    ] = "",
) -> None:
    """Print the JSON Schema (draft 2020-12) of a kind of file."""
    from hria.errors import NotFoundError
    from hria.model.assessment import Assessment
    from hria.model.base import Document
    from hria.model.checklist import Checklist
    from hria.model.standard import Body, Descriptor

    kinds: dict[str, type[Document]] = {
        "assessment": Assessment,
        "body": Body,
        "checklist": Checklist,
        "standard": Descriptor,
    }
    if not kind:
        typer.echo("\n".join(kinds))
        return
    if kind not in kinds:
        raise NotFoundError("kind of file", kind, kinds)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    made = dialect | kinds[kind].model_json_schema(by_alias=True)
    typer.echo(json.dumps(made, ensure_ascii=False, indent=2))


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(schema)
