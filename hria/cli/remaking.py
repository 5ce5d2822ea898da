"""What a report that lies beside an assessment would be now; imports nothing until one is there."""

from pathlib import Path


def remade(path: Path) -> bytes | None:
    """Return what the report ``brief.md``, or ``brief.fr.md``, would be now; None for no report."""
    from hria.brief import KINDS
    from hria.cli.opening import open_assessment
    from hria.cli.reporting import reported
    from hria.content.languages import languages

    kind, _, language = path.stem.partition(".")
    if kind not in KINDS or (language and language not in languages()):
        return None
    return reported(open_assessment(path.parent), kind, "md", language or "en")
