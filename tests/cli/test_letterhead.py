import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Word
from docx.shared import Mm

from hria.office.custom import file_of
from hria.office.letterhead import STYLES
from tests.cli.commands import Commands, Done
from tests.support import reading
from tests.verify.reports import released

OWN = "Delegation of Lilliput"
DROPPED = "Words of the draft that the letterhead was made of"


def a_template() -> Word:
    """Return a letterhead with a first page of its own, and words that nobody is to see again."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(40), Mm(40)
    section.different_first_page_header_footer = True
    for part in (section.header, section.first_page_header):
        part.paragraphs[0].text = OWN
    document.styles["Heading 2"].font.name = "Garamond"
    document.add_paragraph(DROPPED)
    picture = Path(__file__).parents[2] / "docs" / "brief.png"
    document.add_picture(str(picture))
    return document


def packed(document: Word, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """Return a document as a file, each part of it as *change* leaves it."""
    plain, made = BytesIO(), BytesIO()
    document.save(plain)
    with ZipFile(plain) as old, ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
    return made.getvalue()


def as_template(part: str, content: bytes) -> bytes:
    """Make a document a template, as Word saves it."""
    word = b"wordprocessingml.document.main+xml"
    return (
        content.replace(word, word.replace(b"document.main", b"template.main"))
        if part.startswith("[")
        else content
    )


@pytest.fixture
def report(hria: Commands, place: Path) -> Callable[..., Done]:
    """Return what makes a report on a letterhead."""

    def make(data: bytes, *words: str) -> Done:
        (place / "own.dotx").write_bytes(data)
        return hria("report", place, "--template", place / "own.dotx", "-f", "docx", *words)

    return make


@pytest.mark.parametrize("change", [lambda _, part: part, as_template])
def test_styles_page_head_and_foot_are_the_letterheads_and_our_marks_stand_on_every_page(
    report: Callable[..., Done], place: Path, change: Callable[[str, bytes], bytes]
) -> None:
    output = place / "confidential.docx"
    done = report(packed(a_template(), change), "-o", str(output), "--include-confidential")
    assert (done.status, done.err) == (0, f"{output}\n")
    made = output.read_bytes()
    document = Document(BytesIO(made))
    section = document.sections[0]
    for head in (section.header, section.first_page_header):
        words = [paragraph.text for paragraph in head.paragraphs]
        assert words[0] == OWN
        assert "CONFIDENTIAL" in words[1]
        assert "DRAFT" in words[1]
    for foot in (section.footer, section.first_page_footer):
        assert "page" in foot.paragraphs[-1].text
    assert section.page_width == Mm(200).twips * 635
    assert document.styles["Heading 2"].font.name == "Garamond"
    assert document.styles["Notice"] is not None
    widths = re.findall(r'<w:tblW [^>]*w:w="(\d+)"', document.element.xml)
    assert set(widths) == {str(Mm(120).twips)}
    # What the letterhead said besides is gone, words and pictures.
    assert reading.traces(made, DROPPED, "brief.png") == []
    with ZipFile(BytesIO(made)) as pack:
        assert not [name for name in pack.namelist() if "media" in name]


def test_what_a_letterhead_says_of_itself_goes_no_further(
    report: Callable[..., Done], place: Path
) -> None:
    document = a_template()
    about = document.core_properties
    about.category = about.keywords = about.subject = about.identifier = DROPPED

    def told(part: str, content: bytes) -> bytes:
        words = DROPPED.encode()
        match part:
            case "docProps/app.xml":
                company = b"<Company>" + words + b"</Company></Properties>"
                return content.replace(b"</Properties>", company)
            case "word/settings.xml":
                held = b'<w:docVars><w:docVar w:name="x" w:val="' + words + b'"/></w:docVars>'
                return content.replace(b"</w:settings>", held + b"</w:settings>")
            case "docProps/thumbnail.jpeg":
                return content + words
            case _:
                return content

    given = packed(document, told)
    assert len(reading.traces(given, DROPPED)) > 0
    output = place / "x.docx"
    assert report(given, "-o", str(output)).status == 0
    made = output.read_bytes()
    assert reading.traces(made, DROPPED) == []
    with ZipFile(BytesIO(made)) as pack:
        held = [name for name in pack.namelist() if name.startswith("docProps/")]
        # The letterhead is held in a part of its own, in letters that hide what it says.
        files = [file_of(root.text or "") for root in map(fromstring, parts_of(pack))]
    assert held == ["docProps/core.xml"]
    [letterhead] = [file for file in files if file.startswith(b"PK")]
    assert reading.traces(letterhead, DROPPED) == []


def parts_of(pack: ZipFile) -> list[bytes]:
    """Return the parts of a document that hold files."""
    names = [name for name in pack.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
    return [pack.read(name) for name in names]


def test_the_same_letterhead_gives_the_same_bytes(report: Callable[..., Done], place: Path) -> None:
    data = packed(a_template())
    for name in ("one.docx", "two.docx"):
        assert report(data, "-o", str(place / name)).status == 0
    assert (place / "one.docx").read_bytes() == (place / "two.docx").read_bytes()


def test_a_report_on_a_letterhead_is_proved_with_it(
    hria: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(released(tmp_path))
    Path("own.dotx").write_bytes(packed(a_template()))
    assert (
        hria("report", "reports/acme/t.1/own", "--template", "own.dotx", "-o", "a.docx").status == 0
    )
    done = hria("verify", "a.docx")
    assert done.status == 0
    assert "holds: letterhead.docx: is the file that report.json lists" in done.out
    assert "holds: the same file, byte by byte" in done.out

    def other(part: str, content: bytes) -> bytes:
        return content.replace(OWN.encode(), b"Blefuscu") if "header" in part else content

    Path("b.docx").write_bytes(packed(Document("a.docx"), other))
    done = hria("verify", "b.docx")
    assert done.status == 1
    assert f"the file says “Blefuscu”, and made again it says “{OWN}”" in done.out


def test_styles_are_known_by_their_names_whatever_their_ids(
    report: Callable[..., Done], place: Path
) -> None:
    def in_german(part: str, content: bytes) -> bytes:
        return (
            content.replace(b'"Heading1"', b'"berschrift1"') if part.endswith(".xml") else content
        )

    output = place / "x.docx"
    assert report(packed(a_template(), in_german), "-o", str(output)).status == 0
    styles = {
        p.style.style_id for p in Document(BytesIO(output.read_bytes())).paragraphs if p.style
    }
    assert "berschrift1" in styles
    assert "Heading1" not in styles


def without(*names: str) -> Callable[[str, bytes], bytes]:
    """Return what renames styles, so that they are missing."""

    def change(_part: str, content: bytes) -> bytes:
        for name in names:
            content = content.replace(f'<w:name w:val="{name}"/>'.encode(), b'<w:name w:val="x"/>')
        return content

    return change


def linked(part: str, content: bytes) -> bytes:
    """Attach a template that lies elsewhere."""
    relation = (
        b'<Relationship Id="rId99" Target="file:///C:/Users/me/own.dotm" TargetMode="External"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    )
    end = b"</Relationships>"
    return (
        content.replace(end, relation + end) if part == "word/_rels/document.xml.rels" else content
    )


def with_macros(part: str, content: bytes) -> bytes:
    """Say that there are macros, as Word says it."""
    old, new = (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"application/vnd.ms-word.document.macroEnabled.main",
    )
    return content.replace(old, new) if part.startswith("[") else content


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (
            packed(a_template(), without("heading 2", "List Bullet")),
            2,
            "these styles are missing: heading 2, List Bullet (needed: "
            + ", ".join(STYLES.values()),
        ),
        (
            packed(a_template(), linked),
            2,
            "leads out of the file, to 'file:///C:/Users/me/own.dotm'",
        ),
        (packed(a_template(), with_macros), 2, "holds macros (save it without them, as .dotx)"),
        (b"no zip", 1, "HRIA001 not a file of the kind docx"),
        (
            packed(a_template(), lambda p, c: b"" if p == "word/document.xml" else c),
            2,
            "no document of Word",
        ),
    ],
    ids=["styles", "link", "macros", "no zip", "broken"],
)
def test_a_letterhead_that_cannot_be_used_is_one_clear_line(
    report: Callable[..., Done], place: Path, data: bytes, status: int, said: str
) -> None:
    output = place / "x.docx"
    done = report(data, "-o", str(output))
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not output.exists()


def test_a_letterhead_is_for_word_alone(hria: Commands, place: Path) -> None:
    done = hria("report", place, "--template", "own.dotx", "-f", "md")
    assert (done.status, done.err) == (2, "hria: --template is for docx, and this is md\n")
