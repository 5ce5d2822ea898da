"""The layout of a report, as CommonMark with tables; all escaping happens here."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

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

# Every character to which CommonMark or its tables can give a meaning inside a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~#!$])")
# At the start of a line these begin a list, a rule, a heading or a code block.
_OPENING = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")
# They reorder what a reader sees without a trace in what a machine reads.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def markdown(brief: Brief) -> bytes:
    """Return *brief* as Markdown."""
    return written(brief.blocks).encode()


def written(blocks: Iterable[Block]) -> str:
    """Return *blocks* as Markdown; a figure is the table that says the same."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def escape(words: str) -> str:
    """Return *words* as one line of Markdown that shows exactly them."""
    return _line((words,))


def visible(words: str) -> str:
    """Return *words* in one line, without letters that control how others are shown."""
    if words.isprintable():
        return words
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
        case Figure():
            return f"{_line((Strong(block.title),))}\n\n{_table(block.table)}"


def _table(table: Table) -> str:
    header = _row([escape(words) for words in table.header])
    # The dashes carry the widths: html.py makes columns of their shares.
    rule = _row(["-" * width for width in table.widths])
    rows = [_row([_line(cell) for cell in row]) for row in table.rows]
    return "\n".join([header, rule, *rows])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    """Return the runs of *line* side by side, as one line."""
    parts: list[str] = []
    runs = list(_runs(line))
    for index, (strong, words) in enumerate(runs):
        escaped = _SPECIAL.sub(r"\\\1", words)
        before = runs[index - 1] if index else (False, "")
        after = runs[index + 1] if index + 1 < len(runs) else (False, "")
        if strong:
            escaped = f"**{escaped}**"
        else:
            if after[0] and _needs_help(words[-1:], after[1][:1]):
                escaped = f"{escaped[:-1]}&#{ord(words[-1])};"
            if before[0] and _needs_help(words[:1], before[1][-1:]):
                escaped = f"&#{ord(words[0])};{escaped[1:]}"
        parts.append(escaped)
    whole = " ".join("".join(parts).split())
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\", whole)


def _runs(line: Line) -> Iterator[tuple[bool, str]]:
    """Yield the runs of *line*, whether they stand out, with blanks outside of what does."""
    pieces: list[tuple[bool, str]] = []
    for run in line:
        strong = isinstance(run, Strong)
        words = re.sub(r"\s+", " ", visible(run.words if isinstance(run, Strong) else run))
        inner = words.strip() if strong else words
        lead = " " if strong and words[:1] == " " else ""
        trail = " " if strong and words[-1:] == " " and inner else ""
        pieces += [(False, lead), (strong and bool(inner), inner), (False, trail)]
    for strong, group in groupby((p for p in pieces if p[1]), key=lambda piece: piece[0]):
        yield strong, "".join(words for _, words in group)


def _needs_help(outside: str, inside: str) -> bool:
    """Return whether ``**`` between a letter and a sign would be read as two stars.

    CommonMark, section 6.2. Written as a number between & and ; the letter
    counts as a sign, and reads as it did.
    """
    return bool(outside.strip()) and not _is_sign(outside) and _is_sign(inside)


def _is_sign(letter: str) -> bool:
    return bool(letter) and unicodedata.category(letter)[0] in "PS"
