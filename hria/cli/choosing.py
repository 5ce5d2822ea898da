"""What ``hria assess`` does without a standard: what was begun, or a standard and checklists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hria.assess.plan import Part, concerned, unanswered
from hria.cli.console import Read, Say
from hria.cli.describing import describe
from hria.cli.opening import open_assessment
from hria.content.documents import Loaded
from hria.content.library import Library
from hria.errors import HriaError
from hria.model.assessment import Assessment, Pinned
from hria.model.refs import ChecklistRef, StandardRef
from hria.model.searching import matches
from hria.model.standard import Descriptor

Describe = Callable[[str, Read, Say], Path | None]
"""Describes a standard that nobody has described, and returns its file."""


@dataclass(frozen=True)
class Choice:
    """What somebody chose to assess."""

    standard: str
    """The standard, as ``<body>/<id>``."""

    checklists: list[str]
    """The checklists, as commands take them."""

    path: Path | None
    """The assessment to go on with; None for a new one."""


@dataclass(frozen=True)
class Begun:
    """An assessment of the workspace that is not finished, or that cannot be read."""

    path: Path
    """Its file."""

    choice: Choice | None
    """What to go on with; None where the file cannot be read."""

    told: str
    """What there is to say of it, on one line."""


class _LeftError(Exception):
    """The person leaves."""


def choose(found: Library, root: Path | None, read: Read, say: Say) -> Choice | None:
    """Return what the person chooses; None where the person leaves.

    *root* is the workspace whose unfinished assessments are offered first.
    """
    try:
        return _choose(found, root, _leaving(read), say)
    except (_LeftError, EOFError):
        return None


def _choose(found: Library, root: Path | None, read: Read, say: Say) -> Choice:
    started = list(begun(root, found)) if root else []
    picked = pick_begun(started, read, say) if started else ""
    if isinstance(picked, Choice):
        return picked
    ref = pick_standard(found, read, say, words=picked)
    # What was described just now is not in a library that was listed before.
    fresh = Library(found.roots, found.base)
    return Choice(str(ref), pick_checklists(fresh, ref, read, say), None)


def _leaving(read: Read) -> Read:
    def line(prompt: str) -> str:
        typed = read(prompt).strip()
        if typed.lower() in {"q", ":q", ":quit", ":stop"}:
            raise _LeftError
        return typed

    return line


# What was begun


def begun(root: Path, found: Library) -> Iterator[Begun]:
    """Yield the assessments in the workspace *root* with questions open, in order of name."""
    for path in sorted(root.glob("reports/*/*/*/assessment.yaml")):
        name = found.shown(path.parent)
        try:
            opened = open_assessment(path)
        except HriaError as error:
            reason = str(error).splitlines()[0]
            yield Begun(path, None, f"{name}: cannot be read: {reason}")
            continue
        left = sum(1 for _ in unanswered(opened.parts, opened.assessment, opened.features))
        if left:
            refs = [pin.ref for pin in opened.assessment.checklists]
            told = f"{name}: {', '.join(refs)}; {left} question{'s' * (left > 1)} open"
            yield Begun(
                path, Choice(opened.assessment.standard, refs, Path(found.shown(path))), told
            )


def pick_begun(started: Sequence[Begun], read: Read, say: Say) -> Choice | str:
    """Return the assessment to go on with, or the words by which to look for a standard."""
    choices = [each.choice for each in started if each.choice]
    if choices:
        say("Begun and not finished:")
    count = 0
    for each in started:
        count += each.choice is not None
        say(f"  {count if each.choice else '-'}  {each.told}")
    if not choices:
        return ""
    typed = read("Number to go on; words or Enter for another standard; q leaves: ")
    number = _number(typed, len(choices))
    return choices[number - 1] if number else typed


# A standard


def pick_standard(
    found: Library, read: Read, say: Say, words: str = "", describe_it: Describe = describe
) -> StandardRef:
    """Return the standard that the person chooses; *words* are searched for first."""
    listed: list[StandardRef] = []
    known = dict(_described(found))
    searched = ""
    typed = words or read(_SEARCH)
    while True:
        if number := _number(typed, len(listed)):
            return listed[number - 1]
        if typed.lower() == "d" and searched and not listed:
            path = describe_it(searched, read, say)
            if path is not None:
                return StandardRef(path.parent.name, path.stem)
            typed = read(_SEARCH)
            continue
        searched, listed = typed, search(typed, known)
        for place, ref in enumerate(listed, 1):
            say(f"  {place}  {ref}  {known[ref]}")
        if not listed:
            say(f"Nothing is found for {searched!r}.")
        typed = read(_MORE if listed else _NOTHING)


_SEARCH = "Which standard? Some words of its number or title (Enter lists all; q leaves): "
_MORE = "Number, or other words (Enter lists all; q leaves): "
_NOTHING = "Other words, or d to describe that standard now (Enter lists all; q leaves): "


def search(words: str, known: Mapping[StandardRef, str]) -> list[StandardRef]:
    """Return the standards in whose id, number or title every one of *words* is met."""
    return [ref for ref, told in known.items() if matches(words, f"{ref.body} {ref.id} {told}")]


def _described(found: Library) -> Iterator[tuple[StandardRef, str]]:
    for ref in found.standards:
        try:
            told = _heading(found.descriptor(ref))
        except HriaError:
            told = "(its descriptor has problems: hria check)"
        yield ref, told


def _heading(descriptor: Loaded[Descriptor]) -> str:
    described = descriptor.document
    return f"{described.designation.value}: {described.title.value}"


# Checklists


def pick_checklists(found: Library, ref: StandardRef, read: Read, say: Say) -> list[str]:
    """Return the rights whose released checklists the person chooses; Enter takes all."""
    rights = list(found.released_rights)
    if not rights:
        return []
    say(f"Checklists for {ref}:")
    for place, right in enumerate(rights, 1):
        say(f"  {place}  {_applying(found, ref, right)}")
    while True:
        typed = read("Numbers, with blanks or commas (Enter: all; q leaves): ")
        words = typed.replace(",", " ").split()
        chosen = [_right(word, rights) for word in words]
        if all(chosen):
            return list(dict.fromkeys(chosen)) or rights
        say(f"  {typed!r} (allowed: numbers from 1 to {len(rights)}, or names of checklists)")


def _right(word: str, rights: Sequence[str]) -> str:
    number = _number(word, len(rights))
    if number:
        return rights[number - 1]
    return word if word in rights else ""


def _applying(found: Library, ref: StandardRef, right: str) -> str:
    version = found.newest(right)
    checklist = found.checklist(ChecklistRef(right, version)).document
    part = Part(right, version, checklist)
    empty = Assessment(standard=str(ref), checklists=(Pinned(ref=part.ref),))
    applying = len(concerned(part, empty, found.descriptor(ref).document.features))
    total = len(checklist.active)
    return f"{part.ref}  {checklist.title}: {applying} of {total} questions apply"


def _number(typed: str, last: int) -> int:
    """Return the number from 1 to *last* that *typed* is, or 0: 8484 may be a word to look for."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _LONG else 0
    return number if number <= last else 0


_LONG = 5
