"""The small workspace beside this file, opened, and what reports make of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hria.assess.plan import Part, counting
from hria.assess.score import score
from hria.assess.shown import shown
from hria.brief import KINDS
from hria.brief.blocks import Brief, Figure, Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.brief.subject import Subject
from hria.cli.opening import Opened, open_assessment
from hria.cli.reporting import reported
from hria.content.languages import words_of
from hria.content.writing import dump
from hria.model.assessment import Assessment
from hria.model.standard import Descriptor

WORKSPACE = Path(__file__).parent / "workspace"
PLACE = WORKSPACE / "reports" / "acme" / "t.1" / "own"

Plain = dict[str, object]


def opened(**changes: object) -> Opened:
    """Return the assessment of the small workspace, with some keys given anew."""
    found = open_assessment(PLACE)
    if not changes:
        return found
    loaded = replace(found.loaded, document=assessment(**changes))
    return replace(found, loaded=loaded)


def assessment(**changes: object) -> Assessment:
    """Return the assessment, with some keys given anew."""
    plain = open_assessment(PLACE).assessment.model_dump(exclude_unset=True)
    return Assessment.model_validate({**plain, **changes})


def answers(**changes: object) -> Plain:
    """Return the answers as plain values; None takes one out."""
    plain = open_assessment(PLACE).assessment.model_dump(exclude_unset=True)["answers"]
    given = {name.replace("_", "-"): answer for name, answer in changes.items()}
    return {k: v for k, v in {**plain, **given}.items() if v is not None}


def markdown_of(kind: str = "brief", **changes: object) -> str:
    """Return a report of the small workspace as Markdown."""
    return reported(opened(**changes), kind, "md", "en").decode()


def brief_of(kind: str = "brief", **changes: object) -> Brief:
    """Return a report of the small workspace, before any format."""
    found = opened(**changes)
    descriptor = found.descriptor.document if found.descriptor else None
    return made(found.assessment, found.parts, descriptor, kind)


def made(
    given: Assessment, parts: tuple[Part, ...], descriptor: Descriptor | None, kind: str = "brief"
) -> Brief:
    """Return a report of anything, before any format."""
    visible = shown(given)
    features = descriptor.features if descriptor else None
    subject = Subject(
        assessment=counting(visible, parts, features),
        score=score(visible, parts, features),
        descriptor=descriptor,
        digests=tuple((part.ref, "sha256:" + "0" * 64) for part in parts),
        descriptor_digest="sha256:" + "1" * 64 if descriptor else "",
        words=words_of("en"),
    )
    return KINDS[kind](subject)


def plain(line: Line) -> str:
    """Return the words of a line."""
    return "".join(run.words if isinstance(run, Strong) else run for run in line)


def words(brief: Brief) -> str:
    """Return every word of a report, one block or cell a line."""
    return "\n".join(_words(brief))


def _words(brief: Brief) -> Iterator[str]:
    for block in brief.blocks:
        match block:
            case Heading():
                yield block.words
            case Paragraph() | Notice():
                yield plain(block.line)
            case Items():
                yield from map(plain, block.lines)
            case Figure(table=table) | (Table() as table):
                yield from table.header
                yield from (plain(cell) for row in table.rows for cell in row)


def banner(brief: Brief) -> str:
    """Return the words that stand before anything else."""
    return next(plain(block.line) for block in brief.blocks if isinstance(block, Notice))


def rows(brief: Brief, header: str) -> list[list[str]]:
    """Return the rows of the table whose first column is called *header*, as words."""
    table = next(b for b in brief.blocks if isinstance(b, Table) and b.header[0] == header)
    return [[plain(cell) for cell in row] for row in table.rows]


def below(brief: Brief, heading: str) -> str:
    """Return the words below a heading, up to the next one of its rank."""
    blocks = list(brief.blocks)
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.words == heading)
    rank = blocks[start].rank  # type: ignore[union-attr]
    end = next(
        (
            i
            for i, b in enumerate(blocks)
            if i > start and isinstance(b, Heading) and b.rank <= rank
        ),
        len(blocks),
    )
    return words(replace(brief, blocks=tuple(blocks[start + 1 : end])))


def written(given: Assessment) -> bytes:
    """Return an assessment as its file."""
    return dump(given)
