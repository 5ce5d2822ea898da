import gc
import os
import re
import shutil
import subprocess
import sys
import warnings
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import page
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from hria.brief import KINDS
from hria.brief.blocks import Heading, Paragraph, Table
from hria.cli.opening import open_assessment
from hria.cli.reporting import reported
from hria.content.roots import shipped
from hria.errors import RenderError
from hria.render.markdown import markdown
from hria.render.pdf import pdf
from tests.brief.example import PLACE
from tests.render.conformance import PAGES, WHOLE, faults, untagged
from tests.render.pages import a_brief

# WeasyPrint leaves its colour profile open. Fonts have a test of their own.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:unclosed file .*ttf:ResourceWarning"),
]

SHIPPED = sorted(shipped().glob("reports/*/*/*/assessment.yaml"))
OTHERS = [path for path in SHIPPED if path.parent not in WHOLE]
Y2770 = WHOLE[0]


@cache
def report_of(path: Path, kind: str) -> bytes:
    return reported(open_assessment(path), kind, "pdf", "en")


def brief_of(path: Path) -> bytes:
    return report_of(path if path.is_file() else path / "assessment.yaml", "brief")


def read(made: bytes) -> Any:  # noqa: ANN401 - what a PDF holds has any type
    return PdfReader(BytesIO(made))


def objects(found: Any, key: str, value: str) -> list[Any]:  # noqa: ANN401
    """Return the objects of one kind."""
    every = map(found.get_object, range(1, found.trailer["/Size"]))
    return [each for each in every if isinstance(each, dict) and each.get(key) == value]


def words_of(made: bytes) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in read(made).pages).split())


def test_the_brief_is_two_tagged_pages_with_title_and_language() -> None:
    found = read(brief_of(Y2770))
    assert len(found.pages) == 2
    assert found.root_object["/Lang"] == "en"
    assert found.root_object["/MarkInfo"]["/Marked"]
    assert found.root_object["/StructTreeRoot"]
    assert found.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert found.metadata
    assert found.metadata.title == "Human-rights brief: ITU-T Y.2770"


def test_the_words_of_the_brief_can_be_read_back() -> None:
    said = words_of(brief_of(Y2770))
    for words in (
        "Human-rights brief: ITU-T Y.2770",
        "Requirements for deep packet inspection in next generation networks",
        "Result for each right",
        "Privacy: Content inspection (PRV-05)",
        "Delete clause 6.8",
        "An assessment of a text is not a finding of violation.",
        "DRAFT: draft · ITU-T Y.2770 · 2012-11 · page 1 of 2",
        "page 2 of 2",
    ):
        assert words in said


# Every kind lies beside its assessment; test_committed looks whether it is that of today, and
# test_formats judges those of the longest.
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.parts[-3])
def test_every_report_that_ships_conforms_to_the_standards_that_it_claims(
    path: Path, kind: str
) -> None:
    made = path.with_name(f"{kind}.pdf").read_bytes()
    # The same style draws them all; to read every page of every full report costs much.
    assert faults(made, looked_into=kind != "full", pages=PAGES.get(kind, 0)) == []


def test_something_drawn_without_a_tag_would_be_seen() -> None:
    writer = PdfWriter()
    sheet = writer.add_blank_page(100, 100)
    drawn = DecodedStreamObject()
    drawn.set_data(b"/Artifact\nBMC\n0 0 9 9 re\nf\nEMC\nq\n/x1 Do\nQ")
    sheet[NameObject("/Contents")] = writer._add_object(drawn)
    made = BytesIO()
    writer.write(made)
    assert list(untagged(made.getvalue())) == ["page 1: /x1 Do"]


def test_headings_are_bookmarks() -> None:
    # It is the one of today: test_formats compares.
    outline = read((Y2770 / "full.pdf").read_bytes()).outline
    title, sections = outline[0], outline[1]
    assert title.title == "Human-rights impact assessment: ITU-T Y.2770"
    headings = [each for each in sections if not isinstance(each, list)]
    assert "Result for each right" in [each.title for each in headings]
    assert all(each.page is not None for each in headings)


def test_the_header_cells_of_tables_head_their_columns() -> None:
    cells = objects(read(brief_of(Y2770)), "/S", "/TH")
    assert len(cells) >= 18
    assert all(str(cell["/A"].get_object()["/Scope"]) == "/Column" for cell in cells)


def test_only_the_bundled_fonts_are_used_and_all_of_them_are_inside() -> None:
    fonts = objects(read(brief_of(Y2770)), "/Type", "/Font")
    assert fonts
    for font in fonts:
        assert "NotoSans" in str(font["/BaseFont"]).replace("-", "")
        for inner in font.get("/DescendantFonts", ()):
            described = inner.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_as_many_briefs_ship_as_are_promised() -> None:
    assert len(SHIPPED) == 16


def test_the_same_brief_is_the_same_bytes_on_any_day_and_machine(tmp_path: Path) -> None:
    # This process has a hash seed, a zone, a folder and a home of its own, too.
    elsewhere = {
        **os.environ,
        "HOME": str(tmp_path),
        "LC_ALL": "POSIX",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Auckland",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    command = [sys.executable, "-m", "hria", "report", str(Y2770), "--format", "pdf"]
    ended = subprocess.run(command, cwd=tmp_path, env=elsewhere, capture_output=True, check=True)
    assert ended.stdout == brief_of(Y2770)
    assert ended.stderr == b""


@pytest.mark.parametrize(
    "asks",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import "http://127.0.0.1:9/x.css";</style>',
        '<style>p { background: url("ftp://127.0.0.1:9/x") }</style>',
        "<style>@font-face{font-family:X;src:url(http://127.0.0.1:9/x)} p{font-family:X}</style>",
        '<object data="file:///etc/hostname"></object>',
        '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E" alt="">',
    ],
)
def test_nothing_is_fetched(asks: str) -> None:
    with pytest.raises(BaseException, match="nothing is fetched"):
        print_page(asks)


def test_a_page_that_asks_for_anything_is_an_error_of_rendering() -> None:
    with pytest.raises(RenderError, match="nothing is fetched"):
        print_page('<img src="http://127.0.0.1:9/x.png" alt="x">')


def print_page(content: str) -> None:
    """Print a page as reports are printed, with *content* that no report can have."""
    module = import_module("hria.render.pdf")
    with module._own_fonts():
        module._written(module._weasyprint(), f"<!DOCTYPE html><html>{content}<p>words</p></html>")


@pytest.mark.parametrize("place", ["body", "cell", "title", "footer", "watermark"])
@pytest.mark.parametrize(
    ("letter", "shown"),
    [("體", "[U+9AD4]"), ("😀", "[U+1F600]"), ("☃", "[U+2603]"), ("\ue000", "[U+E000]")],
    ids=["traditional Chinese", "emoji", "snowman", "private use"],
)
def test_a_letter_that_no_font_has_is_shown_as_its_number(
    letter: str, shown: str, place: str
) -> None:
    words = f"before {letter} after"
    table = Table((100,), ("x",), (((words if place == "cell" else "y",),),))
    block = Paragraph((words if place == "body" else "y",))
    fields = {place: words} if place in {"title", "footer", "watermark"} else {}
    made = pdf(a_brief(Heading(1, "x"), block, table, **fields))
    if place == "title":
        told = read(made).metadata.title
        assert told in {words, f"before {shown} after"}
    else:
        assert shown in words_of(made)
    assert page.validate_pdf_bytes(made, profile=page.ValidationProfile.PDF_UA_1).is_compliant


def test_words_in_other_scripts_stay_what_they_are() -> None:
    words = "Größe, Łódź, Ελλάδα, Москва, Việt Nam, العربية, ≤ → …"
    made = pdf(a_brief(Heading(1, "x"), Paragraph((words,))))
    assert "[U+" not in words_of(made)
    for said in ("Größe, Łódź, Ελλάδα, Москва, Việt Nam", "≤", "…"):
        assert said in words_of(made)


@pytest.mark.parametrize(
    ("path", "kind"),
    [(WHOLE[0], "brief"), (WHOLE[0], "talking-points"), (WHOLE[1], "talking-points")],
)
def test_letters_are_as_large_as_the_room_lets_them_be(
    path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = report_of(path / "assessment.yaml", kind)
    # Where nothing is left out beforehand, every size is tried, the largest first.
    monkeypatch.setattr(import_module("hria.render.pdf"), "_HOLDS", (10**6,) * 3)
    assert reported(open_assessment(path), kind, "pdf", "en") == made


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic"])
def test_figures_are_all_of_one_width_so_that_columns_of_them_stand_in_line(style: str) -> None:
    path = Path("hria/render/fonts") / f"NotoSans-{style}.ttf"
    with TTFont(shipped() / path, lazy=True) as font:
        wide = {font["hmtx"][font.getBestCmap()[ord(each)]][0] for each in "0123456789"}
    assert len(wide) == 1


def test_a_brief_that_is_too_long_gets_more_pages_and_is_never_cut() -> None:
    endless = tuple(((f"row {n}",),) for n in range(120))
    made = pdf(a_brief(Heading(1, "x"), Table((100,), ("x",), endless), pages=1))
    assert len(read(made).pages) > 1
    assert "row 119" in words_of(made)


BLOCKING = """
import sys

class Blocking:
    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise {error}

sys.meta_path.insert(0, Blocking())
sys.argv = ["hria", "report", {path!r}, "-o", {output!r}]
from hria.__main__ import main
main()
"""


def without_weasyprint(error: str, output: Path) -> subprocess.CompletedProcess[str]:
    code = BLOCKING.format(error=error, path=str(PLACE), output=str(output))
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_fonts_are_closed_after_they_were_read(recwarn: pytest.WarningsRecorder) -> None:
    module = import_module("hria.render.pdf")
    module._letters.cache_clear()
    warnings.simplefilter("always", ResourceWarning)
    assert "a" in module._letters()
    gc.collect()
    assert [str(each.message) for each in recwarn if "ttf" in str(each.message)] == []


def test_where_pango_is_missing_the_message_says_how_to_install_it(tmp_path: Path) -> None:
    missing = "OSError(\"cannot load library 'libpango-1.0-0'\")"
    ended = without_weasyprint(missing, tmp_path / "x.pdf")
    assert ended.returncode == 2
    assert ended.stdout == ""
    for line in (
        "Debian, Ubuntu: sudo apt-get install --no-install-recommends",
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "Fedora:         sudo dnf install pango",
        "macOS:          brew install pango",
        "Windows:        winget install",
        "md and html work without them",
    ):
        assert line in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


LACKING = """
import sys, cffi
dlopen = cffi.FFI.dlopen

def lacking(self, name, flags=0):
    if {name!r} in name:
        raise OSError(f"cannot load library '{{name}}': no such file")
    return dlopen(self, name, flags)

cffi.FFI.dlopen = lacking
sys.argv = ["hria", "report", {path!r}, "-f", sys.argv[1]]
from hria.__main__ import main
main()
"""


@pytest.mark.parametrize("name", ["pango-1.0", "pangoft2", "harfbuzz-subset"])
def test_the_library_that_is_missing_is_named_and_nothing_is_on_standard_output(name: str) -> None:
    code = LACKING.format(name=name, path=str(PLACE))
    command = [sys.executable, "-c", code, "pdf"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    first = ended.stderr.splitlines()[0]
    assert re.match(
        rf"hria: PDF needs libraries of the system, and lib{name}\S* is missing;", first
    )
    assert "sudo apt-get install" in ended.stderr


def test_the_font_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("hria.render.pdf")
    fonts = shutil.copytree(module._FONTS, tmp_path / "fonts")
    assert {path.name for path in fonts.iterdir()} == set(module._NEEDED)
    monkeypatch.setattr(module, "_FONTS", fonts)
    (fonts / "NotoSansMath-Regular.ttf").unlink()
    (fonts / "NotoSans-Bold.ttf").write_bytes(b"")
    brief = a_brief(Heading(1, "x"))
    with pytest.raises(RenderError) as raised:
        pdf(brief)
    assert "NotoSans-Bold.ttf, NotoSansMath-Regular.ttf of hria/render/fonts" in str(raised.value)
    assert "pip install --force-reinstall" in str(raised.value)
    assert markdown(brief) == b"# x\n"


def test_where_weasyprint_is_missing_the_message_names_the_part(tmp_path: Path) -> None:
    for error in ("ImportError('x')", "ModuleNotFoundError('x')"):
        ended = without_weasyprint(error, tmp_path / "x.pdf")
        assert ended.returncode == 2
        assert "hria[pdf]" in ended.stderr
        assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_only_this_module_knows_weasyprint_and_asks_for_it_late() -> None:
    module: ModuleType = import_module("hria.render.pdf")
    assert not any(getattr(v, "__name__", "") == "weasyprint" for v in vars(module).values())
