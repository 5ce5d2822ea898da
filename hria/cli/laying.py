"""Blocks as lines for a terminal: plain, wrapped, and read in order by a screen reader."""

import textwrap
from collections.abc import Iterable, Iterator

from hria.brief.blocks import (
    Block,
    Brief,
    Figure,
    Heading,
    Items,
    Line,
    Notice,
    Paragraph,
    Strong,
    Table,
)
from hria.render.markdown import markdown

WIDTH = 96


def wrapped(words: str, indent: str = "", first: str = "") -> Iterator[str]:
    """Yield *words* in lines of a readable length."""
    yield from textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first or indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield *blocks* as lines; a row of a table becomes an item whose cells follow each other."""
    for index, block in enumerate(blocks):
        if index and not (isinstance(block, Heading) and block.rank == 1):
            yield ""
        match block:
            case Heading():
                yield from wrapped(block.words)
            case Notice() | Paragraph():
                yield from wrapped(_plain(block.line))
            case Items():
                for line in block.lines:
                    yield from wrapped(_plain(line), "  ", "- ")
            case Figure(table=table) | (Table() as table):
                yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield from wrapped(_plain(row[0]), "    ", "- ")
        cells = zip(table.header[1:], row[1:], strict=True)
        told = "; ".join(f"{name}: {_plain(cell)}" for name, cell in cells)
        yield from wrapped(told, "    ", "    ")


def _plain(line: Line) -> str:
    return "".join(run.words if isinstance(run, Strong) else run for run in line)


def page(title: str, blocks: tuple[Block, ...]) -> str:
    """Return *blocks* as a page of Markdown."""
    whole = Brief(
        kind="page", language="en", direction="ltr", title=title, watermark="", footer=title,
        pages=0, of="", blocks=blocks, levels=(),
    )  # fmt: skip
    return markdown(whole).decode()
