"""Content to problems. To add a check, write a module with one generator and list it in CHECKS."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hria.check.assessments import unfit
from hria.check.checklists import ill_worded, misplaced
from hria.check.descriptors import body_unsourced, unsourced
from hria.check.kinds import RECORDS, Kind, files_in
from hria.check.released import changed, misprinted
from hria.check.subject import Checked
from hria.content.documents import Loaded, Source, load
from hria.content.library import Library
from hria.errors import ContentError, Fault, FileError, Location, Problem
from hria.model.base import Document

CHECKS: Mapping[Kind, tuple[Callable[[Checked], Iterator[Fault]], ...]] = {
    Kind.CHECKLIST: (misplaced, ill_worded, changed),
    Kind.DESCRIPTOR: (unsourced,),
    Kind.BODY: (body_unsourced,),
    Kind.ASSESSMENT: (unfit,),
    Kind.LOCK: (misprinted,),
}
"""The checks of each kind of file; the only list of them."""


def problems(library: Library, paths: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """Return every problem of the files in *paths*, or of the first root of *library*."""
    found = {
        problem for path, kind in files_in(library, paths) for problem in _of(library, path, kind)
    }
    return tuple(sorted(found))


def _of(library: Library, path: Path, kind: Kind) -> Iterator[Problem]:
    try:
        source = library.source(path)
        checked = Checked(library, source, _loaded(source, kind))
    except ContentError as error:
        yield from error.problems
    except FileError as error:
        yield Problem(Location(library.shown(path)), "HRIA001", str(error))
    else:
        yield from source.problems(fault for check in CHECKS[kind] for fault in check(checked))


def _loaded(source: Source, kind: Kind) -> Loaded[Document] | None:
    record = RECORDS.get(kind)
    return load(source, record) if record else None
