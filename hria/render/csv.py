"""The findings of a report as comma-separated values, with the ids of the asks on each."""

from csv import QUOTE_ALL, writer
from io import StringIO

from hria.brief.blocks import Brief
from hria.office.letters import carried, guarded


def csv(brief: Brief) -> bytes:
    """Return the findings of *brief*; no cell can be taken for a formula."""
    made = StringIO()
    lines = writer(made, quoting=QUOTE_ALL)
    for findings in brief.sheets()[:1]:
        for row in (findings.header, *findings.rows):
            lines.writerow(guarded(carried(words)) for words in row)
    # With this mark at the beginning, Excel knows that it is UTF-8.
    return made.getvalue().encode("utf-8-sig")
