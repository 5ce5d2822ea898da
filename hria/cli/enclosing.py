"""The files that go into a report, so that whoever has it can make it again and compare."""

import json
from collections.abc import Mapping

from hria import __version__
from hria.assess.shown import bare, shown, whole
from hria.brief.blocks import Enclosure
from hria.brief.enclosures import (
    ASSESSMENT,
    CASES,
    LAW,
    SCORE,
    STANDARD,
    checklist_name,
    digest_of,
    with_words,
)
from hria.brief.subject import Subject
from hria.cli.opening import Opened
from hria.cli.scoring import as_json
from hria.content.writing import dump
from hria.model.bibliography import Bibliography
from hria.model.cases import Cases
from hria.model.manifest import NAME, Listed, Manifest


def enclosed(
    opened: Opened, subject: Subject, kind: str, more: Mapping[str, bytes]
) -> tuple[Enclosure, ...]:
    """Return the files that go into the report of *kind* on *subject*, in order of their names.

    *more* of them may come from the one who asks for the report.
    """
    visible = (whole if subject.confidential else shown)(opened.assessment)
    files = {
        **more,
        ASSESSMENT: dump(bare(visible, subject.assessment)),
        SCORE: as_json(subject.score).encode(),
        **{
            checklist_name(part.ref): loaded.source.data
            for part, loaded in zip(opened.parts, opened.checklists, strict=True)
        },
    }
    if opened.descriptor is not None:
        files[STANDARD] = opened.descriptor.source.data
    if behind := _behind(opened):
        files[CASES] = dump(behind)
    if read := _read(opened):
        files[LAW] = dump(read)
    return with_words({**files, NAME: _manifest(subject, kind, files)}, visible, subject.words)


def _behind(opened: Opened) -> Cases | None:
    """Return the cases that a report may tell of; None where there is none."""
    asked = {question.id for part in opened.parts for question in part.checklist.questions}
    known = opened.cases.cases.items() if opened.cases else ()
    behind = {name: case for name, case in known if asked.intersection(case.questions)}
    return Cases(cases=behind) if behind else None


def _read(opened: Opened) -> Bibliography | None:
    """Return what tells that law was read although its checklist does not; None where nothing."""
    known = opened.bibliography
    if known is None:
        return None
    cited = (s for part in opened.parts for q in part.checklist.questions for s in q.sources)
    told: dict[str, list[str]] = {}
    for source in cited:
        if not source.was_read and known.was_read(source.name, source.at):
            parts = known.entries[source.name].parts_in(source.at) if source.at else ()
            told.setdefault(source.name, []).extend(parts)
    entries = {name: known.entries[name].only(parts) for name, parts in told.items()}
    return Bibliography(entries=entries) if entries else None


def _manifest(subject: Subject, kind: str, files: dict[str, bytes]) -> bytes:
    assessment = subject.assessment
    told = Manifest(
        format="hria-report-1",
        hria=__version__,
        kind=kind,
        language=subject.words.language,
        paper=subject.paper,
        confidential=subject.confidential,
        standard=assessment.standard,
        edition=assessment.edition,
        checklists=tuple(pin.ref for pin in assessment.checklists),
        files=tuple(Listed(name=name, digest=digest_of(files[name])) for name in sorted(files)),
    )
    plain = told.model_dump(mode="json", by_alias=True, exclude_none=True)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()
