"""The files that go into a report, so that whoever has it can make it again and compare."""

import hashlib
import json
from collections.abc import Mapping

from hria import __version__
from hria.assess.shown import bare, shown, whole
from hria.brief.blocks import Enclosure, Role
from hria.brief.subject import Subject
from hria.cli.opening import Opened
from hria.cli.scoring import as_json
from hria.content.writing import dump
from hria.model.assessment import Assessment
from hria.model.manifest import NAME, Listed, Manifest
from hria.model.words import Words

ASSESSMENT, SCORE, STANDARD = "assessment.yaml", "score.json", "standard.yaml"
"""The names of the files that every report has, the last only where there is a descriptor."""

_TOLD = {
    ASSESSMENT: "enclosed-assessment",
    SCORE: "enclosed-score",
    STANDARD: "enclosed-standard",
    NAME: "enclosed-report",
}
_ROLES: Mapping[str, Role] = {ASSESSMENT: "source", SCORE: "data"}

_NO_DAY = "1980-01-01"
"""The earliest day that files of office programs can bear."""


def enclosed(opened: Opened, subject: Subject, kind: str) -> tuple[Enclosure, ...]:
    """Return the files that go into the report of *kind* on *subject*, in order of their names."""
    visible = (whole if subject.confidential else shown)(opened.assessment)
    files = {
        ASSESSMENT: dump(bare(visible, subject.assessment)),
        SCORE: as_json(subject.score).encode(),
        **{
            checklist_name(part.ref): loaded.source.data
            for part, loaded in zip(opened.parts, opened.checklists, strict=True)
        },
    }
    if opened.descriptor is not None:
        files[STANDARD] = opened.descriptor.source.data
    return as_enclosures({**files, NAME: _manifest(subject, kind, files)}, visible, subject.words)


def as_enclosures(
    files: dict[str, bytes], assessment: Assessment, words: Words
) -> tuple[Enclosure, ...]:
    """Return *files* with what a report says of each; *assessment* tells the day they bear."""
    day = _day(assessment)
    refs = {checklist_name(pin.ref): pin.ref for pin in assessment.checklists}

    def enclosure(name: str) -> Enclosure:
        known = _TOLD.get(name)
        told = words(known) if known else words("enclosed-checklist", ref=refs.get(name, name))
        kind = "application/json" if name.endswith(".json") else "application/yaml"
        return Enclosure(name, kind, told, _ROLES.get(name, "supplement"), files[name], day)

    return tuple(map(enclosure, sorted(files)))


def checklist_name(ref: str) -> str:
    """Return the name of the file that holds the checklist *ref*."""
    return f"{ref.replace('@', '-')}.yaml"


def digest_of(data: bytes) -> str:
    """Return the digest of *data*, as manifests and assessments write it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _manifest(subject: Subject, kind: str, files: dict[str, bytes]) -> bytes:
    assessment = subject.assessment
    told = Manifest(
        format="hria-report-1",
        hria=__version__,
        kind=kind,
        language=subject.words.language,
        confidential=subject.confidential,
        standard=assessment.standard,
        edition=assessment.edition,
        checklists=tuple(pin.ref for pin in assessment.checklists),
        files=tuple(Listed(name=name, digest=digest_of(files[name])) for name in sorted(files)),
    )
    plain = told.model_dump(mode="json", by_alias=True, exclude_none=True)
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode()


def _day(assessment: Assessment) -> str:
    return max((a.on for a in assessment.answers.values() if a.on), default=_NO_DAY)
