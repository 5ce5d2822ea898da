"""The PDF brief against the bare WeasyPrint call on the same HTML, with the same fonts."""

import tempfile
from pathlib import Path
from subprocess import run

from benchmarks.measure import HRIA, ROOT, python, ratio, report
from benchmarks.score import EXAMPLE

BARE = """
import sys
import weasyprint

weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/a-3a")
"""


def main() -> None:
    """Print the figure; exit with 1 where the limit is not kept."""
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        run([HRIA, "report", EXAMPLE, "-o", page], cwd=ROOT, check=True, capture_output=True)
        ours = [HRIA, "report", EXAMPLE, "--force", "-o", str(made)]
        bare = [*python(BARE), str(page), str(Path(folder) / "bare.pdf")]
        report("hria report --format pdf", 1.2, ratio(ours, bare, 7))


if __name__ == "__main__":
    main()
