"""A bibliographic record in Relaton YAML → a descriptor that claims no more than the record.

Both spellings of Relaton are read: that of today (docidentifier, source, at)
and the earlier one (docid, link, value). Only identity is taken over. Every
fact has the record as its source, and the mark ``secondary``.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hria.content.documents import Source, held, validate
from hria.content.plain import KeyPath, Plain
from hria.errors import ContentError, Fault
from hria.model.designations import EXAMPLES, Named, named
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor

KEY = "relaton"
"""The key of the record among the sources of the descriptor."""


class Converted(NamedTuple):
    """What a record gives."""

    ref: StandardRef
    """The standard; its edition is the one that the record is about."""

    descriptor: Descriptor
    """Its identity, and nothing else."""


def converted(source: Source, ref: StandardRef | None = None) -> Converted:
    """Return the descriptor that the record *source* gives; raise ContentError with its problems.

    With *ref* the standard has that name, and its designation may have any form.
    """
    record = _Record(source, ref)
    faults = [*record.faults()]
    if faults:
        raise ContentError(source.problems(faults))
    return Converted(record.ref, validate(record.descriptor(), Descriptor, source))


_RELATIONS: Mapping[str, str] = {
    "obsoletes": "supersedes",
    "successorof": "supersedes",
    "obsoletedby": "superseded-by",
    "hassuccessor": "superseded-by",
    "updates": "updates",
    "amends": "updates",
    "updatedby": "updated-by",
    "amendedby": "updated-by",
}
"""What Relaton calls a relation, and what descriptors call it.

complementOf is left out: records of a series name every supplement of the series.
"""

_EDITIONS = {"hasedition", "editionof"}
"""The relations that name other editions of the same text, and its amendments."""

_STATUS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"published|in.force|approved|active|rec|stmt|60(\.\d\d)?|90\.(20|60|92|93)", "in-force"),
        (r"withdraw(al|n)|retired|ret|90\.99|95(\.\d\d)?", "withdrawn"),
        (r"superseded|obsoleted?|replaced", "superseded"),
        (r"proposal|preliminary|[01]0(\.\d\d)?", "proposal"),
        (r"draft|(fp)?wd|cd|dis|fdis|cr|crd|pr|per|[2-5]0(\.\d\d)?", "draft"),
    )
)
"""The stages of records, in lower case, and the standing that each stands for."""

_DATES = ("published", "issued", "updated", "confirmed", "created", "circulated")
"""The dates of records, the best one first."""

_DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")

_ADDRESS = re.compile(
    r"https://[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE
)

_ALLOWED = f"allowed: the forms of {', '.join(EXAMPLES)}"


class _Record:
    """One record, read with tolerance for what is not needed."""

    def __init__(self, source: Source, ref: StandardRef | None) -> None:
        held_ = held(source)
        self._name = source.name
        self._plain: Mapping[str, Plain] = held_ if isinstance(held_, dict) else {}
        self._given = ref
        self._ids = list(self._identifiers())
        self._title = self._main_title()
        found = ((text, named(text, ref.body if ref else "")) for _, text in self._ids)
        nothing: tuple[str, Named | None] = (self._first, None)
        self._docid, self._named = next((each for each in found if each[1]), nothing)

    @property
    def _first(self) -> str:
        return self._ids[0][1] if self._ids else ""

    @property
    def ref(self) -> StandardRef:
        """The standard and the edition."""
        found = self._given or (self._named.ref if self._named else None)
        assert found is not None  # noqa: S101 - faults() came first
        return StandardRef(found.body, found.id, self._edition)

    @property
    def _edition(self) -> str:
        if self._named and self._named.edition:
            return self._named.edition
        day, _ = self._date()
        return day[:7]

    def faults(self) -> Iterator[Fault]:
        """Yield what makes it impossible to convert the record."""
        at, _ = self._ids[0] if self._ids else ((), "")
        if not self._ids:
            words = (
                "docidentifier is missing, or has no words"
                " (allowed: a Relaton record, whose docidentifier is a list of maps with content)"
            )
            yield Fault("HRIA002", ("docidentifier",), words)
        elif self._given is None and self._named is None:
            words = f"no id follows from the designation {self._first[:80]!r} ({_ALLOWED})"
            yield Fault("HRIA004", at, f"{words}, or name the standard as <body>/<id>")
        if not self._title[1]:
            words = (
                "no title in English or without a language (allowed: a list of maps with content)"
            )
            yield Fault("HRIA002", ("title",), words)
        for at, text in (*self._ids, self._title):
            if any(unicodedata.category(letter) == "Cc" for letter in text):
                yield Fault("HRIA004", at, "a control character (allowed: words)")

    def descriptor(self) -> Plain:
        """Return the descriptor as a file holds it."""
        made: dict[str, Plain] = {"designation": self._designation()}
        made["title"] = _fact(self._title[1])
        if editions := self._editions():
            made["editions"] = editions
        if related := list({str(each): each for each in self._related()}.values()):
            made["related"] = related
        entry: dict[str, Plain] = {
            "title": f"Relaton record of {self._docid}",
            "kind": "secondary",
        }
        if address := self._address():
            entry["address"] = address
        entry["read"] = "the bibliographic record; not the text"
        made["sources"] = {KEY: entry}
        return made

    def _designation(self) -> dict[str, Plain]:
        named_ = self._named
        others = [text for _, text in self._ids if text != self._docid]
        note = f"Also {', '.join(others)}." if others else ""
        return _fact(named_.designation if named_ else self._docid, note)

    def _editions(self) -> list[Plain]:
        own = self._edition
        if not own:
            return []
        day, kind = self._date()
        edition: dict[str, Plain] = {"id": own}
        if day:
            edition["date"] = _fact(day, f"The record calls it: {kind}." if kind else "")
        if status := self._status():
            edition["status"] = status
        count = _text(self._plain.get("edition"))
        told = self._named.note if self._named else ""
        note = f"{told} Edition {count} as the record counts." if count else told
        if note.strip():
            edition["note"] = note.strip()
        others = {name: self._other(name) for name in self._other_editions() if name != own}
        every: dict[str, Plain] = {own: edition, **others}
        return [every[name] for name in sorted(every, reverse=True)]

    @staticmethod
    def _other(name: str) -> Plain:
        note = "Named in the record of another edition; its title and standing are not known here."
        return {"id": name, "date": _fact(name), "note": note}

    def _other_editions(self) -> Iterator[str]:
        for kind, other in self._relations():
            same = self._named is not None and other.ref == self._named.ref
            if same and other.edition and (kind in _EDITIONS or kind in _RELATIONS):
                yield other.edition

    def _related(self) -> Iterator[Plain]:
        own = self._named
        if own and own.amends:
            base = own.amends
            yield _relation("updates", f"{base.designation} ({base.edition})", base.ref)
        for kind, other in self._relations():
            if own and other.ref == own.ref:
                continue
            words = f"{other.designation} ({other.edition})" if other.edition else other.designation
            if kind in _RELATIONS:
                yield _relation(_RELATIONS[kind], words, other.ref)
            elif kind in _EDITIONS and self._is_amended_by(other):
                yield _relation("updated-by", words, other.ref)

    def _is_amended_by(self, other: Named) -> bool:
        base = other.amends
        if base is None or self._named is None or base.ref != self._named.ref:
            return False
        # What amends an earlier edition is in this one already.
        return bool(base.edition) and self._edition.startswith(base.edition)

    def _relations(self) -> Iterator[tuple[str, Named]]:
        """Yield the other texts whose designations are understood, each with the relation."""
        body = self._named.ref.body if self._named else ""
        for relation in _many(self._plain.get("relation")):
            kind = _text(_of(relation, "type")).lower()
            item = _of(relation, "bibitem")
            for identifier in _many(_of(item, "docidentifier") or _of(item, "docid")):
                words = _text(identifier)
                if other := named(words) or (named(words, body) if body else None):
                    yield kind, other
                    break

    def _identifiers(self) -> Iterator[tuple[KeyPath, str]]:
        """Yield the designations of the text and where they stand, the primary one first."""
        key = "docidentifier" if "docidentifier" in self._plain else "docid"
        listed = _many(self._plain.get(key))
        found = [((key, place), each) for place, each in enumerate(listed)]
        for at, each in sorted(found, key=lambda one: _text(_of(one[1], "primary")) != "true"):
            if words := _text(each):
                yield at, words

    def _main_title(self) -> tuple[KeyPath, str]:
        titles = _many(self._plain.get("title"))
        ranked = sorted(
            (
                (_text(_of(each, "type")) not in {"main", ""}, place)
                for place, each in enumerate(titles)
            )
        )
        for _, place in ranked:
            each = titles[place]
            languages = {_text(word) for word in _many(_of(each, "language"))}
            if (not languages or "en" in languages) and (words := _text(each)):
                return ("title", place), words
        return ("title",), ""

    def _date(self) -> tuple[str, str]:
        """Return the day or month of the edition, and what the record calls it."""
        found: dict[str, str] = {}
        for each in _many(self._plain.get("date")):
            word = _text(_of(each, "at") or _of(each, "value") or _of(each, "on"))
            if _DAY.fullmatch(word):
                found.setdefault(_text(_of(each, "type")), word)
        for kind in (*_DATES, ""):
            if kind in found:
                return found[kind], kind
        return "", ""

    def _status(self) -> dict[str, Plain]:
        held_ = self._plain.get("status", self._plain.get("docstatus", ""))
        stage = _text(_of(held_, "stage"))
        substage = _text(_of(held_, "substage"))
        if not stage:
            return {}
        words = f"{stage}.{substage}" if substage else stage
        found = (s for pattern, s in _STATUS if pattern.fullmatch(words.lower()))
        status = next(found, "unknown")
        note = f"The record says {words}."
        if status == "withdrawn":
            note += " A later edition may have taken its place."
        return _fact(status, note)

    def _address(self) -> str:
        links = _many(self._plain.get("source", self._plain.get("link", "")))
        for link in links:
            address = _text(link)
            if _text(_of(link, "type")) == "src" and _ADDRESS.fullmatch(address):
                return address
        return ""


def _fact(value: str, note: str = "") -> dict[str, Plain]:
    fact: dict[str, Plain] = {"value": value, "source": KEY, "mark": "secondary"}
    return {**fact, "note": note} if note else fact


def _relation(word: str, value: str, ref: StandardRef) -> Plain:
    return {"relation": word, "id": str(ref), **_fact(value)}


def _many(value: Plain | None) -> list[Plain]:
    """Return *value* as a list; Relaton writes a list of one as the one."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _of(value: Plain | None, key: str) -> Plain | None:
    return value.get(key) if isinstance(value, dict) else None


def _text(value: Plain | None) -> str:
    """Return the words that *value* is, or that it holds as Relaton holds words."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        keys = ("content", "id", "value", "number")
        return next((word for key in keys if (word := _text(value.get(key)))), "")
    return " ".join((value or "").split())
