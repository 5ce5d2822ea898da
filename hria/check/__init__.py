"""Content to problems. To add a check, write a module with one generator and list it in CHECKS."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from hria.check.addresses import malformed
from hria.check.assessments import unfit
from hria.check.bibliography import dangling, unlisted
from hria.check.cases import unfounded
from hria.check.checklists import ill_worded, misplaced
from hria.check.dates import ahead
from hria.check.descriptors import body_unsourced, unsourced
from hria.check.drafts import interrupted, reused
from hria.check.kinds import RECORDS, Kind, files_in
from hria.check.released import changed, misprinted
from hria.check.reports import stale
from hria.check.schemas import outdated
from hria.check.standing import superseded
from hria.check.subject import Checked, Renderer
from hria.check.translations import untrue
from hria.content.documents import Loaded, Source, load
from hria.content.library import Library
from hria.errors import ContentError, Fault, FileError, Location, Problem
from hria.model.base import Document

CHECKS: Mapping[Kind, tuple[Callable[[Checked], Iterator[Fault]], ...]] = {
    Kind.CHECKLIST: (misplaced, ill_worded, unlisted, changed, reused, interrupted),
    Kind.DESCRIPTOR: (unsourced, superseded, malformed, ahead),
    Kind.BODY: (body_unsourced, superseded, malformed, ahead),
    Kind.ASSESSMENT: (unfit, stale, ahead),
    Kind.BIBLIOGRAPHY: (dangling, malformed, ahead),
    Kind.CASES: (unfounded, malformed, ahead),
    Kind.TRANSLATION: (untrue,),
    Kind.LOCK: (misprinted,),
    Kind.SCHEMA: (outdated,),
}
"""The checks of each kind of file; the only list of them."""


def problems(
    library: Library,
    paths: tuple[Path, ...] = (),
    renderer: Renderer | None = None,
    today: date | None = None,
) -> tuple[Problem, ...]:
    """Return every problem of the files in *paths*, or of the first root of *library*.

    Reports are compared with what *renderer* makes of their assessments, and days with *today*;
    without them they are not.
    """
    found = {
        problem
        for path, kind in files_in(library, paths)
        for problem in problems_of(library, path, kind, renderer, today)
    }
    return tuple(sorted(found))


def problems_of(
    library: Library,
    path: Path,
    kind: Kind,
    renderer: Renderer | None = None,
    today: date | None = None,
) -> Iterator[Problem]:
    """Yield every problem of the file *path*, which is of *kind*."""
    try:
        source = library.source(path)
        checked = Checked(library, source, _loaded(source, kind), renderer, today)
    except ContentError as error:
        yield from error.problems
    except FileError as error:
        yield Problem(Location(library.shown(path)), "HRIA001", str(error))
    else:
        yield from source.problems(fault for check in CHECKS[kind] for fault in check(checked))


def _loaded(source: Source, kind: Kind) -> Loaded[Document] | None:
    record = RECORDS.get(kind)
    return load(source, record) if record else None
