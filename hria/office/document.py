"""The XML of a text document: runs, cells, rows and tables, and the file made of them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from hria.office.packing import repacked

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Stands before the names of elements and attributes."""

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
"""Declares the same."""

WIDE = 9_600
"""How wide a table is, in twentieths of a point."""

_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def runs_of(words: str, *, bold: bool = False, small: bool = False, leftwards: bool = False) -> str:
    """Return *words* as a run; tabs and new lines in them stay what they are."""
    look = "<w:b/>" * bold + '<w:sz w:val="16"/>' * small + "<w:rtl/>" * leftwards
    parts = words.replace("\t", "\n\t\n").split("\n")
    made, fresh = [], True
    for part in parts:
        if part == "\t":
            made.append("<w:tab/>")
            fresh = True
            continue
        if not fresh:
            made.append("<w:br/>")
        made.append(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else "")
        fresh = False
    # After a tab the same line goes on.
    return f"<w:r><w:rPr>{look}</w:rPr>{''.join(made)}</w:r>"


def cell_of(inner: str, width: int, *, fill: str = "") -> str:
    """Return a cell that holds the paragraphs *inner*, on a ground of the colour *fill*."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'


def row_of(cells: str, *, header: bool = False) -> str:
    """Return a row, which no page breaks; a header stands on every page of its table."""
    marks = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>"
    return f"<w:tr>{marks}{cells}</w:tr>"


def table_of(  # noqa: PLR0913 - a table is laid out, styled and told about
    rows: Iterable[str],
    widths: Iterable[int],
    *,
    wide: int = WIDE,
    style: str = "TableGrid",
    leftwards: bool = False,
    about: tuple[str, str] = ("", ""),
) -> str:
    """Return a table with lines around its cells, *wide* altogether.

    *about* is its title and description, for those who do not see it.
    """
    title, description = (escape(words) for words in about)
    told = f'<w:tblCaption w:val="{title}"/>' if title else ""
    told += f'<w:tblDescription w:val="{description}"/>' if description else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    turned = "<w:bidiVisual/>" * leftwards
    return (
        f'<w:tbl {SPACE}><w:tblPr><w:tblStyle w:val="{escape(style)}"/>{turned}'
        f'<w:tblW w:w="{wide}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
        f"{told}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def saved(document: "Document", title: str, language: str) -> bytes:
    """Return *document* as a file that tells neither when nor where it was made."""
    about = document.core_properties
    about.title, about.language, about.author = title[:255], language, "hria"
    about.comments = about.last_modified_by = ""
    about.created = about.modified = _FIRST_DAY
    for part in (document.styles.element, document.settings.element):
        for element in part.iter(f"{W}lang", f"{W}themeFontLang"):
            element.set(f"{W}val", language)
    made = BytesIO()
    document.save(made)
    return repacked(made.getvalue())
