from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from tests.cli.commands import Commands

DOCUMENTS = """documents:
- id: letter
  name: Letter
  form: list-comment
  stages: []
  who: tenants
  header: {To: "[the porter]"}
  deadlines:
  - value: 12 days before the meeting
    rule: {count: 12, unit: days, side: before, of: meeting}
    source: memory
    mark: recalled
  source: memory
  mark: recalled
- {id: paper, name: Paper, form: contribution, stages: [], who: all, source: memory, mark: recalled}
- {id: table, name: Tab, form: comment-table, stages: [], who: all, source: memory, mark: recalled}
- {id: vote, name: Vote, stages: [], who: members, source: memory, mark: recalled}
"""


@pytest.fixture
def offering(place: Path, workspace: Path) -> Path:
    """Return the folder of the assessment, whose body accepts some documents."""
    file = workspace / "standards/acme/sdo.yaml"
    text = file.read_text(encoding="utf-8")
    known = "" if "  memory:" in text else "  memory: {title: From memory, kind: none}\n"
    assert text.count("sources:\n") == 1
    file.write_text(text.replace("sources:\n", f"{DOCUMENTS}sources:\n{known}"), encoding="utf-8")
    return place


def test_a_document_is_printed_and_the_rest_is_said_aside(hria: Commands, offering: Path) -> None:
    done = hria("submit", offering, "--as", "letter", "--meeting", "2027-03-15")
    assert done.status == 0
    assert done.out.startswith("DRAFT. ")
    assert "To: [the porter]" in done.out
    assert "A3 is not yet ready and left out: it has no clause" in done.err
    assert "who may send it: tenants" in done.err
    assert "deadline: 2027-03-03: 12 days before the meeting [recalled: " in done.err


def test_the_ending_tells_the_format(hria: Commands, offering: Path, tmp_path: Path) -> None:
    for name in ("table.csv", "table.docx"):
        done = hria("submit", offering, "--as", "table", "-o", tmp_path / name)
        assert (done.status, done.out) == (0, "")
    assert (tmp_path / "table.csv").read_text("utf-8-sig").startswith('"MB/NC"')
    assert len(Document(BytesIO((tmp_path / "table.docx").read_bytes())).tables) == 2
    assert hria("submit", offering, "--as", "table").out.startswith('\ufeff"MB/NC"')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--as", "nope"], "offers no document called 'nope' (hria makes for it: letter, paper, "),
        (["--as", "vote"], "hria does not make what"),
        (["--as", "paper"], "docx is not for the screen (name a file with -o)"),
        (["--as", "paper", "-o", "x.pdf"], "no format of this document called 'pdf' (known: docx)"),
        (["--as", "letter", "--meeting", "soon"], "--meeting 'soon' is no day"),
        (["--as", "letter", "--opening", "2027-02-30"], "--opening '2027-02-30' is no day"),
    ],
)
def test_what_cannot_be_made_is_one_clear_line(
    hria: Commands, offering: Path, words: list[str], said: str
) -> None:
    done = hria("submit", offering, *words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_nothing_ready_is_nothing_to_send(hria: Commands, offering: Path) -> None:
    file = offering / "assessment.yaml"
    text = file.read_text(encoding="utf-8")
    for clause in ("6.1", "7.2"):
        text = text.replace(f'clause: "{clause}", text', "text")
    file.write_text(text, encoding="utf-8")
    done = hria("submit", offering, "--as", "letter")
    assert done.status == 2
    assert "nothing to send: A1 is not yet ready and left out: it has no clause; A2" in done.err


def test_a_body_nobody_described_offers_nothing(
    hria: Commands, place: Path, workspace: Path
) -> None:
    done = hria("submit", place, "--as", "letter")
    assert (done.status, done.out) == (2, "")
    assert "offers no document called 'letter' (hria makes for it: none)" in done.err
    (workspace / "standards/acme/sdo.yaml").unlink()
    assert "no body called 'acme'" in hria("submit", place, "--as", "letter").err


@pytest.mark.usefixtures("offering")
def test_a_body_shows_what_it_accepts_and_by_when(hria: Commands) -> None:
    shown = hria("show", "acme", "--meeting", "2027-03-15").out
    assert "document letter: Letter" in shown
    assert "deadline: 2027-03-03: 12 days before the meeting [recalled: " in shown
    assert "hria: hria submit ASSESSMENT --as letter" in shown
    assert "document vote: Vote" in shown
    assert "hria: makes none" in shown
    assert hria("show", "acme", "--meeting", "2027").status == 2
