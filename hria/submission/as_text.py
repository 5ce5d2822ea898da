"""A document as plain text of at most 72 columns."""

from collections.abc import Iterator

from wcwidth import wcwidth

from hria.brief.blocks import Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.render.markdown import visible
from hria.submission.base import Change, Paper, Piece

WIDTH = 72
"""How many columns a line has at most."""


def as_text(paper: Paper) -> bytes:
    """Return *paper* as plain text."""
    parts = [list(_wrapped(paper.title)), *(list(_lines(piece)) for piece in paper.pieces)]
    # Draft and machine are said before anything else.
    if len(parts) > 1:
        parts[0], parts[1] = parts[1], parts[0]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    return f"{text}\n".encode()


def _lines(piece: Piece) -> Iterator[str]:
    match piece:
        case Heading():
            title = list(_wrapped(piece.words))
            yield from title
            yield ("=" if piece.rank == 1 else "-") * max(map(_columns, title), default=0)
        case Notice() | Paragraph():
            yield from _wrapped(_plain(piece.line))
        case Items():
            for line in piece.lines:
                yield from _wrapped(_plain(line), "- ", "  ")
        case Table():
            for row in piece.rows:
                label, *cells = (_plain(cell) for cell in row)
                yield from _wrapped(f"{label}: {' | '.join(cells)}", "", "   ")
        case Change():
            yield from _wrapped(f"Proposed text, {piece.label}:")
            yield ""
            yield from _wrapped(piece.words, "   ", "   ")


def _plain(line: Line) -> str:
    return "".join(run.words if isinstance(run, Strong) else run for run in line)


def _columns(words: str) -> int:
    return sum(max(wcwidth(letter), 0) for letter in words)


def _wrapped(words: str, first: str = "", indent: str = "") -> Iterator[str]:
    """Yield *words* in lines that are never wider than a mail may be."""
    line, filled = first, False
    waiting = visible(words).split()[::-1]
    while waiting:
        word = waiting.pop()
        room = WIDTH - _columns(line) - filled
        if _columns(word) <= room:
            line, filled = f"{line}{' ' * filled}{word}", True
        elif filled:
            yield line
            line, filled = indent, False
            waiting.append(word)
        else:
            # Longer than a line: an address, or a language without blanks.
            head = _head(word, room)
            yield f"{line}{head}"
            line = indent
            waiting.append(word[len(head) :])
    if filled:
        yield line


def _head(word: str, room: int) -> str:
    for end in range(1, len(word) + 1):
        if _columns(word[:end]) > room:
            return word[: max(end - 1, 1)]
    return word
