"""From an opened assessment to the bytes of a report: the road from assess to render."""

from dataclasses import replace
from pathlib import Path

from hria.assess.plan import counting
from hria.assess.score import score
from hria.assess.shown import shown, whole
from hria.brief import KINDS
from hria.brief.blocks import Paper
from hria.brief.enclosures import LETTERHEAD
from hria.brief.subject import Subject
from hria.cli.enclosing import enclosed
from hria.cli.opening import Opened
from hria.content.languages import words_of
from hria.errors import HriaError
from hria.model.assessment import Assessment
from hria.render import FORMATS

_SAYS_SO = "confidential"


def written_format(named: str, output: Path | None) -> str:
    """Return the format that was named, or the one the output's ending tells, or md."""
    if named:
        return named
    ending = output.suffix.lstrip(".") if output else ""
    return ending or "md"


def named(opened: Opened, kind: str, format_: str, output: Path | None) -> Path:
    """Return the file for a report with confidential words; its name has to say so."""
    if output is None:
        standard = opened.assessment.standard.rpartition("/")[2]
        return Path(f"{standard}-{kind}-{_SAYS_SO}.{format_}")
    if _SAYS_SO not in output.name.casefold():
        message = (
            f"{output}: the name of a file with confidential words must say so"
            f" (put {_SAYS_SO!r} into it)"
        )
        raise HriaError(message)
    return output


def reported(
    opened: Opened,
    kind: str,
    format_: str,
    language: str,
    *,
    confidential: bool = False,
    paper: Paper = "a4",
    template: Path | None = None,
) -> bytes:
    """Return the report; what is aside is left out first, and what is confidential hidden.

    In docx a *template* gives it styles, page, head and foot.
    """
    subject = subject_of(opened, language, confidential=confidential, paper=paper)
    more = {LETTERHEAD: _letterhead(template)} if template else {}
    brief = replace(KINDS[kind](subject), enclosed=lambda: enclosed(opened, subject, kind, more))
    return FORMATS[format_](brief)


def _letterhead(template: Path) -> bytes:
    from hria.content.documents import open_source
    from hria.form.packing import looked_through
    from hria.office.letterhead import emptied

    source = open_source(template)
    return emptied(looked_through(source, "docx").getvalue(), source.name)


def subject_of(
    opened: Opened, language: str, *, confidential: bool = False, paper: Paper = "a4"
) -> Subject:
    """Return what a report or a document is about; *confidential* puts the hidden words in."""
    visible = whole(opened.assessment) if confidential else shown(opened.assessment)
    return subject_from(visible, opened, language, confidential=confidential, paper=paper)


def subject_from(
    visible: Assessment,
    opened: Opened,
    language: str,
    *,
    confidential: bool,
    paper: Paper = "a4",
) -> Subject:
    """Return what a report is about whose words are those of *visible*."""
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
        confidential=confidential,
        paper=paper,
        cases=opened.cases,
        bibliography=opened.bibliography,
    )
