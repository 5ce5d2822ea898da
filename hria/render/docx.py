"""A report as a text document, with real headings, lists and tables, for Word and LibreOffice."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from hria.brief.blocks import (
    Block,
    Brief,
    Enclosure,
    Figure,
    Heading,
    Items,
    Line,
    Notice,
    Paper,
    Paragraph,
    Strong,
    Table,
)
from hria.brief.enclosures import LETTERHEAD
from hria.errors import RenderError
from hria.office.custom import add_file
from hria.office.document import SPACE, WIDE, W, cell_of, row_of, runs_of, saved, table_of
from hria.office.letterhead import NO_PART
from hria.render.markdown import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section, _Footer, _Header

    from hria.office.letterhead import Letterhead

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
_FACE = "Arial"
"""A face that every office program has, or knows a twin of."""

_SIZE, _AFTER = 20, 80
"""Running text in half points, and the room after a paragraph in twentieths of a point."""

_SHEETS: Mapping[Paper, tuple[int, int]] = {"a4": (11_906, 16_838), "letter": (12_240, 15_840)}
"""Width and height, in twentieths of a point."""

_NOTICE = f"""\
<w:style {SPACE} w:type="paragraph" w:customStyle="1" w:styleId="Notice"><w:name w:val="Notice"/>\
<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepLines/><w:pBdr>\
<w:left w:val="single" w:sz="36" w:space="6" w:color="B7791F"/></w:pBdr>\
<w:shd w:val="clear" w:color="auto" w:fill="FDF3D8"/></w:pPr></w:style>"""

# XML has no way to hold them, and they stand for no letter.
_NO_LETTERS = str.maketrans("\ufffe\uffff", "\ufffd\ufffd")


def docx(brief: Brief) -> bytes:
    """Return *brief* as a Word document in its language, with its marks on every page.

    A letterhead among what it encloses gives it styles, page, head and foot; below its own
    the marks stand.
    """
    try:
        from docx import Document
        from docx.oxml import parse_xml
        from docx.shared import Twips
    except ImportError as error:
        raise RenderError(NO_PART) from error
    enclosed = brief.enclosed()
    letterhead = _letterhead(enclosed)
    document = letterhead.document if letterhead else Document()
    if not any(style.get(f"{W}styleId") == "Notice" for style in document.styles.element):
        document.styles.element.append(parse_xml(_NOTICE))
    section = document.sections[-1]
    if letterhead is None:
        _restyled(document, brief)
        wide, high = _SHEETS[brief.paper]
        section.page_width, section.page_height = Twips(wide), Twips(high)
        section.left_margin = section.right_margin = Twips((wide - WIDE) // 2)
        section.top_margin = section.bottom_margin = Twips(1_000)
    end = document.element.body.sectPr
    written = _Written(brief, letterhead.styles if letterhead else {}, _room(section))
    for block in brief.blocks:
        for made in written.block(block):
            end.addprevious(parse_xml(made))
    for head, foot in _margins(document, section):
        _fill(head, written.head(), keep=letterhead is not None)
        _fill(foot, written.foot(), keep=letterhead is not None)
    for position, file in enumerate(enclosed):
        about = {
            "name": file.name,
            "media-type": file.media_type,
            "description": file.description,
        }
        add_file(document, position, file.data, about)
    return saved(document, visible(brief.title).translate(_NO_LETTERS), brief.language)


def _letterhead(enclosed: tuple[Enclosure, ...]) -> "Letterhead | None":
    for file in enclosed:
        if file.name == LETTERHEAD:
            from hria.office.letterhead import letterhead

            return letterhead(file.data, file.name)
    return None


def _room(section: "Section") -> int:
    """Return how wide the text of a page is, in twentieths of a point."""
    sizes = (section.page_width, section.left_margin, section.right_margin)
    if None in sizes:
        return WIDE
    page, left, right = (size.twips for size in sizes if size is not None)
    return page - left - right if page > left + right else WIDE


def _margins(document: "Document", section: "Section") -> "Iterator[tuple[_Header, _Footer]]":
    """Yield the heads and feet that pages have, so that each page has its marks."""
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _restyled(document: "Document", brief: Brief) -> None:
    """Give the library's styles one face, headings dark enough to be read, and a direction."""
    from docx.shared import Pt, Twips

    for fonts in document.styles.element.iter(f"{W}rFonts"):
        for script in ("ascii", "hAnsi", "cs"):
            fonts.attrib.pop(f"{W}{script}Theme", None)
            fonts.set(f"{W}{script}", _FACE)
    normal = document.styles["Normal"]
    normal.font.size = Pt(_SIZE / 2)
    normal.paragraph_format.space_after = Twips(_AFTER)
    normal.paragraph_format.line_spacing = 1.0
    for style in document.styles.element.iter(f"{W}style"):
        if style.get(f"{W}styleId") in _HEADINGS:
            for colour in style.iter(f"{W}color"):
                colour.attrib.clear()
                colour.set(f"{W}val", _INK)
    if brief.direction == "rtl":
        for language in document.styles.element.iter(f"{W}lang"):
            language.set(f"{W}bidi", brief.language)


def _fill(part: "_Header | _Footer", paragraph: str, *, keep: bool) -> None:
    """Put *paragraph* into a head or a foot, below what is there, or in its place."""
    from docx.oxml import parse_xml

    if part.is_linked_to_previous:
        part.is_linked_to_previous = False
        keep = False
    for old in () if keep else list(part._element):  # noqa: SLF001 - the library has no other way in
        part._element.remove(old)  # noqa: SLF001
    part._element.append(parse_xml(paragraph))  # noqa: SLF001


class _Written:
    """Writes the blocks of one report."""

    def __init__(self, brief: Brief, styles: Mapping[str, str], wide: int) -> None:
        self._brief = brief
        self._styles = styles
        self._wide = wide
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
            case Figure():
                yield self._paragraph(self._runs((Strong(block.title),)), next_=True)
                yield self._table(block.table, about=block)
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

    def _paragraph(
        self, inner: str, style: str = "", *, next_: bool = False, in_cell: bool = False
    ) -> str:
        kept = "<w:keepNext/>" * next_
        id_ = escape(self._styles.get(style, style))
        named = f'<w:pStyle w:val="{id_}"/>' if style else ""
        turned = "<w:bidi/>" * self._leftwards
        tight = '<w:spacing w:before="20" w:after="20"/>' * in_cell
        return f"<w:p {SPACE}><w:pPr>{named}{kept}{turned}{tight}</w:pPr>{inner}</w:p>"

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

    def _table(self, table: Table, about: Figure | None = None) -> str:
        whole = sum(table.widths) or 1
        widths = [self._wide * share // whole for share in table.widths]
        header = zip(table.header, widths, strict=True)
        rows = [
            row_of("".join(self._cell((words,), w, head=True) for words, w in header), header=True),
            *(
                row_of("".join(self._cell(c, w, about) for c, w in zip(row, widths, strict=True)))
                for row in table.rows
            ),
        ]
        told = (about.title, about.description) if about else ("", "")
        said = tuple(visible(words).translate(_NO_LETTERS) for words in told)
        return table_of(
            rows,
            widths,
            wide=self._wide,
            style=self._styles.get("TableGrid", "TableGrid"),
            leftwards=self._leftwards,
            about=(said[0], said[1]),
        )

    def _cell(
        self, line: Line, width: int, about: Figure | None = None, *, head: bool = False
    ) -> str:
        words = line[0] if len(line) == 1 and not head else ""
        named = words.partition(":")[0] if about and isinstance(words, str) else words
        level = self._levels.get(named, "") if isinstance(named, str) else ""
        runs = self._runs(line, bold=head or bool(level), small=True)
        inner = self._paragraph(runs, in_cell=True)
        return cell_of(inner, width, fill=_HEAD if head else _FILLS.get(level, ""))


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{shown}</w:fldSimple>'
