"""The answers alone as comma-separated values."""

import csv
import io

from hria.content.documents import Source
from hria.errors import Location
from hria.form.base import Form, Given
from hria.form.columns import ANSWERS
from hria.form.gathering import MAX_ROWS, Cell, Sheet, gathered
from hria.form.packing import refused
from hria.office.letters import bare, carried, guarded, restored


def write_csv(form: Form) -> bytes:
    """Return the answers of *form*; no cell can be taken for a formula."""
    made = io.StringIO()
    table = form.tables[0]
    writer = csv.writer(made, quoting=csv.QUOTE_ALL)
    writer.writerow(column.label for column in table.columns)
    for row in table.rows:
        writer.writerow(guarded(carried(words)) for words in row)
    # With this mark at the beginning, Excel knows that it is UTF-8.
    return made.getvalue().encode("utf-8-sig")


def read_csv(source: Source) -> Given:
    """Return what was filled in; commas, semicolons and tabs may stand between the cells."""
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused(source, "not UTF-8 (save it as CSV UTF-8)") from None
    rows: list[tuple[Cell, ...]] = []
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
        for number, line in enumerate(lines, 1):
            if number > MAX_ROWS + 1:
                raise refused(source, f"more than {MAX_ROWS} rows")
            rows.append(
                tuple(
                    Cell(restored(bare(words)), Location(source.name, number, column))
                    for column, words in enumerate(line, 1)
                )
            )
    except csv.Error as error:
        raise refused(source, f"not comma-separated values: {error}") from None
    if not rows:
        raise refused(source, "the file is empty")
    header = tuple(Cell(cell.words.strip(), cell.place) for cell in rows[0])
    width = len(header)
    padded = tuple(_padded(source.name, n, row, width) for n, row in enumerate(rows[1:], 2) if row)
    sheet = Sheet(ANSWERS, Location(source.name, 1, 1), header, padded)
    return gathered(source.name, (), (sheet,), alone=True)


def _padded(name: str, number: int, row: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    missing = range(len(row) + 1, width + 1)
    return (*row, *(Cell("", Location(name, number, column)) for column in missing))
