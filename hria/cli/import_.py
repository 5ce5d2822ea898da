"""``hria import``: a form that was filled in comes back."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import aside, say


def import_(
    file: Annotated[Path, typer.Argument(help="The form: an xlsx, docx, csv or yaml file.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", help="The assessment; else one's own of the standard. csv needs it."
        ),
    ] = None,
    by: Annotated[
        str, typer.Option("--as", help="The id of whoever answered, where the form does not say.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and write nothing.")
    ] = False,
) -> None:
    """Bring a form back: every cell is checked, and what is wrong anywhere stops it all."""
    from hria.cli.importing import imported
    from hria.form.merging import Moment

    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}"
    done = imported(file, into, Moment(by, date.today().isoformat(), at), dry_run=dry_run)
    for remark in done.remarks:
        aside(f"hria: {remark}")
    for line in done.lines:
        say(line)


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command("import")(import_)
