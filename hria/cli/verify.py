"""``hria verify``: whether a report is what it says, from the files inside it."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hria.cli.printing import say

if TYPE_CHECKING:
    from hria.verify.proving import Proof


class Format(StrEnum):
    """How the lines are printed."""

    text = "text"
    json = "json"


def verify(
    file: Annotated[Path, typer.Argument(help="A report as pdf, docx, html or json.")],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="text for people, json for tools.")
    ] = Format.text,
) -> None:
    """Say, line by line, what holds of a report: its files, releases, result and words."""
    from hria.cli.verifying import verified

    proof = verified(file)
    say(_as_json(file, proof) if format_ is Format.json else _as_text(file, proof))
    if not proof.holds:
        raise typer.Exit(1)


def _as_text(file: Path, proof: "Proof") -> str:
    from hria.verify.proving import NOT_PROVED

    lines = [f"{line.outcome}: {line.what}: {line.why}" for line in proof.lines]
    end = "Everything holds." if proof.holds else "This report is not proved."
    return "\n".join([f"{file} ({proof.format})", *lines, end, NOT_PROVED])


def _as_json(file: Path, proof: "Proof") -> str:
    import json

    from hria.verify.proving import NOT_PROVED

    manifest = proof.manifest
    told = {
        "file": str(file),
        "format": proof.format,
        "holds": proof.holds,
        "report": manifest.model_dump(mode="json", by_alias=True) if manifest else None,
        "lines": [
            {
                "what": line.what,
                "outcome": line.outcome.value.replace(" ", "-"),
                "why": line.why,
                "decides": line.decides,
            }
            for line in proof.lines
        ],
        "not-proved": NOT_PROVED,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(verify)
