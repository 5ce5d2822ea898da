"""The cells of a workbook: text and nothing else."""

import gc
import sys
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from hria.errors import RenderError
from hria.office.letters import carried
from hria.office.packing import repacked

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_LETTERS = 32_767
"""What a cell can hold; a library would cut the rest off without a word."""


def add_sheet(
    book: "Workbook",
    name: str,
    labels: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    widths: tuple[int, ...],
) -> "Worksheet":
    """Add a sheet of text to *book*, with headings that stay in sight, and return it."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet: Worksheet = book.create_sheet(name)
    head, fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="12385C")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate((labels, *rows), 1):
        for place, words in enumerate(row, 1):
            cell = sheet.cell(number, place)
            put(cell, words)
            cell.alignment = wrapped
            if number == 1:
                cell.font, cell.fill = head, fill
    for place, width in enumerate(widths, 1):
        column = sheet.column_dimensions[get_column_letter(place)]
        # What is typed into an empty cell is text as well, not a date or a number.
        column.width, column.number_format = width, "@"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    return sheet


def put(cell: "Cell | MergedCell", words: str) -> None:
    """Write *words* into *cell*; whatever they begin with, they are no formula."""
    # Before anything else: as text, so that nothing that is typed later is guessed at either.
    cell.number_format = "@"
    if not words:
        return
    safe = carried(words)
    if len(safe) > _MOST_LETTERS:
        message = (
            f"{cell.coordinate}: more than {_MOST_LETTERS} letters do not fit into a cell"
            " (other formats have room)"
        )
        raise RenderError(message)
    cell.value = safe
    cell.data_type = "s"


def saved(book: "Workbook", title: str, language: str) -> bytes:
    """Return *book* as a file that tells neither when nor where it was made."""
    about = book.properties
    about.creator, about.lastModifiedBy = "hria", None
    about.title, about.language = carried(title), language
    return repacked(_packed(book))


def _packed(book: "Workbook") -> bytes:
    """Return *book* as its library packs it: by way of files for the time being, left nowhere."""
    import tempfile

    made, why = BytesIO(), ""
    before, hook = tempfile.tempdir, sys.unraisablehook
    with tempfile.TemporaryDirectory(prefix="hria-") as folder:
        tempfile.tempdir = folder
        # Where a disk is full, what was begun complains once more when it is thrown away.
        sys.unraisablehook = lambda _: None
        try:
            book.save(made)
        except Exception as error:  # noqa: BLE001 - the kind depends on which library is there
            why = f"{error}"
        finally:
            if why:
                gc.collect()
            tempfile.tempdir, sys.unraisablehook = before, hook
    if why:
        place = tempfile.gettempdir()
        raise RenderError(
            f"Excel: {place}: cannot be written: {why} (free the disk, or name another folder in"
            " TMPDIR)"
        )
    return made.getvalue()
