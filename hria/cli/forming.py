"""From a standard or an assessment to the bytes of its form."""

import os
from dataclasses import dataclass
from pathlib import Path

from hria.cli.keeping import Kept
from hria.cli.opening import library, open_assessment
from hria.cli.reporting import written_format
from hria.content.documents import is_file, is_folder
from hria.content.library import SCHEMA
from hria.content.roots import workspace
from hria.errors import HriaError, NotFoundError
from hria.form import FILLABLE
from hria.form.filling import Asked, filled
from hria.form.printed import printed
from hria.render import FORMATS

PRINTED = ("md", "pdf")
"""The formats for paper; they do not come back."""

_BINARY = ("docx", "pdf", "xlsx")
_SCHEMAS = (SCHEMA, "docs/schema/assessment.json")
"""Where a workspace has the schema of an assessment; hria's own has it among its docs."""


@dataclass(frozen=True)
class Made:
    """The bytes of a form, and what there is to say about it."""

    data: bytes
    remarks: tuple[str, ...]


def formed(subject: str, checklists: list[str], format_: str, output: Path | None) -> Made:
    """Return the form of *subject*, a standard or an assessment."""
    name = written_format(format_, output)
    name = "yaml" if name == "yml" else name
    known = (*PRINTED, *FILLABLE)
    if name not in known:
        raise NotFoundError("format of a form", name, known)
    if name in _BINARY and output is None:
        message = f"{name} is not for the screen (name a file with -o)"
        raise HriaError(message)
    asked, remarks = _asked(subject, checklists)
    schema = _schema(output) if name == "yaml" else ""
    form = filled(asked, schema)
    data = FILLABLE[name].write(form) if name in FILLABLE else FORMATS[name](printed(form))
    told = [*remarks]
    if form.left_out:
        many = len(form.left_out)
        some = "1 question does not apply" if many == 1 else f"{many} questions do not apply"
        # A table of answers alone has no place to tell it.
        told.append(
            f"{some}; the form leaves them out"
            if name == "csv"
            else f"{some}; the form says which, and why"
        )
    if name == "yaml" and not schema:
        told.append("no schema for editors here (hria schema assessment --write schema)")
    return Made(data, tuple(told))


def _asked(subject: str, checklists: list[str]) -> tuple[Asked, tuple[str, ...]]:
    path = Path(subject)
    if is_file(path) or (is_folder(path) and is_file(path / "assessment.yaml")):
        if checklists:
            message = "an assessment names its checklists itself (leave -c away)"
            raise HriaError(message)
        opened = open_assessment(path)
        digests = tuple(
            (part.ref, checklist.digest)
            for part, checklist in zip(opened.parts, opened.checklists, strict=True)
        )
        known = opened.descriptor.document if opened.descriptor else None
        return Asked(opened.assessment, opened.parts, digests, known), opened.remarks
    found = library()
    begun = Kept.new(path, found.standard(subject), checklists, found)
    pins = tuple((pin.ref, pin.digest or "") for pin in begun.assessment.checklists)
    return Asked(begun.assessment, begun.parts, pins, begun.descriptor.document), ()


def _schema(output: Path | None) -> str:
    """Return the way from the form to the schema of the workspace; empty where it has none."""
    folder = (output.parent if output else Path()).resolve()
    root = workspace(folder)
    names = [root / name for name in _SCHEMAS] if root else []
    there = next((path for path in names if is_file(path)), None)
    return Path(os.path.relpath(there, folder)).as_posix() if there else ""
