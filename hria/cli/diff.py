"""``hria diff``: what changed between two editions of a checklist."""

from enum import StrEnum
from typing import Annotated

import typer

from hria.cli.printing import say


class Format(StrEnum):
    """How the differences are printed."""

    text = "text"
    md = "md"
    json = "json"


_REF = "privacy@1.0.0, privacy@draft, a file, or REV:FILE for a git revision."


def diff(
    old: Annotated[str, typer.Argument(help=f"The older one: {_REF}")],
    new: Annotated[str, typer.Argument(help=f"The newer one: {_REF}")],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text, md or json.")
    ] = Format.text,
) -> None:
    """Show what changed between two editions of a checklist, question by question."""
    from hria.cli.differing import as_json, as_markdown, as_text, resolved, same_sense
    from hria.model.versions import differences

    found = differences(resolved(old), resolved(new), same_sense(old, new))
    printed = {Format.text: as_text, Format.md: as_markdown, Format.json: as_json}[format_]
    say(printed(old, new, found), end="")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(diff)
