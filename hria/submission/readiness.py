"""Which asks can be sent, and what the others still need."""

from collections.abc import Iterator

from hria.assess.shown import MASK
from hria.model.assessment import Ask


def ready(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Return the asks that have words and a clause that may be shown."""
    return tuple(ask for ask in asks if not _missing(ask))


def waiting(asks: tuple[Ask, ...]) -> Iterator[tuple[str, str]]:
    """Yield the id of each ask that is not yet ready, and why."""
    for ask in asks:
        if why := _missing(ask):
            yield ask.id, why


def _missing(ask: Ask) -> str:
    if ask.confidential or MASK in {ask.text, ask.clause}:
        return "it is confidential"
    lacks = [
        *(["words"] if not any(map(str.isalnum, ask.text)) else []),
        *(["a clause"] if not ask.clause.strip() else []),
    ]
    return f"it has no {' and no '.join(lacks)}".replace("no a ", "no ") if lacks else ""
