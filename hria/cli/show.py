"""``hria list`` and ``hria show``: what there is, and what it says."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hria.cli.printing import aside, say
from hria.errors import FileError, NotFoundError

_QUESTION = re.compile(r"[A-Za-z]{2,6}-[0-9]{2,4}")

STATUSES = ("draft", "in-force", "superseded", "withdrawn", "proposal", "unknown")
"""The standings of an edition; the models that say so too are not needed to list."""

if TYPE_CHECKING:
    from hria.content.library import Library
    from hria.model.finding import Listed


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"


def list_(
    kind: Annotated[
        str,
        typer.Argument(help="checklists, standards, bodies or assessments; none: all."),
    ] = "",
    body: Annotated[str, typer.Option(help="Of standards: those of a body, such as ietf.")] = "",
    status: Annotated[
        str, typer.Option(help="Of standards: draft, in-force, superseded, withdrawn, …")
    ] = "",
    capability: Annotated[
        str, typer.Option(help="Of standards: those that can do it, such as decrypt.")
    ] = "",
    right: Annotated[
        str, typer.Option(help="Of standards: those whose capabilities make its questions apply.")
    ] = "",
    year: Annotated[str, typer.Option(help="Of standards: those with an edition of a year.")] = "",
    format_: Annotated[
        ListFormat, typer.Option("--format", "-f", help="text for people; json: standards only.")
    ] = ListFormat.text,
) -> None:
    """List what the workspace and the library hold; standards can be filtered."""
    from hria.cli.opening import library

    wanted = {"body": body, "status": status, "capability": capability, "year": year}
    narrowed = right or any(wanted.values()) or format_ is ListFormat.json
    if kind == "standards" or (narrowed and not kind):
        _standards(wanted, right, format_)
        return
    if narrowed:
        raise typer.BadParameter(f"filters are for standards, not {kind}")
    found = library()
    kinds = {
        "checklists": _checklists(found),
        "standards": iter(()),
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
            for line in _standard_lines() if name == "standards" else lines:
                say(f"  {line}")


def _checklists(found: "Library") -> Iterator[str]:
    from hria.model.refs import DRAFT, ChecklistRef

    for right in found.rights:
        for version in map(str, found.versions(right) or [DRAFT]):
            ref = ChecklistRef(right, version)
            checklist = found.checklist(ref).document
            yield f"{ref}  {checklist.title}, {len(checklist.active)} questions"


def _standard_lines() -> Iterator[str]:
    from hria.cli.finding import line, listed

    return (line(each) for each in listed(_here()) if each.ref)


def _standards(wanted: dict[str, str], right: str, format_: ListFormat) -> None:
    from hria.cli.finding import chosen, line, listed, plain
    from hria.model.finding import replacements

    known = listed(_here())
    _known_values(wanted, known)
    found = chosen(known, wanted, _features(right) if right else None)
    if format_ is ListFormat.json:
        from json import dumps

        by = replacements(known)
        say(dumps([plain(each, by) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        say(line(each))


def _known_values(wanted: dict[str, str], known: "tuple[Listed, ...]") -> None:
    """Raise NotFoundError for a filter that nothing can fit because it is misspelt."""
    values = {
        "body": {each.ref.partition("/")[0] for each in known if each.ref},
        "status": {*STATUSES},
        "capability": {name for each in known for name in each.capabilities or ()},
    }
    for name, allowed in values.items():
        if wanted[name] and wanted[name] not in allowed:
            if name == "capability" and wanted[name] in _vocabulary():
                continue
            raise NotFoundError(name, wanted[name], sorted(allowed))


def _vocabulary() -> tuple[str, ...]:
    from typing import get_args

    from hria.model.facts import Capability

    return get_args(Capability)


def _features(right: str) -> frozenset[str]:
    from hria.cli.opening import library
    from hria.model.refs import ChecklistRef

    checklist = library().checklist(ChecklistRef(right)).document
    return frozenset(name for each in checklist.active for name in each.features or ())


def _here() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise FileError("the current folder is gone (change to another one)") from None


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
