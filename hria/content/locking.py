"""A lock that only one process holds, and that goes away with the process that held it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from hria.errors import BusyError, FileError


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file *path* while *what* is done; raise BusyError where another does it."""
    with _taken(path, what):
        try:
            yield
        finally:
            # On Windows a file that is open stays; the lock goes with the process all the same.
            with suppress(OSError):
                if not path.stat().st_size:
                    path.unlink()


@contextmanager
def _taken(path: Path, what: str) -> Iterator[None]:
    while True:
        with _opened(path) as file:
            if not _take(file.fileno()):
                raise BusyError(
                    f"another {what} is going on; nothing was changed (try again later)"
                )
            if _is(file, path):
                yield
                return
            # Whoever held it has taken the file away meanwhile: only a new one is a lock.


def _opened(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("ab")
    except OSError as error:
        raise FileError(f"{path}: cannot be written: {error.strerror}") from error


def _is(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _take(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - there on Windows only

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
