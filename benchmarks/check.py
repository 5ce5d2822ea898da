"""``hria check`` of 1,000 questions, every error with its line, against the bare load."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import HRIA, ROOT, ratio, report

QUESTIONS, EVERY, LIMIT_MB = 1000, 10, 60


def checklist(*, broken: bool) -> str:
    """Return 1,000 questions, made of the shipped ones; every tenth *broken* in one field."""
    text = (ROOT / "checklists/privacy/1.0.0.yaml").read_text(encoding="utf-8")
    head, _, rest = text.partition("questions:\n")
    bodies = re.split(r"(?m)^- id: PRV-\d+\n", rest)[1:]
    made = []
    for number in range(1, QUESTIONS + 1):
        body = bodies[number % len(bodies)]
        if broken and number % EVERY == 0:
            body = body.replace("  worrying:", "  worying:", 1)
        made.append(f"- id: PRV-{number:04d}\n{body}")
    return f"{head.partition('rulings:')[0]}questions:\n{''.join(made)}"


def peak(command: list[str]) -> float:
    """Return the peak resident memory of *command*, in megabytes."""
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], capture_output=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, check=True)
    return int(done.stdout) / 1024


def main() -> None:
    """Print the figures; exit with 1 where a limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        for broken in (False, True):
            file = Path(folder) / "checklist.yaml"
            file.write_text(checklist(broken=broken), encoding="utf-8")
            ours = [HRIA, "check", str(file)]
            bare = [sys.executable, str(ROOT / "benchmarks/load.py"), f"checklist={file}"]
            found = subprocess.run(ours, capture_output=True, text=True, check=False)
            name = f"hria check of {QUESTIONS} questions, {len(found.stdout.splitlines())} errors"
            report(name, 1.5, ratio(ours, bare, 9))
            used = peak(ours)
            kept = "kept" if used < LIMIT_MB else "NOT KEPT"
            print(f"  peak memory {used:.0f} MB (limit {LIMIT_MB}), {kept}")
            if used >= LIMIT_MB:
                sys.exit(1)


if __name__ == "__main__":
    main()
