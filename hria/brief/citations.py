"""The sources that a report cites, numbered in the order in which they are first used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hria.brief.blocks import Line
from hria.model.facts import SourceEntry
from hria.model.words import Words


@dataclass
class Citations:
    """Gives each source its number; a source without a key is cited by its own words."""

    sources: Mapping[str, SourceEntry]
    words: Words
    _numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, key: str) -> str:
        """Return the number of the source, in brackets; what is no source is named instead."""
        entry = self.sources.get(key)
        if entry is not None and entry.kind == "none":
            return f"({entry.title})"
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return f"[{number}]"

    def lines(self) -> tuple[Line, ...]:
        """Return the sources that were cited, each with its number, whole."""
        return tuple((f"[{n}] {self._line(key)}",) for key, n in self._numbers.items())

    def titles(self) -> tuple[str, ...]:
        """Return the sources that were cited, each with its number, title and kind alone."""
        return tuple(f"[{n}] {self._title(key)}" for key, n in self._numbers.items())

    def _title(self, key: str) -> str:
        entry = self.sources.get(key)
        if entry is None:
            return key
        return f"{entry.title} ({self.words.source_kind(entry.kind)})"

    def _line(self, key: str) -> str:
        entry = self.sources.get(key)
        return source_line(entry, self.words) if entry else key


def source_line(entry: SourceEntry, words: Words) -> str:
    """Return a source in one line: what it is, how much of it was read, and where it lies."""
    return words(
        "source-line",
        title=entry.title,
        kind=words.source_kind(entry.kind),
        read=f"; {words('source-read', read=entry.read)}" if entry.read else "",
        address=f"; {entry.address}" if entry.address else "",
    )
