"""The files of a check spread over the processors, less those that are known to be unchanged."""

import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from hria.check import problems_of
from hria.check.kinds import Kind, files_in
from hria.check.memory import Memory
from hria.cli.remaking import remade
from hria.cli.remembering import cache_file, stamp
from hria.content.library import Library
from hria.errors import Problem

_WORTH = 200
"""From how many files on a second process pays for its start."""

_CHUNK = 25

File = tuple[Path, Kind]


def checked(library: Library, paths: tuple[Path, ...], *, remember: bool) -> tuple[Problem, ...]:
    """Return every problem of the files in *paths*, or of the first root of *library*."""
    files = list(files_in(library, paths))
    memory = Memory(cache_file("checked"), stamp(), library) if remember else None
    keys = {file: memory.key(*file) if memory else "" for file in files}
    todo = [file for file in files if memory is None or keys[file] not in memory]
    chunks = [todo[at : at + _CHUNK] for at in range(0, len(todo), _CHUNK)]
    work = partial(_problems, library.roots, library.base, date.today())
    found = list(_spread(work, chunks) if len(todo) >= _WORTH else map(work, chunks))
    listed = [each for part in found for each in part]
    if memory is not None:
        memory.add(keys[file] for file, each in zip(todo, listed, strict=True) if not each)
        memory.save()
    return tuple(sorted({problem for each in listed for problem in each}))


def _problems(
    roots: tuple[Path, ...], base: Path | None, today: date, files: Sequence[File]
) -> list[tuple[Problem, ...]]:
    library = _library(roots, base)
    return [tuple(problems_of(library, path, kind, remade, today)) for path, kind in files]


@cache
def _library(roots: tuple[Path, ...], base: Path | None) -> Library:
    """Return one library for each process, which holds what many files share."""
    return Library(roots, base)


def _spread(
    work: Callable[[Sequence[File]], list[tuple[Problem, ...]]], chunks: list[list[File]]
) -> list[list[tuple[Problem, ...]]]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(work, chunks))
