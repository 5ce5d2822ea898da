"""Assessment, score and descriptor to a report, before any format: every word is decided here.

To add a kind of report, write a module with one function and list it in KINDS.
"""

from collections.abc import Callable, Mapping

from hria.brief.blocks import Brief
from hria.brief.full import full
from hria.brief.short import short
from hria.brief.subject import Subject
from hria.brief.summary import summary
from hria.brief.talking_points import talking_points

KINDS: Mapping[str, Callable[[Subject], Brief]] = {
    "brief": short,
    "full": full,
    "talking-points": talking_points,
    "summary": summary,
}
"""The kinds of report, by the name that --kind takes."""
