"""Where bibliographic records lie: a file, a folder, or an archive that is read without unpacking.

Nothing in an archive is written anywhere: its names are words to call a
record by. How much is read is bounded, whatever the archive says of itself.
"""

import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import IO

from hria.content.documents import Source, is_file, is_folder, open_source
from hria.content.plain import MAX_BYTES
from hria.errors import FileError

MAX_RECORDS = 1_000_000
"""How many records are read at a time; the largest bibliography known has a fifth of it."""

MAX_TOTAL = 16 << 30
"""How much an archive may hold: 16 GiB, eighty times the largest known."""

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Lying:
    """One record that is not read yet, or the bytes of one that was in an archive."""

    name: str
    """How people know it."""

    path: Path | None = None
    """Its file; None in an archive."""

    data: bytes = b""
    """Its bytes, where it has no file."""

    fault: str = ""
    """Why it is not read, where it is not."""

    def source(self) -> Source:
        """Return its bytes under its name; raise FileError."""
        if self.fault:
            raise FileError(f"{self.name}: {self.fault}")
        if self.path is not None:
            return open_source(self.path, self.name)
        return Source(Path(self.name), self.name, self.data)


@dataclass(frozen=True)
class Lot:
    """The records of one place."""

    count: int | None
    """How many there are; None where that is known only at the end."""

    records: Iterator[Lying]
    """The records, in order of their names, or as they lie in the archive."""


def lying(path: Path) -> Lot:
    """Return the records at *path*; raise FileError where there can be none."""
    if is_folder(path):
        files = list(_files(path))
        if not files:
            raise FileError(f"{path}: holds no record (allowed: files whose names end in .yaml)")
        return Lot(len(files), iter(files))
    if not is_file(path):
        raise FileError(f"{path}: there is no such file or folder")
    if zipfile.is_zipfile(path):
        return Lot(None, _told(path, _zipped))
    if path.suffix.lower() not in _ENDINGS and _is_tar(path):
        return Lot(None, _told(path, _tarred))
    return Lot(1, iter([Lying(str(path), path)]))


def _files(folder: Path) -> Iterator[Lying]:
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or not name.lower().endswith(_ENDINGS):
                continue
            path = Path(place, name)
            # A link could lead to anything on this machine.
            fault = "is a link; it was not read" if path.is_symlink() else ""
            yield Lying(str(path), path, fault=fault)


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except (OSError, EOFError):
        return False


def _told(path: Path, read: Callable[[Path], Iterator[Lying]]) -> Iterator[Lying]:
    """Yield what is *read* from the archive *path*; what is wrong with it is one line."""
    try:
        for count, each in enumerate(read(path)):
            if count >= MAX_RECORDS:
                raise FileError(f"{path}: more than {MAX_RECORDS} records")
            yield each
    # What a broken archive raises depends on how it was packed.
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise FileError(f"{path}: is broken: {error}") from error
    except (LZMAError, zlib.error) as error:
        raise FileError(f"{path}: is broken: {error}") from error
    except (RuntimeError, NotImplementedError) as error:
        # A password, or a way of packing that is not known here.
        raise FileError(f"{path}: cannot be read: {error}") from error


def _tarred(path: Path) -> Iterator[Lying]:
    total = 0
    with tarfile.open(path) as archive:
        for member in archive:
            total += member.size
            if total > MAX_TOTAL:
                raise FileError(f"{path}: holds more than {MAX_TOTAL >> 30} GiB")
            if member.isfile() and _is_record(member.name):
                file = archive.extractfile(member)
                if file is not None:
                    yield _bounded(member.name, file, member.size)
            # The list of what was read is of no use, and long.
            archive.members = []  # type: ignore[attr-defined] # the stubs leave it out
        # An archive that was cut between two files ends like any other, but for its last block.
        assert archive.fileobj is not None  # noqa: S101 - it is open
        if archive.fileobj.tell() < archive.offset + tarfile.BLOCKSIZE:
            raise FileError(f"{path}: is broken: it ends before its end (fetch it again)")


def _zipped(path: Path) -> Iterator[Lying]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if not member.is_dir() and _is_record(member.filename):
                with archive.open(member) as file:
                    yield _bounded(member.filename, file, member.file_size)


def _is_record(name: str) -> bool:
    last = name.rpartition("/")[2]
    return last.lower().endswith(_ENDINGS) and not last.startswith(".")


def _bounded(name: str, file: IO[bytes], size: int) -> Lying:
    data = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    if size > MAX_BYTES or len(data) > MAX_BYTES:
        return Lying(name, fault=f"is larger than {MAX_BYTES >> 20} MiB; it was not read")
    return Lying(name, data=data)
