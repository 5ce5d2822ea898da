"""What the bibliography says of a law or a document, and which questions cite it."""

from collections.abc import Iterator

from hria.brief.blocks import Block, Heading, Items, Line, Notice, Paragraph, Strong
from hria.content.library import Library
from hria.errors import NotFoundError
from hria.model.bibliography import Bibliography, Passage
from hria.model.refs import ChecklistRef, bare

_MARKS = {
    "verified": "checked at the source",
    "secondary": "from a report",
    "recalled": "from memory, nobody has opened it yet",
    "inferred": "our inference",
    "unknown": "unknown",
}
_WORDS = ("", "art. ", "arts ", "para. ", "paras ", "s. ", "cl. ", "principle ", "q. ", "App. ")


def entry_called(known: Bibliography | None, words: str) -> str | None:
    """Return the name of the entry that people mean by *words*, or None."""
    names = known.entries if known else {}
    if words in names:
        return words
    return next((name for name in names if bare(name) == bare(words)), None)


def passages(known: Bibliography, name: str, place: str) -> tuple[tuple[str, Passage], ...]:
    """Return what *place* of an entry says; raise NotFoundError where nothing is recorded."""
    for word in _WORDS:
        if found := known.passages(name, f"{word}{place}"):
            return found
    raise NotFoundError(f"passage of {name}", place, known.entries[name].parts)


def entry(library: Library, known: Bibliography, name: str, place: str = "") -> Iterator[Block]:
    """Yield the page of an entry, or of one *place* in it."""
    held = known.entries[name]
    yield Heading(1, f"{name} {place}: {held.title}" if place else f"{name}: {held.title}")
    if now := known.replacement(name):
        yield Notice((Strong(f"It is replaced by {now}: {known.entries[now].title}."),))
    facts = [
        f"kind: {held.kind}",
        f"date: {held.date or 'not known'}",
        f"address: {held.address or 'not known'}",
        f"title and date: {_MARKS[held.mark]}",
        *([f"note: {held.note}"] if held.note else []),
    ]
    yield Items(tuple((fact,) for fact in facts))
    said = passages(known, name, place) if place else _all(known, name)
    yield Heading(2, "What it says, in our words")
    yield Items(tuple(map(_said, said))) if said else Paragraph(("Nothing is recorded.",))
    cited = tuple(_citing(library, known, name, said if place else None))
    yield Heading(2, "Questions that cite it")
    yield Items(cited) if cited else Paragraph(("None.",))


def plain(known: Bibliography, name: str, place: str = "") -> dict[str, object]:
    """Return an entry, or one *place* in it, as values for programs."""
    held = known.entries[name]
    told = held.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"parts", "whole"}
    )
    said = passages(known, name, place) if place else _all(known, name)
    return {
        "name": name,
        **told,
        "replaced-by": known.replacement(name),
        "passages": [
            {"cited": cited, **passage.model_dump(mode="json", exclude_none=True)}
            for cited, passage in said
        ],
    }


def _all(known: Bibliography, name: str) -> tuple[tuple[str, Passage], ...]:
    held = known.entries[name]
    whole = ((name, held.whole),) if held.whole else ()
    return (*whole, *((f"{name} {part}", said) for part, said in held.parts.items()))


def _said(told: tuple[str, Passage]) -> Line:
    cited, passage = told
    note = f"; {passage.note}" if passage.note else ""
    return (Strong(cited), f": {passage.says} [{_MARKS[passage.mark]}{note}]")


def _citing(
    library: Library, known: Bibliography, name: str, said: tuple[tuple[str, Passage], ...] | None
) -> Iterator[Line]:
    """Yield the questions that cite the entry, or, where they are given, a passage of *said*."""
    for right in library.released_rights:
        checklist = library.checklist(ChecklistRef(right)).document
        for question in checklist.active:
            places = [
                source.at or ""
                for source in question.sources
                if name in {source.instrument, source.ref}
                and (said is None or any(each in said for each in known.passages(name, source.at)))
            ]
            if places:
                at = f" ({', '.join(filter(None, places))})" if any(places) else ""
                yield (Strong(question.id), f" {question.title}{at}")
