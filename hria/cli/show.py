"""``hria list`` and ``hria show``: what there is, and what it says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hria.cli.printing import aside, say

_QUESTION = re.compile(r"[A-Za-z]{2,6}-[0-9]{2,4}")

if TYPE_CHECKING:
    from hria.content.library import Library


def list_(
    kind: Annotated[
        str,
        typer.Argument(help="checklists, standards, bodies or assessments; none: all."),
    ] = "",
) -> None:
    """List what the workspace and the library hold."""
    from hria.cli.opening import library
    from hria.errors import NotFoundError

    found = library()
    kinds = {
        "checklists": _checklists(found),
        "standards": _standards(found),
        "bodies": iter(found.bodies),
        "assessments": iter(found.assessment_names),
    }
    if kind and kind not in kinds:
        raise NotFoundError("kind of content", kind, kinds)
    for name, lines in kinds.items():
        if kind == name:
            for line in lines:
                say(line)
        elif not kind:
            say(f"{name}:")
            for line in lines:
                say(f"  {line}")


def _checklists(found: "Library") -> Iterator[str]:
    from hria.model.refs import DRAFT, ChecklistRef

    for right in found.rights:
        for version in map(str, found.versions(right) or [DRAFT]):
            ref = ChecklistRef(right, version)
            checklist = found.checklist(ref).document
            yield f"{ref}  {checklist.title}, {len(checklist.active)} questions"


def _standards(found: "Library") -> Iterator[str]:
    from hria.errors import ContentError

    for ref in found.standards:
        try:
            described = found.descriptor(ref).document
        except ContentError:
            # One descriptor that cannot be read hides no other.
            yield f"{ref}  (its descriptor has problems: hria check)"
        else:
            yield f"{ref}  {described.designation.value}: {described.title.value}"


def show(
    name: Annotated[
        str,
        typer.Argument(
            help="A standard (Y.2770), checklist (privacy), question (PRV-05) or body (itu-t);"
            " or an assessment.yaml, or the folder it lies in."
        ),
    ],
    meeting: Annotated[
        str,
        typer.Option(
            "--meeting", metavar="DAY", help="Of a body: deadlines for a meeting on YYYY-MM-DD."
        ),
    ] = "",
    opening: Annotated[
        str,
        typer.Option(
            "--opening", metavar="DAY", help="Of a body: deadlines for a period from YYYY-MM-DD."
        ),
    ] = "",
) -> None:
    """Show a standard, a checklist, a question, a body, or how far an assessment has come."""
    from hria.cli.opening import library, open_assessment
    from hria.cli.showing import assessment, body, checklist, days, question, standard
    from hria.content.documents import is_file
    from hria.errors import NotFoundError
    from hria.model.refs import ChecklistRef

    found = library()
    if name.partition("@")[0] in found.rights:
        lines = checklist(found.checklist(ChecklistRef.parse(name)).document)
    elif name in found.bodies and (entry := found.body(name)):
        lines = body(entry.document, days({"meeting": meeting, "opening": opening}))
    elif _QUESTION.fullmatch(name) and (found_question := found.question(name)):
        lines = question(*found_question, found.bibliography())
    elif name.endswith(".yaml") or is_file(Path(name) / "assessment.yaml"):
        opened = open_assessment(Path(name))
        for remark in opened.remarks:
            aside(f"hria: {remark}")
        lines = assessment(opened)
    else:
        try:
            ref = found.standard(name)
        except NotFoundError:
            known = [*found.rights, *found.bodies, *map(str, found.standards), "PRV-05 …"]
            raise NotFoundError("standard, checklist, question or body", name, known) from None
        described = found.descriptor(ref).document
        editions = [edition.id for edition in described.editions]
        if ref.edition and ref.edition not in editions:
            raise NotFoundError(f"edition of {ref.body}/{ref.id}", ref.edition, editions)
        lines = standard(described)
    for line in lines:
        say(line)


def add_to(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command("list")(list_)
    app.command()(show)
