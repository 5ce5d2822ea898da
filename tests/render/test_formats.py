"""Every format of a report says the same, and each opens where it is meant to be opened."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from hria.assess.plan import counting
from hria.assess.score import score
from hria.brief import KINDS
from hria.brief.blocks import Heading, Items, Notice, Paragraph, Sheet, Strong, Table
from hria.cli import scoring
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.content.roots import shipped
from hria.errors import RenderError
from hria.render import FORMATS
from tests.brief.example import PLACE, WORKSPACE
from tests.render.conformance import PAGES, WHOLE, faults
from tests.render.pages import a_brief
from tests.support.reading import W, everything, said

pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
]

ROOT = Path(__file__).resolve().parents[2]
REPORTS = shipped() / "reports"
PLACES = [*WHOLE, PLACE]
SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
HEAD = Heading(1, "A title")


def named(value: Path | str) -> str:
    return value if isinstance(value, str) else value.parent.name


@cache
def made(path: Path, kind: str, format_: str) -> bytes:
    return reported(open_assessment(path), kind, format_, "en")


def tight(words: str) -> str:
    """Return *words* without blanks: a line may end anywhere, and cells are set side by side."""
    return "".join(words.split())


def units(text: str) -> Iterator[str]:
    """Yield the paragraphs, items and cells of Markdown, as they read."""
    for line in text.splitlines():
        if re.fullmatch(r"\|( -+ \|)+", line):
            continue
        bare = re.sub(r"^(#+|>|-) ", "", line)
        cells = re.split(r"(?<!\\)\|", bare) if bare.startswith("|") else [bare]
        for cell in cells:
            plain = re.sub(r"(?<!\\)\*\*", "", cell)
            plain = re.sub(r"(?<!\\)&#(\d+);", lambda m: chr(int(m[1])), plain)
            yield re.sub(r"\\(.)", r"\1", plain).strip()


def sentences(text: str) -> list[str]:
    return [each for unit in units(text) for each in SENTENCE.split(unit) if each]


@pytest.mark.parametrize("path", PLACES, ids=named)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_", ["html", "docx"])
def test_each_sentence_of_the_markdown_stands_in_every_format_for_reading(
    path: Path, kind: str, format_: str
) -> None:
    assert left_out(path, kind, said(format_, made(path, kind, format_))) == []


# What takes longest to read back is a full report: the longest is read, and the smallest.
READ_BACK = [(p, k) for p in PLACES for k in KINDS if p not in WHOLE[1:] or k != "full"]


# In one test, because a PDF of a full report takes long to make.
@pytest.mark.parametrize(("path", "kind"), READ_BACK, ids=named)
def test_each_sentence_stands_in_a_pdf_that_conforms_to_the_standards_that_it_claims(
    path: Path, kind: str
) -> None:
    kept = path / f"{kind}.pdf"
    # Short ones of one are made anew; of others those that ship are read.
    ships = path in WHOLE and (path != WHOLE[0] or kind == "full")
    printed = kept.read_bytes() if ships else made(path, kind, "pdf")
    assert faults(printed, pages=PAGES.get(kind, 0) if path in WHOLE else 0) == []
    if path in WHOLE and not ships:
        # Other libraries of the system may make other bytes of the same words.
        before = kept.read_bytes()
        assert before == printed or said("pdf", before) == said("pdf", printed), "make reports"
    # What ends a page, its marks and its foot, may stand in the middle of a sentence.
    words = re.sub(r"(?m)^(•|DRAFT) ?$", "", said("pdf", printed))
    words = re.sub(r"(?m)^(DRAFT: .*?· )?\S.* · \S+ · page \d+ of \d+$", "", words)
    # From the second page on the title is the running head.
    title = f"{json.loads(made(path, kind, 'json'))['title']}\n"
    first, *rest = words.split(title)
    words = f"{first}{title}{''.join(rest)}"
    assert left_out(path, kind, words) == []


def left_out(path: Path, kind: str, words: str) -> list[str]:
    """Return the sentences of the Markdown that do not stand in *words*."""
    whole = tight(words)
    found = sentences(made(path, kind, "md").decode())
    assert len(found) > (15 if kind == "summary" else 40)
    return [each for each in found if tight(each) not in whole]


@pytest.mark.parametrize("path", PLACES, ids=named)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format_", ["json", "xlsx"])
def test_each_finding_and_each_ask_stands_in_the_formats_for_programs(
    path: Path, kind: str, format_: str
) -> None:
    opened = open_assessment(path)
    assessment = counting(opened.assessment, opened.parts, opened.features)
    words = said(format_, made(path, kind, format_))
    words = json.dumps(json.loads(words), ensure_ascii=False) if format_ == "json" else words

    def stands(value: str) -> bool:
        return (
            json.dumps(value, ensure_ascii=False)[1:-1] if format_ == "json" else value
        ) in words

    found = score(opened.assessment, opened.parts, opened.features).findings
    assert found
    for finding in found:
        assert stands(finding.id)
        assert stands(finding.residual.level.word)
        assert all(stands(piece.clause) for piece in finding.answer.evidence)
        assert stands(finding.vector)
    for ask in assessment.asks:
        for value in (ask.id, ask.text, ask.reason, ask.clause, *ask.addresses):
            assert stands(value)


@pytest.mark.parametrize("path", PLACES, ids=named)
def test_every_row_of_the_findings_names_what_the_score_says(path: Path) -> None:
    opened = open_assessment(path)
    found = score(opened.assessment, opened.parts, opened.features).findings
    rows = list(csv.DictReader(StringIO(made(path, "full", "csv").decode("utf-8-sig"))))
    assert {row["Finding"] for row in rows} == {f.id for f in found}
    assert len(rows) == len(found)
    by_id = {f.id: f for f in found}
    for row in rows:
        finding = by_id[row["Finding"]]
        assert row["Level"] == finding.residual.level.word
        assert row["Asks"] == ", ".join(ask.id for ask in finding.asks)
        assert row["State of the assessment"].startswith("DRAFT")
        assert "machine" in row["Given by"] or "person" in row["Given by"]


# json


def schema() -> Draft202012Validator:
    text = (ROOT / "docs" / "schema" / "report.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.mark.parametrize("path", [*sorted(REPORTS.glob("*/*/*")), PLACE], ids=named)
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_as_json_fits_its_schema_and_holds_the_score_unchanged(
    path: Path, kind: str
) -> None:
    found = json.loads(made(path, kind, "json"))
    assert [fault.message for fault in schema().iter_errors(found)] == []
    opened = open_assessment(path)
    scored = score(opened.assessment, opened.parts, opened.features)
    assert found["score"] == json.loads(scoring.as_json(scored))
    assert found["kind"] == kind
    assert "notes" not in found["assessment"]
    assert found["draft"]
    assert found["banner"]


def test_the_schema_refuses_what_is_no_report() -> None:
    found = json.loads(made(PLACE, "brief", "json"))
    assert not schema().is_valid({**found, "another": 1})
    assert not schema().is_valid({k: v for k, v in found.items() if k != "score"})
    found["score"]["rights"]["home"]["result"] = "fine"
    assert not schema().is_valid(found)


# docx


def document(made_: bytes) -> Any:  # noqa: ANN401 - a document of the library
    return Document(BytesIO(made_))


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_has_real_styles_header_rows_a_title_and_a_language(kind: str) -> None:
    found = document(made(PLACES[0], kind, "docx"))
    styles = {p.style.name for p in found.paragraphs}
    wanted = {"Title", "Notice"}
    # A summary has no parts.
    wanted |= {"Heading 1"} if kind != "summary" else set()
    wanted |= {"Heading 2", "List Bullet"} if kind == "full" else set()
    assert wanted <= styles
    assert found.core_properties.title.startswith("Human-rights ")
    assert found.core_properties.language == "en"
    languages = {e.get(f"{W}val") for e in found.styles.element.iter(f"{W}lang")}
    assert languages == {"en"}
    assert found.tables
    for table in found.tables:
        assert table.style.name == "Table Grid"
        rows = list(table._tbl.iter(f"{W}tr"))
        assert [bool(list(row.iter(f"{W}tblHeader"))) for row in rows] == [
            True,
            *[False] * (len(rows) - 1),
        ]
        assert all(list(row.iter(f"{W}cantSplit")) for row in rows)


def test_the_columns_of_a_table_have_the_shares_of_the_blocks() -> None:
    table = Table((10, 30, 60), ("a", "b", "c"), ((("x",), ("y",), ("z",)),))
    found = document(FORMATS["docx"](a_brief(HEAD, table))).tables[0]
    widths = [int(c.get(f"{W}w")) for c in found._tbl.iter(f"{W}gridCol")]
    assert widths == [960, 2880, 5760]


def test_every_page_of_a_document_has_the_mark_of_a_draft_and_its_number() -> None:
    section = document(made(PLACES[0], "brief", "docx")).sections[0]
    head = "".join(t.text for t in section.header._element.iter(f"{W}t"))
    foot = "".join(t.text for t in section.footer._element.iter(f"{W}t"))
    assert head == "DRAFT · Human-rights brief: ITU-T Y.2770"
    assert foot == "DRAFT: draft · ITU-T Y.2770 · 2012-11 · page 1 of 1"
    fields = [f.get(f"{W}instr") for f in section.footer._element.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_word_of_a_level_stands_in_its_coloured_cell() -> None:
    levels = {"high", "critical", "moderate", "low", "none"}
    for cell in document(made(PLACES[0], "brief", "docx")).element.body.iter(f"{W}tc"):
        fills = {shade.get(f"{W}fill") for shade in cell.iter(f"{W}shd")} - {"E3EAF1"}
        if fills:
            # A field of the map names what lies in it after its level.
            assert "".join(t.text for t in cell.iter(f"{W}t")).partition(":")[0] in levels


@pytest.mark.parametrize(
    "words",
    ["<w:t>&amp;</w:t>", "a\x00\x0b\x1fb", "\ufffe\uffff", "\u202etxt", "_x0041_", "a\tb\nc", "  "],
)
def test_whatever_is_written_makes_a_document_that_opens(words: str) -> None:
    blocks = (
        Heading(1, words or "x"),
        Notice((words,)),
        Paragraph((Strong(words), "y")),
        Items(((words,),)),
        Table((100,), (words,), (((words,),),)),
    )
    told = said("docx", FORMATS["docx"](a_brief(*blocks, title=words, footer=words)))
    kept = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    assert " ".join(kept.split("\ufffd")) in " ".join(told.split()) or "\u202e" in words


def test_a_document_from_right_to_left_is_turned() -> None:
    table = Table((100,), ("x",), ((("y",),),))
    made_ = FORMATS["docx"](a_brief(HEAD, table, language="ar", direction="rtl"))
    body = document(made_).element.body
    assert list(body.iter(f"{W}bidiVisual"))
    assert len(list(body.iter(f"{W}bidi"))) == len(list(body.iter(f"{W}p")))
    assert len(list(body.iter(f"{W}rtl"))) == len(list(body.iter(f"{W}r")))


# xlsx


def test_a_workbook_has_its_sheets_with_headings_that_stay_in_sight() -> None:
    book = load_workbook(BytesIO(made(PLACES[0], "brief", "xlsx")))
    assert book.sheetnames == ["About", "Findings", "Asks", "Results", "Answers", "Sources"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A1"].font.b
        assert sheet.oddHeader is not None
        assert sheet.oddFooter is not None
        assert sheet.oddHeader.center.text == "DRAFT · Human-rights brief: ITU-T Y.2770"
        assert str(sheet.oddFooter.left.text).startswith("DRAFT: draft · ITU-T Y.2770")
        assert str(sheet.oddFooter.left.text).endswith("page &P of &N")
    assert "Draft, review state" in str(book["About"]["A3"].value)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "a\x00b"])
def test_no_cell_is_a_formula(words: str) -> None:
    sheet = Sheet("Findings", (10,), ("x",), ((words,),))
    brief = a_brief(HEAD, sheets=lambda: (sheet,))
    cell = load_workbook(BytesIO(FORMATS["xlsx"](brief)))["Findings"]["A2"]
    assert cell.data_type == "s"
    assert cell.value == words.replace("\x00", " ")
    [_, [told]] = csv.reader(StringIO(FORMATS["csv"](brief).decode("utf-8-sig")))
    assert not told.startswith(("=", "+", "-", "@"))


# all


ALL = """
import sys
from pathlib import Path
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.render import FORMATS
for name in FORMATS:
    made = reported(open_assessment(Path(sys.argv[1])), "brief", name, "en")
    Path(sys.argv[2], name).write_bytes(made)
"""


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a report in every format, made by another process far from here."""
    folder = tmp_path_factory.mktemp("far-from-here")
    surroundings = {
        **os.environ,
        "HOME": str(folder),
        "LC_ALL": "POSIX",
        "LOGNAME": "tell-tale",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(ROOT),
        "TZ": "Pacific/Auckland",
        "USER": "tell-tale",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    copy = shutil.copytree(WORKSPACE, folder / "work")
    command = [sys.executable, "-c", ALL, str(copy / PLACE.relative_to(WORKSPACE)), str(folder)]
    subprocess.run(command, cwd=folder, env=surroundings, check=True)
    return folder


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_report_is_the_same_bytes_anywhere_and_tells_nothing_of_the_place(
    format_: str, elsewhere: Path
) -> None:
    there = (elsewhere / format_).read_bytes()
    # This process has a hash seed, a zone, a folder and a home of its own, too.
    assert there == made(PLACE, "brief", format_)
    whole = everything(there)
    machine = os.uname().nodename
    # Packed data holds any two or three letters somewhere.
    short = format_ == "pdf" and len(machine) < len("host")
    for word in ("tell-tale", "far-from-here", str(ROOT), *([] if short else [machine])):
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", whole)
    assert not re.search(r"20\d\d-\d\d-\d\dT", re.sub(r'"?at"?: \S+', "", whole))


@pytest.mark.parametrize("format_", ["docx", "xlsx"])
def test_the_parts_of_an_office_file_have_no_day(format_: str) -> None:
    with ZipFile(BytesIO(made(PLACE, "full", format_))) as pack:
        assert {part.date_time for part in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.create_system for part in pack.infolist()} == {0}


@pytest.mark.parametrize(("format_", "library"), [("docx", "docx"), ("xlsx", "openpyxl")])
def test_where_a_library_is_missing_one_line_names_the_part(
    format_: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    render: Callable[..., bytes] = FORMATS[format_]
    with pytest.raises(RenderError) as caught:
        render(a_brief(HEAD))
    assert f"hria[{format_}]" in str(caught.value)
    assert "\n" not in str(caught.value)
