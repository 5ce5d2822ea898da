"""A descriptor → a record in Relaton YAML, of its identity only.

A record cannot say how well a fact was checked. So only what was read in the
text, on the body's page or in a report is written into one; what is recalled,
inferred or unknown is left out, and named.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hria.content.records import ADDRESS, DAY, OWN
from hria.content.relaton import CALLED, COUNTED
from hria.content.writing import Quoted, dump_plain
from hria.errors import HriaError, NotFoundError
from hria.model.designations import named, spelled
from hria.model.facts import Fact
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor, Edition, Relation

_SURE = frozenset({"verified", "secondary"})

_STAGES = {
    "in-force": "Published",
    "withdrawn": "Withdrawal",
    "superseded": "Superseded",
    "draft": "Draft",
    "proposal": "Proposal",
}
"""The standings of editions, and the stages that records have for them."""

_RELATIONS = {
    "supersedes": "obsoletes",
    "superseded-by": "obsoletedBy",
    "updates": "updates",
    "updated-by": "updatedBy",
}
"""The relations of descriptors that records have a word for."""


class Recorded(NamedTuple):
    """A record, and what it does not say."""

    record: dict[str, object]
    """The record, as a file holds it."""

    remarks: tuple[str, ...]
    """What was left out, and why."""

    @property
    def data(self) -> bytes:
        """The record as YAML."""
        return b"---\n" + dump_plain(self.record)


def recorded(ref: StandardRef, descriptor: Descriptor) -> Recorded:
    """Return the record of the edition of *ref*, or of the newest that *descriptor* has.

    Raise HriaError where it cannot be named: its designation is not sure.
    """
    if descriptor.designation.mark not in _SURE:
        mark = descriptor.designation.mark
        message = (
            f"{ref.body}/{ref.id}: its designation is marked {mark}, and a record cannot say that"
            " (find it in the text or in a report, and mark it secondary or verified)"
        )
        raise HriaError(message)
    edition = _edition(ref, descriptor)
    writer = _Writer(ref._replace(edition=edition.id if edition else ""), descriptor, edition)
    return Recorded(writer.record(), tuple(writer.remarks))


def _edition(ref: StandardRef, descriptor: Descriptor) -> Edition | None:
    if not ref.edition:
        return next(iter(descriptor.editions), None)
    found = descriptor.edition(ref.edition)
    if found is None:
        known = [edition.id for edition in descriptor.editions]
        raise NotFoundError(f"edition of {ref.body}/{ref.id}", ref.edition, known)
    return found


class _Writer:
    """One record that is being written."""

    def __init__(self, ref: StandardRef, descriptor: Descriptor, edition: Edition | None) -> None:
        self._ref = ref
        self._descriptor = descriptor
        self._edition = edition
        self.remarks: list[str] = []

    def record(self) -> dict[str, object]:
        """Return the record, and remark on what is left out."""
        identifiers = self._identifiers()
        made: dict[str, object] = {
            "id": re.sub(r"[^0-9A-Za-z]", "", str(identifiers[0]["content"])),
            "type": "standard",
        }
        title = self._descriptor.title
        if self._is_sure(title, "its title"):
            made["title"] = [{"content": title.value, "type": "main"}]
        if address := self._address():
            made["source"] = [{"type": "src", "content": address}]
        made["docidentifier"] = [*identifiers]
        if self._edition:
            made.update(self._of_edition(self._edition))
        if relations := [*self._editions(), *self._relations()]:
            made["relation"] = relations
        return made

    def _is_sure(self, fact: Fact, what: str) -> bool:
        if fact.mark in _SURE:
            return True
        name = f"{self._ref.body}/{self._ref.id}"
        self.remarks.append(f"{name}: {what} is left out: it is marked {fact.mark}")
        return False

    def _identifiers(self) -> list[dict[str, object]]:
        ref, designation = self._ref, " ".join(self._descriptor.designation.value.split())
        whole = spelled(ref, designation)
        kind = ref.body.partition("-")[0].upper()
        found = named(whole)
        if found and (found.ref, found.designation) == (ref._replace(edition=""), designation):
            told = found.edition or (self._month() if found.edition != ref.edition else "")
            if told == ref.edition:
                return [{"content": whole, "type": kind, "primary": True}]
        # No body writes it so that the id or the edition follows.
        own: dict[str, object] = {"content": str(ref), "type": OWN}
        return [{"content": designation, "type": kind, "primary": True}, own]

    def _month(self) -> str:
        """Return what a reader of the record takes the edition for where none is named."""
        date = self._edition.date if self._edition else None
        return date.value[:7] if date and date.mark in _SURE and DAY.fullmatch(date.value) else ""

    def _address(self) -> str:
        entry = self._descriptor.sources.get(self._descriptor.designation.source)
        address = entry.address if entry else None
        return address if address and ADDRESS.fullmatch(address) else ""

    def _of_edition(self, edition: Edition) -> dict[str, object]:
        made: dict[str, object] = {}
        date, status = edition.date, edition.status
        if date and self._is_sure(date, f"the date of {edition.id}"):
            called = CALLED.fullmatch(date.note or "")
            if DAY.fullmatch(date.value):
                made["date"] = [
                    {"type": called[1] if called else "published", "at": Quoted(date.value)}
                ]
        if counted := COUNTED.search(edition.note or ""):
            made["edition"] = {"content": counted[1]}
        stage = _STAGES.get(status.value) if status else None
        if status and stage and self._is_sure(status, f"{edition.id} is {status.value}: that"):
            made["status"] = {"stage": {"content": stage}}
        return made

    def _editions(self) -> Iterator[object]:
        """Yield the other editions, as records of ITU name them."""
        for edition in self._descriptor.editions:
            if edition is self._edition or not edition.date:
                continue
            if self._is_sure(edition.date, f"the edition {edition.id}"):
                ref = self._ref._replace(edition=edition.id)
                yield {"type": "hasEdition", "bibitem": _item(ref, self._spelled(ref))}

    def _spelled(self, ref: StandardRef) -> str:
        return spelled(ref, " ".join(self._descriptor.designation.value.split()))

    def _relations(self) -> Iterator[object]:
        for each in self._descriptor.related:
            word = _RELATIONS.get(each.relation)
            if word and self._is_sure(each, f"{each.relation} {each.value!r}"):
                yield {"type": word, "bibitem": _related(each)}


def _related(relation: Relation) -> object:
    try:
        ref = StandardRef.parse(relation.id) if relation.id else None
    except HriaError:
        ref = None
    words = " ".join(relation.value.split())
    return _item(ref, words) if ref else {"formattedref": {"content": words}}


def _item(ref: StandardRef, words: str) -> object:
    """Return the other text *ref* as a record names it: by its designation, where that is one."""
    found = named(words)
    if found and found.ref == ref._replace(edition="") and ref.edition in {"", found.edition}:
        return {"docidentifier": [{"content": words, "primary": True}]}
    own: object = {"content": str(ref), "type": OWN}
    return {"formattedref": {"content": words}, "docidentifier": [own]}
