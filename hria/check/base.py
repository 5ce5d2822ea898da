"""Whether what was released at an earlier commit still stands, byte for byte."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

from hria.check.promises import broken, gone, other
from hria.content.documents import Source as File
from hria.content.documents import is_file, load
from hria.content.library import LOCK, Library
from hria.errors import Fault, HriaError, Problem
from hria.model.checklist import Checklist
from hria.model.refs import DRAFT, Version

Base = Callable[[str], bytes | None]
"""The bytes of a file of the workspace at the base, by its path; None where it was not there."""

_FOLDER = "checklists"


def since(library: Library, base: Base) -> tuple[Problem, ...]:
    """Return what has become of the releases of *base* in the first root of *library*."""
    before = (base(f"{_FOLDER}/{LOCK}") or b"").decode(errors="replace").splitlines()
    lock = _file(library, LOCK)
    now = lock.data.decode(errors="replace").splitlines()
    found = set(lock.problems(_rewritten(before, now)))
    for line in before:
        _, _, name = line.partition("  ")
        was = base(f"{_FOLDER}/{name}") if name else None
        if was is None:
            continue
        is_now = _file(library, name)
        if not is_file(is_now.path):
            found.update(lock.problems([gone(name, now.index(line) + 1 if line in now else 1)]))
        elif is_now.data != was:
            found.update(is_now.problems([other(name)]))
        found.update(_ids(library, name, was))
    return tuple(sorted(found))


def _rewritten(before: list[str], now: list[str]) -> Iterator[Fault]:
    """Yield a fault for the first line of the list of releases that is not what it was."""
    for number, (old, new) in enumerate(zip_longest(before, now[: len(before)]), 1):
        if old != new:
            words = f"at the base this line was {old!r} (lines are only added)"
            yield Fault("HRIA204", (min(number, max(len(now), 1)),), words)
            return


def _ids(library: Library, name: str, was: bytes) -> Iterator[Problem]:
    right, _, file = name.partition("/")
    version = Version.parse(file.removesuffix(".yaml"))
    draft = _file(library, f"{right}/{DRAFT}.yaml")
    if version is None or not is_file(draft.path):
        return
    # What cannot be read is told where the files themselves are checked.
    with suppress(HriaError):
        released = load(File(Path(name), name, was), Checklist).document
        drafted = load(draft, Checklist).document
        yield from draft.problems(fault for _, fault in broken(drafted, released, version))


def _file(library: Library, name: str) -> File:
    """Return the file *name* among the checklists; without bytes where it is not there."""
    path = library.roots[0] / _FOLDER / name
    if is_file(path):
        return library.source(path)
    return File(path, library.shown(path), b"")
