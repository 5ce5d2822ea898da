"""The files inside a report: their names, what is said of each, and the day that they bear."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from hria.brief.blocks import Enclosure, Role
from hria.model.assessment import Assessment
from hria.model.manifest import NAME
from hria.model.words import Words

ASSESSMENT, SCORE = "assessment.yaml", "score.json"
"""The names of the files that every report has."""

STANDARD, CASES, LAW = "standard.yaml", "cases.yaml", "bibliography.yaml"
"""The names of those that it has where there is a descriptor, a case behind a question, or law
that was read since a checklist was released."""

LETTERHEAD = "letterhead.docx"
"""The name of the one that a document on somebody's letterhead has."""

_TOLD = {
    ASSESSMENT: "enclosed-assessment",
    SCORE: "enclosed-score",
    STANDARD: "enclosed-standard",
    CASES: "enclosed-cases",
    LAW: "enclosed-bibliography",
    LETTERHEAD: "enclosed-letterhead",
    NAME: "enclosed-report",
}
_ROLES: Mapping[str, Role] = {ASSESSMENT: "source", SCORE: "data"}

_KINDS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".yaml": "application/yaml",
}

_NO_DAY = "1980-01-01"
"""The earliest day that files of office programs can bear."""


def with_words(
    files: Mapping[str, bytes], assessment: Assessment, words: Words
) -> tuple[Enclosure, ...]:
    """Return *files* with what a report says of each; *assessment* tells the day they bear."""
    day = max((a.on for a in assessment.answers.values() if a.on), default=_NO_DAY)
    refs = {checklist_name(pin.ref): pin.ref for pin in assessment.checklists}

    def enclosure(name: str) -> Enclosure:
        known = _TOLD.get(name)
        told = words(known) if known else words("enclosed-checklist", ref=refs.get(name, name))
        kind = _KINDS.get(Path(name).suffix, _KINDS[".yaml"])
        return Enclosure(name, kind, told, _ROLES.get(name, "supplement"), files[name], day)

    return tuple(map(enclosure, sorted(files)))


def checklist_name(ref: str) -> str:
    """Return the name of the file that holds the checklist *ref*."""
    return f"{ref.replace('@', '-')}.yaml"


def digest_of(data: bytes) -> str:
    """Return the digest of *data*, as manifests and assessments write it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
