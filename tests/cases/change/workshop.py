"""A small workspace in which a checklist is edited and released."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from hria.check import problems
from hria.content.library import Library
from hria.content.releasing import Planned, carry_out, plan_release
from hria.errors import ReleaseError

DAY = "2026-11-21"
RIGHT = "movement"
DRAFT = "checklists/movement/draft.yaml"
FIRST = "checklists/movement/1.0.0.yaml"
CHANGES = "checklists/movement/CHANGES.md"
RELEASED = "checklists/RELEASED"
PLACE = "reports/example/e.1/own"

WORDS = """\
# What editors see.
title: Movement
prefix: MOV
method: "1"
rules:
- A route is a row of places.
questions:
- id: MOV-01
  title: Tracking of routes
  ask: Does the text make the routes of people visible to others?
  why: Who is seen moving may stop moving.
  worrying: "yes"
  sources: [{instrument: ICCPR, at: art. 12}]
- id: MOV-02
  title: Closed gates
  ask: Can people pass the gates of the text without a permit?
  why: Who needs a permit may not get one.
  worrying: "no"
  sources: [{instrument: ICCPR, at: art. 12}]
- id: MOV-03
  title: Way back
  ask: Does the text let somebody keep people from coming home?
  why: Nobody may be kept out of the own country.
  worrying: "yes"
  sources: [{instrument: ICCPR, at: art. 12(4)}]
"""

NEW = """\
- id: MOV-04
  title: Way out
  ask: Does the text let somebody keep people from leaving?
  why: Everybody is free to leave.
  worrying: "yes"
  sources: [{instrument: ICCPR, at: art. 12(2)}]
"""
"""A fourth question, as it stands at the end of a draft."""

DESCRIPTOR = """\
designation: {value: E.1, source: text, mark: verified, at: title page}
title: {value: Routing of people, source: text, mark: verified, at: title page}
editions:
- id: 2020-01
  status: {value: in-force, source: text, mark: verified, at: title page}
sources:
  text: {title: Text of E.1, kind: primary}
"""

BODY = """\
name: {value: Example body, source: text, mark: verified, at: title page}
short: EB
sources:
  text: {title: Statutes of the body, kind: primary}
"""

ASSESSMENT = """\
# Laid out by a person.
standard: example/e.1
edition: 2020-01
checklists:
- {ref: movement@1.0.0, digest: "sha256:%s"}
assessors:
- {id: ab, kind: person, name: A. Berg}
- {id: cd, kind: person, name: C. Dorn}
answers:
  MOV-01:
    answer: "yes"
    rationale: Clause 4 shows every place.
    evidence: [{clause: "4", source: text, strength: E4}]
    grades: {scale: 3, scope: 3, irremediability: 2, force: N4, nexus: direct}
    by: ab
    "on": 2026-01-15
  MOV-02:
    answer: "yes"
    rationale: No gate asks for a permit.
    by: ab
    "on": 2026-01-15
  MOV-03:
    answer: "no"
    rationale: Nobody is kept out.
    by: ab
    "on": 2026-01-16
"""


class Workshop:
    """A workspace with one released checklist, its draft, and an assessment under it."""

    @classmethod
    def at(cls, root: Path) -> "Workshop":
        """Return the workspace that lies in *root* already."""
        found = cls.__new__(cls)
        found.root = root
        return found

    def __init__(self, root: Path, *, released: bool = True) -> None:
        self.root = root
        self.write("hria.toml", "")
        self.write(DRAFT, WORDS)
        self.write("standards/example/e.1.yaml", DESCRIPTOR)
        self.write("standards/example/sdo.yaml", BODY)
        if released:
            self.release()
            digest = hashlib.sha256(WORDS.encode()).hexdigest()
            self.write(f"{PLACE}/assessment.yaml", ASSESSMENT % digest)

    def path(self, name: str) -> Path:
        """Return the path of the file *name*."""
        return self.root / name

    def write(self, name: str, text: str | bytes) -> Path:
        """Put *text* in the file *name* and return its path."""
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, name: str) -> str:
        """Return the text of the file *name*, as it lies on the disk."""
        return self.path(name).read_bytes().decode()

    def edit(self, old: str, new: str, name: str = DRAFT) -> None:
        """Replace *old*, which must be there once, by *new*: in the draft, or in *name*."""
        text = self.read(name)
        assert text.count(old) == 1
        self.write(name, text.replace(old, new))

    def add(self, text: str = NEW) -> None:
        """Put *text*, a new question, at the end of the draft."""
        self.write(DRAFT, self.read(DRAFT) + text)

    def retire(self, name: str) -> None:
        """Retire the question *name* in the draft."""
        self.edit(f"- id: {name}\n", f"- id: {name}\n  state: retired\n")

    def reword(self) -> None:
        """Ask the first question in other words."""
        self.edit("visible to others", "known to anybody else")

    def plan(self, *same_sense: str) -> Planned:
        """Return the release that the draft makes."""
        return plan_release(self.root, RIGHT, same_sense)

    def release(self, *same_sense: str, day: str = DAY) -> str:
        """Release the draft and return the new version."""
        planned = self.plan(*same_sense)
        carry_out(planned, day)
        return str(planned.version)

    def refused(self, *same_sense: str) -> str:
        """Return why the draft is not released, after a look whether anything was written."""
        before = self.tree()
        try:
            self.plan(*same_sense)
        except ReleaseError as error:
            assert self.tree() == before
            return str(error)
        raise AssertionError

    def unlisted(self, version: str, text: str) -> None:
        """Put *text* beside the releases without a line in RELEASED."""
        self.write(f"checklists/{RIGHT}/{version}.yaml", text)

    def put_on_list(self, version: str, text: str) -> None:
        """Put *text* beside the releases, as a release by hand does."""
        self.unlisted(version, text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        line = f"{digest}  {RIGHT}/{version}.yaml\n"
        self.write(RELEASED, self.read(RELEASED) + line)

    @property
    def library(self) -> Library:
        """The library of this workspace alone."""
        return Library([self.root], self.root)

    @property
    def versions(self) -> list[str]:
        """The versions that count as released."""
        return [str(version) for version in self.library.versions(RIGHT)]

    @property
    def problems(self) -> list[str]:
        """What hria check says of the workspace, but for warnings."""
        return [str(p) for p in problems(self.library) if p.level == "error"]

    @property
    def listed(self) -> list[str]:
        """The names in RELEASED, in its order."""
        return [line.split("  ")[1] for line in self.read(RELEASED).splitlines()]

    @property
    def entries(self) -> list[str]:
        """The versions that CHANGES.md tells of, in its order."""
        lines = self.read(CHANGES).splitlines()
        return [line.split(",")[0].removeprefix("## ") for line in lines if line.startswith("## ")]

    def tree(self) -> dict[str, bytes]:
        """Return every file of the workspace with its bytes, but for the lock, which is empty."""
        files = {str(p.relative_to(self.root)): p for p in self.root.rglob("*") if p.is_file()}
        assert self.lock_is_empty
        return {name: p.read_bytes() for name, p in files.items() if p.name != ".lock"}

    @property
    def lock_is_empty(self) -> bool:
        """Whether the lock holds nothing, if it is there."""
        lock = self.path("checklists/.lock")
        return not lock.exists() or lock.stat().st_size == 0


def carried_out(jobs: list[dict[str, object]]) -> list[tuple[int, str]]:
    """Return how each of *jobs* ended, as tests.cases.change.killing carries them out."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.cases.change.killing"],
        cwd=Path(__file__).resolve().parents[3],
        input=json.dumps(jobs),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [(status, said) for status, said in json.loads(done.stdout)]
