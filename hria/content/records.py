"""A bibliographic record in Relaton YAML → what it says of the identity of a text.

Both spellings of Relaton are read: that of today (docidentifier, source, at)
and the earlier one (docid, link, value), of ITU, IETF, W3C, ISO, IEC, 3GPP,
ETSI and IEEE. What is not identity is passed over.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from hria.content.documents import Source
from hria.content.plain import KeyPath, Plain
from hria.content.record_yaml import many, of, slimmed, text_of
from hria.errors import BadNameError, ContentError, Fault
from hria.model.designations import EXAMPLES, Named, named
from hria.model.refs import StandardRef

OWN = "hria"
"""The type of a docidentifier that is the id of a standard here, such as ``acme/t.1@2020``."""

RELATIONS: Mapping[str, str] = {
    "obsoletes": "supersedes",
    "successorof": "supersedes",
    "obsoletedby": "superseded-by",
    "hassuccessor": "superseded-by",
    "updates": "updates",
    "amends": "updates",
    "updatedby": "updated-by",
    "amendedby": "updated-by",
}
"""What Relaton calls a relation, in lower case, and what descriptors call it.

complementOf is left out: records of a series name every supplement of the series.
"""

EDITIONS = frozenset({"hasedition", "editionof"})
"""The relations that name other editions of the same text, and its amendments."""


class Other(NamedTuple):
    """Another text that a record names."""

    kind: str
    """The relation as Relaton calls it, in lower case."""

    ref: StandardRef
    """The other text, with its edition where one is named."""

    designation: str
    """Its designation, without the edition."""

    amends: StandardRef | None
    """The text that it changes, with the edition as far as it is told."""

    note: str
    """What the record says of the relation."""


class Entry(NamedTuple):
    """What one record says of the identity of one edition of a text."""

    file: str
    """The name of the record."""

    ref: StandardRef
    """The standard, and the edition that the record is about."""

    designation: str
    """The designation, without the edition."""

    docid: str
    """The designation as the record writes it."""

    others: tuple[str, ...]
    """What else the text is called."""

    is_series: bool
    """Whether the designation names no edition, so that all of them may be meant."""

    amends: StandardRef | None
    """The text that this one changes, with the edition as far as it is told."""

    amended: str
    """The same in words; empty where it changes none."""

    line: str
    """What editions share that replace one another."""

    told: str
    """What else the designation says."""

    title: str
    """The title; empty where the record has none."""

    title_note: str
    """What a reader must know of the title."""

    day: str
    """The day, month or year of the edition."""

    day_kind: str
    """What the record calls that day."""

    number: str
    """The number of the edition, as the record counts."""

    status: str
    """The standing; empty where the record says nothing."""

    stage: str
    """The stage in the words of the record."""

    is_draft: bool
    """Whether it is a draft or a proposal."""

    related: tuple[Other, ...]
    """Other texts."""

    address: str
    """Where the text can be found."""


def entry(source: Source, given: StandardRef | None = None, body: str = "") -> Entry:
    """Return what the record *source* says; raise ContentError with its problems.

    With *given* the standard has that name, and its designation may have any
    form. With *body* only what that body made counts, and its name may be left out.
    """
    record = _Record(slimmed(source), given, body)
    faults = [*record.faults()]
    if faults:
        raise ContentError(source.problems(faults))
    return record.entry(source.name)


_STATUS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (
            (
                r"published|in.force|approved|active|rec|recommendation|stmt|statement"
                r"|60(\.\d\d)?|90\.(20|60|92|93)"
            ),
            "in-force",
        ),
        (r"withdraw(al|n)|retired|ret|90\.99|95(\.\d\d)?", "withdrawn"),
        (r"(superseded|obsoleted?)( recommendation)?|replaced", "superseded"),
        (r"proposal|preliminary|[01]0(\.\d\d)?", "proposal"),
        (
            (
                r"draft|(fp)?wd|cd|dis|fdis|cr|crd|pr|per|dnote|dry|cry|[2-5]0(\.\d\d)?"
                r"|((first public |last call )?working|internet)[ -]draft|draft (note|registry)"
                r"|candidate recommendation( draft| snapshot)?|proposed (edited )?recommendation"
            ),
            "draft",
        ),
    )
)
"""The stages of records, in lower case, and the standing that each stands for."""

_DRAFTS = frozenset({"draft", "proposal"})

_STAGE_TOLD = re.compile(r"Stage (\w+)\.")

_DATES = ("published", "issued", "updated", "confirmed", "created", "circulated")
"""The dates of records, the best one first."""

DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
"""The form of a day, a month or a year."""

ADDRESS = re.compile(
    r"https://[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE
)
"""The form of an address that is taken over."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

_NO_DESIGNATIONS = frozenset({"DOI", "ISBN", "ISSN", "URN"})
"""Types of docidentifier that no body calls a text by; some look as if one did."""

_TITLE_PARTS = ("title-intro", "title-main", "title-part")
"""The parts of a title as ISO divides it, in order."""

_ALLOWED = f"allowed: the forms of {', '.join(EXAMPLES)}"


class _Record:
    """One record, read with tolerance for what is not needed."""

    def __init__(self, plain: Mapping[str, Plain], given: StandardRef | None, body: str) -> None:
        self._plain = plain
        self._given = given
        self._body = given.body if given else body
        self._ids = list(self._identifiers())
        self._title = self._found_title()
        words = (text for _, text, kind in self._ids if kind.upper() not in _NO_DESIGNATIONS)
        found = ((text, named(text, self._body)) for text in words)
        nothing: tuple[str, Named | None] = (self._first, None)
        self._docid, self._named = next((each for each in found if each[1]), nothing)

    @property
    def _first(self) -> str:
        return self._ids[0][1] if self._ids else ""

    @cached_property
    def _own(self) -> StandardRef | None:
        """Return the id that the record gives by itself, as ``hria standard export`` does."""
        for _, text, kind in self._ids:
            if kind == OWN:
                try:
                    ref = StandardRef.parse(text)
                except BadNameError:
                    continue
                if self._body in {"", ref.body}:
                    return ref
        return None

    @property
    def _ref(self) -> StandardRef | None:
        own = self._given or self._own
        return own or (self._named.ref if self._named else None)

    @property
    def _edition(self) -> str:
        if not self._given and self._own and self._own.edition:
            return self._own.edition
        if self._named and self._named.edition:
            return self._named.edition
        return self._date()[0][:7]

    def faults(self) -> Iterator[Fault]:
        """Yield what makes it impossible to convert the record."""
        if not self._ids:
            words = (
                "docidentifier is missing, or has no words"
                " (allowed: a Relaton record, whose docidentifier is a list of maps with content)"
            )
            yield Fault("HRIA002", ("docidentifier",), words)
        elif self._ref is None:
            words = f"no id follows from the designation {self._first[:80]!r} ({_ALLOWED})"
            yield Fault("HRIA004", self._ids[0][0], f"{words}, or name the standard as <body>/<id>")
        for at, text in (*((at, text) for at, text, _ in self._ids), self._title[:2]):
            if any(unicodedata.category(letter) == "Cc" for letter in text):
                yield Fault("HRIA004", at, "a control character (allowed: words)")

    def entry(self, file: str) -> Entry:
        """Return what the record called *file* says."""
        ref, named_ = self._ref, self._named
        assert ref is not None  # noqa: S101 - faults() came first
        own = self._own is not None and self._given is None
        docid = self._first if own else self._docid
        day, day_kind = self._date()
        status, stage = self._status()
        told = named_.note if named_ else ""
        return Entry(
            file=file,
            ref=StandardRef(ref.body, ref.id, self._edition),
            designation=docid if own or named_ is None else named_.designation,
            docid=docid,
            others=tuple(text for _, text, kind in self._ids if text != docid and kind != OWN),
            is_series=not own and not (named_ and named_.edition),
            amends=None if own or named_ is None else _amended(named_),
            amended=_amended_words(named_) if named_ and not own else "",
            line=named_.line if named_ else "",
            told=told,
            title=self._title[1],
            title_note=self._title[2],
            day=day,
            day_kind=day_kind,
            number=text_of(self._plain.get("edition")),
            status=status,
            stage=stage,
            is_draft=(status or _standing(_STAGE_TOLD.sub(r"\1", told))) in _DRAFTS,
            related=tuple(self._related(ref.body)),
            address=self._address(),
        )

    def _related(self, body: str) -> Iterator[Other]:
        """Yield the other texts whose designations are understood."""
        for relation in many(self._plain.get("relation")):
            kind = text_of(of(relation, "type")).lower()
            if kind not in RELATIONS and kind not in EDITIONS:
                continue
            item = of(relation, "bibitem")
            listed = many(of(item, "docidentifier") or of(item, "docid"))
            # Records of W3C and IEEE name the other text by its reference alone.
            reference = text_of(of(item, "formattedref"))
            for identifier in (*listed, of(item, "formattedref")):
                own = text_of(of(identifier, "type")) == OWN
                if (
                    found := _own(text_of(identifier), reference)
                    if own
                    else _other(text_of(identifier), body)
                ):
                    ref, designation, amends = found
                    yield Other(kind, ref, designation, amends, _described(relation))
                    break

    def _identifiers(self) -> Iterator[tuple[KeyPath, str, str]]:
        """Yield the designations of the text, their places and kinds, the primary one first."""
        key = "docidentifier" if "docidentifier" in self._plain else "docid"
        listed = self._plain.get(key)
        found = [((key, place), each) for place, each in enumerate(many(listed))]
        for at, each in sorted(found, key=lambda one: text_of(of(one[1], "primary")) != "true"):
            if words := text_of(each):
                yield at, words, text_of(of(each, "type"))

    def _found_title(self) -> tuple[KeyPath, str, str]:
        """Return the place of the title, the title, and what must be known of it."""
        titles = [
            (("title", place), text_of(each), text_of(of(each, "type")), _language(each))
            for place, each in enumerate(many(self._plain.get("title")))
        ]
        held_ = [each for each in titles if each[1]]
        languages = dict.fromkeys(each[3] for each in held_)
        for language in sorted(languages, key=lambda one: one not in {"", "en"}):
            of_language = [each for each in held_ if each[3] == language]
            at, words, _, _ = min(of_language, key=lambda each: each[2] not in {"main", ""})
            parts = {kind: text for _, text, kind, _ in reversed(of_language)}
            if not parts.keys() & {"main", ""} and parts.keys() & set(_TITLE_PARTS):
                words = " — ".join(parts[kind] for kind in _TITLE_PARTS if kind in parts)
            note = "" if language in {"", "en"} else _foreign(language)
            return at, words, note
        return ("title",), "", ""

    def _date(self) -> tuple[str, str]:
        """Return the day or month of the edition, and what the record calls it."""
        found: dict[str, str] = {}
        for each in many(self._plain.get("date")):
            word = text_of(of(each, "at") or of(each, "value") or of(each, "on"))
            if DAY.fullmatch(word):
                found.setdefault(text_of(of(each, "type")), word)
        for kind in (*_DATES, ""):
            if kind in found:
                return found[kind], kind
        return "", ""

    def _status(self) -> tuple[str, str]:
        """Return the standing, and the stage in the words of the record."""
        held_ = self._plain.get("status", self._plain.get("docstatus", ""))
        stage, substage = text_of(of(held_, "stage")), text_of(of(held_, "substage"))
        if not stage:
            return "", ""
        words = f"{stage}.{substage}" if substage else stage
        return _standing(words) or "unknown", words

    def _address(self) -> str:
        links = many(self._plain.get("source", self._plain.get("link", "")))
        for link in links:
            address = text_of(link)
            if text_of(of(link, "type")) == "src" and ADDRESS.fullmatch(address):
                return address
        return ""


def _standing(stage: str) -> str:
    return next((status for form, status in _STATUS if form.fullmatch(stage.lower())), "")


def _language(title: Plain) -> str:
    spoken = [text_of(word) for word in many(of(title, "language"))]
    return "en" if "en" in spoken else next(iter(spoken), "")


def _foreign(language: str) -> str:
    told = language if _LANGUAGE.fullmatch(language) else "another language"
    return f"The record has no title in English; this one is in {told}."


def _described(relation: Plain) -> str:
    words = text_of(of(relation, "description"))[:80]
    return f"The record says: {words}." if words.isprintable() and words else ""


def _amended(name: Named) -> StandardRef | None:
    base = name.amends
    return base.ref._replace(edition=base.edition) if base else None


def _amended_words(name: Named) -> str:
    base = name.amends
    if base is None:
        return ""
    return f"{base.designation} ({base.edition})" if base.edition else base.designation


_Found = tuple[StandardRef, str, StandardRef | None]


def _own(words: str, reference: str) -> _Found | None:
    try:
        return StandardRef.parse(words), reference or words, None
    except BadNameError:
        return None


# The records of one standard all name the same texts.
@lru_cache(maxsize=4096)
def _other(words: str, body: str) -> _Found | None:
    found = named(words) or named(words, body)
    if found is None:
        return None
    return found.ref._replace(edition=found.edition), found.designation, _amended(found)
