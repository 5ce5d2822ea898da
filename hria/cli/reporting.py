"""From an opened assessment to the bytes of a report: the road from assess to render."""

from pathlib import Path

from hria.assess.plan import counting
from hria.assess.score import score
from hria.assess.shown import shown
from hria.brief import KINDS
from hria.brief.subject import Subject
from hria.cli.opening import Opened
from hria.content.languages import words_of
from hria.render import FORMATS


def written_format(named: str, output: Path | None) -> str:
    """Return the format that was named, or the one the output's ending tells, or md."""
    if named:
        return named
    ending = output.suffix.lstrip(".") if output else ""
    return ending or "md"


def reported(opened: Opened, kind: str, format_: str, language: str) -> bytes:
    """Return the report; what is confidential is hidden, and what is aside left out, first."""
    return FORMATS[format_](KINDS[kind](subject_of(opened, language)))


def subject_of(opened: Opened, language: str) -> Subject:
    """Return what a report or a document is about, without what is confidential or aside."""
    visible = shown(opened.assessment)
    return Subject(
        assessment=counting(visible, opened.parts, opened.features),
        score=score(visible, opened.parts, opened.features),
        descriptor=opened.descriptor.document if opened.descriptor else None,
        digests=tuple(
            (part.ref, checklist.digest)
            for part, checklist in zip(opened.parts, opened.checklists, strict=True)
        ),
        descriptor_digest=opened.descriptor.digest if opened.descriptor else "",
        words=words_of(language),
    )
