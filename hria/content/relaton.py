"""Bibliographic records in Relaton YAML → descriptors that claim no more than the records.

All the editions of a standard become one descriptor, with the amendments and
corrigenda among its related texts. What a record says has that record as its
source, and the mark ``secondary``; what follows from the order of the
editions is ``inferred``, and says so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hria.content.documents import Source, validate
from hria.content.plain import Plain
from hria.content.records import EDITIONS, RELATIONS, Entry, Other, entry
from hria.errors import ContentError, Fault
from hria.model.designations import spelled
from hria.model.refs import StandardRef, bare
from hria.model.standard import Descriptor

KEY = "relaton"
"""The key of the record among the sources of the descriptor; several have keys that begin so."""

NO_TITLE = "no title in any language (allowed: a list of maps with content)"
"""What is said of a record without a title."""


class Converted(NamedTuple):
    """What records give."""

    ref: StandardRef
    """The standard; its edition is the newest that there is a record of."""

    descriptor: Descriptor
    """Its identity, and nothing else."""


def converted(source: Source, ref: StandardRef | None = None) -> Converted:
    """Return the descriptor that the record *source* gives; raise ContentError with its problems.

    With *ref* the standard has that name, and its designation may have any form.
    """
    found = entry(source, ref)
    if not found.title:
        raise ContentError(source.problems([Fault("HRIA002", ("title",), NO_TITLE)]))
    plain = Standard.of(found.ref._replace(edition=""), [found]).descriptor()
    return Converted(found.ref, validate(plain, Descriptor, source))


def grouped(entries: Iterable[Entry]) -> dict[StandardRef, list[Entry]]:
    """Return the *entries* of each standard: its editions, and what amends them.

    What amends a text of which there is no record is a standard of its own.
    """
    listed = sorted(entries, key=lambda each: each.file)
    whole = {each.ref._replace(edition="") for each in listed if each.amends is None}
    found: dict[StandardRef, list[Entry]] = {}
    for each in listed:
        base = each.amends._replace(edition="") if each.amends else None
        ref = base if base and base in whole else each.ref._replace(edition="")
        found.setdefault(ref, []).append(each)
    return dict(sorted(found.items()))


CALLED = re.compile(r"The record calls it: (\w+)\.")
"""The note of a date, with what the record calls it."""

COUNTED = re.compile(r"Edition (\S+) as the record counts\.")
"""The note of an edition, with the number that the record gives it."""

_NOTE_NAMED = "Named in the record of another edition; its title and standing are not known here."

_Number = tuple[tuple[int, int, str], ...]


def in_order(edition: str) -> _Number:
    """Return the key by which editions stand in order of time: 2 comes before 10."""
    parts = re.findall(r"\d+|[a-z]+", edition.lower())
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts)


@dataclass(frozen=True)
class Standard:
    """One standard as its records tell it."""

    ref: StandardRef
    """The standard, without an edition."""

    editions: tuple[Entry, ...]
    """The records of its editions, newest first."""

    amendments: tuple[Entry, ...]
    """The records of what amends it, newest first."""

    repeated: tuple[Entry, ...] = ()
    """Records of an edition of which there is one already; nothing is taken from them."""

    _keys: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def of(cls, ref: StandardRef, entries: Sequence[Entry]) -> "Standard":
        """Return the standard *ref* with its *entries*."""
        entries = list(_told_apart(entries))
        own = [each for each in entries if each.ref._replace(edition="") == ref]
        # A record of all the editions together is none of an edition, unless it is the only one.
        whole = [each for each in own if not each.is_series] or own
        parts = [each for each in entries if each not in own]
        first: dict[StandardRef, Entry] = {}
        for each in (*whole, *parts):
            first.setdefault(each.ref, each)
        return cls(
            ref,
            tuple(_newest_first(each for each in whole if first[each.ref] is each)),
            tuple(_newest_first(each for each in parts if first[each.ref] is each)),
            tuple(each for each in (*whole, *parts) if first[each.ref] is not each),
        )

    @property
    def newest(self) -> Entry:
        """The record of the newest edition."""
        return self.editions[0]

    @cached_property
    def titled(self) -> Entry | None:
        """The newest record with a title, a draft only where there is nothing else, or None."""
        whole = [each for each in self.editions if each.title]
        return next((each for each in whole if not each.is_draft), next(iter(whole), None))

    def successor(self, each: Entry) -> Entry | None:
        """Return the edition that took the place of *each*, or None where it is the last."""
        found = None
        for later in self.editions:
            if later is each:
                return found
            if later.line == each.line and (each.is_draft or not later.is_draft):
                found = later
        return found

    def descriptor(self) -> Plain:
        """Return the descriptor as a file holds it; there must be a title."""
        newest, titled = self.newest, self.titled
        assert titled is not None  # noqa: S101 - the caller looks first
        others = f"Also {', '.join(newest.others)}." if newest.others else ""
        title_note = titled.title_note
        if titled is not newest:
            told = f"As in the edition {titled.ref.edition}; the record of a later one has none."
            title_note = f"{title_note} {told}".strip()
        made: dict[str, Plain] = {
            "designation": self._fact(newest, newest.designation, others),
            "title": self._fact(titled, titled.title, title_note),
        }
        if editions := self._editions():
            made["editions"] = editions
        if related := list({str(each): each for each in self._related()}.values()):
            made["related"] = related
        # Only the records that a fact names are sources.
        made["sources"] = {key: _source(each) for key, each in self._keys.items()}
        return made

    def _key(self, each: Entry) -> str:
        if len(self.editions) + len(self.amendments) == 1:
            key = KEY
        else:
            part = each.ref.id.removeprefix(self.ref.id).strip("-._")
            words = "-".join(filter(None, (KEY, part, each.ref.edition)))
            key = re.sub(r"[^a-z0-9.-]", "-", words.lower())
        return key

    def _fact(self, each: Entry, value: str, note: str = "") -> dict[str, Plain]:
        key = self._key(each)
        self._keys.setdefault(key, each)
        fact: dict[str, Plain] = {"value": value, "source": key, "mark": "secondary"}
        return {**fact, "note": note} if note else fact

    def _editions(self) -> list[Plain]:
        every = {each.ref.edition: self._edition(each) for each in self.editions}
        for each in self.editions:
            for other in each.related:
                name = other.ref.edition
                same = other.ref._replace(edition="") == self.ref
                if same and name and name not in every:
                    every[name] = self._named(name, each)
        return [every[name] for name in sorted(every, key=in_order, reverse=True) if name]

    def _named(self, name: str, each: Entry) -> dict[str, Plain]:
        made: dict[str, Plain] = {"id": name, "date": self._fact(each, name)}
        if status := self._stated(name):
            made["status"] = status
        return {**made, "note": _NOTE_NAMED}

    def _edition(self, each: Entry) -> dict[str, Plain]:
        made: dict[str, Plain] = {"id": each.ref.edition}
        if each.day:
            note = f"The record calls it: {each.day_kind}." if each.day_kind else ""
            made["date"] = self._fact(each, each.day, note)
        if status := self._status(each):
            made["status"] = status
        notes = [each.told]
        if each.number:
            notes.append(f"Edition {each.number} as the record counts.")
        if self.titled and each.title and bare(each.title) != bare(self.titled.title):
            notes.append(f"Its title: {each.title.rstrip('.')}.")
        if note := " ".join(filter(None, notes)):
            made["note"] = note
        return made

    def _status(self, each: Entry) -> dict[str, Plain]:
        said = f"The record says {each.stage}." if each.stage else ""
        if stated := self._stated(each.ref.edition, said):
            return stated
        later = self.successor(each)
        if later is not None and each.status != "superseded":
            note = f"{said} The edition {later.ref.edition} follows it.".strip()
            return {**self._fact(each, "superseded", note), "mark": "inferred"}
        if not each.status:
            return {}
        if each.status == "withdrawn":
            said += " A later edition may have taken its place."
        return self._fact(each, each.status, said)

    def _stated(self, edition: str, said: str = "") -> dict[str, Plain]:
        """Return that *edition* is superseded, where a record says so of it or of itself."""
        drafts = {each.ref.edition for each in self.editions if each.is_draft}
        for each in self.editions:
            own = each.ref.edition
            for other in each.related:
                kind, named = RELATIONS.get(other.kind), other.ref.edition
                if other.ref._replace(edition="") != self.ref or not named:
                    continue
                # A draft that follows a text in force replaces it only once it is approved.
                counts = not each.is_draft or edition in drafts
                if kind == "supersedes" and named == edition and counts:
                    told = f"The record of the edition {own} says that it replaces it."
                    return self._fact(each, "superseded", f"{said} {told}".strip())
                if kind == "superseded-by" and own == edition:
                    told = f"It also says that the edition {named} replaces it."
                    return self._fact(each, "superseded", f"{said} {told}".strip())
        return {}

    def _related(self) -> Iterator[Plain]:
        newest = self.newest
        if newest.amends:
            yield self._relation(newest, "updates", newest.amended, newest.amends)
        if len(self.editions) > 1 and self.successor(self.editions[1]) is newest:
            yield self._before(newest, self.editions[1])
        for each in self.amendments:
            yield self._amendment(each)
        for each in self.editions:
            for other in each.related:
                yield from self._other(each, other)

    def _before(self, newest: Entry, before: Entry) -> Plain:
        words = spelled(before.ref, before.designation)
        if any(
            RELATIONS.get(o.kind) == "supersedes" and o.ref == before.ref for o in newest.related
        ):
            return {"relation": "supersedes", **self._fact(newest, words)}
        note = "The edition before, in the order of the dates; the records do not say it."
        fact = self._fact(newest, words, note)
        return {"relation": "supersedes", **fact, "mark": "inferred"}

    def _amendment(self, each: Entry) -> Plain:
        notes = [self._amended(each.amends)]
        if each.title:
            notes.append(f"Its title: {each.title.rstrip('.')}.")
        if each.stage:
            notes.append(f"The record says {each.stage}.")
        note = " ".join(filter(None, notes))
        return self._relation(each, "updated-by", each.docid, each.ref, note)

    def _amended(self, base: StandardRef | None) -> str:
        """Return which edition is amended, in words."""
        year = base.edition if base else ""
        fitting = [e.ref.edition for e in self.editions if year and e.ref.edition.startswith(year)]
        if len(fitting) == 1:
            return f"Changes the edition {fitting[0]}."
        return f"Changes the edition of {year}." if year else ""

    def _other(self, each: Entry, other: Other) -> Iterator[Plain]:
        bare_ref = other.ref._replace(edition="")
        if bare_ref == self.ref:
            return
        words = spelled(other.ref, other.designation)
        if other.kind in RELATIONS:
            yield self._relation(each, RELATIONS[other.kind], words, other.ref, other.note)
        elif self._is_amended_by(other):
            note = self._amended(other.amends) if len(self.editions) > 1 else ""
            yield self._relation(each, "updated-by", words, other.ref, note)

    def _is_amended_by(self, other: Other) -> bool:
        base = other.amends
        if base is None or base._replace(edition="") != self.ref or not base.edition:
            return False
        # Of what has a record of its own, that record tells more.
        if other.kind not in EDITIONS or other.ref in {known.ref for known in self.amendments}:
            return False
        # What amends an edition that is not here is in a later one already.
        return any(each.ref.edition.startswith(base.edition) for each in self.editions)

    def _relation(
        self, each: Entry, word: str, value: str, ref: StandardRef, note: str = ""
    ) -> Plain:
        id_ = f"{ref.body}/{ref.id}"
        return {"relation": word, "id": id_, **self._fact(each, value, note)}


_TOLD = re.compile(r"(Version|Edition) (\S+)\.")


def _told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the *entries*; those of one month that are other versions get editions of their own."""
    listed = list(entries)
    versions: dict[StandardRef, set[str]] = {}
    for each in listed:
        versions.setdefault(each.ref, set()).add(each.told)
    for each in listed:
        told = _TOLD.fullmatch(each.told)
        if told is None or len(versions[each.ref]) == 1:
            yield each
            continue
        version = re.sub(r"[^0-9A-Za-z]+", "-", told[2]).strip("-")
        name = f"{each.ref.edition}-{told[1][0].lower()}{version}"
        yield each._replace(ref=each.ref._replace(edition=name))


def _newest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (in_order(e.ref.edition), e.ref.id), reverse=True)


def _source(each: Entry) -> dict[str, Plain]:
    made: dict[str, Plain] = {"title": f"Relaton record of {each.docid}", "kind": "secondary"}
    if each.address:
        made["address"] = each.address
    return {**made, "read": "the bibliographic record; not the text"}
