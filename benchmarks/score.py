"""``hria score`` against a process that only loads the same files into the same models."""

import sys

from benchmarks.measure import HRIA, ROOT, ratio, report

EXAMPLE = "reports/itu-t/y.2770/worked-example/assessment.yaml"
FILES = [
    f"assessment={EXAMPLE}",
    *(
        f"checklist=checklists/{r}/1.0.0.yaml"
        for r in ("privacy", "expression", "assembly", "process")
    ),
    "standard=standards/itu-t/y.2770.yaml",
]
BARE = [sys.executable, str(ROOT / "benchmarks" / "load.py"), *FILES]

if __name__ == "__main__":
    report("hria score", 1.5, ratio([HRIA, "score", EXAMPLE], BARE))
