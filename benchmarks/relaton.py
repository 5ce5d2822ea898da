"""``hria standard import`` of the ITU-T part of a public bibliography: time, memory, every record.

The records are not part of this repository. Where they are not on the machine, nothing is
measured, and that is said. RELATON names another archive or folder of records.
"""

import json
import os
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import psutil
import yaml

from benchmarks.measure import HRIA, ROOT

RECORDS = Path(os.environ.get("RELATON", ROOT.parent / "shared" / "data" / "relaton-itu-t.tar.xz"))

SECONDS, MEGABYTES, RUNS, EVERY = 60, 500, 3, 40


class Run(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds by the clock on the wall."""

    cpu: float
    """Seconds of all processors together."""

    together: float
    """The most memory of all its processes at one moment, in megabytes."""

    each: float
    """The most memory of one process, in megabytes."""

    out: str
    """What it printed."""


def run(command: list[str], cwd: Path) -> Run:
    """Return what one run of *command* in *cwd* took."""
    before, start = os.times(), time.perf_counter()
    together = each = 0.0
    environment = os.environ | {"XDG_CACHE_HOME": str(cwd.parent / "cache")}
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(command, stdout=out, stderr=out, cwd=cwd, env=environment)
        watched = psutil.Process(child.pid)
        while child.poll() is None:
            sizes = list(_sizes(watched))
            together, each = max(together, sum(sizes)), max(each, *sizes, 0)
            time.sleep(0.05)
        wall, after = time.perf_counter() - start, os.times()
        out.seek(0)
        printed = out.read().decode()
    if child.returncode > 1 or "Traceback" in printed:
        sys.exit(f"{' '.join(command)}: {printed}")
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return Run(wall, spent, together / 2**20, each / 2**20, printed)


def _sizes(watched: psutil.Process) -> list[int]:
    processes = [watched]
    # A process may end while it is looked at.
    with suppress(psutil.Error):
        processes += watched.children(recursive=True)
    sizes = []
    for process in processes:
        with suppress(psutil.Error):
            sizes.append(process.memory_info().rss)
    return sizes


def bare(path: Path) -> float:
    """Return the seconds that PyYAML's C loader alone would take, by every fortieth record."""
    sample = []
    with tarfile.open(path) as archive:
        members = (member for member in archive if member.isfile())
        for number, member in enumerate(members):
            if number % EVERY == 0 and (file := archive.extractfile(member)):
                sample.append(file.read())
    start = time.process_time()
    for data in sample:
        yaml.load(data, Loader=yaml.CSafeLoader)
    return (time.process_time() - start) * EVERY


def main() -> None:
    """Print the figures; exit with 1 where a limit is not kept."""
    if not RECORDS.exists():
        print(f"hria standard import: not measured, as {RECORDS} is not on this machine")
        return
    with tempfile.TemporaryDirectory() as name:
        runs = []
        for number in range(RUNS):
            root = Path(name) / f"workspace-{number}"
            root.mkdir()
            (root / "hria.toml").touch()
            runs.append(run([HRIA, "standard", "import", str(RECORDS)], root))
        again = run([HRIA, "standard", "import", str(RECORDS), "-f", "json"], root)
        checked, listed = run([HRIA, "check"], root), run([HRIA, "list", "standards"], root)
    told = json.loads(again.out[again.out.index("{\n") :])
    records, refused = told["records"], told["not-converted"]
    accounted = refused + sum(each["records"] for each in told["standards"])
    wall = statistics.median(each.wall for each in runs)
    together, each = max(r.together for r in runs), max(r.each for r in runs)
    cpu = statistics.median(each.cpu for each in runs)
    kept = wall < SECONDS and together < MEGABYTES and accounted == records
    print(
        f"hria standard import of {records} records: {wall:.1f} s, the median of {RUNS}"
        f" (limit {SECONDS}), {together:.0f} MB in all processes together (limit {MEGABYTES}),"
        f" {each:.0f} MB in one, {'kept' if kept else 'NOT KEPT'}"
    )
    print(
        f"  {accounted} records accounted for: {len(told['standards'])} standards,"
        f" and {refused} records named with the reason why not"
    )
    if RECORDS.is_file():
        alone = bare(RECORDS)
        print(
            f"  {cpu:.1f} s of processor; {alone:.1f} s for PyYAML's C loader alone, by every"
            f" {EVERY}th record: {cpu / alone:.2f} times"
        )
    print(
        f"  again, nothing to write: {again.wall:.1f} s; hria check of what was written:"
        f" {checked.wall:.1f} s, {checked.together:.0f} MB; hria list standards:"
        f" {listed.wall:.1f} s"
    )
    if not kept:
        sys.exit(1)


if __name__ == "__main__":
    main()
