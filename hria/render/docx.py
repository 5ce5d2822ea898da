"""A report as a text document, with real headings, lists and tables, for Word and LibreOffice."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
from hria.errors import RenderError
from hria.office.custom import add_file
from hria.office.document import SPACE, WIDE, W, cell_of, row_of, runs_of, saved, table_of
from hria.render.markdown import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer, _Header

_NO_PART = "Word needs the part hria[docx] (pip install 'hria[docx]'); md and html do without"
_HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")
_HEAD = "E3EAF1"
_FILLS = {
    "critical": "F6DADD",
    "high": "FBE3D3",
    "moderate": "FDF3D0",
    "low": "E6F0F8",
    "none": "EEF2F0",
}
"""The grounds of cells that hold the word of a level, which is bold as well."""

_INK = "12385C"
_A4 = (11_906, 16_838)
_MARGIN = (_A4[0] - WIDE) // 2

_NOTICE = f"""\
<w:style {SPACE} w:type="paragraph" w:customStyle="1" w:styleId="Notice"><w:name w:val="Notice"/>\
<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:pBdr>\
<w:left w:val="single" w:sz="36" w:space="6" w:color="B7791F"/></w:pBdr>\
<w:shd w:val="clear" w:color="auto" w:fill="FDF3D8"/></w:pPr></w:style>"""

# XML has no way to hold them, and they stand for no letter.
_NO_LETTERS = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")


def docx(brief: Brief) -> bytes:
    """Return *brief* as a Word document in its language, with its marks on every page."""
    try:
        from docx import Document
        from docx.oxml import parse_xml
        from docx.shared import Twips
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    document = Document()
    document.styles.element.append(parse_xml(_NOTICE))
    _restyled(document, brief)
    end = document.element.body.sectPr
    section = document.sections[0]
    section.page_width, section.page_height = map(Twips, _A4)
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin = section.bottom_margin = Twips(1_000)
    written = _Written(brief)
    for block in brief.blocks:
        for made in written.block(block):
            end.addprevious(parse_xml(made))
    _fill(section.header, written.head())
    _fill(section.footer, written.foot())
    for position, file in enumerate(brief.enclosed()):
        about = {
            "name": file.name,
            "media-type": file.media_type,
            "description": file.description,
        }
        add_file(document, position, file.data, about)
    return saved(document, visible(brief.title).translate(_NO_LETTERS), brief.language)


def _restyled(document: "Document", brief: Brief) -> None:
    """Make the library's headings dark enough to be read, and give them the right direction."""
    for style in document.styles.element.iter(f"{W}style"):
        if style.get(f"{W}styleId") in _HEADINGS:
            for colour in style.iter(f"{W}color"):
                colour.attrib.clear()
                colour.set(f"{W}val", _INK)
    if brief.direction == "rtl":
        for language in document.styles.element.iter(f"{W}lang"):
            language.set(f"{W}bidi", brief.language)


def _fill(part: "_Header | _Footer", paragraph: str) -> None:
    from docx.oxml import parse_xml

    part.is_linked_to_previous = False
    for old in list(part._element):  # noqa: SLF001 - the library has no other way in
        part._element.remove(old)  # noqa: SLF001
    part._element.append(parse_xml(paragraph))  # noqa: SLF001


class _Written:
    """Writes the blocks of one report."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._leftwards = brief.direction == "rtl"
        self._levels = dict(brief.levels)

    def block(self, block: Block) -> Iterator[str]:
        """Yield the paragraphs and tables of *block*."""
        match block:
            case Heading():
                style = _HEADINGS[min(block.rank, len(_HEADINGS)) - 1]
                yield self._paragraph(self._runs((block.words,)), style)
            case Notice():
                yield self._paragraph(self._runs(block.line), "Notice")
            case Paragraph():
                yield self._paragraph(self._runs(block.line))
            case Items():
                for line in block.lines:
                    yield self._paragraph(self._runs(line), "ListBullet")
            case Table():
                yield self._table(block)
                # Two tables without anything between them would become one.
                yield self._paragraph("")

    def head(self) -> str:
        """Return the running head: the marks, and what the report is."""
        brief = self._brief
        marks = [Strong(mark) for mark in (brief.confidential, brief.watermark) if mark]
        line: Line = tuple(run for mark in marks for run in (mark, " · "))
        return self._paragraph(self._runs((*line, brief.title), small=True), "Header")

    def foot(self) -> str:
        """Return the foot of every page, with its number and how many there are."""
        brief = self._brief

        def said(words: str) -> str:
            return self._runs((words,), small=True)

        inner = (
            f"{said(f'{brief.footer} ')}{_field('PAGE', said('1'))}"
            f"{said(f' {brief.of} ')}{_field('NUMPAGES', said('1'))}"
        )
        return self._paragraph(inner, "Footer")

    def _paragraph(self, inner: str, style: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        turned = "<w:bidi/>" * self._leftwards
        return f"<w:p {SPACE}><w:pPr>{named}{turned}</w:pPr>{inner}</w:p>"

    def _runs(self, line: Line, *, bold: bool = False, small: bool = False) -> str:
        return "".join(
            runs_of(
                visible(run.words if isinstance(run, Strong) else run).translate(_NO_LETTERS),
                bold=bold or isinstance(run, Strong),
                small=small,
                leftwards=self._leftwards,
            )
            for run in line
        )

    def _table(self, table: Table) -> str:
        whole = sum(table.widths) or 1
        widths = [WIDE * share // whole for share in table.widths]
        header = zip(table.header, widths, strict=True)
        rows = [
            row_of("".join(self._cell((words,), w, head=True) for words, w in header), header=True),
            *(
                row_of("".join(self._cell(c, w) for c, w in zip(row, widths, strict=True)))
                for row in table.rows
            ),
        ]
        return table_of(rows, widths, leftwards=self._leftwards)

    def _cell(self, line: Line, width: int, *, head: bool = False) -> str:
        words = line[0] if len(line) == 1 and not head else ""
        level = self._levels.get(words, "") if isinstance(words, str) else ""
        inner = self._paragraph(self._runs(line, bold=head or bool(level), small=True))
        return cell_of(inner, width, fill=_HEAD if head else _FILLS.get(level, ""))


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{shown}</w:fldSimple>'
