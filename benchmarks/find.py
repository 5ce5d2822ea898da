"""``hria find`` on what ships, and in a workspace of 16,000 descriptors, once its index is made."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import HRIA

STANDARDS, RUNS, SHIPPED, LARGE = 16_000, 9, 0.6, 2.0

TEXT = """\
designation: {{value: ITU-T Y.{number}, source: record, mark: secondary}}
title: {{value: Requirements of network number {number}, source: record, mark: secondary}}
editions:
- id: 2012-01
  status: {{value: in-force, source: record, mark: secondary}}
sources:
  record: {{title: Record of ITU-T Y.{number}, kind: secondary}}
"""


def workspace(root: Path) -> None:
    """Fill *root* with descriptors as an import makes them."""
    (root / "hria.toml").touch()
    folder = root / "standards" / "itu-t"
    folder.mkdir(parents=True)
    for number in range(10_000, 10_000 + STANDARDS):
        (folder / f"y.{number}.yaml").write_text(TEXT.format(number=number), encoding="utf-8")


def seconds(folder: Path, cache: Path) -> float:
    """Return the time of one search by the clock on the wall."""
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    subprocess.run(
        [HRIA, "find", "y12345"], cwd=folder, env=surroundings, capture_output=True, check=True
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        empty, large, cache = (Path(name) / part for part in ("empty", "large", "cache"))
        empty.mkdir()
        large.mkdir()
        workspace(large)
        for folder, most in ((empty, SHIPPED), (large, LARGE)):
            first = seconds(folder, cache)
            took = statistics.median(seconds(folder, cache) for _ in range(RUNS))
            kept = "kept" if took <= most else "NOT KEPT"
            told = f"{took:.2f} s (limit {most}), {kept}; the first time {first:.1f} s"
            print(f"hria find, {folder.name}: {told}")
            if took > most:
                sys.exit(1)
