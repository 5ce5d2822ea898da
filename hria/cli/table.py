"""The table of all standards that ship, with how well each is known, as a page."""

from collections import Counter
from collections.abc import Collection, Iterator

from hria.brief.blocks import Block, Heading, Line, Paragraph, Strong, Table
from hria.cli.laying import page
from hria.cli.standing import replaced_by
from hria.content.library import Library
from hria.errors import ContentError
from hria.model.facts import Mark
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor
from hria.model.walking import facts

_MARKS: tuple[Mark, ...] = ("verified", "secondary", "recalled", "inferred", "unknown")
_HEADER = ("id", "number and title", "standing", "can do", *_MARKS, "checked by", "assessed")
_WIDTHS = (10, 28, 12, 14, 5, 5, 5, 5, 5, 5, 6)
_ABOUT = (
    "Every standard that ships, and how well it is known: how many of its facts were checked"
    " at the source, are from a report about it, from memory, are our own inference, or are"
    " unknown. Made by make standards-table from the descriptors; edit those."
)
_CAPABILITIES = "Capabilities are counted once each; none looked for: every question is asked."


def table(library: Library, wanted: Collection[StandardRef]) -> str:
    """Return the page of the standards *wanted*; one that cannot be read hides no other."""
    rows = tuple(row for ref in library.standards if ref in wanted for row in _row(library, ref))
    blocks: tuple[Block, ...] = (
        Heading(1, "Standards that ship"),
        Paragraph((_ABOUT,)),
        Paragraph((_CAPABILITIES,)),
        Table(_WIDTHS, _HEADER, rows),
    )
    return page("Standards that ship", blocks)


def _row(library: Library, ref: StandardRef) -> Iterator[tuple[Line, ...]]:
    try:
        described = library.descriptor(ref).document
    except ContentError:
        return
    made = sum(path.parts[-4:-2] == (ref.body, ref.id) for path in library.assessments)
    counted = Counter(fact.mark for _, fact in facts(described))
    yield (
        (Strong(str(ref)),),
        (f"{described.designation.value}: {described.title.value}",),
        (_standing(library, described),),
        (_capabilities(described),),
        *((str(counted[mark]),) for mark in _MARKS),
        ("; ".join(c.by for c in described.checked) or "nobody yet",),
        (str(made or "no"),),
    )


def _standing(library: Library, described: Descriptor) -> str:
    first = described.editions[0] if described.editions else None
    said = first.status.value if first and first.status else "unknown"
    edition = f" ({first.id})" if first else ""
    now = replaced_by(library, described)
    return f"{said}{edition}{f', replaced by {now}' if now else ''}"


def _capabilities(described: Descriptor) -> str:
    if described.features is None:
        return "nobody looked"
    return ", ".join(sorted(described.features)) or "nothing"
