"""A form to print: blocks for the formats of reports, with room for a pen."""

from collections.abc import Iterator, Sequence

from hria.brief.blocks import (
    Block,
    Brief,
    Heading,
    Items,
    Line,
    Notice,
    Paragraph,
    Strong,
    Table,
)
from hria.form.base import Anchors, Column, Form, Guide
from hria.form.base import Table as FormTable
from hria.form.columns import ANSWER_COLUMNS, ID

_EMPTY = "\u00a0"
_SIZES = (30, 70)
_EMPTY_ROWS = 3


def printed(form: Form) -> Brief:
    """Return *form* as a brief: every question with its guidance and a table to fill in."""
    return Brief(
        kind="form",
        language="en",
        direction="ltr",
        title=f"Form: {form.name}",
        watermark="",
        footer=f"{form.name} · {form.assessment.edition or 'edition not named'} · page",
        pages=0,
        of="of",
        blocks=tuple(_blocks(form)),
        levels=(),
    )


def _blocks(form: Form) -> Iterator[Block]:
    yield Heading(1, f"Form: {form.name}")
    yield Notice(
        (
            "Tick one answer for each question, and write why. ",
            "Write nothing here that is not meant for whoever gets this form.",
        )
    )
    facts = tuple((_line(what), _line(value), _line(digest)) for what, value, digest in form.facts)
    yield Table((18, 30, 52), ("This form", "Made for", "Digest"), facts)
    for anchors in form.anchors:
        yield Heading(2, anchors.title)
        yield from _scales(anchors)
        for guide in form.guides:
            if guide.right == anchors.right:
                yield from _question(form, guide)
    if form.left_out:
        yield Heading(2, "Questions left out")
        yield Items(tuple(((Strong(f"{i} {t}"), f": {why}")) for i, t, why in form.left_out))
    for table in form.tables[1:]:
        yield from _list(table)


def _line(words: str) -> Line:
    return (words or _EMPTY,)


def _scales(anchors: Anchors) -> Iterator[Block]:
    if anchors.steps:
        steps = tuple((_line(s), _line(n), _line(words)) for s, n, words in anchors.steps)
        yield Table((18, 14, 68), ("Scale", "Step", "Meaning"), steps)


def _question(form: Form, guide: Guide) -> Iterator[Block]:
    key = " (key question)" if guide.gate else ""
    yield Heading(3, f"{guide.id} {guide.title}{key}")
    yield Paragraph((Strong(guide.ask),))
    if guide.words:
        yield Items(tuple((Strong(f"{label}:"), f" {words}") for label, words in guide.words))
    for row in form.tables[0].rows:
        if row[0] != guide.id:
            continue
        cells = tuple(
            (_line(column.label), _line(_filled(column, words)))
            for column, words in zip(ANSWER_COLUMNS, row, strict=True)
            if column.key and column is not ID
        )
        yield Table(_SIZES, ("To fill in", guide.id), cells)


def _filled(column: Column, words: str) -> str:
    """Return what was answered, or the allowed words to be ticked."""
    if not column.allowed or words not in {"", *column.allowed}:
        return words
    return "   ".join(f"({'x' if words == word else _EMPTY}) {word}" for word in column.allowed)


def _list(table: FormTable) -> Iterator[Block]:
    yield Heading(2, table.name)
    yield Paragraph((table.help,))
    allowed = [c for c in table.columns if len(c.allowed) > 1]
    if allowed:
        yield Items(tuple((Strong(f"{c.label}:"), f" {', '.join(c.allowed)}") for c in allowed))
    widths = _widths(table.columns)
    rows = (*table.rows, *[("",) * len(widths)] * _EMPTY_ROWS)
    header = tuple(column.label for column in table.columns)
    yield Table(widths, header, tuple(tuple(map(_line, row)) for row in rows))


def _widths(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the shares of the page: no word of a heading is broken, and the rest is for words."""
    # A letter of a heading takes a bit less than a hundredth of the page.
    needed = [9 * max(map(len, column.label.split())) // 10 + 1 for column in columns]
    whole, left = sum(column.width for column in columns), max(100 - sum(needed), 0)
    return tuple(
        need + left * column.width // whole for need, column in zip(needed, columns, strict=True)
    )
