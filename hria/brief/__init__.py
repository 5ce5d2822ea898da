"""Assessment, score and descriptor to a report, before any format: every word is decided here.

To add a kind of report, write a module with one function and list it in KINDS.
"""

from hria.brief.blocks import Brief
from hria.brief.subject import Subject
from hria.late import Late

KINDS = Late[[Subject], Brief](
    "hria.brief",
    {
        "brief": "short",
        "full": "full",
        "talking-points": "talking_points",
        "summary": "summary",
    },
)
"""The kinds of report, by the name that --kind takes."""
