"""The index of standards, kept in the person's own cache, and lists of what is found."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from hria.content.index import listings, rows
from hria.content.roots import shipped, workspace
from hria.model.finding import Answer, Listed
from hria.model.refs import bare

_LARGE = 50
"""From how many descriptors on the index of a workspace is kept."""

_WORTH = 3
"""From how many parts of the index on a second process pays for its start."""


def listed(start: Path) -> tuple[Listed, ...]:
    """Return what the workspace around *start* and the library hold, described or only cited."""
    around, ships = workspace(start), shipped().resolve()
    roots: dict[Path, Path | None] = {}
    if around:
        roots[around] = _kept(around) if _is_large(around) else None
    roots.setdefault(ships, _kept(ships))
    return listings(roots, _spread)


def _kept(root: Path) -> Path:
    return cache_folder() / f"standards-{bare(str(root))[-80:]}.json"


def _is_large(root: Path) -> bool:
    files = (root / "standards").glob("*/*.yaml")
    return sum(1 for _ in islice(files, _LARGE)) == _LARGE


def cache_folder() -> Path:
    """Return the folder for what may be lost; it stays on this machine."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "hria"


def _spread(chunks: list[list[str]]) -> Iterable[list[list[list[object]]]]:
    if len(chunks) < _WORTH:
        return map(rows, chunks)
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(rows, chunks))


def as_text(answer: Answer, by: dict[str, str], most: int) -> Iterator[str]:
    """Yield what was found, in lines; *by* tells what has replaced what."""
    for each, now in answer.replaced:
        yield f"{each} is replaced by {now}"
    shown = answer.hits[: most or None]
    for hit in shown:
        yield _with_standing(hit.listed, by)
    if len(shown) < len(answer.hits):
        yield f"{len(answer.hits) - len(shown)} more (--most 0 lists all)"


def line(each: Listed) -> str:
    """Return one line on a standard: id, number and title."""
    if not each.title:
        return f"{each.ref}  (its descriptor has problems: hria check)"
    return f"{each.ref or 'cited only'}  {each.designation}: {each.title}"


def _with_standing(each: Listed, by: dict[str, str]) -> str:
    now = by.get(bare(each.designation))
    standing = [each.status, *each.years[:1]] if each.status != "unknown" else [*each.years[:1]]
    if now and each.status in {"unknown", "in-force"}:
        standing.append(f"replaced by {now}")
    told = f" ({', '.join(standing)})" if standing else ""
    return f"{line(each)}{told if each.title else ''}"


def plain(each: Listed, by: dict[str, str]) -> dict[str, object]:
    """Return a standard as values for programs; ``capabilities`` is null where nobody looked."""
    return {
        "standard": each.ref or None,
        "designation": each.designation,
        "title": each.title or None,
        "status": each.status,
        "years": list(each.years),
        "capabilities": None if each.capabilities is None else list(each.capabilities),
        "replaced-by": by.get(bare(each.designation)),
    }


def as_json(answer: Answer, by: dict[str, str], most: int) -> str:
    """Return what was found, for programs."""
    told = {
        "found": [plain(h.listed, by) | {"by": h.by} for h in answer.hits[: most or None]],
        "total": len(answer.hits),
        "replaced": dict(answer.replaced),
        "near": list(answer.near),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def chosen(
    standards: Sequence[Listed], wanted: dict[str, str], capabilities: frozenset[str] | None
) -> tuple[Listed, ...]:
    """Return the standards that fit the filters *wanted*, by name; an empty one fits all.

    *capabilities* are those that make questions of a right apply; None: no right is wanted.
    """
    return tuple(each for each in standards if each.ref and _fits(each, wanted, capabilities))


def _fits(each: Listed, wanted: dict[str, str], capabilities: frozenset[str] | None) -> bool:
    has = each.capabilities or ()
    return (
        wanted.get("body", "") in {"", each.ref.partition("/")[0]}
        and wanted.get("status", "") in {"", each.status}
        and wanted.get("year", "") in {"", *each.years}
        and wanted.get("capability", "") in {"", *has}
        # Where nobody has looked, every question is asked.
        and (capabilities is None or each.capabilities is None or bool(capabilities & {*has}))
    )
