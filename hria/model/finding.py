"""Finding a standard by what people type: what each is found by, and what comes first.

Nothing here needs a whole descriptor, so that a search is answered at once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from hria.model.refs import bare
from hria.model.searching import folded

_NEAR = 0.8
_SHORTEST = 4
_MOST_NEAR = 5


class Listed(NamedTuple):
    """What is known of a standard, or of a document that is only cited, in short."""

    ref: str
    """Its id, ``<body>/<id>``; empty where it stands in the bibliography only."""

    designation: str
    title: str
    """Empty where its descriptor cannot be read."""

    status: str = "unknown"
    """The standing of the newest edition."""

    years: tuple[str, ...] = ()
    """The years of its editions, newest first."""

    capabilities: tuple[str, ...] | None = None
    """Its capabilities, or None where nobody has looked."""

    by: str = ""
    """What has replaced it; empty where nothing is known to."""

    replaces: tuple[str, ...] = ()
    """What it has replaced."""

    text: str = ""
    """The words by which it is found besides, in the same form."""

    numbers: tuple[str, ...] = ()
    """Its names, without what people write in different ways."""

    head: str = ""
    """Number and title, in the form in which they are sought."""


class Hit(NamedTuple):
    """Something that was found, and by what."""

    listed: Listed
    by: str
    """``number``, ``title`` or ``words``."""


class Answer(NamedTuple):
    """What a search gives."""

    hits: tuple[Hit, ...]
    replaced: tuple[tuple[str, str], ...]
    """Designations that were meant, and what has replaced each."""

    near: tuple[str, ...]
    """What may have been meant, where nothing was found."""


def find(query: str, listed: Sequence[Listed]) -> Answer:
    """Return what *query* finds, exact numbers first, then titles, then other words."""
    by = replacements(listed)
    hits = _ranked(query, listed)
    near: tuple[str, ...] = ()
    if not hits and (mended := _mended(query, listed)) != query:
        hits = _ranked(mended, listed)
        near = (mended,) if hits else ()
    if not hits:
        near = _near(query, listed)
    told: dict[str, str] = {}
    if (wanted := bare(query)) in by:
        meant = [h.listed.designation for h in hits if wanted in h.listed.numbers]
        told = {meant[0] if meant else query: by[wanted]}
    return Answer(hits, tuple(told.items()), near)


def replacements(listed: Iterable[Listed]) -> dict[str, str]:
    """Return what has replaced each standard that is known to be replaced, by its bare name."""
    found: dict[str, str] = {}
    listed = tuple(listed)
    for each in listed:
        for old in map(bare, each.replaces):
            # An edition that replaces an older one replaces no standard.
            if old not in each.numbers:
                found.setdefault(old, each.designation)
    for each in listed:
        if each.by:
            found[bare(each.designation)] = each.by
    return found


def _ranked(query: str, listed: Iterable[Listed]) -> tuple[Hit, ...]:
    wanted = bare(query)
    words = [f" {word}" for word in _words(query)]
    if not words:
        return ()
    found: list[tuple[int, Hit]] = []
    for each in listed:
        rank = _rank(wanted, words, each)
        if rank:
            # What is only cited comes after what is described.
            found.append((rank + (0 if each.ref else 1), Hit(each, _BY[rank])))
    found.sort(key=lambda pair: (pair[0], pair[1].listed.ref, pair[1].listed.designation))
    return tuple(hit for _, hit in found)


_BY = {1: "number", 3: "number", 5: "title", 7: "words"}


def _rank(wanted: str, words: list[str], each: Listed) -> int:
    if wanted and wanted in each.numbers:
        return 1
    if any(c.isdigit() for c in wanted) and any(wanted in name for name in each.numbers):
        return 3
    if all(word in each.head for word in words):
        return 5
    whole = each.head + each.text
    return 7 if all(word in whole for word in words) else 0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))


def _mended(query: str, listed: Iterable[Listed]) -> str:
    """Return *query* with each unknown word replaced by the nearest that occurs."""
    known = set(_vocabulary(listed))
    mended = []
    for word in _words(query):
        # A word is met by its beginning; a number is never guessed.
        fits = any(each.startswith(word) for each in known)
        guess = not fits and len(word) >= _SHORTEST and not any(c.isdigit() for c in word)
        near = get_close_matches(word, known, 1, _NEAR) if guess else []
        mended.append(near[0] if near else word)
    return " ".join(mended) if mended != _words(query) else query


def _vocabulary(listed: Iterable[Listed]) -> Iterator[str]:
    for each in listed:
        yield from (each.head + each.text).split()


def _near(query: str, listed: Iterable[Listed]) -> tuple[str, ...]:
    names = {number: each.designation for each in listed for number in each.numbers}
    near = get_close_matches(bare(query), names, _MOST_NEAR, _NEAR)
    return tuple(dict.fromkeys(names[number] for number in near))


def prepared(words: Iterable[str]) -> str:
    """Return *words* as the text of a ``Listed``: each once, in the form in which it is sought."""
    return "".join(f" {w}" for w in dict.fromkeys(word for each in words for word in _words(each)))


def entered(listed: Listed, words: Iterable[str] = ()) -> Listed:
    """Return *listed* with all by which it is found, *words* besides number and title."""
    body, _, short = listed.ref.partition("/")
    names = (listed.designation, body + short, short)
    return listed._replace(
        numbers=tuple(dict.fromkeys(name for name in map(bare, names) if name)),
        head=prepared((listed.designation, listed.title)),
        text=prepared(words),
    )
