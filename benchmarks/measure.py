"""Whole processes timed in turn, so that a busy machine slows both sides alike."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

HRIA = str(Path(sys.executable).parent / "hria")


def wall(command: Sequence[str]) -> float:
    """Return the time one run of *command* takes by the clock on the wall."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    if done.returncode > 1 or b"Traceback" in done.stderr:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode()}")
    return time.perf_counter() - start


def ratio(ours: Sequence[str], theirs: Sequence[str], runs: int = 15) -> tuple[float, float, float]:
    """Return the median of the pair-wise ratios, and the medians of both sides in seconds."""
    wall(ours), wall(theirs)
    pairs = [(wall(ours), wall(theirs)) for _ in range(runs)]
    return (
        statistics.median(a / b for a, b in pairs),
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
    )


def report(name: str, limit: float, found: tuple[float, float, float]) -> None:
    """Print the figure, the limit, and whether it is kept; exit with 1 where it is not."""
    value, ours, theirs = found
    kept = "kept" if value <= limit else "NOT KEPT"
    print(
        f"{name}: {value:.2f} times (limit {limit}), {kept};"
        f" {1000 * ours:.0f} ms against {1000 * theirs:.0f} ms"
    )
    if value > limit:
        sys.exit(1)


def python(code: str) -> list[str]:
    """Return the command that runs *code* in this environment."""
    return [sys.executable, "-c", code]
