"""The work of ``hria migrate``: which versions, what becomes of the answers, and the way back."""

import re
from collections.abc import Iterator
from pathlib import Path

from hria.assess.migrating import Fate, Migration, migrate
from hria.assess.plan import Part
from hria.cli.opening import Opened, library, open_assessment
from hria.content.documents import is_folder, open_source
from hria.content.library import Library
from hria.content.releasing import kept_sense
from hria.content.writing import dump, unused, write
from hria.errors import HriaError
from hria.model.refs import ChecklistRef

_BEFORE = "before-migration"
_AFTER = "after-migration"


def migrated(path: Path, to: list[str], *, dry_run: bool) -> Iterator[str]:
    """Migrate the assessment at *path* and yield what is to be told."""
    opened = open_assessment(path)
    found = library(path if is_folder(path) else path.parent)
    steps = list(_migrations(opened, found, to))
    if not steps:
        yield "Every checklist is at its newest version; nothing was changed."
        return
    for migration in steps:
        yield from _told(migration)
    before, after = opened.assessment.review.state, steps[-1].assessment.review.state
    if before != after:
        yield f"Review state: {before} becomes {after}; who signed stays on record."
    if dry_run:
        yield "Nothing was written."
        return
    source = opened.loaded.source
    kept = unused(source.path, _BEFORE)
    write(kept, source.data, like=source.path)
    write(source.path, dump(steps[-1].assessment))
    yield f"Written: {source.path}. The way back: hria migrate {path} --undo (from {kept})."


def _migrations(opened: Opened, found: Library, to: list[str]) -> Iterator[Migration]:
    wanted = {ref.right: ref for ref in map(ChecklistRef.parse, to)}
    rights = [part.right for part in opened.parts]
    for right in wanted:
        if right not in rights:
            raise HriaError(f"no {right} checklist is answered here (known: {', '.join(rights)})")
    assessment = opened.assessment
    for old in opened.parts:
        if wanted and old.right not in wanted:
            continue
        ref = wanted.get(old.right, ChecklistRef(old.right))
        version = ref.version or found.newest(old.right)
        if version == old.version:
            continue
        loaded = found.checklist(ChecklistRef(old.right, version))
        new = Part(old.right, version, loaded.document)
        same = kept_sense(found, old.right, old.version, version)
        migration = migrate(assessment, old, new, loaded.digest, same)
        assessment = migration.assessment
        yield migration


def _told(migration: Migration) -> Iterator[str]:
    yield f"{migration.old} -> {migration.new}"
    for fate in Fate:
        steps = migration.of(fate)
        if not steps:
            continue
        if fate in {Fate.CARRIED, Fate.OPEN}:
            yield f"  {fate} ({len(steps)}): {', '.join(s.question for s in steps)}"
            continue
        yield f"  {fate} ({len(steps)}):"
        yield from (f"    {s.question}: {s.reason}" for s in steps)


def undone(path: Path, *, dry_run: bool) -> Iterator[str]:
    """Go back to the assessment before its last migration and yield what is to be told."""
    file = path / "assessment.yaml" if is_folder(path) else path
    source = open_source(file)
    kept = _kept(file)
    if not kept:
        raise HriaError(f"{file} was not migrated; there is nothing to undo")
    if dry_run:
        yield f"{file} would be as {kept[-1]} has it. Nothing was written."
        return
    aside = unused(file, _AFTER)
    write(aside, source.data, like=file)
    write(file, kept[-1].read_bytes())
    kept[-1].unlink()
    yield f"{file} is as it was before the migration; what it was since lies in {aside}."


def _kept(file: Path) -> list[Path]:
    """Return the assessments before each migration of *file*, oldest first."""
    name = re.compile(rf"{re.escape(file.stem)}\.{_BEFORE}(\d*)\.yaml")
    found = [(p, m) for p in file.absolute().parent.iterdir() if (m := name.fullmatch(p.name))]
    ordered = sorted(found, key=lambda pair: int(pair[1][1] or 0))
    return [file.with_name(path.name) for path, _ in ordered]
