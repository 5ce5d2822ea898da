"""``hria list`` and ``hria show``: what there is, and what it says."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hria.cli.printing import aside, say
from hria.errors import BadNameError, FileError, NotFoundError

_QUESTION = re.compile(r"[A-Za-z]{2,6}-[0-9]{2,4}")

_FEW = 30
"""How many standards a message names."""

STATUSES = ("draft", "in-force", "superseded", "withdrawn", "proposal", "unknown")
"""The standings of an edition; the models that say so too are not needed to list."""

if TYPE_CHECKING:
    from hria.content.library import Library
    from hria.model.finding import Listed
    from hria.model.refs import StandardRef


class ListFormat(StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"
    md = "md"


def list_(
    kind: Annotated[
        str,
        typer.Argument(help="checklists, standards, bodies, assessments or cases; none: all."),
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
        ListFormat,
        typer.Option("--format", "-f", help="text; of standards also json, or md: a table."),
    ] = ListFormat.text,
) -> None:
    """List what the workspace and the library hold; standards can be filtered."""
    from hria.cli.opening import library

    wanted = {"body": body, "status": status, "capability": capability, "year": year}
    narrowed = right or any(wanted.values()) or format_ is not ListFormat.text
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
        "cases": _cases(found),
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


def _cases(found: "Library") -> Iterator[str]:
    known = found.cases()
    for name, case in known.cases.items() if known else ():
        yield f"{name}  {case.title} ({case.where}, {case.when}): {', '.join(case.questions)}"


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
    if format_ is ListFormat.md:
        from hria.cli.opening import library
        from hria.cli.table import table
        from hria.model.refs import StandardRef

        say(table(library(), {StandardRef.parse(each.ref) for each in found}), end="")
        return
    for each in found:
        say(line(each))


def _known_values(wanted: dict[str, str], known: "tuple[Listed, ...]") -> None:
    """Raise NotFoundError for a filter that nothing can fit because it is misspelt."""
    if wanted["year"] and not re.fullmatch("[0-9]{4}", wanted["year"]):
        raise BadNameError(f"--year {wanted['year']!r} is no year (allowed: 2012)")
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


class ShowFormat(StrEnum):
    """How something is shown."""

    text = "text"
    md = "md"
    json = "json"


def show(
    name: Annotated[
        str,
        typer.Argument(
            help="A standard (Y.2770), checklist (privacy), question (PRV-05), body (itu-t), law,"
            " document (ICCPR, RFC 9620) or case; or an assessment.yaml, or the folder it lies in."
        ),
    ],
    place: Annotated[
        str, typer.Argument(help="Of a law or document: the article, paragraph or section.")
    ] = "",
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
    format_: Annotated[
        ShowFormat,
        typer.Option("--format", "-f", help="Of a standard, law or document: text, md or json."),
    ] = ShowFormat.text,
) -> None:
    """Show a standard, law, checklist, question, body, or how far an assessment has come."""
    from hria.cli.opening import library

    found = library()
    lines = None if place else _listed(found, name, {"meeting": meeting, "opening": opening})
    if lines is None:
        say(_page(found, name, place, format_), end="")
        return
    if format_ is not ShowFormat.text:
        raise typer.BadParameter("--format is for standards, laws and documents")
    for line in lines:
        say(line)


def _listed(found: "Library", name: str, days: dict[str, str]) -> "Iterator[str] | None":
    """Return the lines of what is shown in lines, or None where it has a page."""
    from hria.cli import showing
    from hria.cli.opening import open_assessment
    from hria.content.documents import is_file
    from hria.model.refs import ChecklistRef

    if name.partition("@")[0] in found.rights:
        return showing.checklist(found.checklist(ChecklistRef.parse(name)).document)
    if name in found.bodies and (entry := found.body(name)):
        return showing.body(entry.document, showing.days(days))
    if _QUESTION.fullmatch(name) and (found_question := found.question(name)):
        return showing.question(*found_question, found.bibliography(), found.cases())
    cases = found.cases()
    if cases and name in cases.cases:
        return showing.case(name, cases.cases[name])
    if name.endswith(".yaml") or is_file(Path(name) / "assessment.yaml"):
        opened = open_assessment(Path(name))
        for remark in opened.remarks:
            aside(f"hria: {remark}")
        return showing.assessment(opened)
    return None


def _page(found: "Library", name: str, place: str, format_: ShowFormat) -> str:
    from hria.cli.entry_page import entry, entry_called, plain
    from hria.cli.laying import lines, page

    known = found.bibliography()
    cited = entry_called(known, name)
    ref = None if place and cited else _standard_called(found, name, cited)
    if ref is not None:
        return _standard_page(found, ref, format_)
    if known is None or cited is None:
        raise NotFoundError("law or document", name, known.entries if known else ())
    if format_ is ShowFormat.json:
        return _dumped(plain(known, cited, place))
    blocks = tuple(entry(found, known, cited, place))
    return page(cited, blocks) if format_ is ShowFormat.md else _joined(lines(blocks))


def _standard_called(found: "Library", name: str, cited: str | None) -> "StandardRef | None":
    try:
        ref = found.standard(name)
    except BadNameError:
        if cited is not None:
            return None
        raise
    except NotFoundError:
        if cited is not None:
            return None
        raise _unknown(found, name) from None
    editions = [edition.id for edition in found.descriptor(ref).document.editions]
    if ref.edition and ref.edition not in editions:
        raise NotFoundError(f"edition of {ref.body}/{ref.id}", ref.edition, editions)
    return ref


def _unknown(found: "Library", name: str) -> NotFoundError:
    from hria.cli.finding import listed
    from hria.model.finding import find

    answer = find(name, listed(_here()))
    near = [hit.listed.ref or hit.listed.designation for hit in answer.hits[:_FEW]]
    near = near or [*answer.near]
    known = [*found.rights, *found.bodies, *map(str, found.standards[:_FEW]), "PRV-05 …"]
    hint = f"did you mean {', '.join(near)}" if near else ""
    more = len(found.standards) - _FEW
    rest = [f"{more} more: hria find"] if more > 0 else []
    kind = "standard, checklist, question or body"
    return NotFoundError(kind, name, [*known, *rest, *([hint] if hint else [])])


def _standard_page(found: "Library", ref: "StandardRef", format_: ShowFormat) -> str:
    from hria.cli.laying import lines, page
    from hria.cli.standard_page import standard, title
    from hria.cli.standing import assessed, replaced_by

    described = found.descriptor(ref).document
    now, results = replaced_by(found, described), tuple(assessed(found, ref))
    name = f"{ref.body}/{ref.id}"
    if format_ is ShowFormat.json:
        told = described.model_dump(mode="json", by_alias=True, exclude_unset=True)
        made = [
            {
                "assessment": each.name,
                "edition": each.edition or None,
                "state": each.state,
                "results": {r.part.right: r.result.word for r in each.results},
            }
            for each in results
        ]
        return _dumped({"standard": name, "replaced-by": now or None, **told, "assessments": made})
    blocks = standard(name, described, now, results)
    if format_ is ShowFormat.md:
        return page(title(described), blocks)
    return _joined(lines(blocks))


def _dumped(value: object) -> str:
    from json import dumps

    return dumps(value, ensure_ascii=False, indent=2) + "\n"


def _joined(lines: Iterator[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def add_to(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command("list")(list_)
    app.command()(show)
