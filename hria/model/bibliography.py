"""The bibliography: every instrument and document that checklists cite, each under one name."""

from collections.abc import Iterable
from typing import Annotated, Literal

from hria.model.base import Document, Text, form
from hria.model.facts import Mark
from hria.model.parts import alike, singles

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
    "process",
    "law",
]
"""What is cited; ``law`` is the law of one State, ``process`` the way a body works."""

PartDate = Annotated[
    str,
    form(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "a year, month or day: 2026, 2026-11, 2026-11-21"),
]
"""A date as exactly as known: a year, a month or a day."""


class Passage(Document):
    """What a part of a cited text says, in our own words."""

    says: Text
    """Its content in plain words, 30 at most; never a quotation at length."""

    mark: Mark
    """How well these words were checked; the mark of the entry speaks of title and date only."""

    note: Text | None = None
    """What a reader must know about these words."""

    @property
    def marked(self) -> str:
        """The words with how well they were checked."""
        return f"{self.says} [{'; '.join(filter(None, (self.mark, self.note)))}]"


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

    whole: Passage | None = None
    """What it says, for a question that cites it without a part."""

    parts: dict[Text, Passage] = {}
    """What its parts say, by article, paragraph or section: ``art. 17`` or ``paras 9-11``."""

    def only(self, parts: Iterable[str]) -> "Entry":
        """Return the entry with these of its parts alone, in this order."""
        return self.model_copy(update={"parts": {part: self.parts[part] for part in parts}})

    def parts_in(self, at: str) -> tuple[str, ...]:
        """Return the parts that tell of what *at* names, in the order in which it names them."""
        if at in self.parts:
            return (at,)
        inside = {part: singles(part) for part in self.parts}
        return tuple(
            dict.fromkeys(
                part
                for one in singles(at)
                for part, ones in inside.items()
                if any(alike(one, other) for other in ones)
            )
        )


class Bibliography(Document):
    """The entries, by the name that checklists cite, such as ``GC 16`` or ``RFC 9620``."""

    entries: dict[Text, Entry]
    """The entries."""

    def passages(self, name: str, at: str | None = None) -> tuple[tuple[str, Passage], ...]:
        """Return what the part *at* of *name* says, each passage after its citation.

        A list or a range, such as ``arts 19, 21`` or ``paras 3-4``, gives the passages of each
        part that has one; a passage on several parts is given for each of them, once. Parts
        that have none are left out.
        """
        entry = self.entries.get(name)
        if entry is None:
            return ()
        if at is None:
            return ((name, entry.whole),) if entry.whole else ()
        return tuple((f"{name} {part}", entry.parts[part]) for part in entry.parts_in(at))

    def was_read(self, name: str, at: str | None = None) -> bool:
        """Return whether every part that *at* names of *name* was read in its text."""
        known = self.entries.get(name)
        if at is None or (known is not None and at in known.parts):
            return self._was_read(name, at)
        return all(self._was_read(name, part) for part in singles(at))

    def _was_read(self, name: str, at: str | None) -> bool:
        passages = self.passages(name, at)
        return bool(passages) and all(passage.mark == "verified" for _, passage in passages)

    def replacement(self, name: str) -> str | None:
        """Return the entry that stands in the place of *name* now, or None where *name* does."""
        passed = [name]
        while (entry := self.entries.get(passed[-1])) and entry.superseded_by:
            if entry.superseded_by in passed:
                break
            passed.append(entry.superseded_by)
        return passed[-1] if len(passed) > 1 else None
