"""Reports to be verified, honest and otherwise, in a workspace whose checklists are released."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from hria import __version__
from hria.brief import KINDS
from hria.brief.blocks import Block, Brief, Enclosure
from hria.cli.enclosing import enclosed
from hria.cli.opening import Opened, open_assessment
from hria.cli.reporting import reported, subject_of
from hria.cli.verifying import Again, known_of
from hria.content.library import Library
from hria.content.roots import shipped
from hria.render import FORMATS
from hria.verify.base import Outcome
from hria.verify.proving import Proof, proved
from tests.brief.example import PLACE, WORKSPACE

Files = dict[str, bytes]


def released(folder: Path) -> Path:
    """Put a copy of the small workspace, with its checklists released, in *folder*."""
    copy = shutil.copytree(WORKSPACE, folder / "workspace")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.parent.name}/{path.name}\n"
        for path in sorted(copy.glob("checklists/*/1.0.0.yaml"))
    ]
    (copy / "checklists" / "RELEASED").write_text("".join(lines), encoding="utf-8")
    return copy


@dataclass(frozen=True)
class Desk:
    """A workspace in which reports are made, and verified."""

    root: Path

    @cached_property
    def file(self) -> Path:
        """The assessment."""
        return self.root / PLACE.relative_to(WORKSPACE) / "assessment.yaml"

    @cached_property
    def opened(self) -> Opened:
        """The assessment, opened."""
        return open_assessment(self.file)

    @property
    def library(self) -> Library:
        """The content around it."""
        return Library([self.root, shipped()])

    def made(self, format_: str, kind: str = "brief") -> bytes:
        """Return an honest report."""
        return _made(self, format_, kind)

    def proof(self, data: bytes) -> Proof:
        """Return what is proved of a report."""
        return proved(data, "report", __version__, known_of(self.library), _Remembering)

    def failed(self, data: bytes) -> dict[str, str]:
        """Return what does not hold of a report, or cannot be checked, and why."""
        return failed_of(self.proof(data))

    def forged(
        self,
        format_: str,
        files: Callable[[Files], object] = lambda _: None,
        block: Callable[[Block], Block] = lambda block: block,
        fields: Mapping[str, object] | None = None,
    ) -> bytes:
        """Return a report with other files in it, other blocks on its pages, or other fields."""
        subject = subject_of(self.opened, "en")
        kept = enclosed(self.opened, subject, "brief", {})
        data = {file.name: file.data for file in kept}
        files(data)
        by_name = {file.name: file for file in kept}
        swapped = tuple(
            replace(by_name.get(name, kept[0]), name=name, data=data[name]) for name in sorted(data)
        )
        return FORMATS[format_](_changed(KINDS["brief"](subject), swapped, block, fields or {}))


def _changed(
    brief: Brief,
    files: tuple[Enclosure, ...],
    block: Callable[[Block], Block],
    fields: Mapping[str, object],
) -> Brief:
    blocks = tuple(map(block, brief.blocks))
    return replace(brief, blocks=blocks, enclosed=lambda: files, **fields)  # type: ignore[arg-type]


def failed_of(proof: Proof) -> dict[str, str]:
    """Return what does not hold, or cannot be checked, and why."""
    return {line.what: line.why for line in proof.lines if line.outcome is not Outcome.HOLDS}


class _Remembering(Again):
    """Makes a report again from the same files only once: many tests change what is shown."""

    def report(self, format_: str) -> bytes:
        """Return the report, with the same files in it."""
        key = (format_, *sorted(self.files.items()))
        if key not in _REMEMBERED:
            _REMEMBERED[key] = super().report(format_)
        return _REMEMBERED[key]


_REMEMBERED: dict[object, bytes] = {}


@cache
def _made(desk: Desk, format_: str, kind: str) -> bytes:
    return reported(desk.opened, kind, format_, "en")


def listing(change: Callable[[Files], object]) -> Callable[[Files], None]:
    """Return *change* followed by a new report.json, as a careful forger would write it."""

    def both(files: Files) -> None:
        change(files)
        told = json.loads(files["report.json"])
        told["files"] = [
            {"name": name, "digest": f"sha256:{hashlib.sha256(data).hexdigest()}"}
            for name, data in sorted(files.items())
            if name != "report.json"
        ]
        files["report.json"] = json.dumps(told).encode()

    return both


def put_everywhere(desk: Desk, words: str) -> bytes:
    """Return an honest page of an assessment with *words* where a person may write any."""
    assessment = desk.opened.assessment
    answers = {
        name: answer.model_copy(update={"rationale": words})
        for name, answer in assessment.answers.items()
    }
    changed = assessment.model_copy(update={"answers": answers})
    opened = replace(desk.opened, loaded=replace(desk.opened.loaded, document=changed))
    return reported(opened, "full", "html", "en")
