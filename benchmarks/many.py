"""100 different briefs through ``hria report --all`` against 100 bare WeasyPrint calls.

The bare calls are made in one process, on the same pages, with the same fonts. The two
take turns, so that a busy machine slows both alike.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import psutil

from benchmarks.measure import HRIA, ROOT, python
from hria.content.documents import load, open_source
from hria.content.writing import dump, write
from hria.model.assessment import Assessment

REPORTS, ROUNDS = 100, 3
LIMIT, SECONDS = 0.6, 2.0
GROWTH = 1.1
"""Each process keeps the records of the last 24 files it read, and no more."""

BARE = """
import sys
from pathlib import Path
import weasyprint

for page in sorted(Path(sys.argv[1]).glob("reports/*/*/*/brief.html")):
    weasyprint.HTML(page).write_pdf(page.with_suffix(".bare.pdf"), pdf_variant="pdf/a-3a")
"""

FONTS = (
    "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
    "<dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)


def workspace(root: Path) -> None:
    """Fill *root* with assessments that differ in every rationale."""
    shutil.copy(ROOT / "hria.toml", root)
    files = sorted(ROOT.glob("reports/*/*/worked-example/assessment.yaml"))
    for number, file in enumerate(islice(cycle(files), REPORTS), 1):
        found = load(open_source(file), Assessment).document
        answers = {
            name: answer.model_copy(update={"rationale": changed(answer.rationale, number)})
            for name, answer in found.answers.items()
        }
        # In turn, so that the largest do not come last.
        copy = root / "reports" / "many" / "many" / f"{number:03}" / file.name
        write(copy, dump(found.model_copy(update={"answers": answers})))


def changed(words: str, number: int) -> str:
    """Return *words* with a number in them; they fill no more pages than before."""
    return f"{number} {words}"[: len(words)]


def timed(command: list[str], root: Path, **more: str) -> tuple[float, list[int]]:
    """Return the seconds that *command* takes, and the memory of its children at each line."""
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(root / "cache"), **more}
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=root, env=surroundings, stderr=subprocess.PIPE, text=True)
    process = psutil.Process(child.pid)
    seen = [largest(process) for _ in child.stderr or ()]
    if child.wait():
        sys.exit(f"{' '.join(command)} failed")
    return time.perf_counter() - start, seen


def largest(process: psutil.Process) -> int:
    """Return the memory of the largest child of *process*, in bytes; 0 where there is none."""
    sizes = [0]
    for child in process.children(recursive=True):
        try:
            sizes.append(child.memory_info().rss)
        except psutil.Error:
            continue
    return max(sizes)


def shown(words: str, value: float, limit: float, unit: str) -> bool:
    """Print a figure and its limit; return whether it is kept."""
    kept = "kept" if value <= limit else "NOT KEPT"
    print(f"hria report --all, {words}: {value:.2f}{unit} (limit {limit}{unit}), {kept}")
    return value <= limit


def main() -> None:
    """Print the figures; exit with 1 where a limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace(root)
        config = root / "fonts.conf"
        fonts = ROOT / "hria" / "render" / "fonts"
        config.write_text(FONTS.format(fonts=fonts, cache=root / "cache" / "bare"))
        ours = [HRIA, "report", "--all", "--kind", "brief", "--format"]
        timed([*ours, "html"], root)
        timed([*ours, "pdf"], root)
        bare = [*python(BARE), str(root)]
        pairs, again = [], []
        memory: list[int] = []
        for _ in range(ROUNDS):
            # Forgotten and gone, so that all are made anew.
            shutil.rmtree(root / "cache" / "hria")
            for made in root.glob("reports/*/*/*/brief.pdf"):
                made.unlink()
            mine, memory = timed([*ours, "pdf"], root)
            theirs, _ = timed(bare, root, FONTCONFIG_FILE=str(config))
            pairs.append((mine, theirs))
            again.append(timed([*ours, "pdf"], root)[0])
        first, last = max(memory[:10]), max(memory[-12:-2])
        seconds = " and ".join(
            f"{statistics.median(each):.1f} s" for each in zip(*pairs, strict=True)
        )
        print(f"{REPORTS} briefs and {REPORTS} bare calls: {seconds}")
        print(f"largest process, first ten and last ten: {first >> 20} and {last >> 20} MiB")
        kept = [
            shown("100 briefs", statistics.median(a / b for a, b in pairs), LIMIT, " times"),
            shown("memory", last / first, GROWTH, " times"),
            shown("unchanged", statistics.median(again), SECONDS, " s"),
        ]
    sys.exit(not all(kept))


if __name__ == "__main__":
    main()
