"""A report as a workbook: what to know about it, findings, asks, results, answers and sources."""

from hria.brief.blocks import Brief, Sheet
from hria.errors import RenderError
from hria.office.workbook import add_sheet, saved
from hria.render.markdown import visible

_NO_PART = "Excel needs the part hria[xlsx] (pip install 'hria[xlsx]'); csv and json do without"
_LONGEST = 31
"""How many letters the name of a sheet may have."""

_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_MOST_IN_MARGIN = 200
"""How many letters the head or the foot of a printed page can hold, with room for numbers."""


def xlsx(brief: Brief) -> bytes:
    """Return *brief* as a workbook; every cell is text, and none can be a formula."""
    try:
        from openpyxl import Workbook
        from openpyxl.worksheet.properties import PageSetupProperties
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    book = Workbook()
    # A workbook is begun with a sheet of its own.
    book.remove(book.worksheets[0])
    # What is to be known first comes first, whatever comes first elsewhere.
    sheets = brief.sheets()
    for sheet in (*sheets[-1:], *sheets[:-1]):
        rows = tuple(tuple(map(_lines, row)) for row in sheet.rows)
        added = add_sheet(book, _name(sheet), sheet.header, rows, sheet.widths)
        added.page_setup.paperSize = 9
        added.page_setup.fitToHeight = 0
        added.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        head, foot = added.oddHeader, added.oddFooter
        # Both are false while they are empty.
        if head is not None and foot is not None:
            head.center.text = _margin(_head(brief))
            foot.left.text = f"{_margin(brief.footer)} &P {_margin(brief.of)} &N"
    return saved(book, visible(brief.title), brief.language)


def _head(brief: Brief) -> str:
    return " · ".join(filter(None, (brief.confidential, brief.watermark, brief.title)))


def _name(sheet: Sheet) -> str:
    return visible(sheet.name).translate(_NO_NAME)[:_LONGEST]


def _lines(words: str) -> str:
    return "\n".join(map(visible, words.split("\n")))


def _margin(words: str) -> str:
    # A lone & begins a command there.
    return visible(words)[:_MOST_IN_MARGIN].replace("&", "&&")
