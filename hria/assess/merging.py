"""stub."""

from dataclasses import dataclass

from hria.model.assessment import Assessment


@dataclass(frozen=True)
class Conflict:
    """c."""

    names: tuple[str, ...]


def merged(base: Assessment, mine: Assessment, theirs: Assessment) -> Assessment | Conflict:
    """M."""
    if theirs == base:
        return mine
    if mine == base:
        return theirs
    return Conflict(("?",))
