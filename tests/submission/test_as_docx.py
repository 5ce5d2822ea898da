import builtins
import re
import sys
from io import BytesIO

import pytest
from docx import Document

from hria.errors import RenderError
from hria.submission.as_docx import AUTHOR, as_docx
from hria.submission.base import Change, Paper
from tests.submission.papers import an_ask, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def marks(data: bytes) -> list[tuple[str, str]]:
    """Return the revision marks with their words."""
    found = []
    for each in Document(BytesIO(data)).element.body.iter(f"{W}ins", f"{W}del"):
        text = "".join(part.text or "" for part in each.iter(f"{W}t", f"{W}delText"))
        found.append((each.tag.removeprefix(W), text))
        assert each.get(f"{W}author") == AUTHOR
    return found


def test_words_that_come_and_go_carry_revision_marks() -> None:
    assert marks(as_docx(paper("contribution"))) == [
        ("del", "may open letters"),
        ("ins", "must not open letters"),
    ]


def test_marks_are_dated_by_the_assessment_and_numbered() -> None:
    data = as_docx(paper("contribution", an_ask(), an_ask(id="A2")))
    found = list(Document(BytesIO(data)).element.body.iter(f"{W}ins", f"{W}del"))
    assert {each.get(f"{W}date") for each in found} == {"2026-11-21T00:00:00Z"}
    assert [each.get(f"{W}id") for each in found] == ["1", "2", "3", "4"]


def test_without_a_day_a_mark_has_none() -> None:
    change = Change("ADD 1", "x", (("added", "x"),))
    data = as_docx(Paper("T", "", (change,)))
    [mark] = Document(BytesIO(data)).element.body.iter(f"{W}ins")
    assert mark.get(f"{W}date") is None


def test_nothing_kept_is_marked() -> None:
    keeping = an_ask(action="NOC", text='This "protects".')
    assert marks(as_docx(paper("contribution", keeping))) == []


def test_the_head_has_its_lines_in_order() -> None:
    data = as_docx(paper("contribution", meeting="2027-03-15"))
    document = Document(BytesIO(data))
    labels = [row.cells[0].text for row in document.tables[0].rows]
    assert labels == ["Document", "Question", "Source", "Meeting", "Title", "Contact", "Abstract"]
    assert document.core_properties.title.startswith("Human rights in")
    assert document.core_properties.language == "en-GB"
    styled = [(p.text, p.style.name if p.style else "") for p in document.paragraphs]
    headings = [words for words, style in styled if re.match("Heading", style or "")]
    assert headings == ["Discussion", "Proposal"]


def test_the_table_of_comments_has_its_columns() -> None:
    document = Document(BytesIO(as_docx(paper("comment-table"))))
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows[0][:2] == ["MB/NC", "Line number"]
    assert [row[4] for row in rows[1:]] == ["ge", "te"]
    assert "w:tblHeader" in document.tables[1]._tbl.xml


def test_without_its_part_the_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        if name.partition(".")[0] == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    for name in [each for each in sys.modules if each.partition(".")[0] == "docx"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(RenderError, match=r"hria\[docx\]"):
        as_docx(Paper("T", "", ()))
