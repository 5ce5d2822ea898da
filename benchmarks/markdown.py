"""A Markdown brief against the bare load of the files it is made from."""

from benchmarks.measure import HRIA, ratio, report
from benchmarks.score import BARE, EXAMPLE

report("hria report --format md", 1.5, ratio([HRIA, "report", EXAMPLE], BARE))
