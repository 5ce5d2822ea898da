"""``hria release``: the draft of a checklist becomes a version that nobody edits again."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from hria.cli.printing import say


def release(
    right: Annotated[str, typer.Argument(help="The right whose draft is released: privacy.")],
    same_sense: Annotated[
        list[str] | None,
        typer.Option(
            "--same-sense",
            help="A question whose other words keep their sense (PRV-05); may be given again.",
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what the release would be.")
    ] = False,
) -> None:
    """Release a draft: the version follows from what the change does to old answers."""
    from hria.check import problems
    from hria.cli.opening import library
    from hria.content.releasing import carry_out, entry, plan_release
    from hria.content.roots import workspace
    from hria.errors import ContentError, HriaError
    from hria.model.refs import ChecklistRef

    ChecklistRef.parse(right)
    root = workspace(Path.cwd())
    if root is None:
        raise HriaError("there is no workspace here (hria init makes one)")
    draft = root / "checklists" / right / "draft.yaml"
    if draft.is_file():
        wrong = [p for p in problems(library(), (draft,)) if p.level == "error"]
        if wrong:
            raise ContentError(wrong)
    planned = plan_release(root, right, same_sense or (), library())
    day = date.today().isoformat()
    say(entry(planned, day), end="")
    if dry_run:
        say(f"Nothing was written: this would be {right}@{planned.version}.")
        return
    carry_out(planned, day)
    say(f"Released {right}@{planned.version}.")


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command()(release)
