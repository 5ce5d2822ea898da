"""A standard as a page for people: who can do what to whom, by which clause, how sure we are."""

from collections.abc import Iterable, Iterator, Mapping

from hria.brief.blocks import (
    Block,
    Heading,
    Inline,
    Items,
    Line,
    Notice,
    Paragraph,
    Strong,
    Table,
)
from hria.cli.standing import Assessed
from hria.model.facts import Fact, SourceEntry
from hria.model.standard import CapabilityFact, Clause, Descriptor, Relation, Voice

_BASES: Mapping[str | None, str] = {
    "text": "What the text specifies",
    "draft": "What only a draft said; it is not the text in force",
    "authors": "What others say it would enable",
    "analysis": "What we infer",
    None: "Without a recorded basis",
}

_MARKS: Mapping[str, str] = {
    "verified": "checked at the source",
    "secondary": "from a report",
    "recalled": "from memory, not checked",
    "inferred": "our inference",
    "unknown": "unknown",
}

_KINDS: Mapping[str, str] = {
    "primary": "the text, or the body's own page",
    "copy": "a copy of the text",
    "draft": "a draft",
    "leaked-draft": "a leaked draft",
    "secondary": "a report about it",
    "none": "no source that can be opened",
}

_STANDINGS: Mapping[str, str] = {
    "draft": "a draft, not adopted",
    "in-force": "in force",
    "superseded": "superseded",
    "withdrawn": "withdrawn",
    "proposal": "a proposal, not adopted",
    "unknown": "of unknown standing",
}


def standard(
    ref: str, shown: Descriptor, now: str, assessments: Iterable[Assessed]
) -> tuple[Block, ...]:
    """Return the page of a standard; *now* is what has replaced it, if that is known."""
    return tuple(
        block
        for part in (
            _identity(ref, shown, now),
            _results(tuple(assessments)),
            _capabilities(shown),
            _section("Data that becomes visible", shown.data_exposed, shown),
            _section("What can be refused, revoked or cut", shown.control_points, shown),
            _section("Safeguards in the text", shown.safeguards, shown),
            _section("What the text does not say", shown.silences, shown),
            _contested(shown),
            _asked(shown),
            _section("Related texts", shown.related, shown),
            _section("Not known", shown.open_questions, shown),
            _sources(shown),
        )
        for block in part
    )


def title(shown: Descriptor) -> str:
    """Return number and title."""
    return f"{shown.designation.value}: {shown.title.value}"


def _identity(ref: str, shown: Descriptor, now: str) -> Iterator[Block]:
    yield Heading(1, title(shown))
    yield Notice((Strong(_standing(shown, now)),))
    if any(s.kind == "leaked-draft" for s in shown.sources.values()):
        yield Notice(
            ("Some of what follows was read in a leaked draft; it is shown apart and marked.",)
        )
    lines: list[Line] = [(f"id: {ref}",)]
    for edition in shown.editions:
        standing = _STANDINGS[edition.status.value] if edition.status else "standing not recorded"
        date = f", {edition.date.value}" if edition.date else ""
        sure = f" ({_sure(edition.status, shown)})" if edition.status else ""
        note = f". {edition.note}" if edition.note else ""
        lines.append((f"edition {edition.id}: {standing}{date}{sure}{note}",))
    lines += [
        (f"{label}: ", *_told(fact, shown))
        for label, facts in (
            ("made by", (shown.body,)),
            ("approval", (shown.approval_route,)),
            ("who may read the text", (shown.text_access,)),
            ("who could read the drafts", (shown.drafts_access,)),
            ("binding force", (shown.normative_force,)),
            ("taken up by", shown.adoption_path),
            ("layer", (shown.layer,)),
            ("who acts", shown.actors),
        )
        for fact in facts
        if fact is not None
    ]
    people = "; ".join(f"{c.by}, {c.on}{f' ({c.what})' if c.what else ''}" for c in shown.checked)
    lines.append((f"checked by: {people or 'no person yet'}",))
    yield Items(tuple(lines))


def _standing(shown: Descriptor, now: str) -> str:
    first = shown.editions[0] if shown.editions else None
    status = first.status.value if first and first.status else "unknown"
    sure = first.status.mark if first and first.status else "verified"
    said = f"This text is {_STANDINGS[status]}"
    said += f" (edition {first.id})" if first else ""
    said += "." if sure == "verified" else f"; that is {_MARKS[sure]}."
    old = [_other(r) for r in shown.related if r.relation == "supersedes"]
    said += f" It is replaced by {now}." if now else ""
    return said + (f" It replaced {'; '.join(old)}." if old else "")


def _other(related: Relation) -> str:
    return f"{related.value.rstrip('.')} ({related.id})" if related.id else related.value


def _results(assessments: tuple[Assessed, ...]) -> Iterator[Block]:
    yield Heading(2, "Assessments")
    if not assessments:
        yield Paragraph(("There is none yet (hria assess).",))
        return
    header = ("assessment", "state", "edition", "results")
    rows = tuple(
        ((Strong(a.name),), (a.state,), (a.edition or "not named",), (_words(a),))
        for a in assessments
    )
    yield Table((30, 12, 12, 46), header, rows)


def _words(assessed: Assessed) -> str:
    return "; ".join(
        f"{r.title} {r.result.word} (up to {r.ceiling.word}"
        f"{', provisional' if r.provisional else ''})"
        for r in assessed.results
    )


def _capabilities(shown: Descriptor) -> Iterator[Block]:
    yield Heading(2, "Who can do what to whom")
    if shown.capabilities is None:
        yield Paragraph(("Nobody has looked; so every question is asked of it.",))
        return
    if not shown.capabilities:
        yield Paragraph(("It was looked at, and can do nothing to people.",))
        return
    header = ("what", "who", "to whom", "clause", "force", "noticed", "how sure")
    for basis, heading in _BASES.items():
        facts = [c for c in shown.capabilities if c.basis == basis]
        if facts:
            yield Heading(3, heading)
            rows = tuple(_row(c, shown) for c in facts)
            yield Table((32, 13, 15, 8, 7, 7, 18), header, rows)


def _row(each: CapabilityFact, shown: Descriptor) -> tuple[Line, ...]:
    note = f" ({each.note})" if each.note else ""
    return (
        (Strong(each.capability), f": {each.value}{note}"),
        (each.used_by or "not recorded",),
        (each.against or "not recorded",),
        (each.clause or "none",),
        (each.force or "unknown",),
        (each.visible or "unknown",),
        (_sure(each, shown),),
    )


def _contested(shown: Descriptor) -> Iterator[Block]:
    if not shown.concerns and not shown.counter_views:
        return
    yield Heading(2, "Contested")
    for heading, voices in (
        ("Concerns", shown.concerns),
        ("What is answered, and good effects", shown.counter_views),
    ):
        yield Heading(3, heading)
        told = tuple(_told(voice, shown) for voice in voices)
        yield Items(told) if told else Paragraph(("None is recorded.",))


def _asked(shown: Descriptor) -> Iterator[Block]:
    """Yield what others have asked for, apart from what we infer should be asked for."""
    ours = tuple(each for each in shown.asks if each.mark == "inferred")
    others = tuple(each for each in shown.asks if each.mark != "inferred")
    yield from _section("What others have asked for", others, shown)
    yield from _section("What we would ask for", ours, shown)


def _section(heading: str, facts: tuple[Fact, ...], shown: Descriptor) -> Iterator[Block]:
    if facts:
        yield Heading(2, heading)
        yield Items(tuple(_told(fact, shown) for fact in facts))


def _told(fact: Fact, shown: Descriptor) -> Line:
    first: list[Inline] = []
    if isinstance(fact, Voice) and (fact.by or fact.on):
        first = [Strong(", ".join(filter(None, (fact.by, fact.on)))), ": "]
    if isinstance(fact, Relation):
        first = [Strong(fact.relation.replace("-", " ")), f": {fact.id}: " if fact.id else ": "]
    clause = ""
    if isinstance(fact, Clause) and fact.clause:
        clause = f" [clause {fact.clause}, force {fact.force or 'unknown'}]"
    note = f". {fact.note.rstrip('.')}" if fact.note else ""
    return (*first, f"{fact.value.rstrip('.')}{clause}{note} ({_sure(fact, shown)})")


def _sure(fact: Fact, shown: Descriptor) -> str:
    entry = shown.sources.get(fact.source)
    if entry and entry.kind == "none" and fact.mark != "unknown":
        # Its title says once more what the mark says.
        return _MARKS[fact.mark]
    place = f", {fact.at}" if fact.at else ""
    return f"{_MARKS[fact.mark]}: {entry.title if entry else fact.source}{place}"


def _sources(shown: Descriptor) -> Iterator[Block]:
    if shown.sources:
        yield Heading(2, "Sources, and how much of them was read")
        yield Items(tuple((_source(entry),) for entry in shown.sources.values()))


def _source(entry: SourceEntry) -> str:
    parts = [entry.title, _KINDS[entry.kind]]
    parts += [f"of {entry.on}"] if entry.on else []
    parts += [f"read: {entry.read}"] if entry.read else []
    parts += [entry.note] if entry.note else []
    parts += [entry.address] if entry.address else []
    return "; ".join(parts)
