"""What ``hria standard import`` and ``export`` do: bibliographic records in, and out again."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from hria.cli.opening import library
from hria.cli.printing import aside, hand_over
from hria.content.record_files import lying
from hria.content.recording import Recorded, recorded
from hria.content.roots import shipped, workspace
from hria.content.writing import write
from hria.describing.bulk import Imported, Made, Place, Told, imported
from hria.errors import FileError, HriaError
from hria.model.refs import StandardRef

_SHOWN = 20
"""Of so many files of people what is missing in them is told; all of it stands in the JSON."""


def taken_in(path: Path, into: Path | None, body: str, *, dry_run: bool) -> Imported:
    """Return what became of the records at *path*, whose descriptors are in the workspace."""
    root = _root(into)
    roots = tuple(dict.fromkeys((root, *library().roots, shipped())))
    place = Place(root, roots, body, dry_run)
    with _bar() as told:
        return imported(lying(path), place, _processors(), told)


def _root(into: Path | None) -> Path:
    start = into or library().base or Path.cwd()
    root = workspace(start)
    if root is None:
        raise HriaError(
            f"descriptors are written in a workspace, and {'there' if into else 'here'} is none"
            " (make one with hria init DIR, and name it with --into DIR)"
        )
    return root


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _bar() -> Iterator[Told]:
    """Yield what moves a bar on the terminal, beside the output; elsewhere nothing is shown."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks = {}

        def told(what: str, done: int, of: int | None) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=of)
            progress.update(tasks[what], completed=done, total=of)

        yield told


def summed_up(done: Imported, *, dry_run: bool) -> Iterator[str]:
    """Yield what is said of an import beside its output."""
    for problem in done.problems:
        yield str(problem)
    lacking = [made for made in done.made if made.missing]
    for made in lacking[:_SHOWN]:
        yield f"{made.file}: not in your file, but in the records: {', '.join(made.missing)}"
    if len(lacking) > _SHOWN:
        yield f"and {len(lacking) - _SHOWN} more files (--format json tells all)"
    states = [made.state for made in done.made]
    parts = (
        ("would be written" if dry_run else "written", states.count("written")),
        ("unchanged", states.count("unchanged")),
        ("left as they are", states.count("kept")),
    )
    counts = ", ".join(f"{count} {word}" for word, count in parts if count) or "none"
    yield f"{done.records} records, {done.refused} not converted"
    yield f"{len(done.made)} standards: {counts}"


def as_json(done: Imported) -> str:
    """Return what became of all records, for tools."""
    held = {
        "records": done.records,
        "not-converted": done.refused,
        "standards": [_plain(made) for made in done.made],
        "problems": [
            {
                "file": problem.where.file,
                "line": problem.where.line,
                "column": problem.where.column,
                "code": problem.code,
                "message": problem.message,
            }
            for problem in done.problems
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _plain(made: Made) -> dict[str, object]:
    editions = [
        {"id": name, "status": status, **({"followed-by": later} if later else {})}
        for name, status, later in made.editions
    ]
    return {
        "id": str(made.ref),
        "state": made.state,
        "file": made.file,
        "records": made.records,
        "editions": editions,
        "amendments": list(made.amendments),
        "missing-editions": list(made.missing),
    }


def handed_out(
    names: Sequence[str], edition: str, output: Path | None, *, every: bool
) -> Iterator[str]:
    """Write the records of the standards called *names*, or of all; yield what they leave out."""
    found = library()
    refs = list(found.standards) if every else [found.standard(name) for name in names]
    if not refs:
        raise HriaError("no standard is named (name some, or say --all)")
    if edition and len(refs) > 1:
        raise HriaError("--edition is for one standard (write STANDARD@EDITION for each)")
    in_folder = output is not None and (output.is_dir() or len(refs) > 1)
    if len(refs) > 1 and output is None:
        raise HriaError("a file holds one record (name a folder with -o DIR)")
    for each in refs:
        ref = each._replace(edition=edition or each.edition)
        descriptor = found.descriptor(ref._replace(edition="")).document
        try:
            made = recorded(ref, descriptor)
        except HriaError as error:
            if not every:
                raise
            yield f"{error}"
            continue
        yield from made.remarks
        _hand_over(ref, made, output, in_folder=in_folder)


def _hand_over(ref: StandardRef, made: Recorded, output: Path | None, *, in_folder: bool) -> None:
    if output is None or not in_folder:
        hand_over(made.data, output)
        return
    if output.exists() and not output.is_dir():
        raise FileError(f"{output}: is no folder (several records need one)")
    path = output / f"{ref.body}-{ref.id}.yaml"
    write(path, made.data)
    aside(f"{path}")
