"""The two editions that ``hria diff`` compares, and the differences as text, Markdown and JSON."""

import json
import textwrap
from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path

from hria.cli.history import at_commit
from hria.cli.opening import library
from hria.content.documents import Source, load, open_source
from hria.content.releasing import kept_sense
from hria.errors import BadNameError, FileError
from hria.model.checklist import Checklist
from hria.model.refs import ChecklistRef
from hria.model.versions import Change, Difference, change_of
from hria.render.markdown import escape, visible

_HALF = 46
"""How wide the old and the new words stand side by side."""

_MEANS = {
    Change.NONE: "nothing changed",
    Change.PATCH: "every old answer still stands",
    Change.MINOR: "old answers stand, and are not complete",
    Change.MAJOR: "some old answers fall",
}


def resolved(text: str) -> Checklist:
    """Return the checklist that *text* names: a reference, a file, or a file at a git revision."""
    path = Path(text)
    if path.is_file():
        return load(open_source(path), Checklist).document
    if ":" in text:
        return load(_at_revision(text), Checklist).document
    if path.suffix == ".yaml":
        raise FileError(f"{text}: there is no such file")
    return library().checklist(ChecklistRef.parse(text)).document


def same_sense(old: str, new: str) -> frozenset[str]:
    """Return what editors confirmed between two releases of one right."""
    try:
        first, last = ChecklistRef.parse(old), ChecklistRef.parse(new)
    except BadNameError:
        return frozenset()
    if first.right != last.right:
        return frozenset()
    found = library()
    versions = [ref.version or found.newest(ref.right) for ref in (first, last)]
    return kept_sense(found, first.right, *versions)


def _at_revision(text: str) -> Source:
    revision, _, name = text.partition(":")
    data = at_commit(Path.cwd(), revision)(name)
    if data is None:
        raise FileError(f"{text}: there is no such file at that commit (name it from here)")
    return Source(Path(name), text, data)


def as_json(old: str, new: str, found: tuple[Difference, ...]) -> str:
    """Return the differences as JSON."""
    plain = {
        "old": old,
        "new": new,
        "change": change_of(found).name.lower(),
        "differences": [
            {
                "subject": d.subject,
                "field": d.field,
                "change": d.change.name.lower(),
                "why": d.why,
                "old": d.old,
                "new": d.new,
            }
            for d in found
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def as_markdown(old: str, new: str, found: tuple[Difference, ...]) -> str:
    """Return the differences as Markdown, one table for each question."""
    change = change_of(found)
    lines = [f"# {escape(old)} to {escape(new)}", "", f"{change.name}: {_MEANS[change]}.", ""]
    for subject, group in groupby(found, key=lambda d: d.subject):
        lines += [f"## {escape(subject)}", "", "| what | before | after | old answers |"]
        lines.append("|---|---|---|---|")
        lines += [
            f"| {escape(d.field)} | {escape(d.old)} | {escape(d.new)} "
            f"| {d.change.name}: {escape(d.why)} |"
            for d in group
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def as_text(old: str, new: str, found: tuple[Difference, ...]) -> str:
    """Return the differences as lines, old and new words side by side."""
    return "\n".join(_text(old, new, found)) + "\n"


def _text(old: str, new: str, found: tuple[Difference, ...]) -> Iterator[str]:
    change = change_of(found)
    yield visible(f"{old} -> {new}: {change.name}, {_MEANS[change]}")
    for difference in found:
        yield ""
        what = f"{difference.subject} {difference.field} ({difference.change.name})"
        yield visible(f"{what}: {difference.why}")
        yield from _side_by_side(difference.old, difference.new)


def _side_by_side(old: str, new: str) -> Iterator[str]:
    columns = [
        [
            piece
            for line in words.splitlines()
            for piece in textwrap.wrap(visible(line), _HALF) or [""]
        ]
        for words in (old or "(nothing)", new or "(nothing)")
    ]
    for left, right in zip_longest(*columns, fillvalue=""):
        yield f"  {left:<{_HALF}} | {right}".rstrip()
