"""Digests of what was once found to be so, kept in one file; it may be deleted at any time."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from hria.content.documents import open_source
from hria.content.library import Library
from hria.content.writing import write
from hria.errors import HriaError

_MOST = 100_000
"""How many digests are kept; more than any workspace has files."""


class Remembered:
    """A set of digests that outlasts the command; no digest tells a name or a word."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = self._read()
        self._new: list[str] = []

    def __contains__(self, key: str) -> bool:
        """Return whether *key* was added by this command or by an earlier one."""
        return key in self._known

    def add(self, keys: Iterable[str]) -> None:
        """Remember *keys*; an empty one stands for what could not be told."""
        self._new += keys

    def save(self) -> None:
        """Write what is known; where it cannot be written, nothing is remembered."""
        fresh = [key for key in dict.fromkeys(self._new) if key and key not in self._known]
        if not fresh:
            return
        lines = [*fresh, *self._known][:_MOST]
        try:
            write(self._file, "".join(f"{line}\n" for line in lines).encode())
        except HriaError:
            return

    def _read(self) -> dict[str, None]:
        try:
            text = open_source(self._file).data.decode(errors="replace")
        except HriaError:
            return {}
        return dict.fromkeys(line for line in text.splitlines() if line)


def fingerprint(library: Library, pattern: str) -> str:
    """Return the digest of all files that fit *pattern* in the roots of *library*."""
    whole = hashlib.sha256()
    for root in library.roots:
        for path in sorted(root.glob(pattern)):
            if path.is_file() and not path.name.startswith("."):
                whole.update(
                    f"{path}\0{library.source(path).digest}\0".encode(errors="surrogateescape")
                )
    return whole.hexdigest()
