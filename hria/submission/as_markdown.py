"""A document as Markdown; the layout of reports escapes every word."""

import re

from hria.brief.blocks import Block, Brief, Line, Paragraph, Strong
from hria.render.markdown import markdown
from hria.submission.base import Change, Paper, Piece

# Sites call people and issues by these; a letter without width lets nobody be called.
_CALLING = re.compile(rb"(?<!\w)(@|\\#)(?=\w)")
_JOINER = "\u2060".encode()


def as_markdown(paper: Paper) -> bytes:
    """Return *paper* as Markdown that calls nobody."""
    brief = Brief(
        kind="",
        language="en",
        direction="ltr",
        title=paper.title,
        watermark="",
        footer="",
        pages=0,
        of="",
        blocks=tuple(map(_block, paper.pieces)),
        levels=(),
    )
    return _CALLING.sub(rb"\1" + _JOINER, markdown(brief))


def _block(piece: Piece) -> Block:
    if not isinstance(piece, Change):
        return piece
    line: Line = (Strong(f"{piece.label}. "), piece.words)
    return Paragraph(line)
