"""A lock that only one process holds, and that goes away with the process that held it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hria.errors import FileError


@contextmanager
def held(path: Path, what: str) -> Iterator[None]:
    """Hold the lock file *path* while *what* is done; raise FileError where another does it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise FileError(f"{path}: cannot be written: {error.strerror}") from error
    with file:
        if not _take(file.fileno()):
            raise FileError(f"another {what} is going on; nothing was changed (try again later)")
        yield


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
