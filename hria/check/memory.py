"""Which files had no problem when they were last checked; it holds digests and no name.

Safe to delete at any time. A file is known only as long as nothing that its
check looks at has changed: itself, the reports beside it, for a checklist the
list of releases and the bibliography, for a descriptor every checklist, the bibliography
and the descriptors of what it cites, for an assessment every checklist and every
descriptor, and the program.
"""

import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from hria.check.kinds import Kind
from hria.content.library import Library
from hria.content.remembered import Remembered, fingerprint
from hria.content.standing import mentioned
from hria.errors import HriaError


class Memory(Remembered):
    """The digests of what had no problem."""

    def __init__(self, file: Path, stamp: str, library: Library) -> None:
        super().__init__(file)
        self._stamp = stamp
        self._library = library

    def key(self, path: Path, kind: Kind) -> str:
        """Return the digest of all that the check of *path* looks at; empty where it cannot be."""
        try:
            parts = [self._stamp, self._library.shown(path), *self._parts(path, kind)]
        except HriaError:
            return ""
        return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()

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
                # It names questions; the bibliography lies beside the checklists.
                yield self._checklists
                yield from self._cited(path)
            case _:
                yield ""

    def _cited(self, path: Path) -> Iterator[str]:
        # Their descriptors tell whether the sources of this one still stand.
        for ref in mentioned(self._library.source(path).data.decode(errors="replace")):
            if other := self._library.path_of(ref):
                yield self._library.source(other).digest

    @cached_property
    def _checklists(self) -> str:
        return fingerprint(self._library, "checklists/**/*")

    @cached_property
    def _standards(self) -> str:
        return fingerprint(self._library, "standards/**/*")
