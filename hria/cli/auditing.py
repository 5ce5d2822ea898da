"""The assessments of an audit, and the list of what to check in each format."""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from hria.assess.audit import BIBLIOGRAPHY, Audited, Item, Rest, Role, audit
from hria.cli.opening import Opened, library, open_assessment
from hria.content.documents import Source, is_folder
from hria.content.library import BIBLIOGRAPHY as BIBLIOGRAPHY_FILE
from hria.content.library import Library
from hria.errors import Fault, FileError, HriaError, Location
from hria.render.markdown import escape

_WIDTH = 96
_ROLES: Mapping[Role, str] = {
    Role.SETS: "sets the result",
    Role.GATE: "key question",
    Role.COUNTS: "counts",
    Role.SHOWN: "is shown",
}


class Placed(NamedTuple):
    """Something to check, with its line."""

    item: Item
    where: Location


def audited(paths: tuple[Path, ...]) -> tuple[Library, tuple[Opened, ...], tuple[str, ...]]:
    """Return the library, the assessments at *paths*, or all, and those that cannot be read."""
    around = library(paths[0] if paths else None)
    files = [file for path in paths for file in _files(path)] or list(around.assessments)
    opened: list[Opened] = []
    remarks: list[str] = []
    for file in files:
        try:
            opened.append(open_assessment(file))
        except HriaError as error:
            if paths:
                raise
            first = str(error).splitlines()[0]
            remarks.append(f"{around.shown(file)} is left out: {first}")
    return around, tuple(opened), tuple(remarks)


def _files(path: Path) -> Iterator[Path]:
    if not is_folder(path):
        yield path
        return
    files = sorted(path.rglob("assessment.yaml"))
    if not files:
        raise FileError(f"{path}: no assessment.yaml in this folder")
    yield from files


def found(
    around: Library, assessments: tuple[Opened, ...], most: int
) -> tuple[tuple[Placed, ...], int]:
    """Return the first *most* things to check (0: all), and how many there are."""
    named = [
        Audited(
            around.shown(each.loaded.source.path.absolute()),
            each.assessment,
            each.parts,
            each.descriptor.document if each.descriptor else None,
            each.descriptor.source.name if each.descriptor else "",
        )
        for each in assessments
    ]
    items = audit(named, around.bibliography())
    return tuple(_placed(around, assessments, items[: most or None])), len(items)


def _placed(
    around: Library, assessments: tuple[Opened, ...], items: tuple[Item, ...]
) -> Iterator[Placed]:
    sources: dict[str, Source] = {}
    for each in assessments:
        name = around.shown(each.loaded.source.path.absolute())
        sources[name] = replace(each.loaded.source, name=name)
    sources |= {a.descriptor.source.name: a.descriptor.source for a in assessments if a.descriptor}
    for root in reversed(around.roots):
        if (root / BIBLIOGRAPHY_FILE).is_file():
            sources[BIBLIOGRAPHY] = around.source(root / BIBLIOGRAPHY_FILE)
    places: dict[tuple[str, tuple[str | int, ...]], Location] = {}
    for name in {item.file for item in items}:
        within = [item.at for item in items if item.file == name]
        told = sources[name].problems(Fault("", at, "", on_key=True) for at in within)
        places |= {(name, at): each.where for at, each in zip(within, told, strict=True)}
    for item in items:
        yield Placed(item, places[item.file, item.at])


def _resting(rest: Rest) -> str:
    level = f" {rest.level.word}" if rest.level else ""
    return f"{_ROLES[rest.role]}: {rest.right}{level}, {rest.question} in {rest.assessment}"


def _opening(item: Item) -> str:
    place = f", at {item.place}" if item.place else ""
    return f"{item.address or 'no address is known'}{place} ({item.source})"


def _text(listed: tuple[Placed, ...], total: int) -> str:
    lines = [f"{len(listed)} of {total} to check, the most consequential first"]
    for number, (item, where) in enumerate(listed, 1):
        more = f" (and {len(item.rests) - 1} more)" if len(item.rests) > 1 else ""
        lines.append("")
        for label, words in (
            (f"{number}. ", f"{item.what} [{item.mark}]"),
            ("   ", f"{_resting(item.rests[0])}{more}"),
            ("   stands in ", str(where)),
            ("   open ", _opening(item)),
        ):
            lines += textwrap.wrap(
                words,
                _WIDTH,
                initial_indent=label,
                subsequent_indent="     ",
                break_on_hyphens=False,
                break_long_words=False,
            )
    return "\n".join(lines) + "\n"


def _markdown(listed: tuple[Placed, ...], total: int) -> str:
    lines = [
        "# What to check next",
        "",
        f"{len(listed)} of {total}, the most consequential first.",
        "",
        "| no. | check | mark | what rests on it | stands in | open |",
        "|---|---|---|---|---|---|",
    ]
    for number, (item, where) in enumerate(listed, 1):
        rests = "; ".join(map(_resting, item.rests))
        cells = (str(number), item.what, item.mark, rests, str(where), _opening(item))
        lines.append(f"| {' | '.join(map(escape, cells))} |")
    return "\n".join(lines) + "\n"


def _json(listed: tuple[Placed, ...], total: int) -> str:
    items = [
        {
            "check": item.what,
            "mark": item.mark,
            "file": where.file,
            "line": where.line,
            "source": item.source,
            "address": item.address,
            "at": item.place,
            "rests": [
                {
                    "does": rest.role.name.lower(),
                    "right": rest.right,
                    "level": rest.level.word,
                    "question": rest.question,
                    "assessment": rest.assessment,
                }
                for rest in item.rests
            ],
        }
        for item, where in listed
    ]
    return json.dumps({"total": total, "items": items}, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[tuple[Placed, ...], int], str]] = {
    "text": _text,
    "json": _json,
    "md": _markdown,
}
"""The formats of the list."""
