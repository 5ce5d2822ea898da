"""What a check is given: one file, the record it holds, and the library around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from hria.content.documents import Loaded, Source
from hria.content.library import Library
from hria.model.base import Document

D = TypeVar("D", bound=Document)

Renderer = Callable[[Path], bytes | None]
"""Makes the report that a file holds anew; None where the file's name tells no report."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that loaded, and where it stands."""

    library: Library
    source: Source
    loaded: Loaded[Document] | None
    renderer: Renderer | None = None
    """Passed in by the command, because a check knows no format."""

    today: date | None = None
    """Passed in by the command, because a check reads no clock; without it no day is ahead."""

    def record(self, kind: type[D]) -> D:
        """Return the record, which is of *kind*."""
        if self.loaded is None or not isinstance(self.loaded.document, kind):
            message = f"{self.source.name} holds no {kind.__name__}"
            raise TypeError(message)
        return self.loaded.document

    @property
    def folder(self) -> str:
        """The name of the folder the file lies in."""
        return self.source.path.resolve().parent.name
