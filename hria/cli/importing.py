"""A form into its assessment: which file that is, and what changed."""

import re
from dataclasses import dataclass
from pathlib import Path

from hria.assess.plan import aside
from hria.cli.keeping import Kept, place
from hria.cli.opening import library
from hria.content.documents import is_folder, open_source
from hria.errors import BadNameError, ContentError, Fault, HriaError, NotFoundError
from hria.form import FILLABLE
from hria.form.base import Given
from hria.form.merging import Moment, merged
from hria.model.assessment import NAME
from hria.model.refs import StandardRef


@dataclass(frozen=True)
class Done:
    """What an import changed, a line for each change, and what there is to say about it."""

    lines: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def imported(file: Path, into: Path | None, moment: Moment, *, dry_run: bool) -> Done:
    """Bring *file* into its assessment, and write that at once where anything changed."""
    ending = file.suffix.lstrip(".").lower()
    ending = "yaml" if ending == "yml" else ending
    if ending not in FILLABLE:
        raise NotFoundError("format of a form", ending, FILLABLE)
    given = FILLABLE[ending].read(open_source(file))
    kept = opened(given, into)
    return taken_in(kept, given, moment, dry_run=dry_run)


def opened(given: Given, into: Path | None) -> Kept:
    """Return the assessment that *given* is for: the one there is, or a new one."""
    path = into / "assessment.yaml" if into and is_folder(into) else into
    if path is not None and path.exists():
        return Kept.begin(_standard_in(path), [], path)
    if not given.is_named:
        message = (
            f"{given.name}: it does not say which standard it is about"
            " (name an existing assessment with --into)"
        )
        raise HriaError(message)
    ref = _named(given)
    path = path or place(ref)
    if path.exists():
        return Kept.begin(f"{ref.body}/{ref.id}", [], path)
    return Kept.begin(str(ref), _pins(given), path)


def _standard_in(path: Path) -> str:
    return library(path.parent).assessment(path).document.standard


def _named(given: Given) -> StandardRef:
    edition = given.content.get("edition", "")
    words = f"{given.content['standard']}@{edition}" if edition else str(given.content["standard"])
    try:
        return StandardRef.parse(words)
    except BadNameError as error:
        raise ContentError(given.place([Fault("HRIA004", ("standard",), str(error))])) from None


def _pins(given: Given) -> list[str]:
    pins = given.content.get("checklists", [])
    named = [pin.get("ref", "") for pin in pins if isinstance(pin, dict)] if pins else []
    if not named:
        words = "the form names no checklist (such as privacy@1.0.0)"
        raise ContentError(given.place([Fault("HRIA501", ("checklists",), words)]))
    return [str(ref) for ref in named]


def taken_in(kept: Kept, given: Given, moment: Moment, *, dry_run: bool) -> Done:
    """Put *given* into the assessment that is *kept*."""
    if moment.by and not re.fullmatch(NAME, moment.by):
        words = "allowed: letters, digits, dots, hyphens and underscores"
        raise BadNameError(f"--as {moment.by}: {words}")
    before = kept.assessment
    done = merged(before, given, kept.parts, moment)
    remarks = list(_differing(kept, given))
    features = kept.descriptor.document.features
    idle = [q.id for q, _ in aside(kept.parts, done.assessment, features)]
    if idle:
        remarks.append(f"kept, but not counted, as the question does not apply: {', '.join(idle)}")
    if not done.changes:
        return Done((f"{kept.path}: nothing changed",), tuple(remarks))
    if not dry_run:
        with kept.alone():
            kept.save(done.assessment)
    word = "would change" if dry_run else "changed"
    return Done((*done.changes, f"{kept.path}: {len(done.changes)} {word}"), tuple(remarks))


def _differing(kept: Kept, given: Given) -> list[str]:
    """Return a remark for each checklist that is not the file the form was made of."""
    known = {pin.ref: pin.digest for pin in kept.assessment.checklists}
    pins = given.content.get("checklists", [])
    return [
        f"the form was made of another {pin['ref']} (digest differs)"
        for pin in (pins if isinstance(pins, list) else [])
        if isinstance(pin, dict)
        and pin.get("digest")
        and known.get(str(pin.get("ref"))) not in {None, pin["digest"]}
    ]
