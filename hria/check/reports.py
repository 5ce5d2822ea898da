"""Whether the reports beside an assessment are those that it gives now."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.errors import Fault, HriaError

_NAME = "assessment.yaml"


def stale(checked: Checked) -> Iterator[Fault]:
    """Yield a warning for each report in Markdown that the assessment would give otherwise."""
    assessment = checked.source.path
    if checked.renderer is None or assessment.name != _NAME:
        return
    for path in sorted(assessment.parent.glob("*.md")):
        try:
            kept = checked.library.source(path).data
            made = checked.renderer(path)
        except HriaError:
            # What keeps a report from being made is told of the file that is wrong.
            continue
        # A checkout on Windows may have other ends of lines.
        if made is not None and made != kept.replace(b"\r\n", b"\n"):
            words = f"{path.name} is not what the assessment gives now (make it anew: hria report)"
            yield Fault("HRIA521", (), words, "warning")
