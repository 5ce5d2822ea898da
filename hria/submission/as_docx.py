"""A document for Word, with real revision marks; the same input gives the same bytes."""

from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import escape

from hria.brief.blocks import Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.errors import RenderError
from hria.office.document import SPACE, cell_of, row_of, saved, table_of
from hria.office.letters import carried
from hria.render.markdown import visible
from hria.submission.base import Change, Paper, Piece, Revision

AUTHOR = "Proposer"
"""Who is named at every revision mark: nobody in particular."""

_NO_PART = "Word needs the part hria[docx] (pip install 'hria[docx]')"
_GROUND = "EEF3F7"
_WIDE, _WIDER = 8_600, 12_200
"""How wide a table is on an upright page and on one that lies, in twentieths of a point."""

_UPRIGHT = 4
"""How many columns an upright page has room for."""


def as_docx(paper: Paper) -> bytes:
    """Return *paper* as a Word document."""
    try:
        from docx import Document
        from docx.enum.section import WD_ORIENT
        from docx.oxml import parse_xml
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    document = Document()
    pieces = paper.pieces
    if any(isinstance(piece, Table) and len(piece.widths) > _UPRIGHT for piece in pieces):
        page = document.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    end = document.element.body.sectPr
    for block in _blocks(paper):
        end.addprevious(parse_xml(block))
    return saved(document, carried(paper.title), "en-GB")


def _blocks(paper: Paper) -> Iterator[str]:
    marks = count(1)
    pieces = list(paper.pieces)
    # Draft and machine are said before anything else.
    while pieces and isinstance(pieces[0], Notice):
        yield from _block(pieces.pop(0), paper.day, marks)
    yield _paragraph((paper.title,), "Title")
    for piece in pieces:
        yield from _block(piece, paper.day, marks)


def _block(piece: Piece, day: str, marks: Iterator[int]) -> Iterator[str]:
    match piece:
        case Heading():
            yield _paragraph((piece.words,), f"Heading{piece.rank}")
        case Notice() | Paragraph():
            yield _paragraph(piece.line)
        case Items():
            yield from (_paragraph(line, "ListBullet") for line in piece.lines)
        case Table():
            yield _table(piece)
        case Change():
            yield _change(piece, day, marks)


def _change(change: Change, day: str, marks: Iterator[int]) -> str:
    label = _run(f"{change.label}  ", bold=True)
    runs = "".join(_marked(how, words, day, marks) for how, words in change.runs if words)
    return f"<w:p {SPACE}>{label}{runs}</w:p>"


def _marked(how: Revision, words: str, day: str, marks: Iterator[int]) -> str:
    if how == "kept":
        return _run(words)
    tag, text = ("ins", "t") if how == "added" else ("del", "delText")
    on = f' w:date="{day}T00:00:00Z"' if day else ""
    opening = f'<w:{tag} w:id="{next(marks)}" w:author="{AUTHOR}"{on}>'
    return f"{opening}{_run(words, text)}</w:{tag}>"


def _run(words: str, text: str = "t", *, bold: bool = False, small: bool = False) -> str:
    look = "<w:b/>" * bold + '<w:sz w:val="16"/>' * small
    shown = escape(carried(visible(words)))
    return f'<w:r><w:rPr>{look}</w:rPr><w:{text} xml:space="preserve">{shown}</w:{text}></w:r>'


def _runs(line: Line, *, small: bool = False) -> str:
    return "".join(
        _run(run.words, bold=True, small=small)
        if isinstance(run, Strong)
        else _run(run, small=small)
        for run in line
    )


def _paragraph(line: Line, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p {SPACE}>{named}{_runs(line)}</w:p>"


def _table(table: Table) -> str:
    upright = len(table.widths) <= _UPRIGHT
    wide = _WIDE if upright else _WIDER
    widths = tuple(wide * share // sum(table.widths) for share in table.widths)

    def row(cells: tuple[Line, ...], *, header: bool = False) -> str:
        made = (
            cell_of(f"<w:p>{_runs(cell, small=not upright)}</w:p>", width, fill=_GROUND * header)
            for cell, width in zip(cells, widths, strict=True)
        )
        return row_of("".join(made), header=header)

    header = tuple((Strong(words),) for words in table.header)
    return table_of((row(header, header=True), *map(row, table.rows)), widths, wide=wide)
