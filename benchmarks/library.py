"""``hria check`` of 1,000 checklists and 1,000 assessments, cold and unchanged, and its peers.

The peers are measured where the environment variable PEERS names a folder with their
commands; each gets comparable files: check-jsonschema the same checklists under the
committed schema, doorstop 1,000 items, trestle a catalog of 1,000 controls.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.check import checklist
from benchmarks.measure import HRIA, ROOT

FILES, QUESTIONS, SECONDS, MEGABYTES = 1000, 20, 20, 400

ANSWER = """\
  PRV-{number:02d}:
    answer: partly
    applies: true
    rationale: By its headings, the text specifies equipment that looks into packets.
    evidence:
    - {{clause: "6.3", quote: Traffic inspection aspects, source: contents, strength: E3}}
    grades: {{scale: 3, scope: 3, irremediability: 3, force: N3, likelihood: 3, nexus: direct}}
    by: ab
    "on": 2026-11-21
"""


def workspace(root: Path) -> None:
    """Fill *root* with checklists of twenty questions and an assessment under each of them."""
    text = (ROOT / "checklists/privacy/1.0.0.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("questions:\n")
    bodies = re.split(r"(?m)^- id: PRV-\d+\n", rest)[1:]
    asked = "".join(f"- id: PRV-{n + 1:02d}\n{bodies[n % len(bodies)]}" for n in range(QUESTIONS))
    answers = "".join(ANSWER.format(number=n + 1) for n in range(QUESTIONS))
    put(root / "hria.toml", "")
    for name in ("standards/itu-t/y.2770.yaml", "checklists/bibliography.yaml"):
        put(root / name, (ROOT / name).read_text(encoding="utf-8"))
    lines = []
    for number in range(FILES):
        right = f"right-{number:04d}"
        made = f"{head.partition('rulings:')[0]}questions:\n{asked}# {number}\n"
        put(root / f"checklists/{right}/1.0.0.yaml", made)
        digest = hashlib.sha256(made.encode()).hexdigest()
        lines.append(f"{digest}  {right}/1.0.0.yaml\n")
        put(
            root / f"reports/itu-t/y.2770/n{number:04d}/assessment.yaml",
            "standard: itu-t/y.2770\nedition: 2012-11\nchecklists:\n"
            f'- {{ref: {right}@1.0.0, digest: "sha256:{digest}"}}\n'
            f"assessors:\n- {{id: ab, kind: person}}\nanswers:\n{answers}",
        )
    put(root / "checklists/RELEASED", "".join(lines))


def put(path: Path, text: str) -> None:
    """Write *text*, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def timed(command: list[str], cwd: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds one run of *command* takes, and its peak memory in megabytes."""
    code = (
        "import resource, subprocess, sys;"
        "done = subprocess.run(sys.argv[1:], capture_output=True);"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        check=True,
        cwd=cwd,
        env=os.environ | environment,
    )
    status, peak = done.stdout.split()
    if int(status):
        sys.exit(f"{command[0]} ended with {int(status)}")
    return time.perf_counter() - start, int(peak) / 1024


def peers(folder: Path, root: Path) -> dict[str, tuple[list[str], Path]]:
    """Return the commands of the peers, with the folder in which each runs."""
    items = root / "doorstop"
    subprocess.run([shutil.which("git") or "git", "init", "-q", items], check=True)
    doorstop = str(folder / "doorstop")
    subprocess.run([doorstop, "create", "REQ", "reqs"], check=True, cwd=items, capture_output=True)
    for number in range(FILES):
        put(
            items / f"reqs/REQ{number + 1:04d}.yml",
            f"active: true\nlevel: 1.{number}\nlinks: []\ntext: |\n  Question {number}?\n",
        )
    controls = [
        {"id": f"c-{n}", "class": "q", "title": f"Question {n}", "parts": []} for n in range(FILES)
    ]
    catalog = {
        "catalog": {
            "uuid": "5a5c4d3e-6a8c-4b1e-9b4e-2f1d0c9b8a76",
            "metadata": {
                "title": "Questions",
                "last-modified": "2026-11-21T00:00:00+00:00",
                "version": "1",
                "oscal-version": "1.2.1",
            },
            "controls": [{k: v for k, v in c.items() if v} for c in controls],
        }
    }
    oscal = root / "trestle"
    oscal.mkdir()
    trestle = str(folder / "trestle")
    subprocess.run([trestle, "init"], check=True, cwd=oscal, capture_output=True)
    put(oscal / "catalogs/questions/catalog.json", json.dumps(catalog))
    checklists = sorted(str(p) for p in (root / "checklists").glob("*/1.0.0.yaml"))
    schema = str(ROOT / "docs/schema/checklist.json")
    return {
        "check-jsonschema (checklists only, against their schema)": (
            [str(folder / "check-jsonschema"), "--schemafile", schema, *checklists],
            root,
        ),
        "doorstop (1,000 items of one line)": ([doorstop, "--no-reformat"], items),
        "trestle (a catalog of 1,000 controls)": (
            [trestle, "validate", "-t", "catalog", "-n", "questions"],
            oscal,
        ),
    }


def main() -> None:
    """Print the figures; exit with 1 where a limit is not kept."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "workspace"
        workspace(root)
        home = {"XDG_CACHE_HOME": str(Path(name) / "cache"), "CI": ""}
        cold, peak = timed([HRIA, "check"], root, home)
        unchanged, _ = timed([HRIA, "check"], root, home)
        kept = cold < SECONDS and peak < MEGABYTES
        print(
            f"hria check of {FILES} checklists of {QUESTIONS} questions and {FILES} assessments:"
            f" {cold:.1f} s cold (limit {SECONDS}), {peak:.0f} MB (limit {MEGABYTES}),"
            f" {unchanged:.1f} s unchanged, {'kept' if kept else 'NOT KEPT'}"
        )
        if "PEERS" in os.environ:
            # The files of two of the peers hold a thousand questions in all, so ours does here.
            put(root / "one/checklist.yaml", checklist(broken=False))
            one = [HRIA, "check", "--no-cache", "one/checklist.yaml"]
            taken, used = timed(one, root, home)
            print(f"  hria check (one checklist of 1,000 questions): {taken:.1f} s, {used:.0f} MB")
            for peer, (command, cwd) in peers(Path(os.environ["PEERS"]), root).items():
                taken, used = timed(command, cwd, home)
                print(f"  {peer}: {taken:.1f} s, {used:.0f} MB")
        if not kept:
            sys.exit(1)


if __name__ == "__main__":
    main()
