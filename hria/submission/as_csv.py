"""The last table of a document as comma-separated values; no cell can be taken for a formula."""

import csv
import io

from hria.brief.blocks import Strong, Table
from hria.render.markdown import visible
from hria.submission.base import Paper

# A spreadsheet would take these for the beginning of a formula.
_GUARDED = ("=", "+", "-", "@", "'", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(paper: Paper) -> bytes:
    """Return the last table of *paper*."""
    table = [piece for piece in paper.pieces if isinstance(piece, Table)][-1]
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    writer.writerow(table.header)
    for row in table.rows:
        lines = ("".join(r.words if isinstance(r, Strong) else r for r in cell) for cell in row)
        writer.writerow(map(_guarded, lines))
    # With this mark at the beginning, Excel knows that it is UTF-8.
    return made.getvalue().encode("utf-8-sig")


def _guarded(words: str) -> str:
    line = " ".join(visible(words).split())
    return f"'{line}" if line.startswith(_GUARDED) else line
