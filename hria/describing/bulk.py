"""Many bibliographic records → descriptors in a workspace, on all processors, never over a file.

First every record is read, then the records of each standard become one file.
Both are done in lots by processes of their own, where there are many: almost
all the time goes into reading YAML, which one process does on one processor.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from hria.content.documents import examined, is_file, load, open_source
from hria.content.record_files import Lot, Lying
from hria.content.records import Entry, entry
from hria.content.relaton import NO_TITLE, Standard, grouped
from hria.content.writing import dump, write_new
from hria.describing.desk import header
from hria.errors import ContentError, FileError, HriaError, Location, Problem
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

T = TypeVar("T")
U = TypeVar("U")

_LOT = 100
"""How many records or files go to a process at a time; so many files may be open everywhere."""

_FEW = 300
"""So few records are read before another process has begun."""

Told = Callable[[str, int, int | None], None]
"""Is told what is being done, how much of it is done, and of how much, where that is known."""


@dataclass(frozen=True)
class Place:
    """Where descriptors are written."""

    root: Path
    """The workspace."""

    roots: tuple[Path, ...]
    """Where descriptors lie already, the workspace first."""

    body: str = ""
    """The body whose records count, and whose name they may leave out."""

    dry_run: bool = False
    """Whether nothing is written."""


class Made(NamedTuple):
    """What became of one standard."""

    ref: StandardRef
    """The standard."""

    state: str
    """written, unchanged (the file holds exactly this) or kept (somebody's own file)."""

    file: str
    """The file."""

    editions: tuple[tuple[str, str, str], ...]
    """Each edition with its standing and the one that followed it, newest first."""

    amendments: tuple[str, ...]
    """What amends it, newest first."""

    missing: tuple[str, ...] = ()
    """The editions that the records know and the file that was kept does not."""

    records: int = 0
    """How many records it was made of."""


@dataclass
class Imported:
    """What became of all records."""

    made: list[Made] = field(default_factory=list)
    """The standards, in order of their ids."""

    problems: list[Problem] = field(default_factory=list)
    """What was wrong, by the names of the records."""

    records: int = 0
    """How many records there were."""

    @property
    def refused(self) -> int:
        """How many records were not converted."""
        return len({problem.where.file for problem in self.problems})


def imported(lot: Lot, place: Place, jobs: int, told: Told) -> Imported:
    """Return what became of the records of *lot*, whose descriptors are written in *place*."""
    done = Imported()
    with _workers(jobs if lot.count is None or lot.count > _FEW else 1) as workers:
        entries: list[Entry] = []
        told("reading", 0, lot.count)
        for read in _spread(workers, partial(_read, place.body), lot.records, jobs):
            for each in read:
                if isinstance(each, Entry):
                    entries.append(each)
                else:
                    done.problems.extend(each)
            done.records += len(read)
            told("reading", done.records, lot.count)
        groups = grouped(entries)
        written = 0
        told("writing", 0, len(groups))
        for outcome in _spread(workers, partial(_written, place), groups.items(), jobs):
            written += len(outcome)
            for made, problems in outcome:
                done.problems.extend(problems)
                if made:
                    done.made.append(made)
            told("writing", written, len(groups))
    done.problems.sort()
    return done


def _read(body: str, lot: list[Lying]) -> list[Entry | tuple[Problem, ...]]:
    return [_entry(body, each) for each in lot]


def _entry(body: str, record: Lying) -> Entry | tuple[Problem, ...]:
    try:
        return entry(record.source(), body=body)
    except ContentError as error:
        return error.problems
    except FileError as error:
        words = str(error).removeprefix(f"{record.name}: ")
        return (Problem(Location(record.name), "HRIA001", words),)


_Outcome = tuple[Made | None, tuple[Problem, ...]]


def _written(place: Place, lot: list[tuple[StandardRef, list[Entry]]]) -> list[_Outcome]:
    """Write the descriptors of a *lot* of standards, those that have no file yet."""
    outcomes: list[_Outcome] = []
    files: dict[Path, bytes] = {}
    for ref, entries in lot:
        standard = Standard.of(ref, entries)
        path = place.root / "standards" / ref.body / f"{ref.id}.yaml"
        problems = tuple(_unused(standard))
        descriptor, faults = _descriptor(standard)
        if descriptor is None:
            outcomes.append((None, (*faults, *problems)))
            continue
        data = header(path) + dump(descriptor)
        made = _made(place, standard, descriptor, data, len(entries))
        outcomes.append((made, problems))
        if made.state == "written":
            files[path] = data
    if files and not place.dry_run:
        _refuse_to_leave(place.root, {path.parent for path in files})
        write_new(files)
    return outcomes


def _descriptor(standard: Standard) -> tuple[Descriptor | None, tuple[Problem, ...]]:
    if standard.titled is None:
        listed = (*standard.editions, *standard.amendments)
        return None, tuple(Problem(Location(e.file), "HRIA002", NO_TITLE) for e in listed)
    descriptor, faults = examined(standard.descriptor(), Descriptor)
    where = Location(standard.newest.file)
    return descriptor, tuple(Problem(where, each.code, each.message) for each in faults)


def _unused(standard: Standard) -> Iterator[Problem]:
    used = {each.ref: each.file for each in (*standard.editions, *standard.amendments)}
    for each in standard.repeated:
        words = (
            f"{each.docid!r} is told by {used[each.ref]} already, and nothing was taken from this"
            " one (allowed: one record of an edition)"
        )
        yield Problem(Location(each.file), "HRIA403", words)


def _made(
    place: Place, standard: Standard, descriptor: Descriptor, data: bytes, count: int
) -> Made:
    ref = standard.ref
    name = f"standards/{ref.body}/{ref.id}.yaml"
    held = next((root / name for root in place.roots if _is_taken(root / name)), None)
    made = Made(
        ref,
        "written",
        str(held or place.root / name),
        tuple(_standings(standard, descriptor)),
        tuple(each.docid for each in standard.amendments),
        records=count - len(standard.repeated),
    )
    if held is None:
        return made
    if _bytes(held) == data:
        return made._replace(state="unchanged")
    return made._replace(state="kept", missing=_missing(held, descriptor))


def _standings(standard: Standard, descriptor: Descriptor) -> Iterator[tuple[str, str, str]]:
    followed = {e.ref.edition: standard.successor(e) for e in standard.editions}
    for edition in descriptor.editions:
        later = followed.get(edition.id)
        status = edition.status.value if edition.status else "unknown"
        yield edition.id, status, later.ref.edition if later else ""


def _is_taken(path: Path) -> bool:
    return is_file(path) or path.is_symlink()


def _bytes(path: Path) -> bytes:
    try:
        return open_source(path).data
    except (FileError, ContentError):
        return b""


def _missing(path: Path, descriptor: Descriptor) -> tuple[str, ...]:
    """Return the editions that the file *path* does not have; none where it cannot be read."""
    try:
        held = {edition.id for edition in load(open_source(path), Descriptor).document.editions}
    except (FileError, ContentError):
        return ()
    return tuple(
        edition.id
        for edition in descriptor.editions
        # Who wrote 2019 means the edition of 2019-10.
        if not any(edition.id.startswith(name) or name.startswith(edition.id) for name in held)
    )


def _refuse_to_leave(root: Path, folders: Iterable[Path]) -> None:
    for folder in folders:
        if not folder.resolve().is_relative_to(root.resolve()):
            raise FileError(f"{folder} leads out of the workspace; nothing was written there")


@contextmanager
def _workers(jobs: int) -> Iterator[Executor | None]:
    """Yield processes that work, or None where this one does it alone."""
    if jobs < 2:  # noqa: PLR2004 - one and one
        yield None
        return
    # Begun anew, not copied: a copy of a process that has threads may stand still for ever.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _leave_stopping_to_others) as pool:
        try:
            yield pool
        except BrokenProcessPool as error:
            message = "a process that read records has ended (free some memory, and go on)"
            raise HriaError(message) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _leave_stopping_to_others() -> None:
    # Ctrl-C reaches every process; the first one stops the others when their lot is done.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _spread(
    workers: Executor | None, work: Callable[[list[T]], list[U]], items: Iterable[T], jobs: int
) -> Iterator[list[U]]:
    """Yield what *work* makes of *items*, lot by lot and in order; few lots lie in memory."""
    rest = iter(items)
    lots = iter(lambda: list(islice(rest, _LOT)), [])
    if workers is None:
        yield from map(work, lots)
        return
    waiting: deque[Future[list[U]]] = deque()
    for lot in lots:
        waiting.append(workers.submit(work, lot))
        if len(waiting) > 2 * jobs:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
