"""Forms of small assessments, made and read back in this process."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

from hria.content.documents import Source
from hria.form import FILLABLE
from hria.form.base import Form, Given
from hria.form.filling import Asked, filled
from hria.form.merging import Merged, Moment, merged
from hria.model.assessment import Assessment
from tests.support.strategies import Case

MOMENT = Moment("", "2026-11-22", "2026-11-22T08:00Z")

DIGEST = "sha256:" + "0" * 64


def form_of(case: Case) -> Form:
    """Return the form of an assessment, with every question on it."""
    digests = tuple((part.ref, DIGEST) for part in case.parts)
    return filled(Asked(case.assessment, case.parts, digests))


def written(case: Case, format_: str) -> bytes:
    """Return the form of an assessment as a file."""
    return FILLABLE[format_].write(form_of(case))


def read(data: bytes, format_: str) -> Given:
    """Return what was filled in."""
    return FILLABLE[format_].read(Source(Path("answers"), f"answers.{format_}", data))


def brought(data: bytes, format_: str, case: Case, moment: Moment = MOMENT) -> Merged:
    """Return an assessment with what was filled in."""
    return merged(case.assessment, read(data, format_), case.parts, moment)


def blank(case: Case) -> Case:
    """Return the same questions about the same standard, without anything filled in."""
    empty = Assessment(standard=case.assessment.standard, checklists=case.assessment.checklists)
    return replace(case, assessment=empty)


def unpacked(data: bytes) -> bytes:
    """Return all that stands in a file, the parts of a zip file one after the other."""
    if not is_zipfile(BytesIO(data)):
        return data
    with ZipFile(BytesIO(data)) as pack:
        return b"\n".join(pack.read(name) for name in pack.namelist())


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip file with one part put in or replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", 8) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return made.getvalue()
