"""The bibliography: every instrument and document that checklists cite, each under one name."""

from typing import Annotated, Literal

from hria.model.base import Document, Text, form
from hria.model.facts import Mark

EntryKind = Literal[
    "treaty",
    "general-comment",
    "resolution",
    "report",
    "judgment",
    "soft-law",
    "rfc",
    "recommendation",
    "w3c",
    "specification",
    "liaison",
    "proposal",
]
"""What a cited instrument or document is."""

PartDate = Annotated[
    str,
    form(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "a year, month or day: 2026, 2026-11, 2026-11-21"),
]
"""A date as exactly as known: a year, a month or a day."""


class Entry(Document):
    """One instrument or document that questions cite."""

    title: Text
    """The title; a description where the official one is not known, as the note then says."""

    kind: EntryKind
    """What it is."""

    date: PartDate | None = None
    """When it was adopted, given or published, as exactly as known."""

    address: Text | None = None
    """The official address."""

    mark: Mark
    """How well title and date were checked: never better than the weaker of the two."""

    note: Text | None = None
    """What a reader must know about the entry."""

    superseded_by: Text | None = None
    """The name of the entry that replaces it."""


class Bibliography(Document):
    """The entries, by the name that checklists cite, such as ``GC 16`` or ``RFC 9620``."""

    entries: dict[Text, Entry]
    """The entries."""

    def replacement(self, name: str) -> str | None:
        """Return the entry that stands in the place of *name* now, or None where *name* does."""
        passed = [name]
        while (entry := self.entries.get(passed[-1])) and entry.superseded_by:
            if entry.superseded_by in passed:
                break
            passed.append(entry.superseded_by)
        return passed[-1] if len(passed) > 1 else None
