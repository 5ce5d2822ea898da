"""What a release promises for good, and how a broken promise is told."""

from collections.abc import Iterator

from hria.errors import Fault
from hria.model.checklist import Checklist
from hria.model.refs import Version


def gone(name: str, line: int) -> Fault:
    """Return the fault that the released file *name* is not there, at *line* of RELEASED."""
    words = f"{name} was released and is gone (bring it back: nothing is withdrawn)"
    return Fault("HRIA201", (line,), words)


def other(name: str) -> Fault:
    """Return the fault that the released file *name* has other bytes."""
    words = f"{name} was changed after its release (undo that; edit draft.yaml instead)"
    return Fault("HRIA202", (), words)


def broken(draft: Checklist, release: Checklist, version: Version) -> Iterator[tuple[str, Fault]]:
    """Yield each id of *release* that *draft* has lost, or uses again, with the fault it is."""
    for name in draft.lost(release):
        words = f"{name} stood in {version} and is gone (keep it, state: retired)"
        yield name, Fault("HRIA206", ("questions",), words)
    places = {question.id: index for index, question in enumerate(draft.questions)}
    for name in draft.revived(release):
        words = f"{name} was retired in {version} (take the next free number)"
        yield name, Fault("HRIA207", ("questions", places[name], "id"), words)
