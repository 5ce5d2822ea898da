"""An index of all standards: read once from their files, and then from a file of its own.

Safe to delete at any time. A file is read again when its size or its time has
changed. Nothing is validated here (``hria check`` does that): what cannot be
read is listed without a title.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISLNK
from typing import NamedTuple

from hria.content.plain import MAX_BYTES, NotPlainError, Plain, read
from hria.model.designations import called
from hria.model.finding import Listed, entered

_FORM = 2
"""Goes up whenever the index holds something else than before."""

_CHUNK = 200
_CITED = "checklists/bibliography.yaml"
_YEAR = re.compile(r"(?<![0-9])(1[89]|20)[0-9]{2}(?![0-9])")

Spread = Callable[[list[list[str]]], Iterable[list[list[list[object]]]]]
"""Reads files in several processes, where that is worth it."""


class _Known(NamedTuple):
    stamp: str
    rows: list[list[object]]


def listings(roots: Mapping[Path, Path | None], spread: Spread | None = None) -> tuple[Listed, ...]:
    """Return every standard under *roots*, the earlier hiding the later, then what is only cited.

    Each root names the file in which its index is kept; None: it is not kept.
    """
    fresh: dict[str, _Known] = {}
    paths: list[tuple[str, str, str]] = []
    for root, cache in roots.items():
        own = list(_files(root))
        fresh |= _brought_up_to_date(own, cache, spread or _plainly)
        paths += own
    return tuple(_merged(paths, fresh))


def _brought_up_to_date(
    files: list[tuple[str, str, str]], cache: Path | None, spread: Spread
) -> dict[str, _Known]:
    known = _load(cache)
    stamps = {path: stamp for _, path, stamp in files}
    fresh = {p: known[p] for p, stamp in stamps.items() if p in known and known[p].stamp == stamp}
    todo = [path for path in stamps if path not in fresh]
    chunks = [todo[at : at + _CHUNK] for at in range(0, len(todo), _CHUNK)]
    for chunk, made in zip(chunks, spread(chunks), strict=True):
        for path, row in zip(chunk, made, strict=True):
            fresh[path] = _Known(stamps[path], row)
    if cache and (todo or len(fresh) != len(known)):
        _save(cache, fresh)
    return fresh


def rows(paths: list[str]) -> list[list[list[object]]]:
    """Return what the index holds of each of *paths*."""
    return [list(map(list, _listed(Path(path)))) for path in paths]


def _plainly(chunks: list[list[str]]) -> Iterable[list[list[list[object]]]]:
    return map(rows, chunks)


def _merged(paths: list[tuple[str, str, str]], fresh: Mapping[str, _Known]) -> Iterator[Listed]:
    first = {name: path for name, path, _ in reversed(paths)}
    several = [path for name, path, _ in paths if name == _CITED]
    kept = [path for name, path in sorted(first.items()) if name != _CITED]
    described = [_back(row) for path in kept for row in fresh[path].rows]
    cited: dict[str, Listed] = {}
    for path in several:
        for row in fresh[path].rows:
            each = _back(row)
            cited.setdefault(each.numbers[0], each)
    for each in described:
        known = [cited.pop(name) for name in each.numbers if name in cited]
        by = each.by or next((other.by for other in known if other.by), "")
        yield each._replace(by=by)
    yield from cited.values()


def _back(row: list[object]) -> Listed:
    return Listed._make(tuple(v) if isinstance(v, list) else v for v in row)


def _files(root: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, path and stamp of each file, in order of the names."""
    real = root.resolve()
    for body in _entries(root / "standards"):
        if body.is_dir():
            for file in _entries(Path(body.path)):
                if file.name.endswith(".yaml") and file.name != "sdo.yaml":
                    yield from _stamped(f"{body.name}/{file.name[:-5]}", file.path, real)
    yield from _stamped(_CITED, str(root / _CITED), real)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            kept = [each for each in found if not each.name.startswith(".")]
    except OSError:
        return []
    return sorted(kept, key=lambda each: each.name)


def _stamped(name: str, path: str, root: Path) -> Iterator[tuple[str, str, str]]:
    try:
        stat = os.lstat(path)
        if S_ISLNK(stat.st_mode):
            # What a link leads to outside of the workspace is not read.
            if not Path(path).resolve().is_relative_to(root):
                return
            stat = Path(path).stat()
    except OSError:
        return
    yield name, path, f"{stat.st_mtime_ns}:{stat.st_size}"


def _load(cache: Path | None) -> dict[str, _Known]:
    try:
        held = json.loads(cache.read_bytes()) if cache else {}
        if held.get("form") != _FORM:
            return {}
        return {path: _Known(*each) for path, each in held["files"].items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _save(cache: Path, known: Mapping[str, _Known]) -> None:
    # What writes files needs the models, and a search does not.
    from hria.content.writing import write  # noqa: PLC0415
    from hria.errors import HriaError  # noqa: PLC0415

    data = json.dumps({"form": _FORM, "files": known}, ensure_ascii=False, separators=(",", ":"))
    try:
        write(cache, data.encode(errors="replace"))
    except HriaError:
        return


def _listed(path: Path) -> Iterator[Listed]:
    body, name = path.parent.name, path.stem
    bibliography = path.name == "bibliography.yaml" and body == "checklists"
    try:
        with path.open("rb") as file:
            whole = read(file.read(MAX_BYTES))
    except (OSError, NotPlainError):
        whole = ""
    if bibliography:
        yield from _cited(whole)
    else:
        yield _described(f"{body}/{name}", whole)


def _cited(whole: Plain) -> Iterator[Listed]:
    for name, entry in _map(_map(whole).get("entries")).items():
        fields = _map(entry)
        by = _text(fields.get("superseded-by"))
        status = "superseded" if by else "unknown"
        years = tuple(_YEAR.findall(_text(fields.get("date")))) and (_text(fields["date"])[:4],)
        yield entered(Listed("", name, _text(fields.get("title")), status, years, None, by))


def _described(ref: str, whole: Plain) -> Listed:
    fields = _map(whole)
    designation = _value(fields.get("designation"))
    title = _value(fields.get("title"))
    if not designation or not title:
        return entered(Listed(ref, ref, ""))
    editions = [_map(each) for each in _items(fields.get("editions"))]
    found = isinstance(fields.get("capabilities"), list)
    facts = [_map(each) for each in _items(fields.get("capabilities"))]
    related = [_map(each) for each in _items(fields.get("related"))]
    words = [_text(each.get("capability")) for each in facts]
    words += [_text(each.get("value")) for each in facts]
    words += [_value(each) for key in ("concerns", "asks") for each in _items(fields.get(key))]
    listed = Listed(
        ref,
        designation,
        title,
        (_value(editions[0].get("status")) if editions else "") or "unknown",
        tuple(dict.fromkeys(year for each in editions for year in _years(each))),
        tuple(dict.fromkeys(_text(f.get("capability")) for f in facts)) if found else None,
        next(iter(_others(related, "superseded-by")), ""),
        tuple(_others(related, "supersedes")),
    )
    return entered(listed, words)


def _years(edition: Mapping[str, Plain]) -> Iterator[str]:
    for words in (_value(edition.get("date")), _text(edition.get("id"))):
        if year := _YEAR.search(words):
            yield year[0]
            return


def _others(related: list[Mapping[str, Plain]], relation: str) -> Iterator[str]:
    for each in related:
        if _text(each.get("relation")) == relation:
            # The words begin with the designation, as in "RFC 4941, of 2007".
            first = re.split(r"[,:;(]", _value(each))[0].strip()
            named = any(letter.isdigit() for letter in first)
            name = _text(each.get("id"))
            yield first if named or not name else called(name)


def _map(value: Plain | None) -> Mapping[str, Plain]:
    return value if isinstance(value, dict) else {}


def _items(value: Plain | None) -> list[Plain]:
    return value if isinstance(value, list) else []


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""


def _value(fact: Plain | Mapping[str, Plain] | None) -> str:
    return _text(fact.get("value")) if isinstance(fact, Mapping) else ""
