"""``hria --version`` against ``python -c pass``."""

from benchmarks.measure import HRIA, python, ratio, report

report("hria --version", 1.7, ratio([HRIA, "--version"], python("pass"), 41))
