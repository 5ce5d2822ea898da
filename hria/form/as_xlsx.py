"""A form as a workbook: a sheet for each table, and sheets that help to fill them in."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from hria.content.documents import Source
from hria.errors import ContentError, Problem, RenderError
from hria.form.base import Column, Form, Given, Spot, Table
from hria.form.gathering import MAX_ROWS, Cell, Sheet, gathered
from hria.form.packing import looked_through, refused
from hria.office.letters import restored
from hria.office.workbook import add_sheet, saved

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

README, GUIDE, SCALES = "Read me", "Guide", "Scales"
_MORE = 200
"""How many further rows are ready to be filled in."""

_NO_PART = "Excel needs the part hria[xlsx] (pip install 'hria[xlsx]'); csv and yaml do without"

HOW = (
    "Fill in the sheet Answers, one row for each question; the sheet Guide helps with each.",
    "A row without an answer leaves its question as it is.",
    "More evidence: a further row with the same question ID, and no answer.",
    "The answers yes and partly, or no where no is the worrying one, need grades, Scale to Nexus.",
    "What the steps of the scales mean stands in the sheet Scales.",
    "What says [confidential] keeps what the file has.",
    "Write nothing here that is not meant for whoever gets this file.",
    "The other sheets may stay empty. Do not rename sheets or columns.",
    "Send the file back, or bring it in: hria import FILE.xlsx",
)


def write_xlsx(form: Form) -> bytes:
    """Return *form* as a workbook; every cell is text, and none can be a formula."""
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    book = Workbook()
    # A workbook is begun with a sheet of its own.
    book.remove(book.worksheets[0])
    add_sheet(book, README, ("What", "Value", "Digest"), _read_me(form), (16, 60, 74))
    for table in form.tables:
        labels = tuple(column.label for column in table.columns)
        widths = tuple(column.width for column in table.columns)
        sheet = add_sheet(book, table.name, labels, table.rows, widths)
        _offer(sheet, table)
        # The headings stay in sight, and so does the question that is answered.
        sheet.freeze_panes = "B2"
    guide = ((g.id, g.title, label, words) for g in form.guides for label, words in g.words)
    add_sheet(book, GUIDE, ("Question ID", "Title", "About", "Words"), guide, (12, 24, 20, 90))
    steps = ((a.right, *step) for a in form.anchors for step in a.steps)
    add_sheet(book, SCALES, ("Right", "Scale", "Step", "Meaning"), steps, (14, 18, 14, 90))
    return saved(book, form.name, "en-GB")


def _read_me(form: Form) -> Iterator[tuple[str, ...]]:
    yield "Form", form.name, ""
    yield from form.facts
    for line in HOW:
        yield "How", line, ""
    for column in form.tables[0].columns:
        if column.key:
            allowed = f" ({', '.join(column.allowed)})" if column.allowed else ""
            yield "Column", f"{column.label}: {column.help}{allowed}", ""
    for name, title, why in form.left_out:
        yield "Left out", f"{name} {title}: {why}", ""


def _offer(sheet: "Worksheet", table: Table) -> None:
    """Let each column with allowed words offer them, in the rows there are and some more."""
    from openpyxl.utils import get_column_letter

    last = len(table.rows) + 1 + _MORE
    for number, column in enumerate(table.columns, 1):
        if column.key:
            letter = get_column_letter(number)
            rule = _rule(column)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{last}")


def _rule(column: Column) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    words = f"{column.help[:1].upper()}{column.help[1:]}."
    rule = DataValidation(
        allow_blank=True, showInputMessage=True, promptTitle=column.label[:32], prompt=words[:255]
    )
    if column.allowed:
        rule.type, rule.formula1 = "list", f'"{",".join(column.allowed)}"'
        rule.showErrorMessage, rule.errorTitle = True, column.label[:32]
        rule.error = f"Allowed: {', '.join(column.allowed)}"[:255]
    return rule


def read_xlsx(source: Source) -> Given:
    """Return what was filled in; a formula is refused, and none is ever worked out."""
    try:
        import defusedxml  # noqa: F401 - openpyxl uses it where it is there
        from openpyxl import load_workbook
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    pack = looked_through(source, "xlsx")
    try:
        with warnings.catch_warnings():
            # It warns of what it does not read: pictures, extensions of Excel.
            warnings.simplefilter("ignore")
            book = load_workbook(pack, data_only=False, keep_links=False, keep_vba=False)
    except Exception as error:  # what a broken workbook brings is not documented
        raise refused(source, f"no workbook ({type(error).__name__})") from error
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    faults: list[Cell] = []
    read = {
        name: _read(source, sheet, number, faults)
        for number, (name, sheet) in enumerate(sheets.items(), 1)
        if name not in {GUIDE, SCALES}
    }
    if faults:
        raise ContentError(Problem(cell.place, "HRIA004", cell.words) for cell in faults)
    if README not in read:
        raise refused(source, f"the sheet {README!r} is missing (it tells which standard is meant)")
    about = read.pop(README)
    facts = tuple((row[0], row[1], row[2]) for row in about.rows if len(row) > 2)  # noqa: PLR2004
    return gathered(source.name, facts, read.values(), alone=False)


def _read(source: Source, sheet: "Worksheet", number: int, faults: list[Cell]) -> Sheet:
    place = Spot(f"{source.name}:{sheet.title}", number, 0)
    if sheet.max_row > MAX_ROWS + _MORE and _last(sheet) > MAX_ROWS + _MORE:
        raise refused(source, f"{sheet.title}: more than {MAX_ROWS} rows in a sheet")
    rows = []
    for line in sheet.iter_rows(max_row=_last(sheet), max_col=min(sheet.max_column, 100)):
        cells = []
        for cell in line:
            at = cell.coordinate
            spot = Spot(f"{source.name}:{sheet.title}", cell.row or 0, cell.column or 0, f"!{at}")
            words, wrong = _words(cell.value, cell.data_type)
            if wrong:
                faults.append(Cell(wrong, spot))
            cells.append(Cell(words, spot))
        rows.append(tuple(cells))
    header = rows[0] if rows else ()
    header = tuple(Cell(cell.words.strip(), cell.place) for cell in header)
    return Sheet(sheet.title, place, header, tuple(rows[1:]))


def _last(sheet: "Worksheet") -> int:
    """Return the last row that holds anything; office programs keep many empty ones."""
    held = (row for (row, _), cell in sheet._cells.items() if cell.value is not None)  # noqa: SLF001
    return max(held, default=1)


def _words(value: object, kind: str) -> tuple[str, str]:
    """Return what a cell says as text, and what is wrong with it."""
    wrong = {
        "f": "a formula (write the words themselves; formulas are not worked out)",
        "e": f"the error {value} (write the words themselves)",
    }
    if value is None or kind in wrong:
        return "", wrong[kind] if value is not None else ""
    match value:
        case bool():
            words = str(value).lower()
        case float() if value.is_integer():
            words = str(int(value))
        case datetime() if value.time() == time():
            words = value.date().isoformat()
        case datetime() | date():
            words = value.isoformat()
        case _:
            words = restored(str(value))
    return words, ""
