"""A form as a text document: a small table under each question, and a table for each list."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hria.content.documents import Source
from hria.errors import Location, RenderError
from hria.form.base import Anchors, Column, Form, Given, Guide, Spot, Table
from hria.form.columns import ABOUT_EVIDENCE, ANSWER_COLUMNS, ANSWERS, ID, LISTS
from hria.form.gathering import Cell, Sheet, gathered
from hria.form.packing import looked_through, refused
from hria.office.document import SPACE, WIDE, W, cell_of, row_of, runs_of, saved, table_of
from hria.office.letters import carried, restored

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_PART = "Word needs the part hria[docx] (pip install 'hria[docx]'); csv and yaml do without"

_SHADE = "EEF3F7"
_EMPTY_ROWS = 3
_FACTS = ("What", "Value", "Digest")
_COLUMNS = {column.label: column for column in ANSWER_COLUMNS if column.key}
_OF_A_PIECE = (ID, *ABOUT_EVIDENCE)

_HOW = (
    "Write into the right-hand column under each question. What stays empty changes nothing.",
    "More evidence: copy the table of the question below itself, and fill in the evidence alone.",
    "The answers yes and partly, or no where no is the worrying one, need grades, Scale to Nexus.",
    "What the steps of the scales mean stands at the beginning of each part.",
    "What says [confidential] keeps what the file has.",
    "Write nothing here that is not meant for whoever gets this document.",
    "Do not change the left-hand columns or the first rows of tables.",
    "Send the document back, or bring it in: hria import FILE.docx",
)


def write_docx(form: Form) -> bytes:
    """Return *form* as a Word document with real headings, its language and its title."""
    try:
        from docx import Document
        from docx.oxml import parse_xml
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    document = Document()
    body = document.element.body
    end = body.sectPr
    for block in _blocks(form):
        end.addprevious(parse_xml(block))
    return saved(document, carried(form.name), "en-GB")


def _blocks(form: Form) -> Iterator[str]:
    yield _paragraph(form.name, "Title")
    yield _grid(_FACTS, form.facts, (20, 40, 40))
    for line in _HOW:
        yield _paragraph(line, "ListBullet")
    answers = _rows_of(form.tables[0])
    for anchors in form.anchors:
        yield _paragraph(anchors.title, "Heading1")
        yield from _scales(anchors)
        for guide in form.guides:
            if guide.right == anchors.right:
                yield from _question(guide, answers[guide.id])
    if form.left_out:
        yield _paragraph("Questions left out", "Heading1")
    for name, title, why in form.left_out:
        yield _paragraph(f"{name} {title}: {why}", "ListBullet")
    for table in form.tables[1:]:
        yield _paragraph(table.name, "Heading1")
        yield _paragraph(table.help)
        for column in table.columns:
            if column.allowed:
                yield _paragraph(f"{column.label}: {', '.join(column.allowed)}", "ListBullet")
        labels = tuple(column.label for column in table.columns)
        rows = (*table.rows, *[("",) * len(labels)] * _EMPTY_ROWS)
        yield _grid(labels, rows, tuple(column.width for column in table.columns))
        yield _paragraph("")


def _rows_of(table: Table) -> dict[str, list[tuple[str, ...]]]:
    rows: dict[str, list[tuple[str, ...]]] = {}
    for row in table.rows:
        rows.setdefault(row[0], []).append(row)
    return rows


def _scales(anchors: Anchors) -> Iterator[str]:
    if anchors.steps:
        yield _paragraph("Scales", "Heading2")
    for scale, step, meaning in anchors.steps:
        yield _paragraph(f"{scale} {step}: {meaning}", "ListBullet")


def _question(guide: Guide, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    key = " (key question)" if guide.gate else ""
    yield _paragraph(f"{guide.id} {guide.title}{key}", "Heading2")
    yield _paragraph(guide.ask, bold=True)
    for label, words in guide.words:
        yield _paragraph(f"{label}: {words}", "ListBullet")
    for number, row in enumerate(rows):
        if number:
            yield _paragraph("Another piece of evidence:")
        shown = _OF_A_PIECE if number else tuple(_COLUMNS.values())
        cells = dict(zip(ANSWER_COLUMNS, row, strict=True))
        yield _pairs((column, cells[column]) for column in shown)
        yield _paragraph("")


def _runs(words: str, *, bold: bool = False, small: bool = False) -> str:
    return runs_of(carried(words), bold=bold, small=small)


def _paragraph(words: str, style: str = "", *, bold: bool = False) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p {SPACE}>{named}{_runs(words, bold=bold)}</w:p>"


def _grid(labels: tuple[str, ...], rows: Iterable[tuple[str, ...]], shares: tuple[int, ...]) -> str:
    widths = [WIDE * share // sum(shares) for share in shares]

    def line(words: tuple[str, ...], *, header: bool = False) -> str:
        cells = (
            cell_of(f"<w:p>{_runs(w, bold=header, small=True)}</w:p>", width, fill=_SHADE * header)
            for w, width in zip(words, widths, strict=True)
        )
        return row_of("".join(cells), header=header)

    return table_of([line(labels, header=True), *map(line, rows)], widths)


def _pairs(pairs: Iterable[tuple[Column, str]]) -> str:
    widths = (WIDE * 3 // 10, WIDE * 7 // 10)

    def line(column: Column, words: str, *, header: bool) -> str:
        hint = f" ({', '.join(column.allowed)})" if column.allowed else ""
        label = f"<w:p>{_runs(column.label, bold=True)}</w:p>"
        about = f"<w:p>{_runs(column.help + hint, small=True)}</w:p>"
        left = cell_of(label + about, widths[0], fill=_SHADE)
        right = cell_of(f"<w:p>{_runs(words, bold=header)}</w:p>", widths[1], fill=_SHADE * header)
        return row_of(left + right, header=header)

    # The row that names the question heads the table on every page.
    rows = [line(column, words, header=column is ID) for column, words in pairs]
    return table_of(rows, widths)


def read_docx(source: Source) -> Given:
    """Return what was filled in; tables are known by their headings, whatever stands between."""
    try:
        from docx import Document
    except ImportError as error:
        raise RenderError(_NO_PART) from error
    pack = looked_through(source, "docx")
    try:
        tables = list(Document(pack).element.body.iter(f"{W}tbl"))
    except Exception as error:  # what a broken document brings is not documented
        raise refused(source, f"no document ({type(error).__name__})") from error
    facts: list[tuple[Cell, Cell, Cell]] = []
    answers: list[tuple[Cell, ...]] = []
    sheets: list[Sheet] = []
    for number, table in enumerate(tables, 1):
        rows = [[_text(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        head = tuple(words.strip() for words in rows[0]) if rows else ()
        if head == _FACTS:
            facts += _facts(source.name, number, rows[1:])
        elif len(head) == 2 and head[0].partition("\n")[0] == ID.label:  # noqa: PLR2004
            answers.append(_answer(source, number, rows))
        else:
            sheets.append(_sheet(source, number, head, rows))
    if not facts:
        raise refused(source, "the table that tells which standard is meant is missing")
    place = Location(source.name)
    header = tuple(Cell(label, place) for label in _COLUMNS)
    if answers:
        sheets.insert(0, Sheet(ANSWERS, place, header, tuple(answers)))
    return gathered(source.name, facts, sheets, alone=False)


def _text(cell: "_Element") -> str:
    """Return the words of a cell; what was inserted with changes tracked is among them."""
    paragraphs = (
        "".join(_letters(part) for part in paragraph.iter()) for paragraph in cell.iter(f"{W}p")
    )
    return restored("\n".join(paragraphs))


_SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}


def _letters(part: "_Element") -> str:
    if part.tag == f"{W}t":
        moved = next(part.iterancestors(f"{W}moveFrom"), None)
        return (part.text or "") if moved is None else ""
    # A tab among the settings of a paragraph is no letter.
    parent = part.getparent()
    inside = parent is not None and parent.tag == f"{W}r"
    return _SIGNS.get(str(part.tag), "") if inside else ""


def _facts(name: str, number: int, rows: list[list[str]]) -> Iterator[tuple[Cell, Cell, Cell]]:
    for row in rows:
        words = [*row, "", "", ""]
        place = Spot(name, number, 0, f":{words[0]}")
        cells = [Cell(w.strip(), place) for w in words[:3]]
        yield cells[0], cells[1], cells[2]


def _answer(source: Source, number: int, rows: list[list[str]]) -> tuple[Cell, ...]:
    """Return the table of one question as a row of answers."""
    held: dict[str, str] = {}
    name = rows[0][1].strip()
    for row in rows:
        label = row[0].partition("\n")[0].strip()
        if label not in _COLUMNS or label in held:
            why = "stands twice" if label in held else "is no row of a form"
            known = ", ".join(_COLUMNS)
            raise refused(source, f"{name}: {label!r} {why} (allowed: {known})")
        held[label] = row[1] if len(row) > 1 else ""
    return tuple(
        Cell(held.get(label, ""), Spot(source.name, number, order, f":{name}, row {label}"))
        for order, label in enumerate(_COLUMNS)
    )


def _sheet(source: Source, number: int, head: tuple[str, ...], rows: list[list[str]]) -> Sheet:
    """Return a table as one of the form's lists: the one whose columns it has most of."""
    labels = {name: {column.label for column in columns} for _, name, _, columns in LISTS}
    # Of several that hold all its columns, the one that has no more than these.
    best = max(labels, key=lambda n: (len(labels[n] & set(head)), -len(labels[n] - set(head))))
    if len(labels[best] & set(head)) * 2 <= len(head):
        raise refused(source, f"a table that is none of the form's: {', '.join(head)[:80]}")
    padded = [[*row, *[""] * (len(head) - len(row))] for row in rows[1:]]
    cells = tuple(
        tuple(
            Cell(words, Spot(source.name, number, line, f":{best}, row {line}, column {label}"))
            for label, words in zip(head, row, strict=False)
        )
        for line, row in enumerate(padded, 2)
    )
    place = Spot(source.name, number, 0, f":{best}")
    return Sheet(best, place, tuple(Cell(label, place) for label in head), cells)
