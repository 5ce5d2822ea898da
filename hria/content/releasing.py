"""The release of a checklist: worked out whole, then written so that no moment is in between.

The line in RELEASED is what makes a release. Until it is written, the old
state holds, whatever else lies there; ``hria check`` names the leftovers.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hria.content.documents import Loaded, load, open_source
from hria.content.library import CHANGES, LOCK, Library, listed
from hria.content.locking import held
from hria.content.writing import write
from hria.errors import ReleaseError
from hria.model.checklist import Checklist
from hria.model.refs import ChecklistRef, Version
from hria.model.versions import (
    Change,
    Difference,
    change_of,
    differences,
    next_version,
)

_CONFIRMED = re.compile(r"^- (?P<subject>\S+): \S+ \(PATCH\): .*confirmed", re.MULTILINE)
_ENTRY = re.compile(r"^## (?P<version>\d+\.\d+\.\d+), ", re.MULTILINE)

_MEANS = {
    Change.NONE: "the layout or a comment only",
    Change.PATCH: "every old answer still stands",
    Change.MINOR: "old answers stand, and are not complete",
    Change.MAJOR: "some old answers fall",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A release as it would be made."""

    folder: Path
    """The folder of the right, with its draft."""

    last: Version | None
    version: Version
    found: tuple[Difference, ...]
    data: bytes
    digest: str
    lock: bytes
    """RELEASED as it was when the release was worked out."""

    @property
    def right(self) -> str:
        """The right whose checklist is released."""
        return self.folder.name

    @property
    def change(self) -> Change:
        """What the release does to answers given under the version before."""
        return change_of(self.found)


def plan_release(root: Path, right: str, same_sense: Collection[str] = ()) -> Planned:
    """Return the release that the draft of *right* makes; raise ReleaseError where it cannot."""
    folder = root / "checklists" / right
    path = folder / "draft.yaml"
    if not path.is_file():
        raise ReleaseError(f"{path}: there is no draft to release")
    lock = _lock(root)
    draft = load(open_source(path), Checklist)
    releases = _releases(root, right)
    if not releases:
        _refuse_idle(same_sense, ())
        first = next_version(None, Change.NONE)
        return Planned(folder, None, first, (), draft.source.data, draft.digest, lock)
    last = max(releases)
    if releases[last].source.data == draft.source.data:
        raise ReleaseError(f"the draft equals {right}@{last}; there is nothing to release")
    _refuse_reuse(draft.document, releases)
    plain = differences(releases[last].document, draft.document)
    _refuse_idle(same_sense, plain)
    found = differences(releases[last].document, draft.document, same_sense)
    version = next_version(last, change_of(found))
    return Planned(folder, last, version, found, draft.source.data, draft.digest, lock)


def _lock(root: Path) -> bytes:
    """Return RELEASED; raise ReleaseError where a line of it is none."""
    path = root / "checklists" / LOCK
    data = path.read_bytes() if path.is_file() else b""
    whole = b"".join(f"{digest}  {name}\n".encode() for digest, name in listed(root))
    if data != whole:
        raise ReleaseError(f"{path} is damaged; nothing was changed (hria check names the lines)")
    return data


def _releases(root: Path, right: str) -> dict[Version, Loaded[Checklist]]:
    names = [name for _, name in listed(root) if name.startswith(f"{right}/")]
    found: dict[Version, Loaded[Checklist]] = {}
    for name in names:
        version = Version.parse(Path(name).stem)
        if version is not None:
            source = open_source(root / "checklists" / name)
            found[version] = load(source, Checklist)
    return found


def _refuse_reuse(draft: Checklist, releases: dict[Version, Loaded[Checklist]]) -> None:
    """Raise ReleaseError where an id would come to mean something else."""
    now = {q.id: q for q in draft.questions}
    for version, loaded in sorted(releases.items()):
        for question in loaded.document.questions:
            if question.id not in now:
                raise ReleaseError(
                    f"{question.id} stood in {version} and is gone from the draft"
                    " (keep it, with state: retired)"
                )
            if question.state == "retired" and now[question.id].state == "active":
                raise ReleaseError(
                    f"{question.id} was retired in {version} and may not be used again"
                    " (give the question the next free number)"
                )


def _refuse_idle(same_sense: Collection[str], plain: Collection[Difference]) -> None:
    """Raise ReleaseError where an editor confirms what is not in question."""
    asked = {d.subject for d in plain if d.is_sense}
    for subject in same_sense:
        if subject not in asked:
            known = ", ".join(sorted(asked)) or "none"
            raise ReleaseError(
                f"--same-sense {subject}: no words of it differ so that"
                f" they need it (known: {known})"
            )


def carry_out(planned: Planned, day: str) -> None:
    """Write the release; at any moment the state on the disk is the old one or the new one."""
    checklists = planned.folder.parent
    root = checklists.parent
    with held(checklists / ".lock", "release"):
        if _lock(root) != planned.lock:
            raise ReleaseError("something was released meanwhile; nothing was changed (try again)")
        name = f"{planned.right}/{planned.version}.yaml"
        path = checklists / name
        if path.exists() and path.read_bytes() != planned.data:
            raise ReleaseError(
                f"{path} lies there, differs from the draft and is not listed; nothing was changed"
                " (an interrupted release may have left it: delete it, or move it away)"
            )
        write(planned.folder / f"{planned.version}.yaml", planned.data)
        write(planned.folder / CHANGES, _changes(planned, day).encode())
        line = f"{planned.digest.removeprefix('sha256:')}  {name}\n"
        write(checklists / LOCK, planned.lock + line.encode())


def _changes(planned: Planned, day: str) -> str:
    path = planned.folder / CHANGES
    head = f"# Changes to the checklist {planned.right}\n\nWritten by hria release; do not edit.\n"
    old = path.read_text(encoding="utf-8") if path.is_file() else ""
    entries = old[found.start() :] if (found := _ENTRY.search(old)) else ""
    # An entry that an interrupted release left behind is written anew.
    if found and found["version"] == str(planned.version):
        rest = _ENTRY.search(entries, 3)
        entries = entries[rest.start() :] if rest else ""
    return f"{head}\n{entry(planned, day)}" + (f"\n{entries}" if entries else "")


def entry(planned: Planned, day: str) -> str:
    """Return the entry of CHANGES.md for the release."""
    if planned.last is None:
        return f"## {planned.version}, {day}\n\nThe first release.\n"
    lines = [f"- {d.subject}: {d.field} ({d.change.name}): {d.why}" for d in planned.found]
    means = f"{planned.change.name}: {_MEANS[planned.change]}"
    return f"## {planned.version}, {day} ({means})\n\n" + "\n".join(lines) + "\n"


def kept_sense(library: Library, right: str, old: str, new: str) -> frozenset[str]:
    """Return the subjects whose words differ from *old* to *new* and keep their sense.

    That is so where an editor confirmed it at every release on the way at
    which the words changed; a draft has confirmed nothing yet.
    """
    first, last = Version.parse(old), Version.parse(new)
    if first is None or last is None:
        return frozenset()
    steps = [v for v in library.versions(right) if first <= v <= last]
    same: set[str] = set()
    other: set[str] = set()
    for before, after in pairwise(steps):
        found = differences(
            library.checklist(ChecklistRef(right, str(before))).document,
            library.checklist(ChecklistRef(right, str(after))).document,
        )
        asked = {d.subject for d in found if d.is_sense}
        kept = confirmed(library.changes(right), after)
        same |= asked & kept
        other |= asked - kept
    return frozenset(same - other)


def confirmed(text: str, version: Version) -> frozenset[str]:
    """Return the subjects whose other words keep their sense in *version*, by CHANGES.md."""
    starts = [(m["version"], m.start()) for m in _ENTRY.finditer(text)]
    for index, (name, start) in enumerate(starts):
        if name == str(version):
            end = starts[index + 1][1] if index + 1 < len(starts) else len(text)
            return frozenset(m["subject"] for m in _CONFIRMED.finditer(text, start, end))
    return frozenset()
