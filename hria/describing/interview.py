"""What is asked about a standard, in order, and the descriptor that the answers make."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, get_args

from hria.content.library import Library
from hria.describing.lines import Lines, UnfitError, choice, numbered, numbers
from hria.describing.vocabulary import VOCABULARY, found
from hria.errors import BadNameError
from hria.model.designations import named, slug
from hria.model.facts import Capability, Mark
from hria.model.refs import StandardRef
from hria.model.standard import Descriptor, Status

Plain = dict[str, object]
"""A part of a descriptor, as a file holds it."""

_MARKS: Mapping[str, tuple[Mark, str]] = {
    "v": ("verified", "read in the text itself, or on the body's own page"),
    "s": ("secondary", "read in a report about it"),
    "r": ("recalled", "from memory, not opened"),
    "i": ("inferred", "our own reasoning"),
    "u": ("unknown", "looked for and not found"),
}

_KINDS: Mapping[str, str] = {
    "primary": "the text itself, or the body's own page",
    "copy": "a copy of it",
    "draft": "a draft",
    "leaked-draft": "a draft that was not meant to be public",
    "secondary": "a report about it",
    "none": "memory, reasoning, or not found",
}

_DRAFTS = {"draft", "leaked-draft"}
_UNREAD = {"secondary", "none"}

_ACCESS = (
    "public and free",
    "public after approval only",
    "paid",
    "members only",
    "leaked only",
)

_BASES: Mapping[str, str] = {
    "text": "the text specifies it",
    "draft": "only a draft did",
    "authors": "its authors, or others, say so",
    "analysis": "our own inference",
}

_FORCES: Mapping[str, str] = {
    "N0": "informative: example, note, use case",
    "N1": "an option that must be switched on",
    "N2": "recommended (should)",
    "N3": "needed in one role or profile",
    "N4": "required of every implementation (shall, must)",
    "unknown": "the clause was not read",
}

_LOOKED = {"1": "now", "2": "not", "3": "none"}

_KEY_WORDS = 4
"""How many words of its title the key of a source is made from."""


class Place(NamedTuple):
    """Which standard is described."""

    ref: StandardRef
    """Its id."""

    designation: str
    """Its number or short name, without an edition."""

    edition: str
    """The edition that was named with it; empty where none was."""

    typed: str
    """The designation as it was typed."""


class Interview:
    """One run of the prompts, from the first to the last."""

    def __init__(self, lines: Lines, library: Library) -> None:
        self._lines = lines
        self._library = library
        self._sources: dict[str, Plain] = {}
        self._source = ""
        self._places: dict[str, str] = {}
        self._mark: Mark | None = None

    # Which standard it is

    def place(self, name: str, ref: StandardRef | None) -> Place:
        """Ask which standard is meant, as far as *name* and *ref* do not tell."""
        meant = named(name) if name else None
        body = ref.body if ref else self._body(meant.ref.body if meant else "")
        if not self._library.body(body):
            self._lines.say(
                f"  There is no standards/{body}/sdo.yaml: reports cannot say how a comment reaches"
                f" {body} until somebody writes it (docs/authoring.md)."
            )
        typed = self._designation(name, ref)
        known = named(typed, body)
        designation = known.designation if known else typed
        edition = known.edition if known else ""
        return Place(ref or self._id(body, designation), designation, edition, typed)

    def _body(self, default: str) -> str:
        known = sorted({*self._library.bodies, *(ref.body for ref in self._library.standards)})
        self._lines.say("Which body made the standard?")
        for number, body in enumerate(known, 1):
            self._lines.say(f"  {number}  {body}")
        names = numbered(known)

        def fit(line: str) -> str:
            typed = line.lower() or default
            if typed.isdigit() and typed not in names:
                raise UnfitError(f"{line!r} (allowed: 1 to {len(known)}, or a short name)")
            name = names.get(typed, typed)
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
                raise UnfitError(f"{line!r} (allowed: letters a to z, digits and hyphens)")
            return name

        about = "The body is a folder in standards; a short name in lower case makes a new one."
        return self._lines.ask(f"Body: number, or a new short name{_hint(default)}: ", fit, about)

    def _designation(self, name: str, ref: StandardRef | None) -> str:
        guess = named(ref.id.upper(), ref.body) if ref else None
        default = guess.designation if guess else "" if ref else name
        about = "The number or short name by which people cite it, such as ITU-T Y.2770."
        return self._lines.ask(f"Designation{_hint(default)}: ", _needed(default), about)

    def _id(self, body: str, designation: str) -> StandardRef:
        known = named(designation, body)
        short = re.sub(rf"^{re.escape(body)}[ -]", "", designation, flags=re.IGNORECASE)
        default = known.ref.id if known else slug(short)

        def fit(line: str) -> StandardRef:
            try:
                ref = StandardRef.parse(f"{body}/{line or default}")
            except BadNameError:
                ref = None
            if ref is None or ref.edition or ref.id == "sdo":
                raise UnfitError(
                    f"{line or default!r} (allowed: a to z and digits, joined by . - or _)"
                )
            if ref in self._library.standards:
                raise UnfitError(
                    f"{ref} is described already, and is not overwritten (hria show {ref})"
                )
            return ref

        about = "The name of its file: the designation in lower case, such as y.2770."
        return self._lines.ask(f"Id{_hint(default)}: ", fit, about)

    # What is known of it

    def descriptor(self, place: Place) -> Descriptor:
        """Ask what is known of the standard, and return it."""
        say = self._lines.say
        say("Every fact needs a source and a mark. Enter takes what stands in [ ].")
        made: Plain = {"designation": self._sourced(place.designation, "the designation")}
        about = "The exact official title, as the text has it."
        title = self._lines.ask("Exact title: ", _needed(), about)
        made["title"] = self._sourced(title, "the title")
        if editions := list(self._editions(place.edition)):
            made["editions"] = editions
        if access := self._access():
            made["text-access"] = access
        capabilities = self._capabilities()
        if capabilities is not None:
            made["capabilities"] = capabilities
        made["sources"] = self._sources
        return Descriptor.model_validate(made)

    def confirmed(self, path: str) -> None:
        """Ask whether to write *path*; :back and :quit are the other ways."""
        about = "Enter writes the file; :back goes back; :quit writes nothing."

        def fit(line: str) -> None:
            if line.lower() not in {"", "y", "yes"}:
                raise UnfitError("Enter writes it; :back changes it; :quit writes nothing")

        self._lines.ask(f"Write {path}? [y]: ", fit, about)

    def _editions(self, default: str) -> Iterator[Plain]:
        ids: list[str] = []

        def fit(line: str) -> str:
            name = line or default
            if not name or name == "none":
                return ""
            if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z-]*", name):
                raise UnfitError(f"{name!r} (allowed: letters, digits, hyphens, such as 2012-11)")
            if name in ids:
                raise UnfitError(f"the edition {name} was given already")
            return name

        about = "An edition has a short name, such as 2012-11: what stands after @ in its id."
        leave = "none: not known" if default else "Enter: not known"
        prompt = f"Edition, such as 2012-11 ({leave}){_hint(default)}: "
        while name := self._lines.ask(prompt, fit, about):
            ids.append(name)
            yield self._edition(name)
            default = ""
            prompt = "An older edition (Enter: no more): "

    def _edition(self, name: str) -> Plain:
        edition: Plain = {"id": name}
        about = "The day or the month of approval or publication, as exactly as known."
        if date := self._optional(f"Date of {name}, such as 2012-11-20", about):
            edition["date"] = self._sourced(date, "the date")
        status = self._chosen(f"Status of {name}", dict.fromkeys(get_args(Status), ""))
        if status:
            edition["status"] = self._sourced(status, "the status")
        if note := self._optional("What a reader must know about the edition"):
            edition["note"] = note
        return edition

    def _access(self) -> Plain | None:
        say = self._lines.say
        say("Who may read the text?")
        for number, access in enumerate(_ACCESS, 1):
            say(f"  {number}  {access}")
        names = numbered(_ACCESS)
        prompt = "Who may read it: number or words (Enter: leave out): "
        typed = self._lines.ask(prompt, lambda line: names.get(line.lower(), line))
        return self._sourced(typed, "who may read it") if typed else None

    # What it can do

    def _capabilities(self) -> list[Plain] | None:
        say = self._lines.say
        say("What can it do that touches people? The answer decides which questions are asked.")
        say("  1  name what it can do, now")
        say("  2  I have not looked: every question is asked then")
        say("  3  I have looked, and it can do nothing of the kind: a strong claim")
        about = "An absent list asks every question; an empty one only those for every standard."
        looked = self._lines.ask("1, 2 or 3 [2]: ", choice(_LOOKED, "2"), about)
        if looked == "none" and self._claimed():
            return []
        if looked != "now":
            return None
        chosen = list(self._named())
        if not chosen:
            say("  Nothing was named, so the list is left out: every question is asked.")
        return chosen or None

    def _claimed(self) -> bool:
        def fit(line: str) -> bool:
            if line.lower() not in {"", "none"}:
                raise UnfitError("type the word none, or Enter to leave the list out")
            return line.lower() == "none"

        prompt = "Type none to claim that it can do nothing to people (Enter: leave the list out): "
        return self._lines.ask(prompt, fit)

    def _named(self) -> Iterator[Plain]:
        about = "One or more words, such as log, decrypt or location; * lists the whole vocabulary."
        prompt = "Search for what it can do, such as log or decrypt (* lists all; Enter: no more): "
        while query := self._lines.ask(prompt, lambda line: line, about):
            listed = list(VOCABULARY) if query == "*" else found(query)
            if not listed:
                self._lines.say("  Nothing is found by these words; * lists the whole vocabulary.")
                continue
            for number, name in enumerate(listed, 1):
                self._lines.say(f"  {number}  {name}: {VOCABULARY[name].meaning}")
            for name in self._picked(listed):
                yield self._capability(name)

    def _picked(self, listed: Sequence[Capability]) -> list[Capability]:
        prompt = "Numbers of those it has (Enter: none of these): "
        picked = self._lines.ask(prompt, lambda line: numbers(line, len(listed)))
        return [listed[number - 1] for number in picked]

    def _capability(self, name: Capability) -> Plain:
        self._lines.say(f"{name}: {VOCABULARY[name].meaning}")
        about = "What the text lets somebody do, in plain words, and only what it does say."
        made: Plain = {
            "capability": name,
            "value": self._lines.ask("What does it do, in words: ", _needed(), about),
        }
        basis = self._chosen("On what does that rest", _BASES)
        given = {
            "basis": basis,
            "clause": self._optional("Clause"),
            "force": self._chosen("Force of the clause", _FORCES),
            "used-by": self._optional("Who can use it"),
            "against": self._optional("On whom does it act"),
            "visible": self._chosen(
                "Can the person notice it", {"yes": "", "no": "", "unknown": ""}
            ),
        }
        made |= {key: value for key, value in given.items() if value}
        placed = "clause" in made
        fact = self._sourced(str(made["value"]), "this", in_force=basis == "text", placed=placed)
        return made | fact

    # Facts and their sources

    def _sourced(
        self, value: str, what: str, *, in_force: bool = False, placed: bool = False
    ) -> Plain:
        """Return *value* as a fact.

        *in_force* rules out a draft as its source; *placed* tells that its clause is known.
        """
        source = self._known_or_new(what, in_force=in_force)
        kind = str(self._sources[source]["kind"])
        mark = self._marked(kind)
        fact: Plain = {"value": value, "source": source, "mark": mark}
        if mark == "verified":
            about = "The clause, section or page at which it can be read."
            if at := self._at(source, about, placed=placed):
                fact["at"] = self._places[source] = at
        self._source, self._mark = source, mark
        return fact

    def _at(self, source: str, about: str, *, placed: bool) -> str:
        if placed:
            return self._optional("Where in the source", about)
        last = self._places.get(source, "")
        prompt = f"Where in the source, such as title page or 6.3{_hint(last)}: "
        return self._lines.ask(prompt, _needed(last), about)

    def _known_or_new(self, what: str, *, in_force: bool) -> str:
        keys = list(self._sources)
        for number, key in enumerate(keys, 1):
            self._lines.say(f"  {number}  {key}: {self._sources[key]['title']}")
        names = numbered(keys)

        def fit(line: str) -> str:
            typed = line or self._source
            if not typed:
                raise UnfitError("a source is needed: a title, or words such as from memory")
            key = names.get(typed.lower(), "")
            if not key and typed.isdigit():
                raise UnfitError(f"{line!r} (allowed: 1 to {len(keys)}, or the title of a source)")
            if key and in_force and self._sources[key]["kind"] in _DRAFTS:
                raise UnfitError(f"{key} is a draft, and not the text: take another (:back)")
            return key or f"+{typed}"

        about = "Where it stands: the title of a text or page with its edition or date."
        which = "number or title" if keys else "title"
        typed = self._lines.ask(f"Source of {what}: {which}{_hint(self._source)}: ", fit, about)
        return self._new_source(typed[1:], in_force=in_force) if typed[0] == "+" else typed

    def _new_source(self, title: str, *, in_force: bool) -> str:
        kinds = {k: m for k, m in _KINDS.items() if not (in_force and k in _DRAFTS)}
        kind = self._chosen("Kind of this source", kinds, needed=True)
        entry: Plain = {"title": title, "kind": kind}
        if address := self._optional("Its address"):
            entry["address"] = address
        if read := self._optional("How much of it was read"):
            entry["read"] = read
        words = slug(title.replace(".", " ")).split("-")[:_KEY_WORDS]
        first = "-".join(words) or "source"
        tries = (first if n == 1 else f"{first}-{n}" for n in range(1, len(self._sources) + 2))
        key = next(name for name in tries if name not in self._sources)
        self._sources[key] = entry
        return key

    def _marked(self, kind: str) -> Mark:
        allowed = {k: m for k, m in _MARKS.items() if not (m[0] == "verified" and kind in _UNREAD)}
        options = {k: mark for k, (mark, _) in allowed.items()}
        options |= {mark: mark for mark, _ in allowed.values()}
        last = self._mark if self._mark in options.values() else None
        about = "; ".join(f"{key} {mark}: {meaning}" for key, (mark, meaning) in allowed.items())
        if last is None:
            for key, (mark, meaning) in allowed.items():
                self._lines.say(f"  {key}  {mark}: {meaning}")
        return self._lines.ask(f"Mark{_hint(last or '')}: ", choice(options, last or ""), about)

    # Small prompts

    def _optional(self, prompt: str, about: str = "") -> str:
        return self._lines.ask(f"{prompt} (Enter: leave out): ", lambda line: line, about)

    def _chosen(self, prompt: str, options: Mapping[str, str], *, needed: bool = False) -> str:
        """Return one of *options*, chosen by number or word; empty where it is left out."""
        for number, (name, meaning) in enumerate(options.items(), 1):
            self._lines.say(f"  {number}  {name}{': ' if meaning else ''}{meaning}")
        words = numbered(list(options)) | ({} if needed else {"": ""})
        leave = "" if needed else " (Enter: leave out)"

        def fit(line: str) -> str:
            if line.lower() in words:
                return words[line.lower()]
            raise UnfitError(f"{line!r} is none of: {', '.join(options)} (? for help)")

        return self._lines.ask(f"{prompt}{leave}: ", fit)


def _hint(default: str) -> str:
    return f" [{default}]" if default else ""


def _needed(default: str = "") -> Callable[[str], str]:
    """Return a rule that takes any words, or Enter where there is a default."""

    def fit(line: str) -> str:
        if words := line or default:
            return words
        raise UnfitError("this is needed")

    return fit
