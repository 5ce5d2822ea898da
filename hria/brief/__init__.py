"""Assessment, score and descriptor to a report, before any format: every word is decided here.

To add a kind of report, write a module with one function and list it in KINDS.
"""

from collections.abc import Callable, Mapping

from hria.brief.blocks import Brief
from hria.brief.full import full
from hria.brief.short import short
from hria.brief.subject import Subject

KINDS: Mapping[str, Callable[[Subject], Brief]] = {"brief": short, "full": full}
"""The kinds of report, by the name that --kind takes."""
