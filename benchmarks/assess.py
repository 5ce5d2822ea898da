"""``hria assess`` at a real pseudo-terminal: its start, and from Enter to the next question."""

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import HRIA, ROOT
from benchmarks.measure import report as reported
from hria.content.documents import load, open_source
from hria.content.writing import dump, write
from hria.model.assessment import Assessment, Assessor, Pinned
from hria.model.checklist import Checklist, Question

EXAMPLE = "reports/itu-t/x.509/worked-example/assessment.yaml"
STANDARD = "standards/itu-t/x.509.yaml"
CHECKLISTS = [
    f"checklists/{r}/1.0.0.yaml" for r in ("privacy", "expression", "assembly", "process")
]
QUESTIONS = 150
MOST_MS = 20
LIMIT = 1.3
RUNS = 15


class Screen:
    """A program at a pseudo-terminal, and what it has shown."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def until(self, words: bytes) -> float:
        """Read until *words* were shown; return when that was."""
        seen = b""
        while words not in seen:
            if not select.select([self.handle], [], [], 60)[0]:
                sys.exit(f"{words!r} never came; last: {seen[-500:]!r}")
            seen = seen[-200:] + os.read(self.handle, 65536)
        return time.perf_counter()

    def type(self, line: str) -> float:
        """Type *line* and Enter; return when that was."""
        now = time.perf_counter()
        os.write(self.handle, f"{line}\n".encode())
        return now


@contextmanager
def at_a_terminal(command: Sequence[str], cwd: Path) -> Iterator[Screen]:
    """Run *command* at a pseudo-terminal of its own."""
    master, slave = pty.openpty()
    child = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd)
    os.close(slave)
    try:
        yield Screen(master)
    finally:
        child.kill()
        child.wait()
        os.close(master)


def sixty(folder: Path) -> Path:
    """Make a workspace with an assessment: 60 answers, and a checklist that is open."""
    write(folder / "hria.toml", b"")
    questions = tuple(
        Question(
            id=f"BNC-{n:03}", title=f"Question {n}", ask=f"Is it {n}?", why="So.", worrying="yes"
        )
        for n in range(1, QUESTIONS + 1)
    )
    bench = Checklist(title="Bench", method="1", questions=questions)
    write(folder / "checklists" / "bench" / "1.0.0.yaml", dump(bench))
    given = load(open_source(ROOT / EXAMPLE), Assessment).document
    update = {
        "checklists": (*given.checklists, Pinned(ref="bench@1.0.0")),
        "assessors": (*given.assessors, Assessor(id="ab", kind="person")),
    }
    file = folder / "assessment.yaml"
    write(file, dump(given.model_copy(update=update)))
    return file


def latencies() -> list[float]:
    """Return the seconds from each last Enter of an answer to the next question, sorted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = sixty(folder)
        command = [HRIA, "assess", "X.509", "-o", str(file), "--as", "ab"]
        found = []
        with at_a_terminal(command, folder) as screen:
            screen.until(b"Answer: ")
            for _ in range(QUESTIONS - 1):
                screen.type("n")
                screen.until(b"(Enter: none): ")
                screen.type("")
                screen.until(b"no evidence): ")
                pressed = screen.type("")
                found.append(screen.until(b"Answer: ") - pressed)
        return sorted(found)


def start() -> tuple[float, float, float]:
    """Return the median ratio of the start to a bare load, and the medians of both."""
    files = [
        f"assessment={EXAMPLE}",
        *(f"checklist={c}" for c in CHECKLISTS),
        f"standard={STANDARD}",
    ]
    bare = [sys.executable, str(ROOT / "benchmarks" / "load.py"), *files]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / EXAMPLE, folder / "assessment.yaml")
        ours = [
            HRIA,
            "assess",
            "X.509",
            "-o",
            "assessment.yaml",
            "--as",
            "ab",
            "--question",
            "PRV-01",
        ]
        # The assessor is known, as in every sitting but the first.
        known = load(open_source(folder / "assessment.yaml"), Assessment).document
        update = {"assessors": (*known.assessors, Assessor(id="ab", kind="person"))}
        write(folder / "assessment.yaml", dump(known.model_copy(update=update)))
        pairs = [
            (_shown(ours, folder, b"Answer ["), _shown(bare, ROOT, None)) for _ in range(RUNS + 1)
        ][1:]
    return (
        statistics.median(a / b for a, b in pairs),
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
    )


def _shown(command: Sequence[str], cwd: Path, words: bytes | None) -> float:
    began = time.perf_counter()
    with at_a_terminal(command, cwd) as screen:
        if words is not None:
            return screen.until(words) - began
        while True:
            try:
                if not os.read(screen.handle, 65536):
                    break
            except OSError:
                break
        return time.perf_counter() - began


if __name__ == "__main__":
    reported("hria assess, to the first question", LIMIT, start())
    times = latencies()
    p95 = 1000 * times[int(0.95 * len(times))]
    kept = "kept" if p95 <= MOST_MS else "NOT KEPT"
    print(
        f"Enter to the next question, 60 answers on: p95 {p95:.1f} ms (limit {MOST_MS}), {kept};"
        f" median {1000 * statistics.median(times):.1f} ms, n = {len(times)}"
    )
    sys.exit(p95 > MOST_MS)
