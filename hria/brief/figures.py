"""What reports draw: each result on its scale, the map of the findings, and what asks change."""

from hria.assess.grading import WORST, level
from hria.assess.score import Finding, Result
from hria.brief.blocks import Block, Field, Figure, Line, Map, Paragraph, Scale, Table, Track
from hria.brief.subject import Subject
from hria.model.grades import Level

_STEPS = range(1, WORST + 1)
"""The steps of severity and of likelihood that lead to a level (METHOD section 4)."""


def scales(subject: Subject) -> Figure:
    """Return the result of each right on the scale of levels, with its floor and ceiling."""
    tracks = tuple(_standing(subject, result) for result in subject.score.results)
    phrases = ("figure-scale", "figure-scale-said", "figure-scale-range")
    return _drawn(subject, phrases, tracks)


def findings_map(subject: Subject) -> list[Block]:
    """Return the findings by severity and likelihood, with the level of each field."""
    words = subject.words
    columns = tuple(words("figure-map-likelihood", n=chance) for chance in _STEPS)
    rows = tuple(
        (
            words("figure-map-severity", n=severity),
            tuple(_field(subject, severity, chance) for chance in _STEPS),
        )
        for severity in reversed(_STEPS)
    )
    lines = " ".join(
        words("figure-line", name=f"{name}, {column}", said=field.said)
        for name, fields in rows
        for column, field in zip(columns, fields, strict=True)
        if field.names
    )
    header = (words("figure-map-corner"), *columns)
    cells: tuple[tuple[Line, ...], ...] = tuple(
        ((name,), *((field.said,) for field in fields)) for name, fields in rows
    )
    drawn = Figure(
        words("figure-map"),
        words("figure-map-said", lines=lines or words("figure-map-none")),
        Map(columns, rows),
        Table((20, 20, 20, 20, 20), header, cells),
    )
    noted = any("(" in name or "*" in name for _, f in rows for each in f for name in each.names)
    return [drawn, *([Paragraph((words("figure-map-note"),))] if noted else [])]


def changes(subject: Subject) -> Figure:
    """Return the result of each right now, and if all asks are accepted."""
    tracks = tuple(_change(subject, result) for result in subject.score.results)
    phrases = ("figure-change", "figure-change-said", "figure-change-head")
    return _drawn(subject, phrases, tracks)


def _drawn(subject: Subject, phrases: tuple[str, str, str], tracks: tuple[Track, ...]) -> Figure:
    """Return *tracks* on the scale of levels; *phrases* name its title, description and head."""
    words = subject.words
    title, description, head = phrases
    lines = " ".join(words("figure-line", name=t.name, said=t.said) for t in tracks)
    rows: tuple[tuple[Line, ...], ...] = tuple(((t.name,), (t.said,)) for t in tracks)
    return Figure(
        words(title),
        words(description, lines=lines),
        Scale(tuple(words.level(each) for each in Level), tracks),
        Table((40, 60), (words("figure-scale-right"), words(head)), rows),
    )


def _mark(result: Result, level_: Level) -> int | None:
    # Silence is no mark at "none": nobody has found that there is nothing.
    return int(level_) if result.answered or not result.applicable else None


def _standing(subject: Subject, result: Result) -> Track:
    words, sure = subject.words, not result.provisional
    said = subject.range(result)
    if result.result == Level.NONE:
        told = subject.result(result, result.result)
        said = words("figure-none", result=told, range=said) if result.ceiling else told
    if not sure:
        said = words("figure-provisional", range=said)
    low, high = int(result.floor), int(result.ceiling)
    return Track(result.title, said, low, high, _mark(result, result.result), sure)


def _change(subject: Subject, result: Result) -> Track:
    before, after = result.result, result.if_asks
    told = {
        "before": subject.result(result, before),
        "after": subject.result(result, after),
    }
    said = subject.words("figure-same" if before == after else "figure-changed", **told)
    if before == Level.NONE:
        said = told["before"]
    return Track(
        result.title,
        said,
        int(after),
        int(before),
        _mark(result, before),
        not result.provisional,
        _mark(result, after),
    )


def _field(subject: Subject, severity: int, chance: int) -> Field:
    found = level(severity, chance, "direct")
    here = (
        finding
        for finding in subject.score.findings
        if finding.residual.level > Level.NONE
        and (finding.residual.severity, finding.residual.likelihood) == (severity, chance)
    )
    names = tuple(_name(finding, found) for finding in here)
    return Field(found.word, subject.words.level(found), names)


def _name(finding: Finding, found: Level) -> str:
    held = "*" if finding.residual.level < found else ""
    name = f"{finding.id}{held}"
    return name if finding.counted else f"({name})"
