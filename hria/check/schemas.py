"""Whether the JSON Schemas that editors use are those of the records that read the files."""

from collections.abc import Iterator

from hria.check.subject import Checked
from hria.errors import Fault
from hria.model.schemas import schema


def outdated(checked: Checked) -> Iterator[Fault]:
    """Yield a fault where a committed schema differs from the model."""
    path = checked.source.path
    if checked.source.data != schema(path.stem).encode():
        words = f"{path.name} differs from the model (hria schema --write {_folder(checked)})"
        yield Fault("HRIA601", (), words)


def _folder(checked: Checked) -> str:
    return checked.source.name.rpartition("/")[0] or "."
