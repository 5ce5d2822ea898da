"""A document for Word, with real revision marks; the same input gives the same bytes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

from hria.brief.blocks import Heading, Items, Line, Notice, Paragraph, Strong, Table
from hria.errors import RenderError
from hria.form.letters import carried
from hria.form.packing import repacked
from hria.render.markdown import visible
from hria.submission.base import Change, Paper, Piece, Revision

AUTHOR = "Proposer"
"""Who is named at every revision mark: nobody in particular."""

_NO_PART = "Word needs the part hria[docx] (pip install 'hria[docx]')"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_WIDE = 9_600
"""How wide a table is, in twentieths of a point."""


def as_docx(paper: Paper) -> bytes:
    """Return *paper* as a Word document."""
    try:
        from docx import Document
        from docx.oxml import parse_xml
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    document = Document()
    about = document.core_properties
    about.title, about.language, about.author = carried(paper.title)[:255], "en-GB", "hria"
    about.comments = about.last_modified_by = ""
    about.created = about.modified = _FIRST_DAY
    for part in (document.styles.element, document.settings.element):
        for language in part.iter(f"{_W}lang", f"{_W}themeFontLang"):
            language.set(f"{_W}val", "en-GB")
    end = document.element.body.sectPr
    for block in _blocks(paper):
        end.addprevious(parse_xml(block))
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())


def _blocks(paper: Paper) -> Iterator[str]:
    marks = count(1)
    pieces = list(paper.pieces)
    # Draft and machine are said before anything else.
    while pieces and isinstance(pieces[0], Notice):
        yield _block(pieces.pop(0), paper.day, marks)
    yield _paragraph((paper.title,), "Title")
    for piece in pieces:
        yield _block(piece, paper.day, marks)


def _block(piece: Piece, day: str, marks: Iterator[int]) -> str:
    match piece:
        case Heading():
            return _paragraph((piece.words,), f"Heading{piece.rank}")
        case Notice() | Paragraph():
            return _paragraph(piece.line)
        case Items():
            lines = "".join(f"<w:p>{_runs(line)}</w:p>" for line in piece.lines)
            return _table([_row(_cell(lines, _WIDE))], (_WIDE,))
        case Table():
            return _grid(piece)
        case Change():
            return _change(piece, day, marks)


def _change(change: Change, day: str, marks: Iterator[int]) -> str:
    label = _run(f"{change.label}  ", bold=True)
    runs = "".join(_marked(how, words, day, marks) for how, words in change.runs if words)
    return f"<w:p {_SPACE}>{label}{runs}</w:p>"


def _marked(how: Revision, words: str, day: str, marks: Iterator[int]) -> str:
    if how == "kept":
        return _run(words)
    tag, text = ("ins", "t") if how == "added" else ("del", "delText")
    on = f' w:date="{day}T00:00:00Z"' if day else ""
    opening = f'<w:{tag} w:id="{next(marks)}" w:author="{AUTHOR}"{on}>'
    return f"{opening}{_run(words, text)}</w:{tag}>"


def _run(words: str, text: str = "t", *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" * bold
    shown = escape(carried(visible(words)))
    return f'<w:r>{look}<w:{text} xml:space="preserve">{shown}</w:{text}></w:r>'


def _runs(line: Line) -> str:
    return "".join(
        _run(run.words, bold=True) if isinstance(run, Strong) else _run(run) for run in line
    )


def _paragraph(line: Line, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p {_SPACE}>{named}{_runs(line)}</w:p>"


def _cell(inner: str, width: int, *, shaded: bool = False) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF3F7"/>' * shaded
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def _row(cells: str, *, header: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>{cells}</w:tr>"


def _table(rows: list[str], widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _grid(table: Table) -> str:
    widths = tuple(_WIDE * share // sum(table.widths) for share in table.widths)

    def line(cells: tuple[Line, ...], *, header: bool = False) -> str:
        made = (
            _cell(f"<w:p>{_runs(cell)}</w:p>", width, shaded=header)
            for cell, width in zip(cells, widths, strict=True)
        )
        return _row("".join(made), header=header)

    header = tuple((Strong(words),) for words in table.header)
    return _table([line(header, header=True), *map(line, table.rows)], widths)
