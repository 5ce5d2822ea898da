"""The layout of a report, as CommonMark with tables; all escaping happens here."""

import re
import unicodedata

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

# Every character to which CommonMark or its tables can give a meaning inside a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#!$])")
# At the start of a line these begin a list, a rule, a heading or a code block.
_OPENING = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")
# They reorder what a reader sees without a trace in what a machine reads.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def markdown(brief: Brief) -> bytes:
    """Return *brief* as Markdown."""
    return ("\n\n".join(map(_block, brief.blocks)) + "\n").encode()


def escape(words: str) -> str:
    """Return *words* as one line of Markdown that shows exactly them."""
    line = " ".join(_visible(words).split())
    escaped = _SPECIAL.sub(r"\\\1", line)
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\", escaped)


def _visible(words: str) -> str:
    return "".join(
        " " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c
        for c in words
        if c not in _REORDERING
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.rank} {escape(block.words)}"
        case Notice():
            return f"> {_line(block.line)}"
        case Paragraph():
            return _line(block.line)
        case Items():
            return "\n".join(f"- {_line(line)}" for line in block.lines)
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    header = _row([escape(words) for words in table.header])
    # The dashes carry the widths: html.py makes columns of their shares.
    rule = _row(["-" * width for width in table.widths])
    rows = [_row([_line(cell) for cell in row]) for row in table.rows]
    return "\n".join([header, rule, *rows])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    """Return the runs of *line* side by side; white space between runs is kept."""
    parts = []
    for run in line:
        words = run.words if isinstance(run, Strong) else run
        escaped = escape(words)
        if isinstance(run, Strong):
            parts.append(f"**{escaped}**" if escaped else "")
            continue
        before = " " if words[:1].isspace() and parts else ""
        parts.append(f"{before}{escaped}")
    return "".join(parts).strip()
