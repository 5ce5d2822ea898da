"""The release of a checklist: worked out whole, then written so that no moment is in between.

The line in RELEASED is what makes a release. Until it is written, the old
state holds, whatever else lies there; ``hria check`` names the leftovers.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from hria.content.documents import Loaded, is_file, load, open_source
from hria.content.library import CHANGES, LOCK, Library, listed
from hria.content.locking import held
from hria.content.writing import write
from hria.errors import FileError, ReleaseError
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

_FILE = re.compile(r"[a-z][a-z0-9-]*/[0-9]+\.[0-9]+\.[0-9]+\.yaml")

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


def plan_release(
    root: Path, right: str, same_sense: Collection[str] = (), library: Library | None = None
) -> Planned:
    """Return the release that the draft of *right* makes; raise ReleaseError where it cannot.

    What *library* holds besides *root*, such as what ships, was released before.
    """
    folder = root / "checklists" / right
    path = folder / "draft.yaml"
    if not path.is_file():
        raise ReleaseError(f"{path}: there is no draft to release")
    lock = _lock(root)
    whole = library or Library([root])
    draft = load(open_source(path), Checklist)
    _refuse_others(draft.document, right, whole)
    releases = {
        version: whole.checklist(ChecklistRef(right, str(version)))
        for version in whole.versions(right)
    }
    _refuse_edited(root, right, releases)
    _changes_text(folder)
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
    """Return RELEASED; raise ReleaseError where a line of it is none, or stands twice."""
    path = root / "checklists" / LOCK
    data = path.read_bytes() if path.is_file() else b""
    lines = listed(root)
    whole = b"".join(f"{digest}  {name}\n".encode() for digest, name in lines)
    named = [name for _, name in lines]
    if data != whole or len(set(named)) < len(named) or not all(map(_FILE.fullmatch, named)):
        raise ReleaseError(f"{path} is damaged; nothing was changed (hria check names the lines)")
    return data


def _refuse_others(draft: Checklist, right: str, library: Library) -> None:
    """Raise ReleaseError where an id belongs to another right: an answer would be to both."""
    mine = {question.id for question in draft.questions}
    for other in library.released_rights:
        if other != right:
            theirs = library.checklist(ChecklistRef(other)).document
            if taken := sorted(mine & {question.id for question in theirs.questions}):
                raise ReleaseError(f"{taken[0]} is an id of {other} (choose another prefix)")


def _refuse_edited(root: Path, right: str, releases: dict[Version, Loaded[Checklist]]) -> None:
    """Raise ReleaseError where a released file is not what was released."""
    digests = {name: digest for digest, name in listed(root)}
    for name in digests:
        path = root / "checklists" / name
        if name.startswith(f"{right}/") and not is_file(path):
            raise FileError(f"{path}: there is no such file, and it was released (bring it back)")
    unlisted = [p for p in (root / "checklists").glob("*/*.yaml") if Version.parse(p.stem)]
    if unlisted and not is_file(root / "checklists" / LOCK):
        raise ReleaseError(
            f"{unlisted[0]} lies there and no RELEASED lists it; nothing was changed"
            " (bring RELEASED back, or move the file away)"
        )
    for version, loaded in releases.items():
        name = f"{right}/{version}.yaml"
        known = digests.get(name)
        if known is not None and loaded.digest.removeprefix("sha256:") != known:
            raise ReleaseError(
                f"{name} was changed after its release; nothing was changed (undo that)"
            )


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
        changes = _changes(planned, day).encode()
        if not (checklists / LOCK).is_file():
            # Where releases are listed, a file that is not is none: so the first is no exception.
            write(checklists / LOCK, b"")
        write(path, planned.data)
        write(planned.folder / CHANGES, changes)
        line = f"{planned.digest.removeprefix('sha256:')}  {name}\n"
        write(checklists / LOCK, planned.lock + line.encode())


def _changes(planned: Planned, day: str) -> str:
    """Return CHANGES.md with the new entry first; entries of what was never released go."""
    head = f"# Changes to the checklist {planned.right}\n\nWritten by hria release; do not edit.\n"
    old = _changes_text(planned.folder)
    names = {name for _, name in listed(planned.folder.parent.parent)}
    found = [*_ENTRY.finditer(old)]
    ends = [*(each.start() for each in found[1:]), len(old)]
    entries = [
        old[each.start() : end].strip()
        for each, end in zip(found, ends, strict=False)
        if f"{planned.right}/{each['version']}.yaml" in names
    ]
    return "\n\n".join([head.strip(), entry(planned, day).strip(), *entries]) + "\n"


def _changes_text(folder: Path) -> str:
    """Return CHANGES.md; raise ReleaseError where it cannot be read."""
    path = folder / CHANGES
    try:
        return path.read_text(encoding="utf-8") if path.exists() else ""
    except (OSError, UnicodeError) as error:
        raise ReleaseError(f"{path}: cannot be read ({error}); nothing was changed") from error


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
