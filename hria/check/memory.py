"""Which files had no problem when they were last checked; it holds digests and no name.

Safe to delete at any time. A file is known only as long as nothing that its
check looks at has changed: itself, the reports beside it, for a checklist the
list of releases and the bibliography, for a descriptor the bibliography and the
descriptors of what it cites, for an assessment every checklist and every
descriptor, and the program.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from hria.check.kinds import Kind
from hria.content.documents import open_source
from hria.content.library import BIBLIOGRAPHY, Library
from hria.content.standing import mentioned
from hria.content.writing import write
from hria.errors import HriaError

_MOST = 100_000
"""How many digests are kept; more than any workspace has files."""


class Memory:
    """The digests of what had no problem."""

    def __init__(self, file: Path, stamp: str, library: Library) -> None:
        self._file = file
        self._stamp = stamp
        self._library = library
        self._known = self._read()
        self._new: list[str] = []

    def key(self, path: Path, kind: Kind) -> str:
        """Return the digest of all that the check of *path* looks at; empty where it cannot be."""
        try:
            parts = [self._stamp, self._library.shown(path), *self._parts(path, kind)]
        except HriaError:
            return ""
        return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()

    def __contains__(self, key: str) -> bool:
        """Return whether nothing was wrong when this was checked before."""
        return key in self._known

    def add(self, keys: Iterable[str]) -> None:
        """Remember that nothing was wrong."""
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

    def _parts(self, path: Path, kind: Kind) -> Iterator[str]:
        yield self._library.source(path).digest
        match kind:
            case Kind.CHECKLIST | Kind.LOCK | Kind.BIBLIOGRAPHY | Kind.CASES | Kind.TRANSLATION:
                yield self._checklists
            case Kind.ASSESSMENT:
                yield self._checklists
                yield self._standards
                for report in sorted(path.parent.glob("*.md")):
                    yield self._library.source(report).digest
            case Kind.DESCRIPTOR | Kind.BODY:
                yield self._bibliographies
                yield from self._cited(path)
            case _:
                yield ""

    def _cited(self, path: Path) -> Iterator[str]:
        # Their descriptors tell whether the sources of this one still stand.
        for ref in mentioned(self._library.source(path).data.decode(errors="replace")):
            if other := self._library.path_of(ref):
                yield self._library.source(other).digest

    @cached_property
    def _bibliographies(self) -> str:
        return self._fingerprint(BIBLIOGRAPHY)

    @cached_property
    def _checklists(self) -> str:
        return self._fingerprint("checklists/**/*")

    @cached_property
    def _standards(self) -> str:
        return self._fingerprint("standards/**/*")

    def _fingerprint(self, pattern: str) -> str:
        whole = hashlib.sha256()
        for root in self._library.roots:
            for path in sorted(root.glob(pattern)):
                if path.is_file() and not path.name.startswith("."):
                    whole.update(
                        f"{path}\0{self._library.source(path).digest}\0".encode(
                            errors="surrogateescape"
                        )
                    )
        return whole.hexdigest()
